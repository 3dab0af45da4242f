// A moment in UTC, to the millisecond. Where it comes from is always an argument.
import { assert } from '../kit/assert.ts';
import { invalid, ok, type Result } from '../kit/result.ts';
import { civilOf, type Day, dayOf, daysInMonth } from './day.ts';

declare const brand: unique symbol;

/** A moment, as whole milliseconds since 1970-01-01T00:00:00Z. Instants compare and subtract like numbers. */
export type Instant = number & { readonly [brand]: 'Instant' };

const MS_A_SECOND = 1_000;
const MS_A_MINUTE = 60 * MS_A_SECOND;
const MS_AN_HOUR = 60 * MS_A_MINUTE;
const MS_A_DAY = 24 * MS_AN_HOUR;

const ISO = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,3}))?Z$/;

/**
 * The moment so many milliseconds after the start of 1970 UTC, as clocks and databases give it.
 *
 * @example isoOf(instantOfMs(0)) // '1970-01-01T00:00:00.000Z'
 * @throws BrokenInvariant when it is no whole number within the years 1 to 9999.
 */
export function instantOfMs(milliseconds: number): Instant {
  assert(Number.isSafeInteger(milliseconds), 'An instant is a whole number of milliseconds.');
  const day = Math.floor(milliseconds / MS_A_DAY);
  assert(
    day >= dayOf(1, 1, 1) && day <= dayOf(9999, 12, 31),
    'An instant has a year of 1 to 9999.',
  );
  return milliseconds as Instant;
}

/**
 * The moment of an ISO 8601 text in UTC.
 *
 * @example isoOf(instantOf('2026-03-01T08:00:00Z')) // '2026-03-01T08:00:00.000Z'
 * @throws BrokenInvariant when the text is no such moment.
 */
export function instantOf(iso: string): Instant {
  const read = parseInstant(iso, 'instant');
  assert(read.ok, 'An instant is written as in ISO 8601, with Z.');
  return read.value;
}

/**
 * Reads a moment as somebody outside writes it.
 *
 * @param field the name under which a refusal speaks of the text.
 * @example parseInstant('2026-03-01', 'opensAt')
 * // invalid('opensAt', 'It must be a moment such as 2026-03-01T08:00:00Z.')
 */
export function parseInstant(iso: string, field: string): Result<Instant> {
  const refused = invalid(field, 'It must be a moment such as 2026-03-01T08:00:00Z.');
  const [matched, year, month, dayOfMonth, hour, minute, second, part = ''] = ISO.exec(iso) ?? [];
  if (matched === undefined || Number(year) < 1) return refused;
  if (Number(month) < 1 || Number(month) > 12) return refused;
  if (Number(dayOfMonth) < 1) return refused;
  if (Number(dayOfMonth) > daysInMonth(Number(year), Number(month))) return refused;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return refused;
  const milliseconds =
    dayOf(Number(year), Number(month), Number(dayOfMonth)) * MS_A_DAY +
    Number(hour) * MS_AN_HOUR +
    Number(minute) * MS_A_MINUTE +
    Number(second) * MS_A_SECOND +
    Number(part.padEnd(3, '0'));
  return ok(milliseconds as Instant);
}

/**
 * The moment as it goes over the wire: ISO 8601 in UTC with milliseconds.
 *
 * @example isoOf(plusMs(instantOf('2026-02-28T23:59:59.999Z'), 1)) // '2026-03-01T00:00:00.000Z'
 */
export function isoOf(instant: Instant): string {
  const day = Math.floor(instant / MS_A_DAY);
  const { year, month, dayOfMonth } = civilOf(day as Day);
  const rest = instant - day * MS_A_DAY;
  const digits = (value: number, length: number) => String(value).padStart(length, '0');
  const date = `${digits(year, 4)}-${digits(month, 2)}-${digits(dayOfMonth, 2)}`;
  const hour = digits(Math.floor(rest / MS_AN_HOUR), 2);
  const minute = digits(Math.floor(rest / MS_A_MINUTE) % 60, 2);
  const second = digits(Math.floor(rest / MS_A_SECOND) % 60, 2);
  return `${date}T${hour}:${minute}:${second}.${digits(rest % MS_A_SECOND, 3)}Z`;
}

/** So many milliseconds later, or earlier if negative. @example plusMs(instantOf('2026-01-01T00:00:00Z'), 1) - instantOf('2026-01-01T00:00:00Z') // 1 */
export function plusMs(instant: Instant, milliseconds: number): Instant {
  return instantOfMs(instant + milliseconds);
}

/**
 * The calendar date of a moment where clocks stand so many minutes before UTC's (480 for China).
 *
 * @example formatDay(dayAt(instantOf('2026-03-01T16:00:00Z'), 480)) // '2026-03-02'
 */
export function dayAt(instant: Instant, offsetMinutes: number): Day {
  return Math.floor((instant + offsetMinutes * MS_A_MINUTE) / MS_A_DAY) as Day;
}

/**
 * The moment at which a calendar date begins where clocks stand so many minutes before UTC's.
 *
 * @example isoOf(startOfDay(dayOf(2026, 3, 2), 480)) // '2026-03-01T16:00:00.000Z'
 */
export function startOfDay(day: Day, offsetMinutes: number): Instant {
  return instantOfMs(day * MS_A_DAY - offsetMinutes * MS_A_MINUTE);
}
