// Rates turned into one another, and growth at given rates.
import { invalid, type Result } from '../kit/result.ts';
import { finite } from './number.ts';

/**
 * The effective annual rate of a nominal one that is compounded so many times a year: EFFECT of
 * spreadsheets, (1 + rate / n)^n - 1, with their bounds. A part of a period is cut off.
 *
 * @param nominalRate greater than 0.
 * @param periodsPerYear at least 1.
 * @example effectiveRate(1, 2) // { ok: true, value: 1.25 }
 */
export function effectiveRate(nominalRate: number, periodsPerYear: number): Result<number> {
  if (!(nominalRate > 0)) return invalid('rate', 'It must be greater than 0.');
  if (!(periodsPerYear >= 1)) return invalid('periodsPerYear', 'It must be at least 1.');
  const periods = Math.trunc(periodsPerYear);
  return finite(Math.expm1(periods * Math.log1p(nominalRate / periods)), 'value');
}

/**
 * The nominal annual rate, compounded so many times a year, of an effective one: NOMINAL of
 * spreadsheets, n ((1 + rate)^(1/n) - 1), with their bounds. A part of a period is cut off.
 *
 * @param effective greater than 0.
 * @param periodsPerYear at least 1.
 * @example nominalRate(0.21, 1) // { ok: true, value: 0.21 }
 */
export function nominalRate(effective: number, periodsPerYear: number): Result<number> {
  if (!(effective > 0)) return invalid('rate', 'It must be greater than 0.');
  if (!(periodsPerYear >= 1)) return invalid('periodsPerYear', 'It must be at least 1.');
  const periods = Math.trunc(periodsPerYear);
  return finite(periods * Math.expm1(Math.log1p(effective) / periods), 'value');
}

/**
 * The rate a period at which one amount grows into another: RRI of spreadsheets.
 *
 * @returns a refusal naming `periods` or `presentValue`, or `no_solution` where signs differ.
 * @example growthRate(2, 100, 144).ok // true
 */
export function growthRate(
  periods: number,
  presentValue: number,
  futureValue: number,
): Result<number> {
  if (!(periods > 0)) return invalid('periods', 'It must be greater than 0.');
  if (presentValue === 0) return invalid('presentValue', 'It must not be 0.');
  const change = (futureValue - presentValue) / presentValue;
  return finite(Math.expm1(Math.log1p(change) / periods), 'value');
}

/**
 * How many periods one amount takes to grow into another: PDURATION of spreadsheets.
 *
 * @param rate greater than 0, as are the amounts.
 * @example growthPeriods(1, 100, 100) // { ok: true, value: 0 }
 */
export function growthPeriods(
  rate: number,
  presentValue: number,
  futureValue: number,
): Result<number> {
  if (!(rate > 0)) return invalid('rate', 'It must be greater than 0.');
  if (!(presentValue > 0)) return invalid('presentValue', 'It must be greater than 0.');
  if (!(futureValue > 0)) return invalid('futureValue', 'It must be greater than 0.');
  // Amounts that lie close together have logarithms of which nearly all digits are the same.
  const change = (futureValue - presentValue) / presentValue;
  const growth =
    Math.abs(change) < 1 / 2 ? Math.log1p(change) : Math.log(futureValue) - Math.log(presentValue);
  return finite(growth / Math.log1p(rate), 'value');
}

/**
 * What an amount grows to at one rate after the other: FVSCHEDULE of spreadsheets.
 *
 * @example grownAtRates(100, [0.5, 1]) // { ok: true, value: 300 }
 */
export function grownAtRates(amount: number, rates: readonly number[]): Result<number> {
  let grown = amount;
  for (const rate of rates) grown *= 1 + rate;
  return finite(grown, 'value');
}
