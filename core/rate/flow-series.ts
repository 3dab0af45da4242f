// Amounts at times, made ready for seeking a rate: in order, one amount a time, none of them 0.
import { assert } from '../kit/assert.ts';

/** One amount at one time. Times are in years or in periods; the rate that is found is for one of them. */
export interface TimedAmount {
  readonly time: number;
  readonly amount: number;
}

/** Amounts in order of time, counted from the first; as two columns, because rates of thousands are sought. */
export interface FlowSeries {
  readonly times: Float64Array;
  readonly amounts: Float64Array;
}

/** Most amounts that one series is made of: a bound on the work that one request can ask for. */
export const FLOWS_MAX = 100_000;

/**
 * What of a sum of so many terms may come from rounding them, as a share of their sizes together.
 *
 * @example roundingNoise(4) // 12 * Number.EPSILON
 */
export function roundingNoise(terms: number): number {
  return (8 + 2 * Math.sqrt(terms)) * Number.EPSILON;
}

/**
 * The series of the amounts: sorted, those of one time added up, and what is 0 left out. A sum that is
 * no more than the rounding of its terms (0.1 + 0.2 - 0.3) counts as 0: it would bring in a rate that
 * nobody's money has.
 *
 * @param flows in any order, at most {@link FLOWS_MAX}.
 * @example [...flowSeries([{ time: 3, amount: 5 }, { time: 2, amount: -4 }, { time: 3, amount: 1 }]).amounts] // [-4, 6]
 * @example [...flowSeries([{ time: 3, amount: 5 }, { time: 2, amount: -4 }]).times] // [0, 1]
 */
export function flowSeries(flows: readonly TimedAmount[]): FlowSeries {
  assert(flows.length <= FLOWS_MAX, 'A series has no more amounts than are allowed.');
  const times: number[] = [];
  const amounts: number[] = [];
  let gross = 0;
  const dropIfNothing = () => {
    if (Math.abs(amounts.at(-1) ?? 1) > roundingNoise(1) * gross) return;
    times.pop();
    amounts.pop();
  };
  for (const { time, amount } of inOrder(flows)) {
    const last = times.length - 1;
    if (last >= 0 && times[last] === time) {
      amounts[last] = (amounts[last] ?? 0) + amount;
      gross += Math.abs(amount);
    } else {
      dropIfNothing();
      times.push(time);
      amounts.push(amount);
      gross = Math.abs(amount);
    }
  }
  dropIfNothing();
  const [start = 0] = times;
  return {
    times: Float64Array.from(times, (time) => time - start),
    amounts: Float64Array.from(amounts),
  };
}

/** Sorted by time; sorting what is sorted already, as most is, would cost more than looking. */
function inOrder(flows: readonly TimedAmount[]): readonly TimedAmount[] {
  let before = Number.NEGATIVE_INFINITY;
  for (const { time } of flows) {
    if (time < before) return flows.toSorted((left, right) => left.time - right.time);
    before = time;
  }
  return flows;
}

/**
 * The same amounts seen from the other end of time. A rate with the logarithm s of the one is a rate
 * with -s of the other.
 *
 * @example [...reverseSeries(flowSeries([{ time: 0, amount: 1 }, { time: 3, amount: 2 }])).amounts] // [2, 1]
 */
export function reverseSeries(series: FlowSeries): FlowSeries {
  const end = series.times.at(-1) ?? 0;
  return {
    times: series.times.map((time) => end - time).reverse(),
    amounts: series.amounts.toReversed(),
  };
}
