// What it costs to end a loan on a day: the payoff amount 提前结清金额 in its parts.
import { invalid, ok, type Result } from '../../kit/result.ts';
import { type MinorUnits, plus, sum, ZERO } from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';
import { loanOf } from './apply-change.ts';
import { earlyRepaymentFeeFor } from './fees.ts';
import { accruedInterest } from './loan-on-day.ts';
import type { Schedule } from './terms.ts';

/** Everything owed if the loan ends on the day. */
export interface PayoffQuote {
  readonly day: Day;
  readonly principal: MinorUnits;
  /** Of unpaid rows, put off from earlier rows, and accrued from the last row to the day. */
  readonly interest: MinorUnits;
  /** Of unpaid rows, and for repaying early. */
  readonly fee: MinorUnits;
  readonly total: MinorUnits;
  /** Of the interest: what accrued since the last row and is rounded once. */
  readonly accruedInterest: MinorUnits;
}

/**
 * Quotes the payoff of a loan on a day: the same as what an early repayment in full on that day costs, with
 * the rows that have fallen due by then and are not paid.
 *
 * @param paidRows how many rows of the schedule are paid, counted from the first; all that fall due on the
 * day or before, if the quote is for the early repayment alone.
 * @param day changes of the schedule after it are left out of the quote.
 * @returns a refusal for a day before the value day, or more paid rows than have fallen due.
 * @example payoffQuote(makeSchedule({
 *   principal: minorUnits(1000000n), annualRate: fraction(7n, 100n), valueDay: dayOf(2026, 1, 31),
 *   instalmentCount: 12, every: 1, unit: 'months', repaymentMethod: 'equal_instalments',
 *   interestBasis: { kind: 'equal_periods', daysInYear: 360 },
 *   rounding: { interest: 'half_even', instalment: 'half_even' },
 * }).value, 0, dayOf(2026, 2, 14)).value.total // minorUnits(1002917n)
 */
export function payoffQuote(schedule: Schedule, paidRows: number, day: Day): Result<PayoffQuote> {
  if (day < schedule.terms.valueDay) {
    return invalid('day', 'It must not be before the value day.');
  }
  const loan = loanOf(schedule, day);
  const passed = loan?.rows ?? schedule.rows.filter((row) => row.dueDay <= day);
  if (!Number.isInteger(paidRows) || paidRows < 0 || paidRows > passed.length) {
    return invalid('paidRows', `It must be a whole number from 0 to ${passed.length}.`);
  }
  const unpaid = passed.slice(paidRows);
  const accrued = loan ? accruedInterest(loan).payable : ZERO;
  const putOff = loan ? accruedInterest(loan).deferred : ZERO;
  const left = loan?.ahead.balance ?? ZERO;
  const principal = plus(sum(unpaid.map((row) => row.principal)), left);
  const interest = sum([
    ...unpaid.map((row) => row.interest),
    loan?.ahead.deferred ?? ZERO,
    accrued,
    putOff,
  ]);
  const early = loan ? earlyRepaymentFeeFor(loan.ahead.terms, left) : ZERO;
  const fee = plus(sum(unpaid.map((row) => row.fee)), early);
  return ok({
    day,
    principal,
    interest,
    fee,
    total: sum([principal, interest, fee]),
    accruedInterest: plus(accrued, putOff),
  });
}
