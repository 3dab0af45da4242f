import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BrokenInvariant } from '../kit/assert.ts';
import { invalid, ok } from '../kit/result.ts';
import {
  addDays,
  addMonths,
  type CivilDate,
  civilOf,
  type Day,
  dayOf,
  daysBetween,
  daysInMonth,
  daysInYear,
  formatDay,
  isLeapYear,
  parseDay,
  weekdayOf,
} from './day.ts';

const FIRST = dayOf(1, 1, 1);
const LAST = dayOf(9999, 12, 31);
const days = fc.integer({ min: FIRST, max: LAST }).map((offset) => offset as Day);

/** The date of the next day, by nothing but the length of months. */
function nextDate({ year, month, dayOfMonth }: CivilDate): CivilDate {
  if (dayOfMonth < daysInMonth(year, month)) return { year, month, dayOfMonth: dayOfMonth + 1 };
  return month < 12
    ? { year, month: month + 1, dayOfMonth: 1 }
    : { year: year + 1, month: 1, dayOfMonth: 1 };
}

describe('days', () => {
  it('follow one another as the calendar says, from 1970-01-01, which was a Thursday', () => {
    const follows = (count: typeof dayOf) =>
      fc.property(days, (day) => {
        const date = civilOf(day);
        const next = nextDate(date);
        const same = count(date.year, date.month, date.dayOfMonth) === day;
        return same && (day === LAST || count(next.year, next.month, next.dayOfMonth) === day + 1);
      });
    fc.assert(follows(dayOf));
    const julian: typeof dayOf = (year, month, dayOfMonth) =>
      addDays(dayOf(year, month, dayOfMonth), Math.floor((year - (month > 2 ? 0 : 1)) / 100) - 19);
    expect(fc.check(follows(julian), { endOnFailure: true }).failed).toBe(true);
    expect(dayOf(1970, 1, 1)).toBe(0);
    expect(weekdayOf(dayOf(1970, 1, 1))).toBe(4);
  });

  it('have weekdays that turn by seven, before 1970 too', () => {
    const turns = (weekday: typeof weekdayOf) =>
      fc.property(days, (day) => weekday(addDays(day, 1)) === (weekday(day) % 7) + 1);
    fc.assert(turns(weekdayOf));
    const signed: typeof weekdayOf = (day) => ((day + 3) % 7) + 1;
    expect(fc.check(turns(signed), { endOnFailure: true }).failed).toBe(true);
    expect([dayOf(1900, 1, 1), dayOf(2000, 1, 1), dayOf(2026, 11, 21)].map(weekdayOf)).toEqual([
      1, 6, 6,
    ]);
  });

  it('are counted exactly', () => {
    expect(daysBetween(dayOf(2024, 2, 1), dayOf(2024, 3, 1))).toBe(29);
    expect(daysBetween(dayOf(1900, 2, 1), dayOf(1900, 3, 1))).toBe(28);
    expect(daysBetween(dayOf(2000, 1, 1), dayOf(2400, 1, 1))).toBe(146_097);
    expect([1900, 2000, 2023, 2024].map(isLeapYear)).toEqual([false, true, false, true]);
    expect([2023, 2024].map(daysInYear)).toEqual([365, 366]);
  });

  it('that do not exist are a bug', () => {
    for (const [year, month, dayOfMonth] of [
      [2023, 2, 29],
      [2023, 13, 1],
      [2023, 0, 1],
      [2023, 1, 0],
      [0, 1, 1],
      [10_000, 1, 1],
      [2023.5, 1, 1],
    ] as const) {
      expect(() => dayOf(year, month, dayOfMonth)).toThrow(BrokenInvariant);
    }
    expect(() => addDays(FIRST, 0.5)).toThrow(BrokenInvariant);
  });
});

describe('months later', () => {
  it('keep the day of the month, or take the last where the month is shorter', () => {
    const keeps = (add: typeof addMonths) =>
      fc.property(days, fc.integer({ min: -1200, max: 1200 }), (day, months) => {
        const from = civilOf(day);
        const to = civilOf(add(day, months));
        const apart = (to.year - from.year) * 12 + to.month - from.month;
        const last = daysInMonth(to.year, to.month);
        return apart === months && to.dayOfMonth === Math.min(from.dayOfMonth, last);
      });
    fc.assert(keeps(addMonths));
    const spilling: typeof addMonths = (day, months) => {
      const { dayOfMonth } = civilOf(day);
      return addDays(addMonths(addDays(day, 1 - dayOfMonth), months), dayOfMonth - 1);
    };
    expect(fc.check(keeps(spilling), { endOnFailure: true }).failed).toBe(true);
  });

  it('go past the last year that can be written without breaking', () => {
    expect(daysBetween(LAST, addMonths(LAST, 12))).toBe(366);
  });
});

describe('days as text', () => {
  it('come back as they went out', () => {
    const roundTrip = (format: typeof formatDay) =>
      fc.property(days, (day) => {
        const read = parseDay(format(day), 'day');
        return read.ok && read.value === day;
      });
    fc.assert(roundTrip(formatDay));
    const unpadded: typeof formatDay = (day) => Object.values(civilOf(day)).join('-');
    expect(fc.check(roundTrip(unpadded), { endOnFailure: true }).failed).toBe(true);
    expect(parseDay('2024-02-29', 'day')).toEqual(ok(dayOf(2024, 2, 29)));
  });

  it.each(['2023-02-29', '2023-04-31', '2023-00-10', '2023-13-01', '2023-01-00', '0000-01-01'])(
    'that name no day, such as %s, are refused',
    (text) => {
      expect(parseDay(text, 'start')).toEqual(invalid('start', `There is no day ${text}.`));
    },
  );

  it.each([
    '',
    '2023',
    '2023-1-1',
    '23-01-01',
    '2023/01/01',
    ' 2023-01-01',
    '2023-01-01T00:00',
    '+2023-01-01',
    '12023-01-01',
  ])('of another form, such as %j, are refused', (text) => {
    expect(parseDay(text, 'start')).toEqual(
      invalid('start', 'It must be a date such as 2026-11-21.'),
    );
  });
});
