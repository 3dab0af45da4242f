// A time zone as data: since when its clocks stand so many minutes before UTC's. Where the data comes from is the
// caller's matter; the machine's own time zone never counts.
import { assert } from '../kit/assert.ts';
import type { Instant } from './instant.ts';

/** From that moment on, until the next one. */
export interface ZoneOffset {
  readonly since: Instant;
  /** How many minutes its clocks stand before UTC's: 480 for China, −300 for New York in winter. */
  readonly minutes: number;
}

/** No clock in the world has ever stood farther from UTC's. */
const OFFSET_MINUTES_MAX = 18 * 60;

/**
 * How many minutes the zone's clocks stand before UTC's at a moment.
 *
 * @example
 * offsetMinutesAt([
 *   { since: instantOf('2026-01-01T00:00:00Z'), minutes: 60 },
 *   { since: instantOf('2026-03-29T01:00:00Z'), minutes: 120 },
 * ], instantOf('2026-03-29T00:59:59Z'))
 * // 60
 * @throws BrokenInvariant when the zone has no offset at all.
 */
export function offsetMinutesAt(offsets: readonly ZoneOffset[], moment: Instant): number {
  const [first] = offsets;
  assert(first !== undefined, 'A zone has an offset.');
  return (offsets.findLast(({ since }) => since <= moment) ?? first).minutes;
}

/**
 * Whether these can be the offsets of a zone: at least one, in the order of their moments, none beyond 18 hours.
 *
 * @example areZoneOffsets([]) // false
 */
export function areZoneOffsets(offsets: readonly ZoneOffset[]): boolean {
  return (
    offsets.length > 0 &&
    offsets.every(({ since, minutes }, index) => {
      const before = offsets[index - 1];
      const isLater = before === undefined || before.since < since;
      return isLater && Number.isInteger(minutes) && Math.abs(minutes) <= OFFSET_MINUTES_MAX;
    })
  );
}
