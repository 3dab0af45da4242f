// The business date 业务日期: the day on which everything is booked, moved on by the calendar and never by a clock.
import type { Day } from '../time/day.ts';

/** There is one; its key is `current`. */
export interface BusinessDay {
  readonly id: 'current';
  readonly day: Day;
  readonly state: 'open' | 'processing';
}

/** A day began: the first one, or the one after a day that was closed. */
export interface DayOpened {
  readonly kind: 'DayOpened';
  readonly day: Day;
}

export type CalendarEvent = DayOpened;
