// Rates as they are printed.
import { ok, type Result } from '../../kit/result.ts';
import { formatDecimal, parseDecimal } from '../../money/fraction.ts';

/** Digits after the point of a percentage that are taken for the rate's own, so that no binary dust is rounded. */
const OWN_DECIMALS = 9;

/**
 * A percentage with so many decimals: increased by one where the following figure is 5 or more.
 *
 * Source: Directive 2008/48/EC, Annex I, remark (d); Directive 2014/17/EU, Annex I, remark (d).
 *
 * @param percent plain decimal text, such as `3.055`.
 * @example roundPercent('3.055', 1) // { ok: true, value: '3.1' }
 */
export function roundPercent(percent: string, decimals: number): Result<string> {
  const value = parseDecimal(percent, 'percent');
  return value.ok ? ok(formatDecimal(value.value, decimals, 'half_up')) : value;
}

/**
 * A rate as a percentage with so many decimals, rounded as {@link roundPercent}.
 *
 * @param rate 0.0643 for 6.43 %; its percentage less than 10^21.
 * @example percentText(0.0643441, 2) // '6.43'
 */
export function percentText(rate: number, decimals: number): string {
  const rounded = roundPercent((100 * rate).toFixed(OWN_DECIMALS), decimals);
  return rounded.ok ? rounded.value : (100 * rate).toString();
}
