import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lazyCompilers } from './lazy-compilers.ts';
import { buildTrialApp } from './trial-app.ts';

const AMOUNT = {
  type: 'object',
  additionalProperties: false,
  required: ['amount'],
  properties: { amount: { type: 'integer', minimum: 1 } },
};
const UNKNOWN_TYPE = { type: 'object', properties: { amount: { type: 'money' } } };

let app: FastifyInstance;

beforeEach(() => {
  app = Fastify({ schemaController: lazyCompilers() });
});
afterEach(() => app.close());

function pay(amount: unknown) {
  return app.inject({ method: 'POST', url: '/pay', body: { amount } as object });
}

describe('the schemas of a route', () => {
  it('check each request, and say of each what was wrong with it', async () => {
    app.post('/pay', { schema: { body: AMOUNT } }, () => ({}));
    const answers = [];
    for (const amount of [0, 1, 'x', 2]) answers.push(await pay(amount));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([400, 200, 400, 200]);
    expect(answers[0]?.json().message).toContain('must be >= 1');
    expect(answers[2]?.json().message).toContain('must be integer');
  });

  it('let out of an answer what they name, and nothing else', async () => {
    app.get('/paid', { schema: { response: { 200: AMOUNT } } }, () => ({ amount: 7, secret: 'x' }));
    for (let time = 0; time < 2; time += 1) {
      expect((await app.inject('/paid')).body).toBe('{"amount":7}');
    }
  });

  it('are not looked at before a request', async () => {
    app.post('/pay', { schema: { body: UNKNOWN_TYPE } }, () => ({}));
    await app.ready();
    expect((await pay(1)).statusCode).toBe(500);
  });
});

describe('the platform', () => {
  it('has no schema that cannot be compiled', async () => {
    const platform = await buildTrialApp({ schemaController: {} });
    await expect(platform.ready()).resolves.toBeDefined();
    await platform.close();
  });
});
