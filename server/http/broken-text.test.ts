// Texts that no database keeps are refused where they come in, by the name of their field.
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildTrialApp } from './trial-app.ts';

let app: FastifyInstance;

beforeAll(async () => {
  app = await buildTrialApp();
});
afterAll(() => app.close());

const REGISTRATION = {
  ...{ commandId: '01980c1e-0c6e-7cc1-8c5c-0d5a7a0a1f11', clientKind: 'natural_person' },
  ...{ name: '林薇', number: '110105199003071239', mobile: '13800000001', region: '110000' },
  ...{ roles: ['lender'], signInName: 'lin-wei', password: 'correct horse battery' },
  consents: [
    { document: 'service_agreement', version: '1' },
    { document: 'personal_data', version: '1' },
  ],
};

async function register(change: object, language = 'en') {
  const answer = await app.inject({
    ...{ method: 'POST', url: '/api/clients', payload: { ...REGISTRATION, ...change } },
    headers: { 'accept-language': language },
  });
  return { status: answer.statusCode, problem: answer.json() };
}

describe('a text', () => {
  it.each([
    [{ name: 'Lin\u0000Wei' }, 'name'],
    [{ name: 'Lin\u001BWei' }, 'name'],
    [{ name: 'Lin\u0085Wei' }, 'name'],
    [{ name: 'Lin\uD83CWei' }, 'name'],
    [{ password: 'correct horse\u0000battery' }, 'password'],
    [{ consents: [{ document: 'personal_data', version: '1\u0000' }] }, 'consents[0].version'],
    [{ 'no\u0000thing': 1 }, ''],
    [{ 'a/b~c': '\u0000' }, 'a/b~c'],
  ])('with a character that no text has is refused in its place: %j', async (change, field) => {
    const { status, problem } = await register(change);
    expect(status).toBe(400);
    const detail = 'It has a character that no text can have.';
    expect(problem).toMatchObject({
      code: 'invalid_input',
      errors: [{ in: 'body', field, detail }],
    });
    const { problem: chinese } = await register(change, 'zh-CN');
    expect(chinese).toMatchObject({ errors: [{ detail: '含有文本中不能出现的字符。' }] });
  });

  const LINES = [{ document: 'personal_data', version: 'two\nlines\tand more\r\n' }];
  it.each([{ name: '𠮷野' }, { name: 'Ａ Ｂ' }, { consents: LINES }])(
    'of any script, with tabs and line breaks, comes to the door: %j',
    async (change) => {
      expect((await register(change)).problem).not.toHaveProperty('errors');
    },
  );

  it('is found however deep it stands, and in an address', async () => {
    const deep = `${'['.repeat(100_000)}"\\u0000"${']'.repeat(100_000)}`;
    const answer = await app.inject({
      ...{ method: 'POST', url: '/api/clients', payload: `{"name":${deep}}` },
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.json()).toMatchObject({ errors: [{ in: 'body', field: 'name' }] });
    const asked = await app.inject('/api/listings?purpose=%00');
    expect(asked.json()).toMatchObject({ errors: [{ in: 'query', field: 'purpose' }] });
    const thing = await app.inject('/api/listings/%00');
    expect(thing.json()).toMatchObject({ errors: [{ in: 'path', field: 'loanId' }] });
  });
});
