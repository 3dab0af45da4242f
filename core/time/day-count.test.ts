import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenInvariant } from '../kit/assert.ts';
import { invalid, ok, refuse } from '../kit/result.ts';
import {
  addFractions,
  compareFractions,
  fraction,
  reduceFraction,
  subtractFractions,
  ZERO_FRACTION,
} from '../money/fraction.ts';
import { addDays, addMonths, type Day, dayOf, parseDay } from './day.ts';
import {
  countDays,
  countPeriod,
  type DayCount,
  type FixedYear,
  yearFraction,
} from './day-count.ts';
import { DAY_COUNTS } from './day-count-names.ts';

const ADDITIVE: readonly DayCount[] = [
  'actual_360',
  'actual_360_no_leap',
  'actual_364',
  'actual_365_fixed',
  'actual_365_no_leap',
  'actual_365_25',
  'actual_366',
  'actual_actual_isda',
  'thirty_e_360',
  'thirty_e_365',
  'thirty_360_italian',
];

const spans = fc
  .tuple(fc.integer({ min: dayOf(1950, 1, 1), max: dayOf(2150, 1, 1) }), fc.nat(4000))
  .map(([start, length]) => ({ start: start as Day, end: addDays(start as Day, length) }));

describe('a year of fixed length', () => {
  it.each<[FixedYear, number, bigint, bigint]>([
    ['actual_360', 366, 366n, 360n],
    ['actual_360_inclusive', 367, 367n, 360n],
    ['actual_360_no_leap', 365, 365n, 360n],
    ['actual_364', 366, 366n, 364n],
    ['actual_364_inclusive', 367, 367n, 364n],
    ['actual_365_fixed', 366, 366n, 365n],
    ['actual_365_fixed_inclusive', 367, 367n, 365n],
    ['actual_365_no_leap', 365, 365n, 365n],
    ['actual_365_25', 366, 36_600n, 36_525n],
    ['actual_365_25_inclusive', 367, 36_700n, 36_525n],
    ['actual_366', 366, 366n, 366n],
    ['actual_366_inclusive', 367, 367n, 366n],
  ])('%s counts the leap year 2024 as %i days', (dayCount, days, numerator, denominator) => {
    expect(countPeriod(dayCount, dayOf(2024, 1, 1), dayOf(2025, 1, 1))).toEqual(
      ok({ days, yearFraction: yearFraction(dayCount, dayOf(2024, 1, 1), dayOf(2025, 1, 1)) }),
    );
    expect(
      compareFractions(
        yearFraction(dayCount, dayOf(2024, 1, 1), dayOf(2025, 1, 1)),
        fraction(numerator, denominator),
      ),
    ).toBe(0);
  });
});

describe('Actual/365A and Actual/365L', () => {
  it.each<[DayCount, string, string, number]>([
    ['actual_365_a', '2024-02-28', '2024-02-29', 366],
    ['actual_365_a', '2024-02-29', '2024-03-31', 365],
    ['actual_365_a', '2024-03-01', '2024-12-31', 365],
    ['actual_365_l', '2024-03-01', '2024-09-01', 366],
    ['actual_365_l', '2023-09-01', '2024-01-10', 366],
    ['actual_365_l', '2024-07-01', '2025-01-01', 365],
    ['actual_365_l', '2024-03-01', '2025-03-01', 365],
    ['actual_365_l', '2023-03-01', '2024-03-01', 366],
  ])('%s from %s to %s divides by %i', (dayCount, start, end, length) => {
    expect(yearFraction(dayCount, day(start), day(end)).denominator).toBe(BigInt(length));
  });

  it('ask the regular period where it is known', () => {
    const accrued = (period: { start: Day; end: Day }) =>
      yearFraction('actual_365_l', day('2024-03-10'), day('2024-04-10'), { period });
    expect(accrued({ start: day('2024-03-01'), end: day('2025-03-01') })).toEqual(
      fraction(31n, 365n),
    );
    expect(accrued({ start: day('2024-01-01'), end: day('2025-01-01') })).toEqual(
      fraction(31n, 366n),
    );
    expect(accrued({ start: day('2024-03-01'), end: day('2024-09-01') })).toEqual(
      fraction(31n, 366n),
    );
  });
});

describe('Actual/365 Canadian', () => {
  const period = { start: day('2024-01-15'), end: day('2024-07-15') };
  const accrued = (end: string) =>
    reduceFraction(yearFraction('actual_365_canadian', period.start, day(end), { period }));

  it('counts days over 365 in the first half of the year, and from then on what is left of the period', () => {
    expect(accrued('2024-02-15')).toEqual(fraction(31n, 365n));
    expect(accrued('2024-07-14')).toEqual(fraction(181n, 365n));
    const yearly = { start: day('2024-01-15'), end: day('2025-01-15') };
    const nearEnd = yearFraction('actual_365_canadian', yearly.start, day('2025-01-14'), {
      period: yearly,
    });
    expect(reduceFraction(nearEnd)).toEqual(fraction(364n, 365n));
    const summer = { start: day('2024-03-01'), end: day('2024-09-01') };
    const long = yearFraction('actual_365_canadian', summer.start, summer.end, { period: summer });
    expect(reduceFraction(long)).toEqual(fraction(1n, 2n));
  });

  it('is refused without a period, or with one of no month or more than a year', () => {
    const count = (reference?: { period: { start: Day; end: Day } }) =>
      countPeriod('actual_365_canadian', period.start, period.end, reference);
    expect(count()).toEqual(invalid('refStart', 'This day count needs refStart and refEnd.'));
    const wrong = invalid('refEnd', 'It must be one month to one year after refStart.');
    expect(count({ period: { start: period.start, end: addDays(period.start, 7) } })).toEqual(
      wrong,
    );
    expect(count({ period: { start: period.start, end: addMonths(period.start, 13) } })).toEqual(
      wrong,
    );
    expect(count({ period: { start: period.start, end: addMonths(period.start, 12) } }).ok).toBe(
      true,
    );
  });
});

describe('every day count', () => {
  const period = { start: day('2020-01-01'), end: day('2020-07-01') };

  it('is nothing from a day to the same day, unless the last day counts too', () => {
    for (const dayCount of DAY_COUNTS) {
      const { numerator } = yearFraction(dayCount, period.start, period.start, { period });
      expect(numerator > 0n).toBe(dayCount.endsWith('_inclusive'));
    }
  });

  it('is near the real length of time', () => {
    const isNear = (count: typeof yearFraction) =>
      fc.property(spans, fc.constantFrom(...DAY_COUNTS), ({ start, end }, dayCount) => {
        if (dayCount === 'one_one' || dayCount === 'actual_365_canadian') return true;
        const difference = subtractFractions(
          count(dayCount, start, end, { period: { start, end: addMonths(start, 6) } }),
          fraction(BigInt(end - start) * 4n, 1461n),
        );
        // Five days, and a fiftieth of the time for years of 360 days and the like.
        const allowed = addFractions(fraction(5n, 365n), fraction(BigInt(end - start), 365n * 50n));
        const { numerator, denominator } = difference;
        const distance = fraction(numerator < 0n ? -numerator : numerator, denominator);
        return compareFractions(distance, allowed) < 0;
      });
    fc.assert(isNear(yearFraction));
    const monthsFirst: typeof yearFraction = (dayCount, start, end, reference) =>
      yearFraction(dayCount, start, addDays(end, 30), reference);
    expect(fc.check(isNear(monthsFirst), { endOnFailure: true }).failed).toBe(true);
  });

  it.each(ADDITIVE)('%s adds up over any day between', (dayCount) => {
    const addsUp = (count: typeof yearFraction) =>
      fc.property(spans, fc.nat(1000), ({ start, end }, share) => {
        const between = addDays(start, Math.floor(((end - start) * share) / 1000));
        const parts = addFractions(count(dayCount, start, between), count(dayCount, between, end));
        return compareFractions(parts, count(dayCount, start, end)) === 0;
      });
    fc.assert(addsUp(yearFraction));
    const bothEnds: typeof yearFraction = (code, start, end) =>
      yearFraction(code, start, addDays(end, 1));
    expect(fc.check(addsUp(bothEnds), { endOnFailure: true }).failed).toBe(true);
  });

  it('counts days as a whole number that its fraction goes by', () => {
    expect(countDays('thirty_360_us', day('2007-02-28'), day('2007-08-31'))).toBe(180);
    expect(countDays('actual_actual_icma', day('2007-02-28'), day('2007-08-31'))).toBe(184);
    expect(yearFraction('thirty_e_365', day('2024-01-31'), day('2024-03-31'))).toEqual(
      fraction(60n, 365n),
    );
    expect(yearFraction('one_one', day('2024-01-31'), day('2034-03-31'))).toEqual(fraction(1n));
    expect(yearFraction('one_one', day('2024-01-31'), day('2024-01-31'))).toEqual(ZERO_FRACTION);
  });

  it('is refused with the end before the start, which inside is a bug', () => {
    expect(countPeriod('actual_360', day('2024-01-02'), day('2024-01-01'))).toEqual(
      refuse('days_out_of_order'),
    );
    expect(() => yearFraction('actual_360', day('2024-01-02'), day('2024-01-01'))).toThrow(
      BrokenInvariant,
    );
  });

  it('is refused with a regular period that does not go forward', () => {
    const backward = { start: day('2024-01-02'), end: day('2024-01-02') };
    expect(
      countPeriod('actual_actual_icma', day('2024-01-01'), day('2024-02-01'), { period: backward }),
    ).toEqual(invalid('refEnd', 'It must be after refStart.'));
  });
});

function day(text: string): Day {
  const read = parseDay(text, 'day');
  if (!read.ok) throw new Error(`There is no day ${text}.`);
  return read.value;
}
