import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invalid, ok, refuse } from '../kit/result.ts';
import { paymentOf } from './annuity.ts';
import {
  internalRate,
  modifiedInternalRate,
  netFutureValue,
  netPresentValue,
} from './periodic-flows.ts';

const loans = fc.record({
  rate: fc.oneof(
    fc.double({ min: -0.02, max: 1, noNaN: true }),
    fc.double({ min: -1e-7, max: 1e-7, noNaN: true }),
  ),
  periods: fc.integer({ min: 1, max: 120 }),
  presentValue: fc.integer({ min: 100, max: 10 ** 8 }),
});

type Amounts = (loan: {
  readonly rate: number;
  readonly periods: number;
  readonly presentValue: number;
}) => number[];

const annuity: Amounts = (loan) => {
  const payment = paymentOf({ ...loan, futureValue: 0, begin: false });
  const paid = payment.ok ? payment.value : Number.NaN;
  return [loan.presentValue, ...Array.from({ length: loan.periods }, () => paid)];
};

/** Interest taken in advance out of the first period's money. */
const headCut: Amounts = (loan) => {
  const [received = 0, ...payments] = annuity(loan);
  return [received * 0.99, ...payments];
};

describe('the internal rate of return', () => {
  it('of an annuity is the rate that it was made with', () => {
    const givesBack = (amounts: Amounts) =>
      fc.property(loans, (loan) => {
        const found = internalRate(amounts(loan));
        return found.ok && Math.abs(found.value.rate - loan.rate) <= 1e-10;
      });
    fc.assert(givesBack(annuity));
    expect(fc.check(givesBack(headCut), { endOnFailure: true }).failed).toBe(true);
  });

  it('honours a guess and is refused for one at or below -1', () => {
    const found = internalRate([-5, 10.5, 1, -8, 1], 0.9);
    expect(found.ok && found.value.rate).toBeCloseTo(0.7095595, 6);
    expect(internalRate([-1, 2], -1)).toEqual(invalid('guess', 'It must be greater than -1.'));
  });

  it('is found next to -1, where amounts fall off by powers', () => {
    const amounts = [-3000, ...Array.from({ length: 12 }, (_, index) => 1e-7 * 1e-9 ** index)];
    const found = internalRate(amounts);
    const rate = found.ok ? found.value.rate : Number.NaN;
    expect(rate).toBeLessThan(-0.99999);
    const worth = amounts.reduce((sum, amount, time) => sum + amount * (1 + rate) ** -time, 0);
    expect(Math.abs(worth)).toBeLessThan(1e-4 * 3000);
  });

  it('is refused for more amounts than one request may bring', () => {
    const many = Array.from({ length: 100_001 }, () => 1);
    expect(internalRate(many)).toEqual(invalid('amounts', 'There must be at most 100000 of them.'));
  });
});

describe('the modified internal rate of return', () => {
  it('is the internal rate where money is financed and put out again at that rate', () => {
    fc.assert(
      fc.property(loans, (loan) => {
        const amounts = annuity(loan).map((amount) => -amount);
        const modified = modifiedInternalRate(amounts, loan.rate, loan.rate);
        return modified.ok && Math.abs(modified.value - loan.rate) <= 1e-10;
      }),
    );
  });

  it('needs money both ways and rates above -1', () => {
    expect(modifiedInternalRate([1, 2], 0.1, 0.1)).toEqual(refuse('no_solution'));
    expect(modifiedInternalRate([-1, -2], 0.1, 0.1)).toEqual(refuse('no_solution'));
    expect(modifiedInternalRate([], 0.1, 0.1)).toEqual(refuse('no_solution'));
    const above = 'It must be greater than -1.';
    expect(modifiedInternalRate([-1, 2], -1, 0.1)).toEqual(invalid('financeRate', above));
    expect(modifiedInternalRate([-1, 2], 0.1, -1)).toEqual(invalid('reinvestRate', above));
  });
});

describe('the value of amounts at equal intervals', () => {
  it('starts at the end of the first period or at its start', () => {
    expect(netPresentValue(0.25, [100, 100], 1)).toEqual(ok(expect.closeTo(144, 10)));
    expect(netPresentValue(0.25, [100, 100], 0)).toEqual(ok(expect.closeTo(180, 10)));
    expect(netFutureValue(0.25, 2, [100, 100])).toEqual(ok(expect.closeTo(225, 10)));
    expect(netPresentValue(0, [-40_000, 5000, 8000, 12_000, 30_000], 1)).toEqual(ok(15_000));
  });

  it('is refused at a rate of -1', () => {
    const refusal = invalid('rate', 'It must be greater than -1.');
    expect(netPresentValue(-1, [1], 1)).toEqual(refusal);
    expect(netFutureValue(-1, 2, [1])).toEqual(refusal);
  });
});
