// The due days of a schedule: always counted from one seed day, never from one another.
import { addDays, addMonths, civilOf, type Day, dayOf, daysBetween } from '../../time/day.ts';
import { monthlyDays } from '../../time/monthly-days.ts';
import { addMonthsEndOfMonth, isMonthEnd } from '../../time/period.ts';
import type { PeriodUnit, ScheduleTerms } from './terms.ts';

/** A run of due days without end: number 0 lies `offset` periods after the seed. */
export interface DueSequence {
  readonly seed: Day;
  readonly offset: 0 | 1;
  readonly every: number;
  readonly unit: PeriodUnit;
  readonly endOfMonth: boolean;
}

const LAST_YEAR = 9999;
const LAST_DAY = dayOf(LAST_YEAR, 12, 31);
const FIRST_DAY = dayOf(1, 1, 1);

/**
 * The due days of a contract: one period after the value day and so on, or from the first due day that it names.
 *
 * @example dueDaysFrom(dueSequence({ valueDay: dayOf(2024, 1, 31), every: 1, unit: 'months' }), 0, 3)
 * // [dayOf(2024, 2, 29), dayOf(2024, 3, 31), dayOf(2024, 4, 30)]
 */
export function dueSequence(
  terms: Pick<ScheduleTerms, 'valueDay' | 'every' | 'unit' | 'firstDueDay' | 'endOfMonth'>,
): DueSequence {
  const seed = terms.firstDueDay ?? terms.valueDay;
  return {
    seed,
    offset: terms.firstDueDay === undefined ? 1 : 0,
    every: terms.every,
    unit: terms.unit,
    endOfMonth: terms.endOfMonth === true && terms.unit === 'months' && isMonthEnd(seed),
  };
}

/**
 * One due day of the sequence; a negative index counts back. Undefined outside the years 1 to 9999.
 *
 * @example dueDayAt(dueSequence({ valueDay: dayOf(2024, 1, 31), every: 1, unit: 'weeks' }), 1) // dayOf(2024, 2, 14)
 */
export function dueDayAt(sequence: DueSequence, index: number): Day | undefined {
  return periodsAfter(sequence, sequence.seed, index + sequence.offset);
}

/**
 * So many periods of the sequence after a day, or before it if negative. Undefined outside the years 1 to 9999.
 *
 * @example periodsAfter(dueSequence({ valueDay: dayOf(2024, 1, 31), every: 2, unit: 'days' }), dayOf(2024, 3, 1), -1)
 * // dayOf(2024, 2, 28)
 */
export function periodsAfter(sequence: DueSequence, day: Day, periods: number): Day | undefined {
  const units = periods * sequence.every;
  if (sequence.unit !== 'months') {
    const days = units * (sequence.unit === 'weeks' ? 7 : 1);
    if (days > daysBetween(day, LAST_DAY) || days < daysBetween(day, FIRST_DAY)) return undefined;
    return addDays(day, days);
  }
  const { year, month } = civilOf(day);
  const index = year * 12 + (month - 1) + units;
  if (index < 12 || index > LAST_YEAR * 12 + 11) return undefined;
  return sequence.endOfMonth ? addMonthsEndOfMonth(day, units) : addMonths(day, units);
}

/**
 * Due days from an index on, so many or as many as there are before the year 10000.
 *
 * @example dueDaysFrom(dueSequence({ valueDay: dayOf(2026, 11, 21), every: 1, unit: 'months' }), 1, 1) // [dayOf(2027, 1, 21)]
 */
export function dueDaysFrom(sequence: DueSequence, index: number, count: number): Day[] {
  if (sequence.unit === 'months') {
    const { seed, offset, every, endOfMonth } = sequence;
    return monthlyDays(seed, (index + offset) * every, every, count, endOfMonth);
  }
  const days: Day[] = [];
  while (days.length < count) {
    const day = dueDayAt(sequence, index + days.length);
    if (day === undefined) break;
    days.push(day);
  }
  return days;
}
