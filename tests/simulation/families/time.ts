// Days as the town counts them: weekends are off, and what would be asked on one is asked on the Monday after it.
import { addDays, type Day, dayOf, daysBetween } from '@mutua/core/time/day.ts';
import type { Instant } from '@mutua/core/time/instant.ts';

const MS_A_DAY = 86_400_000;
/** A Monday. */
const MONDAY = dayOf(2026, 3, 2);

export function askDayOf(dueDay: Day): Day {
  const past = (((daysBetween(MONDAY, dueDay) % 7) + 7) % 7) - 5;
  return past < 0 ? dueDay : addDays(dueDay, past === 0 ? 2 : 1);
}

/** The date of a moment by the clocks of Greenwich, and so many days more. */
export function dayIn(moment: Instant, days: number): Day {
  return addDays(dayOf(1970, 1, 1), Math.floor(moment / MS_A_DAY) + days);
}

/** A part of an amount, with half a unit rounded up. */
export function halfUp(amount: bigint, numerator: bigint, denominator: bigint): bigint {
  return (2n * amount * numerator + denominator) / (2n * denominator);
}
