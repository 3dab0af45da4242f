// Which business date a moment belongs to, by the operator's time zone and cut-off 日切时点.
import { assert } from '../kit/assert.ts';
import type { Day } from '../time/day.ts';
import { dayAt, type Instant, instantOfMs } from '../time/instant.ts';
import { offsetMinutesAt, type ZoneOffset } from '../time/zone.ts';

const MINUTES_A_DAY = 24 * 60;

/**
 * `by_clock`: a day ends at the cut-off. `by_hand`: it stays until somebody begins its end, as the office does; so the
 * business date may run ahead of the clock, as in a trial.
 */
export type DaysEnd = (typeof DAYS_END)[number];

export const DAYS_END = ['by_clock', 'by_hand'] as const;

/** By which the operator's business goes. */
export interface OperatorTime {
  /** The zone by its name in the IANA database, for people to read. */
  readonly zone: string;
  /** How its clocks stand, from the earliest on; what is before the first of them is as in it. */
  readonly offsets: readonly ZoneOffset[];
  /**
   * How many minutes after the beginning of a calendar date its business date ends: 1440 at midnight, 1350 at
   * half past ten in the evening, 1500 at one o'clock in the night after it.
   */
  readonly cutOffMinutes: number;
  readonly daysEnd: DaysEnd;
}

/** China's time, and days that end at midnight. */
export const CHINA_TIME: OperatorTime = {
  zone: 'Asia/Shanghai',
  offsets: [{ since: instantOfMs(0), minutes: 480 }],
  cutOffMinutes: MINUTES_A_DAY,
  daysEnd: 'by_clock',
};

/**
 * The business date to which a moment belongs.
 *
 * @example
 * formatDay(businessDateAt(instantOf('2026-03-02T14:30:00Z'), { ...CHINA_TIME, cutOffMinutes: 1350 }))
 * // '2026-03-03'
 * @throws BrokenInvariant when the cut-off is not within twelve hours of midnight.
 */
export function businessDateAt(moment: Instant, { offsets, cutOffMinutes }: OperatorTime): Day {
  assert(isCutOff(cutOffMinutes), 'A business date ends within twelve hours of midnight.');
  return dayAt(moment, offsetMinutesAt(offsets, moment) + MINUTES_A_DAY - cutOffMinutes);
}

/**
 * Whether a business date can end there: within twelve hours of the midnight after its calendar date.
 *
 * @example isCutOff(719) // false
 */
export function isCutOff(minutes: number): boolean {
  return Number.isInteger(minutes) && Math.abs(minutes - MINUTES_A_DAY) <= MINUTES_A_DAY / 2;
}
