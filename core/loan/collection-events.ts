// What can happen to a loan whose borrower does not pay, in the past tense: from the first day overdue to the loss.
import type { Id } from '../kit/id.ts';
import type { Day } from '../time/day.ts';
import type { ComponentAmounts } from './repay/components.ts';
import type { CollectionProposal, CollectionStep, ServicedAccount } from './servicing.ts';

/** An amount due is still unpaid after its due day and the grace days. */
export interface LoanFellOverdue {
  readonly kind: 'LoanFellOverdue';
  readonly loanId: Id;
  /** The due day of the oldest unpaid instalment. */
  readonly since: Day;
  readonly daysOverdue: number;
  readonly arrears: ComponentAmounts;
}

/** Nothing that is due is unpaid any more. */
export interface ArrearsCleared {
  readonly kind: 'ArrearsCleared';
  readonly loanId: Id;
}

/** By the days overdue, or by what two persons found; nothing becomes due by it. */
export type LoanDefaulted = {
  readonly kind: 'LoanDefaulted';
  readonly loanId: Id;
} & (
  | {
      readonly cause: 'days_overdue';
      readonly since: Day;
      readonly daysOverdue: number;
      readonly arrears: ComponentAmounts;
    }
  | {
      readonly cause: 'unlikely_to_pay';
      readonly makerId: Id;
      readonly checkerId: Id;
      readonly reason: string;
    }
);

/** Nothing that is due on a loan in default is unpaid any more. */
export interface DefaultCured {
  readonly kind: 'DefaultCured';
  readonly loanId: Id;
}

/** One person has prepared a step; it takes the place of an earlier one. */
export interface CollectionStepProposed {
  readonly kind: 'CollectionStepProposed';
  readonly loanId: Id;
  readonly proposal: CollectionProposal;
}

/** Another person did not release it. */
export interface CollectionStepReturned {
  readonly kind: 'CollectionStepReturned';
  readonly loanId: Id;
  readonly step: CollectionStep;
  readonly checkerId: Id;
  readonly reason: string;
}

/** The whole debt is written off, and stays owed. */
export interface LoanWrittenOff {
  readonly kind: 'LoanWrittenOff';
  readonly loanId: Id;
  readonly day: Day;
  readonly amounts: ComponentAmounts;
  /** The instalments that had not fallen due, with their principal alone. */
  readonly rest: readonly ServicedAccount[];
  readonly makerId: Id;
  readonly checkerId: Id;
  readonly reason: string;
}

export type CollectionEvent =
  | LoanFellOverdue
  | ArrearsCleared
  | LoanDefaulted
  | DefaultCured
  | CollectionStepProposed
  | CollectionStepReturned
  | LoanWrittenOff;
