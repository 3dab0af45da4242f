import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import {
  effectiveRate,
  grownAtRates,
  growthPeriods,
  growthRate,
  nominalRate,
} from './rate-conversion.ts';

type Convert = (rate: number, periodsPerYear: number) => Result<number>;

const rates = fc.oneof(
  fc.double({ min: 1e-12, max: 1e-6, noNaN: true }),
  fc.double({ min: 1e-6, max: 5, noNaN: true }),
);
const periods = fc.integer({ min: 1, max: 366 });

function numberIn(result: Result<number>): number {
  return result.ok ? result.value : Number.NaN;
}

function isNear(actual: number, expected: number): boolean {
  return Math.abs(actual - expected) <= 1e-13 * Math.abs(expected);
}

describe('an effective rate', () => {
  it('comes from the nominal rate that it is turned into', () => {
    const thereAndBack = (effective: Convert) =>
      fc.property(rates, periods, (rate, perYear) => {
        const nominal = numberIn(nominalRate(rate, perYear));
        return isNear(numberIn(effective(nominal, perYear)), rate);
      });
    fc.assert(thereAndBack(effectiveRate));
    const textbook: Convert = (rate, perYear) => ok((1 + rate / perYear) ** perYear - 1);
    expect(fc.check(thereAndBack(textbook), { endOnFailure: true }).failed).toBe(true);
  });

  it('is no less than the nominal one, and grows with the periods of a year', () => {
    fc.assert(
      fc.property(rates, periods, (rate, perYear) => {
        const effective = numberIn(effectiveRate(rate, perYear));
        const oftener = numberIn(effectiveRate(rate, perYear + 1));
        return effective >= rate * (1 - 1e-14) && oftener >= effective * (1 - 1e-14);
      }),
    );
  });

  it('takes whole periods, and is refused outside its bounds', () => {
    expect(effectiveRate(0.1, 4.9)).toEqual(effectiveRate(0.1, 4));
    expect(effectiveRate(0, 4)).toEqual(invalid('rate', 'It must be greater than 0.'));
    expect(nominalRate(-0.1, 4)).toEqual(invalid('rate', 'It must be greater than 0.'));
    const perYear = invalid('periodsPerYear', 'It must be at least 1.');
    expect(effectiveRate(0.1, 0.5)).toEqual(perYear);
    expect(nominalRate(0.1, 0.5)).toEqual(perYear);
  });
});

describe('growth', () => {
  it('at a rate for so many periods leads from the one amount to the other', () => {
    const amounts = fc.integer({ min: 1, max: 10 ** 9 });
    const leads = (periodsOf: typeof growthPeriods) =>
      fc.property(amounts, amounts, periods, (from, to, count) => {
        const rate = numberIn(growthRate(count, from, to));
        if (!(rate > 1e-9)) return true;
        return Math.abs(numberIn(periodsOf(rate, from, to)) - count) <= 1e-6 * count;
      });
    fc.assert(leads(growthPeriods), { examples: [[999_999_983, 999_999_986, 1]] });
    const simple: typeof growthPeriods = (rate, from, to) => ok((to - from) / from / rate);
    expect(fc.check(leads(simple), { endOnFailure: true }).failed).toBe(true);
  });

  it('follows a list of rates', () => {
    expect(grownAtRates(1, [0.09, 0.11, 0.1])).toEqual(ok(expect.closeTo(1.33089, 12)));
    expect(grownAtRates(7, [])).toEqual(ok(7));
    expect(grownAtRates(1e300, [1e300])).toEqual(refuse('number_too_large', { field: 'value' }));
  });

  it.each([
    [growthRate(0, 1, 2), invalid('periods', 'It must be greater than 0.')],
    [growthRate(5, 0, 2), invalid('presentValue', 'It must not be 0.')],
    [growthRate(5, 1, -2), refuse('no_solution')],
    [growthPeriods(-0.1, 1000, 2000), invalid('rate', 'It must be greater than 0.')],
    [growthPeriods(0.1, 0, 2000), invalid('presentValue', 'It must be greater than 0.')],
    [growthPeriods(0.1, 1000, -2), invalid('futureValue', 'It must be greater than 0.')],
  ])('is refused outside its bounds (%#)', (refused, refusal) => {
    expect(refused).toEqual(refusal);
  });
});
