// Months and quarters by their names, as the rows of public figures have them.
import { addDays, addMonths, civilOf, type Day, dayOf, daysInMonth } from '../time/day.ts';

/** So many months back at most the figures of months go. */
export const HISTORY_MONTHS = 36;

/** The month of a day, such as 2026-03. */
export function monthOf(day: Day): string {
  const { year, month } = civilOf(day);
  return `${year}-${twoDigits(month)}`;
}

/** The quarter of a day, such as 2026-Q1. @example quarterOf(dayOf(2026, 2, 3)) // '2026-Q1' */
export function quarterOf(day: Day): string {
  const { year, month } = civilOf(day);
  return `${year}-Q${Math.ceil(month / 3)}`;
}

/** The last day of the month of a day. @example formatDay(endOfMonth(dayOf(2026, 2, 3))) // '2026-02-28' */
export function endOfMonth(day: Day): Day {
  const { year, month } = civilOf(day);
  return dayOf(year, month, daysInMonth(year, month));
}

/** The last day of the quarter of a day. @example endOfQuarter(dayOf(2026, 2, 3)) // dayOf(2026, 3, 31) */
export function endOfQuarter(day: Day): Day {
  const { year, month } = civilOf(day);
  const last = Math.ceil(month / 3) * 3;
  return dayOf(year, last, daysInMonth(year, last));
}

/**
 * The last day of the quarter that had ended last by the close of the day.
 *
 * @example formatDay(endOfLastQuarter(dayOf(2026, 5, 31))) // '2026-03-31'
 */
export function endOfLastQuarter(day: Day): Day {
  const end = endOfQuarter(day);
  return end === day ? day : endOfQuarter(addMonths(day, -3));
}

/** The last day of the month before. */
export function endOfMonthBefore(day: Day): Day {
  return addDays(day, -civilOf(day).dayOfMonth);
}

/** The ends of the months from one day to another, the last of them being that other day. */
export function monthEnds(from: Day, through: Day): readonly Day[] {
  const ends: Day[] = [];
  for (let end = endOfMonth(from); end < through; end = endOfMonth(addDays(end, 1))) ends.push(end);
  return [...ends, through];
}

/** Such as 07, so that names sort as numbers do. */
export function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
