// The rate of return of amounts at times: the one that is told, and every other that fits as well.
import { ok, type Refused, type Result, refuse } from '../kit/result.ts';
import { allRates } from './all-rates.ts';
import { discountedWorth, signChanges } from './discounted.ts';
import type { FlowSeries } from './flow-series.ts';

/** A rate per unit of time (0.1 is 10 %), with the other rates in (-1, ∞) that fit the same amounts, rising. */
export interface FoundRate {
  readonly rate: number;
  readonly otherRates: readonly number[];
}

/** Where spreadsheets start, and so where the published figures come from. */
const USUAL_GUESS = 0.1;

/**
 * The rate at which a series is worth 0.
 *
 * Where several fit, one is told by a rule and the others stand beside it. The rule: from the guess (10 %
 * if none is given) go where Newton's steps lead, as in a spreadsheet; where they lead nowhere, go to the
 * side on which the worth comes nearer to 0. One correction, if no guess was given: whoever paid first and
 * got back less than he paid has lost, and whoever received first and paid back less has gained. A rate
 * that says the contrary gives way to the nearest to 0 on the right side, if that is nearer to 0.
 *
 * @param guess greater than -1.
 * @returns `no_solution` where no rate fits, `number_too_large` where one does that no number can hold.
 * @example findRate(flowSeries([{ time: 0, amount: -100 }, { time: 1, amount: 110 }])).ok // true
 */
export function findRate(series: FlowSeries, guess?: number): Result<FoundRate> {
  const rates = allRates(series);
  const [only, second] = rates;
  if (only === undefined) return refuseNone(series);
  if (second === undefined) return ok({ rate: only, otherRates: [] });
  const rate = selectRate(series, rates, guess);
  return ok({ rate, otherRates: rates.filter((other) => other !== rate) });
}

/**
 * The rate at which a series is worth 0, for uses in which a choice among several would decide something.
 *
 * @returns as {@link findRate}, and `several_solutions` with all `values`.
 * @example onlyRate(flowSeries([{ time: 0, amount: -4 }, { time: 1, amount: 6 }])) // { ok: true, value: 0.5 }
 */
export function onlyRate(series: FlowSeries): Result<number> {
  const [only, ...others] = allRates(series);
  if (only === undefined) return refuseNone(series);
  if (others.length === 0) return ok(only);
  return refuse('several_solutions', { values: [only, ...others].join(', ') });
}

/** With an odd number of changes of sign a rate does exist: then it is more than a number can hold. */
function refuseNone({ amounts }: FlowSeries): Refused {
  return signChanges(amounts) % 2 === 0
    ? refuse('no_solution')
    : refuse('number_too_large', { field: 'rate' });
}

function selectRate(series: FlowSeries, rates: readonly number[], guess?: number): number {
  const reached = newtonRate(series, rates, guess ?? USUAL_GUESS);
  const rate = reached ?? nearerSide(series, rates, guess ?? USUAL_GUESS);
  return guess === undefined ? onRightSide(series, rates, rate) : rate;
}

/** The rate that Newton's steps in the rate itself reach, if they reach one. */
function newtonRate(
  series: FlowSeries,
  rates: readonly number[],
  guess: number,
): number | undefined {
  let rate = guess;
  for (let round = 0; round < 50; round++) {
    if (!(rate > -1)) return undefined;
    const { value, slope } = worthAtStart(series, rate);
    const step = value / (slope / (1 + rate));
    if (!Number.isFinite(step)) return undefined;
    rate -= step;
    if (Math.abs(step) < 1e-9 * (1 + Math.abs(rate))) break;
  }
  const nearest = nearestTo(rates, rate);
  return Math.abs(nearest - rate) <= 1e-6 * (1 + nearest) ? nearest : undefined;
}

/** The worth at the first time, also for rates below 0; its size tells how far a step goes. */
function worthAtStart(series: FlowSeries, rate: number) {
  const logRate = Math.log1p(rate);
  const { value, slope } = discountedWorth(series, logRate);
  if (logRate >= 0) return { value, slope };
  const end = series.times.at(-1) ?? 0;
  const factor = Math.exp(-logRate * end);
  return { value: value * factor, slope: (slope - end * value) * factor };
}

/** The next rate on the side of the guess on which the worth falls towards 0, or else on the other side. */
function nearerSide(series: FlowSeries, rates: readonly number[], guess: number): number {
  const { value, slope } = worthAtStart(series, guess);
  const above = rates.find((rate) => rate > guess);
  const below = rates.findLast((rate) => rate <= guess);
  const [first, second] = value * slope < 0 ? [above, below] : [below, above];
  return first ?? second ?? guess;
}

function onRightSide(series: FlowSeries, rates: readonly number[], rate: number): number {
  const { value: total } = discountedWorth(series, 0);
  const paidFirst = (series.amounts[0] ?? 0) < 0;
  const gain = paidFirst ? total : -total;
  if (gain * rate >= 0) return rate;
  const distance = (other: number) => Math.abs(Math.log1p(other));
  const nearest = rates
    .filter((other) => other * gain > 0 && distance(other) < distance(rate))
    .sort((left, right) => distance(left) - distance(right));
  return nearest[0] ?? rate;
}

function nearestTo(rates: readonly number[], rate: number): number {
  return rates.reduce((nearest, other) =>
    Math.abs(other - rate) < Math.abs(nearest - rate) ? other : nearest,
  );
}
