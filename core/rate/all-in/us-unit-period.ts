// The American measure of time: unit-periods, found from the days of a loan and counted between them.
//
// Source throughout: 12 CFR 1026 (Regulation Z), Appendix J (b)(2) to (b)(5).
import { addMonths, civilOf, type Day, daysBetween } from '../../time/day.ts';
import { isMonthEnd, lastOfMonth } from '../../time/period.ts';

/** A standard interval, or the term of a loan of one advance and one payment. */
export type UnitPeriod =
  | { readonly unit: 'day' | 'semimonth' | 'year' }
  | { readonly unit: 'week' | 'month'; readonly count: number }
  | { readonly unit: 'term_in_months'; readonly months: number }
  | { readonly unit: 'term_in_days'; readonly days: number };

/** Whole unit-periods and the part of one that is left over, 0 or more and less than 1. */
export interface UnitPeriods {
  readonly whole: number;
  readonly part: number;
}

/** The days on which money moves, each list in order. */
export interface LoanDays {
  readonly advances: readonly Day[];
  readonly payments: readonly Day[];
}

/** One period of a loan, as it may be counted: a standard interval, and its length to tell which is smaller. */
interface CountedPeriod {
  readonly unitPeriod: UnitPeriod;
  readonly days: number;
}

/**
 * The unit-period of a loan: of the periods that occur more than once, up to a year, the one that occurs
 * most often, of several the smallest; if none does, the standard interval nearest to the average, the
 * smaller of two equally near. With one advance and one payment it is the term, but not above a year.
 *
 * @param days at least one advance and one payment; the first advance begins the term.
 * @example unitPeriodOf({ advances: [dayOf(1978, 1, 10)], payments: [dayOf(1978, 2, 10), dayOf(1978, 3, 10), dayOf(1978, 4, 10)] })
 * // { unit: 'month', count: 1 }
 */
export function unitPeriodOf({ advances, payments }: LoanDays): UnitPeriod {
  const [start] = advances;
  const [firstPayment] = payments;
  if (start === undefined || firstPayment === undefined) return { unit: 'month', count: 1 };
  if (advances.length === 1 && payments.length === 1) return unitPeriodOfTerm(start, firstPayment);
  const series = [advances, [start, ...payments]].flatMap(periodsOfSeries);
  const counted = new Map<string, CountedPeriod & { times: number }>();
  for (const period of series) {
    for (const candidate of period) {
      const { unitPeriod } = candidate;
      const key = `${'count' in unitPeriod ? unitPeriod.count : ''} ${unitPeriod.unit}`;
      const times = (counted.get(key)?.times ?? 0) + 1;
      counted.set(key, { ...candidate, times });
    }
  }
  const common = [...counted.values()]
    .filter(({ times }) => times > 1)
    .sort((left, right) => right.times - left.times || left.days - right.days);
  return common[0]?.unitPeriod ?? nearestToAverage(start, { advances, payments });
}

/** How many unit-periods make a year. @example unitPeriodsPerYear({ unit: 'week', count: 4 }) // 13 */
export function unitPeriodsPerYear(unitPeriod: UnitPeriod): number {
  switch (unitPeriod.unit) {
    case 'day':
      return 365;
    case 'semimonth':
      return 24;
    case 'year':
      return 1;
    case 'week':
      return 52 / unitPeriod.count;
    case 'month':
      return 12 / unitPeriod.count;
    case 'term_in_months':
      return 12 / unitPeriod.months;
    case 'term_in_days':
      return 365 / unitPeriod.days;
  }
}

/**
 * The unit-periods between two days. Months are counted back from the later day; odd days are parts of 30
 * for months and half months, of the days of the unit-period for weeks, and of 365 for years unless they
 * are whole months.
 *
 * @param start not after `end`.
 * @param monthEnds whether payments are due on the last day of each month, from which months then count.
 * @example unitPeriodsBetween(dayOf(1978, 3, 18), dayOf(1978, 4, 15), { unit: 'week', count: 4 }) // { whole: 1, part: 0 }
 */
export function unitPeriodsBetween(
  start: Day,
  end: Day,
  unitPeriod: UnitPeriod,
  monthEnds = false,
): UnitPeriods {
  const days = daysBetween(start, end);
  switch (unitPeriod.unit) {
    case 'day':
      return { whole: days, part: 0 };
    case 'week':
      return parts(days, 7 * unitPeriod.count);
    case 'semimonth':
      return parts(thirtyDayCount(start, end, monthEnds), 15);
    case 'month':
      return parts(thirtyDayCount(start, end, monthEnds), 30 * unitPeriod.count);
    case 'year':
      return yearsBetween(start, end);
    case 'term_in_months':
    case 'term_in_days':
      return { whole: days === 0 ? 0 : 1, part: 0 };
  }
}

function unitPeriodOfTerm(start: Day, end: Day): UnitPeriod {
  const { months, oddDays } = monthsBack(start, end);
  if (months > 12 || (months === 12 && oddDays > 0)) return { unit: 'year' };
  if (oddDays > 0 || months === 0) return { unit: 'term_in_days', days: daysBetween(start, end) };
  return { unit: 'term_in_months', months };
}

/** For each period between neighbours, every standard interval up to a year that it may be counted as. */
function periodsOfSeries(days: readonly Day[]): CountedPeriod[][] {
  const periods: CountedPeriod[][] = [];
  for (let index = 1; index < days.length; index++) {
    const [start, end] = [days[index - 1], days[index]];
    if (start === undefined || end === undefined || start === end) continue;
    const { months, oddDays } = monthsBack(start, end);
    const length = daysBetween(start, end);
    const candidates: CountedPeriod[] = [];
    const add = (unitPeriod: UnitPeriod, inDays: number) =>
      candidates.push({ unitPeriod, days: inDays });
    if (oddDays === 0 && months === 12) add({ unit: 'year' }, 360);
    if (oddDays === 0 && months >= 1 && months < 12)
      add({ unit: 'month', count: months }, 30 * months);
    if (length % 7 === 0 && length <= 364) add({ unit: 'week', count: length / 7 }, length);
    if (isHalfMonth(days, index)) add({ unit: 'semimonth' }, 15);
    if (candidates.length === 0 && length === 1) add({ unit: 'day' }, 1);
    periods.push(candidates);
  }
  return periods;
}

/** Whether the period is one of two that make a month together, neither of them much the longer. */
function isHalfMonth(days: readonly Day[], index: number): boolean {
  const [before, start, end, after] = [
    days[index - 2],
    days[index - 1],
    days[index],
    days[index + 1],
  ];
  if (start === undefined || end === undefined) return false;
  const length = daysBetween(start, end);
  if (length < 13 || length > 18) return false;
  const isMonth = (from?: Day, to?: Day) => {
    if (from === undefined || to === undefined) return false;
    const { months, oddDays } = monthsBack(from, to);
    return months === 1 && oddDays === 0;
  };
  return isMonth(start, after) || isMonth(before, end);
}

function nearestToAverage(start: Day, { advances, payments }: LoanDays): UnitPeriod {
  const lengths = [advances, [start, ...payments]].flatMap((days) =>
    days.slice(1).map((day, index) => daysBetween(days[index] ?? day, day)),
  );
  const average =
    lengths.reduce((total, length) => total + length, 0) / Math.max(lengths.length, 1);
  const year = 365;
  const standard: CountedPeriod[] = [
    { unitPeriod: { unit: 'day' }, days: 1 },
    { unitPeriod: { unit: 'semimonth' }, days: year / 24 },
    { unitPeriod: { unit: 'year' }, days: year },
  ];
  for (let count = 1; count <= 51; count++) {
    standard.push({ unitPeriod: { unit: 'week', count }, days: 7 * count });
  }
  for (let count = 1; count <= 11; count++) {
    standard.push({ unitPeriod: { unit: 'month', count }, days: (year / 12) * count });
  }
  standard.sort((left, right) => left.days - right.days);
  const distance = ({ days }: CountedPeriod) => Math.abs(days - average);
  const nearest = standard.reduce((best, each) => (distance(each) < distance(best) ? each : best));
  return nearest.unitPeriod;
}

/**
 * Full months counted back from the later day, and the days that are left. From the 29th, 30th or last of
 * a month to the last day of a shorter one are full months.
 *
 * @param monthEnds whether payments are due on the last day of each month, from which months then count.
 */
function monthsBack(
  start: Day,
  end: Day,
  monthEnds = false,
): { readonly months: number; readonly oddDays: number } {
  const [from, to] = [civilOf(start), civilOf(end)];
  const apart = (to.year - from.year) * 12 + to.month - from.month;
  if (isMonthEnd(end) && from.dayOfMonth > to.dayOfMonth) return { months: apart, oddDays: 0 };
  const back = (months: number) => {
    const day = addMonths(end, -months);
    return monthEnds && isMonthEnd(end) ? lastOfMonth(day) : day;
  };
  const months = back(apart) < start ? apart - 1 : apart;
  return { months, oddDays: daysBetween(start, back(months)) };
}

/** 30 days for each full month, and the days that are left. */
function thirtyDayCount(start: Day, end: Day, monthEnds: boolean): number {
  const { months, oddDays } = monthsBack(start, end, monthEnds);
  return 30 * months + oddDays;
}

/** Full years counted back from the later day; what is left in whole months over 12, or else in days over 365. */
function yearsBetween(start: Day, end: Day): UnitPeriods {
  const { months, oddDays } = monthsBack(start, end);
  const whole = Math.floor(months / 12);
  if (oddDays === 0) return { whole, part: (months - 12 * whole) / 12 };
  return { whole, part: daysBetween(start, addMonths(end, -12 * whole)) / 365 };
}

function parts(days: number, length: number): UnitPeriods {
  const whole = Math.floor(days / length);
  return { whole, part: (days - whole * length) / length };
}
