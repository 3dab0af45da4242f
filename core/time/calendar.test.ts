import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenInvariant } from '../kit/assert.ts';
import { fraction } from '../money/fraction.ts';
import {
  adjust,
  type BusinessCalendar,
  collectionDay,
  countWorkingDays,
  isProvisional,
  isWorkingDay,
  type WorkingDayRule,
  weekendsOnly,
  yearFractionBusiness252,
} from './calendar.ts';
import { addDays, civilOf, type Day, dayOf, formatDay, weekdayOf } from './day.ts';

/** The first week of October and a Saturday made up for it; a holiday over the year's end. */
const calendar: BusinessCalendar = {
  holidays: new Set(
    [1, 2, 5, 6, 7]
      .map((date) => dayOf(2026, 10, date))
      .concat(dayOf(2026, 12, 31), dayOf(2027, 1, 1)),
  ),
  makeUpDays: new Set([dayOf(2026, 10, 10)]),
  weekend: new Set([6, 7]),
  publishedYears: new Set([2026]),
};

const RULES: readonly WorkingDayRule[] = [
  'none',
  'following',
  'modified_following',
  'preceding',
  'modified_preceding',
];

const calendars = fc
  .record({
    holidays: fc.array(fc.integer({ min: dayOf(2025, 1, 1), max: dayOf(2027, 12, 31) }), {
      maxLength: 60,
    }),
    makeUpDays: fc.array(fc.integer({ min: dayOf(2025, 1, 1), max: dayOf(2027, 12, 31) }), {
      maxLength: 10,
    }),
    weekend: fc.constantFrom([6, 7], [5, 6], [7], []),
    publishedYears: fc.subarray([2025, 2026, 2027]),
  })
  .map(
    ({ holidays, makeUpDays, weekend, publishedYears }): BusinessCalendar => ({
      holidays: new Set(holidays as Day[]),
      makeUpDays: new Set(makeUpDays as Day[]),
      weekend: new Set(weekend),
      publishedYears: new Set(publishedYears),
    }),
  );

const days = fc
  .integer({ min: dayOf(2025, 3, 1), max: dayOf(2027, 10, 31) })
  .map((day) => day as Day);

describe('a business calendar', () => {
  it('has weekends, holidays and make-up days', () => {
    expect(isWorkingDay(dayOf(2026, 9, 30), calendar)).toBe(true);
    expect(isWorkingDay(dayOf(2026, 10, 1), calendar)).toBe(false);
    expect(isWorkingDay(dayOf(2026, 10, 3), calendar)).toBe(false);
    expect(isWorkingDay(dayOf(2026, 10, 10), calendar)).toBe(true);
    expect(isWorkingDay(dayOf(2026, 10, 11), calendar)).toBe(false);
  });

  it('counts only weekends in a year that is not published, and says that this is provisional', () => {
    expect(isWorkingDay(dayOf(2027, 1, 1), calendar)).toBe(true);
    expect(isProvisional(dayOf(2027, 1, 1), calendar)).toBe(true);
    expect(isProvisional(dayOf(2026, 12, 31), calendar)).toBe(false);
    expect(isWorkingDay(dayOf(2026, 11, 20), weekendsOnly())).toBe(true);
  });

  it('counts working days, the first and not the last', () => {
    expect(countWorkingDays(dayOf(2026, 9, 30), dayOf(2026, 10, 12), calendar)).toBe(4);
    expect(countWorkingDays(dayOf(2026, 10, 1), dayOf(2026, 10, 1), calendar)).toBe(0);
    expect(yearFractionBusiness252(dayOf(2026, 9, 30), dayOf(2026, 10, 12), calendar)).toEqual(
      fraction(4n, 252n),
    );
    expect(() => countWorkingDays(dayOf(2026, 10, 2), dayOf(2026, 10, 1), calendar)).toThrow(
      BrokenInvariant,
    );
  });
});

describe('the working-day rule', () => {
  it.each<[number, number, readonly string[]]>([
    [10, 1, ['2026-10-01', '2026-10-08', '2026-10-08', '2026-09-30', '2026-10-08']],
    [10, 10, ['2026-10-10', '2026-10-10', '2026-10-10', '2026-10-10', '2026-10-10']],
    [10, 11, ['2026-10-11', '2026-10-12', '2026-10-12', '2026-10-10', '2026-10-10']],
    [10, 31, ['2026-10-31', '2026-11-02', '2026-10-30', '2026-10-30', '2026-10-30']],
    [12, 31, ['2026-12-31', '2027-01-01', '2026-12-30', '2026-12-30', '2026-12-30']],
  ])('moves the day 2026-%i-%i to %j', (month, dayOfMonth, expected) => {
    const due = dayOf(2026, month, dayOfMonth);
    expect(RULES.map((rule) => formatDay(adjust(due, rule, calendar)))).toEqual(expected);
  });

  it('leads to a working day with none between, in the same month where it is modified', () => {
    const keepsRules = (move: typeof adjust) =>
      fc.property(days, calendars, fc.constantFrom(...RULES), (day, of, rule) => {
        const moved = move(day, rule, of);
        if (rule === 'none' || isWorkingDay(day, of)) return moved === day;
        const first = Math.min(day, moved);
        let between = 0;
        for (
          let one = addDays(first as Day, 1);
          one < Math.max(day, moved);
          one = addDays(one, 1)
        ) {
          if (isWorkingDay(one, of)) between += 1;
        }
        const forward = rule === 'following' || rule === 'modified_following';
        const turned = forward ? moved < day : moved > day;
        const stays = civilOf(moved).month === civilOf(day).month;
        const modified = rule.startsWith('modified');
        return isWorkingDay(moved, of) && between === 0 && (turned ? modified : stays || !modified);
      });
    fc.assert(keepsRules(adjust));
    const weekendsAlone: typeof adjust = (day, rule, of) =>
      adjust(day, rule, { ...of, holidays: new Set() });
    const neverTurns: typeof adjust = (day, rule, of) =>
      adjust(day, rule === 'modified_following' ? 'following' : rule, of);
    expect(fc.check(keepsRules(weekendsAlone), { endOnFailure: true }).failed).toBe(true);
    expect(fc.check(keepsRules(neverTurns), { endOnFailure: true }).failed).toBe(true);
  });

  it('looks no further than 60 days', () => {
    const shut = {
      ...calendar,
      weekend: new Set([1, 2, 3, 4, 5, 6, 7]),
      makeUpDays: new Set<Day>(),
    };
    expect(() => adjust(dayOf(2026, 10, 1), 'following', shut)).toThrow(BrokenInvariant);
    expect(adjust(dayOf(2026, 10, 1), 'none', shut)).toBe(dayOf(2026, 10, 1));
  });
});

describe('the collection day', () => {
  it('is certain as long as the years that it rests on are published', () => {
    expect(collectionDay(dayOf(2026, 10, 1), 'following', calendar)).toEqual({
      day: dayOf(2026, 10, 8),
      provisional: false,
    });
    expect(collectionDay(dayOf(2026, 12, 31), 'following', calendar).provisional).toBe(true);
    expect(collectionDay(dayOf(2026, 12, 31), 'modified_following', calendar).provisional).toBe(
      false,
    );
    expect(collectionDay(dayOf(2027, 3, 1), 'preceding', calendar).provisional).toBe(true);
    expect(collectionDay(dayOf(2027, 3, 1), 'none', calendar).provisional).toBe(false);
  });

  it('does not depend on what a later notice says, unless it is provisional', () => {
    const isCertain = (collect: typeof collectionDay) =>
      fc.property(days, calendars, fc.constantFrom(...RULES), (due, of, rule) => {
        const now = collect(due, rule, of);
        // The notices for all other years come out, and make every Friday around a holiday.
        const later = new Set(of.holidays);
        for (let day = addDays(due, -70); day <= due + 70; day = addDays(day, 1)) {
          if (isProvisional(day, of) && weekdayOf(day) === 5) later.add(day);
        }
        const allPublished = {
          ...of,
          holidays: later,
          publishedYears: new Set([2025, 2026, 2027]),
        };
        return now.provisional || adjust(due, rule, allPublished) === now.day;
      });
    fc.assert(isCertain(collectionDay));
    const sure: typeof collectionDay = (due, rule, of) => ({
      day: adjust(due, rule, of),
      provisional: false,
    });
    expect(fc.check(isCertain(sure), { endOnFailure: true }).failed).toBe(true);
  });
});
