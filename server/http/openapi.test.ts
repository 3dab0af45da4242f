import { FIELD_WORDS } from '@mutua/contract/http/field-words.ts';
import { REFUSAL_WORDS } from '@mutua/contract/words/refusals.ts';
import type { RefusalCode } from '@mutua/core/kit/refusal-codes.ts';
import { Validator } from '@seriousme/openapi-schema-validator';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { describeFields } from './described-fields.ts';
import { statusOfRefusal } from './refusal-status.ts';
import { buildTrialApp } from './trial-app.ts';

interface Operation {
  readonly operationId?: string;
  readonly summary?: string;
  readonly tags?: readonly string[];
  readonly responses: Readonly<Record<string, { readonly description?: string }>>;
  readonly requestBody?: {
    readonly content?: {
      readonly 'application/json'?: {
        readonly schema: { readonly properties?: Readonly<Record<string, object>> };
      };
    };
  };
  readonly security?: readonly object[];
  readonly 'x-roles'?: readonly string[];
  readonly 'x-refusals'?: readonly RefusalCode[];
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly tags: readonly { readonly name: string }[];
  readonly components: { readonly securitySchemes: object };
}

let app: FastifyInstance;
let document: Document;

beforeEach(async () => {
  app = await buildTrialApp();
  const answer = await app.inject('/api/openapi.json');
  document = answer.json();
});

afterEach(() => app.close());

function operations(): (readonly [string, Operation])[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(
      ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
    ),
  );
}

describe('the description of the API', () => {
  it('is OpenAPI 3.1', () => {
    expect(document.openapi).toBe('3.1.0');
  });

  it('is valid against the published schema of OpenAPI, and would not be with a fault', async () => {
    const outcome = await new Validator().validate(structuredClone({ ...document }));
    expect(outcome).toMatchObject({ valid: true });
    const { paths: _, ...withoutPaths } = structuredClone(document);
    const broken = { ...withoutPaths, paths: { health: 'not a path' } };
    expect(await new Validator().validate(broken)).toMatchObject({ valid: false });
  });

  it('has every route that the server has', () => {
    const served = servedRoutes(app);
    expect(served).toContain('POST /api/sign-out-everywhere');
    expect(served).toContain('GET /health');
    expect(new Set(operations().map(([name]) => name))).toEqual(new Set(served));
  });

  it('says of every operation what it is for, under a name of its own and a known tag', () => {
    const tags = document.tags.map(({ name }) => name);
    for (const [name, operation] of operations()) {
      expect(operation.summary, name).toBeTruthy();
      expect(operation.tags?.length, name).toBeGreaterThan(0);
      for (const tag of operation.tags ?? []) expect(tags, name).toContain(tag);
    }
    const ids = operations().map(([, { operationId }]) => operationId);
    expect(ids).not.toContain(undefined);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says of every operation what it answers, and that what fails is a problem document', () => {
    for (const [name, { responses, requestBody }] of operations()) {
      const problem = { 'application/problem+json': { schema: { $ref: problemReference } } };
      expect(responses.default, name).toMatchObject({ content: problem });
      expect(
        Object.keys(responses).some((status) => status.startsWith('2')),
        name,
      ).toBe(true);
      if (requestBody !== undefined)
        expect(responses['400'], name).toMatchObject({ content: problem });
      for (const answer of Object.values(responses)) {
        expect(answer.description, name).toBeTruthy();
        expect(answer.description, name).not.toBe('Default Response');
      }
    }
  });

  it('says of every operation whom it is open to', () => {
    for (const [name, operation] of operations()) {
      const isOpenToRoles = operation['x-roles'] !== undefined;
      expect(operation.security, name).toEqual(
        isOpenToRoles ? [{ cookie: [] }, { bearer: [] }] : [],
      );
      expect('401' in operation.responses && '403' in operation.responses, name).toBe(
        isOpenToRoles,
      );
    }
    const byName = new Map(operations());
    expect(byName.get('GET /api/session')?.['x-roles']).toContain('lender');
    expect(byName.get('POST /api/quotes')).not.toHaveProperty('x-roles');
    expect(document.components.securitySchemes).toMatchObject({
      cookie: { in: 'cookie', name: 'mutua_session' },
      bearer: { type: 'http', scheme: 'bearer' },
    });
  });

  it('names every refusal of a route that is known, under its status, and each has its words', () => {
    const refusing = operations().filter(([, operation]) => operation['x-refusals'] !== undefined);
    expect(refusing.length).toBeGreaterThan(60);
    for (const [name, operation] of refusing) {
      for (const code of operation['x-refusals'] ?? []) {
        expect(REFUSAL_WORDS, `${name} ${code}`).toHaveProperty(code);
        const answer = operation.responses[String(statusOfRefusal(code))];
        expect(answer?.description, `${name} ${code}`).toContain(`\`${code}\``);
      }
    }
    const bid = new Map(operations()).get('POST /api/loans/{loanId}/bids');
    expect(bid?.['x-refusals']).toContain('insufficient_cash');
    expect(bid?.responses['409']?.description).toContain('`command_id_reused`');
  });

  it('gives an example of every field of a command', () => {
    for (const [name, { requestBody }] of operations()) {
      const fields = requestBody?.content?.['application/json']?.schema.properties ?? {};
      if (fields.commandId === undefined) continue;
      for (const [field, schema] of Object.entries(fields)) {
        const isSaid = JSON.stringify(schema).includes('"examples"') || field === 'terms';
        expect(isSaid, `${name} ${field}`).toBe(true);
      }
    }
  });

  it('says of every field what it is', () => {
    const schemas = operations().flatMap(([, operation]) => operation);
    expect(JSON.stringify(schemas)).toContain(FIELD_WORDS.outstanding);
    expect(describeFields(structuredClone(document))).toEqual([]);
  });

  it('says of what institutions send that it has to be signed, and what is answered if it is not', async () => {
    const signed = await buildTrialApp({
      register: (one) => {
        const config = { access: 'signed_request' } as const;
        const schema = { operationId: 'tell', response: { 204: { type: 'null' } } };
        one.post(
          '/api/told',
          { config, schema, preValidation: async () => undefined },
          async () => ({}),
        );
      },
    });
    const { paths } = (await signed.inject('/api/openapi.json')).json() as Document;
    await signed.close();
    const told = paths['/api/told']?.post;
    expect(told?.security).toEqual([{ signature: [] }]);
    expect(told?.responses['403']?.description).toContain('`signature_wrong`');
    expect(told?.responses['503']?.description).toContain('`busy`');
  });

  it('leads from every reference to something', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)];
    expect(references.length).toBeGreaterThan(0);
    for (const [, reference = ''] of references) {
      const steps = reference.replace(/^#\//, '').split('/');
      const found = steps.reduce<unknown>(
        (place, step) => (place as Record<string, unknown> | undefined)?.[step],
        document,
      );
      expect(found, reference).toBeTypeOf('object');
    }
  });
});

const problemReference = '#/components/schemas/Problem';

/** From the server's own drawing, in which an address that begins like another hangs below it. */
function servedRoutes(app: FastifyInstance): string[] {
  const above: string[] = [];
  return app
    .printRoutes({ commonPrefix: false, includeHooks: false })
    .split('\n')
    .flatMap((line) => {
      const [, branch = '', part = '', methods = ''] =
        /^([│├└─\s]+)(\S+)(?: \(([A-Z, ]+)\))?$/.exec(line) ?? [];
      const depth = branch.length / 4;
      const path = `${above[depth - 1] ?? ''}${part}`;
      above[depth] = path;
      return methods
        .split(', ')
        .filter((method) => method !== '' && method !== 'HEAD')
        .map((method) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
    });
}
