// An application, by its borrower: filing it, completing its file, accepting the terms, signing, taking it back.
import { commandBody, Done } from '@mutua/contract/http/command.ts';
import {
  ApplyForLoanBody,
  type FactsOnWire,
  LoanMade,
  RecordDocumentBody,
  RecordFactBody,
} from '@mutua/contract/loan/application.ts';
import {
  AcceptTermsBody,
  ContractSigned,
  WithdrawLoanBody,
} from '@mutua/contract/loan/servicing.ts';
import type { FactName, FactValue } from '@mutua/core/credit/fact.ts';
import type { Currency } from '@mutua/core/money/currency.ts';
import type { FastifyInstance } from 'fastify';
import type { Static } from 'typebox';
import { eventOf, registerCommand } from '../http/command-route.ts';
import { orRefused } from '../http/problems.ts';
import { idIn, moneyIn, present } from '../http/read-fields.ts';
import type { RouteContext } from '../http/route-context.ts';
import { endingDrafts } from './draft-route.ts';
import { readFactValue } from './fact-values.ts';
import { LoanCurrencies, requireProductCurrency } from './loan-currency-read.ts';

const BORROWER = { roles: ['borrower'] } as const;

/** Glossary 8.3, after what is asked of the client. */
export const APPLICATION_REFUSALS = [
  ...(['identity_not_verified', 'screening_hold', 'client_frozen', 'product_not_live'] as const),
  ...(['age_not_met', 'region_not_covered', 'amount_out_of_range', 'term_out_of_range'] as const),
  ...(['purpose_forbidden', 'offline_required', 'borrower_cap_exceeded'] as const),
  ...(['total_debt_cap_exceeded', 'application_already_open'] as const),
  ...(['not_confirmed_by_borrower', 'related_party_borrower', 'consent_missing'] as const),
  ...(['evidence_missing', 'currencies_mixed'] as const),
] as const;

export function registerApplying(app: FastifyInstance, { lane, pool }: RouteContext): void {
  const currencies = new LoanCurrencies(pool);
  registerCommand(app, endingDrafts(lane, pool), {
    url: '/api/loans',
    access: BORROWER,
    operationId: 'applyForLoan',
    tag: 'loan',
    summary: 'Apply for a loan',
    description:
      'Under the version of the product that is in force. `GET /api/products` says which facts and documents it asks for.',
    body: ApplyForLoanBody,
    answer: LoanMade,
    refusals: APPLICATION_REFUSALS,
    read: async ({ body }) => {
      const { commandId: _, loanAmount: asked, facts: given, channel = 'online', ...terms } = body;
      const { amount: loanAmount, currency } = moneyIn(asked, 'loanAmount');
      const { facts, currencies: ofFacts } = readFacts(given);
      await requireProductCurrency(pool, terms.productCode, [currency, ...ofFacts]);
      const { confirmedByBorrower, ...own } = terms;
      const confirmed = present({ confirmedByBorrower });
      return { kind: 'ApplyForLoan', ...own, loanAmount, channel, facts, ...confirmed };
    },
    write: (events) => ({ loanId: eventOf(events, 'LoanApplied').loanId }),
  });
  registerCommand(app, lane, {
    url: '/api/loans/:loanId/facts',
    access: { roles: ['borrower', 'staff'], positions: [...PREPARERS] },
    operationId: 'recordFact',
    tag: 'loan',
    summary: 'Add a fact to the file of an application',
    body: RecordFactBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'currencies_mixed'],
    read: async ({ body: { name, value }, path }) => {
      const loanId = idIn(path.loanId, 'loanId');
      const fact = orRefused(readFactValue(name, value, 'value'));
      if (fact.currency !== undefined) await currencies.require(loanId, fact.currency);
      return { kind: 'RecordFact', loanId, name, value: fact.value };
    },
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/loans/:loanId/documents',
    access: { roles: ['borrower', 'staff'], positions: [...PREPARERS] },
    operationId: 'recordDocument',
    tag: 'loan',
    summary: 'Say that a document of the file is there',
    body: RecordDocumentBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage'],
    read: ({ body: { document }, path }) => ({
      ...{ kind: 'RecordDocument', loanId: idIn(path.loanId, 'loanId'), document },
    }),
    write: () => ({}),
  });
}

/** Staff who may write into a file. */
export const PREPARERS = ['loan_officer', 'branch_officer', 'risk_analyst'] as const;

function readFacts(given: Static<typeof FactsOnWire>): {
  readonly facts: Readonly<Partial<Record<FactName, FactValue>>>;
  readonly currencies: readonly Currency[];
} {
  const facts: Partial<Record<FactName, FactValue>> = {};
  const currencies: Currency[] = [];
  for (const [key, value] of Object.entries(given)) {
    const name = key as FactName;
    if (value === undefined) continue;
    const fact = orRefused(readFactValue(name, value, `facts.${name}`));
    facts[name] = fact.value;
    if (fact.currency !== undefined) currencies.push(fact.currency);
  }
  return { facts, currencies };
}

export function registerTerms(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/loans/:loanId/terms-acceptance',
    access: BORROWER,
    operationId: 'acceptTerms',
    tag: 'loan',
    summary: 'Accept the approved terms',
    body: AcceptTermsBody,
    answer: Done,
    refusals: [
      ...(['not_found', 'wrong_stage', 'client_frozen', 'custody_account_missing'] as const),
      'quote_differs',
    ],
    read: ({ body: { allInRatePpm }, path }) => ({
      ...{ kind: 'AcceptTerms', loanId: idIn(path.loanId, 'loanId'), allInRatePpm },
    }),
    write: () => ({}),
  });
  registerCommand(app, lane, {
    url: '/api/loans/:loanId/contract-signature',
    access: BORROWER,
    operationId: 'signContract',
    tag: 'loan',
    summary: 'Sign the contract of a fully funded loan',
    description:
      'The contract is written down with its hash, and the bank is asked to disburse the whole principal to you.',
    body: commandBody({}),
    answer: ContractSigned,
    refusals: [
      ...(['not_found', 'not_fully_funded', 'wrong_stage', 'money_in_transit'] as const),
      ...(['contract_check_failed', 'condition_open', 'quote_differs'] as const),
      ...(['custody_account_missing', 'client_frozen'] as const),
      ...(['no_solution', 'number_too_large'] as const),
    ],
    read: ({ path }) => ({ kind: 'SignContract', loanId: idIn(path.loanId, 'loanId') }),
    write: (events) => ({ hash: eventOf(events, 'ContractSigned').contract.hash }),
  });
  registerCommand(app, lane, {
    url: '/api/loans/:loanId/withdrawal',
    access: BORROWER,
    operationId: 'withdrawLoan',
    tag: 'loan',
    summary: 'Take a loan back before its disbursement',
    description: 'From the listing on only where the rule pack allows it; bids that stand go back.',
    body: WithdrawLoanBody,
    answer: Done,
    refusals: ['not_found', 'wrong_stage', 'forbidden_by_rule', 'money_in_transit'],
    read: ({ body: { reason = '' }, path }) => ({
      ...{ kind: 'WithdrawLoan', loanId: idIn(path.loanId, 'loanId'), reason },
    }),
    write: () => ({}),
  });
}
