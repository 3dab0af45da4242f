// The kinds of cases as data: one row says all that is particular to a kind, and the rules know none of them by name.
import type { LoanState } from '../loan/life.ts';
import type { Position, StaffPosition } from '../people/actor.ts';
import type { CaseKind, CaseSubject, EvidenceKind } from './case.ts';
import { INTERVIEW_RESULTS } from './interview.ts';

/** How long there is to do it. */
export interface CaseClock {
  readonly amount: number;
  readonly unit: 'hours' | 'days';
  /** Whether it stands while an answer from outside is awaited. */
  readonly stopsWhileWaiting: boolean;
}

export interface CaseStepTerms {
  readonly name: string;
  /** What has to lie there when it is done. */
  readonly evidence: readonly EvidenceKind[];
  /** A command of its own says that it is done, and no other. */
  readonly hasOwnCommand?: true;
}

/** What cannot be done while a case of the kind is open. */
export type BlockedAct = 'contact';

export interface CaseKindTerms {
  /** What is entered when it is opened. */
  readonly fields: readonly string[];
  readonly subjects: readonly CaseSubject['kind'][];
  /** In which states of the loan one is opened, or opened again; left out: in any. */
  readonly loanStates?: readonly LoanState[];
  /** Who of the staff opens one; nobody where it follows from what happened, or from what a client asks. */
  readonly openers: readonly Position[];
  readonly mayAct: readonly Position[];
  /** Who releases it as a second person; nobody where none is needed. */
  readonly checkers: readonly Position[];
  /** In their order. */
  readonly steps: readonly CaseStepTerms[];
  readonly clock: CaseClock;
  /** To whom it goes when it is late, one after the other. */
  readonly escalation: readonly StaffPosition[];
  /** With which results somebody may end it. */
  readonly results: readonly string[];
  readonly blocks: readonly BlockedAct[];
}

/** The step whose lack has a refusal of its own. */
export const FEEDBACK_STEP = 'answer_client';

/** The interview itself, which is recorded with its answers. */
export const INTERVIEW_STEP = 'hold_interview';

const TERMS: Readonly<Record<CaseKind, CaseKindTerms>> = {
  // Where a product needs it, it follows from the assessment.
  interview: {
    fields: [],
    subjects: ['loan'],
    loanStates: ['assessed'],
    openers: ['loan_officer', 'risk_analyst', 'committee_member'],
    mayAct: ['loan_officer', 'risk_analyst'],
    checkers: [],
    steps: [{ name: INTERVIEW_STEP, evidence: ['interview_recording'], hasOwnCommand: true }],
    clock: { amount: 10, unit: 'days', stopsWhileWaiting: true },
    escalation: ['loan_officer_lead', 'risk_analyst_lead'],
    results: INTERVIEW_RESULTS,
    blocks: [],
  },
  // Its clock, and who may act, come from the plan of its stage.
  collection: {
    ...{ fields: [], subjects: ['loan'], openers: [], steps: [], blocks: [] },
    mayAct: ['collector', 'service_agent', 'risk_analyst'],
    checkers: [],
    clock: { amount: 3, unit: 'days', stopsWhileWaiting: true },
    escalation: ['collector_lead', 'risk_analyst_lead'],
    results: ['promised'],
  },
  hardship: {
    fields: ['relief', 'circumstances'],
    subjects: ['loan'],
    openers: [],
    mayAct: ['collector', 'service_agent', 'risk_analyst'],
    checkers: ['risk_analyst', 'committee_member'],
    steps: [
      { name: 'gather_facts', evidence: ['hardship_proof'] },
      { name: 'propose_relief', evidence: [] },
    ],
    clock: { amount: 5, unit: 'days', stopsWhileWaiting: true },
    escalation: ['risk_analyst_lead', 'committee_member_lead'],
    results: ['reschedule', 'payment_holiday', 'refused'],
    blocks: ['contact'],
  },
  fraud: {
    fields: ['suspicion'],
    subjects: ['loan', 'client'],
    openers: ['collector', 'service_agent', 'loan_officer', 'risk_analyst', 'compliance_officer'],
    mayAct: ['risk_analyst', 'compliance_officer'],
    checkers: ['risk_analyst', 'compliance_officer'],
    steps: [
      { name: 'gather_facts', evidence: [] },
      { name: 'conclude', evidence: ['fraud_finding'] },
    ],
    clock: { amount: 48, unit: 'hours', stopsWhileWaiting: false },
    escalation: ['risk_analyst_lead', 'compliance_officer_lead'],
    results: ['confirmed', 'unfounded'],
    blocks: [],
  },
  complaint: {
    fields: ['matter'],
    subjects: ['client', 'loan'],
    openers: ['service_agent', 'compliance_officer'],
    mayAct: ['service_agent', 'compliance_officer'],
    checkers: [],
    steps: [
      { name: 'classify', evidence: [] },
      { name: 'handle', evidence: [] },
      { name: FEEDBACK_STEP, evidence: ['complaint_answer'] },
    ],
    clock: { amount: 15, unit: 'days', stopsWhileWaiting: true },
    escalation: ['service_agent_lead', 'compliance_officer_lead'],
    results: ['upheld', 'not_upheld'],
    blocks: [],
  },
  warning: {
    fields: ['sign'],
    subjects: ['loan', 'client'],
    openers: ['risk_analyst', 'collector', 'compliance_officer'],
    mayAct: ['risk_analyst'],
    checkers: [],
    steps: [{ name: 'respond', evidence: [] }],
    clock: { amount: 24, unit: 'hours', stopsWhileWaiting: false },
    escalation: ['risk_analyst_lead'],
    results: ['watched', 'acted_on', 'unfounded'],
    blocks: [],
  },
};

/**
 * All that is particular to a kind.
 *
 * @example caseTermsOf('hardship').blocks // ['contact']
 */
export function caseTermsOf(kind: CaseKind): CaseKindTerms {
  return TERMS[kind];
}
