// Which days a calendar shows: whole weeks from a Monday on.
import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  formatDay,
  parseDay,
  weekdayOf,
} from '@mutua/core/time/day.ts';

/** From the first to the last day, as the API asks for them. */
export interface CalendarSpan {
  readonly from: string;
  readonly to: string;
}

const WEEK = 7;

/** So many weeks from the Monday of that day on. */
export function weeksFrom(day: string, weeks: number): CalendarSpan {
  const monday = mondayOf(dayNamed(day));
  return spanOf(monday, addDays(monday, WEEK * weeks - 1));
}

/** The weeks in which a month such as `2026-11` lies. */
export function weeksOfMonth(month: string): CalendarSpan {
  const first = dayNamed(`${month}-01`);
  const last = addDays(addMonths(first, 1), -1);
  return spanOf(mondayOf(first), addDays(mondayOf(last), WEEK - 1));
}

/** So many months later, as `2026-12`. */
export function monthAfter(month: string, months: number): string {
  return formatDay(addMonths(dayNamed(`${month}-01`), months)).slice(0, WEEK);
}

function mondayOf(day: Day): Day {
  return addDays(day, 1 - weekdayOf(day));
}

function spanOf(from: Day, to: Day): CalendarSpan {
  return { from: formatDay(from), to: formatDay(to) };
}

function dayNamed(text: string): Day {
  const day = parseDay(text, 'day');
  return day.ok ? day.value : dayOf(1970, 1, 1);
}
