// When an applicant can be interviewed: in the operator's hours of the next working days, each time for one of them.
import type { OperatorTime } from '../calendar/business-date.ts';
import type { Id } from '../kit/id.ts';
import { adjust, type BusinessCalendar } from '../time/calendar.ts';
import { clockText } from '../time/clock-text.ts';
import { addDays, type Day } from '../time/day.ts';
import { plusMs, startOfDay } from '../time/instant.ts';
import { offsetMinutesAt } from '../time/zone.ts';
import { type Case, isCaseOpen } from './case.ts';
import type { InterviewSlot } from './interview.ts';

const MS_A_MINUTE = 60_000;
const SLOT_MINUTES = 30;
const DAYS_AHEAD = 10;

/** A booking may be moved so often by the applicant. */
const MOVES_MAX = 1;

/** In minutes after midnight of the operator's clocks; who is interviewed last is done when they end. */
const HOURS = [
  { fromMinutes: 9 * 60, toMinutes: 12 * 60 },
  { fromMinutes: 13 * 60 + 30, toMinutes: 17 * 60 + 30 },
] as const;

/**
 * The times that can be chosen on a day: every half hour of the ten working days after it, the earliest first.
 *
 * @param calendar which days are worked on.
 * @example
 * interviewSlots(dayOf(2026, 11, 20), CHINA_TIME, weekendsOnly())[0]
 * // { day: dayOf(2026, 11, 23), time: '09:00', at: instantOf('2026-11-23T01:00:00Z') }
 */
export function interviewSlots(
  today: Day,
  { offsets }: Pick<OperatorTime, 'offsets'>,
  calendar: BusinessCalendar,
): readonly InterviewSlot[] {
  return workingDaysAfter(today, calendar).flatMap((day) => {
    const begins = startOfDay(day, offsetMinutesAt(offsets, startOfDay(day, 0)));
    return minutesOfSlots().map((minutes) => ({
      ...{ day, time: clockText(minutes), at: plusMs(begins, minutes * MS_A_MINUTE) },
    }));
  });
}

function workingDaysAfter(today: Day, calendar: BusinessCalendar): readonly Day[] {
  let day = today;
  return Array.from({ length: DAYS_AHEAD }, () => {
    day = adjust(addDays(day, 1), 'following', calendar);
    return day;
  });
}

function minutesOfSlots(): readonly number[] {
  return HOURS.flatMap(({ fromMinutes, toMinutes }) =>
    Array.from(
      { length: (toMinutes - fromMinutes) / SLOT_MINUTES },
      (_, index) => fromMinutes + index * SLOT_MINUTES,
    ),
  );
}

/**
 * Whether somebody else has that time: an interview that is over, or was called off, takes none.
 *
 * @param booked the cases that are booked for its day.
 * @param ownId the case for which it is asked.
 * @example isSlotTaken({ at: instantOf('2026-11-23T01:00:00Z') }, [], 'c') // false
 */
export function isSlotTaken(
  { at }: Pick<InterviewSlot, 'at'>,
  booked: readonly Case[],
  ownId: Id,
): boolean {
  return booked.some((one) => one.id !== ownId && isCaseOpen(one) && one.interview?.at === at);
}

/**
 * Whether the applicant may choose a time: the first one, another until the day before and not too often, and a new
 * one after a day that passed.
 *
 * @example mayBookInterview({}, dayOf(2026, 11, 20)) // true
 */
export function mayBookInterview({ interview }: Pick<Case, 'interview'>, today: Day): boolean {
  if (interview === undefined || today > interview.day) return true;
  return today < interview.day && interview.moves < MOVES_MAX;
}
