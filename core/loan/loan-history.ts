// What came to a loan since its disbursement, as the log has it, with what was booked for it and still stands. It is
// read where a repayment is corrected, and never kept: an ordinary repayment costs nothing more.
import type { MutuaEvent } from '../events.ts';
import type { Id } from '../kit/id.ts';
import type { Movement, TransferId } from '../ledger/transfer.ts';
import type { Day } from '../time/day.ts';
import type { RepaymentDistributed } from './events.ts';

/** A transfer that counts: it is no hold, no reversal, and was not reversed. */
export interface StandingTransfer extends Movement {
  readonly id: TransferId;
  readonly bookedDay: Day;
}

/** What one command brought about on the loan. */
export interface HistoryEntry {
  readonly day: Day;
  readonly events: readonly MutuaEvent[];
  /** In the order in which they were booked. */
  readonly transfers: readonly StandingTransfer[];
}

/** Every command that booked something on the accounts of the loan, in their order. */
export interface LoanHistory {
  readonly loanId: Id;
  readonly entries: readonly HistoryEntry[];
}

/** A repayment that was distributed, with what stands of it in the book. */
export interface DistributedRepayment {
  readonly event: RepaymentDistributed;
  readonly entry: HistoryEntry;
  /** Its place among the entries. */
  readonly index: number;
}

/**
 * A repayment that was distributed, by the instruction under which it was.
 *
 * @example repaymentOf({ entries: [] }, 'i') // undefined
 */
export function repaymentOf(
  { loanId, entries }: LoanHistory,
  instructionId: Id,
): DistributedRepayment | undefined {
  for (const [index, entry] of entries.entries()) {
    for (const event of entry.events) {
      if (event.kind !== 'RepaymentDistributed' || event.loanId !== loanId) continue;
      if (event.instructionId === instructionId) return { event, entry, index };
    }
  }
  return undefined;
}

/**
 * Whether the custodian has taken a distribution back.
 *
 * @example isTakenBack({ entries: [] }, 'i') // false
 */
export function isTakenBack({ entries }: LoanHistory, instructionId: Id): boolean {
  return entries.some(({ events }) =>
    events.some(
      (event) => event.kind === 'RepaymentReversed' && event.instructionId === instructionId,
    ),
  );
}

/**
 * Whether an event is of one loan's money.
 *
 * @example isOfLoan({ kind: 'LoanWorked', loanId: 'l' }, 'l') // true
 */
export function isOfLoan(event: MutuaEvent, loanId: Id): boolean {
  if ('loanId' in event) return event.loanId === loanId;
  return event.kind === 'InstructionMade' && event.instruction.loanId === loanId;
}
