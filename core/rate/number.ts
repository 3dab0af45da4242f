// The border between exact numbers and the floating-point numbers in which rates are sought.
import { ok, type Result, refuse } from '../kit/result.ts';
import type { Fraction } from '../money/fraction.ts';

/**
 * The nearest floating-point number, give or take the last bit.
 *
 * @example numberOf(fraction(1n, 4n)) // 0.25
 */
export function numberOf(value: Fraction): number {
  return Number(value.numerator) / Number(value.denominator);
}

/**
 * A result that is a number; `no_solution` for what has none, such as 0 / 0, and `number_too_large` for
 * what is beyond the largest floating-point number.
 *
 * @param field what the number is, for the refusal.
 * @example finite(0.1, 'value') // { ok: true, value: 0.1 }
 */
export function finite(value: number, field: string): Result<number> {
  if (Number.isNaN(value)) return refuse('no_solution');
  if (!Number.isFinite(value)) return refuse('number_too_large', { field });
  return ok(value === 0 ? 0 : value);
}
