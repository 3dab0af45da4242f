// The day counts that divide actual days by an actual year: ISDA's, ICMA's and the French one.
import { type Fraction, fraction } from '../money/fraction.ts';
import {
  addDays,
  addMonths,
  civilOf,
  type Day,
  dayOf,
  daysBetween,
  daysInYear,
  isLeapYear,
} from './day.ts';
import { addMonthsEndOfMonth, isMonthEnd, lastOfMonth } from './period.ts';

/** A regular interest period of the contract; the end is after the start. */
export interface ReferencePeriod {
  readonly start: Day;
  readonly end: Day;
}

/**
 * Actual/Actual (ISDA): days that lie in leap years over 366, the others over 365. A day belongs to
 * the year in which it begins.
 *
 * Source: ISDA 2006 Definitions, 4.16 (b); ISDA, The Actual/Actual Day Count Fraction (1999), 1.
 *
 * @param start not after `end`.
 * @example yearFractionIsda(dayOf(2003, 7, 15), dayOf(2004, 7, 15)) // fraction(170n * 366n + 196n * 365n, 365n * 366n)
 */
export function yearFractionIsda(start: Day, end: Day): Fraction {
  const from = civilOf(start).year;
  const to = civilOf(end).year;
  if (from === to) return fraction(BigInt(end - start), BigInt(daysInYear(from)));
  const first = dayOf(from, 12, 31) + 1 - start;
  const last = end - dayOf(to, 1, 1);
  const leapDays = (isLeapYear(from) ? first : 0) + (isLeapYear(to) ? last : 0);
  const wholeYears = to - from - 1;
  const otherDays = first + last - leapDays;
  if (leapDays === 0) return fraction(BigInt(wholeYears * 365 + otherDays), 365n);
  if (otherDays === 0) return fraction(BigInt(wholeYears * 366 + leapDays), 366n);
  const parts = wholeYears * 133_590 + otherDays * 366 + leapDays * 365;
  return fraction(BigInt(parts), 133_590n);
}

/**
 * Actual/Actual (ICMA, formerly ISMA): regular periods, real or notional, are laid over time from the
 * reference period in both directions; each counts months/12, and a part of one its share of the
 * period's days. So stubs of any length come out, and the fraction is additive.
 *
 * A reference period between two month ends is stepped by the end-of-month rule. One shorter than half
 * a month stands for no number of months: then a year from the start is the reference. Without any,
 * the days counted are taken for one regular period.
 *
 * Source: ICMA rule 251.1 (iii); ISDA, The Actual/Actual Day Count Fraction (1999), 2.
 *
 * @param start not after `end`.
 * @example yearFractionIcma(dayOf(1999, 2, 1), dayOf(1999, 7, 1), { start: dayOf(1998, 7, 1), end: dayOf(1999, 7, 1) })
 * // fraction(12n * 150n, 12n * 365n)
 */
export function yearFractionIcma(
  start: Day,
  end: Day,
  reference: ReferencePeriod = { start, end },
): Fraction {
  if (start === end) return fraction(0n);
  const grid = gridOf(start, reference);
  const { months } = grid;
  const from = placeOnGrid(start, grid);
  const lastDay = placeOnGrid(addDays(end, -1), grid);
  const periods = lastDay.index - from.index;
  const lastDays = lastDay.days + 1;
  // months / 12 × (periods + days in the last one / its length − days before the start / that length)
  if (lastDay.length === from.length) {
    const parts = periods * from.length + lastDays - from.days;
    return fraction(BigInt(months * parts), BigInt(12 * from.length));
  }
  const parts =
    BigInt(periods * from.length - from.days) * BigInt(lastDay.length) +
    BigInt(lastDays * from.length);
  return fraction(BigInt(months) * parts, BigInt(12 * from.length) * BigInt(lastDay.length));
}

/**
 * The number of months nearest to the length of a period, by twelfths of 365 days; 0 under half a month.
 *
 * @example monthsInPeriod({ start: dayOf(2024, 1, 31), end: dayOf(2024, 4, 30) }) // 3
 */
export function monthsInPeriod(period: ReferencePeriod): number {
  return Math.floor((24 * daysBetween(period.start, period.end) + 365) / 730);
}

/** Periods of so many months before and after the first, whose own length need not be quite that. */
interface Grid {
  readonly first: ReferencePeriod;
  readonly months: number;
  readonly step: (day: Day, months: number) => Day;
}

/** Where a day lies: in which period (0 is the first of the grid), how far, and how long that one is. */
interface GridPlace {
  readonly index: number;
  readonly days: number;
  readonly length: number;
}

function gridOf(start: Day, reference: ReferencePeriod): Grid {
  const months = monthsInPeriod(reference);
  if (months === 0) {
    return { first: { start, end: addMonths(start, 12) }, months: 12, step: addMonths };
  }
  const atMonthEnds = isMonthEnd(reference.start) && isMonthEnd(reference.end);
  return { first: reference, months, step: atMonthEnds ? addMonthsEndOfMonth : addMonths };
}

function placeOnGrid(day: Day, grid: Grid): GridPlace {
  const { first, months } = grid;
  let index = 0;
  if (day < first.start || day >= first.end) {
    const from = civilOf(day < first.start ? first.start : first.end);
    const to = civilOf(day);
    const apart = (to.year - from.year) * 12 + to.month - from.month;
    index = Math.floor(apart / months) + (day < first.start ? 0 : 1);
  }
  let start = gridDay(index, grid);
  let end = gridDay(index + 1, grid);
  for (; start > day; index -= 1) [start, end] = [gridDay(index - 1, grid), start];
  for (; end <= day; index += 1) [start, end] = [end, gridDay(index + 2, grid)];
  return { index, days: daysBetween(start, day), length: daysBetween(start, end) };
}

/** Where the period of that index starts. */
function gridDay(index: number, { first, months, step }: Grid): Day {
  if (index === 0) return first.start;
  return index < 0 ? step(first.start, index * months) : step(first.end, (index - 1) * months);
}

/**
 * Actual/Actual (AFB, Euro): whole years are counted back from the end; the days before them are
 * divided by 366 if they hold a 29 February, else by 365. A year counted back to the end of February
 * comes to its 29th where there is one.
 *
 * Source: Association Française des Banques (1994); ISDA, The Actual/Actual Day Count Fraction (1999), 3.
 *
 * @param start not after `end`.
 * @example yearFractionAfb(dayOf(1999, 7, 1), dayOf(2000, 7, 1)) // fraction(365n, 365n)
 */
export function yearFractionAfb(start: Day, end: Day): Fraction {
  let years = civilOf(end).year - civilOf(start).year;
  while (years > 0 && yearsBack(end, years) < start) years -= 1;
  const rest = yearsBack(end, years);
  const holdsLeapDay = countLeapDays(addDays(start, -1), addDays(rest, -1)) > 0;
  const length = holdsLeapDay ? 366 : 365;
  return fraction(BigInt(years * length + daysBetween(start, rest)), BigInt(length));
}

function yearsBack(end: Day, years: number): Day {
  if (years === 0) return end;
  const back = addMonths(end, -12 * years);
  const { month, dayOfMonth } = civilOf(back);
  return month === 2 && dayOfMonth >= 28 ? lastOfMonth(back) : back;
}

/**
 * How many 29 Februaries lie after `start` and not after `end`.
 *
 * @example countLeapDays(dayOf(2004, 2, 28), dayOf(2008, 2, 29)) // 2
 */
export function countLeapDays(start: Day, end: Day): number {
  return leapDaysUntil(end) - leapDaysUntil(start);
}

/** 29 Februaries since the year 1 up to and including the day. */
function leapDaysUntil(day: Day): number {
  const { year, month, dayOfMonth } = civilOf(day);
  const years = month > 2 || (month === 2 && dayOfMonth === 29) ? year : year - 1;
  return Math.floor(years / 4) - Math.floor(years / 100) + Math.floor(years / 400);
}
