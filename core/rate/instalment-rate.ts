// The rate inside equal payments: RATE of spreadsheets, with every other rate that fits.
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { allRates } from './all-rates.ts';
import type { Annuity } from './annuity.ts';
import { FLOWS_MAX, flowSeries, type TimedAmount } from './flow-series.ts';
import { type FoundRate, findRate } from './rate-of-return.ts';

/**
 * The rate a period at which the equation of an annuity holds.
 *
 * @param guess greater than -1; see {@link findRate}.
 * @returns a refusal naming `periods` or `guess`, or `no_solution`.
 * @example instalmentRate({ periods: 1, payment: -150, presentValue: 100, futureValue: 0, begin: false })
 * // { ok: true, value: { rate: 0.5, otherRates: [] } }
 */
export function instalmentRate(annuity: Omit<Annuity, 'rate'>, guess?: number): Result<FoundRate> {
  const { periods } = annuity;
  if (!(periods > 0 && periods < FLOWS_MAX)) {
    return invalid('periods', `It must be greater than 0 and less than ${FLOWS_MAX}.`);
  }
  if (guess !== undefined && !(guess > -1)) return invalid('guess', 'It must be greater than -1.');
  return Number.isInteger(periods)
    ? findRate(flowSeries(wholePeriods(annuity)), guess)
    : withBrokenPeriod(annuity, guess);
}

/** The payments one by one. */
function wholePeriods(annuity: Omit<Annuity, 'rate'>): TimedAmount[] {
  const { periods, payment, presentValue, futureValue, begin } = annuity;
  const flows: TimedAmount[] = [{ time: 0, amount: presentValue }];
  const first = begin ? 0 : 1;
  for (let index = 0; index < periods; index++)
    flows.push({ time: first + index, amount: payment });
  flows.push({ time: periods, amount: futureValue });
  return flows;
}

/**
 * The equation times its rate is a sum of four powers, whatever the number of periods. That brings in a
 * rate of 0, which fits the equation itself only where the amounts add up to 0. At most two are left; the
 * nearer to the guess is told.
 */
function withBrokenPeriod(annuity: Omit<Annuity, 'rate'>, guess = 0.1): Result<FoundRate> {
  const { periods, payment, presentValue, futureValue, begin } = annuity;
  const [early, late] = begin ? [payment, 0] : [0, payment];
  const powers = flowSeries([
    { time: 0, amount: presentValue + early },
    { time: 1, amount: late - presentValue },
    { time: periods, amount: futureValue - early },
    { time: periods + 1, amount: -futureValue - late },
  ]);
  const fitsZero = presentValue + payment * periods + futureValue === 0;
  const distance = (rate: number) => Math.abs(Math.log1p(rate) - Math.log1p(guess));
  const [rate, ...otherRates] = allRates(powers)
    .filter((found) => found !== 0 || fitsZero)
    .sort((left, right) => distance(left) - distance(right));
  return rate === undefined ? refuse('no_solution') : ok({ rate, otherRates });
}
