// What can happen to notices that nothing else brings about: a reminder comes to its day, and a client reads.
import type { Id } from '../kit/id.ts';
import type { Day } from '../time/day.ts';
import type { Reminder } from './reminder.ts';

/** The borrower was reminded of what falls due; nothing, where it was paid meanwhile. */
export interface BorrowerReminded {
  readonly kind: 'BorrowerReminded';
  readonly loanId: Id;
  readonly reminders: readonly Reminder[];
  /** The next day on which there is something to remind of. */
  readonly reminderDay?: Day;
}

/** The client has seen every notice up to that one, which is read with them. */
export interface NoticesRead {
  readonly kind: 'NoticesRead';
  readonly clientId: Id;
  readonly sequence: bigint;
  readonly place: number;
}

export type NoticeEvent = BorrowerReminded | NoticesRead;
