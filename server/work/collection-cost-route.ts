// What collecting costs: finance lets it be paid out of the operator's own money or declines it, and the office reads
// what a loan has cost so far.
import { Done } from '@mutua/contract/http/command.ts';
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import {
  CollectionCostOnWire,
  CollectionCostsOfLoan,
  DeclineCostBody,
  OwnAccountOnWire,
  ReleaseCostBody,
} from '@mutua/contract/work/collection-cost.ts';
import { COLLECTION_COST_STATES } from '@mutua/core/work/collection-cost.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { RoleAccess } from '../http/access.ts';
import { registerCommand } from '../http/command-route.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { idIn } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readLoan } from '../loan/servicing-read.ts';
import { readCosts, readCostsOfLoan, readOwnAccounts } from './collection-cost-read.ts';

const FINANCE: RoleAccess = { roles: ['staff'], positions: ['finance_officer'] };
const READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: [
    ...(['finance_officer', 'collector', 'risk_analyst'] as const),
    ...(['compliance_officer', 'internal_auditor'] as const),
  ],
};

export function registerCostPayments(app: FastifyInstance, { lane }: RouteContext): void {
  const words = { access: FINANCE, tag: 'office', answer: Done, write: () => ({}) } as const;
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/collection-costs/:costId/release',
    operationId: 'releaseCollectionCost',
    summary: 'Have a collection cost paid, as another person than the one who wrote it down',
    description: 'Out of the operator’s own money; it is booked when the bank has paid it.',
    body: ReleaseCostBody,
    refusals: ['not_found', 'wrong_stage', 'same_person', 'insufficient_cash'],
    read: ({ path }) => ({ kind: 'ReleaseCollectionCost', costId: idIn(path.costId, 'costId') }),
  });
  registerCommand(app, lane, {
    ...words,
    url: '/api/office/collection-costs/:costId/refusal',
    operationId: 'declineCollectionCost',
    summary: 'Say that a collection cost is not paid',
    body: DeclineCostBody,
    refusals: ['not_found', 'wrong_stage', 'reason_missing'],
    read: ({ path, body: { reason } }) => ({
      ...{ kind: 'DeclineCollectionCost', costId: idIn(path.costId, 'costId'), reason },
    }),
  });
}

export function registerCostReads(app: FastifyInstance, { pool }: RouteContext): void {
  registerList(app, {
    url: '/api/office/collection-costs',
    access: READERS,
    operationId: 'listCollectionCosts',
    tag: 'office',
    summary: 'What collecting costs, the newest first',
    query: Type.Object(
      { ...PAGE_FIELDS, state: Type.Optional(Type.Enum([...COLLECTION_COST_STATES])) },
      { additionalProperties: false },
    ),
    item: CollectionCostOnWire,
    key: [KEY_PARTS.id],
    read: async ({ actor, page, query: { state } }) =>
      actor &&
      pageOf(await readCosts(pool, { actor, state }, page), page, {
        key: ({ costId }) => [costId],
        item: (one) => one,
      }),
  });
  registerRead(app, {
    url: '/api/office/loans/:loanId/collection-costs',
    access: READERS,
    operationId: 'getCollectionCostsOfLoan',
    tag: 'office',
    summary: 'What collecting a loan has cost so far',
    answer: CollectionCostsOfLoan,
    read: async ({ path }) => {
      const loan = await readLoan(pool, idIn(path.loanId, 'loanId'));
      return loan && readCostsOfLoan(pool, loan);
    },
  });
  registerRead(app, {
    url: '/api/office/own-accounts',
    access: READERS,
    operationId: 'listOwnAccounts',
    tag: 'office',
    summary: 'The operator’s own accounts at the custodian, and what is in them',
    answer: Type.Object({ items: Type.Array(OwnAccountOnWire) }),
    read: async () => ({ items: [...(await readOwnAccounts(pool))] }),
  });
}
