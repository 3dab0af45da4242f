import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invalid, ok, type Result } from '../kit/result.ts';
import { futureValueOf, paymentOf } from './annuity.ts';
import {
  interestOfEqualPrincipal,
  interestOfRange,
  interestPart,
  principalOfRange,
  principalPart,
} from './instalment-parts.ts';

type InterestPart = typeof interestPart;
type PrincipalPart = typeof principalPart;

const loans = fc
  .record({
    rate: fc.oneof(
      fc.constant(0),
      fc.double({ min: 1e-12, max: 1e-6, noNaN: true }),
      fc.double({ min: -0.02, max: 0.5, noNaN: true }).filter((rate) => Math.abs(rate) > 1e-15),
    ),
    periods: fc.integer({ min: 1, max: 480 }),
    presentValue: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    futureValue: fc.oneof(fc.constant(0), fc.integer({ min: -1_000_000, max: 1_000_000 })),
    begin: fc.boolean(),
  })
  .chain((loan) => fc.tuple(fc.constant(loan), fc.integer({ min: 1, max: loan.periods })));

/** The usual form: interest on the balance grown to date less the payments grown to date. */
const grownBalance: InterestPart = (loan, period) => {
  const payment = numberIn(paymentOf(loan));
  const balance = numberIn(futureValueOf({ ...loan, payment, periods: period - 1 }));
  if (loan.begin && period === 1) return ok(0);
  const interest = loan.rate * balance;
  return ok(loan.begin ? interest / (1 + loan.rate) : interest);
};

/** Takes payments at the start for payments at the end. */
const atTheEnd: PrincipalPart = (loan, period) => principalPart({ ...loan, begin: false }, period);

function numberIn(result: Result<number>): number {
  return result.ok ? result.value : Number.NaN;
}

describe('interest and principal inside a payment', () => {
  it('add up to the payment', () => {
    const addUp = (principal: PrincipalPart) =>
      fc.property(loans, ([loan, period]) => {
        const payment = numberIn(paymentOf(loan));
        const interest = numberIn(interestPart(loan, period));
        const rest = numberIn(principal(loan, period));
        const size = Math.abs(interest) + Math.abs(rest) + Math.abs(payment);
        return Math.abs(interest + rest - payment) <= 1e-12 * size;
      });
    fc.assert(addUp(principalPart));
    expect(fc.check(addUp(atTheEnd), { endOnFailure: true }).failed).toBe(true);
  });

  it('keep their sign and size to the last payment of a long loan', () => {
    const long = fc.record({
      rate: fc.double({ min: 0.001, max: 0.5, noNaN: true }),
      periods: fc.integer({ min: 1, max: 1200 }),
      presentValue: fc.integer({ min: 1, max: 1_000_000 }),
      futureValue: fc.constant(0),
      begin: fc.constant(false),
    });
    const isStable = (interest: InterestPart) =>
      fc.property(long, (loan) => {
        // The last payment pays off what it bears interest on: interest = payment × rate / (1 + rate).
        const last = numberIn(interest(loan, loan.periods));
        const payment = numberIn(paymentOf(loan));
        const exact = (payment * loan.rate) / (1 + loan.rate);
        return Math.abs(last - exact) <= 1e-12 * Math.abs(exact);
      });
    fc.assert(isStable(interestPart));
    expect(fc.check(isStable(grownBalance), { endOnFailure: true }).failed).toBe(true);
  });

  it('pay off the whole of what was lent by payments at the end of the periods, and no more', () => {
    const paysOff = (principal: PrincipalPart) =>
      fc.property(loans, ([{ begin: _, ...terms }]) => {
        const loan = { ...terms, begin: false, periods: Math.min(terms.periods, 60) };
        let total = 0;
        let size = Math.abs(loan.presentValue) + Math.abs(loan.futureValue);
        for (let period = 1; period <= loan.periods; period++) {
          const part = numberIn(principal(loan, period));
          total += part;
          size += Math.abs(part);
        }
        return Math.abs(total + loan.presentValue + loan.futureValue) <= 1e-11 * (1 + size);
      });
    fc.assert(paysOff(principalPart));
    const oneEarly: PrincipalPart = (loan, period) => principalPart(loan, Math.max(1, period - 1));
    expect(fc.check(paysOff(oneEarly), { endOnFailure: true }).failed).toBe(true);
  });

  it('add up over a range', () => {
    const ranges = fc
      .record({
        rate: fc.double({ min: 1e-6, max: 0.3, noNaN: true }),
        periods: fc.integer({ min: 1, max: 60 }),
        presentValue: fc.integer({ min: 1, max: 1_000_000 }),
        futureValue: fc.constant(0),
        begin: fc.boolean(),
      })
      .chain((loan) =>
        fc.tuple(
          fc.constant(loan),
          fc.integer({ min: 1, max: loan.periods }),
          fc.integer({ min: 1, max: loan.periods }),
        ),
      )
      .map(([loan, one, other]) => ({
        loan,
        range: { start: Math.min(one, other), end: Math.max(one, other) },
      }));
    fc.assert(
      fc.property(ranges, ({ loan, range }) => {
        const interest = numberIn(interestOfRange(loan, range));
        const principal = numberIn(principalOfRange(loan, range));
        const payments = (range.end - range.start + 1) * numberIn(paymentOf(loan));
        return Math.abs(interest + principal - payments) <= 1e-11 * Math.abs(payments);
      }),
    );
  });

  const loan = { rate: 0.01, periods: 12, presentValue: 1000, futureValue: 0, begin: false };
  const period = invalid('period', 'It must be one of 1 to the number of periods.');
  const range = { start: 1, end: 12 };
  const end = invalid('end', 'It must be a whole number from the start to the number of periods.');
  it.each([
    [interestPart(loan, 0), period],
    [interestPart(loan, 13), period],
    [principalPart(loan, 0.5), period],
    [principalPart({ ...loan, rate: -1 }, 1), invalid('rate', 'It must be greater than -1.')],
    [interestPart({ ...loan, periods: 0 }, 1), invalid('periods', 'It must be greater than 0.')],
    [interestOfRange({ ...loan, rate: 0 }, range), invalid('rate', 'It must be greater than 0.')],
    [
      principalOfRange({ ...loan, presentValue: 0 }, range),
      invalid('presentValue', 'It must be greater than 0.'),
    ],
    [
      interestOfRange({ ...loan, periods: 100_001 }, range),
      invalid('periods', 'It must be greater than 0 and at most 100000.'),
    ],
    [
      interestOfRange(loan, { start: 0, end: 1 }),
      invalid('start', 'It must be a whole number of at least 1.'),
    ],
    [interestOfRange(loan, { start: 2, end: 1 }), end],
    [principalOfRange(loan, { start: 1, end: 13 }), end],
    [
      interestOfEqualPrincipal({ rate: 0.1, periods: 0, presentValue: 1 }, 1),
      invalid('periods', 'It must not be 0.'),
    ],
  ])('is refused outside its bounds (%#)', (refused, refusal) => {
    expect(refused).toEqual(refusal);
  });
});
