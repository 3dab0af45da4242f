// A factor whose exact numbers are hundreds of digits long, such as an annuity's, ready to be applied.
import { assert } from '../kit/assert.ts';
import type { Fraction } from './fraction.ts';
import { type MinorUnits, scale } from './minor-units.ts';
import type { Rounding } from './rounding.ts';

/** The exact factor, and its whole part after 64 binary places: factor × 2^64 lies in [shifted, shifted + 1). */
export interface LargeScale {
  readonly by: Fraction;
  readonly rounding: Rounding;
  readonly shifted: bigint;
  /** What is added before cutting off, so that an exact half goes down, and so that it goes up. */
  readonly halfDown: bigint;
  readonly halfUp: bigint;
}

const PLACES = 64n;
const ONE_SHIFTED = 2n ** PLACES;

/**
 * Prepares a factor of 0 or more for `scaleLarge`.
 *
 * @example scaleLarge(minorUnits(5n), prepareLargeScale(fraction(1n, 2n), 'half_even')) // minorUnits(2n)
 * @throws BrokenInvariant when the factor is negative.
 */
export function prepareLargeScale(by: Fraction, rounding: Rounding): LargeScale {
  assert(by.numerator >= 0n, 'A prepared factor is not negative.');
  const shifted = (by.numerator * ONE_SHIFTED) / by.denominator;
  const half = ONE_SHIFTED / 2n;
  switch (rounding) {
    case 'down':
      return { by, rounding, shifted, halfDown: 0n, halfUp: 0n };
    case 'up':
      return { by, rounding, shifted, halfDown: ONE_SHIFTED - 1n, halfUp: ONE_SHIFTED - 1n };
    case 'half_up':
    case 'half_even':
      return { by, rounding, shifted, halfDown: half - 1n, halfUp: half };
  }
}

/**
 * The same as `scale`, exactly, for a value of 0 or more.
 *
 * The exact product lies between value × shifted / 2^64 and that + value / 2^64. Where both ends come to
 * one whole number, even with a half going down at the one and up at the other, the product comes to it
 * too, for rounding never falls while a value rises. Only where they do not are the long numbers divided.
 *
 * @param value 0 or more (not checked).
 * @example scaleLarge(minorUnits(100000n), prepareLargeScale(fraction(7n, 1200n), 'half_even')) // minorUnits(583n)
 */
export function scaleLarge(value: MinorUnits, by: LargeScale): MinorUnits {
  const least = value * by.shifted;
  const rounded = (least + by.halfDown) >> PLACES;
  if (rounded === (least + value + by.halfUp) >> PLACES) return rounded as MinorUnits;
  return scale(value, by.by, by.rounding);
}
