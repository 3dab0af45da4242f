import { describe, expect, it } from 'vitest';
import { CHINA_TIME } from '../calendar/business-date.ts';
import { weekendsOnly } from '../time/calendar.ts';
import { dayOf, formatDay, weekdayOf } from '../time/day.ts';
import { instantOf } from '../time/instant.ts';
import { interviewSlots, mayBookInterview } from './interview-slots.ts';

const FRIDAY = dayOf(2026, 9, 25);
/** 1 to 7 October are off, and Saturday the 10th is worked on. */
const GOLDEN_WEEK = {
  holidays: new Set([1, 2, 3, 4, 5, 6, 7].map((day) => dayOf(2026, 10, day))),
  makeUpDays: new Set([dayOf(2026, 10, 10)]),
  weekend: new Set([6, 7]),
  publishedYears: new Set([2026]),
};
const daysOf = (slots: ReturnType<typeof interviewSlots>) => [
  ...new Set(slots.map(({ day }) => formatDay(day))),
];

describe('the times of interviews', () => {
  it('are every half hour of the ten working days to come, without the pause at noon', () => {
    const slots = interviewSlots(FRIDAY, CHINA_TIME, weekendsOnly());
    expect(slots).toHaveLength(140);
    expect(slots[0]).toEqual({
      ...{ day: dayOf(2026, 9, 28), time: '09:00', at: instantOf('2026-09-28T01:00:00Z') },
    });
    expect(slots.some(({ day }) => weekdayOf(day) > 5 || day <= FRIDAY)).toBe(false);
    const firstDay = slots.filter(({ day }) => day === slots[0]?.day).map(({ time }) => time);
    expect(firstDay).toHaveLength(14);
    expect(firstDay).toContain('11:30');
    expect(firstDay).not.toContain('12:00');
    expect(firstDay).not.toContain('13:00');
    expect(firstDay.at(-1)).toBe('17:00');
  });

  it('leave out holidays, and have the days on which they are made up for', () => {
    expect(daysOf(interviewSlots(FRIDAY, CHINA_TIME, GOLDEN_WEEK))).toEqual([
      ...['2026-09-28', '2026-09-29', '2026-09-30', '2026-10-08', '2026-10-09', '2026-10-10'],
      ...['2026-10-12', '2026-10-13', '2026-10-14', '2026-10-15'],
    ]);
  });

  it('go by the operator’s clocks, in summer and in winter', () => {
    const time = {
      offsets: [
        { since: instantOf('2026-03-29T01:00:00Z'), minutes: 120 },
        { since: instantOf('2026-10-25T01:00:00Z'), minutes: 60 },
      ],
    };
    const at = (day: number) =>
      interviewSlots(dayOf(2026, 10, 20), time, weekendsOnly()).find(
        (slot) => slot.day === dayOf(2026, 10, day) && slot.time === '09:00',
      )?.at;
    expect(at(23)).toBe(instantOf('2026-10-23T07:00:00Z'));
    expect(at(26)).toBe(instantOf('2026-10-26T08:00:00Z'));
  });
});

it('a booking may be moved once, not on its day, and again when its day has passed', () => {
  const [slot] = interviewSlots(FRIDAY, CHINA_TIME, weekendsOnly());
  if (slot === undefined) throw new Error('There is a time.');
  const booked = (moves: number) => ({ interview: { ...slot, way: 'video' as const, moves } });
  expect(mayBookInterview({}, FRIDAY)).toBe(true);
  expect(mayBookInterview(booked(0), dayOf(2026, 9, 27))).toBe(true);
  expect(mayBookInterview(booked(1), dayOf(2026, 9, 27))).toBe(false);
  expect(mayBookInterview(booked(0), dayOf(2026, 9, 28))).toBe(false);
  expect(mayBookInterview(booked(1), dayOf(2026, 9, 29))).toBe(true);
});
