// The business date 业务日期: the day on which everything is booked, moved on by the calendar and never by a clock.
import type { TransferId } from '../ledger/transfer.ts';
import type { Day } from '../time/day.ts';
import type { DayClosed } from './day-close.ts';

/** There is one; its key is `current`. */
export interface BusinessDay {
  readonly id: 'current';
  readonly day: Day;
  readonly state: 'open' | 'processing';
  /** No transfer and no command of the day has a lower number: a day is a range of numbers. */
  readonly firstTransferId: TransferId;
  readonly firstSequence: bigint;
  /** Every day through this one ends as soon as the one before it has, whatever the clock says. */
  readonly endThrough?: Day;
}

/** A day began: the first one, or the one after a day that was closed. */
export interface DayOpened {
  readonly kind: 'DayOpened';
  readonly day: Day;
  readonly firstTransferId: TransferId;
  readonly firstSequence: bigint;
}

/** The end of the day began 日终: what falls due is worked, and then the day is closed. */
export interface EndOfDayStarted {
  readonly kind: 'EndOfDayStarted';
  readonly day: Day;
}

/** Every day through this one is to end; what was asked before holds no longer. */
export interface DaysEndThrough {
  readonly kind: 'DaysEndThrough';
  readonly day: Day;
}

export type CalendarEvent = DayOpened | EndOfDayStarted | DaysEndThrough | DayClosed;
