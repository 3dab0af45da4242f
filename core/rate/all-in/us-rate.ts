// The rate of a unit-period by the American actuarial method, in which a part of a unit-period bears
// simple interest.
import { ok, type Result } from '../../kit/result.ts';
import { flowSeries } from '../flow-series.ts';
import { type FoundRate, findRate } from '../rate-of-return.ts';
import type { UnitPeriods } from './us-unit-period.ts';

/** What the borrower receives (greater than 0) or pays (less than 0), so many unit-periods after the start. */
export interface UnitPeriodFlow extends UnitPeriods {
  readonly amount: number;
}

/**
 * The rate i a unit-period that solves the general equation
 *   Σ A / ((1 + e i) (1 + i)^q) = Σ P / ((1 + f i) (1 + i)^t)
 * over advances A at q whole unit-periods and a part e, and payments P at t and f.
 *
 * It is next to the rate at which the parts too are compounded, and is found from there; other rates that
 * fit are handed on as they are when compounded.
 *
 * Source: 12 CFR 1026, Appendix J (b)(8).
 *
 * @returns `no_solution` where no rate fits.
 * @example unitPeriodRate([{ whole: 0, part: 0, amount: 1000 }, { whole: 1, part: 0, amount: -1500 }])
 * // { ok: true, value: { rate: 0.5, otherRates: [] } }
 */
export function unitPeriodRate(flows: readonly UnitPeriodFlow[]): Result<FoundRate> {
  const near = findRate(
    flowSeries(flows.map(({ whole, part, amount }) => ({ time: whole + part, amount }))),
  );
  if (!near.ok || flows.every(({ part }) => part === 0)) return near;
  return ok({ ...near.value, rate: solveNear(flows, near.value.rate) });
}

/** The root nearest to a point, by brackets that grow around it and are then halved. */
function solveNear(flows: readonly UnitPeriodFlow[], start: number): number {
  const middle = Math.log1p(start);
  const difference = (log: number) => differenceAt(flows, log);
  for (let width = 1e-6; width < 50; width *= 2) {
    const [low, high] = [middle - width, middle + width];
    if (Math.sign(difference(low)) * Math.sign(difference(high)) <= 0) {
      return Math.expm1(halve(difference, low, high));
    }
  }
  return start;
}

function halve(difference: (log: number) => number, from: number, to: number): number {
  let low = from;
  let high = to;
  const signAtLow = Math.sign(difference(low));
  for (let round = 0; round < 80; round++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (Math.sign(difference(middle)) === signAtLow) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** What is received less what is paid, both discounted at the rate e^log - 1. */
function differenceAt(flows: readonly UnitPeriodFlow[], log: number): number {
  const rate = Math.expm1(log);
  let worth = 0;
  for (const { whole, part, amount } of flows) {
    worth += (amount * Math.exp(-log * whole)) / (1 + part * rate);
  }
  return worth;
}
