import fc from 'fast-check';
import { expect, it } from 'vitest';
import { addDays, addMonths, type Day, dayOf, formatDay } from './day.ts';
import { monthlyDays } from './monthly-days.ts';
import { addMonthsEndOfMonth, isMonthEnd } from './period.ts';

const FIRST_DAY = dayOf(1, 1, 1);
const LAST_DAY = dayOf(9999, 12, 31);

const anyDay: fc.Arbitrary<Day> = fc.oneof(
  fc.integer({ min: 0, max: LAST_DAY - FIRST_DAY }).map((days) => addDays(FIRST_DAY, days)),
  fc.constantFrom(FIRST_DAY, LAST_DAY, dayOf(2000, 2, 29), dayOf(1900, 2, 28)),
);

it('gives the same days as counting each one from the first', () => {
  fc.assert(
    fc.property(
      anyDay,
      fc.integer({ min: 0, max: 40 }),
      fc.integer({ min: 1, max: 25 }),
      fc.integer({ min: 0, max: 40 }),
      fc.boolean(),
      (seed, from, every, count, wantsMonthEnd) => {
        const atMonthEnd = wantsMonthEnd && isMonthEnd(seed);
        const add = atMonthEnd ? addMonthsEndOfMonth : addMonths;
        const expected = Array.from({ length: count }, (_, k) => add(seed, from + k * every));
        expect(monthlyDays(seed, from, every, count, atMonthEnd)).toEqual(
          expected.filter((day) => day <= LAST_DAY),
        );
      },
    ),
  );
});

it('falls back to the last day of a shorter month and comes up again', () => {
  const days = monthlyDays(dayOf(2025, 1, 31), 0, 1, 4, false);
  expect(days.map(formatDay)).toEqual(['2025-01-31', '2025-02-28', '2025-03-31', '2025-04-30']);
});

it('ends with the year 9999', () => {
  expect(monthlyDays(dayOf(9999, 11, 30), 1, 1, 5, true).map(formatDay)).toEqual(['9999-12-31']);
  expect(monthlyDays(dayOf(9999, 11, 30), 2, 1, 5, false)).toEqual([]);
});
