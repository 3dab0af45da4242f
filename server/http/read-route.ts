// A read as a route: who may see it is checked before anything is read, and another's thing is not there.
import { type PAGE_FIELDS, Page, PageQuery } from '@mutua/contract/http/page.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import type { FastifyInstance, FastifyRequest, FastifySchema, RouteHandlerMethod } from 'fastify';
import type { Static, TObject, TSchema } from 'typebox';
import { type Access, actorOf, type PersonActor } from './access.ts';
import { paramsOf } from './command-route.ts';
import { type KeyPart, type PageOf, type PageRequest, readPageRequest } from './cursor.ts';
import { languageOfRequest, orRefused, Refused } from './problems.ts';

interface RouteWords {
  /** Parts such as `:loanId` are ids. */
  readonly url: string;
  readonly access: Exclude<Access, 'signed_request'>;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly path?: TObject;
  /** What it may refuse besides, for the description of the API; of a thing with an id it is said that it may not be there. */
  readonly refusals?: readonly RefusalCode[];
}

export interface Asked<Query extends TObject> {
  readonly path: Readonly<Record<string, string>>;
  readonly query: Static<Query>;
  /** Whoever asks; nobody where anybody may. */
  readonly actor: PersonActor | undefined;
  readonly language: Language;
}

export interface ReadRoute<Query extends TObject, Answer extends TSchema> extends RouteWords {
  readonly query?: Query;
  readonly answer: Answer;
  /** Nothing where it is not there, or not for this reader: nobody can tell which. */
  readonly read: (asked: Asked<Query>) => Promise<Static<Answer> | undefined>;
}

export function registerRead<Query extends TObject, Answer extends TSchema>(
  app: FastifyInstance,
  route: ReadRoute<Query, Answer>,
): void {
  const schema = {
    ...wordsOf(route),
    ...(route.query === undefined ? {} : { querystring: route.query }),
    response: { 200: { description: 'What is so now.', ...route.answer } },
  };
  const handler: RouteHandlerMethod = async (request) => {
    const answer = await route.read(askedOf(request, route.access));
    if (answer === undefined) throw new Refused(refuse('not_found').refusal);
    return answer;
  };
  const config = { access: route.access };
  app.route({ method: 'GET', url: route.url, schema: schema as FastifySchema, config, handler });
}

type ListQuery = TObject<typeof PAGE_FIELDS>;

export interface ListRoute<Query extends ListQuery, Item extends TSchema> extends RouteWords {
  /** With further questions it spreads `PAGE_FIELDS` into its own. */
  readonly query?: Query;
  readonly item: Item;
  /** What the parts of the list's key look like. */
  readonly key: readonly KeyPart[];
  /** Nothing where what the list belongs to is not there, or not for this reader. */
  readonly read: (
    asked: Asked<Query> & { readonly page: PageRequest },
  ) => Promise<PageOf<Static<Item>> | undefined>;
}

export function registerList<Query extends ListQuery, Item extends TSchema>(
  app: FastifyInstance,
  route: ListRoute<Query, Item>,
): void {
  const schema = {
    ...wordsOf(route),
    querystring: route.query ?? PageQuery,
    response: { 200: { description: 'A page of the list.', ...Page(route.item) } },
  };
  const handler: RouteHandlerMethod = async (request) => {
    const asked: Asked<Query> = askedOf(request, route.access);
    const page = orRefused(readPageRequest(asked.query as PageQuery, route.key), 'query');
    const answer = await route.read({ ...asked, page });
    if (answer === undefined) throw new Refused(refuse('not_found').refusal);
    return answer;
  };
  const config = { access: route.access };
  app.route({ method: 'GET', url: route.url, schema: schema as FastifySchema, config, handler });
}

function wordsOf(route: RouteWords) {
  return {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...(route.description === undefined ? {} : { description: route.description }),
    ...paramsOf(route),
    ...refusalsOf(route),
  };
}

function refusalsOf({ url, refusals = [] }: RouteWords) {
  const codes = [...(url.includes(':') ? (['not_found'] as const) : []), ...refusals];
  return codes.length === 0 ? {} : { 'x-refusals': codes };
}

function askedOf<Query extends TObject>(
  request: FastifyRequest,
  access: RouteWords['access'],
): Asked<Query> {
  return {
    path: (request.params ?? {}) as Asked<Query>['path'],
    query: request.query as Static<Query>,
    actor: access === 'public' ? undefined : actorOf(request),
    language: languageOfRequest(request),
  };
}
