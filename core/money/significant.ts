// Exact numbers cut to so many digits, as decimal arithmetic of a fixed precision does.
import { assert } from '../kit/assert.ts';
import type { Fraction } from './fraction.ts';
import { divideRounded } from './rounding.ts';

/**
 * The nearest number with so many significant decimal digits; a half goes to the even neighbour.
 *
 * @param digits a whole number, 1 or more.
 * @example roundToSignificant(fraction(2n, 3n), 3) // { numerator: 667n, denominator: 1000n }
 * @throws BrokenInvariant when there is not at least one digit.
 */
export function roundToSignificant(value: Fraction, digits: number): Fraction {
  assert(Number.isInteger(digits) && digits >= 1, 'A number has at least one significant digit.');
  if (value.numerator === 0n) return { numerator: 0n, denominator: 1n };
  return roundToDecimals(value, digits - 1 - orderOfMagnitude(value));
}

/**
 * The nearest number with so many decimals; fewer than none for tens, hundreds and so on. A half goes
 * to the even neighbour.
 *
 * @param decimals a whole number.
 * @example roundToDecimals(fraction(5n, 8n), 2) // { numerator: 62n, denominator: 100n }
 */
export function roundToDecimals(value: Fraction, decimals: number): Fraction {
  if (decimals < 0) {
    const unit = tenTo(-decimals);
    const units = divideRounded(value.numerator, value.denominator * unit, 'half_even');
    return { numerator: units * unit, denominator: 1n };
  }
  const scale = tenTo(decimals);
  return {
    numerator: divideRounded(value.numerator * scale, value.denominator, 'half_even'),
    denominator: scale,
  };
}

/** The power of ten of the first digit: 2 for 123, -1 for 0.5. */
function orderOfMagnitude(value: Fraction): number {
  const numerator = value.numerator < 0n ? -value.numerator : value.numerator;
  const guess = numerator.toString().length - value.denominator.toString().length;
  const reached =
    guess >= 0
      ? numerator >= value.denominator * tenTo(guess)
      : numerator * tenTo(-guess) >= value.denominator;
  return reached ? guess : guess - 1;
}

/** Powers that are asked for again and again. */
const KNOWN_POWERS: readonly bigint[] = Array.from(
  { length: 80 },
  (_, power) => 10n ** BigInt(power),
);

function tenTo(power: number): bigint {
  return KNOWN_POWERS[power] ?? 10n ** BigInt(power);
}
