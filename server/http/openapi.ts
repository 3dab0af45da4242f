// GET /api/openapi.json: the description of the whole API, made from the schemas that guard it.
import swagger from '@fastify/swagger';
import { FieldError, Problem } from '@mutua/contract/http/problem.ts';
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import type { FastifyInstance, RouteOptions } from 'fastify';
import type { Access } from './access.ts';
import { describeFields } from './described-fields.ts';
import { SESSION_COOKIE } from './guard.ts';
import { statusOfRefusal } from './refusal-status.ts';

const PROBLEM_TYPE = 'application/problem+json';

export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  app.addSchema(FieldError);
  app.addSchema(Problem);
  app.addHook('onRoute', (route) => {
    addSecurity(route);
    addProblemAnswers(route);
  });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Mutua',
        version,
        description:
          'The API of Mutua (互信), an open-source platform for peer-to-peer lending. Money is a string of minor units, a rate a whole number of parts per million, a day an ISO 8601 date. Whatever is refused comes as a problem document (RFC 9457), in the language of `Accept-Language` (zh-CN or en).',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      servers: [{ url: '/', description: 'This installation.' }],
      tags: [
        { name: 'platform', description: 'What the platform says of itself.' },
        { name: 'people', description: 'Who is who, who is signed in, and what each may do.' },
        { name: 'product', description: 'The rules under which loans are made.' },
        { name: 'market', description: 'Listings, and the bids on them.' },
        {
          name: 'loan',
          description: 'A loan for its borrower: what it costs, from application to end.',
        },
        { name: 'claim', description: 'What a lender holds.' },
        {
          name: 'wallet',
          description: 'Money that comes in and goes out, and what its owner authorised.',
        },
        {
          name: 'partner',
          description: 'The portal of partners: their own projects, and no others.',
        },
        { name: 'notice', description: 'What a client was told, and has read.' },
        { name: 'ledger', description: 'Accounts, their statements, and where an amount went.' },
        {
          name: 'disclosure',
          description: 'Public figures of closed days, and the loans behind them.',
        },
        { name: 'office', description: 'The work of the operator’s staff.' },
        { name: 'supervision', description: 'What regulator and auditor read.' },
      ],
      components: { securitySchemes: SECURITY_SCHEMES },
    },
    convertConstToEnum: false,
    refResolver: { buildLocalReference: (json, _base, _fragment, index) => nameOf(json, index) },
  });
  const schema = {
    operationId: 'getOpenApi',
    tags: ['platform'],
    summary: 'This document',
    response: {
      200: { description: 'An OpenAPI 3.1 document.', type: 'object', additionalProperties: true },
    },
  };
  const config = { access: 'public' } as const;
  let document: object | undefined;
  app.get('/api/openapi.json', { schema, config }, async () => {
    document ??= describedDocument(app);
    return document;
  });
}

function describedDocument(app: FastifyInstance): object {
  const document = structuredClone(app.swagger());
  describeFields(document);
  return document;
}

const SECURITY_SCHEMES = {
  cookie: {
    type: 'apiKey',
    in: 'cookie',
    name: SESSION_COOKIE,
    description:
      'For browsers. What changes something is taken only from pages of the same origin, as `Sec-Fetch-Site` or `Origin` say.',
  },
  bearer: {
    type: 'http',
    scheme: 'bearer',
    description: 'For programs: the token of `POST /api/sign-in` with `sessionKind` `bearer`.',
  },
  signature: {
    type: 'apiKey',
    in: 'header',
    name: 'mutua-signature',
    description:
      'For institutions with a key on record: an Ed25519 signature over method, address, `mutua-timestamp`, `mutua-nonce` and the SHA-256 of the body.',
  },
} as const;

/** What the guard asks of each request, in the document's own words; `x-roles` says which roles it lets in. */
function addSecurity(route: RouteOptions): void {
  const { schema, config } = route;
  if (schema === undefined || schema.hide === true) return;
  const access = config?.access ?? 'public';
  route.schema = { ...schema, ...securityOf(access) };
}

function securityOf(access: Access): object {
  if (access === 'public') return { security: [] };
  if (access === 'signed_request') return { security: [{ signature: [] }] };
  const { roles, positions } = access;
  return {
    security: [{ cookie: [] }, { bearer: [] }],
    'x-roles': roles,
    ...(positions === undefined ? {} : { 'x-positions': positions }),
  };
}

/** Every route can answer with a problem; each says so, in the media type that it has. */
function addProblemAnswers(route: RouteOptions): void {
  const { schema, config } = route;
  if (schema === undefined || schema.hide === true) return;
  const named = (schema.response ?? {}) as Readonly<Record<string, unknown>>;
  const takesInput = schema.body !== undefined || schema.querystring !== undefined;
  const isForRoles = typeof config?.access === 'object';
  const codes = codesByStatus([
    ...(takesInput ? (['invalid_input'] as const) : []),
    ...(isForRoles ? (['sign_in_required', 'not_allowed'] as const) : []),
    ...(config?.access === 'signed_request' ? (['signature_wrong', 'busy'] as const) : []),
    ...((schema as RefusingSchema)['x-refusals'] ?? []),
  ]);
  const problems = Object.keys(named).filter((status) => Number(status) >= 400);
  const statuses = [...new Set([...problems, ...codes.keys()])].sort();
  const answers = {
    ...Object.fromEntries(
      statuses.map((status) => [status, problemAnswer(status, codes.get(status))]),
    ),
    default: problemAnswer('default'),
  };
  route.schema = { ...schema, response: { ...named, ...answers } };
}

interface RefusingSchema {
  readonly 'x-refusals'?: readonly RefusalCode[];
}

function codesByStatus(codes: readonly RefusalCode[]): ReadonlyMap<string, readonly string[]> {
  const byStatus = new Map<string, string[]>();
  for (const code of codes) {
    const status = String(statusOfRefusal(code));
    const known = byStatus.get(status) ?? [];
    if (!known.includes(code)) byStatus.set(status, [...known, code]);
  }
  return byStatus;
}

function problemAnswer(status: string, codes: readonly string[] = []): object {
  const words: Readonly<Record<string, string>> = {
    '400': 'The request cannot be used; `errors` names the field.',
    '401': 'Nobody is signed in.',
    '403': 'Whoever is signed in may not do this; `code` says why.',
    '404': 'There is no such thing.',
    '409': 'It does not agree with how things stand; `code` says in what.',
    '422': 'A rule refuses; `code` says which.',
    '429': 'Too often; `Retry-After` says when to come again.',
    '503': 'The platform is unavailable for the moment.',
  };
  return {
    description: [
      words[status] ?? 'Any other problem.',
      ...(codes.length === 0 ? [] : [`Codes: ${codes.map((code) => `\`${code}\``).join(', ')}.`]),
    ].join(' '),
    content: { [PROBLEM_TYPE]: { schema: { $ref: 'Problem#' } } },
  };
}

function nameOf(json: Readonly<Record<string, unknown>>, index: number): string {
  return typeof json.$id === 'string' ? json.$id : `Schema${index}`;
}
