// What can happen to a case, in the past tense (glossary 5.4), and to the work of collection that is done in it.
import type { Id } from '../kit/id.ts';
import type { TransferId } from '../ledger/transfer.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { StaffPosition } from '../people/actor.ts';
import type { Day } from '../time/day.ts';
import type { Instant } from '../time/instant.ts';
import type { CaseEvidence, CaseKind, CaseSubject, CollectionStage, CourtStage } from './case.ts';
import type { CollectionCost } from './collection-cost.ts';
import type { Contact, PromiseToPay } from './contact.ts';
import type { InterviewRecord, InterviewSaid, InterviewSlot, InterviewWay } from './interview.ts';

/** By when it is to be done from now on, and when the calendar looks at it. */
interface Deadline {
  readonly deadlineAt: Instant;
  readonly nextActionDay: Day;
}

export interface CaseOpened extends Deadline {
  readonly kind: 'CaseOpened';
  readonly caseId: Id;
  readonly caseKind: CaseKind;
  readonly subject: CaseSubject;
  readonly clientId: Id;
  readonly cause:
    | 'by_hand'
    | 'loan_assessed'
    | 'loan_overdue'
    | 'loan_defaulted'
    | 'client_request';
  readonly fields: Readonly<Record<string, string>>;
  readonly reason?: string;
  readonly collection?: {
    readonly stage: CollectionStage;
    readonly daysOverdue: number;
    readonly currency: Currency;
  };
}

export interface CaseTaken {
  readonly kind: 'CaseTaken';
  readonly caseId: Id;
  readonly ownerId: Id;
}

export interface CaseHandedOver {
  readonly kind: 'CaseHandedOver';
  readonly caseId: Id;
  readonly fromId: Id;
  readonly ownerId: Id;
  readonly reason: string;
}

/** An answer from outside is awaited. */
export interface CasePaused {
  readonly kind: 'CasePaused';
  readonly caseId: Id;
  readonly cause: 'by_hand' | 'promise';
  readonly isClockStopped: boolean;
  readonly reason?: string;
  /** Left out: nothing comes to its day while it waits. */
  readonly nextActionDay?: Day;
}

export interface CaseResumed extends Deadline {
  readonly kind: 'CaseResumed';
  readonly caseId: Id;
  readonly cause: 'by_hand' | 'promise_kept' | 'promise_broken';
}

/** One of the steps of its kind was done, with the papers that it asks for. */
export interface CaseStepDone {
  readonly kind: 'CaseStepDone';
  readonly caseId: Id;
  readonly step: string;
  readonly evidence: readonly CaseEvidence[];
  readonly reason: string;
}

export interface CaseSubmitted {
  readonly kind: 'CaseSubmitted';
  readonly caseId: Id;
  readonly makerId: Id;
  readonly result: string;
  readonly reason: string;
}

export interface CaseSentBack {
  readonly kind: 'CaseSentBack';
  readonly caseId: Id;
  readonly checkerId: Id;
  readonly reason: string;
}

export interface CaseClosed {
  readonly kind: 'CaseClosed';
  readonly caseId: Id;
  readonly result: string;
  /** Left out where what it was about came to an end. */
  readonly reason?: string;
}

export interface CaseReopened extends Deadline {
  readonly kind: 'CaseReopened';
  readonly caseId: Id;
  /** `arrears_left`: what was promised is paid, and it was not all that is due. */
  readonly cause: 'by_hand' | 'promise_broken' | 'arrears_left';
  readonly reason?: string;
}

export interface CaseCancelled {
  readonly kind: 'CaseCancelled';
  readonly caseId: Id;
  readonly reason: string;
}

export interface CaseEscalated {
  readonly kind: 'CaseEscalated';
  readonly caseId: Id;
  readonly cause: 'late' | 'promise_broken' | 'by_hand';
  readonly level: number;
  readonly to: StaffPosition;
  readonly reason?: string;
  readonly nextActionDay?: Day;
}

/** Its day came, and there was nothing to do yet. */
export interface CaseLookedAt {
  readonly kind: 'CaseLookedAt';
  readonly caseId: Id;
  readonly nextActionDay?: Day;
}

/** The applicant has chosen when and how to be interviewed; by a day after it somebody has to have done it. */
export interface InterviewBooked extends Deadline {
  readonly kind: 'InterviewBooked';
  readonly caseId: Id;
  readonly loanId: Id;
  readonly slot: InterviewSlot;
  readonly way: InterviewWay;
}

/** Another time was chosen. */
export interface InterviewMoved extends Omit<InterviewBooked, 'kind'> {
  readonly kind: 'InterviewMoved';
}

export interface InterviewHeld extends Omit<InterviewRecord, 'heldOn'> {
  readonly kind: 'InterviewHeld';
  readonly caseId: Id;
  readonly loanId: Id;
  readonly personal?: { readonly said: InterviewSaid };
}

/** By the days overdue, or to `legal` by decision. The plan of the new stage holds from now on. */
export interface CollectionStageMoved extends Deadline {
  readonly kind: 'CollectionStageMoved';
  readonly caseId: Id;
  readonly loanId: Id;
  readonly from: CollectionStage;
  readonly to: CollectionStage;
  readonly daysOverdue: number;
  readonly legal?: {
    readonly decidedBy: Id;
    readonly reason: string;
    readonly evidence: readonly CaseEvidence[];
    readonly paidBefore: MinorUnits;
  };
}

export interface ContactRecorded extends Omit<Contact, 'at'> {
  readonly kind: 'ContactRecorded';
  readonly deadlineAt: Instant;
  /** Left out where the case waits. */
  readonly nextActionDay?: Day;
}

export interface PromiseMade extends Omit<PromiseToPay, 'madeAt' | 'state' | 'paid'> {
  readonly kind: 'PromiseMade';
}

export interface PromiseKept {
  readonly kind: 'PromiseKept';
  readonly promiseId: Id;
  readonly caseId: Id;
  readonly paid: MinorUnits;
}

export interface PromiseBroken {
  readonly kind: 'PromiseBroken';
  readonly promiseId: Id;
  readonly caseId: Id;
  readonly paid: MinorUnits;
}

export interface CourtStageReached extends Deadline {
  readonly kind: 'CourtStageReached';
  readonly caseId: Id;
  readonly courtStage: CourtStage;
  readonly reference: string;
  readonly evidence: readonly CaseEvidence[];
}

export interface CollectionCostRecorded {
  readonly kind: 'CollectionCostRecorded';
  readonly caseId: Id;
  readonly cost: Omit<CollectionCost, 'caseId' | 'recordedOn' | 'state'>;
}

/** Another person than the one who wrote it down lets it be paid; its money is held. */
export interface CollectionCostReleased {
  readonly kind: 'CollectionCostReleased';
  readonly costId: Id;
  readonly caseId: Id;
  readonly checkerId: Id;
  readonly instructionId: Id;
  readonly holdId: TransferId;
}

export interface CollectionCostDeclined {
  readonly kind: 'CollectionCostDeclined';
  readonly costId: Id;
  readonly caseId: Id;
  readonly checkerId: Id;
  readonly reason: string;
}

export interface CollectionCostPaid {
  readonly kind: 'CollectionCostPaid';
  readonly costId: Id;
  readonly caseId: Id;
}

/** The custodian has refused it. */
export interface CollectionCostNotPaid {
  readonly kind: 'CollectionCostNotPaid';
  readonly costId: Id;
  readonly caseId: Id;
  readonly reason: string;
}

export type WorkEvent =
  | CaseOpened
  | CaseTaken
  | CaseHandedOver
  | CasePaused
  | CaseResumed
  | CaseStepDone
  | CaseSubmitted
  | CaseSentBack
  | CaseClosed
  | CaseReopened
  | CaseCancelled
  | CaseEscalated
  | CaseLookedAt
  | InterviewBooked
  | InterviewMoved
  | InterviewHeld
  | CollectionStageMoved
  | ContactRecorded
  | PromiseMade
  | PromiseKept
  | PromiseBroken
  | CourtStageReached
  | CollectionCostRecorded
  | CollectionCostReleased
  | CollectionCostDeclined
  | CollectionCostPaid
  | CollectionCostNotPaid;
