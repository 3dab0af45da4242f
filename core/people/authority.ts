// Who may decide on loans up to which amount and grade (authority limit 审批权限): data in versions, changed by
// two persons.
import type { Grade } from '../credit/grade.ts';
import { GRADES } from '../credit/grade.ts';
import type { Id } from '../kit/id.ts';
import { type Refused, refuse } from '../kit/result.ts';
import type { Currency } from '../money/currency.ts';
import { moneyText } from '../money/figure-text.ts';
import { greatest, type MinorUnits, minorUnits, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { Actor, StaffPosition } from './actor.ts';

export interface AuthorityLimit {
  readonly position: StaffPosition;
  /** In minor units of the loan's currency. */
  readonly amountMax: MinorUnits;
  readonly worstGrade: Grade;
}

/** One version of all limits; a later one takes the place of all earlier ones from its first day on. */
export interface AuthorityTable {
  readonly name: 'loan_decision';
  readonly number: number;
  readonly limits: readonly AuthorityLimit[];
  readonly effectiveFrom: Day;
  readonly makerId: Id;
  /** From the approval on. */
  readonly checkerId?: Id;
}

/** What holds until two persons change it. */
export const AUTHORITY_LIMITS: readonly AuthorityLimit[] = [
  { position: 'risk_analyst_lead', amountMax: minorUnits(10_000_000n), worstGrade: 'C' },
  { position: 'committee_member', amountMax: minorUnits(50_000_000n), worstGrade: 'E' },
  { position: 'committee_member_lead', amountMax: minorUnits(100_000_000n), worstGrade: 'G' },
];

/**
 * The limits in force on a day: those of the last version that was approved and has begun.
 *
 * @example authorityInForce([], dayOf(2026, 11, 22)).length // 3
 */
export function authorityInForce(
  tables: readonly AuthorityTable[],
  day: Day,
): readonly AuthorityLimit[] {
  const inForce = tables.filter(
    ({ checkerId, effectiveFrom }) => checkerId !== undefined && effectiveFrom <= day,
  );
  const [newest] = inForce.toSorted((left, right) => right.number - left.number);
  return newest?.limits ?? AUTHORITY_LIMITS;
}

/**
 * The limits of an actor; none where the actor may decide on no loan.
 *
 * @example authorityOf({ kind: 'calendar' }, AUTHORITY_LIMITS) // []
 */
export function authorityOf(
  actor: Actor,
  limits: readonly AuthorityLimit[],
): readonly AuthorityLimit[] {
  if (actor.kind !== 'person' || !actor.roles.includes('staff')) return [];
  return limits.filter(({ position }) => actor.positions.includes(position));
}

/**
 * Whether one of the limits covers a loan of that amount and grade.
 *
 * @example isWithinAuthority(AUTHORITY_LIMITS, { loanAmount: minorUnits(100000001n), grade: 'A' }) // false
 */
export function isWithinAuthority(
  limits: readonly AuthorityLimit[],
  { loanAmount, grade }: { readonly loanAmount: MinorUnits; readonly grade: Grade },
): boolean {
  return limits.some(
    ({ amountMax, worstGrade }) =>
      loanAmount <= amountMax && GRADES.indexOf(grade) <= GRADES.indexOf(worstGrade),
  );
}

/**
 * `authority_exceeded` with the most that any of the limits allows, where none of them covers the loan.
 *
 * @example refusedByAuthority(AUTHORITY_LIMITS, { loanAmount: minorUnits(1n), grade: 'A' }, currency('CNY')) // undefined
 */
export function refusedByAuthority(
  limits: readonly AuthorityLimit[],
  decided: { readonly loanAmount: MinorUnits; readonly grade: Grade },
  currency: Currency,
): Refused | undefined {
  if (isWithinAuthority(limits, decided)) return undefined;
  const most = limits.map(({ amountMax }) => amountMax).reduce(greatest, ZERO);
  return refuse('authority_exceeded', { limit: moneyText(most, currency) });
}
