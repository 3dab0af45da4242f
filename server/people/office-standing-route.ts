// The office looks people up: who works here, and how a client stands.
import { ClientStanding, StaffInOffice } from '@mutua/contract/office/people-standing.ts';
import type { FastifyInstance } from 'fastify';
import type { RoleAccess } from '../http/access.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { idIn } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readClientStanding, readStaff } from './office-standing-read.ts';

const READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: [
    ...(['compliance_officer', 'service_agent', 'loan_officer', 'risk_analyst'] as const),
    ...(['finance_officer', 'internal_auditor', 'branch_officer', 'collector'] as const),
  ],
};

export function registerStandings(app: FastifyInstance, { pool }: RouteContext): void {
  registerList(app, {
    url: '/api/office/staff',
    access: {
      roles: ['staff', 'regulator', 'auditor'],
      positions: ['administrator', 'compliance_officer', 'internal_auditor'],
    },
    operationId: 'listStaff',
    tag: 'office',
    summary: 'Staff, regulators and auditors who may sign in, the newest first',
    item: StaffInOffice,
    key: [KEY_PARTS.instant, KEY_PARTS.id],
    read: async ({ page }) =>
      pageOf(await readStaff(pool, page), page, {
        key: ({ registeredAt, personId }) => [registeredAt, personId],
        item: (one) => one,
      }),
  });
  registerRead(app, {
    url: '/api/office/clients/:clientId/standing',
    access: READERS,
    operationId: 'getClientStanding',
    tag: 'office',
    summary: 'How a client stands: money, claims, loans, cases and limits',
    answer: ClientStanding,
    read: async ({ actor, path }) =>
      actor && readClientStanding(pool, idIn(path.clientId, 'clientId'), actor),
  });
}
