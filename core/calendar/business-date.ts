// Which business date a moment belongs to, by the operator's time zone and cut-off 日切时点.
import { assert } from '../kit/assert.ts';
import type { Day } from '../time/day.ts';
import { dayAt, type Instant } from '../time/instant.ts';

const MINUTES_A_DAY = 24 * 60;

export interface OperatorTime {
  /** How many minutes the operator's clocks stand before UTC's: 480 for China. */
  readonly offsetMinutes: number;
  /**
   * How many minutes after the beginning of a calendar date its business date ends: 1440 at midnight, 1350 at
   * half past ten in the evening, 1500 at one o'clock in the night after it.
   */
  readonly cutOffMinutes: number;
}

/** China's time, and days that end at midnight. */
export const CHINA_TIME: OperatorTime = { offsetMinutes: 480, cutOffMinutes: MINUTES_A_DAY };

/**
 * The business date to which a moment belongs.
 *
 * @example formatDay(businessDateAt(instantOf('2026-03-02T14:30:00Z'), { offsetMinutes: 480, cutOffMinutes: 1350 }))
 * // '2026-03-03'
 * @throws BrokenInvariant when the cut-off is not within twelve hours of midnight.
 */
export function businessDateAt(
  moment: Instant,
  { offsetMinutes, cutOffMinutes }: OperatorTime,
): Day {
  const isNearMidnight = Math.abs(cutOffMinutes - MINUTES_A_DAY) <= MINUTES_A_DAY / 2;
  assert(isNearMidnight, 'A business date ends within twelve hours of midnight.');
  return dayAt(moment, offsetMinutes + MINUTES_A_DAY - cutOffMinutes);
}
