// Every command of a loan's life before its disbursement, in every state: what the map does not have is refused.

import type { Id } from '@mutua/core/kit/id.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { CN } from '@mutua/core/law/cn.ts';
import {
  type LoanState,
  mayHappen,
  TRANSITIONS,
  type TransitionName,
} from '@mutua/core/loan/life.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import { describe, expect, it } from 'vitest';
import {
  ASSESSMENT_RULE,
  aClient,
  anApprovedLoan,
  anInstalledWorld,
  CALENDAR,
  listingOf,
  PERSON_FACTS,
  personRegistration,
  REVIEW,
  STAFF,
} from '../trial-house.ts';
import { newTrialId, type TrialWorld } from '../trial-world.ts';

const STATES: readonly LoanState[] = [
  'applied',
  'assessed',
  'approved',
  'listed',
  'funding',
  'funded',
  'disbursed',
  'repaying',
  'overdue',
  'defaulted',
  'written_off',
  'closed',
  'rejected',
  'withdrawn',
  'failed',
];

interface Asked {
  readonly trial: TrialWorld;
  readonly loanId: Id;
  readonly borrower: Actor & { readonly id: Id };
}

interface Case {
  readonly states: readonly LoanState[];
  readonly ask: (asked: Asked) => readonly [Actor, AnyCommand];
}

const VALUE = PERSON_FACTS.monthly_income ?? { kind: 'count', count: 0 };
const REASON = '理由';

const CASES: Readonly<Record<string, Case>> = {
  RecordFact: {
    states: ['applied', 'assessed'],
    ask: ({ loanId, borrower }) => [
      borrower,
      { kind: 'RecordFact', loanId, name: 'monthly_income', value: VALUE },
    ],
  },
  VerifyFact: {
    states: ['applied', 'assessed'],
    ask: ({ loanId }) => [
      STAFF.analyst,
      { kind: 'VerifyFact', loanId, name: 'monthly_income', value: VALUE, source: 'bank' },
    ],
  },
  RecordDocument: {
    states: ['applied', 'assessed'],
    ask: ({ loanId }) => [
      STAFF.loanOfficer,
      { kind: 'RecordDocument', loanId, document: 'income_proof' },
    ],
  },
  AssessLoan: {
    states: ['applied', 'assessed'],
    ask: ({ loanId }) => [ASSESSMENT_RULE, { kind: 'AssessLoan', loanId }],
  },
  ReviewLoan: {
    states: ['assessed'],
    ask: ({ loanId }) => [
      STAFF.analyst,
      { kind: 'ReviewLoan', loanId, opinion: 'approve', reason: REASON },
    ],
  },
  ApproveLoan: {
    states: ['assessed'],
    ask: ({ loanId }) => [
      STAFF.analystLead,
      { kind: 'ApproveLoan', loanId, safeguard: 'none', reason: REASON },
    ],
  },
  RejectLoan: {
    states: ['applied', 'assessed'],
    ask: ({ loanId }) => [STAFF.analystLead, { kind: 'RejectLoan', loanId, reason: REASON }],
  },
  AcceptTerms: {
    states: ['approved'],
    ask: ({ trial, loanId, borrower }) => {
      const { allInRatePpm = 0 } = trial.fact('loan', loanId);
      return [borrower, { kind: 'AcceptTerms', loanId, allInRatePpm }];
    },
  },
  ExpireApproval: {
    states: ['approved'],
    ask: ({ loanId }) => [CALENDAR, { kind: 'ExpireApproval', loanId }],
  },
  PrepareListing: {
    states: ['approved'],
    ask: ({ trial, loanId }) => [STAFF.loanOfficer, listingOf(loanId, trial.now)],
  },
  ListLoan: {
    states: ['approved'],
    ask: ({ loanId }) => [STAFF.loanOfficerLead, { kind: 'ListLoan', loanId, review: REVIEW }],
  },
  WithdrawLoan: {
    states: ['applied', 'assessed', 'approved', 'listed', 'funding', 'funded'],
    ask: ({ loanId }) => [STAFF.complianceLead, { kind: 'WithdrawLoan', loanId, reason: REASON }],
  },
};

describe.each(Object.entries(CASES))('%s', (_, { states, ask }) => {
  it.each(STATES)('in the state %s', (state) => {
    const asked = aLoanIn(state);
    const { trial } = asked;
    const before = structuredClone(trial.world.difference());
    const answer = trial.ask(...ask(asked));
    if (states.includes(state)) return expect(answer.ok).toBe(true);
    expect(answer).toEqual(refuse('wrong_stage', { state }));
    return expect(trial.world.difference()).toEqual(before);
  });
});

describe('the map of a loan’s life', () => {
  const NAMES = Object.keys(TRANSITIONS) as TransitionName[];

  it('has the ways of the glossary and no others', () => {
    const ways = NAMES.flatMap((name) =>
      STATES.filter((state) => mayHappen(name, state)).map(
        (state) => `${state} ${name} ${TRANSITIONS[name].to}`,
      ),
    );
    expect(ways).toEqual([
      'applied LoanAssessed assessed',
      'assessed LoanReassessed assessed',
      'assessed LoanApproved approved',
      'applied LoanRejected rejected',
      'assessed LoanRejected rejected',
      'approved LoanListed listed',
      'listed FundingOpened funding',
      'funding LoanFunded funded',
      'funding FundingFailed failed',
      'funded LoanDisbursed disbursed',
      'applied LoanWithdrawn withdrawn',
      'assessed LoanWithdrawn withdrawn',
      'approved LoanWithdrawn withdrawn',
      'listed LoanWithdrawn withdrawn',
      'funding LoanWithdrawn withdrawn',
      'funded LoanWithdrawn withdrawn',
      'disbursed RepaymentStarted repaying',
      'repaying LoanFellOverdue overdue',
      'overdue ArrearsCleared repaying',
      'repaying LoanDefaulted defaulted',
      'overdue LoanDefaulted defaulted',
      'defaulted DefaultCured repaying',
      'defaulted LoanWrittenOff written_off',
      'repaying LoanClosed closed',
      'overdue LoanClosed closed',
      'defaulted LoanClosed closed',
      'written_off LoanClosed closed',
    ]);
  });

  it('is written down with actor, moment, day and reason, step by step', () => {
    const { trial, loanId, borrower } = aLoanIn('approved');
    trial.done(STAFF.loanOfficerLead, { kind: 'ListLoan', loanId, review: REVIEW });
    trial.now = plusMs(trial.now, 3_600_000);
    trial.done(CALENDAR, { kind: 'OpenFunding', loanId });
    const steps = [1, 2, 3, 4, 5].map((number) => trial.fact('transition', `${loanId} ${number}`));
    expect(steps.map(({ from, to, actor, reason }) => [from, to, actor, reason])).toEqual([
      [undefined, 'applied', `person ${borrower.id}`, undefined],
      ['applied', 'assessed', 'rule assessment', 'all_rules_met'],
      ['assessed', 'approved', `person ${STAFF.analystLead.id}`, '符合准入条件'],
      ['approved', 'listed', `person ${STAFF.loanOfficerLead.id}`, 'fit'],
      ['listed', 'funding', 'calendar', undefined],
    ]);
    expect(steps.map(({ at, day }) => [at, day])).toEqual([
      ...Array.from({ length: 4 }, () => [plusMs(trial.now, -3_600_000), trial.today]),
      [trial.now, trial.today],
    ]);
  });
});

describe('a loan that is taken back', () => {
  it.each(['applied', 'assessed', 'approved'] as const)(
    'is the borrower’s own, with the reason that the glossary has: %s',
    (state) => {
      const { trial, loanId, borrower } = aLoanIn(state);
      const withdraw = { kind: 'WithdrawLoan', loanId, reason: '' } as const;
      expect(trial.ask(aClient(trial, personRegistration()), withdraw)).toEqual(
        refuse('not_found'),
      );
      expect(trial.ask(STAFF.loanOfficer, withdraw)).toEqual(refuse('not_allowed'));
      trial.done(borrower, withdraw);
      expect(trial.fact('loan', loanId)).toMatchObject({
        state: 'withdrawn',
        withdrawReason: 'by_borrower',
      });
      expect(trial.fact('borrower', borrower.id).openLoanId).toBeUndefined();
    },
  );

  it('from the listing on only where the pack allows it', () => {
    const { trial, loanId, borrower } = aLoanIn('listed');
    const withdraw = { kind: 'WithdrawLoan', loanId, reason: '' } as const;
    const version = trial.fact('productVersion', 'small_credit_loan 1');
    trial.given('productVersion', { ...version, terms: { ...version.terms, packId: 'neutral' } });
    expect(trial.ask(borrower, withdraw)).toEqual(
      refuse('forbidden_by_rule', { clause: 'house_life' }),
    );
    trial.given('productVersion', { ...version, terms: { ...version.terms, packId: CN.id } });
    trial.done(borrower, withdraw);
    expect(trial.fact('loan', loanId).withdrawReason).toBe('by_borrower');
  });

  it('by staff only by a lead, with a reason that is kept', () => {
    const { trial, loanId } = aLoanIn('listed');
    const withdraw = { kind: 'WithdrawLoan', loanId, reason: '资料失实' } as const;
    expect(trial.ask(STAFF.loanOfficer, withdraw)).toEqual(refuse('not_allowed'));
    expect(trial.ask(STAFF.loanOfficerLead, { ...withdraw, reason: ' ' })).toEqual(
      refuse('reason_missing'),
    );
    expect(trial.ask(STAFF.loanOfficerLead, { ...withdraw, loanId: newTrialId() })).toEqual(
      refuse('not_found'),
    );
    trial.done(STAFF.loanOfficerLead, withdraw);
    const { transitions, withdrawReason } = trial.fact('loan', loanId);
    expect(withdrawReason).toBe('pulled');
    expect(trial.fact('transition', `${loanId} ${transitions}`).reason).toBe('资料失实');
  });
});

/** A loan with everything that any state could ask of it, set into that state. */
function aLoanIn(state: LoanState): Asked {
  const trial = anInstalledWorld();
  const borrower = aClient(trial, personRegistration());
  const loanId = anApprovedLoan(trial, borrower);
  trial.done(STAFF.loanOfficer, listingOf(loanId, trial.now));
  const loan = trial.fact('loan', loanId);
  const opensAt = plusMs(trial.now, 3_600_000);
  trial.given('loan', {
    ...loan,
    state,
    funding: {
      minimumBid: loan.loanAmount,
      bidStep: loan.loanAmount,
      opensAt,
      closesAt: plusMs(opensAt, 86_400_000),
      riskNotice: 'risk_notice_1',
      minimumTolerance: 1,
    },
    approvedUntil: addDays(trial.today, 30),
  });
  return { trial, loanId, borrower };
}
