// The office looks at clients.
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import { ClientInOffice } from '@mutua/contract/people/client.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import type { RoleAccess } from '../http/access.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { idIn, present } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readClients } from './office-read.ts';

/** Those who work with clients; the others have no business with who they are. */
const READERS: RoleAccess = {
  roles: ['staff', 'regulator', 'auditor'],
  positions: [
    ...(['compliance_officer', 'service_agent', 'loan_officer', 'risk_analyst'] as const),
    ...(['finance_officer', 'internal_auditor', 'branch_officer', 'collector'] as const),
  ],
};

export function registerOfficeClientReads(app: FastifyInstance, { pool }: RouteContext): void {
  registerList(app, {
    url: '/api/office/clients',
    access: READERS,
    operationId: 'listClients',
    tag: 'office',
    summary: 'Clients, the newest first',
    query: Type.Object(
      {
        ...PAGE_FIELDS,
        status: Type.Optional(
          Type.Enum(['registered', 'verified', 'active', 'dormant', 'frozen', 'closed']),
        ),
        isHeld: Type.Optional(
          Type.Enum(['true', 'false'], { description: 'Those whom somebody has to look at.' }),
        ),
      },
      { additionalProperties: false },
    ),
    item: ClientInOffice,
    key: [KEY_PARTS.number],
    read: async ({ actor, page, query: { status, isHeld } }) => {
      if (actor === undefined) return undefined;
      const held = isHeld === undefined ? undefined : isHeld === 'true';
      const clients = await readClients(pool, present({ status, isHeld: held }), page, actor);
      return pageOf(clients, page, {
        key: ({ clientNumber }) => [String(clientNumber)],
        item: (client) => client,
      });
    },
  });
  registerRead(app, {
    url: '/api/office/clients/:clientId',
    access: READERS,
    operationId: 'getClient',
    tag: 'office',
    summary: 'One client',
    answer: ClientInOffice,
    read: async ({ actor, path }) => {
      const clientId = idIn(path.clientId, 'clientId');
      const one = { after: undefined, readLimit: 1 };
      return actor && (await readClients(pool, { clientId }, one, actor))[0];
    },
  });
}
