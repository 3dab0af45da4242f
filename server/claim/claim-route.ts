// What a lender reads about its claims.
import { ClaimOnWire, ClaimRow } from '@mutua/contract/claim/claim.ts';
import { CLAIM_TABS } from '@mutua/contract/claim/claim-tabs.ts';
import { EvidencePackOnWire } from '@mutua/contract/claim/evidence-pack.ts';
import { PAGE_FIELDS } from '@mutua/contract/http/page.ts';
import { DayOnWire } from '@mutua/contract/money/on-wire.ts';
import { CLAIM_BUCKETS } from '@mutua/core/claim/impairment.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { FastifyInstance } from 'fastify';
import Type, { type Static } from 'typebox';
import { KEY_PARTS, pageOf } from '../http/cursor.ts';
import { dayIn, idIn, present } from '../http/read-fields.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { readClaim, readClaims } from './claim-read.ts';
import { readEvidencePack } from './evidence-read.ts';
import { bucketOf, expectedOn, isLive } from './holdings-read.ts';
import { readPortfolioAccounts } from './portfolio-account-read.ts';
import { isLate } from './portfolio-parts.ts';
import { type PortfolioSources, portfolioSourcesOf } from './portfolio-sources.ts';

const LENDER = { roles: ['lender'] } as const;

const ClaimsQuery = Type.Object(
  {
    ...PAGE_FIELDS,
    state: Type.Optional(Type.Enum(['active', 'on_sale', 'assigned', 'compensated', 'closed'])),
    loanState: Type.Optional(Type.String({ pattern: '^[a-z_]{1,20}$' })),
    tab: Type.Optional(
      Type.Enum([...CLAIM_TABS], {
        description: 'Running; of those, late; repaid; lost; or passed on to somebody else.',
      }),
    ),
    bucket: Type.Optional(Type.Enum([...CLAIM_BUCKETS], { description: 'How late they are.' })),
    dueOn: Type.Optional(DayOnWire('With something due on this day that has not come.')),
    search: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 60,
        description: 'A part of the title, or the beginning of the loan’s id.',
      }),
    ),
  },
  { additionalProperties: false },
);

export function registerClaims(app: FastifyInstance, { pool }: RouteContext): void {
  const sources = portfolioSourcesOf(pool);
  registerList(app, {
    url: '/api/claims',
    access: LENDER,
    operationId: 'listClaims',
    tag: 'claim',
    summary: 'Your claims, the newest first',
    query: ClaimsQuery,
    item: ClaimRow,
    key: [KEY_PARTS.id],
    read: async ({ actor, page, query }) => {
      if (actor === undefined) return undefined;
      const { state, loanState, tab, search } = query;
      const among = await claimsAmong(sources, actor.id, query);
      const asked = { holderId: actor.id, ...present({ state, loanState, tab, search, among }) };
      return pageOf(await readClaims(sources, asked, page), page, {
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
      actor && readClaim(sources, actor.id, idIn(path.claimId, 'claimId')),
  });
  registerRead(app, {
    url: '/api/claims/:claimId/evidence',
    access: LENDER,
    operationId: 'getClaimEvidence',
    tag: 'claim',
    summary: 'All that proves one of your claims: contract, payments, contacts, compensation',
    answer: EvidencePackOnWire,
    read: async ({ actor, path }) =>
      actor && readEvidencePack(sources, actor.id, idIn(path.claimId, 'claimId')),
  });
}

/** The claims that are meant by how their loans stand; nothing where that was not asked. */
async function claimsAmong(
  sources: PortfolioSources,
  holderId: Id,
  { tab, bucket, dueOn }: Static<typeof ClaimsQuery>,
): Promise<readonly Id[] | undefined> {
  if (tab !== 'late' && bucket === undefined && dueOn === undefined) return undefined;
  const day = dueOn === undefined ? undefined : dayIn(dueOn, 'dueOn');
  const accounts = await readPortfolioAccounts(sources, holderId);
  const holdings = await Promise.all(accounts.map((account) => sources.holdings(account)));
  return holdings
    .flat()
    .filter(isLive)
    .filter((holding) => tab !== 'late' || isLate(holding))
    .filter((holding) => bucket === undefined || bucketOf(holding) === bucket)
    .filter((one) => day === undefined || expectedOn(one).some(({ dueDay }) => dueDay === day))
    .map(({ claimId }) => claimId);
}
