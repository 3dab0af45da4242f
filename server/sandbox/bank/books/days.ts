// The days that the bank stored itself, read back.
import { assert } from '@mutua/core/kit/assert.ts';
import { type Day, parseDay } from '@mutua/core/time/day.ts';

/** @throws BrokenInvariant when the text is no day. */
export function readStoredDay(text: string): Day {
  const day = parseDay(text, 'day');
  assert(day.ok, 'A stored day is a day.');
  return day.value;
}
