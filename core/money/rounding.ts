// The named ways to reach a whole number. There is no unnamed one.

/**
 * - `half_up` 四舍五入: to the nearest, a half goes away from zero.
 * - `half_even`: to the nearest, a half goes to the even neighbour.
 * - `up`: away from zero, whatever the rest.
 * - `down`: towards zero, whatever the rest.
 */
export type Rounding = 'half_up' | 'half_even' | 'up' | 'down';

export const ROUNDINGS: readonly Rounding[] = ['half_up', 'half_even', 'up', 'down'];

/**
 * The quotient of two whole numbers, rounded by name to a whole number.
 *
 * @param denominator greater than 0 (not checked: this is the innermost loop of every schedule).
 * @example divideRounded(5n, 2n, 'half_even') // 2n
 * @example divideRounded(-5n, 2n, 'half_up') // -3n
 */
export function divideRounded(numerator: bigint, denominator: bigint, rounding: Rounding): bigint {
  const quotient = numerator / denominator;
  const rest = numerator - quotient * denominator;
  if (rest === 0n || rounding === 'down') return quotient;
  const isNegative = numerator < 0n;
  const outwards = isNegative ? quotient - 1n : quotient + 1n;
  if (rounding === 'up') return outwards;
  const twice = rest * (isNegative ? -2n : 2n);
  if (twice !== denominator) return twice > denominator ? outwards : quotient;
  return rounding === 'half_up' || (quotient & 1n) === 1n ? outwards : quotient;
}
