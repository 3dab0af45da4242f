import { refuse } from '@mutua/core/kit/result.ts';
import type { FastifyInstance } from 'fastify';
import pg from 'pg';
import Type from 'typebox';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Refused } from './problems.ts';
import { buildTrialApp } from './trial-app.ts';

const Body = Type.Object(
  {
    amount: Type.String({ pattern: '^[0-9]+$' }),
    count: Type.Integer({ minimum: 1, maximum: 600 }),
    method: Type.Optional(Type.Union([Type.Literal('flat'), Type.Literal('bullet')])),
    flows: Type.Optional(
      Type.Array(Type.Object({ day: Type.String({ format: 'date' }) }), { maxItems: 2 }),
    ),
  },
  { additionalProperties: false },
);

const Query = Type.Object({
  limit: Type.Optional(Type.Integer()),
  cursor: Type.Optional(Type.String()),
});
const PUBLIC = { access: 'public' } as const;

let app: FastifyInstance;

beforeEach(async () => {
  app = await buildTrialApp();
  app.post('/api/try', { schema: { body: Body }, config: PUBLIC }, async () => ({ done: true }));
  app.get(
    '/api/query',
    { schema: { querystring: Query }, config: PUBLIC },
    async ({ query }) => query,
  );
});

afterEach(() => app.close());

function post(payload: unknown, language = 'en') {
  return app.inject({
    method: 'POST',
    url: '/api/try',
    headers: { 'accept-language': language, 'content-type': 'application/json' },
    payload: typeof payload === 'string' ? payload : JSON.stringify(payload),
  });
}

describe('a request that the schema refuses', () => {
  it.each([
    [{ amount: '1' }, 'count', 'It is missing.'],
    [{ amount: 1, count: 1 }, 'amount', 'It must be a text.'],
    [{ amount: '1', count: '1' }, 'count', 'It must be a whole number.'],
    [{ amount: '1', count: 1.5 }, 'count', 'It must be a whole number.'],
    [{ amount: '1', count: 0 }, 'count', 'It must be at least 1.'],
    [{ amount: '1', count: 601 }, 'count', 'It must be at most 600.'],
    [{ amount: '-1', count: 1 }, 'amount', 'It must match ^[0-9]+$'],
    [{ amount: '1', count: 1, cuont: 2 }, 'cuont', 'There is no such field.'],
    [{ amount: '1', count: 1, method: 'x' }, 'method', 'It must be one of flat, bullet.'],
    [
      { amount: '1', count: 1, flows: [{ day: '2026-01-01' }, { day: '2026-02-30' }] },
      'flows[1].day',
      'It must be a date such as 2026-11-21.',
    ],
    [{ amount: '1', count: 1, flows: [{}] }, 'flows[0].day', 'It is missing.'],
    [{ amount: '1', count: 1, flows: [1, 2, 3] }, 'flows', 'It must have at most 2 entries.'],
  ])('names the field: %j', async (payload, field, detail) => {
    const answer = await post(payload);
    expect(answer.statusCode).toBe(400);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json()).toEqual({
      type: 'urn:mutua:problem:invalid_input',
      title: 'Please check what you entered',
      status: 400,
      code: 'invalid_input',
      detail: `Please check "${field}": ${detail}`,
      errors: [{ in: 'body', field, detail }],
    });
  });

  it.each([
    ['en', 'Please check the body: It must be an object.'],
    ['zh-CN', '请求内容有误：须为对象。'],
  ])('has no field to name where it is wrong as a whole: %s', async (language, detail) => {
    const answer = await post(null, language);
    expect(answer.json()).toMatchObject({ detail, errors: [{ in: 'body', field: '' }] });
  });

  it('is answered in Chinese when Chinese is asked for', async () => {
    const answer = await post({ amount: '1', count: 0 }, 'zh-CN,zh;q=0.9');
    expect(answer.headers['content-language']).toBe('zh-CN');
    expect(answer.json()).toMatchObject({
      title: '填写有误',
      detail: '“count”填写有误：不得小于 1。',
      errors: [{ in: 'body', field: 'count', detail: '不得小于 1。' }],
    });
  });

  it('says where the field stands when that is not the body', async () => {
    const answer = await app.inject('/api/query?limit=five');
    expect(answer.json()).toMatchObject({ errors: [{ in: 'query', field: 'limit' }] });
  });
});

describe('a whole number in an address', () => {
  it('is read as one where the schema asks for one, and only there', async () => {
    const answer = await app.inject('/api/query?limit=-50&cursor=50');
    expect(answer.json()).toEqual({ limit: -50, cursor: '50' });
  });

  it.each(['', '5.0', '1e3', '05', '+5', ' 5', '0x5', '1234567890123456', '5&limit=6'])(
    'is not guessed at: %s',
    async (text) => {
      const answer = await app.inject(`/api/query?limit=${text}`);
      expect(answer.json()).toMatchObject({ errors: [{ in: 'query', field: 'limit' }] });
    },
  );
});

describe('a request that cannot be read', () => {
  it.each([
    ['{"amount":', 400, 'malformed_body'],
    ['', 400, 'malformed_body'],
    ['{"__proto__": {"x": 1}, "amount":"1","count":1}', 400, 'malformed_body'],
    [`"${'x'.repeat(1_100_000)}"`, 413, 'body_too_large'],
  ])('is refused: %.40s', async (payload, status, code) => {
    const answer = await post(payload);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json()).toMatchObject({ code, status });
  });

  it('is refused in a media type that is not JSON', async () => {
    const headers = { 'content-type': 'application/xml' };
    const answer = await app.inject({ method: 'POST', url: '/api/try', headers, payload: '<a/>' });
    expect(answer.json()).toMatchObject({ code: 'media_type_not_supported', status: 415 });
  });

  it('is refused for an address that is no address', async () => {
    const answer = await app.inject('/api/%ff');
    expect(answer.headers['content-type']).toBe('application/problem+json');
    expect(answer.json()).toMatchObject({ code: 'bad_request', status: 400 });
  });

  it.each(['GET', 'PUT', 'DELETE'] as const)(
    'is not found by another method (%s)',
    async (method) => {
      const answer = await app.inject({ method, url: '/api/try' });
      expect(answer.json()).toMatchObject({ code: 'not_found', status: 404 });
    },
  );
});

describe('a request that a rule refuses', () => {
  it('has the code and the words of the refusal', async () => {
    app.get('/api/refused', { config: PUBLIC }, async () => {
      throw new Refused(refuse('several_solutions', { values: '1, 2' }).refusal);
    });
    const answer = await app.inject('/api/refused');
    expect(answer.statusCode).toBe(422);
    expect(answer.json()).toMatchObject({
      type: 'urn:mutua:problem:several_solutions',
      code: 'several_solutions',
      detail: 'Several rates fit these cash flows: 1, 2',
    });
  });

  it('names the field where the rule does', async () => {
    app.get('/api/refused', { config: PUBLIC }, async () => {
      throw new Refused(
        refuse('invalid_input', { field: 'terms.rate', detail: 'It is odd.' }).refusal,
      );
    });
    const answer = await app.inject('/api/refused');
    expect(answer.json()).toMatchObject({
      status: 400,
      errors: [{ in: 'body', field: 'terms.rate', detail: 'It is odd.' }],
    });
  });
});

describe('a request on which the platform fails', () => {
  it('gets a reference and nothing of what happened inside', async () => {
    app.get('/api/bug', { config: PUBLIC }, async () => {
      throw new Error('The secret is 4711.');
    });
    const answer = await app.inject('/api/bug');
    expect(answer.statusCode).toBe(500);
    const { reference, detail } = answer.json<{ reference: string; detail: string }>();
    expect(reference).toMatch(/^[0-9a-f-]{36}$/);
    expect(detail).toContain(reference);
    expect(answer.body).not.toContain('4711');
    expect(answer.body).not.toContain('app.test');
  });

  it('is not blamed on the database when a file is missing', async () => {
    app.get('/api/file', { config: PUBLIC }, async () => {
      throw Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' });
    });
    expect((await app.inject('/api/file')).statusCode).toBe(500);
  });

  it('is told to come back when the database is not there', async () => {
    const answer = await app.inject('/api/platform');
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
    expect(answer.json()).toMatchObject({ code: 'unavailable', status: 503 });
  });

  it.each(['57P01', '57P03', '08006', '53300'])(
    'is told to come back when PostgreSQL says %s',
    async (code) => {
      app.get('/api/stopping', { config: PUBLIC }, async () => {
        throw Object.assign(new pg.DatabaseError('stopping', 8, 'error'), { code });
      });
      expect((await app.inject('/api/stopping')).statusCode).toBe(503);
    },
  );
});

describe('every answer', () => {
  it('carries the headers that guard a browser', async () => {
    const { headers } = await app.inject('/api/openapi.json');
    expect(headers['content-security-policy']).toContain("script-src 'self'");
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBe('no-referrer');
    expect(headers['cache-control']).toBe('no-store');
    expect(headers).not.toHaveProperty('x-powered-by');
  });

  it('of /health is a problem when the database does not answer', async () => {
    const answer = await app.inject('/health');
    expect(answer.statusCode).toBe(503);
    expect(answer.json()).toMatchObject({ code: 'unavailable' });
  });
});
