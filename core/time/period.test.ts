import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenInvariant } from '../kit/assert.ts';
import { addDays, addMonths, civilOf, type Day, dayOf, formatDay, parseDay } from './day.ts';
import { addMonthsEndOfMonth, isMonthEnd, lastOfMonth, stepPeriods } from './period.ts';

const days = fc
  .integer({ min: dayOf(1900, 1, 1), max: dayOf(2200, 1, 1) })
  .map((day) => day as Day);

describe('periods', () => {
  it('in months are each clamped from the seed day', () => {
    const seed = dayOf(2024, 1, 31);
    expect(
      [0, 1, 2, 3, 13, -2].map((count) => formatDay(stepPeriods(seed, count, 1, 'months'))),
    ).toEqual(['2024-01-31', '2024-02-29', '2024-03-31', '2024-04-30', '2025-02-28', '2023-11-30']);
  });

  it('in months never lose the day of the seed', () => {
    const keepsSeed = (step: typeof stepPeriods) =>
      fc.property(days, fc.integer({ min: 1, max: 40 }), (seed, count) => {
        const due = step(seed, count, 1, 'months');
        return civilOf(due).dayOfMonth === civilOf(seed).dayOfMonth || isMonthEnd(due);
      });
    fc.assert(keepsSeed(stepPeriods));
    const fromOneAnother: typeof stepPeriods = (seed, count) => {
      let day = seed;
      for (let step = 0; step < count; step++) day = addMonths(day, 1);
      return day;
    };
    expect(fc.check(keepsSeed(fromOneAnother), { endOnFailure: true }).failed).toBe(true);
  });

  it('in days and weeks are so many days', () => {
    const seed = dayOf(2024, 2, 28);
    expect(formatDay(stepPeriods(seed, 2, 15, 'days'))).toBe('2024-03-29');
    expect(formatDay(stepPeriods(seed, 3, 2, 'weeks'))).toBe('2024-04-10');
    expect(formatDay(stepPeriods(seed, -1, 1, 'weeks'))).toBe('2024-02-21');
    expect(() => stepPeriods(seed, 1, 0, 'days')).toThrow(BrokenInvariant);
    expect(() => stepPeriods(seed, 1, 1.5, 'weeks')).toThrow(BrokenInvariant);
  });
});

describe('the end-of-month rule', () => {
  it.each([
    ['2024-04-30', 1, '2024-05-31'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2023-02-28', 12, '2024-02-29'],
    ['2024-02-28', 1, '2024-03-28'],
    ['2024-04-29', 1, '2024-05-29'],
    ['2024-05-31', -3, '2024-02-29'],
  ])('leads from %s, %i months on, to %s', (text, months, expected) => {
    const day = parseDay(text, 'day');
    expect(day.ok && formatDay(addMonthsEndOfMonth(day.value, months))).toBe(expected);
  });

  it('leads from month end to month end and back, and leaves other days alone', () => {
    const isRule = (add: typeof addMonthsEndOfMonth) =>
      fc.property(days, fc.integer({ min: -60, max: 60 }), (day, months) => {
        const moved = add(day, months);
        return isMonthEnd(day)
          ? isMonthEnd(moved) && add(moved, -months) === day
          : moved === addMonths(day, months);
      });
    fc.assert(isRule(addMonthsEndOfMonth));
    expect(fc.check(isRule(addMonths), { endOnFailure: true }).failed).toBe(true);
  });

  it('knows the last day of a month', () => {
    fc.assert(
      fc.property(days, (day) => {
        const last = lastOfMonth(day);
        return (
          isMonthEnd(last) &&
          civilOf(addDays(last, 1)).dayOfMonth === 1 &&
          last >= day &&
          last - day < 31
        );
      }),
    );
  });
});
