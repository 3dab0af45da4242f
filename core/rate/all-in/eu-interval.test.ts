import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import official from '../../../tests/vectors/official-rates.json' with { type: 'json' };
import { invalid, ok, type Result } from '../../kit/result.ts';
import { fraction, reduceFraction } from '../../money/fraction.ts';
import { addDays, addMonths, type Day, dayOf, parseDay } from '../../time/day.ts';
import { numberOf } from '../number.ts';
import { euTimeInterval, type RegularPeriod, type YearInterval } from './eu-interval.ts';

type Interval = (from: Day, to: Day, period: RegularPeriod) => Result<YearInterval>;

const days = fc
  .integer({ min: dayOf(1990, 1, 1), max: dayOf(2040, 12, 31) })
  .map((offset) => addDays(dayOf(1970, 1, 1), offset));

function expressionOf(from: Day, to: Day, period: RegularPeriod): string | undefined {
  const interval = euTimeInterval(from, to, period);
  return interval.ok ? interval.value.expression : undefined;
}

/** Counts whole months forwards from the first day. */
const forwards: Interval = (from, to, period) => {
  let months = 0;
  while (addMonths(from, months + 1) <= to) months += 1;
  const odd = to - addMonths(from, months);
  const years = fraction(BigInt(months * 365 + odd * 12), 12n * 365n);
  return period === 'month' ? ok({ years, expression: '' }) : euTimeInterval(from, to, period);
};

describe('the European interval', () => {
  const published = official.examples.filter(({ kind }) => kind === 'eu_time_interval');

  it.each(published)('is as published: $title', ({ inputs, expected }) => {
    const { from = '', to = '', regular_period: period = '' } = inputs as Record<string, string>;
    const [first, last] = [parseDay(from, 'from'), parseDay(to, 'to')];
    if (!first.ok || !last.ok) throw new Error('A published day is a day.');
    const interval = euTimeInterval(first.value, last.value, period as RegularPeriod);
    if (!interval.ok) throw new Error('A published interval is one.');
    const { interval_years_expression, interval_years } = expected as Record<string, unknown>;
    expect(interval.value.expression).toBe(interval_years_expression);
    expect(Number(numberOf(interval.value.years).toFixed(12))).toBe(interval_years);
  });

  it('is so many whole months where the first day lies so many months before the last', () => {
    const wholeMonths = (interval: Interval) =>
      fc.property(days, fc.integer({ min: 0, max: 400 }), (to, months) => {
        const counted = interval(addMonths(to, -months), to, 'month');
        if (!counted.ok) return false;
        const { numerator, denominator } = reduceFraction(counted.value.years);
        return numerator * 12n === BigInt(months) * denominator;
      });
    fc.assert(wholeMonths(euTimeInterval));
    expect(fc.check(wholeMonths(forwards), { endOnFailure: true }).failed).toBe(true);
  });

  it('is no shorter the earlier it starts', () => {
    const periods = fc.constantFrom<RegularPeriod>('day', 'week', 'month', 'quarter', 'half_year');
    fc.assert(
      fc.property(days, fc.nat(2000), periods, (to, length, period) => {
        const [early, late] = [length + 1, length].map((back) => {
          const interval = euTimeInterval(addDays(to, -back), to, period);
          return interval.ok ? numberOf(interval.value.years) : Number.NaN;
        });
        // A stub of 30 days is longer than the month of 28 or 29 that it is about to become.
        return (early ?? 0) >= (late ?? 0) - 0.01;
      }),
    );
  });

  it('is the sum that it is written as', () => {
    fc.assert(
      fc.property(days, fc.nat(5000), (to, length) => {
        const interval = euTimeInterval(addDays(to, -length), to, 'week');
        if (!interval.ok) return false;
        const sum = interval.value.expression
          .split('+')
          .map((term) => term.split('/').map(Number))
          .reduce((total, [above = 0, below = 1]) => total + above / below, 0);
        return Math.abs(sum - numberOf(interval.value.years)) < 1e-12;
      }),
    );
  });

  it('counts odd days over the year that ends where they end', () => {
    // 34 days are 4 weeks and 6 days; the year before 18 January 2013 has a 29 February, that before 2012 has not.
    expect(expressionOf(dayOf(2013, 1, 12), dayOf(2013, 2, 15), 'week')).toBe('4/52+6/366');
    expect(expressionOf(dayOf(2011, 1, 12), dayOf(2011, 2, 15), 'week')).toBe('4/52+6/365');
    expect(expressionOf(dayOf(2012, 2, 20), dayOf(2012, 3, 29), 'month')).toBe('1/12+9/366');
    expect(expressionOf(dayOf(2012, 3, 1), dayOf(2012, 3, 11), 'day')).toBe('10/366');
    expect(expressionOf(dayOf(2011, 3, 20), dayOf(2012, 2, 28), 'year')).toBe('345/365');
  });

  it('ends a period on the last day of a month that has no such day', () => {
    expect(expressionOf(dayOf(2013, 2, 28), dayOf(2013, 3, 30), 'month')).toBe('1/12');
    expect(expressionOf(dayOf(2013, 1, 31), dayOf(2013, 3, 31), 'month')).toBe('2/12');
    expect(expressionOf(dayOf(2013, 1, 31), dayOf(2013, 2, 28), 'month')).toBe('1/12');
    expect(expressionOf(dayOf(2012, 2, 29), dayOf(2013, 2, 28), 'year')).toBe('1');
    expect(expressionOf(dayOf(2012, 8, 31), dayOf(2013, 2, 28), 'quarter')).toBe('2/4');
  });

  it('is nothing within one day, and is refused backwards', () => {
    const day = dayOf(1, 1, 1);
    expect(expressionOf(day, day, 'month')).toBe('0');
    expect(euTimeInterval(addDays(day, 1), day, 'month')).toEqual(
      invalid('to', 'It must not be before the first day.'),
    );
  });
});
