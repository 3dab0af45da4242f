import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { invalid, ok, refuse } from '../kit/result.ts';
import { addDays, type Day, dayOf } from '../time/day.ts';
import {
  type DatedAmount,
  futureValueOfDay,
  internalRateOfDays,
  netFutureValueOfDays,
  netPresentValueOfDays,
} from './dated-flows.ts';

type RateOfDays = (flows: readonly DatedAmount[]) => ReturnType<typeof internalRateOfDays>;

const start = dayOf(2020, 2, 29);

/** What a lender sees: money out, then money back, on any days of ten years. */
const lenders = fc
  .record({
    paid: fc.array(fc.tuple(fc.nat(1000), fc.integer({ min: 1, max: 10 ** 7 })), {
      minLength: 1,
      maxLength: 8,
    }),
    back: fc.array(fc.tuple(fc.nat(2600), fc.nat(10 ** 6)), { minLength: 1, maxLength: 30 }),
  })
  .map(({ paid, back }): DatedAmount[] => [
    ...paid.map(([days, cents]) => ({ day: addDays(start, days), amount: -cents / 100 })),
    ...back.map(([days, cents]) => ({ day: addDays(start, 1001 + days), amount: cents / 100 })),
  ]);

function worthAt(rate: number, flows: readonly DatedAmount[]): number {
  const worth = netPresentValueOfDays(rate, flows);
  return worth.ok ? worth.value : Number.NaN;
}

/** A fortune made of a cent within days: its rate a year has more digits than a number can have. */
function isBeyondNumbers(flows: readonly DatedAmount[]): boolean {
  const paid = flows.filter(({ amount }) => amount < 0);
  const back = flows.filter(({ amount }) => amount > 0);
  const total = (list: readonly DatedAmount[]) =>
    list.reduce((sum, { amount }) => sum + Math.abs(amount), 0);
  const days = Math.min(...back.map(({ day }) => day)) - Math.max(...paid.map(({ day }) => day));
  return (Math.log(total(back) / total(paid)) * 365) / days > Math.log(Number.MAX_VALUE) - 10;
}

describe('the rate of return of amounts on days', () => {
  it('makes their present value nothing, measured by their size', () => {
    const makesNothing = (rateOf: RateOfDays) =>
      fc.property(lenders, (flows) => {
        const found = rateOf(flows);
        if (!found.ok) return flows.every(({ amount }) => amount <= 0) || isBeyondNumbers(flows);
        const { rate } = found.value;
        if (rate < -0.9999) return true;
        const size = worthAt(
          rate,
          flows.map(({ day, amount }) => ({ day, amount: Math.abs(amount) })),
        );
        return Math.abs(worthAt(rate, flows)) <= 1e-10 * size;
      });
    fc.assert(makesNothing(internalRateOfDays));
    const byThirtyDayYears: RateOfDays = (flows) => internalRateOfDays(flows, { daysPerYear: 360 });
    expect(fc.check(makesNothing(byThirtyDayYears), { endOnFailure: true }).failed).toBe(true);
  });

  it('does not depend on the order in which they are listed', () => {
    fc.assert(
      fc.property(lenders, (flows) => {
        const forwards = internalRateOfDays(flows.toSorted((left, right) => left.day - right.day));
        const backwards = internalRateOfDays(flows.toSorted((left, right) => right.day - left.day));
        if (!forwards.ok || !backwards.ok) return forwards.ok === backwards.ok;
        return Math.abs(forwards.value.rate - backwards.value.rate) <= 1e-12;
      }),
    );
  });

  const yearOfDays = [
    { day: dayOf(2011, 1, 1), amount: 1120 },
    { day: dayOf(2010, 1, 1), amount: -1000 },
  ];

  it('counts days by the named basis', () => {
    expect(internalRateOfDays(yearOfDays)).toEqual(
      ok({ rate: expect.closeTo(0.12, 12), otherRates: [] }),
    );
    const by360 = 1.12 ** (360 / 365) - 1;
    const expected = ok({ rate: expect.closeTo(by360, 12), otherRates: [] });
    expect(internalRateOfDays(yearOfDays, { daysPerYear: 360 })).toEqual(expected);
    expect(internalRateOfDays(yearOfDays, { dayCount: 'actual_360' })).toEqual(expected);
    const by30E = internalRateOfDays(yearOfDays, { dayCount: 'thirty_e_360' });
    expect(by30E).toEqual(ok({ rate: expect.closeTo(0.12, 12), otherRates: [] }));
  });

  it('is -1 where nothing came back and the last day says so', () => {
    const lost = (amounts: readonly (readonly [Day, number])[]) =>
      internalRateOfDays(amounts.map(([day, amount]) => ({ day, amount })));
    const [first, second, third] = [start, addDays(start, 100), addDays(start, 200)];
    const all = ok({ rate: -1, otherRates: [] });
    expect(
      lost([
        [first, -1000],
        [third, 0],
      ]),
    ).toEqual(all);
    expect(
      lost([
        [third, 0],
        [second, -5],
        [first, -1000],
      ]),
    ).toEqual(all);
    expect(
      lost([
        [first, -1000],
        [second, -5],
      ]),
    ).toEqual(refuse('no_solution'));
    expect(
      lost([
        [first, 0],
        [second, -5],
      ]),
    ).toEqual(refuse('no_solution'));
    expect(
      lost([
        [first, 0],
        [second, 0],
      ]),
    ).toEqual(refuse('no_solution'));
    expect(lost([])).toEqual(refuse('no_solution'));
  });

  it('is none for amounts of one day', () => {
    const oneDay = [-1000, 1200].map((amount) => ({ day: start, amount }));
    expect(internalRateOfDays(oneDay)).toEqual(refuse('no_solution'));
  });

  it.each([
    [
      { dayCount: 'actual_360', daysPerYear: 360 },
      invalid('daysPerYear', 'A day count is given already.'),
    ],
    [{ daysPerYear: 0 }, invalid('daysPerYear', 'It must be greater than 0.')],
    [
      { dayCount: 'actual_365_canadian' },
      invalid('dayCount', 'It counts within one interest period only.'),
    ],
    [{ guess: -1 }, invalid('guess', 'It must be greater than -1.')],
  ] as const)('is refused with %j', (options, refusal) => {
    expect(internalRateOfDays(yearOfDays, options)).toEqual(refusal);
  });

  it('is refused for more amounts than one request may bring', () => {
    const many = Array.from({ length: 100_001 }, () => ({ day: start, amount: 1 }));
    expect(internalRateOfDays(many)).toEqual(invalid('flows', 'There must be at most 100000.'));
  });
});

describe('the value of amounts on days', () => {
  const rates = fc.double({ min: -0.5, max: 3, noNaN: true });

  it('at the last day is that at the first, grown to it', () => {
    fc.assert(
      fc.property(lenders, rates, (flows, rate) => {
        const days = flows.map(({ day }) => day);
        const years = (Math.max(...days) - Math.min(...days)) / 365;
        const end = netFutureValueOfDays(rate, flows);
        const size = worthAt(
          rate,
          flows.map(({ day, amount }) => ({ day, amount: Math.abs(amount) })),
        );
        const growth = (1 + rate) ** years;
        return (
          end.ok && Math.abs(end.value - worthAt(rate, flows) * growth) <= 1e-11 * size * growth
        );
      }),
    );
  });

  it('of one amount is discounted at the one rate and carried at the other', () => {
    const days = { start, day: addDays(start, 365), end: addDays(start, 730) };
    const carried = futureValueOfDay({ ...days, rateToDay: 0.05, rateToEnd: 0.1, amount: 100 });
    expect(carried).toEqual(ok(expect.closeTo((100 * 1.21) / 1.05, 10)));
    const wrong = { ...days, rateToDay: -1, rateToEnd: 0.1, amount: 100 };
    expect(futureValueOfDay(wrong)).toEqual(invalid('rateToDay', 'It must be greater than -1.'));
    const before = { ...days, day: addDays(start, -1), rateToDay: 0, rateToEnd: 0, amount: 1 };
    expect(futureValueOfDay(before)).toEqual(invalid('day', 'It must not be before the start.'));
  });

  it('is refused at a rate of -1', () => {
    expect(netPresentValueOfDays(-1, [])).toEqual(invalid('rate', 'It must be greater than -1.'));
    expect(netPresentValueOfDays(0.1, [])).toEqual(ok(0));
  });
});
