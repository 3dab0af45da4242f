// The same day of many months in a row: the due days of nearly every schedule.
import { assert } from '../kit/assert.ts';
import { addMonths, type Day, dayOf } from './day.ts';

const LAST_YEAR = 9999;
const FIRST_DAY = dayOf(1, 1, 1);

/** 400 years are 146,097 days and 4,800 months. */
const DAYS_IN_MONTH_ON_AVERAGE = 146_097 / 4_800;

/** The first day of each month from January of the year 1, and of the one after the last. Made when first asked for. */
let monthStarts: Int32Array | undefined;

/**
 * The day so many months after a seed day, and of every so many months from then on: the same as
 * `addMonths` for each of them, or `addMonthsEndOfMonth` if they are to end their months, and several
 * times faster.
 *
 * @param seed of the years 1 to 9999.
 * @param from 0 or more months.
 * @param every 1 or more months.
 * @returns so many days, or fewer: none after the year 9999.
 * @example monthlyDays(dayOf(2024, 1, 31), 0, 1, 3, false)
 * // [dayOf(2024, 1, 31), dayOf(2024, 2, 29), dayOf(2024, 3, 31)]
 */
export function monthlyDays(
  seed: Day,
  from: number,
  every: number,
  count: number,
  atMonthEnd: boolean,
): Day[] {
  assert(Number.isInteger(every) && every >= 1, 'Months are walked in whole numbers from 1.');
  monthStarts ??= startsOfMonths();
  const last = monthStarts.length - 1;
  let place = placeOfMonth(monthStarts, seed);
  const dayOfMonth = atMonthEnd ? 31 : seed - (monthStarts[place] as number) + 1;
  const days = new Array<Day>(count);
  let row = 0;
  for (place += from; row < count && place < last; row++) {
    const start = monthStarts[place] as number;
    const length = (monthStarts[place + 1] as number) - start;
    days[row] = (start + Math.min(dayOfMonth, length) - 1) as Day;
    place += every;
  }
  if (row < count) days.length = row;
  return days;
}

function startsOfMonths(): Int32Array {
  const starts = new Int32Array(LAST_YEAR * 12 + 1);
  return starts.map((_, months) => addMonths(FIRST_DAY, months));
}

/** Months are nearly of one length: the place is at most one off from what that says. */
function placeOfMonth(starts: Int32Array, day: Day): number {
  let place = Math.floor((day - FIRST_DAY) / DAYS_IN_MONTH_ON_AVERAGE);
  while ((starts[place] ?? 0) > day) place -= 1;
  while ((starts[place + 1] ?? 0) <= day) place += 1;
  return place;
}
