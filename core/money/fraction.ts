// Exact rational numbers: rates, year fractions and shares, which are not money but multiply it.
import { assert } from '../kit/assert.ts';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { divideRounded, type Rounding } from './rounding.ts';

/** A rational number; the denominator is always greater than 0. Not kept in lowest terms. */
export interface Fraction {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

export const ZERO_FRACTION: Fraction = { numerator: 0n, denominator: 1n };
export const ONE_FRACTION: Fraction = { numerator: 1n, denominator: 1n };

/** Longest decimal text that is read: room for any real rate, and a bound on the work one field can ask for. */
const DECIMAL_LENGTH_MAX = 60;

/**
 * A fraction from two whole numbers.
 *
 * @example fraction(1n, -2n) // { numerator: -1n, denominator: 2n }
 * @throws BrokenInvariant when the denominator is 0.
 */
export function fraction(numerator: bigint, denominator = 1n): Fraction {
  assert(denominator !== 0n, 'A fraction has a denominator other than 0.');
  return denominator < 0n
    ? { numerator: -numerator, denominator: -denominator }
    : { numerator, denominator };
}

/** The sum. @example addFractions(fraction(1n, 2n), fraction(1n, 3n)) // fraction(5n, 6n) */
export function addFractions(left: Fraction, right: Fraction): Fraction {
  if (left.denominator === right.denominator) {
    return { numerator: left.numerator + right.numerator, denominator: left.denominator };
  }
  return {
    numerator: left.numerator * right.denominator + right.numerator * left.denominator,
    denominator: left.denominator * right.denominator,
  };
}

/** The difference. @example subtractFractions(fraction(1n, 2n), fraction(1n, 3n)) // fraction(1n, 6n) */
export function subtractFractions(left: Fraction, right: Fraction): Fraction {
  return addFractions(left, { numerator: -right.numerator, denominator: right.denominator });
}

/** The product. @example multiplyFractions(fraction(1n, 2n), fraction(2n, 3n)) // fraction(2n, 6n) */
export function multiplyFractions(left: Fraction, right: Fraction): Fraction {
  return {
    numerator: left.numerator * right.numerator,
    denominator: left.denominator * right.denominator,
  };
}

/**
 * The quotient.
 *
 * @example divideFractions(fraction(1n, 2n), fraction(1n, 3n)) // fraction(3n, 2n)
 * @throws BrokenInvariant when the divisor is 0.
 */
export function divideFractions(left: Fraction, right: Fraction): Fraction {
  return fraction(left.numerator * right.denominator, left.denominator * right.numerator);
}

/** Less than 0, 0, or greater than 0, as the left is less, equal or greater. @example compareFractions(fraction(1n, 2n), fraction(2n, 4n)) // 0 */
export function compareFractions(left: Fraction, right: Fraction): number {
  const difference = left.numerator * right.denominator - right.numerator * left.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** The same number in lowest terms. @example reduceFraction(fraction(2n, 4n)) // { numerator: 1n, denominator: 2n } */
export function reduceFraction(value: Fraction): Fraction {
  const { numerator, denominator } = value;
  const divisor = commonDivisor(numerator < 0n ? -numerator : numerator, denominator);
  return { numerator: numerator / divisor, denominator: denominator / divisor };
}

const EXACT_MAX = BigInt(Number.MAX_SAFE_INTEGER);

/** The greatest common divisor of 0 or more and more than 0. */
function commonDivisor(left: bigint, right: bigint): bigint {
  let [divisor, rest] = [left, right];
  while (rest > EXACT_MAX) [divisor, rest] = [rest, divisor % rest];
  if (rest === 0n) return divisor;
  // So small, machine numbers are exact, and much faster.
  let [small, smaller] = [Number(rest), Number(divisor % rest)];
  while (smaller !== 0) [small, smaller] = [smaller, small % smaller];
  return BigInt(small);
}

/**
 * Reads a plain decimal text exactly: optional sign, digits, optional point and digits; no exponent,
 * no separators, no blanks.
 *
 * @param field the name under which a refusal speaks of the text.
 * @example parseDecimal('9.99', 'annualRatePercent') // { ok: true, value: fraction(999n, 100n) }
 */
export function parseDecimal(text: string, field: string): Result<Fraction> {
  if (text.length > DECIMAL_LENGTH_MAX) return refuse('number_too_large', { field });
  const match = /^([+-]?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (!match) return invalid(field, 'It must be a decimal number such as 12.5.');
  const decimals = match[3] ?? '';
  const digits = BigInt(`${match[2]}${decimals}`);
  return ok({
    numerator: match[1] === '-' ? -digits : digits,
    denominator: 10n ** BigInt(decimals.length),
  });
}

/**
 * Writes a fraction with a fixed number of decimals.
 *
 * @example formatDecimal(fraction(1n, 3n), 4, 'half_even') // '0.3333'
 */
export function formatDecimal(value: Fraction, decimals: number, rounding: Rounding): string {
  const scaled = divideRounded(
    value.numerator * 10n ** BigInt(decimals),
    value.denominator,
    rounding,
  );
  return placePoint(scaled, decimals);
}

/** Puts the decimal point into a whole number. @example placePoint(-5n, 2) // '-0.05' */
export function placePoint(scaled: bigint, decimals: number): string {
  const sign = scaled < 0n ? '-' : '';
  const digits = (scaled < 0n ? -scaled : scaled).toString().padStart(decimals + 1, '0');
  if (decimals === 0) return sign + digits;
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
