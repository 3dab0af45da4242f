// The British measure of time: whole months or weeks, or else whole months and days of calendar years.
import { invalid, ok, type Result } from '../../kit/result.ts';
import { addFractions, type Fraction, fraction, reduceFraction } from '../../money/fraction.ts';
import { yearFractionIsda } from '../../time/actual-actual.ts';
import { addDays, addMonths, civilOf, type Day, daysBetween } from '../../time/day.ts';
import { isMonthEnd } from '../../time/period.ts';

/**
 * The interval between two days in years. A whole number of calendar months counts in twelfths, a whole
 * number of weeks (where payments are weekly) in parts of 52; anything else in whole months, or weeks,
 * from the first day on and then in days, each 1/365 of a year, or 1/366 in a leap year. From the last
 * day of one month to the last of another is a whole number of months.
 *
 * Source: FCA Handbook, CONC App 1.1.10 and 1.2.5.
 *
 * @param period `week` where payments are weekly, else `month`.
 * @returns `invalid_input` for `to` before `from`.
 * @example ukTimeInterval(dayOf(2024, 1, 31), dayOf(2024, 4, 30), 'month') // { ok: true, value: { numerator: 1n, denominator: 4n } }
 */
export function ukTimeInterval(from: Day, to: Day, period: 'week' | 'month'): Result<Fraction> {
  if (to < from) return invalid('to', 'It must not be before the first day.');
  if (period === 'week') {
    const weeks = Math.floor(daysBetween(from, to) / 7);
    const odd = yearFractionIsda(addDays(from, weeks * 7), to);
    return ok(reduceFraction(addFractions(fraction(BigInt(weeks), 52n), odd)));
  }
  const [start, end] = [civilOf(from), civilOf(to)];
  const apart = (end.year - start.year) * 12 + end.month - start.month;
  const bothEnds = isMonthEnd(from) && isMonthEnd(to);
  const months = bothEnds || end.dayOfMonth >= start.dayOfMonth ? apart : apart - 1;
  const odd = bothEnds ? fraction(0n) : yearFractionIsda(addMonths(from, months), to);
  return ok(reduceFraction(addFractions(fraction(BigInt(months), 12n), odd)));
}
