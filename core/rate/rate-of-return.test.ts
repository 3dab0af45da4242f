import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ok, refuse } from '../kit/result.ts';
import { allRates } from './all-rates.ts';
import { flowSeries } from './flow-series.ts';
import { findRate, onlyRate } from './rate-of-return.ts';

function periodic(amounts: readonly number[]) {
  return flowSeries(amounts.map((amount, time) => ({ time, amount })));
}

function told(amounts: readonly number[], guess?: number): number | undefined {
  const found = findRate(periodic(amounts), guess);
  return found.ok ? found.value.rate : undefined;
}

describe('the rate that is told', () => {
  it('is the only one, where there is one', () => {
    const only = ok({ rate: expect.closeTo(1, 14), otherRates: [] });
    expect(findRate(periodic([-100, 200]))).toEqual(only);
    expect(onlyRate(periodic([-100, 200]))).toEqual(ok(expect.closeTo(1, 14)));
  });

  it('is refused where there is none', () => {
    expect(findRate(periodic([100, 150]))).toEqual(refuse('no_solution'));
    expect(findRate(periodic([100, -150, 100]))).toEqual(refuse('no_solution'));
    expect(findRate(periodic([0, 0]))).toEqual(refuse('no_solution'));
    expect(onlyRate(periodic([]))).toEqual(refuse('no_solution'));
  });

  it('is refused as too large where a rate does fit, but no number holds it', () => {
    const tenfold = flowSeries([
      { time: 0, amount: -1 },
      { time: 1 / 365, amount: 10 },
    ]);
    const refusal = refuse('number_too_large', { field: 'rate' });
    expect(findRate(tenfold)).toEqual(refusal);
    expect(onlyRate(tenfold)).toEqual(refusal);
  });

  it('stands with every other that fits', () => {
    const found = findRate(periodic([-5, 10.5, 1, -8, 1]));
    expect(found.ok && found.value.rate).toBeCloseTo(0.0885983385, 9);
    expect(found.ok && found.value.otherRates).toHaveLength(2);
  });

  it('is refused with all values where a choice is not allowed', () => {
    const several = onlyRate(periodic([-4, 12, -8]));
    expect(several.ok).toBe(false);
    expect(!several.ok && several.refusal.code).toBe('several_solutions');
    const values = !several.ok && several.refusal.data.values?.split(', ').map(Number);
    expect(values).toEqual([0, expect.closeTo(1, 14)]);
  });

  // The worth is 0 at 5 %, 30 % and 200 %.
  const three = [-1000, 1000 * (1.05 + 1.3 + 3), -1000 * (1.05 * 1.3 + 3 * 2.35), 4095];

  it('is where Newton leads from the guess, 10 % if none is given', () => {
    expect(told(three)).toBeCloseTo(0.05, 9);
    expect(told(three, 0.31)).toBeCloseTo(0.3, 9);
    expect(told(three, 2.1)).toBeCloseTo(2, 9);
  });

  it('is on the side on which the worth comes nearer to nothing, where Newton leads nowhere', () => {
    // With x = 1 + rate the worth is 5000 x - 1000000 x^2 - 3, next to nothing from 0 % upwards.
    const [low = 0, high = 0] = allRates(periodic([-1_000_000, 5000, -3]));
    expect(told([-1_000_000, 5000, -3])).toBe(high);
    expect(told([-1_000_000, 5000, -3], -0.9999)).toBe(low);
  });

  it('does not say gain to one who paid first and got back less, if a loss is nearer to nothing', () => {
    // Rates of -12 % and 100 %; Newton from 10 % runs up to 100 %.
    const loss = [-1000, 2880, -1760];
    expect(allRates(periodic(loss)).map((rate) => rate.toFixed(6))).toEqual([
      '-0.120000',
      '1.000000',
    ]);
    expect(told([-1000, 2880, -1760])).toBeCloseTo(-0.12, 9);
    expect(told(loss, 0.9)).toBeCloseTo(1, 9);
  });

  it('is one of the rates and the others are the rest, whatever the guess', () => {
    const amounts = fc.array(fc.integer({ min: -1000, max: 1000 }), { maxLength: 12, size: 'max' });
    const guesses = fc.option(fc.double({ min: -0.99, max: 10, noNaN: true }), { nil: undefined });
    fc.assert(
      fc.property(amounts, guesses, (values, guess) => {
        const series = periodic(values);
        const found = findRate(series, guess);
        const rates = found.ok ? [found.value.rate, ...found.value.otherRates] : [];
        expect(rates.toSorted((left, right) => left - right)).toEqual(allRates(series));
      }),
    );
  });
});
