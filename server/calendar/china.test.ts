import { adjust, collectionDay, isProvisional, isWorkingDay } from '@mutua/core/time/calendar.ts';
import { addDays, type Day, dayOf, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { isWorkday } from 'chinese-days';
import { describe, expect, it } from 'vitest';
import { CHINA, chinaCalendar } from './china.ts';

const lastPublished = Math.max(...CHINA.publishedYears);

describe('the business calendar of China', () => {
  it.each([
    ['2025-01-26', true, 'a Sunday made up for Spring Festival'],
    ['2025-02-08', true, 'a Saturday made up for Spring Festival'],
    ['2025-01-28', false, "Spring Festival's eve, a Tuesday"],
    ['2025-10-08', false, 'the last day of the National holiday, a Wednesday'],
    ['2025-10-09', true, 'the first day after it'],
    ['2025-10-11', true, 'a Saturday made up for it'],
    ['2025-10-12', false, 'an ordinary Sunday'],
    ['2024-02-09', true, "Spring Festival's eve of 2024, which was no holiday"],
    ['2023-10-06', false, 'a Friday of the long holiday of 2023'],
    ['2020-01-31', false, 'the Friday by which the holiday was made longer in 2020'],
    ['2026-02-14', true, 'a Saturday made up for Spring Festival of 2026'],
    ['2026-02-23', false, 'its last day, a Monday'],
  ])('says of %s that working is %s: %s', (text, working, _why) => {
    const day = expectDay(text);
    expect(isWorkingDay(day, CHINA)).toBe(working);
    expect(isProvisional(day, CHINA)).toBe(false);
  });

  it('agrees with its source on every day of every published year', () => {
    const years = [...CHINA.publishedYears].sort();
    expect(years.length).toBe(lastPublished - (years[0] ?? 0) + 1);
    let differences = 0;
    const end = dayOf(lastPublished, 12, 31);
    for (let day = dayOf(years[0] ?? 0, 1, 1); day <= end; day = addDays(day, 1)) {
      if (isWorkingDay(day, CHINA) !== isWorkday(formatDay(day))) differences += 1;
    }
    expect(differences).toBe(0);
  });

  it('knows only weekends of a year that is not published, and says that this is provisional', () => {
    const national = dayOf(lastPublished + 1, 10, 1);
    const weekday = [0, 1, 2].map((days) => addDays(national, days));
    expect(weekday.some((day) => isWorkingDay(day, CHINA))).toBe(true);
    expect(isProvisional(national, CHINA)).toBe(true);
    expect(isProvisional(dayOf(lastPublished, 12, 31), CHINA)).toBe(false);
  });

  it('does not take a year for published because a New Year holiday runs over into it', () => {
    const calendar = chinaCalendar({
      holidays: { '2026-10-01': 'National Day', '2027-01-01': "New Year's Day" },
      workdays: {},
    });
    expect([...calendar.publishedYears]).toEqual([2026]);
    expect(isWorkingDay(dayOf(2027, 1, 1), calendar)).toBe(true);
  });

  it('moves the collection, by whichever rule, and never the due day', () => {
    const due = dayOf(2025, 10, 1);
    const collected = (rule: 'none' | 'following' | 'preceding') =>
      formatDay(collectionDay(due, rule, CHINA).day);
    expect(collected('none')).toBe('2025-10-01');
    expect(collected('following')).toBe('2025-10-09');
    expect(collected('preceding')).toBe('2025-09-30');
    expect(formatDay(adjust(dayOf(2026, 2, 15), 'preceding', CHINA))).toBe('2026-02-14');
    expect(formatDay(adjust(dayOf(2025, 5, 31), 'modified_following', CHINA))).toBe('2025-05-30');
  });
});

function expectDay(text: string): Day {
  const read = parseDay(text, 'day');
  if (!read.ok) throw new Error(`There is no day ${text}.`);
  return read.value;
}
