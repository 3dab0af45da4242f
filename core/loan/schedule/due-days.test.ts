import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, type Day, dayOf, formatDay } from '../../time/day.ts';
import { dueDayAt, dueDaysFrom, dueSequence, periodsAfter } from './due-days.ts';

const anySequence = fc
  .record({
    valueDay: fc
      .integer({ min: -700_000, max: 2_900_000 })
      .map((day) => addDays(dayOf(1970, 1, 1), day)),
    every: fc.integer({ min: 1, max: 1_200 }),
    unit: fc.constantFrom('days' as const, 'weeks' as const, 'months' as const),
    endOfMonth: fc.boolean(),
    first: fc.option(fc.integer({ min: 1, max: 40 }), { nil: undefined }),
  })
  .map(({ first, ...terms }) =>
    dueSequence({
      ...terms,
      ...(first !== undefined && { firstDueDay: addDays(terms.valueDay, first) }),
    }),
  );

describe('due days', () => {
  it('are the same one by one and all at once, rise, and end with the year 9999', () => {
    fc.assert(
      fc.property(anySequence, fc.nat(30), fc.nat(30), (sequence, index, count) => {
        const days = dueDaysFrom(sequence, index, count);
        const one = Array.from({ length: count }, (_, next) => dueDayAt(sequence, index + next));
        expect(days).toEqual(one.filter((day): day is Day => day !== undefined));
        expect(days.every((day, next) => next === 0 || day > (days[next - 1] ?? day))).toBe(true);
      }),
    );
  });

  it('of month ends are month ends where the contract says so', () => {
    const terms = { valueDay: dayOf(2024, 2, 29), every: 6, unit: 'months' as const };
    const days = (endOfMonth: boolean) =>
      dueDaysFrom(dueSequence({ ...terms, endOfMonth }), 0, 3).map(formatDay);
    expect(days(true)).toEqual(['2024-08-31', '2025-02-28', '2025-08-31']);
    expect(days(false)).toEqual(['2024-08-29', '2025-02-28', '2025-08-29']);
  });

  it('are counted back as well, not before the year 1', () => {
    const sequence = dueSequence({ valueDay: dayOf(1, 2, 10), every: 1, unit: 'months' });
    expect(periodsAfter(sequence, dayOf(1, 2, 10), -1)).toBe(dayOf(1, 1, 10));
    expect(periodsAfter(sequence, dayOf(1, 1, 10), -1)).toBeUndefined();
    const weekly = dueSequence({ valueDay: dayOf(1, 1, 5), every: 1, unit: 'weeks' });
    expect(periodsAfter(weekly, dayOf(1, 1, 5), -1)).toBeUndefined();
  });
});
