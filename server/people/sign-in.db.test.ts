import { idOf } from '@mutua/core/kit/id.ts';
import { type Instant, instantOf, plusMs } from '@mutua/core/time/instant.ts';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { v7 as newId } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makePool } from '../database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../database/trial-database.ts';
import { buildTrialApp } from '../http/trial-app.ts';
import { hashPassword } from './password.ts';
import { insertSignIns, readTakenNames, type SignIn } from './sign-in-store.ts';

const CHEAP = { costLog2: 10, blockSize: 8, parallelization: 1 };
const PASSWORD = 'correct horse battery';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const WRONG = { code: 'invalid_input', errors: [{ field: 'password' }] };

let server: TrialDatabase;
let pool: pg.Pool;
let app: FastifyInstance;
let now: Instant;
let count = 0;

beforeAll(async () => {
  server = await startTrialDatabase();
  pool = makePool(server.application);
});
afterAll(async () => {
  await pool.end();
  await server.remove();
});
beforeEach(async () => {
  now = instantOf('2026-03-01T08:00:00Z');
  await pool.query('delete from people.sign_in_failure');
  app = await makeApp();
});
afterEach(() => app.close());

function makeApp(signInLimits = { perAddress: 1_000, perName: 1_000 }): Promise<FastifyInstance> {
  const passwordWorkLimits = { cost: CHEAP };
  return buildTrialApp({ pool, clock: () => now, signInLimits, passwordWorkLimits });
}

const later = (milliseconds: number) => {
  now = plusMs(now, milliseconds);
};

async function register(change: Partial<SignIn> = {}): Promise<SignIn> {
  count += 1;
  const signIn: SignIn = {
    personId: idOf(newId()),
    kind: 'client',
    signInName: `person-${count}`,
    passwordHash: await hashPassword(PASSWORD, CHEAP),
    roles: ['lender'],
    positions: [],
    ...change,
  };
  await insertSignIns(pool, [signIn], now);
  return signIn;
}

async function signIn(signInName: string, password = PASSWORD, more: object = {}) {
  const answer = await app.inject({
    method: 'POST',
    url: '/api/sign-in',
    payload: { signInName, password, sessionKind: 'bearer', ...more },
  });
  return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
}

async function tokenOf(signInName: string): Promise<string> {
  const { body } = await signIn(signInName);
  return body.token;
}

async function whoAmI(token: string, by = app) {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await by.inject({ url: '/api/session', headers });
  return { status: answer.statusCode, body: answer.json() };
}

describe('signing in', () => {
  it('opens a session that says who it is, for a program', async () => {
    const { personId, signInName } = await register({ roles: ['borrower', 'lender'] });
    const { status, headers, body } = await signIn(` ${signInName.toUpperCase()} `);
    expect(status).toBe(200);
    expect(headers).not.toHaveProperty('set-cookie');
    expect(body.token).toMatch(/^[\w-]{43}$/);
    const session = {
      sessionId: expect.any(String),
      personId,
      kind: 'client',
      roles: ['borrower', 'lender'],
      positions: [],
      expiresAt: '2026-03-01T08:30:00.000Z',
      expiresForGoodAt: '2026-03-01T20:00:00.000Z',
    };
    expect(await whoAmI(body.token)).toEqual({ status: 200, body: session });
  });

  it('gives a browser a cookie that no script and no other page can use', async () => {
    const { signInName, personId } = await register();
    const { headers, body } = await signIn(signInName, PASSWORD, { sessionKind: 'cookie' });
    expect(body).not.toHaveProperty('token');
    const [cookie = '', ...attributes] = String(headers['set-cookie']).split('; ');
    expect(cookie).toMatch(/^mutua_session=[\w-]{43}$/);
    expect(attributes).toEqual(['Max-Age=43200', 'Path=/', 'HttpOnly', 'SameSite=Lax']);
    const answer = await app.inject({ url: '/api/session', headers: { cookie } });
    expect(answer.json()).toMatchObject({ personId });
  });

  it('marks the cookie as secure where browsers come by https', async () => {
    const { signInName } = await register();
    await app.close();
    app = await buildTrialApp({ pool, clock: () => now, publicOrigin: 'https://mutua.example' });
    const { headers } = await signIn(signInName, PASSWORD, { sessionKind: 'cookie' });
    expect(headers['set-cookie']).toContain('; Secure');
  });

  it('again in the same browser ends the session before', async () => {
    const { signInName } = await register();
    const first = await signIn(signInName, PASSWORD, { sessionKind: 'cookie' });
    const cookie = String(first.headers['set-cookie']).split(';')[0] ?? '';
    await app.inject({
      method: 'POST',
      url: '/api/sign-in',
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      payload: { signInName, password: PASSWORD },
    });
    const answer = await app.inject({ url: '/api/session', headers: { cookie } });
    expect(answer.statusCode).toBe(401);
  });

  it('is not done for a page of somebody else', async () => {
    const { signInName } = await register();
    const answer = await app.inject({
      method: 'POST',
      url: '/api/sign-in',
      headers: { 'sec-fetch-site': 'cross-site' },
      payload: { signInName, password: PASSWORD },
    });
    expect(answer.statusCode).toBe(403);
    expect(answer.json()).toMatchObject({ code: 'not_allowed' });
  });

  it.each([
    [{ password: 'x' }, 'signInName'],
    [{ signInName: 'x' }, 'password'],
    [{ signInName: 'x', password: 1 }, 'password'],
    [{ signInName: 'x', password: 'x'.repeat(201) }, 'password'],
    [{ signInName: 'x'.repeat(201), password: 'x' }, 'signInName'],
    [{ signInName: 'x', password: 'x', role: 'staff' }, 'role'],
    [{ signInName: 'x', password: 'x', sessionKind: 'both' }, 'sessionKind'],
  ])('is refused when it cannot be read: %j', async (payload, field) => {
    const answer = await app.inject({ method: 'POST', url: '/api/sign-in', payload });
    expect(answer.statusCode).toBe(400);
    expect(answer.json()).toMatchObject({ code: 'invalid_input', errors: [{ field }] });
  });
});

describe('a sign-in that fails', () => {
  it('says the same of a name that nobody has and of a wrong password', async () => {
    const { signInName } = await register();
    const wrong = await signIn(signInName, 'wrong horse battery');
    const unknown = await signIn('nobody-at-all', 'wrong horse battery');
    expect(wrong.status).toBe(400);
    expect(wrong.body).toMatchObject(WRONG);
    expect(unknown.status).toBe(wrong.status);
    expect(unknown.body).toEqual(wrong.body);
    expect(Object.keys(unknown.headers)).toEqual(Object.keys(wrong.headers));
  });

  it('costs a hash, whether anybody has the name or not; only a locked one costs nothing', async () => {
    const cost = { ...CHEAP, costLog2: 15 };
    await app.close();
    app = await buildTrialApp({ pool, clock: () => now, passwordWorkLimits: { cost } });
    const { signInName } = await register({ passwordHash: await hashPassword(PASSWORD, cost) });
    for (let failure = 1; failure <= 5; failure += 1) await signIn('locked', 'wrong');
    const costs: number[] = [];
    for (const name of [signInName, 'nobody-here', 'locked']) {
      const began = process.cpuUsage();
      await signIn(name, 'wrong horse battery');
      const { user, system } = process.cpuUsage(began);
      costs.push((user + system) / 1_000);
    }
    const [known = 0, unknown = 0, locked = 0] = costs;
    expect(Math.min(known, unknown)).toBeGreaterThan(30);
    expect(Math.max(known, unknown)).toBeLessThan(2.5 * Math.min(known, unknown));
    expect(locked).toBeLessThan(Math.min(known, unknown) / 2);
  });

  it('locks the name at the fifth failure, then for longer with each', async () => {
    const { signInName } = await register();
    const minutes: number[] = [];
    for (let failure = 1; failure <= 4; failure += 1) {
      expect((await signIn(signInName, 'wrong')).body).toMatchObject(WRONG);
    }
    for (let failure = 5; failure <= 13; failure += 1) {
      expect((await signIn(signInName, 'wrong')).body).toMatchObject(WRONG);
      // The right password does not help now.
      const { status, headers, body } = await signIn(signInName);
      expect(status).toBe(429);
      expect(body).toMatchObject({ code: 'sign_in_locked', data: { until: expect.any(String) } });
      const lockedMs = instantOf(body.data.until) - now;
      expect(headers['retry-after']).toBe(String(lockedMs / 1_000));
      minutes.push(lockedMs / MINUTE_MS);
      later(lockedMs - 1);
      expect((await signIn(signInName)).body).toMatchObject({ code: 'sign_in_locked' });
      later(1);
    }
    expect(minutes).toEqual([1, 2, 4, 8, 15, 30, 60, 60, 60]);
  });

  it('locks a name that nobody has in the same way', async () => {
    for (let failure = 1; failure <= 5; failure += 1) await signIn('Ghost@example.org', 'wrong');
    const { status, body } = await signIn('ghost@example.org', 'wrong');
    expect(status).toBe(429);
    expect(body).toMatchObject({
      code: 'sign_in_locked',
      detail: expect.stringContaining('2026-03-01T08:01:00.000Z'),
    });
  });

  it('is forgotten once the right password comes, or after a day', async () => {
    const { signInName } = await register();
    for (let failure = 1; failure <= 4; failure += 1) await signIn(signInName, 'wrong');
    expect((await signIn(signInName)).status).toBe(200);
    for (let failure = 1; failure <= 4; failure += 1) {
      expect((await signIn(signInName, 'wrong')).body).toMatchObject(WRONG);
    }
    later(24 * HOUR_MS + 1);
    await signIn(signInName, 'wrong');
    expect((await signIn(signInName)).status).toBe(200);
  });

  it('is not tried more often at once than one after another', async () => {
    const { signInName } = await register();
    const many = await Promise.all(Array.from({ length: 20 }, () => signIn(signInName, 'wrong')));
    const codes = many.map(({ body }) => body.code);
    expect(codes.filter((code) => code === 'invalid_input')).toHaveLength(5);
    expect(codes.filter((code) => code === 'sign_in_locked')).toHaveLength(15);
  });

  it('leaves nothing of what was typed, and nothing at all after a day', async () => {
    await signIn('my secret typed into the name', 'wrong');
    const kept = async () => {
      const { rows } = await pool.query('select * from people.sign_in_failure');
      return rows.length;
    };
    expect(await kept()).toBeGreaterThan(0);
    const { rows } = await pool.query(`select f::text as row from people.sign_in_failure as f`);
    expect(JSON.stringify(rows)).not.toContain('secret');
    later(25 * HOUR_MS);
    await signIn('somebody-else', 'wrong');
    expect(await kept()).toBe(1);
  });
});

describe('sign-ins in a flood', () => {
  it('are refused for an address that tries too often', async () => {
    await app.close();
    app = await makeApp({ perAddress: 3, perName: 100 });
    for (let attempt = 0; attempt < 3; attempt += 1) {
      expect((await signIn(`flood-${attempt}`, 'wrong')).status).toBe(400);
    }
    const { status, headers, body } = await signIn('flood-9', 'wrong');
    expect(status).toBe(429);
    expect(body).toMatchObject({
      code: 'too_many_requests',
      data: { seconds: expect.any(String) },
    });
    expect(headers['retry-after']).toBe(body.data.seconds);
    expect(Number(body.data.seconds)).toBeGreaterThan(0);
    expect(headers).not.toHaveProperty('x-ratelimit-remaining');
    // Whoever has signed in is not troubled by it.
    expect((await whoAmI('x'.repeat(43))).status).toBe(401);
  });

  it('are refused for a name that is tried too often, even with the right password', async () => {
    const { signInName } = await register();
    await app.close();
    app = await makeApp({ perAddress: 100, perName: 2 });
    expect((await signIn(signInName)).status).toBe(200);
    expect((await signIn(signInName.toUpperCase())).status).toBe(200);
    expect((await signIn(signInName)).body).toMatchObject({ code: 'too_many_requests' });
    expect((await signIn((await register()).signInName)).status).toBe(200);
  });

  it('are refused before any work when too many wait, and are not counted then', async () => {
    const { signInName } = await register();
    await app.close();
    app = await buildTrialApp({
      pool,
      clock: () => now,
      signInLimits: { perAddress: 1_000, perName: 1_000 },
      passwordWorkLimits: { cost: CHEAP, atOnce: 1, waitingMax: 1 },
    });
    const many = await Promise.all(Array.from({ length: 20 }, () => signIn(signInName, 'wrong')));
    const busy = many.filter(({ status }) => status === 503);
    expect(busy.length).toBeGreaterThan(10);
    expect(busy[0]?.body).toMatchObject({ code: 'busy' });
    expect((await signIn(signInName)).status).toBe(200);
  });
});

describe('a hash', () => {
  it('that was made at an older cost is made anew at the next sign-in, and fits', async () => {
    const older = { costLog2: 11, blockSize: 8, parallelization: 1 };
    const { signInName } = await register({ passwordHash: await hashPassword(PASSWORD, older) });
    const kept = async () => {
      const { rows } = await pool.query<{ hash: string }>(
        'select password_hash as hash from people.sign_in where sign_in_name = $1',
        [signInName],
      );
      return rows[0]?.hash;
    };
    expect((await signIn(signInName, 'wrong')).status).toBe(400);
    expect(await kept()).toContain('ln=11,');
    expect((await signIn(signInName)).status).toBe(200);
    expect(await kept()).toContain('ln=10,');
    expect((await signIn(signInName)).status).toBe(200);
  });
});

describe('the rows of sign-ins', () => {
  it('are written several at once, and tell which names are taken', async () => {
    const passwordHash = await hashPassword(PASSWORD, CHEAP);
    const row = { kind: 'staff', roles: ['staff'], passwordHash } as const;
    const rows: SignIn[] = [
      { ...row, personId: idOf(newId()), signInName: 'zhou.min', positions: ['risk_analyst_lead'] },
      { ...row, personId: idOf(newId()), signInName: '陈静2026', positions: [] },
    ];
    await insertSignIns(pool, rows, now);
    expect(await readTakenNames(pool, ['zhou.min', 'free', '陈静2026'])).toHaveLength(2);
    const token = await tokenOf('zhou.min');
    expect((await whoAmI(token)).body).toMatchObject({
      kind: 'staff',
      roles: ['staff'],
      positions: ['risk_analyst_lead'],
    });
    await expect(insertSignIns(pool, rows, now)).rejects.toMatchObject({ code: '23505' });
  });

  it.each([
    { signInName: 'a b c' },
    { signInName: 'ab' },
    { passwordHash: 'correct horse battery' },
    { roles: [] },
    { roles: ['lender', 'staff'] },
    { kind: 'staff', roles: ['staff', 'lender'] },
    { kind: 'regulator', roles: ['staff'] },
    { positions: ['risk_analyst'] },
    { kind: 'staff', roles: ['staff'], positions: ['root'] },
  ] as unknown as readonly Partial<SignIn>[])('cannot be %j', async (change) => {
    await expect(register(change)).rejects.toMatchObject({ code: '23514' });
  });

  it.each([
    "update people.sign_in set roles = '{staff}'",
    "update people.sign_in set sign_in_name = 'other'",
    'delete from people.sign_in',
    'truncate people.sign_in_failure',
    'update people.session set person_id = gen_random_uuid()',
    "update people.session set expires_at = 'infinity'",
    'update people.session set token_digest = token_digest',
    'alter table people.session add column token text',
  ])('are not changed by the application: %s', async (statement) => {
    await expect(pool.query(statement)).rejects.toMatchObject({ code: '42501' });
  });
});
