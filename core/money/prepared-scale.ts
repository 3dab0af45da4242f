// One exact factor, made ready to be applied many times: the interest rate of a schedule's periods.
import { assert } from '../kit/assert.ts';
import type { Fraction } from './fraction.ts';
import type { MinorUnits } from './minor-units.ts';
import type { Rounding } from './rounding.ts';

/** A factor and a rounding as three whole numbers: value × factor + offset, divided and cut off. */
export interface PreparedScale {
  readonly factor: bigint;
  readonly offset: bigint;
  readonly divisor: bigint;
  /** Whether an exact half that was rounded up to an odd number goes back to the even one below. */
  readonly halfToEven: boolean;
}

/**
 * Prepares a factor of 0 or more for `scalePrepared`.
 *
 * Cutting off the decimals of x + 1/2 rounds a half up: the factor n/d becomes (2 n value + d) / 2 d.
 *
 * @example scalePrepared(minorUnits(100000n), prepareScale(fraction(7n, 1200n), 'half_even')) // minorUnits(583n)
 * @throws BrokenInvariant when the factor is negative.
 */
export function prepareScale(by: Fraction, rounding: Rounding): PreparedScale {
  const { numerator, denominator } = by;
  assert(numerator >= 0n, 'A prepared factor is not negative.');
  switch (rounding) {
    case 'down':
      return { factor: numerator, offset: 0n, divisor: denominator, halfToEven: false };
    case 'up':
      return {
        factor: numerator,
        offset: denominator - 1n,
        divisor: denominator,
        halfToEven: false,
      };
    case 'half_up':
    case 'half_even':
      return {
        factor: 2n * numerator,
        offset: denominator,
        divisor: 2n * denominator,
        halfToEven: rounding === 'half_even',
      };
  }
}

/**
 * The same as `scale` for a value of 0 or more, and faster when one factor meets many values.
 *
 * @param value 0 or more (not checked: this is the innermost loop of every schedule).
 * @example scalePrepared(minorUnits(5n), prepareScale(fraction(1n, 2n), 'half_even')) // minorUnits(2n)
 */
export function scalePrepared(value: MinorUnits, by: PreparedScale): MinorUnits {
  const scaled = value * by.factor + by.offset;
  const quotient = scaled / by.divisor;
  // Hardly ever a half: asked first, because half of all quotients are odd and could not be foreseen.
  if (by.halfToEven && quotient * by.divisor === scaled && quotient % 2n === 1n) {
    return (quotient - 1n) as MinorUnits;
  }
  return quotient as MinorUnits;
}
