// The rows of `people.session`.
import type { HeldPosition, SignInKind } from '@mutua/contract/people/role.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Role } from '@mutua/core/people/actor.ts';
import { type Instant, instantOfMs, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';

/** A session that nobody has ended; whether its time is over is another question. */
export interface StoredSession {
  readonly sessionId: Id;
  readonly personId: Id;
  readonly kind: SignInKind;
  readonly roles: readonly Role[];
  readonly positions: readonly HeldPosition[];
  readonly lastSeenAt: Instant;
  readonly expiresAt: Instant;
}

export interface NewSession {
  readonly tokenDigest: Buffer;
  readonly sessionId: Id;
  readonly personId: Id;
  readonly now: Instant;
  readonly expiresAt: Instant;
  readonly userAgent: string;
}

/** Inserts it, and ends the person's oldest ones beyond so many; gives the ids of those that it ended. */
export async function insertSession(
  pool: pg.Pool,
  session: NewSession,
  openMax: number,
): Promise<readonly Id[]> {
  const { rows } = await pool.query<{ sessionId: Id }>(
    `with inserted as (
       insert into people.session
         (token_digest, session_id, person_id, created_at, last_seen_at, expires_at, user_agent)
       values ($1, $2, $3, $4, $4, $5, $6)
     )
     update people.session
     set ended_at = $4
     where session_id in (
       select session_id
       from people.session
       where person_id = $3 and ended_at is null and expires_at > $4
       order by created_at desc, session_id desc
       offset $7
     )
     returning session_id as "sessionId"`,
    [
      session.tokenDigest,
      session.sessionId,
      session.personId,
      isoOf(session.now),
      isoOf(session.expiresAt),
      session.userAgent,
      // The statement does not see the row that it inserts.
      openMax - 1,
    ],
  );
  return rows.map(({ sessionId }) => sessionId);
}

export async function readSession(
  pool: pg.Pool,
  tokenDigest: Buffer,
): Promise<StoredSession | undefined> {
  return read(pool, 'session.token_digest = $1', tokenDigest);
}

export async function readSessionById(
  pool: pg.Pool,
  sessionId: Id,
): Promise<StoredSession | undefined> {
  return read(pool, 'session.session_id = $1', sessionId);
}

async function read(pool: pg.Pool, condition: string, value: Buffer | string) {
  const { rows } = await pool.query<
    Omit<StoredSession, 'lastSeenAt' | 'expiresAt'> & { lastSeenAt: Date; expiresAt: Date }
  >(
    `select
       session.session_id as "sessionId",
       session.person_id as "personId",
       sign_in.kind,
       sign_in.roles,
       sign_in.positions,
       session.last_seen_at as "lastSeenAt",
       session.expires_at as "expiresAt"
     from people.session
     join people.sign_in using (person_id)
     where ${condition} and session.ended_at is null`,
    [value],
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    ...row,
    lastSeenAt: instantOfMs(row.lastSeenAt.getTime()),
    expiresAt: instantOfMs(row.expiresAt.getTime()),
  };
}

export async function touchSession(pool: pg.Pool, sessionId: Id, now: Instant): Promise<void> {
  await pool.query(
    `update people.session
     set last_seen_at = greatest(last_seen_at, $2::timestamptz)
     where session_id = $1`,
    [sessionId, isoOf(now)],
  );
}

export async function endSession(pool: pg.Pool, sessionId: Id, now: Instant): Promise<void> {
  await pool.query(
    `update people.session
     set ended_at = $2
     where session_id = $1 and ended_at is null`,
    [sessionId, isoOf(now)],
  );
}

/** Ends all sessions of a person, and gives their ids. */
export async function endSessionsOf(
  pool: pg.Pool,
  personId: Id,
  now: Instant,
): Promise<readonly Id[]> {
  const { rows } = await pool.query<{ sessionId: Id }>(
    `update people.session
     set ended_at = $2
     where person_id = $1 and ended_at is null
     returning session_id as "sessionId"`,
    [personId, isoOf(now)],
  );
  return rows.map(({ sessionId }) => sessionId);
}

/** Removes the person's sessions that could last be used before that instant. */
export async function removeOldSessions(
  pool: pg.Pool,
  personId: Id,
  before: Instant,
): Promise<void> {
  await pool.query(
    `delete from people.session
     where person_id = $1 and expires_at < $2`,
    [personId, isoOf(before)],
  );
}
