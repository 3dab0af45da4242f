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
  if (rest === 0n) return quotient;
  const outwards = numerator < 0n ? quotient - 1n : quotient + 1n;
  switch (rounding) {
    case 'down':
      return quotient;
    case 'up':
      return outwards;
    case 'half_up':
      return 2n * (rest < 0n ? -rest : rest) >= denominator ? outwards : quotient;
    case 'half_even': {
      const twice = 2n * (rest < 0n ? -rest : rest);
      if (twice === denominator) return quotient % 2n === 0n ? quotient : outwards;
      return twice > denominator ? outwards : quotient;
    }
  }
}
