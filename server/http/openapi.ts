// GET /api/openapi.json: the description of the whole API, made from the schemas that guard it.
import swagger from '@fastify/swagger';
import { FieldError, Problem } from '@mutua/contract/http/problem.ts';
import type { FastifyInstance, RouteOptions } from 'fastify';

const PROBLEM_TYPE = 'application/problem+json';

export async function describeApi(app: FastifyInstance, version: string): Promise<void> {
  app.addSchema(FieldError);
  app.addSchema(Problem);
  app.addHook('onRoute', (route) => {
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
        { name: 'loan', description: 'What a loan costs.' },
      ],
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
  app.get('/api/openapi.json', { schema }, async () => app.swagger());
}

/** Every route can answer with a problem; each says so, in the media type that it has. */
function addProblemAnswers(route: RouteOptions): void {
  const { schema } = route;
  if (schema === undefined || schema.hide === true) return;
  const named = (schema.response ?? {}) as Readonly<Record<string, unknown>>;
  const takesInput = schema.body !== undefined || schema.querystring !== undefined;
  const problems = Object.keys(named).filter((status) => Number(status) >= 400);
  const answers = {
    ...Object.fromEntries(problems.map((status) => [status, problemAnswer(status)])),
    ...(takesInput ? { '400': problemAnswer('400') } : {}),
    default: problemAnswer('default'),
  };
  route.schema = { ...schema, response: { ...named, ...answers } };
}

function problemAnswer(status: string): object {
  const words: Readonly<Record<string, string>> = {
    '400': 'The request cannot be used; `errors` names the field.',
    '404': 'There is no such thing.',
    '422': 'A rule refuses; `code` says which.',
    '503': 'The platform is unavailable for the moment.',
  };
  return {
    description: words[status] ?? 'Any other problem.',
    content: { [PROBLEM_TYPE]: { schema: { $ref: 'Problem#' } } },
  };
}

function nameOf(json: Readonly<Record<string, unknown>>, index: number): string {
  return typeof json.$id === 'string' ? json.$id : `Schema${index}`;
}
