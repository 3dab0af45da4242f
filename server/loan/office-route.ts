// What the office does about a loan: from its application to its listing, and where it has to be asked again.
import { commandBody, Done } from '@mutua/contract/http/command.ts';
import { VerifyFactBody } from '@mutua/contract/loan/application.ts';
import {
  AdvanceRecorded,
  ApproveLoanBody,
  AssessLoanBody,
  DecideBody,
  PrepareListingBody,
  PublishListingBody,
  RecordAdvanceBody,
  ReviewLoanBody,
} from '@mutua/contract/office/loans.ts';
import type { FastifyInstance } from 'fastify';
import type { RoleAccess } from '../http/access.ts';
import { registerCommand } from '../http/command-route.ts';
import { orRefused } from '../http/problems.ts';
import { dayIn, idIn, instantIn, moneyIn } from '../http/read-fields.ts';
import type { RouteContext } from '../http/route-context.ts';
import { PREPARERS } from './application-route.ts';
import { readFactValue } from './fact-values.ts';
import { LoanCurrencies } from './loan-currency-read.ts';

const staff = (...positions: NonNullable<RoleAccess['positions']>): RoleAccess => ({
  roles: ['staff'],
  positions,
});
const DECIDERS = staff('risk_analyst', 'committee_member');
const CLIENT_REFUSALS = ['not_found', 'wrong_stage', 'screening_hold', 'client_frozen'] as const;

export function registerAssessing(app: FastifyInstance, { lane, pool }: RouteContext): void {
  const currencies = new LoanCurrencies(pool);
  registerCommand(app, lane, {
    url: '/api/office/loans/:loanId/verified-facts',
    access: staff(...PREPARERS),
    operationId: 'verifyFact',
    tag: 'office',
    summary: 'Bear out a fact of the file',
    body: VerifyFactBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'currencies_mixed'],
    read: async ({ body: { name, value, source }, path }) => {
      const loanId = idIn(path.loanId, 'loanId');
      const fact = orRefused(readFactValue(name, value, 'value'));
      if (fact.currency !== undefined) await currencies.require(loanId, fact.currency);
      return { kind: 'VerifyFact', loanId, name, value: fact.value, source };
    },
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/office/loans/:loanId/assessment',
    access: staff('risk_analyst'),
    operationId: 'assessLoan',
    tag: 'office',
    summary: 'Assess an application',
    description:
      'Score, grade, price and limit by the policy of the product. What the rules reject is rejected at once.',
    body: AssessLoanBody,
    answer: Done,
    refusals: [
      ...(['not_found', 'wrong_stage', 'file_incomplete', 'fact_not_verified'] as const),
      ...(['rate_above_cap', 'price_out_of_bounds', 'currencies_mixed'] as const),
      ...(['no_solution', 'number_too_large'] as const),
    ],
    read: ({ path }) => ({ kind: 'AssessLoan', loanId: idIn(path.loanId, 'loanId') }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/office/loans/:loanId/review',
    access: staff('risk_analyst'),
    operationId: 'reviewLoan',
    tag: 'office',
    summary: 'Say what should become of an application that the rules referred',
    body: ReviewLoanBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'reason_missing', 'changed_meanwhile'],
    read: ({ body: { opinion, reason }, path }) => ({
      ...{ kind: 'ReviewLoan', loanId: idIn(path.loanId, 'loanId'), opinion, reason },
    }),
    write: () => ({}),
  });
}

export function registerDeciding(app: FastifyInstance, { lane, pool }: RouteContext): void {
  const currencies = new LoanCurrencies(pool);
  registerCommand(app, lane, {
    url: '/api/office/loans/:loanId/approval',
    access: DECIDERS,
    operationId: 'approveLoan',
    tag: 'office',
    summary: 'Approve an application, as a second person',
    body: ApproveLoanBody,
    answer: Done,
    refusals: [
      ...CLIENT_REFUSALS,
      ...(['same_person', 'reason_missing', 'changed_meanwhile', 'step_skipped'] as const),
      'interview_missing',
      ...(['amount_out_of_range', 'authority_exceeded', 'borrower_cap_exceeded'] as const),
      ...(['total_debt_cap_exceeded', 'safeguard_missing', 'currencies_mixed'] as const),
      ...(['rate_above_cap', 'price_out_of_bounds', 'no_solution', 'number_too_large'] as const),
    ],
    read: async ({ body: { loanAmount: money, safeguard, reason }, path }) => {
      const loanId = idIn(path.loanId, 'loanId');
      if (money === undefined) return { kind: 'ApproveLoan', loanId, safeguard, reason };
      const { amount: loanAmount, currency } = moneyIn(money, 'loanAmount');
      await currencies.require(loanId, currency);
      return { kind: 'ApproveLoan', loanId, loanAmount, safeguard, reason };
    },
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/office/loans/:loanId/rejection',
    access: DECIDERS,
    operationId: 'rejectLoan',
    tag: 'office',
    summary: 'Reject an application, as a second person',
    body: DecideBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'same_person', 'reason_missing'],
    read: ({ body: { reason }, path }) => ({
      ...{ kind: 'RejectLoan', loanId: idIn(path.loanId, 'loanId'), reason },
    }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/office/loans/:loanId/withdrawal',
    access: staff('loan_officer_lead', 'risk_analyst_lead', 'compliance_officer_lead'),
    operationId: 'pullLoan',
    tag: 'office',
    summary: 'Pull a loan before its disbursement',
    description: 'Bids that stand go back.',
    body: DecideBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'reason_missing', 'money_in_transit'],
    read: ({ body: { reason }, path }) => ({
      ...{ kind: 'WithdrawLoan', loanId: idIn(path.loanId, 'loanId'), reason },
    }),
    write: () => ({}),
  });
}

/** Glossary 8.5. */
const LISTING_REFUSALS = [
  ...([
    'not_found',
    'wrong_stage',
    'listing_already_exists',
    'term_split',
    'amount_split',
  ] as const),
  ...(['step_skipped', 'forbidden_words', 'client_frozen', 'forbidden_by_rule'] as const),
] as const;

export function registerListing(app: FastifyInstance, { lane, pool }: RouteContext): void {
  const currencies = new LoanCurrencies(pool);
  registerCommand(app, lane, {
    url: '/api/office/loans/:loanId/listing-draft',
    access: staff('loan_officer'),
    operationId: 'prepareListing',
    tag: 'office',
    summary: 'Prepare the listing of an approved loan',
    body: PrepareListingBody,
    answer: Done,
    refusals: [...LISTING_REFUSALS, 'currencies_mixed'],
    read: async ({ body, path }) => {
      const { commandId: _, loanAmount: money, opensAt, collateralIds = [], ...own } = body;
      const loanId = idIn(path.loanId, 'loanId');
      const { amount: loanAmount, currency } = moneyIn(money, 'loanAmount');
      await currencies.require(loanId, currency);
      const opens = instantIn(opensAt, 'opensAt');
      return { kind: 'PrepareListing', loanId, ...own, loanAmount, opensAt: opens, collateralIds };
    },
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/office/loans/:loanId/publication',
    access: staff('loan_officer', 'compliance_officer'),
    operationId: 'publishListing',
    tag: 'office',
    summary: 'Publish a prepared listing, as a second person',
    description: 'What is disclosed and how it is funded are fixed from here on.',
    body: PublishListingBody,
    answer: Done,
    refusals: [
      ...LISTING_REFUSALS,
      ...(['same_person', 'review_missing', 'disclosure_incomplete', 'money_advanced'] as const),
      ...(['safeguard_missing', 'collateral_missing', 'ltv_exceeded'] as const),
      ...(['guarantor_suspended', 'licence_expired'] as const),
      ...(['rate_above_cap'] as const),
    ],
    read: ({ body: { review }, path }) => ({
      ...{ kind: 'ListLoan', loanId: idIn(path.loanId, 'loanId'), review },
    }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/office/loans/:loanId/disbursement',
    access: staff('finance_officer'),
    operationId: 'disburseLoan',
    tag: 'office',
    summary: 'Have the bank asked again to disburse what it refused',
    description: 'Payee, amounts and authorisations are the borrower’s and the lenders’ own.',
    body: commandBody({}),
    answer: Done,
    refusals: [
      ...(['not_found', 'not_fully_funded', 'wrong_stage', 'contract_unsigned'] as const),
      ...(['money_in_transit', 'payee_differs', 'condition_open', 'quote_differs'] as const),
      ...(['custody_account_missing', 'contract_check_failed'] as const),
      ...(['no_solution', 'number_too_large'] as const),
    ],
    read: ({ path }) => ({ kind: 'DisburseLoan', loanId: idIn(path.loanId, 'loanId') }),
    write: () => ({}),
  });
}

export function registerAdvances(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/office/advances',
    access: staff('compliance_officer', 'finance_officer', 'internal_auditor'),
    operationId: 'recordAdvance',
    tag: 'office',
    summary: 'Record money that a borrower received from an account linked to the operator',
    description: 'No loan of this borrower is listed until another person has explained it.',
    body: RecordAdvanceBody,
    answer: AdvanceRecorded,
    refusals: ['not_found'],
    read: ({ body: { borrowerId, payer, amount, receivedOn } }) => ({
      ...{ kind: 'RecordAdvance', borrowerId: idIn(borrowerId, 'borrowerId'), payer },
      ...{ ...moneyIn(amount, 'amount'), receivedOn: dayIn(receivedOn, 'receivedOn') },
    }),
    write: (_, advanceId) => ({ advanceId }),
  });
  registerCommand(app, lane, {
    url: '/api/office/advances/:advanceId/explanation',
    access: staff('compliance_officer'),
    operationId: 'explainAdvance',
    tag: 'office',
    summary: 'Say, as another person, that it was no advance',
    body: DecideBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'same_person', 'reason_missing'],
    read: ({ body: { reason }, path }) => ({
      ...{ kind: 'ExplainAdvance', advanceId: idIn(path.advanceId, 'advanceId'), reason },
    }),
    write: () => ({}),
  });
}
