// Amounts at equal intervals: what they are worth at a rate, and the rates that they come to.
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { FLOWS_MAX, type FlowSeries, flowSeries } from './flow-series.ts';
import { finite } from './number.ts';
import { type FoundRate, findRate } from './rate-of-return.ts';

/**
 * The present value at a rate a period: NPV of spreadsheets.
 *
 * @param rate greater than -1.
 * @param firstFlowAt when the first amount is due: 1, at the end of the first period, as in spreadsheets,
 *   or 0, at its start.
 * @example netPresentValue(1, [-100, 400], 0) // { ok: true, value: 100 }
 */
export function netPresentValue(
  rate: number,
  amounts: readonly number[],
  firstFlowAt: 0 | 1,
): Result<number> {
  if (!(rate > -1)) return invalid('rate', 'It must be greater than -1.');
  return finite(worthOf(amounts, rate, firstFlowAt), 'value');
}

/**
 * The value at the end of a number of periods, with the first amount at the end of the first period.
 *
 * @param rate greater than -1.
 * @example netFutureValue(1, 2, [-100, 400]) // { ok: true, value: 200 }
 */
export function netFutureValue(
  rate: number,
  periods: number,
  amounts: readonly number[],
): Result<number> {
  if (!(rate > -1)) return invalid('rate', 'It must be greater than -1.');
  return finite(worthOf(amounts, rate, 1 - periods), 'value');
}

/**
 * The internal rate of return a period: IRR of spreadsheets, with every other rate that fits.
 *
 * @param guess greater than -1; see {@link findRate}.
 * @returns a refusal naming `amounts` or `guess`, or `no_solution`.
 * @example internalRate([-4, 6]) // { ok: true, value: { rate: 0.5, otherRates: [] } }
 */
export function internalRate(amounts: readonly number[], guess?: number): Result<FoundRate> {
  const series = periodicSeries(amounts);
  if (!series.ok) return series;
  if (guess !== undefined && !(guess > -1)) return invalid('guess', 'It must be greater than -1.');
  return findRate(series.value, guess);
}

/**
 * The modified internal rate of return: what was paid out is financed at one rate, what came in is put
 * out again at another until the last period. MIRR of spreadsheets.
 *
 * @param financeRate greater than -1, as is the other.
 * @returns a refusal naming a rate; `no_solution` unless money goes both ways.
 * @example modifiedInternalRate([-100, 0, 121], 0.1, 0.1).ok // true
 */
export function modifiedInternalRate(
  amounts: readonly number[],
  financeRate: number,
  reinvestRate: number,
): Result<number> {
  if (!(financeRate > -1)) return invalid('financeRate', 'It must be greater than -1.');
  if (!(reinvestRate > -1)) return invalid('reinvestRate', 'It must be greater than -1.');
  const last = amounts.length - 1;
  const incoming = amounts.map((amount) => Math.max(amount, 0));
  const outgoing = amounts.map((amount) => Math.max(-amount, 0));
  const gathered = worthOf(incoming, reinvestRate, -last);
  const invested = worthOf(outgoing, financeRate, 0);
  if (!(gathered > 0) || !(invested > 0)) return refuse('no_solution');
  return finite(Math.expm1(Math.log(gathered / invested) / last), 'value');
}

/** The amounts as a series with one period from each to the next. */
function periodicSeries(amounts: readonly number[]): Result<FlowSeries> {
  if (amounts.length > FLOWS_MAX) {
    return invalid('amounts', `There must be at most ${FLOWS_MAX} of them.`);
  }
  return ok(flowSeries(amounts.map((amount, time) => ({ time, amount }))));
}

/** The worth at time 0 of amounts that follow each other a period apart from `start` on. */
function worthOf(amounts: readonly number[], rate: number, start: number): number {
  const log = Math.log1p(rate);
  let worth = 0;
  for (const [index, amount] of amounts.entries()) {
    if (amount !== 0) worth += amount * Math.exp(-log * (start + index));
  }
  return worth;
}
