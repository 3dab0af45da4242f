// What the office reads about money on its way in and out.
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import {
  MoneyWaiting,
  TopUpInOffice,
  WithdrawalInOffice,
} from '@mutua/contract/office/money-flows.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { RoleAccess } from '../http/access.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readMoneyWaiting, readOfficeTopUps, readOfficeWithdrawals } from './office-flows-read.ts';

const READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: ['finance_officer', 'compliance_officer', 'internal_auditor'],
};

export function registerOfficeFlows(app: FastifyInstance, { pool, clock }: RouteContext): void {
  registerRead(app, {
    url: '/api/office/money-waiting',
    access: READERS,
    operationId: 'getMoneyWaiting',
    tag: 'office',
    summary: 'What of the clients’ money waits for somebody',
    answer: MoneyWaiting,
    read: () => readMoneyWaiting(pool),
  });
  registerList(app, {
    url: '/api/office/top-ups',
    access: READERS,
    operationId: 'listOfficeTopUps',
    tag: 'office',
    summary: 'Top-ups of all clients, the newest first',
    query: Type.Object(
      { ...PAGE_FIELDS, state: Type.Optional(TopUpInOffice.properties.state) },
      { additionalProperties: false },
    ),
    item: TopUpInOffice,
    key: [KEY_PARTS.instant, KEY_PARTS.id],
    read: async ({ page, query: { state } }) =>
      pageOf(await readOfficeTopUps(pool, { state, now: clock() }, page), page, {
        key: ({ requestedAt, topUpId }) => [requestedAt, topUpId],
        item: (one) => one,
      }),
  });
  registerList(app, {
    url: '/api/office/withdrawals',
    access: READERS,
    operationId: 'listOfficeWithdrawals',
    tag: 'office',
    summary: 'Withdrawals of all clients, the newest first',
    query: Type.Object(
      { ...PAGE_FIELDS, state: Type.Optional(WithdrawalInOffice.properties.state) },
      { additionalProperties: false },
    ),
    item: WithdrawalInOffice,
    key: [KEY_PARTS.instant, KEY_PARTS.id],
    read: async ({ page, query: { state } }) =>
      pageOf(await readOfficeWithdrawals(pool, { state, now: clock() }, page), page, {
        key: ({ requestedAt, withdrawalId }) => [requestedAt, withdrawalId],
        item: (one) => one,
      }),
  });
}
