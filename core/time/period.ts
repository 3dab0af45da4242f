// Steps in whole days, weeks and months from a seed day, with and without the end-of-month rule.
import { assert } from '../kit/assert.ts';
import { addDays, addMonths, civilOf, type Day, daysInMonth } from './day.ts';

export type CalendarUnit = 'days' | 'weeks' | 'months';

/**
 * The day so many periods after the seed day. Months are clamped to the end of a shorter month, each
 * counted from the seed, so that 31 January is followed by 29 February and then 31 March.
 *
 * @param count how many periods; negative goes back.
 * @param every how many units make one period; at least 1.
 * @example formatDay(stepPeriods(dayOf(2024, 1, 31), 2, 1, 'months')) // '2024-03-31'
 */
export function stepPeriods(seed: Day, count: number, every: number, unit: CalendarUnit): Day {
  assert(Number.isInteger(every) && every >= 1, 'A period has at least one unit.');
  switch (unit) {
    case 'days':
      return addDays(seed, count * every);
    case 'weeks':
      return addDays(seed, count * every * 7);
    case 'months':
      return addMonths(seed, count * every);
  }
}

/**
 * So many months later under the end-of-month rule: from the last day of a month to the last day of
 * the other month, however long; from any other day as {@link addMonths}.
 *
 * Source: ISDA 2006 Definitions, section 4.10 (EOM); ICMA rule 251 for bonds paid at month ends.
 *
 * @example formatDay(addMonthsEndOfMonth(dayOf(2024, 4, 30), 1)) // '2024-05-31'
 */
export function addMonthsEndOfMonth(day: Day, months: number): Day {
  const moved = addMonths(day, months);
  return isMonthEnd(day) ? lastOfMonth(moved) : moved;
}

/**
 * Whether the day is the last of its month.
 *
 * @example isMonthEnd(dayOf(2023, 2, 28)) // true
 */
export function isMonthEnd(day: Day): boolean {
  const { year, month, dayOfMonth } = civilOf(day);
  return dayOfMonth === daysInMonth(year, month);
}

/**
 * The last day of the day's month.
 *
 * @example formatDay(lastOfMonth(dayOf(2024, 2, 10))) // '2024-02-29'
 */
export function lastOfMonth(day: Day): Day {
  const { year, month, dayOfMonth } = civilOf(day);
  return addDays(day, daysInMonth(year, month) - dayOfMonth);
}
