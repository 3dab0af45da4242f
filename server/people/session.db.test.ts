import { idOf } from '@mutua/core/kit/id.ts';
import { type Instant, instantOf, isoOf, plusMs } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { v7 as newId } from 'uuid';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { makePool, withClient } from '../database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../database/trial-database.ts';
import { hashOfNobody } from './password.ts';
import { Sessions } from './session.ts';
import { insertSignIns, type SignIn } from './sign-in-store.ts';

const CHEAP = { costLog2: 10, blockSize: 8, parallelization: 1 };
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

let server: TrialDatabase;
let pool: pg.Pool;
let now: Instant;
/** Real time, as far as what is remembered is concerned. */
let seconds: number;
let sessions: Sessions;
/** Another process on the same database. */
let elsewhere: Sessions;

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
  seconds = 0;
  const options = { pool, clock: () => now, stopwatch: () => seconds * 1_000 };
  sessions = new Sessions(options);
  elsewhere = new Sessions(options);
});

const later = (milliseconds: number) => {
  now = plusMs(now, milliseconds);
};

async function register(change: Partial<SignIn> = {}): Promise<SignIn> {
  const personId = idOf(newId());
  const signIn: SignIn = {
    personId,
    kind: 'client',
    signInName: personId,
    passwordHash: hashOfNobody(CHEAP),
    roles: ['lender'],
    positions: [],
    ...change,
  };
  await insertSignIns(pool, [signIn], now);
  return signIn;
}

/** How many queries the pool gets while something is done. */
async function queriesOf(work: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pool, 'query');
  await work();
  const count = query.mock.calls.length;
  query.mockRestore();
  return count;
}

describe('a session', () => {
  it('lasts while something is asked, and half an hour longer', async () => {
    const { token } = await sessions.open(await register(), 'test');
    for (let time = 0; time < 5; time += 1) {
      later(30 * MINUTE_MS - 1);
      expect(await sessions.find(token)).toMatchObject({
        expiresAt: plusMs(now, 30 * MINUTE_MS),
      });
    }
    later(30 * MINUTE_MS);
    expect(await sessions.find(token)).toBeUndefined();
    expect(await elsewhere.find(token)).toBeUndefined();
  });

  it('lasts no longer than twelve hours, whatever is asked', async () => {
    const { token, session } = await sessions.open(await register(), 'test');
    expect(isoOf(session.expiresForGoodAt)).toBe('2026-03-01T20:00:00.000Z');
    for (let time = 0; time < 12 * 4 - 1; time += 1) {
      later(15 * MINUTE_MS);
      expect(await sessions.find(token)).toBeDefined();
    }
    expect(await sessions.find(token)).toMatchObject({ expiresAt: session.expiresForGoodAt });
    later(15 * MINUTE_MS);
    expect(await sessions.find(token)).toBeUndefined();
  });

  it('is not kept open by what a page asks by itself', async () => {
    const { token } = await sessions.open(await register(), 'test');
    for (let time = 0; time < 29; time += 1) {
      later(MINUTE_MS);
      expect(await sessions.find(token, false)).toBeDefined();
    }
    later(MINUTE_MS);
    expect(await sessions.find(token, false)).toBeUndefined();
  });

  it('is seen by another process, which learns of use within a minute of it', async () => {
    const { token } = await sessions.open(await register(), 'test');
    later(20 * MINUTE_MS);
    await sessions.find(token);
    later(20 * MINUTE_MS);
    expect(await elsewhere.find(token)).toBeDefined();
  });

  it.each(['', 'x', 'x'.repeat(42), 'x'.repeat(44), `${'x'.repeat(42)}=`, '\u4e92'.repeat(43)])(
    'is not looked for by what is no token: %s',
    async (token) => {
      expect(await queriesOf(async () => expect(await sessions.find(token)).toBeUndefined())).toBe(
        0,
      );
    },
  );

  it('has a token that is never the same, and that no other token leads to', async () => {
    const person = await register();
    const opened = [await sessions.open(person, ''), await sessions.open(person, '')];
    expect(new Set(opened.map(({ token }) => token)).size).toBe(2);
    expect(await sessions.find('A'.repeat(43))).toBeUndefined();
  });

  it('is one of twenty at most; the oldest gives way', async () => {
    const person = await register();
    const opened = [];
    for (let index = 0; index < 21; index += 1) {
      later(1);
      opened.push(await sessions.open(person, ''));
    }
    const found = await Promise.all(opened.map(({ token }) => sessions.find(token)));
    expect(found.map((session) => session !== undefined)).toEqual([
      false,
      ...new Array(20).fill(true),
    ]);
  });

  it('is removed ninety days after its end, when its person signs in again', async () => {
    const person = await register();
    await sessions.open(person, '');
    const kept = async () => {
      const { rows } = await pool.query(
        'select session_id from people.session where person_id = $1',
        [person.personId],
      );
      return rows.length;
    };
    later(90 * DAY_MS);
    await sessions.open(person, '');
    expect(await kept()).toBe(2);
    later(13 * HOUR_MS);
    await sessions.open(person, '');
    expect(await kept()).toBe(2);
  });

  it('keeps what the browser says it is, in plain signs and not too many', async () => {
    const { session } = await sessions.open(
      await register(),
      `A\u0000b\u{1F40E}\n${'c'.repeat(300)}`,
    );
    const { rows } = await pool.query(
      'select user_agent as agent from people.session where session_id = $1',
      [session.sessionId],
    );
    expect(rows).toEqual([{ agent: `Ab${'c'.repeat(198)}` }]);
  });
});

describe('what is remembered of a session', () => {
  it('costs one query in ten seconds, however much is asked', async () => {
    const { token } = await sessions.open(await register(), 'test');
    const many = () => Promise.all(Array.from({ length: 50 }, () => sessions.find(token)));
    expect(await queriesOf(many)).toBe(1);
    seconds += 9;
    expect(await queriesOf(many)).toBe(0);
    seconds += 1;
    expect(await queriesOf(many)).toBe(1);
    // Once a minute the database is told that it was used.
    later(MINUTE_MS);
    expect(await queriesOf(many)).toBe(1);
    expect(await queriesOf(many)).toBe(0);
  });

  it('is dropped at once where the session is ended, and ten seconds later elsewhere', async () => {
    const { token, session } = await sessions.open(await register(), 'test');
    expect(await sessions.find(token)).toBeDefined();
    expect(await elsewhere.find(token)).toBeDefined();
    await sessions.end(session.sessionId);
    expect(await sessions.find(token)).toBeUndefined();
    seconds += 10;
    expect(await elsewhere.find(token)).toBeUndefined();
  });

  it('is dropped even where it was being read while the session was ended', async () => {
    const { token, session } = await sessions.open(await register(), 'test');
    // What the database says of it arrives only when it has ended.
    let tell = () => undefined as unknown;
    const ended = new Promise((resolve) => {
      tell = () => resolve(undefined);
    });
    let asked = 0;
    const query = async (text: string, values: unknown[]) => {
      asked += 1;
      const isFirst = asked === 1;
      const answer = await pool.query(text, values);
      if (isFirst) await ended;
      return answer;
    };
    const slowPool = Object.assign(Object.create(pool) as pg.Pool, { query });
    const slow = new Sessions({ pool: slowPool, clock: () => now });
    const reading = slow.find(token);
    await slow.end(session.sessionId);
    tell();
    expect(await reading).toBeDefined();
    expect(await slow.find(token)).toBeUndefined();
  });

  it('follows what a person may do, at once where that is said, else within ten seconds', async () => {
    const person = await register();
    const { token } = await sessions.open(person, 'test');
    const rolesOf = async (by: Sessions) => (await by.find(token))?.roles;
    expect([await rolesOf(sessions), await rolesOf(elsewhere)]).toEqual([['lender'], ['lender']]);
    await withClient(server.owner, (owner) =>
      owner.query(`update people.sign_in set roles = '{borrower}' where person_id = $1`, [
        person.personId,
      ]),
    );
    sessions.forget(person.personId);
    expect([await rolesOf(sessions), await rolesOf(elsewhere)]).toEqual([['borrower'], ['lender']]);
    seconds += 10;
    expect(await rolesOf(elsewhere)).toEqual(['borrower']);
  });

  it('is nothing while the database cannot be asked, and right again afterwards', async () => {
    const { token } = await sessions.open(await register(), 'test');
    const query = vi.spyOn(pool, 'query').mockImplementation(() => {
      throw new Error('Connection terminated');
    });
    await expect(sessions.find(token)).rejects.toThrow('Connection terminated');
    query.mockRestore();
    expect(await sessions.find(token)).toBeDefined();
  });
});

describe('the end of a session', () => {
  it('is told to whoever listens, once, and not of other sessions', async () => {
    const person = await register();
    const [one, other] = [await sessions.open(person, ''), await sessions.open(person, '')];
    const told: string[] = [];
    sessions.onEnded(one.session.sessionId, () => told.push('one'));
    const stop = sessions.onEnded(one.session.sessionId, () => told.push('stopped'));
    sessions.onEnded(other.session.sessionId, () => told.push('other'));
    stop();
    await sessions.end(one.session.sessionId);
    expect(told).toEqual(['one']);
    expect(await sessions.isOpen(one.session.sessionId)).toBe(false);
    expect(await sessions.isOpen(other.session.sessionId)).toBe(true);
    await sessions.endAll(person.personId);
    expect(told).toEqual(['one', 'other']);
    expect(await sessions.isOpen(other.session.sessionId)).toBe(false);
  });

  it('comes with time as well', async () => {
    const { session } = await sessions.open(await register(), '');
    // The last minute of use may not have been told to the database.
    later(31 * MINUTE_MS - 1);
    expect(await sessions.isOpen(session.sessionId)).toBe(true);
    later(1);
    expect(await sessions.isOpen(session.sessionId)).toBe(false);
    expect(await sessions.isOpen(idOf(newId()))).toBe(false);
  });
});
