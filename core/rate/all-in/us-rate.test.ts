import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refuse } from '../../kit/result.ts';
import { flowSeries } from '../flow-series.ts';
import { findRate } from '../rate-of-return.ts';
import { type UnitPeriodFlow, unitPeriodRate } from './us-rate.ts';

const loans = fc
  .record({
    rate: fc.double({ min: -0.01, max: 2, noNaN: true }),
    odd: fc.integer({ min: 0, max: 29 }),
    first: fc.integer({ min: 0, max: 3 }),
    payments: fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 60 }),
  })
  .map(({ rate, odd, first, payments }) => {
    const part = odd / 30;
    const start = odd === 0 ? first + 1 : first;
    const paid = payments.map((amount, index) => ({ whole: start + index, part, amount: -amount }));
    const worth = paid.reduce(
      (sum, { whole, amount }) => sum - amount / ((1 + part * rate) * (1 + rate) ** whole),
      0,
    );
    return { rate, flows: [{ whole: 0, part: 0, amount: worth }, ...paid] };
  });

describe('the American rate of a unit-period', () => {
  it('is the one that an amount was discounted with, odd days at simple interest', () => {
    const givesBack = (rateOf: typeof unitPeriodRate) =>
      fc.property(loans, ({ rate, flows }) => {
        const found = rateOf(flows);
        return found.ok && Math.abs(found.value.rate - rate) <= 1e-9;
      });
    fc.assert(givesBack(unitPeriodRate));
    const compounded = (flows: readonly UnitPeriodFlow[]) =>
      findRate(
        flowSeries(flows.map(({ whole, part, amount }) => ({ time: whole + part, amount }))),
      );
    expect(fc.check(givesBack(compounded), { endOnFailure: true }).failed).toBe(true);
  });

  it('is none where nothing is paid', () => {
    expect(unitPeriodRate([{ whole: 0, part: 0.5, amount: 1 }])).toEqual(refuse('no_solution'));
    expect(unitPeriodRate([])).toEqual(refuse('no_solution'));
  });
});
