// What ends a loan on a day: all that is due and unpaid, and the early repayment of the rest.
import { assert } from '../../kit/assert.ts';
import { ok, type Result } from '../../kit/result.ts';
import { type MinorUnits, minus, plus, sum, ZERO } from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';
import { amountDue } from '../compromise.ts';
import { applyChange, replayChanges } from '../schedule/apply-change.ts';
import type { Schedule } from '../schedule/terms.ts';
import { paidAhead } from '../serviced-accounts.ts';
import type { EarlyRepaymentPart, Servicing } from '../servicing.ts';
import { openAmounts } from './instalment-account.ts';

/** The payoff amount 提前结清金额 in its parts. */
export interface Payoff {
  readonly day: Day;
  /** Fallen due and not paid. */
  readonly due: MinorUnits;
  /** The rest with its interest up to the day; undefined where nothing is left beyond what is due. */
  readonly early?: EarlyRepaymentPart;
  readonly total: MinorUnits;
}

/**
 * The payoff of a loan on a day.
 *
 * @param servicing worked through the day: every instalment whose due day has come has fallen due.
 * @example payoffOf({ accounts: [], fallenDue: 0 }, dayOf(2026, 3, 2)).total // ZERO
 */
export function payoffOf(servicing: Servicing, day: Day): Payoff {
  const due = amountDue(servicing);
  if (servicing.fallenDue === servicing.accounts.length) return { day, due, total: due };
  const change = {
    kind: 'early_repayment_in_full',
    day: earlyRepaymentDay(servicing, day),
  } as const;
  const part = earlyPart(servicing, change);
  assert(part.ok, 'What is outstanding can be repaid on any day.');
  const early = part.value;
  return { day, due, early, total: sum([due, early.principal, early.interest, early.fee]) };
}

/**
 * The day of an early repayment in the schedule. What the working-day rule asks for before its due day has its
 * interest up to that day: until then the rest bears none, and its repayment stands behind it.
 *
 * @param servicing worked through the day on which it is made.
 * @example earlyRepaymentDay({ accounts: [], fallenDue: 0 }, dayOf(2026, 3, 2)) // dayOf(2026, 3, 2)
 */
export function earlyRepaymentDay(
  {
    accounts,
    fallenDue,
    earlierRows = 0,
  }: Pick<Servicing, 'accounts' | 'fallenDue' | 'earlierRows'>,
  day: Day,
): Day {
  // What stands from earlier plans, and what is carried from them, is no row of the schedule in force.
  const last = fallenDue > earlierRows ? accounts[fallenDue - 1] : undefined;
  return last === undefined || last.dueDay < day ? day : last.dueDay;
}

/**
 * What an early repayment costs beside what is due.
 *
 * @param change on its day in the schedule.
 * @returns the refusal of the schedule when the rest could not be repaid after it.
 * @example earlyPart(
 *   { terms: {
 *     principal: minorUnits(1000n), annualRate: fraction(0n), valueDay: dayOf(2026, 1, 31),
 *     instalmentCount: 2, every: 1, unit: 'months', repaymentMethod: 'equal_instalments',
 *     interestBasis: { kind: 'equal_periods', daysInYear: 360 },
 *     rounding: { interest: 'half_even', instalment: 'half_even' },
 *   }, changes: [], accounts: [], fallenDue: 0 },
 *   { kind: 'early_repayment_in_full', day: dayOf(2026, 2, 10) },
 * ).value.principal
 * // minorUnits(1000n)
 */
export function earlyPart(
  servicing: Servicing,
  change: EarlyRepaymentPart['change'],
): Result<EarlyRepaymentPart> {
  const changed = applyChange(scheduleOf(servicing), change);
  if (!changed.ok) return changed;
  const row = changed.value.rows[rowsPassed(servicing)];
  assert(
    row?.kind === 'early_repayment' && row.dueDay === change.day,
    'An early repayment stands behind all that has fallen due.',
  );
  const isWhole = change.kind === 'early_repayment_in_full';
  const principal = isWhole ? minus(row.principal, paidAhead(servicing)) : row.principal;
  return ok({ change, principal, interest: row.interest, fee: row.fee });
}

/**
 * How many rows of the schedule in force have fallen due: those of earlier plans are none of it.
 *
 * @example rowsPassed({ fallenDue: 3, earlierRows: 2 }) // 1
 */
export function rowsPassed({
  fallenDue,
  earlierRows = 0,
}: Pick<Servicing, 'fallenDue' | 'earlierRows'>): number {
  return fallenDue - earlierRows;
}

/**
 * The principal that has not fallen due, and was not paid in advance.
 *
 * @example principalAhead({ accounts: [], fallenDue: 0 }) // ZERO
 */
export function principalAhead({ accounts, fallenDue }: Servicing): MinorUnits {
  return accounts
    .slice(fallenDue)
    .reduce((total, account) => plus(total, openAmounts(account).principal), ZERO);
}

/**
 * The schedule in force.
 *
 * @example scheduleOf({ terms: {
 *   principal: minorUnits(1000n), annualRate: fraction(0n), valueDay: dayOf(2026, 1, 31),
 *   instalmentCount: 2, every: 1, unit: 'months', repaymentMethod: 'equal_instalments',
 *   interestBasis: { kind: 'equal_periods', daysInYear: 360 },
 *   rounding: { interest: 'half_even', instalment: 'half_even' },
 * }, changes: [] }).rows.map((row) => row.principal) // [minorUnits(500n), minorUnits(500n)]
 */
export function scheduleOf({ terms, changes }: Pick<Servicing, 'terms' | 'changes'>): Schedule {
  const schedule = replayChanges(terms, changes);
  assert(schedule.ok, 'A schedule in force can be made again.');
  return schedule.value;
}
