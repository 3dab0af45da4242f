// The lenders' schedules as they will be paid: a borrower's schedule without the spread, split over the claims, and
// what each lender pays of every row.
import { ok, type Result } from '../kit/result.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
import { claimPaymentFee, rowsForLenders } from '../product/lender-fees.ts';
import type { Tariff } from '../product/tariff.ts';
import type { ClaimStanding } from './distribution.ts';
import { type ClaimInstalment, type SplitRow, splitSchedule } from './schedule-split.ts';

/** What one row of the borrower's schedule brings to one claim, and what its holder pays of it. */
export interface LenderInstalment extends ClaimInstalment {
  /** The lender's own fee, taken out of principal and interest. */
  readonly fee: MinorUnits;
}

export interface LenderSchedule {
  readonly claimId: string;
  readonly rows: readonly LenderInstalment[];
}

/**
 * The schedules of all lenders of a loan, in the order of the claims' ids.
 *
 * @param claims as they were made, before the first row.
 * @returns a refusal naming `claims` where they do not make up the loan.
 * @example
 * lenderSchedules({ rows: [{
 *   number: 1, dueDay: dayOf(2026, 2, 28), principal: minorUnits(100n), interest: minorUnits(3n),
 * }] }, newClaims([{ id: 'a', amount: minorUnits(100n) }]), freeTariff(currency('CNY'), dayOf(2026, 1, 1))).value
 * // [{ claimId: 'a', rows: [{
 * //   number: 1, dueDay: dayOf(2026, 2, 28), principal: minorUnits(100n), interest: minorUnits(3n), balance: ZERO,
 * //   fee: ZERO,
 * // }] }]
 */
export function lenderSchedules(
  { rows }: { readonly rows: readonly SplitRow[] },
  claims: readonly ClaimStanding[],
  tariff: Tariff,
): Result<readonly LenderSchedule[]> {
  const split = splitSchedule({ rows: rowsForLenders(rows, tariff) }, claims);
  if (!split.ok) return split;
  const lent = new Map(claims.map(({ id, outstanding }) => [id, outstanding]));
  return ok(
    split.value.map(({ claimId, rows: own }) => ({
      claimId,
      rows: withFees(own, lent.get(claimId) ?? ZERO, tariff),
    })),
  );
}

function withFees(
  rows: readonly ClaimInstalment[],
  principal: MinorUnits,
  tariff: Tariff,
): LenderInstalment[] {
  let outstanding = principal;
  return rows.map((row) => {
    const standing = { principal, outstanding };
    const payment = { principal: row.principal, interest: row.interest, penalty: ZERO };
    outstanding = row.balance;
    return { ...row, fee: claimPaymentFee(tariff, standing, payment) };
  });
}
