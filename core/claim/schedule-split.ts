// The schedules of the lenders: a borrower's schedule, split row by row over the claims.
import { invalid, ok, type Result } from '../kit/result.ts';
import type { Instalment } from '../loan/schedule/terms.ts';
import { type MinorUnits, sum } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import { type ClaimStanding, distribute } from './distribution.ts';

/** What of a row of the borrower's schedule goes to the claims. */
export type SplitRow = Pick<Instalment, 'number' | 'dueDay' | 'principal' | 'interest'>;

/** What one row of the borrower's schedule brings to one claim. */
export interface ClaimInstalment {
  /** Of the borrower's row. */
  readonly number: number;
  readonly dueDay: Day;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  /** Outstanding principal of the claim after the row. */
  readonly balance: MinorUnits;
}

export interface ClaimSchedule {
  readonly claimId: string;
  readonly rows: readonly ClaimInstalment[];
}

/**
 * The lenders' schedules, in the order of the claims' ids: each row is split as its payment would be. So
 * they add up to the borrower's row by row, no share is negative, and each claim ends at exactly 0.
 *
 * @param claims before the first row; together they have all principal of the rows outstanding.
 * @returns a refusal naming `claims` where they do not.
 * @example splitSchedule({ rows: [{
 *   number: 1, kind: 'instalment', fromDay: dayOf(2026, 1, 31), dueDay: dayOf(2026, 2, 28),
 *   principal: minorUnits(100n), interest: minorUnits(3n), fee: ZERO, balance: ZERO,
 * }] }, newClaims([{ id: 'a', amount: minorUnits(40n) }, { id: 'b', amount: minorUnits(60n) }])).value[1]
 * // { claimId: 'b', rows: [{
 * //   number: 1, dueDay: dayOf(2026, 2, 28), principal: minorUnits(60n), interest: minorUnits(2n), balance: ZERO,
 * // }] }
 */
export function splitSchedule(
  { rows }: { readonly rows: readonly SplitRow[] },
  claims: readonly ClaimStanding[],
): Result<ClaimSchedule[]> {
  if (sum(claims.map((claim) => claim.outstanding)) !== sum(rows.map((row) => row.principal))) {
    return invalid('claims', 'They must add up to the principal of the schedule.');
  }
  const schedules = new Map<string, ClaimInstalment[]>();
  let standing = claims;
  for (const { number, dueDay, principal, interest } of rows) {
    const distribution = distribute({ principal, interest }, standing);
    if (!distribution.ok) return distribution;
    standing = distribution.value.claims;
    distribution.value.payments.forEach(({ claimId, ...payment }, index) => {
      const claimRows = schedules.get(claimId) ?? [];
      schedules.set(claimId, claimRows);
      claimRows.push({
        number,
        dueDay,
        principal: payment.principal,
        interest: payment.interest,
        balance: standing[index]?.outstanding ?? payment.principal,
      });
    });
  }
  return ok([...schedules].map(([claimId, claimRows]) => ({ claimId, rows: claimRows })));
}
