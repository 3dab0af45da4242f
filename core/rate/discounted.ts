// What a series of amounts is worth at its start when discounted, and what can be read off that.
import { type FlowSeries, roundingNoise } from './flow-series.ts';

/** e to this power downwards is next to the least number there is; reckoning on with such numbers is slow. */
const NOTHING_LEFT = 700;

/** The worth of a series at its first time, as a function of the logarithm of 1 + rate, and its slope there. */
export interface Worth {
  readonly value: number;
  readonly slope: number;
}

/**
 * Everything that one pass over a series tells at one logarithm s = ln(1 + rate) of 0 or more. Each of
 * the sums with the positive and with the negative amounts falls as s grows, so their values at two
 * points bound the worth and its derivatives everywhere in between.
 */
export interface Probe {
  readonly at: number;
  readonly value: number;
  /** -1, 0 or 1; 0 where the value is no more than rounding. */
  readonly sign: number;
  /** Sums of amount × time^k × e^(-s time) over the positive amounts, k from 0 to 2. */
  readonly positive: readonly [number, number, number];
  /** The same over the negative amounts, as numbers of 0 or more. */
  readonly negative: readonly [number, number, number];
  /** How often the running sum of the discounted amounts changes its sign. */
  readonly changes: number;
}

/**
 * How often neighbours in a list have different signs, zeros left out. A series has at most so many
 * rates, and less by an even number (Descartes' rule of signs; for any real times Laguerre 1883).
 *
 * @example signChanges([-1000, 0, 300, -20, 900]) // 3
 */
export function signChanges(amounts: ArrayLike<number>): number {
  let changes = 0;
  let last = 0;
  for (let index = 0; index < amounts.length; index++) {
    const sign = Math.sign(amounts[index] ?? 0);
    if (sign === 0) continue;
    if (last !== 0 && sign !== last) changes += 1;
    last = sign;
  }
  return changes;
}

/**
 * The series discounted at a logarithm of 1 + rate. For a negative one the worth is that at the last
 * time instead of the first, so that no power overflows; sign and roots are the same.
 *
 * @example discountedWorth(flowSeries([{ time: 0, amount: -2 }, { time: 1, amount: 3 }]), 0) // { value: 1, slope: -3 }
 */
export function discountedWorth(series: FlowSeries, logRate: number): Worth {
  const { times, amounts } = series;
  const pivot = logRate < 0 ? (times.at(-1) ?? 0) : 0;
  let value = 0;
  let slope = 0;
  for (let index = 0; index < times.length; index++) {
    const time = (times[index] ?? 0) - pivot;
    const exponent = logRate * time;
    if (exponent > NOTHING_LEFT) continue;
    const term = (amounts[index] ?? 0) * Math.exp(-exponent);
    value += term;
    slope -= time * term;
  }
  return { value, slope };
}

/**
 * Looks at a series at one logarithm of 1 + rate, 0 or more.
 *
 * The running sums at s0 bound the roots beyond it: Σ a e^(-s t) has no more roots above s0 than the sums
 * Σ_{i ≤ k} a_i e^(-s0 t_i) change sign, and less by an even number (Laguerre 1883; at s0 = 0 the test of
 * Norstrøm 1972).
 *
 * @example probeSeries(flowSeries([{ time: 0, amount: -2 }, { time: 1, amount: 3 }]), 0).changes // 1
 */
export function probeSeries(series: FlowSeries, at: number): Probe {
  const { times, amounts } = series;
  const positive: [number, number, number] = [0, 0, 0];
  const negative: [number, number, number] = [0, 0, 0];
  const noise = roundingNoise(times.length);
  let value = 0;
  let changes = 0;
  let last = 0;
  for (let index = 0; index < times.length; index++) {
    const time = times[index] ?? 0;
    if (at * time > NOTHING_LEFT) break;
    const term = (amounts[index] ?? 0) * Math.exp(-at * time);
    const side = term > 0 ? positive : negative;
    const size = Math.abs(term);
    side[0] += size;
    side[1] += size * time;
    side[2] += size * time * time;
    value += term;
    if (Math.abs(value) <= noise * (positive[0] + negative[0])) continue;
    const sign = Math.sign(value);
    if (last !== 0 && sign !== last) changes += 1;
    last = sign;
  }
  const sure = Math.abs(value) > noise * (positive[0] + negative[0]);
  return { at, value, sign: sure ? Math.sign(value) : 0, positive, negative, changes };
}
