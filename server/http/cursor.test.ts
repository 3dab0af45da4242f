import { PAGE_FIELDS, Page, PageQuery } from '@mutua/contract/http/page.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import type { FastifyInstance } from 'fastify';
import Type from 'typebox';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KEY_PARTS, pageOf, readPageRequest, writeCursor } from './cursor.ts';
import { Refused } from './problems.ts';
import { buildTrialApp } from './trial-app.ts';

const LIST = [KEY_PARTS.instant, KEY_PARTS.id];
const KEY = ['2026-03-01T08:00:00.000Z', '00000000-0000-7000-8000-000000000001'];
const NUMBERS = Array.from({ length: 7 }, (_, index) => String(index + 1));

let app: FastifyInstance;

beforeAll(async () => {
  app = await buildTrialApp();
  const schema = {
    querystring: PageQuery,
    response: { 200: Page(Type.Object({ number: Type.String() })) },
  };
  app.get<{ Querystring: PageQuery }>(
    '/api/numbers',
    { schema, config: { access: 'public' } },
    async ({ query }) => {
      const page = readPageRequest(query, [KEY_PARTS.number]);
      if (!page.ok) throw new Refused(page.refusal, 'query');
      const { after, readLimit } = page.value;
      const rows = NUMBERS.filter((number) => number > (after?.[0] ?? '')).slice(0, readLimit);
      return pageOf(rows, page.value, { key: (row) => [row], item: (number) => ({ number }) });
    },
  );
});
afterAll(() => app.close());

describe('a list', () => {
  it('comes whole, page by page, each item once', async () => {
    const sizes: number[] = [];
    const numbers: string[] = [];
    let address = '/api/numbers?limit=3';
    for (;;) {
      const answer = await app.inject(address);
      const { items, next } = answer.json<{ items: { number: string }[]; next?: string }>();
      sizes.push(items.length);
      numbers.push(...items.map(({ number }) => number));
      if (next === undefined) break;
      address = `/api/numbers?limit=3&cursor=${next}`;
    }
    expect(sizes).toEqual([3, 3, 1]);
    expect(numbers).toEqual(NUMBERS);
  });

  it('says that nothing follows when the last page is just full', async () => {
    const full = await app.inject('/api/numbers?limit=7');
    expect(full.json()).not.toHaveProperty('next');
    const all = await app.inject('/api/numbers');
    expect(all.json().items).toHaveLength(7);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=201', 'limit'],
    ['limit=many', 'limit'],
    ['size=3', 'size'],
    ['cursor=', 'cursor'],
    ['cursor=x', 'cursor'],
    [`cursor=${'x'.repeat(501)}`, 'cursor'],
    [`cursor=${writeCursor(['drop table'])}`, 'cursor'],
    [`cursor=${writeCursor(['9223372036854775808'])}`, 'cursor'],
    [`cursor=${writeCursor(['1', '2'])}`, 'cursor'],
    [`cursor=${writeCursor([])}`, 'cursor'],
  ])('refuses %s, naming %s', async (query, field) => {
    const answer = await app.inject(`/api/numbers?${query}`);
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({
      code: 'invalid_input',
      errors: [{ in: 'query', field }],
    });
  });
});

describe('a cursor', () => {
  it('is the key that was written', () => {
    const cursor = writeCursor(KEY);
    expect(cursor).toMatch(/^[\w-]+$/);
    expect(readPageRequest({ cursor }, LIST)).toMatchObject({
      ok: true,
      value: { after: KEY, limit: 50, readLimit: 51 },
    });
  });

  it.each([
    writeCursor([KEY[1] ?? '', KEY[0] ?? '']),
    writeCursor(['2026-02-30T08:00:00.000Z', KEY[1] ?? '']),
    `${writeCursor(KEY)}=`,
    `${writeCursor(KEY)} `,
    Buffer.from(JSON.stringify([1, 2])).toString('base64url'),
    Buffer.from(` ${JSON.stringify(KEY)}`).toString('base64url'),
    Buffer.from('{"length":2}').toString('base64url'),
    Buffer.from('null').toString('base64url'),
  ])('that was made up is refused: %s', (cursor) => {
    expect(readPageRequest({ cursor }, LIST)).toEqual(
      refuse('invalid_input', { field: 'cursor', detail: 'It does not have the right form.' }),
    );
  });

  it('stands beside the questions of a list of its own', () => {
    const query = Type.Object({ state: Type.String(), ...PAGE_FIELDS });
    expect(Object.keys(query.properties)).toEqual(['state', 'cursor', 'limit']);
  });
});
