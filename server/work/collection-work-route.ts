// What is done in a case of collection, and the help that a borrower asks for.
import { Done } from '@mutua/contract/http/command.ts';
import { CaseIdResult } from '@mutua/contract/work/case.ts';
import {
  CollectionCostBody,
  ContactIdResult,
  CostIdResult,
  CourtStageBody,
  LegalActionBody,
  PromiseIdResult,
  RecordContactBody,
  RecordPromiseBody,
  RequestHardshipBody,
} from '@mutua/contract/work/contact.ts';
import type { FastifyInstance } from 'fastify';
import type { RoleAccess } from '../http/access.ts';
import { registerCommand } from '../http/command-route.ts';
import { dayIn, idIn, moneyIn } from '../http/read-fields.ts';
import type { RouteContext } from '../http/route-context.ts';

const STAFF: RoleAccess = { roles: ['staff'] };
const DECIDERS: RoleAccess = {
  roles: ['staff'],
  positions: ['risk_analyst', 'committee_member', 'collector_lead'],
};
const FOR_OWNER = ['not_found', 'wrong_stage', 'not_case_owner'] as const;

export function registerCollectionWork(app: FastifyInstance, { lane }: RouteContext): void {
  const words = { access: STAFF, tag: 'office' } as const;
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/cases/:caseId/contacts',
    operationId: 'recordContact',
    summary: 'Record an attempt to reach the borrower',
    description: 'What the law or the plan of the stage does not allow is refused.',
    body: RecordContactBody,
    answer: ContactIdResult,
    refusals: [
      ...FOR_OWNER,
      ...(['contact_third_party', 'contact_paused', 'contact_outside_hours'] as const),
      ...(['contact_limit_reached', 'message_not_approved'] as const),
    ],
    read: ({ path, body: { person, channel, template, outcome, note } }) => ({
      ...{ kind: 'RecordContact', caseId: idIn(path.caseId, 'caseId') },
      ...{ person, channel, template, outcome },
      ...(note !== undefined && { note }),
    }),
    write: (_, contactId) => ({ contactId }),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/cases/:caseId/promises',
    operationId: 'recordPromise',
    summary: 'Take a promise to pay',
    description: 'The case waits for its day, at whose close the promise is kept or broken.',
    body: RecordPromiseBody,
    answer: PromiseIdResult,
    refusals: [...FOR_OWNER, 'currencies_mixed'],
    read: ({ path, body: { day, amount } }) => ({
      ...{ kind: 'RecordPromise', caseId: idIn(path.caseId, 'caseId') },
      ...{ day: dayIn(day, 'day'), ...moneyIn(amount, 'amount') },
    }),
    write: (_, promiseId) => ({ promiseId }),
  });
}

export function registerLegalWork(app: FastifyInstance, { lane }: RouteContext): void {
  const words = { tag: 'office', answer: Done, write: () => ({}) } as const;
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/cases/:caseId/legal-action',
    access: DECIDERS,
    operationId: 'decideLegalAction',
    summary: 'Decide to go to court about a loan in default, as another person than collects',
    body: LegalActionBody,
    refusals: ['not_found', 'wrong_stage', 'same_person', 'reason_missing', 'evidence_missing'],
    read: ({ path, body: { reason, evidence } }) => ({
      ...{ kind: 'DecideLegalAction', caseId: idIn(path.caseId, 'caseId'), reason, evidence },
    }),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/cases/:caseId/court-stages',
    access: STAFF,
    operationId: 'recordCourtStage',
    summary: 'Record how far the suit has come',
    body: CourtStageBody,
    refusals: [...FOR_OWNER, 'step_skipped', 'evidence_missing'],
    read: ({ path, body: { courtStage, reference, evidence } }) => ({
      ...{ kind: 'RecordCourtStage', caseId: idIn(path.caseId, 'caseId') },
      ...{ courtStage, reference, evidence },
    }),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/cases/:caseId/costs',
    access: STAFF,
    operationId: 'recordCollectionCost',
    summary: 'Write down what collecting costs',
    description: 'It moves no money before another person has released its payment.',
    body: CollectionCostBody,
    answer: CostIdResult,
    refusals: [...FOR_OWNER, 'currencies_mixed', 'reason_missing'],
    read: ({ path, body: { amount, purpose, reference, payeeName, payeeAccount } }) => ({
      ...{ kind: 'RecordCollectionCost', caseId: idIn(path.caseId, 'caseId') },
      ...{ ...moneyIn(amount, 'amount'), purpose, reference, payeeName, payeeAccount },
    }),
    write: (_, costId) => ({ costId }),
  });
}

export function registerHardship(app: FastifyInstance, { lane }: RouteContext): void {
  registerCommand(app, lane, {
    url: '/api/loans/:loanId/hardship-requests',
    access: { roles: ['borrower'] },
    operationId: 'requestHardship',
    tag: 'loan',
    summary: 'Ask for help with a loan that you cannot repay as agreed',
    description: 'Until it is answered nobody contacts you about the debt.',
    body: RequestHardshipBody,
    answer: CaseIdResult,
    refusals: ['not_found', 'wrong_stage', 'reason_missing', 'case_open'],
    read: ({ path, body: { relief, circumstances } }) => ({
      ...{ kind: 'RequestHardship', loanId: idIn(path.loanId, 'loanId'), relief, circumstances },
    }),
    write: (_, caseId) => ({ caseId }),
  });
}
