// A case 事项: work that someone owes by a moment, of a kind defined as data (glossary 3.13 and 5.4).
import type { Id } from '../kit/id.ts';
import type { Currency } from '../money/currency.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { Instant } from '../time/instant.ts';
import type { InterviewSaid, InterviewWork } from './interview.ts';

export type CaseState = (typeof CASE_STATES)[number];

export const CASE_STATES = [
  'open',
  'in_progress',
  'waiting',
  'in_check',
  'closed',
  'cancelled',
] as const;

/** States in which somebody still owes the work. */
export const OPEN_CASE_STATES: readonly CaseState[] = [
  'open',
  'in_progress',
  'waiting',
  'in_check',
];

/** The kinds that there are so far (glossary 4.1). */
export type CaseKind = (typeof CASE_KINDS)[number];

export const CASE_KINDS = [
  'interview',
  'collection',
  'hardship',
  'fraud',
  'complaint',
  'warning',
] as const;

/** What a case is about. */
export interface CaseSubject {
  readonly kind: 'loan' | 'client';
  readonly id: Id;
}

/** A paper that bears something out. */
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const EVIDENCE_KINDS = [
  'loan_contract',
  'debt_statement',
  'hardship_proof',
  'complaint_answer',
  'fraud_finding',
  'court_document',
  'interview_recording',
  'other_document',
] as const;

export interface CaseEvidence {
  readonly kind: EvidenceKind;
  /** Where the paper lies, as the office names it. */
  readonly reference: string;
}

/** The stages of collection (glossary 4.1): by the days overdue, and `legal` by decision. */
export type CollectionStage = (typeof COLLECTION_STAGES)[number];

export const COLLECTION_STAGES = ['early', 'middle', 'final', 'legal'] as const;

/** How far a suit has come, in this order. */
export type CourtStage = (typeof COURT_STAGES)[number];

export const COURT_STAGES = ['filed', 'accepted', 'heard', 'judged', 'enforced'] as const;

/** The legal file 司法卷宗 of a loan: from the decision to go to court on. */
export interface LegalFile {
  readonly decidedOn: Day;
  readonly decidedBy: Id;
  /** The last stage that was reached; left out before the suit is filed. */
  readonly courtStage?: CourtStage;
  readonly courtReference?: string;
  /** All that had been paid on the loan when it went to court; what is paid beyond is its recovery. */
  readonly paidBefore: MinorUnits;
}

/** What a case has besides, while its kind is `collection`. */
export interface CollectionWork {
  readonly stage: CollectionStage;
  readonly daysOverdue: number;
  readonly currency: Currency;
  /** The promise that is still to be kept. */
  readonly promiseId?: Id;
  /** By the end of that day; on it the calendar looks, whatever else happens to the case. */
  readonly promiseDay?: Day;
  readonly legal?: LegalFile;
}

export interface Case {
  readonly id: Id;
  readonly caseKind: CaseKind;
  readonly subjectKind: CaseSubject['kind'];
  readonly subjectId: Id;
  /** The client whom it concerns. */
  readonly clientId: Id;
  readonly state: CaseState;
  /** How many entries its story has. */
  readonly entries: number;
  /** What was entered when it was opened, by the names of the fields of its kind. */
  readonly fields: Readonly<Record<string, string>>;
  /** Who works on it, from the taking on. */
  readonly ownerId?: Id;
  /** Who submitted it, and with which result: while a checker has it, and from then on. */
  readonly makerId?: Id;
  readonly result?: string;
  readonly stepsDone: readonly string[];
  readonly evidence: readonly CaseEvidence[];
  readonly openedAt: Instant;
  readonly openedOn: Day;
  readonly deadlineAt: Instant;
  /** Since when its clock stands. */
  readonly stoppedAt?: Instant;
  /** The deadline passed, and it was not done. */
  readonly late: boolean;
  /** How many positions up it has gone. */
  readonly escalationLevel: number;
  /** The next day on which the calendar has something to do here. */
  readonly nextActionDay?: Day;
  readonly collection?: CollectionWork;
  /** The day for which somebody is expected. */
  readonly bookedDay?: Day;
  readonly interview?: InterviewWork;
  /** Once it was held; gone when the client's personal data is blotted out. */
  readonly interviewSaid?: InterviewSaid;
}

/** One entry of a case's story, as it is kept for ever. */
export interface CaseEntry {
  readonly caseId: Id;
  /** From 1. */
  readonly number: number;
  readonly event: string;
  readonly state: CaseState;
  /** Who had it from then on, and at which stage of collection it was. */
  readonly ownerId?: Id;
  readonly stage?: CollectionStage;
  readonly actor: string;
  readonly at: Instant;
  readonly day: Day;
  /** A code: which step, which stage, which result. */
  readonly detail?: string;
  readonly reason?: string;
}

/**
 * Whether somebody still owes the work.
 *
 * @example isCaseOpen({ state: 'in_check' }) // true
 */
export function isCaseOpen({ state }: Pick<Case, 'state'>): boolean {
  return OPEN_CASE_STATES.includes(state);
}
