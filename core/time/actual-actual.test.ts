import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addFractions,
  compareFractions,
  type Fraction,
  formatDecimal,
  fraction,
  reduceFraction,
  subtractFractions,
} from '../money/fraction.ts';
import {
  countLeapDays,
  monthsInPeriod,
  type ReferencePeriod,
  yearFractionAfb,
  yearFractionIcma,
  yearFractionIsda,
} from './actual-actual.ts';
import { addDays, addMonths, civilOf, type Day, dayOf, daysInYear, parseDay } from './day.ts';

type YearFraction = (start: Day, end: Day) => Fraction;

const FIRST = dayOf(1990, 1, 1);

/** Two days not more than five years apart, the first first. */
const spans = fc
  .tuple(fc.integer({ min: FIRST, max: dayOf(2110, 1, 1) }), fc.nat(5 * 366))
  .map(([start, length]) => ({ start: start as Day, end: addDays(start as Day, length) }));

const shortSpans = fc
  .tuple(fc.integer({ min: FIRST, max: dayOf(2110, 1, 1) }), fc.nat(800))
  .map(([start, length]) => ({ start: start as Day, end: addDays(start as Day, length) }));

const equal = (left: Fraction, right: Fraction) => compareFractions(left, right) === 0;

describe('Actual/Actual (ISDA)', () => {
  it('gives every day the fraction that it is of its own year', () => {
    const sumsDays = (yearFraction: YearFraction) =>
      fc.property(shortSpans, ({ start, end }) => {
        let leap = 0;
        for (let day = start; day < end; day = addDays(day, 1)) {
          if (daysInYear(civilOf(day).year) === 366) leap += 1;
        }
        const byDay = fraction(BigInt(leap * 365 + (end - start - leap) * 366), 365n * 366n);
        return equal(yearFraction(start, end), byDay);
      });
    fc.assert(sumsDays(yearFractionIsda));
    const byFirstYear: YearFraction = (start, end) =>
      fraction(BigInt(end - start), BigInt(daysInYear(civilOf(start).year)));
    expect(fc.check(sumsDays(byFirstYear), { endOnFailure: true }).failed).toBe(true);
  });

  it('makes whole calendar years whole numbers, over centuries', () => {
    expect(reduceFraction(yearFractionIsda(dayOf(1900, 1, 1), dayOf(2100, 1, 1)))).toEqual(
      fraction(200n),
    );
    expect(yearFractionIsda(dayOf(2024, 5, 5), dayOf(2024, 5, 5)).numerator).toBe(0n);
  });
});

describe('Actual/Actual (ICMA)', () => {
  const semiannual = { start: day('2003-01-15'), end: day('2003-07-15') };

  it.each([
    ['within a period', '1999-02-01', '1999-07-01', '1998-07-01', '1999-07-01', '0.410958904110'],
    [
      'a long first period',
      '2002-08-15',
      '2003-07-15',
      '2003-01-15',
      '2003-07-15',
      '0.915760869565',
    ],
    [
      'a short last period',
      '2000-01-30',
      '2000-06-30',
      '2000-01-30',
      '2000-07-30',
      '0.417582417582',
    ],
    [
      'a long last period',
      '1999-11-30',
      '2000-04-30',
      '1999-11-30',
      '2000-02-29',
      '0.415760869565',
    ],
    [
      'the same by its second period',
      '1999-11-30',
      '2000-04-30',
      '2000-02-29',
      '2000-05-31',
      '0.415760869565',
    ],
  ])('counts %s as ISDA published it in 1999', (_, start, end, refStart, refEnd, expected) => {
    const reference = { start: day(refStart), end: day(refEnd) };
    const exact = yearFractionIcma(day(start), day(end), reference);
    expect(formatDecimal(exact, 12, 'half_even')).toBe(expected);
  });

  it('counts every regular period the same, whatever its days', () => {
    for (let index = -7; index < 7; index++) {
      const start = addMonths(semiannual.start, index * 6);
      const exact = yearFractionIcma(
        start,
        addMonths(semiannual.start, (index + 1) * 6),
        semiannual,
      );
      expect(reduceFraction(exact)).toEqual(fraction(1n, 2n));
    }
  });

  it('adds up over any day between', () => {
    const addsUp = (yearFraction: typeof yearFractionIcma) =>
      fc.property(spans, references, fc.nat(1000), ({ start, end }, reference, share) => {
        const between = addDays(start, Math.floor(((end - start) * share) / 1000));
        const parts = addFractions(
          yearFraction(start, between, reference),
          yearFraction(between, end, reference),
        );
        return equal(parts, yearFraction(start, end, reference));
      });
    fc.assert(addsUp(yearFractionIcma));
    const byTheReferenceAlone: typeof yearFractionIcma = (start, end, reference) => {
      const length = reference ? reference.end - reference.start : 365;
      return fraction(BigInt(end - start), BigInt(end - start > length ? length + 1 : length));
    };
    expect(fc.check(addsUp(byTheReferenceAlone), { endOnFailure: true }).failed).toBe(true);
  });

  it('counts more for every day more', () => {
    fc.assert(
      fc.property(spans, references, ({ start, end }, reference) => {
        const longer = yearFractionIcma(start, addDays(end, 1), reference);
        return compareFractions(longer, yearFractionIcma(start, end, reference)) > 0;
      }),
    );
  });

  it('takes the days themselves for one period where no other is known', () => {
    expect(reduceFraction(yearFractionIcma(day('2003-11-01'), day('2004-05-01')))).toEqual(
      fraction(1n, 2n),
    );
    expect(reduceFraction(yearFractionIcma(day('2000-01-30'), day('2000-06-30')))).toEqual(
      fraction(5n, 12n),
    );
    expect(yearFractionIcma(day('2000-01-30'), day('2000-01-30')).numerator).toBe(0n);
  });

  it('takes a year from the start where the period is under half a month', () => {
    const week = { start: day('2024-02-26'), end: day('2024-03-04') };
    expect(monthsInPeriod(week)).toBe(0);
    expect(reduceFraction(yearFractionIcma(week.start, week.end, week))).toEqual(
      reduceFraction(fraction(7n, 366n)),
    );
  });

  it('rounds the length of a period to whole months', () => {
    expect(monthsInPeriod({ start: day('2024-01-01'), end: day('2024-01-16') })).toBe(0);
    expect(monthsInPeriod({ start: day('2024-01-01'), end: day('2024-01-17') })).toBe(1);
    expect(monthsInPeriod({ start: day('2023-02-28'), end: day('2024-02-28') })).toBe(12);
  });
});

describe('Actual/Actual (AFB)', () => {
  it.each([
    ['1999-07-01', '2000-07-01', '1.000000000000'],
    ['2003-11-01', '2004-05-01', '0.497267759563'],
    ['2000-01-30', '2000-06-30', '0.415300546448'],
    ['2004-02-28', '2008-02-27', '3.997267759563'],
    ['2004-02-28', '2008-02-28', '4.002739726027'],
    ['2004-02-28', '2008-02-29', '4.002739726027'],
    ['2004-02-29', '2008-02-29', '4.000000000000'],
    ['2003-02-28', '2004-02-29', '1.000000000000'],
    ['2003-02-28', '2004-02-28', '1.000000000000'],
    ['2004-02-29', '2005-02-28', '1.000000000000'],
    ['2004-02-28', '2005-02-28', '1.002739726027'],
  ])('counts from %s to %s as %s', (start, end, expected) => {
    expect(formatDecimal(yearFractionAfb(day(start), day(end)), 12, 'half_even')).toBe(expected);
  });

  it('counts whole years back from the end, and less than one more', () => {
    const countsBack = (yearFraction: YearFraction) =>
      fc.property(spans, fc.integer({ min: 0, max: 9 }), ({ start, end }, years) => {
        // Ends in February are the rule's exceptions, tried above.
        if (civilOf(end).month === 2 || end === start) return true;
        const later = addMonths(end, 12 * years);
        const whole = subtractFractions(yearFraction(start, later), yearFraction(start, end));
        return equal(whole, fraction(BigInt(years)));
      });
    fc.assert(countsBack(yearFractionAfb));
    expect(fc.check(countsBack(yearFractionIsda), { endOnFailure: true }).failed).toBe(true);
  });
});

describe('leap days', () => {
  it('are the 29 Februaries after the start and not after the end', () => {
    const counts = (count: typeof countLeapDays) =>
      fc.property(spans, ({ start, end }) => {
        let found = 0;
        for (let year = civilOf(start).year; year <= civilOf(end).year; year++) {
          const leapDay = daysInYear(year) === 366 ? dayOf(year, 2, 29) : start;
          if (leapDay > start && leapDay <= end) found += 1;
        }
        return count(start, end) === found;
      });
    fc.assert(counts(countLeapDays));
    const byYear: typeof countLeapDays = (start, end) =>
      daysInYear(civilOf(end).year) === 366 || daysInYear(civilOf(start).year) === 366 ? 1 : 0;
    expect(fc.check(counts(byYear), { endOnFailure: true }).failed).toBe(true);
  });
});

const references = fc
  .tuple(
    fc.integer({ min: dayOf(1995, 1, 1), max: dayOf(2100, 1, 1) }),
    fc.constantFrom(1, 2, 3, 4, 6, 12),
  )
  .map(
    ([start, months]): ReferencePeriod => ({
      start: start as Day,
      end: addMonths(start as Day, months),
    }),
  );

function day(text: string): Day {
  const read = parseDay(text, 'day');
  if (!read.ok) throw new Error(`There is no day ${text}.`);
  return read.value;
}
