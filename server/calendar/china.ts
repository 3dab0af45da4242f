// The business calendar of mainland China: public holidays and make-up working days 调休, as the State
// Council publishes them each autumn for the year to come, from the data of the package chinese-days.

import { assert } from '@mutua/core/kit/assert.ts';
import type { BusinessCalendar } from '@mutua/core/time/calendar.ts';
import { civilOf, type Day, dayOf, parseDay } from '@mutua/core/time/day.ts';
import published from 'chinese-days/dist/chinese-days.json';

/** The calendar up to the last year that the installed package knows. */
export const CHINA: BusinessCalendar = chinaCalendar(published);

/** What is read of the package's data: objects whose keys are days such as `2025-10-08`. */
interface PublishedDays {
  readonly holidays: Readonly<Record<string, string>>;
  readonly workdays: Readonly<Record<string, string>>;
}

/**
 * Builds the calendar from published days. A year counts as published when its National Day, the last
 * holiday that every year has, is among them; so a New Year's holiday that runs over into a year whose
 * own holidays are not yet out does not make that year known.
 */
export function chinaCalendar(days: PublishedDays): BusinessCalendar {
  const holidays = readDays(days.holidays);
  const years = new Set([...holidays].map((day) => civilOf(day).year));
  const publishedYears = [...years].filter((year) => holidays.has(dayOf(year, 10, 1)));
  return {
    holidays,
    makeUpDays: readDays(days.workdays),
    weekend: new Set([6, 7]),
    publishedYears: new Set(publishedYears),
  };
}

function readDays(days: Readonly<Record<string, string>>): ReadonlySet<Day> {
  return new Set(
    Object.keys(days).map((text) => {
      const day = parseDay(text, 'day');
      assert(day.ok, `The published calendar holds days, not ${text}.`);
      return day.value;
    }),
  );
}
