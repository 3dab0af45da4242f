// What can happen to a loan whose borrower does not pay, in the past tense: from the first day overdue to the loss.
import type { Id } from '../kit/id.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { AssetClassChanged } from './asset-class.ts';
import type { ComponentAmounts } from './repay/components.ts';
import type { ScheduleChange, ScheduleTerms } from './schedule/terms.ts';
import type {
  CollectionProposal,
  CollectionStep,
  Compromise,
  PlanAsked,
  ServicedAccount,
} from './servicing.ts';

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
      readonly cause: 'unlikely_to_pay' | 'accelerated';
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

/** The whole principal is due, with the interest to the day; later interest and fees are not asked for. */
export interface LoanAccelerated {
  readonly kind: 'LoanAccelerated';
  readonly loanId: Id;
  readonly day: Day;
  readonly change: ScheduleChange;
  /** What became due, as one instalment; it takes the place of all that were to come. */
  readonly account: ServicedAccount;
  readonly makerId: Id;
  readonly checkerId: Id;
  readonly reason: string;
}

/** Debt was given up by those to whom it is owed. */
export interface DebtWaived {
  readonly kind: 'DebtWaived';
  readonly loanId: Id;
  readonly day: Day;
  readonly amounts: ComponentAmounts;
  /** Where the whole debt is given up: the instalments that had not fallen due, with their principal alone. */
  readonly rest?: readonly ServicedAccount[];
  readonly makerId: Id;
  readonly checkerId: Id;
  readonly reason: string;
}

export interface CompromiseAgreed {
  readonly kind: 'CompromiseAgreed';
  readonly loanId: Id;
  readonly compromise: Compromise;
  readonly reason: string;
}

/** The agreed sum was not paid in time: everything is owed as before. */
export interface CompromiseLapsed {
  readonly kind: 'CompromiseLapsed';
  readonly loanId: Id;
  readonly amount: MinorUnits;
  readonly paid: MinorUnits;
}

/** The borrower agreed to a new plan, which waits for a second person. */
export interface RescheduleAccepted {
  readonly kind: 'RescheduleAccepted';
  readonly loanId: Id;
  readonly day: Day;
}

/** What is outstanding is repaid by a new plan. */
export interface LoanRescheduled {
  readonly kind: 'LoanRescheduled';
  readonly loanId: Id;
  readonly day: Day;
  readonly plan: PlanAsked;
  /** Of the plan, from 2. */
  readonly planNumber: number;
  /** All instalments after it, and how many of them have fallen due. */
  readonly accounts: readonly ServicedAccount[];
  readonly fallenDue: number;
  /** With arrears in it, the plan has terms of its own and stands behind the instalments before it. */
  readonly anew?: { readonly terms: ScheduleTerms; readonly earlierRows: number };
  /** Without any, it is a change of the schedule. */
  readonly change?: ScheduleChange;
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
  | LoanWrittenOff
  | AssetClassChanged
  | LoanAccelerated
  | DebtWaived
  | CompromiseAgreed
  | CompromiseLapsed
  | RescheduleAccepted
  | LoanRescheduled;
