import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { type Annuity, futureValueOf, paymentOf, periodsOf, presentValueOf } from './annuity.ts';
import { instalmentRate } from './instalment-rate.ts';

type PaymentOf = typeof paymentOf;

const rates = fc.oneof(
  fc.constant(0),
  fc.double({ min: 1e-14, max: 1e-6, noNaN: true }),
  fc.double({ min: -0.02, max: 0.3, noNaN: true }).filter((rate) => Math.abs(rate) > 1e-15),
);
const money = fc.integer({ min: -1_000_000, max: 1_000_000 });
const terms = fc.record({
  rate: rates,
  periods: fc.integer({ min: 1, max: 480 }),
  presentValue: money,
  futureValue: fc.oneof(fc.constant(0), money),
  begin: fc.boolean(),
});

/** The textbook's form, in which (1 + r)^n - 1 loses its digits for rates next to 0. */
const textbook: PaymentOf = ({ rate, periods, presentValue, futureValue, begin }) => {
  const power = (1 + rate) ** periods;
  const factor = ((1 + (begin ? rate : 0)) * (power - 1)) / rate;
  return ok(-(futureValue + presentValue * power) / factor);
};

function numberIn(result: Result<number>): number {
  return result.ok ? result.value : Number.NaN;
}

describe('an annuity', () => {
  it('ends at the future value that its payment was made for', () => {
    const ends = (payment: PaymentOf) =>
      fc.property(terms, (annuity) => {
        const paid = { ...annuity, payment: numberIn(payment(annuity)) };
        const gross = sizeAtEnd(paid);
        const reached = numberIn(futureValueOf(paid));
        return Math.abs(reached - annuity.futureValue) <= 1e-12 * gross;
      });
    fc.assert(ends(paymentOf));
    expect(fc.check(ends(textbook), { endOnFailure: true }).failed).toBe(true);
  });

  it('is worth at its start what it is worth at its end, discounted', () => {
    fc.assert(
      fc.property(terms, money, ({ futureValue: _, ...annuity }, payment) => {
        const end = numberIn(futureValueOf({ ...annuity, payment }));
        const start = numberIn(presentValueOf({ ...annuity, payment, futureValue: end }));
        const size = sizeAtEnd({ ...annuity, payment, futureValue: 0 });
        const discounted = size / Math.exp(annuity.periods * Math.log1p(annuity.rate));
        return Math.abs(start - annuity.presentValue) <= 1e-11 * (1 + discounted);
      }),
    );
  });

  it('takes as many periods as its payment was made for', () => {
    const loans = fc.record({
      rate: fc.double({ min: 0.0001, max: 0.2, noNaN: true }),
      periods: fc.integer({ min: 1, max: 60 }),
      presentValue: fc.integer({ min: 1000, max: 1_000_000 }),
      begin: fc.boolean(),
    });
    fc.assert(
      fc.property(loans, (loan) => {
        const payment = numberIn(paymentOf({ ...loan, futureValue: 0 }));
        const { periods, ...rest } = loan;
        const found = numberIn(periodsOf({ ...rest, payment, futureValue: 0 }));
        return Math.abs(found - periods) <= 1e-6;
      }),
    );
  });

  it('gives back the rate that it was made with', () => {
    const loans = fc.record({
      rate: fc.oneof(
        fc.double({ min: -0.02, max: 0.5, noNaN: true }),
        fc.double({ min: -1e-6, max: 1e-6, noNaN: true }),
      ),
      periods: fc.oneof(
        fc.integer({ min: 2, max: 60 }),
        fc.double({ min: 2, max: 60, noNaN: true }),
      ),
      presentValue: fc.integer({ min: 1000, max: 1_000_000 }),
      begin: fc.boolean(),
    });
    const givesBack = (payment: PaymentOf) =>
      fc.property(loans, ({ rate, ...loan }) => {
        if (!Number.isInteger(loan.periods) && Math.abs(rate) < 1e-4) return true;
        const made = {
          ...loan,
          futureValue: 0,
          payment: numberIn(payment({ ...loan, futureValue: 0, rate })),
        };
        const found = instalmentRate(made);
        return found.ok && Math.abs(found.value.rate - rate) <= 1e-9;
      });
    fc.assert(givesBack(paymentOf));
    const atTheEnd: PaymentOf = (annuity) => paymentOf({ ...annuity, begin: false });
    expect(fc.check(givesBack(atTheEnd), { endOnFailure: true }).failed).toBe(true);
  });

  it('is exact where the rate is 0', () => {
    const base = { rate: 0, periods: 24, begin: true };
    expect(presentValueOf({ ...base, payment: 1000, futureValue: 10_000 })).toEqual(ok(-34_000));
    expect(futureValueOf({ ...base, payment: 1000, presentValue: 10_000 })).toEqual(ok(-34_000));
    expect(paymentOf({ ...base, presentValue: 48, futureValue: 0 })).toEqual(ok(-2));
  });

  it('keeps its digits at both bounds of the rate', () => {
    const terms360 = { periods: 360, presentValue: 300_000, futureValue: 0, begin: false };
    expect(numberIn(paymentOf({ ...terms360, rate: 1e-15 }))).toBeCloseTo(-300_000 / 360, 9);
    expect(numberIn(paymentOf({ ...terms360, rate: 10 }))).toBe(-3_000_000);
    const atMinusOne = { rate: -1, periods: 5, payment: -7, presentValue: 100, begin: false };
    expect(futureValueOf(atMinusOne)).toEqual(ok(7));
  });

  const annuity = { rate: 0.1, periods: 5, presentValue: 100, futureValue: 0, begin: false };
  it.each([
    [paymentOf({ ...annuity, rate: -1 }), invalid('rate', 'It must be greater than -1.')],
    [paymentOf({ ...annuity, periods: 0 }), invalid('periods', 'It must be greater than 0.')],
    [
      futureValueOf({ ...annuity, payment: 1, rate: -1.1 }),
      invalid('rate', 'It must be at least -1.'),
    ],
    [
      presentValueOf({ ...annuity, payment: 1, periods: -1 }),
      invalid('periods', 'It must be at least 0.'),
    ],
    [
      futureValueOf({ ...annuity, payment: 1, periods: 100_000 }),
      refuse('number_too_large', { field: 'value' }),
    ],
    [periodsOf({ ...annuity, payment: -5 }), refuse('no_solution')],
    [periodsOf({ ...annuity, payment: 0, rate: 0 }), refuse('no_solution')],
    [
      periodsOf({ ...annuity, payment: -5, rate: -2 }),
      invalid('rate', 'It must be greater than -1.'),
    ],
  ])('is refused where the equation has no answer (%#)', (refused, refusal) => {
    expect(refused).toEqual(refusal);
  });
});

describe('the rate inside equal payments', () => {
  const loan = { presentValue: 1000, payment: -600, futureValue: 0, begin: false };
  it('is found for a number of periods that is not whole, and where it is 0', () => {
    const broken = instalmentRate({ ...loan, periods: 2.5 });
    expect(broken.ok && broken.value.rate).toBeCloseTo(0.26972, 5);
    expect(instalmentRate({ ...loan, payment: -400, periods: 2.5 })).toEqual(
      ok({ rate: 0, otherRates: [] }),
    );
    expect(instalmentRate({ ...loan, payment: 400, periods: 2.5 })).toEqual(refuse('no_solution'));
  });

  it('is refused outside its bounds', () => {
    const periods = invalid('periods', 'It must be greater than 0 and less than 100000.');
    expect(instalmentRate({ ...loan, periods: 0 })).toEqual(periods);
    expect(instalmentRate({ ...loan, periods: 100_000 })).toEqual(periods);
    expect(instalmentRate({ ...loan, periods: 2 }, -1)).toEqual(
      invalid('guess', 'It must be greater than -1.'),
    );
    expect(instalmentRate({ ...loan, payment: 600, periods: 2 })).toEqual(refuse('no_solution'));
  });
});

/** The sizes that add up to the future value: what rounding is measured by. */
function sizeAtEnd({ rate, periods, payment, presentValue, futureValue, begin }: Annuity): number {
  const grown = Math.abs(presentValue) * Math.exp(periods * Math.log1p(rate));
  const each = numberIn(futureValueOf({ rate, periods, payment: 1, presentValue: 0, begin }));
  return grown + Math.abs(payment * each) + Math.abs(futureValue) + 1;
}
