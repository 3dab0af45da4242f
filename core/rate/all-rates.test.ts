import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allRates } from './all-rates.ts';
import { discountedWorth, signChanges } from './discounted.ts';
import { type FlowSeries, flowSeries } from './flow-series.ts';

type FindAll = (series: FlowSeries) => number[];

/** Π (1 - (1 + rate) v) in v = 1 / (1 + rate): amounts a period apart whose rates are known. */
function amountsOf(rates: readonly number[]): number[] {
  let amounts = [1000];
  for (const rate of rates) {
    const times = (index: number) => amounts[index] ?? 0;
    amounts = Array.from(
      { length: amounts.length + 1 },
      (_, index) => times(index) - (1 + rate) * times(index - 1),
    );
  }
  return amounts;
}

function periodic(amounts: readonly number[]): FlowSeries {
  return flowSeries(amounts.map((amount, time) => ({ time, amount })));
}

/** Rates from -95 % to 2000 %, apart enough that doubles can tell them from each other. */
const knownRates = fc
  .array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 1, maxLength: 5 })
  .map((logs) => logs.toSorted((left, right) => left - right))
  .filter((logs) => logs.every((log, index) => index === 0 || log - (logs[index - 1] ?? 0) > 0.05))
  .map((logs) => logs.map(Math.expm1));

const times = fc.oneof(
  fc.integer({ min: 0, max: 30 }),
  fc.integer({ min: 0, max: 7300 }).map((days) => days / 365),
);

const anySeries = fc
  .array(
    fc.record({
      time: times,
      amount: fc.oneof(
        fc.integer({ min: -1000, max: 1000 }),
        fc.integer({ min: -(10 ** 9), max: 10 ** 9 }).map((cents) => cents / 100),
      ),
    }),
    { minLength: 0, maxLength: 20, size: 'max' },
  )
  .map(flowSeries);

/** Newton from 10 %, as a spreadsheet: one rate, if it comes to one. */
const oneByNewton: FindAll = (series) => {
  let log = Math.log1p(0.1);
  for (let round = 0; round < 50; round++) {
    const { value, slope } = discountedWorth(series, log);
    if (slope === 0 || Math.abs(log) > 30) return [];
    log -= value / slope;
  }
  return Math.abs(log) <= 30 ? [Math.expm1(log)] : [];
};

/** Looks for changes of sign between points of a coarse net. */
const coarseNet: FindAll = (series) => {
  const rates: number[] = [];
  for (let log = -3.5; log < 3.5; log += 0.5) {
    const [here, there] = [log, log + 0.5].map((at) => discountedWorth(series, at).value);
    if ((here ?? 0) * (there ?? 0) < 0) rates.push(Math.expm1(log + 0.25));
  }
  return rates;
};

function isCaught(property: fc.IProperty<[FlowSeries]>): boolean {
  return fc.check(property, { endOnFailure: true }).failed;
}

describe('the rates of a series', () => {
  it('are all found, and no other, where they are known', () => {
    const allFound = (findAll: FindAll) =>
      fc.property(knownRates, (rates) => {
        const found = findAll(periodic(amountsOf(rates)));
        return (
          found.length === rates.length &&
          found.every((rate, index) => {
            const known = rates[index] ?? 0;
            return Math.abs(rate - known) <= 1e-6 * (1 + known);
          })
        );
      });
    fc.assert(allFound(allRates));
    expect(fc.check(allFound(oneByNewton), { endOnFailure: true }).failed).toBe(true);
    expect(fc.check(allFound(coarseNet), { endOnFailure: true }).failed).toBe(true);
  });

  it('each make the series worth nothing', () => {
    const worthNothing = (findAll: FindAll) =>
      fc.property(anySeries, (series) => findAll(series).every((rate) => isRoot(series, rate)));
    fc.assert(worthNothing(allRates));
    expect(isCaught(worthNothing(coarseNet))).toBe(true);
  });

  it('are none without a change of sign, and at least one with an odd number of changes', () => {
    const asSigned = (findAll: FindAll) =>
      fc.property(anySeries, (series) => {
        const changes = signChanges(series.amounts);
        const found = findAll(series).length;
        if (changes === 0) return found === 0;
        return changes % 2 === 0 || found > 0 || isTooLarge(series);
      });
    fc.assert(asSigned(allRates));
    expect(isCaught(asSigned(oneByNewton))).toBe(true);
  });

  it('are no more than the changes of sign, and miss none that a fine net sees', () => {
    const missesNone = (findAll: FindAll) =>
      fc.property(anySeries, (series) => {
        const found = findAll(series);
        if (found.length > signChanges(series.amounts)) return false;
        for (let log = -4; log < 4; log += 0.16) {
          const [here = 0, there = 0] = [log, log + 0.16].map((at) => certainValue(series, at));
          const seen = found.some((rate) => {
            const at = Math.log1p(rate);
            return at >= log - 1e-6 && at <= log + 0.16 + 1e-6;
          });
          if (here * there < 0 && !seen) return false;
        }
        return true;
      });
    fc.assert(missesNone(allRates));
    expect(isCaught(missesNone(oneByNewton))).toBe(true);
  });

  it('are as many whether seen from the start or from the end, and in whatever unit of money', () => {
    fc.assert(
      fc.property(anySeries, fc.double({ min: 1e-6, max: 1e6, noNaN: true }), (series, factor) => {
        const scaled = { ...series, amounts: series.amounts.map((amount) => -factor * amount) };
        return allRates(scaled).length === allRates(series).length;
      }),
    );
  });

  it('are found at the ends of what a double can hold', () => {
    expect(allRates(periodic([-1000, 0, 1e-12]))[0]).toBeCloseTo(Math.sqrt(1e-15) - 1, 15);
    expect(allRates(periodic([-1e-12, 0, 1e12]))[0]).toBeCloseTo(1e12 - 1, -3);
    const overnight = flowSeries([
      { time: 0, amount: -1000 },
      { time: 1 / 365, amount: 2000 },
    ]);
    const [rate = 0] = allRates(overnight);
    expect(rate / (2 ** 365 - 1)).toBeCloseTo(1, 10);
    const gone = flowSeries([
      { time: 0, amount: -1000 },
      { time: 1 / 365, amount: 1 },
    ]);
    expect(allRates(gone)).toEqual([-1]);
    const tenfold = flowSeries([
      { time: 0, amount: -1 },
      { time: 1 / 365, amount: 10 },
    ]);
    expect(allRates(tenfold)).toEqual([]);
  });

  it('stand once where the worth only touches nothing', () => {
    expect(allRates(periodic([100, -220, 121]))[0]).toBeCloseTo(0.1, 12);
    expect(allRates(periodic([100, -220, 121]))).toHaveLength(1);
    expect(allRates(periodic([1, -2, 1]))).toEqual([0]);
    expect(allRates(periodic([1, -3, 3, -1]))).toEqual([0]);
    const fivefold = allRates(periodic(amountsOf([0.1, 0.1, 0.1, 0.1, 0.1])));
    expect(fivefold).toEqual([expect.closeTo(0.1, 1)]);
    expect(allRates(periodic(amountsOf(Array(9).fill(0.01))))).toHaveLength(1);
    expect(allRates(periodic([100, -220, 121.0001]))).toEqual([]);
    expect(allRates(periodic([100, -220, 120.9999]))).toHaveLength(2);
  });

  it('are none where amounts of one day make up for each other but for rounding', () => {
    const flows = [
      { time: 0, amount: 0.1 },
      { time: 0, amount: 0.2 },
      { time: 0, amount: -0.3 },
      { time: 1, amount: 5 },
    ];
    expect(allRates(flowSeries(flows))).toEqual([]);
  });

  it('are found in bounded time for a hundred thousand amounts that all but cancel', () => {
    const amounts = Array.from({ length: 100_000 }, (_, index) => Math.cos(Math.log1p(index) * 9));
    expect(allRates(periodic(amounts)).length).toBeGreaterThan(0);
  }, 20_000);
});

/** 0 where the worth is not certain to differ from nothing. */
function certainValue(series: FlowSeries, log: number): number {
  const { value } = discountedWorth(series, log);
  return Math.abs(value) > 1e-9 * grossAt(series, log) ? value : 0;
}

/** Whether the worth is nothing but for rounding, or changes its sign right there. */
function isRoot(series: FlowSeries, rate: number): boolean {
  // Next to -1 the neighbours of a double are far apart in 1 + rate.
  if (rate < -0.999999) return true;
  const log = Math.log1p(rate);
  if (Math.abs(discountedWorth(series, log).value) <= 1e-12 * grossAt(series, log)) return true;
  const width = 4 * Number.EPSILON * (1 + 1 / (1 + rate));
  const [low = 0, high = 0] = [log - width, log + width].map(
    (at) => discountedWorth(series, at).value,
  );
  return low * high <= 0;
}

function grossAt(series: FlowSeries, log: number): number {
  const gross = { ...series, amounts: series.amounts.map(Math.abs) };
  return discountedWorth(gross, log).value;
}

/** Whether the only change of sign lies beyond the largest double. */
function isTooLarge(series: FlowSeries): boolean {
  const [low, high] = [-1e6, 709].map((log) => Math.sign(discountedWorth(series, log).value));
  return low === high;
}
