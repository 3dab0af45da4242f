// The European measure of time: whole periods and then days, counted backwards, as fractions of a year.
import { invalid, ok, type Result } from '../../kit/result.ts';
import { addFractions, type Fraction, fraction, reduceFraction } from '../../money/fraction.ts';
import { addDays, addMonths, civilOf, type Day, daysBetween, isLeapYear } from '../../time/day.ts';
import { isMonthEnd, lastOfMonth } from '../../time/period.ts';

/** In which whole periods an interval is counted before its odd days. */
export type RegularPeriod = 'day' | 'week' | 'month' | 'quarter' | 'half_year' | 'year';

/** An interval in years, exactly, and as the sum that it was made of, such as `1/12+3/365`. */
export interface YearInterval {
  readonly years: Fraction;
  readonly expression: string;
}

const PERIODS: Readonly<Record<RegularPeriod, { months: number; days: number; perYear: number }>> =
  {
    day: { months: 0, days: 0, perYear: 1 },
    week: { months: 0, days: 7, perYear: 52 },
    month: { months: 1, days: 0, perYear: 12 },
    quarter: { months: 3, days: 0, perYear: 4 },
    half_year: { months: 6, days: 0, perYear: 2 },
    year: { months: 12, days: 0, perYear: 1 },
  };

/**
 * The interval between two days in years: as many whole periods as fit, counted backwards from the later
 * day, each an equal part of a year; then the days that are left, over the 365 or 366 days of the year
 * that ends where those days end. A period back from a day that a month does not have ends on that
 * month's last day; every period is counted from the later day itself. From the last day of one month to
 * the last day of another are whole months.
 *
 * Source: Directive 2014/17/EU, Annex I, remark (c); Directive (EU) 2023/2225, Annex III; SWD(2012) 128,
 * 4.1.1.
 *
 * @returns `invalid_input` for `to` before `from`.
 * @example euTimeInterval(dayOf(2013, 1, 12), dayOf(2013, 2, 15), 'month')
 * // { ok: true, value: { years: fraction(67n, 732n), expression: '1/12+3/366' } }
 */
export function euTimeInterval(from: Day, to: Day, period: RegularPeriod): Result<YearInterval> {
  if (to < from) return invalid('to', 'It must not be before the first day.');
  const count = wholePeriods(from, to, period);
  const end = periodsBack(from, to, count, period);
  const oddDays = daysBetween(from, end);
  const yearDays = daysOfYearEndingOn(end);
  const { perYear } = PERIODS[period];
  const years = addFractions(
    fraction(BigInt(count), BigInt(perYear)),
    fraction(BigInt(oddDays), BigInt(yearDays)),
  );
  const whole = perYear === 1 ? `${count}` : `${count}/${perYear}`;
  const terms = [...(count > 0 ? [whole] : []), ...(oddDays > 0 ? [`${oddDays}/${yearDays}`] : [])];
  return ok({ years: reduceFraction(years), expression: terms.join('+') || '0' });
}

/** The most whole periods that fit between two days. */
function wholePeriods(from: Day, to: Day, period: RegularPeriod): number {
  const { months, days } = PERIODS[period];
  if (days > 0) return Math.floor(daysBetween(from, to) / days);
  if (months === 0) return 0;
  const [start, end] = [civilOf(from), civilOf(to)];
  const apart = (end.year - start.year) * 12 + end.month - start.month;
  const count = Math.floor(apart / months);
  return periodsBack(from, to, count, period) < from ? count - 1 : count;
}

/** The day so many periods before the later day. */
function periodsBack(from: Day, to: Day, count: number, period: RegularPeriod): Day {
  const { months, days } = PERIODS[period];
  if (months === 0) return addDays(to, -count * days);
  const day = addMonths(to, -count * months);
  return isMonthEnd(from) && isMonthEnd(to) ? lastOfMonth(day) : day;
}

/** 366 where the year up to and including the day, without the same day of the year before, has a 29 February. */
function daysOfYearEndingOn(day: Day): number {
  const { year, month, dayOfMonth } = civilOf(day);
  const pastFebruary = month > 2 || (month === 2 && dayOfMonth === 29);
  return isLeapYear(pastFebruary ? year : year - 1) ? 366 : 365;
}
