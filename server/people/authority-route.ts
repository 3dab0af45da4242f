// Authority limits: proposed by one person as a whole table, released by another.
import { commandBody } from '@mutua/contract/http/command.ts';
import {
  AuthorityMade,
  AuthorityOnWire,
  ProposeAuthorityBody,
} from '@mutua/contract/office/authority.ts';
import { parseMinorUnits } from '@mutua/core/money/minor-units.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { eventOf, registerCommand } from '../http/command-route.ts';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { orRefused } from '../http/problems.ts';
import { dayIn } from '../http/read-fields.ts';
import { registerList } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readAuthorities } from './authority-read.ts';

const PROPOSERS = { roles: ['staff'], positions: ['administrator', 'committee_member'] } as const;

export function registerAuthority(app: FastifyInstance, { lane, pool }: RouteContext): void {
  registerList(app, {
    url: '/api/office/authority-limits',
    access: { roles: ['staff', 'regulator', 'auditor'] },
    operationId: 'listAuthorityLimits',
    tag: 'office',
    summary: 'Who may decide up to which amount and grade, every table that ever was',
    item: AuthorityOnWire,
    key: [KEY_PARTS.number],
    read: async ({ actor, page }) =>
      actor &&
      pageOf(await readAuthorities(pool, actor, page), page, {
        key: ({ number }) => [String(number)],
        item: (table) => table,
      }),
  });
  registerCommand(app, lane, {
    url: '/api/office/authority-limits',
    access: PROPOSERS,
    operationId: 'proposeAuthority',
    tag: 'office',
    summary: 'Propose who may decide up to which amount and grade',
    body: ProposeAuthorityBody,
    answer: AuthorityMade,
    refusals: [],
    read: ({ body: { limits, effectiveFrom } }) => ({
      kind: 'ProposeAuthority',
      limits: limits.map(({ position, amountMax, worstGrade }, index) => ({
        ...{ position, worstGrade },
        amountMax: orRefused(parseMinorUnits(amountMax, `limits[${index}].amountMax`)),
      })),
      effectiveFrom: dayIn(effectiveFrom, 'effectiveFrom'),
    }),
    write: (events) => ({ number: eventOf(events, 'AuthorityProposed').number }),
  });
  registerCommand(app, lane, {
    url: '/api/office/authority-limits/:number/approval',
    path: Type.Object({ number: Type.String({ pattern: '^[1-9][0-9]{0,5}$', examples: ['1'] }) }),
    access: PROPOSERS,
    operationId: 'approveAuthority',
    tag: 'office',
    summary: 'Release a table of authority limits, as a second person',
    body: commandBody({}),
    answer: AuthorityMade,
    refusals: ['not_found', 'wrong_stage', 'same_person'],
    read: ({ path: { number } }) => ({ kind: 'ApproveAuthority', number: Number(number) }),
    write: (events) => ({ number: eventOf(events, 'AuthorityApproved').number }),
  });
}
