import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addMonths, dayOf, daysInMonth, formatDay } from './day.ts';
import { monthlyDays } from './monthly-days.ts';

it('gives the same days as counting each one from the first', () => {
  const months = fc.tuple(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 12 }));
  fc.assert(
    fc.property(
      months,
      fc.integer({ min: 1, max: 31 }),
      fc.integer({ min: 1, max: 25 }),
      fc.integer({ min: 0, max: 40 }),
      ([year, month], dayOfMonth, every, count) => {
        const seed = dayOf(year, 1, dayOfMonth);
        const expected = Array.from({ length: count }, (_, k) =>
          addMonths(seed, month - 1 + k * every),
        );
        expect(monthlyDays(year, month, dayOfMonth, every, count)).toEqual(expected);
      },
    ),
  );
});

it('falls back to the last day of a shorter month and comes up again', () => {
  expect(monthlyDays(2025, 1, 31, 1, 4).map(formatDay)).toEqual([
    '2025-01-31',
    '2025-02-28',
    '2025-03-31',
    '2025-04-30',
  ]);
  expect(daysInMonth(2025, 2)).toBe(28);
});
