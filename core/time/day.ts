// A calendar date of the Gregorian calendar, without time of day and without time zone.
import { assert } from '../kit/assert.ts';
import { invalid, ok, type Result } from '../kit/result.ts';

declare const brand: unique symbol;

/** A calendar date, as the number of days since 1970-01-01. Days compare and subtract like numbers. */
export type Day = number & { readonly [brand]: 'Day' };

/** Year, month (1 to 12) and day of the month (1 to 31). */
export interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly dayOfMonth: number;
}

const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const YEAR_MIN = 1;
const YEAR_MAX = 9999;

/** Whether the year has 366 days. @example isLeapYear(1900) // false */
export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** 365 or 366. @example daysInYear(2024) // 366 */
export function daysInYear(year: number): number {
  return isLeapYear(year) ? 366 : 365;
}

/** 28 to 31; the month runs from 1 to 12. @example daysInMonth(2024, 2) // 29 */
export function daysInMonth(year: number, month: number): number {
  const length = MONTH_LENGTHS[month - 1];
  assert(length !== undefined, 'A month is one of 1 to 12.');
  return month === 2 && isLeapYear(year) ? 29 : length;
}

/**
 * The day of a civil date.
 *
 * @example formatDay(dayOf(2024, 2, 29)) // '2024-02-29'
 * @throws BrokenInvariant when there is no such date, or outside the years 1 to 9999.
 */
export function dayOf(year: number, month: number, dayOfMonth: number): Day {
  assert(
    Number.isInteger(year) && year >= YEAR_MIN && year <= YEAR_MAX,
    'A year is one of 1 to 9999.',
  );
  assert(
    Number.isInteger(dayOfMonth) && dayOfMonth >= 1 && dayOfMonth <= daysInMonth(year, month),
    'A day of the month exists in its month.',
  );
  return countFromCivil(year, month, dayOfMonth);
}

/**
 * The day of a date that exists, in whatever year.
 *
 * Days are counted from 1 March, so that the leap day is a year's last (a standard derivation:
 * 146,097 days make 400 years, and (153 m + 2) / 5 the days before month m counted from March).
 */
function countFromCivil(year: number, month: number, dayOfMonth: number): Day {
  const marchYear = month > 2 ? year : year - 1;
  const marchMonth = month > 2 ? month - 3 : month + 9;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + dayOfMonth - 1;
  const dayOfEra =
    yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return (era * 146_097 + dayOfEra - 719_468) as Day;
}

/** Year, month and day of the month of a day. @example civilOf(dayOf(2024, 2, 29)).month // 2 */
export function civilOf(day: Day): CivilDate {
  const shifted = day + 719_468;
  const era = Math.floor(shifted / 146_097);
  const dayOfEra = shifted - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    dayOfMonth: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/**
 * Reads an ISO 8601 date.
 *
 * @param field the name under which a refusal speaks of the text.
 * @example parseDay('2023-02-29', 'start').ok // false
 */
export function parseDay(text: string, field: string): Result<Day> {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return invalid(field, 'It must be a date such as 2026-11-21.');
  const [year, month, dayOfMonth] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const exists =
    year >= YEAR_MIN &&
    month >= 1 &&
    month <= 12 &&
    dayOfMonth >= 1 &&
    dayOfMonth <= daysInMonth(year, month);
  return exists ? ok(dayOf(year, month, dayOfMonth)) : invalid(field, `There is no day ${text}.`);
}

/** Writes an ISO 8601 date. @example formatDay(dayOf(2026, 11, 21)) // '2026-11-21' */
export function formatDay(day: Day): string {
  const { year, month, dayOfMonth } = civilOf(day);
  const pad = (value: number, width: number) => value.toString().padStart(width, '0');
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(dayOfMonth, 2)}`;
}

/** So many days later (earlier, if negative). @example formatDay(addDays(dayOf(2024, 2, 28), 2)) // '2024-03-01' */
export function addDays(day: Day, days: number): Day {
  assert(Number.isInteger(days), 'Days are added in whole numbers.');
  return (day + days) as Day;
}

/** Days from one day to another; negative when the second is earlier. @example daysBetween(dayOf(2024, 2, 1), dayOf(2024, 3, 1)) // 29 */
export function daysBetween(from: Day, to: Day): number {
  return to - from;
}

/**
 * The same day of the month so many months later, or the last of that month where it is shorter.
 * Periods are always counted from their seed date, never from one another, so 31 January is followed
 * by 29 February and then 31 March. Like {@link addDays} it knows no last year.
 *
 * @example formatDay(addMonths(dayOf(2024, 1, 31), 1)) // '2024-02-29'
 */
export function addMonths(day: Day, months: number): Day {
  const { year, month, dayOfMonth } = civilOf(day);
  const index = year * 12 + (month - 1) + months;
  const targetYear = Math.floor(index / 12);
  const targetMonth = index - targetYear * 12 + 1;
  const lastOfMonth = daysInMonth(targetYear, targetMonth);
  return countFromCivil(targetYear, targetMonth, Math.min(dayOfMonth, lastOfMonth));
}

/** 1 for Monday to 7 for Sunday (ISO 8601). @example weekdayOf(dayOf(2026, 11, 21)) // 6 */
export function weekdayOf(day: Day): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}
