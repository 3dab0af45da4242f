// Business calendars: which days banks work, from data that somebody hands in; and where a due day's
// collection goes when they do not.
import { assert } from '../kit/assert.ts';
import { type Fraction, fraction } from '../money/fraction.ts';
import { addDays, civilOf, type Day, weekdayOf } from './day.ts';

/** What one jurisdiction has published. Nothing here is computed from rules of thumb. */
export interface BusinessCalendar {
  /** Days off that would otherwise be working days. Days of the weekend may stand here too. */
  readonly holidays: ReadonlySet<Day>;
  /** Make-up working days 调休: days of the weekend on which banks work. */
  readonly makeUpDays: ReadonlySet<Day>;
  /** Days of the week off, 1 for Monday to 7 for Sunday. */
  readonly weekend: ReadonlySet<number>;
  /** The years for which holidays and make-up days are known. In all others only the weekend counts. */
  readonly publishedYears: ReadonlySet<number>;
}

/**
 * The working-day rule 顺延规则.
 *
 * - `none`: the day stays, working day or not.
 * - `following`: the next working day.
 * - `modified_following`: the next one, unless it lies in another month; then the one before.
 * - `preceding`: the working day before.
 * - `modified_preceding`: the one before, unless it lies in another month; then the next.
 *
 * Source: ISDA 2006 Definitions, section 4.12.
 */
export type WorkingDayRule =
  | 'none'
  | 'following'
  | 'modified_following'
  | 'preceding'
  | 'modified_preceding';

/** The day on which a due instalment is collected. */
export interface CollectionDay {
  readonly day: Day;
  /** Whether it may yet change, because it rests on a year that is not published. */
  readonly provisional: boolean;
}

/** No holiday is longer; a calendar that says so is wrong. */
const SEARCH_DAYS_MAX = 60;

/**
 * The day on which an instalment is collected that is due on a day on which banks may be shut. The due
 * day itself, and with it the interest, never moves.
 *
 * @example collectionDay(dayOf(2026, 11, 21), 'following', weekendsOnly())
 * // { day: dayOf(2026, 11, 23), provisional: true }
 */
export function collectionDay(
  dueDay: Day,
  rule: WorkingDayRule,
  calendar: BusinessCalendar,
): CollectionDay {
  const day = adjust(dueDay, rule, calendar);
  const consulted = rule !== 'none';
  // What lies between is at most 60 days, so it touches no year but these two.
  const provisional =
    consulted && (isProvisional(dueDay, calendar) || isProvisional(day, calendar));
  return { day, provisional };
}

/**
 * The working day that the rule makes of a day; a working day stays.
 *
 * @throws BrokenInvariant when the calendar has no working day within 60 days.
 * @example adjust(dayOf(2026, 5, 31), 'modified_following', weekendsOnly()) // dayOf(2026, 5, 29)
 */
export function adjust(day: Day, rule: WorkingDayRule, calendar: BusinessCalendar): Day {
  switch (rule) {
    case 'none':
      return day;
    case 'following':
      return nearestWorkingDay(day, 1, calendar);
    case 'preceding':
      return nearestWorkingDay(day, -1, calendar);
    case 'modified_following':
      return nearestInMonth(day, 1, calendar);
    case 'modified_preceding':
      return nearestInMonth(day, -1, calendar);
  }
}

function nearestInMonth(day: Day, direction: 1 | -1, calendar: BusinessCalendar): Day {
  const nearest = nearestWorkingDay(day, direction, calendar);
  if (civilOf(nearest).month === civilOf(day).month) return nearest;
  return nearestWorkingDay(day, direction === 1 ? -1 : 1, calendar);
}

function nearestWorkingDay(day: Day, direction: 1 | -1, calendar: BusinessCalendar): Day {
  for (let step = 0; step <= SEARCH_DAYS_MAX; step++) {
    const candidate = addDays(day, direction * step);
    if (isWorkingDay(candidate, calendar)) return candidate;
  }
  assert(false, `A calendar has a working day within ${SEARCH_DAYS_MAX} days.`);
}

/**
 * Whether banks work on the day, as far as it is known.
 *
 * @example isWorkingDay(dayOf(2026, 11, 21), weekendsOnly()) // false
 */
export function isWorkingDay(day: Day, calendar: BusinessCalendar): boolean {
  const onWeekend = calendar.weekend.has(weekdayOf(day));
  if (isProvisional(day, calendar)) return !onWeekend;
  return onWeekend ? calendar.makeUpDays.has(day) : !calendar.holidays.has(day);
}

/**
 * Whether the day lies in a year whose holidays are not published, so that only its weekends count.
 *
 * @example isProvisional(dayOf(2026, 11, 21), weekendsOnly()) // true
 */
export function isProvisional(day: Day, calendar: BusinessCalendar): boolean {
  return !calendar.publishedYears.has(civilOf(day).year);
}

/**
 * How many working days lie between two days, the first counted and the last not.
 *
 * @param start not after `end`.
 * @example countWorkingDays(dayOf(2026, 11, 16), dayOf(2026, 11, 23), weekendsOnly()) // 5
 */
export function countWorkingDays(start: Day, end: Day, calendar: BusinessCalendar): number {
  assert(start <= end, 'A period does not end before it starts.');
  let count = 0;
  for (let day = start; day < end; day = addDays(day, 1)) {
    if (isWorkingDay(day, calendar)) count += 1;
  }
  return count;
}

/**
 * Business/252: working days over a year of 252 of them. The one day count that asks a calendar.
 *
 * Source: the market's rule for Brazilian fixed-income rates (ANBIMA).
 *
 * @param start not after `end`.
 * @example yearFractionBusiness252(dayOf(2026, 11, 16), dayOf(2026, 11, 23), weekendsOnly()) // fraction(5n, 252n)
 */
export function yearFractionBusiness252(
  start: Day,
  end: Day,
  calendar: BusinessCalendar,
): Fraction {
  return fraction(BigInt(countWorkingDays(start, end, calendar)), 252n);
}

/**
 * A calendar of which nothing is published: every Monday to Friday is a working day, provisionally.
 *
 * @example weekendsOnly().publishedYears.size // 0
 */
export function weekendsOnly(): BusinessCalendar {
  return {
    holidays: new Set(),
    makeUpDays: new Set(),
    weekend: new Set([6, 7]),
    publishedYears: new Set(),
  };
}
