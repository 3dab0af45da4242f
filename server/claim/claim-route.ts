// What a lender reads about its claims.
import { ClaimOnWire, ClaimRow, PortfolioOnWire } from '@mutua/contract/claim/claim.ts';
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { idIn, present } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readClaim, readClaims } from './claim-read.ts';
import { readPortfolio } from './portfolio-read.ts';

const LENDER = { roles: ['lender'] } as const;

export function registerClaims(app: FastifyInstance, { pool }: RouteContext): void {
  registerList(app, {
    url: '/api/claims',
    access: LENDER,
    operationId: 'listClaims',
    tag: 'claim',
    summary: 'Your claims, the newest first',
    query: Type.Object(
      {
        ...PAGE_FIELDS,
        state: Type.Optional(Type.Enum(['active', 'on_sale', 'assigned', 'compensated', 'closed'])),
        loanState: Type.Optional(Type.String({ pattern: '^[a-z_]{1,20}$' })),
      },
      { additionalProperties: false },
    ),
    item: ClaimRow,
    key: [KEY_PARTS.id],
    read: async ({ actor, page, query: { state, loanState } }) => {
      if (actor === undefined) return undefined;
      const asked = { holderId: actor.id, ...present({ state, loanState }) };
      return pageOf(await readClaims(pool, asked, page), page, {
        key: ({ claimId }) => [claimId],
        item: (claim) => claim,
      });
    },
  });
  registerRead(app, {
    url: '/api/claims/:claimId',
    access: LENDER,
    operationId: 'getClaim',
    tag: 'claim',
    summary: 'One of your claims: its schedule, what came of it, and what it earns',
    answer: ClaimOnWire,
    read: async ({ actor, path }) =>
      actor && readClaim(pool, actor.id, idIn(path.claimId, 'claimId')),
  });
  registerRead(app, {
    url: '/api/portfolio',
    access: LENDER,
    operationId: 'getPortfolio',
    tag: 'claim',
    summary: 'Your whole account: what it is worth, what it is made of, what it earned',
    answer: Type.Object({ items: Type.Array(PortfolioOnWire) }),
    read: async ({ actor }) => actor && { items: [...(await readPortfolio(pool, actor.id))] },
  });
}
