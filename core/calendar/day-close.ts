// The close of a day 日结: its lock, with the trial balance, and a digest that carries on that of the day before.
import type { Id } from '../kit/id.ts';
import type { TransferId } from '../ledger/transfer.ts';
import { type Day, formatDay } from '../time/day.ts';
import type { Instant } from '../time/instant.ts';
import type { InstructionState } from '../wallet/instruction.ts';
import type { KindChange, TrialBalanceRow } from './trial-balance.ts';

/** The numbers that a day used, and how many of each there are. */
export interface DayContent {
  readonly firstTransferId: TransferId;
  readonly lastTransferId: TransferId;
  readonly firstSequence: bigint;
  readonly lastSequence: bigint;
  readonly transfers: bigint;
  readonly commands: bigint;
  /** How many accounts the transfers of the day touched. */
  readonly accountsChanged: bigint;
  /** SHA-256, as hexadecimal digits, over all commands and then all transfers of the day, in order. */
  readonly contentDigest: string;
}

/** An instruction that the custodian has not answered for good: its money is in transit 在途资金. */
export interface OpenInstruction {
  readonly instructionId: Id;
  readonly state: InstructionState;
}

/** A closed day, for ever. */
export interface DayClose extends DayContent {
  readonly day: Day;
  readonly closedAt: Instant;
  readonly trialBalance: readonly TrialBalanceRow[];
  readonly inTransit: readonly OpenInstruction[];
  /** Of the day before; left out on the first day of the book. */
  readonly previousDigest?: string;
  readonly digest: string;
}

/** The day was closed: nothing can be booked on it any more. */
export interface DayClosed extends Omit<DayClose, 'closedAt'> {
  readonly kind: 'DayClosed';
}

/** A law that holds for each loan, or for each commit, and was found broken. */
export interface BrokenLaw {
  /** Its number among the laws of the chart (glossary 6). */
  readonly law: 2 | 3 | 4 | 5;
  /** The loan. */
  readonly owner: string;
}

/**
 * Sums over what a day changed, from the database. They are read by the command that closes the day, which is
 * decided alone on fresh facts; its key names the day and where its numbers begin.
 */
export interface DayTotals extends DayContent {
  readonly day: Day;
  readonly changes: readonly KindChange[];
  /** The first few. */
  readonly broken: readonly BrokenLaw[];
}

/** What has to be done before a day can be closed; its key is the day. */
export interface OpenWork {
  readonly day: Day;
  /** Loans whose next day of action has come, by their state. */
  readonly loans: readonly { readonly state: string; readonly count: number }[];
  /** Loans whose reminder day has come. */
  readonly reminders: number;
  /** Cases whose next day has come. */
  readonly cases: number;
  /** Breaks that nobody has explained. */
  readonly breaks: number;
  readonly inTransit: readonly OpenInstruction[];
}

/**
 * Under which key the sums of a day are found.
 *
 * @example dayTotalsKey({ day: dayOf(2026, 3, 2), firstTransferId: 18n, firstSequence: 7n }) // '2026-03-02 18 7'
 */
export function dayTotalsKey({
  day,
  firstTransferId,
  firstSequence,
}: Pick<DayTotals, 'day' | 'firstTransferId' | 'firstSequence'>): string {
  return `${formatDay(day)} ${firstTransferId} ${firstSequence}`;
}
