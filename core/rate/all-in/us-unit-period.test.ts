import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, addMonths, type Day, dayOf } from '../../time/day.ts';
import { stepPeriods } from '../../time/period.ts';
import {
  type UnitPeriod,
  unitPeriodOf,
  unitPeriodsBetween,
  unitPeriodsPerYear,
} from './us-unit-period.ts';

const start = dayOf(2023, 1, 10);

function every(count: number, unit: 'days' | 'weeks' | 'months', first: Day, step = 1): Day[] {
  return Array.from({ length: count }, (_, index) => stepPeriods(first, index, step, unit));
}

describe('the American unit-period', () => {
  const cases: readonly (readonly [string, readonly Day[], readonly Day[], UnitPeriod])[] = [
    ['months', [start], every(24, 'months', dayOf(2023, 2, 10)), { unit: 'month', count: 1 }],
    [
      'months from a month end',
      [start],
      every(24, 'months', dayOf(2023, 1, 31)),
      { unit: 'month', count: 1 },
    ],
    ['quarters', [start], every(8, 'months', dayOf(2023, 5, 1), 3), { unit: 'month', count: 3 }],
    ['weeks', [start], every(30, 'weeks', dayOf(2023, 1, 20)), { unit: 'week', count: 1 }],
    ['four weeks', [start], every(12, 'weeks', dayOf(2023, 2, 7), 4), { unit: 'week', count: 4 }],
    ['years', [start], every(5, 'months', dayOf(2024, 1, 10), 12), { unit: 'year' }],
    ['days', [start], every(40, 'days', addDays(start, 1)), { unit: 'day' }],
    [
      'half months',
      [start],
      [2, 3, 4, 5].flatMap((month) => [dayOf(2023, month, 1), dayOf(2023, month, 16)]),
      { unit: 'semimonth' },
    ],
    [
      'half months to the month end',
      [start],
      [
        [1, 31],
        [2, 15],
        [2, 28],
        [3, 15],
        [3, 31],
        [4, 15],
        [4, 30],
      ].map(([month = 1, day = 1]) => dayOf(2023, month, day)),
      { unit: 'semimonth' },
    ],
    [
      'the smaller of two that are equally common',
      [start],
      [
        ...every(3, 'months', dayOf(2023, 2, 10)),
        ...every(2, 'months', dayOf(2023, 6, 10), 2),
        dayOf(2023, 10, 10),
      ],
      { unit: 'month', count: 1 },
    ],
    [
      'the nearest to the average where none occurs twice',
      [start],
      [addDays(start, 25), addDays(start, 61), addDays(start, 90)],
      { unit: 'month', count: 1 },
    ],
    ['the term in months', [start], [dayOf(2023, 7, 10)], { unit: 'term_in_months', months: 6 }],
    ['the term in days', [start], [addDays(start, 235)], { unit: 'term_in_days', days: 235 }],
    ['a year at most', [start], [dayOf(2025, 3, 20)], { unit: 'year' }],
    [
      'advances count too',
      every(4, 'months', start),
      [dayOf(2024, 1, 10)],
      { unit: 'month', count: 1 },
    ],
  ];

  it.each(cases)('is %s', (_, advances, payments, unitPeriod) => {
    expect(unitPeriodOf({ advances, payments })).toEqual(unitPeriod);
  });

  it('fits so many times into a year', () => {
    const perYear = [
      [{ unit: 'day' }, 365],
      [{ unit: 'week', count: 2 }, 26],
      [{ unit: 'semimonth' }, 24],
      [{ unit: 'month', count: 3 }, 4],
      [{ unit: 'year' }, 1],
      [{ unit: 'term_in_months', months: 6 }, 2],
      [{ unit: 'term_in_days', days: 73 }, 5],
    ] as const;
    for (const [unitPeriod, count] of perYear) expect(unitPeriodsPerYear(unitPeriod)).toBe(count);
  });
});

describe('unit-periods between days', () => {
  const month: UnitPeriod = { unit: 'month', count: 1 };

  it('are whole for days a month apart, however long the months', () => {
    const areWhole = (between: typeof unitPeriodsBetween) =>
      fc.property(
        fc.integer({ min: dayOf(1990, 1, 1), max: dayOf(2040, 12, 31) }),
        fc.integer({ min: 0, max: 300 }),
        (offset, months) => {
          const from = addDays(dayOf(1970, 1, 1), offset);
          const { whole, part } = between(from, addMonths(from, months), month);
          return whole === months && part === 0;
        },
      );
    fc.assert(areWhole(unitPeriodsBetween));
    const inDays: typeof unitPeriodsBetween = (from, to) =>
      unitPeriodsBetween(from, to, { unit: 'day' });
    expect(fc.check(areWhole(inDays), { endOnFailure: true }).failed).toBe(true);
  });

  it.each([
    ['odd days over 30', dayOf(1979, 4, 10), dayOf(1979, 9, 18), month, 5, 8 / 30],
    [
      'quarters of 90 days',
      dayOf(1978, 5, 23),
      dayOf(1978, 10, 1),
      { unit: 'month', count: 3 },
      1,
      39 / 90,
    ],
    [
      'half months of 15 days',
      dayOf(2023, 1, 10),
      dayOf(2023, 2, 15),
      { unit: 'semimonth' },
      2,
      5 / 15,
    ],
    [
      'four weeks of 28 days',
      dayOf(1978, 3, 18),
      dayOf(1978, 4, 20),
      { unit: 'week', count: 4 },
      1,
      5 / 28,
    ],
    ['days', dayOf(2024, 2, 1), dayOf(2024, 3, 1), { unit: 'day' }, 29, 0],
    ['years and whole months', dayOf(2020, 1, 10), dayOf(2022, 4, 10), { unit: 'year' }, 2, 3 / 12],
    ['years and days', dayOf(2020, 1, 10), dayOf(2022, 4, 20), { unit: 'year' }, 2, 101 / 365],
    ['a term', dayOf(2023, 1, 10), dayOf(2023, 7, 10), { unit: 'term_in_months', months: 6 }, 1, 0],
  ] as const)('are counted in %s', (_, from, to, unitPeriod, whole, part) => {
    expect(unitPeriodsBetween(from, to, unitPeriod)).toEqual({
      whole,
      part: expect.closeTo(part, 14),
    });
  });

  it('count from month end to month end where payments are due on them', () => {
    const [from, february] = [dayOf(2023, 1, 10), dayOf(2023, 2, 28)];
    expect(unitPeriodsBetween(from, february, month, true)).toEqual({ whole: 1, part: 21 / 30 });
    expect(unitPeriodsBetween(from, february, month)).toEqual({ whole: 1, part: 18 / 30 });
    const march = dayOf(2023, 3, 31);
    expect(unitPeriodsBetween(from, march, month, true)).toEqual({ whole: 2, part: 21 / 30 });
    expect(unitPeriodsBetween(dayOf(2023, 1, 30), february, month)).toEqual({ whole: 1, part: 0 });
  });
});
