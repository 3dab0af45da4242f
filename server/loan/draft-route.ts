// Drafts of applications, by their borrower: saved step by step, seen from any device, gone when filed.
import { LoanDraftOnWire, SaveLoanDraftBody } from '@mutua/contract/loan/draft.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type pg from 'pg';
import Type from 'typebox';
import { actorOf } from '../http/access.ts';
import { pageOf } from '../http/cursor.ts';
import type { Door } from '../http/door.ts';
import { orRefused } from '../http/problems.ts';
import { registerList, registerRead } from '../http/read-route.ts';
import type { RouteContext } from '../http/route-context.ts';
import { checkedDraft, draftRules, readOffer, writeDraft } from './draft-read.ts';
import { deleteDraft, readDraft, readDrafts, saveDraft } from './draft-store.ts';

const BORROWER = { roles: ['borrower'] } as const;
const CODE = /^[a-z][a-z0-9_]{0,63}$/;
const PATH = Type.Object({
  productCode: Type.String({
    pattern: CODE.source,
    description: 'The product; there is one draft for each.',
    examples: ['small_credit_loan'],
  }),
});
const URL = '/api/loan-drafts/:productCode';

export function registerDraftReads(app: FastifyInstance, { pool }: RouteContext): void {
  registerList(app, {
    url: '/api/loan-drafts',
    access: BORROWER,
    operationId: 'listLoanDrafts',
    tag: 'loan',
    summary: 'Your applications that are not filed yet',
    item: LoanDraftOnWire,
    key: [(text) => CODE.test(text)],
    read: async ({ actor, page }) => {
      if (actor === undefined) return undefined;
      const found = pageOf(await readDrafts(pool, actor.id, page), page, {
        key: ({ productCode }) => [productCode],
        item: (draft) => draft,
      });
      const items = await Promise.all(found.items.map((one) => writeDraft(pool, actor.id, one)));
      return { ...found, items: items.filter((one) => one !== undefined) };
    },
  });
  registerRead(app, {
    url: URL,
    access: BORROWER,
    operationId: 'getLoanDraft',
    tag: 'loan',
    summary: 'One of them, with what each step still asks for',
    path: PATH,
    answer: LoanDraftOnWire,
    read: async ({ actor, path: { productCode = '' } }) => {
      if (actor === undefined) return undefined;
      const draft = await readDraft(pool, { borrowerId: actor.id, productCode });
      return draft && writeDraft(pool, actor.id, draft);
    },
  });
}

type SaveRequest = FastifyRequest<{
  Body: SaveLoanDraftBody;
  Params: { readonly productCode: string };
}>;

export function registerDraftSaving(app: FastifyInstance, { pool, clock }: RouteContext): void {
  const schema = {
    operationId: 'saveLoanDraft',
    tags: ['loan'],
    summary: 'Save how far an application is filled in',
    description:
      'The whole of it: what is left out is not filled in any more. It is no command, and no fact comes of it; filing the application deletes it.',
    params: PATH,
    body: SaveLoanDraftBody,
    response: { 200: { description: 'It is saved.', ...LoanDraftOnWire } },
    'x-refusals': [
      ...(['product_not_live', 'amount_out_of_range', 'term_out_of_range'] as const),
      ...(['purpose_forbidden', 'currencies_mixed'] as const),
    ],
  };
  app.put(URL, { schema, config: { access: BORROWER } }, async (request: SaveRequest) => {
    const borrowerId = actorOf(request).id;
    const key = { borrowerId, productCode: request.params.productCode };
    const rules = orRefused(draftRules(await readOffer(pool, key)));
    orRefused(checkedDraft(rules, request.body));
    const saved = await saveDraft(pool, key, request.body, clock());
    const written = saved && (await writeDraft(pool, borrowerId, saved));
    assert(written !== undefined, 'What was checked and saved can be read.');
    return written;
  });
}

type DeleteRequest = FastifyRequest<{ Params: { readonly productCode: string } }>;

export function registerDraftEnd(app: FastifyInstance, { pool }: RouteContext): void {
  const schema = {
    operationId: 'deleteLoanDraft',
    tags: ['loan'],
    summary: 'Throw a draft away',
    description: 'One that is not there is gone already.',
    params: PATH,
    response: { 204: { description: 'It is gone.', type: 'null' } },
  };
  app.delete(
    URL,
    { schema, config: { access: BORROWER } },
    async (request: DeleteRequest, reply) => {
      const { productCode } = request.params;
      await deleteDraft(pool, { borrowerId: actorOf(request).id, productCode });
      return reply.status(204).send();
    },
  );
}

/** The door for applications: whoever has filed one has no draft of it any more. */
export function endingDrafts(door: Pick<Door, 'commit'>, pool: pg.Pool): Pick<Door, 'commit'> {
  return {
    commit: async (request) => {
      const outcome = await door.commit(request);
      const { actor, command } = request;
      if (outcome.ok && command.kind === 'ApplyForLoan' && actor.kind === 'person') {
        await deleteDraft(pool, { borrowerId: actor.id, productCode: command.productCode });
      }
      return outcome;
    },
  };
}
