import cookie from '@fastify/cookie';
import { idOf } from '@mutua/core/kit/id.ts';
import { instantOf } from '@mutua/core/time/instant.ts';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../people/session.ts';
import { type Access, actorOf } from './access.ts';
import { guardRoutes, isCrossOrigin } from './guard.ts';
import { answerError } from './problems.ts';
import { buildTrialApp } from './trial-app.ts';

const ME = idOf('00000000-0000-7000-8000-000000000001');

function sessionOf(change: Partial<Session>): Session {
  return {
    sessionId: idOf('00000000-0000-7000-8000-0000000000aa'),
    personId: ME,
    kind: 'client',
    roles: ['lender'],
    positions: [],
    expiresAt: instantOf('2026-03-01T08:30:00Z'),
    expiresForGoodAt: instantOf('2026-03-01T20:00:00Z'),
    ...change,
  };
}

const SESSIONS: Readonly<Record<string, Session>> = {
  lender: sessionOf({}),
  both: sessionOf({ roles: ['borrower', 'lender'] }),
  analyst: sessionOf({ kind: 'staff', roles: ['staff'], positions: ['risk_analyst'] }),
  lead: sessionOf({ kind: 'staff', roles: ['staff'], positions: ['risk_analyst_lead'] }),
  collector: sessionOf({ kind: 'staff', roles: ['staff'], positions: ['collector'] }),
  newcomer: sessionOf({ kind: 'staff', roles: ['staff'] }),
  regulator: sessionOf({ kind: 'regulator', roles: ['regulator'] }),
};

let app: FastifyInstance;
let seen: [string, boolean | undefined][];

beforeEach(async () => {
  seen = [];
  app = Fastify();
  app.setErrorHandler(answerError);
  await app.register(cookie);
  guardRoutes(app, {
    sessions: {
      find: async (token, isSeen) => {
        seen.push([token, isSeen]);
        return SESSIONS[token];
      },
    },
    publicPaths: ['/*'],
  });
});
afterEach(() => app.close());

function open(access: Access): void {
  app.route({
    method: ['GET', 'POST'],
    url: '/thing',
    config: { access },
    preHandler: async () => undefined,
    handler: async (request) => (typeof access === 'object' ? actorOf(request) : 'open'),
  });
}

async function ask(headers: Readonly<Record<string, string>>, method: 'GET' | 'POST' = 'GET') {
  const answer = await app.inject({ url: '/thing', method, headers });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}

const as = (token: string) => ask({ authorization: `Bearer ${token}` });

describe('a route', () => {
  it.each([
    [{}, 'does not declare config.access'],
    [{ config: {} }, 'does not declare config.access'],
    [{ config: { access: 'open' as 'public' } }, 'declares an access that there is not'],
    [{ config: { access: { roles: [] } } }, 'declares no role'],
    [{ config: { access: { roles: ['root' as 'staff'] } } }, 'declares a role that there is not'],
    [
      { config: { access: { roles: ['lender' as const], positions: ['collector' as const] } } },
      'declares positions, but not the role of staff',
    ],
    [
      { config: { access: { roles: ['staff' as const], positions: [] } } },
      'declares a position that there is not',
    ],
    [{ config: { access: 'signed_request' as const } }, 'brings no check of the signature'],
  ])('cannot be registered when it %j', (options, fault) => {
    expect(() => app.get('/planted', options, async () => 'open')).toThrow(
      `The route GET /planted ${fault}.`,
    );
  });

  it('without a declaration cannot be planted in the platform itself', async () => {
    const platform = await buildTrialApp();
    expect(() => platform.get('/api/planted', async () => 'open')).toThrow(
      'The route GET /api/planted does not declare config.access.',
    );
    const plugin = async (scope: FastifyInstance) => {
      scope.post('/api/planted', async () => 'open');
    };
    await expect(platform.register(plugin)).rejects.toThrow('does not declare config.access');
    await platform.close();
  });

  it('without a declaration may only read, and only where that was agreed', async () => {
    app.get('/*', async () => 'file');
    expect(() => app.post('/*', async () => 'written')).toThrow('does not declare');
    expect((await app.inject('/a.js')).body).toBe('file');
  });
});

describe('a request', () => {
  it('that nobody signed in for is refused, and told how to sign in', async () => {
    open({ roles: ['lender'] });
    const { status, headers, body } = await ask({});
    expect(status).toBe(401);
    expect(headers['www-authenticate']).toBe('Bearer realm="mutua"');
    expect(body).toMatchObject({ code: 'sign_in_required', detail: 'Please sign in first.' });
  });

  it.each(['Bearer unknown', 'Bearer', 'Basic bGVuZGVyOng=', 'lender', 'Bearer a b', ''])(
    'with the authorization "%s" is refused like one without',
    async (authorization) => {
      open({ roles: ['lender'] });
      const { status, body } = await ask({ authorization, cookie: 'mutua_session=lender' });
      expect(status).toBe(401);
      expect(body).toMatchObject({ code: 'sign_in_required' });
    },
  );

  it.each([
    ['lender', ['lender'], undefined, 200],
    ['both', ['borrower'], undefined, 200],
    ['lender', ['borrower'], undefined, 403],
    ['lender', ['staff'], ['risk_analyst'], 403],
    ['analyst', ['staff'], undefined, 200],
    ['analyst', ['staff'], ['risk_analyst'], 200],
    ['analyst', ['staff'], ['risk_analyst_lead'], 403],
    ['lead', ['staff'], ['risk_analyst'], 200],
    ['lead', ['staff'], ['risk_analyst_lead'], 200],
    ['collector', ['staff'], ['risk_analyst', 'finance_officer'], 403],
    ['newcomer', ['staff'], ['risk_analyst'], 403],
    ['analyst', ['lender', 'staff'], ['collector'], 403],
    ['lender', ['lender', 'staff'], ['collector'], 200],
    ['regulator', ['lender', 'staff'], undefined, 403],
  ] as const)(
    'of %s to a route for %j in %j is answered %d',
    async (who, roles, positions, status) => {
      open(positions === undefined ? { roles } : { roles, positions });
      const answer = await as(who);
      expect(answer.status).toBe(status);
      if (status === 403) expect(answer.body).toMatchObject({ code: 'not_allowed' });
    },
  );

  it('tells the route who asks', async () => {
    open({ roles: ['lender'] });
    expect((await as('both')).body).toEqual({
      kind: 'person',
      id: ME,
      roles: ['borrower', 'lender'],
      positions: [],
      sessionId: '00000000-0000-7000-8000-0000000000aa',
    });
  });

  it('that a page makes by itself does not count as seen', async () => {
    open({ roles: ['lender'], isBackground: true });
    await as('lender');
    expect(seen).toEqual([['lender', false]]);
  });

  it.each(['public', 'signed_request'] as const)(
    'to a %s route is let through without asking who it is from',
    async (access) => {
      open(access);
      const answer = await app.inject({
        url: '/thing',
        headers: { cookie: 'mutua_session=lender' },
      });
      expect(answer.body).toBe('open');
      expect(seen).toEqual([]);
    },
  );

  it('to an address that there is not is answered so', async () => {
    expect((await app.inject('/nothing')).statusCode).toBe(404);
  });

  it('in which a route asks for somebody that it did not ask the guard for is a bug', async () => {
    app.get('/confused', { config: { access: 'public' } }, async (request) => actorOf(request));
    expect((await app.inject('/confused')).statusCode).toBe(500);
  });
});

describe('a change asked for with a cookie', () => {
  const COOKIE = { cookie: 'mutua_session=lender', host: 'mutua.example' };

  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, 200],
    [{ origin: 'http://mutua.example' }, 200],
    [{ origin: 'https://other.example', 'sec-fetch-site': 'same-origin' }, 200],
    [{}, 403],
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ 'sec-fetch-site': 'none' }, 403],
    [{ origin: 'http://mutua.example', 'sec-fetch-site': 'cross-site' }, 403],
    [{ origin: 'http://other.example' }, 403],
    [{ origin: 'https://mutua.example' }, 403],
    [{ origin: 'http://mutua.example:8080' }, 403],
    [{ origin: 'null' }, 403],
  ])('is done only for a page of ours: %j', async (headers, status) => {
    open({ roles: ['lender'] });
    const answer = await ask({ ...COOKIE, ...headers }, 'POST');
    expect(answer.status).toBe(status);
    if (status === 403) {
      expect(answer.body).toMatchObject({ code: 'not_allowed' });
      // A page of somebody else does not even keep the session open.
      expect(seen).toEqual([]);
    }
  });

  it('is refused before it is known whose cookie it is; a look is not', async () => {
    open({ roles: ['lender'] });
    expect((await ask(COOKIE, 'GET')).status).toBe(200);
    expect((await ask({ ...COOKIE, 'sec-fetch-site': 'cross-site' }, 'GET')).status).toBe(200);
  });

  it('is not the case where a program brings its token', async () => {
    open({ roles: ['lender'] });
    const headers = { authorization: 'Bearer lender', origin: 'http://other.example' };
    expect((await ask(headers, 'POST')).status).toBe(200);
  });

  it('is measured by the address that browsers see where a proxy stands between', async () => {
    const behind = Fastify();
    behind.get('/', async (request) => isCrossOrigin(request, 'https://mutua.example'));
    const from = async (headers: Readonly<Record<string, string>>) =>
      (await behind.inject({ url: '/', headers: { host: 'inside:3000', ...headers } })).json();
    expect(await from({ origin: 'https://mutua.example' })).toBe(false);
    expect(await from({ origin: 'http://inside:3000' })).toBe(true);
    expect(await from({})).toBe(false);
    expect(await from({ 'sec-fetch-site': 'cross-site' })).toBe(true);
    await behind.close();
  });
});
