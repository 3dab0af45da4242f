import fs from 'node:fs';
import path from 'node:path';
import { idOf } from '@mutua/core/kit/id.ts';
import { type Instant, instantOf, plusMs } from '@mutua/core/time/instant.ts';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { v7 as newId } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { makePool, withClient } from '../database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../database/trial-database.ts';
import { buildTrialApp } from '../http/trial-app.ts';
import { hashPassword } from './password.ts';
import { insertSignIns, type SignIn } from './sign-in-store.ts';

const CHEAP = { costLog2: 10, blockSize: 8, parallelization: 1 };
const MINUTE_MS = 60_000;

let server: TrialDatabase;
let pool: pg.Pool;
let now: Instant;

beforeAll(async () => {
  server = await startTrialDatabase();
  pool = makePool(server.application);
});
afterAll(async () => {
  await pool.end();
  await server.remove();
});
beforeEach(() => {
  now = instantOf('2026-03-01T08:00:00Z');
});

let app: FastifyInstance;
beforeEach(async () => {
  app = await makeApp('silent');
});
afterEach(() => app.close());

const PASSWORD = 'correct horse battery';

function makeApp(logLevel: string): Promise<FastifyInstance> {
  const passwordWorkLimits = { cost: CHEAP };
  return buildTrialApp({ pool, clock: () => now, logLevel, passwordWorkLimits });
}

async function tokenFor(person: SignIn): Promise<string> {
  const payload = {
    signInName: person.signInName,
    password: PASSWORD,
    sessionKind: 'bearer',
  };
  const answer = await app.inject({ method: 'POST', url: '/api/sign-in', payload });
  return answer.json().token;
}

async function signable(): Promise<SignIn> {
  const personId = idOf(newId());
  const signIn: SignIn = {
    personId,
    kind: 'client',
    signInName: personId,
    passwordHash: await hashPassword(PASSWORD, CHEAP),
    roles: ['lender'],
    positions: [],
  };
  await insertSignIns(pool, [signIn], now);
  return signIn;
}

async function ask(token: string, url: string, method: 'GET' | 'POST' = 'POST') {
  const headers = { authorization: `Bearer ${token}` };
  return (await app.inject({ url, method, headers })).statusCode;
}

it('signing out ends this session and takes the cookie back', async () => {
  const person = await signable();
  const [token, other] = [await tokenFor(person), await tokenFor(person)];
  const answer = await app.inject({
    method: 'POST',
    url: '/api/sign-out',
    headers: { cookie: `mutua_session=${token}`, 'sec-fetch-site': 'same-origin' },
  });
  expect(answer.statusCode).toBe(204);
  expect(answer.headers['set-cookie']).toContain('mutua_session=;');
  expect(await ask(token, '/api/session', 'GET')).toBe(401);
  expect(await ask(token, '/api/sign-out')).toBe(401);
  expect(await ask(other, '/api/session', 'GET')).toBe(200);
});

it('signing out everywhere ends all sessions of the person and of nobody else', async () => {
  const [person, neighbour] = [await signable(), await signable()];
  const tokens = [await tokenFor(person), await tokenFor(person), await tokenFor(person)];
  const neighbours = await tokenFor(neighbour);
  expect(await ask(tokens[0] ?? '', '/api/sign-out-everywhere')).toBe(204);
  for (const token of tokens) expect(await ask(token, '/api/session', 'GET')).toBe(401);
  expect(await ask(neighbours, '/api/session', 'GET')).toBe(200);
});

it('a page of somebody else cannot sign anybody out', async () => {
  const token = await tokenFor(await signable());
  const answer = await app.inject({
    method: 'POST',
    url: '/api/sign-out',
    headers: { cookie: `mutua_session=${token}`, origin: 'https://other.example' },
  });
  expect(answer.statusCode).toBe(403);
  expect(await ask(token, '/api/session', 'GET')).toBe(200);
});

it('an expired session has to sign in again', async () => {
  const token = await tokenFor(await signable());
  now = plusMs(now, 30 * MINUTE_MS);
  expect(await ask(token, '/api/session', 'GET')).toBe(401);
});

it('neither token nor password appear in the log, in the database or in any file of it', async () => {
  await app.close();
  app = await makeApp('trace');
  const said: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    said.push(String(text));
    return true;
  });
  const person = await signable();
  const token = await tokenFor(person);
  await ask(token, '/api/session', 'GET');
  await ask(`${token.slice(1)}x`, '/api/session', 'GET');
  await app.inject({
    method: 'POST',
    url: '/api/sign-in',
    payload: { signInName: person.signInName, password: `${PASSWORD}, wrong` },
  });
  write.mockRestore();
  expect(said.join('')).toContain('/api/sign-in');
  const secrets = [token, token.slice(4, 24), PASSWORD];
  for (const secret of secrets) expect(said.join('')).not.toContain(secret);
  await withClient({ ...server.administrator }, (administrator) =>
    administrator.query('checkpoint'),
  );
  const bytes = [...secrets.map((secret) => Buffer.from(secret)), Buffer.from(token, 'base64url')];
  // What is there in any case is found, so that the search is known to search.
  const seen = Buffer.from(person.signInName);
  const files = filesBelow(server.cluster);
  const found = files.map((file) => fs.readFileSync(file));
  expect(found.some((content) => content.includes(seen))).toBe(true);
  for (const [index, content] of found.entries()) {
    for (const secret of bytes) expect(content.includes(secret), files[index]).toBe(false);
  }
});

function filesBelow(folder: string): string[] {
  return fs
    .readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}
