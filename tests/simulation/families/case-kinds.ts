// The kinds of cases as the town's own handbook has them: who works on one, in which steps, and how it may end.
import type { Position, StaffPosition } from '@mutua/core/people/actor.ts';
import type { EvidenceKind } from '@mutua/core/work/case.ts';

export type KindOfCase =
  | 'interview'
  | 'collection'
  | 'hardship'
  | 'fraud'
  | 'complaint'
  | 'warning';

interface Handbook {
  /** Who opens one by hand, about what, and what is to be written down. */
  readonly openers: readonly Position[];
  readonly about: readonly ('loan' | 'client')[];
  readonly fields: readonly string[];
  readonly posts: readonly Position[];
  /** Who looks at the result before it holds. */
  readonly checkers: readonly Position[];
  /** In their order, each with the paper that it needs. */
  readonly steps: readonly { readonly name: string; readonly paper?: EvidenceKind }[];
  readonly results: readonly string[];
  /** To whom it goes up, one after the other. */
  readonly upwards: readonly StaffPosition[];
}

export const HANDBOOK: Readonly<Record<KindOfCase, Handbook>> = {
  // No product of the towns asks for one.
  interview: {
    openers: ['loan_officer', 'risk_analyst', 'committee_member'],
    ...{ about: ['loan'], fields: [] },
    posts: ['loan_officer', 'risk_analyst'],
    checkers: [],
    steps: [{ name: 'hold_interview', paper: 'interview_recording' }],
    results: ['passed', 'not_passed'],
    upwards: ['loan_officer_lead', 'risk_analyst_lead'],
  },
  // Who works on one of these depends on its stage.
  collection: {
    ...{ openers: [], about: ['loan'], fields: [], posts: [], checkers: [], steps: [] },
    results: ['promised'],
    upwards: ['collector_lead', 'risk_analyst_lead'],
  },
  hardship: {
    ...{ openers: [], about: ['loan'], fields: ['relief', 'circumstances'] },
    posts: ['collector', 'service_agent', 'risk_analyst'],
    checkers: ['risk_analyst', 'committee_member'],
    steps: [{ name: 'gather_facts', paper: 'hardship_proof' }, { name: 'propose_relief' }],
    results: ['reschedule', 'payment_holiday', 'refused'],
    upwards: ['risk_analyst_lead', 'committee_member_lead'],
  },
  fraud: {
    openers: ['collector', 'service_agent', 'loan_officer', 'risk_analyst', 'compliance_officer'],
    ...{ about: ['loan', 'client'], fields: ['suspicion'] },
    posts: ['risk_analyst', 'compliance_officer'],
    checkers: ['risk_analyst', 'compliance_officer'],
    steps: [{ name: 'gather_facts' }, { name: 'conclude', paper: 'fraud_finding' }],
    results: ['confirmed', 'unfounded'],
    upwards: ['risk_analyst_lead', 'compliance_officer_lead'],
  },
  complaint: {
    openers: ['service_agent', 'compliance_officer'],
    ...{ about: ['client', 'loan'], fields: ['matter'] },
    posts: ['service_agent', 'compliance_officer'],
    checkers: [],
    steps: [
      { name: 'classify' },
      { name: 'handle' },
      { name: 'answer_client', paper: 'complaint_answer' },
    ],
    results: ['upheld', 'not_upheld'],
    upwards: ['service_agent_lead', 'compliance_officer_lead'],
  },
  warning: {
    openers: ['risk_analyst', 'collector', 'compliance_officer'],
    ...{ about: ['loan', 'client'], fields: ['sign'] },
    posts: ['risk_analyst'],
    checkers: [],
    steps: [{ name: 'respond' }],
    results: ['watched', 'acted_on', 'unfounded'],
    upwards: ['risk_analyst_lead'],
  },
};
