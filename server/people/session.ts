// Sessions: who is signed in, by a token that only its holder knows.
import { createHash, randomBytes } from 'node:crypto';
import type { HeldPosition, SignInKind } from '@mutua/contract/people/role.ts';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type { Role } from '@mutua/core/people/actor.ts';
import { type Instant, plusMs } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { v7 as newId } from 'uuid';
import {
  endSession,
  endSessionsOf,
  insertSession,
  readSession,
  readSessionById,
  removeOldSessions,
  type StoredSession,
  touchSession,
} from './session-store.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const IDLE_MS = 30 * MINUTE_MS;
const LIFETIME_MS = 12 * 60 * MINUTE_MS;
/** How far the time of the last request may lag behind in the database. */
const TOUCH_MS = MINUTE_MS;
const KEPT_MS = 90 * DAY_MS;
const OPEN_MAX = 20;
const TOKEN_BYTES = 32;
const USER_AGENT_LENGTH_MAX = 200;

/** For so long what another process did to a session may go unnoticed here. */
const CACHE_MS = 10_000;
const CACHE_ENTRIES_MAX = 20_000;

export interface Session {
  readonly sessionId: Id;
  readonly personId: Id;
  readonly kind: SignInKind;
  readonly roles: readonly Role[];
  readonly positions: readonly HeldPosition[];
  /** When it ends if nothing is asked before. */
  readonly expiresAt: Instant;
  readonly expiresForGoodAt: Instant;
}

export interface OpenedSession {
  readonly session: Session;
  /** Given out once, and kept nowhere. */
  readonly token: string;
}

export interface SessionsOptions {
  readonly pool: pg.Pool;
  readonly clock: () => Instant;
  readonly idleMs?: number;
  readonly lifetimeMs?: number;
  /** Real time in milliseconds, for the age of what is remembered here. */
  readonly stopwatch?: () => number;
}

interface Remembered {
  readonly readAt: number;
  readonly found: Promise<StoredSession | undefined>;
  /** The same, as soon as it is known. */
  session?: StoredSession | undefined;
  /** The latest request, of which the database may not know yet. */
  seenAt?: Instant | undefined;
  /** The latest that this process told the database. */
  toldAt?: Instant | undefined;
}

export class Sessions {
  readonly #pool: pg.Pool;
  readonly #clock: () => Instant;
  readonly #idleMs: number;
  readonly #lifetimeMs: number;
  readonly #stopwatch: () => number;
  /** By the digest of the token, the least recently read first. */
  readonly #remembered = new Map<string, Remembered>();
  readonly #listeners = new Map<Id, Set<() => void>>();

  constructor(options: SessionsOptions) {
    this.#pool = options.pool;
    this.#clock = options.clock;
    this.#idleMs = options.idleMs ?? IDLE_MS;
    this.#lifetimeMs = options.lifetimeMs ?? LIFETIME_MS;
    this.#stopwatch = options.stopwatch ?? (() => performance.now());
  }

  /** Opens a session of somebody who has just proved who it is. */
  async open(
    person: Pick<Session, 'personId' | 'kind' | 'roles' | 'positions'>,
    userAgent: string,
  ): Promise<OpenedSession> {
    const now = this.#clock();
    const token = randomBytes(TOKEN_BYTES).toString('base64url');
    const { personId, kind, roles, positions } = person;
    const sessionId = idOf(newId());
    const expiresAt = plusMs(now, this.#lifetimeMs);
    await removeOldSessions(this.#pool, personId, plusMs(now, -KEPT_MS));
    const ended = await insertSession(
      this.#pool,
      {
        tokenDigest: digestOf(token),
        sessionId,
        personId,
        now,
        expiresAt,
        userAgent: userAgent.replaceAll(/[^\x20-\x7e]/g, '').slice(0, USER_AGENT_LENGTH_MAX),
      },
      OPEN_MAX,
    );
    this.#drop(ended);
    const stored = { sessionId, personId, kind, roles, positions, lastSeenAt: now, expiresAt };
    return { session: this.#asSeen(stored, now), token };
  }

  /**
   * The session of that token if it is open.
   *
   * @param isSeen whether its holder asks now, which keeps it open; a page that asks by itself does not.
   */
  async find(token: string, isSeen = true): Promise<Session | undefined> {
    if (!/^[\w-]{43}$/.test(token)) return undefined;
    const key = digestOf(token).toString('base64');
    const entry = this.#recall(key);
    const stored = await entry.found;
    if (stored === undefined) return undefined;
    const now = this.#clock();
    const seenAt = laterOf(stored.lastSeenAt, entry.seenAt ?? stored.lastSeenAt);
    if (this.#isOver(stored, seenAt, now)) {
      this.#remembered.delete(key);
      this.#tell(stored.sessionId);
      return undefined;
    }
    if (!isSeen) return this.#asSeen(stored, seenAt);
    entry.seenAt = laterOf(now, seenAt);
    await this.#touch(stored, entry, now);
    return this.#asSeen(stored, entry.seenAt);
  }

  /** Whether a session is still open; asking does not keep it so. */
  async isOpen(sessionId: Id): Promise<boolean> {
    const stored = await readSessionById(this.#pool, sessionId);
    if (stored === undefined) return false;
    // The latest request may not have been told to the database yet.
    return !this.#isOver(stored, plusMs(stored.lastSeenAt, TOUCH_MS), this.#clock());
  }

  async end(sessionId: Id): Promise<void> {
    await endSession(this.#pool, sessionId, this.#clock());
    this.#drop([sessionId]);
  }

  async endAll(personId: Id): Promise<void> {
    const ended = await endSessionsOf(this.#pool, personId, this.#clock());
    this.#drop(ended);
  }

  /** To be called when what a person may do has changed: the next request reads it anew. */
  forget(personId: Id): void {
    for (const [key, { session }] of this.#remembered) {
      if (session === undefined || session.personId === personId) this.#remembered.delete(key);
    }
  }

  /** Calls back when this process ends that session, and gives the way to stop listening. */
  onEnded(sessionId: Id, listener: () => void): () => void {
    const listeners = this.#listeners.get(sessionId) ?? new Set();
    this.#listeners.set(sessionId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(sessionId);
    };
  }

  #recall(key: string): Remembered {
    const known = this.#remembered.get(key);
    if (known !== undefined && this.#stopwatch() - known.readAt < CACHE_MS) return known;
    const entry: Remembered = {
      readAt: this.#stopwatch(),
      found: readSession(this.#pool, Buffer.from(key, 'base64')),
      seenAt: known?.seenAt,
      toldAt: known?.toldAt,
    };
    this.#remembered.delete(key);
    this.#remembered.set(key, entry);
    this.#makeRoom();
    const settle = (session: StoredSession | undefined) => {
      entry.session = session;
      // What is not there, or could not be read, is asked for anew.
      if (session === undefined && this.#remembered.get(key) === entry) {
        this.#remembered.delete(key);
      }
    };
    entry.found.then(settle, () => settle(undefined));
    return entry;
  }

  #makeRoom(): void {
    if (this.#remembered.size <= CACHE_ENTRIES_MAX) return;
    const [oldest] = this.#remembered.keys();
    if (oldest !== undefined) this.#remembered.delete(oldest);
  }

  /** What is being read at this moment may already be out of date, so it goes as well. */
  #drop(sessionIds: readonly Id[]): void {
    const gone = new Set(sessionIds);
    if (gone.size === 0) return;
    for (const [key, { session }] of this.#remembered) {
      if (session === undefined || gone.has(session.sessionId)) this.#remembered.delete(key);
    }
    for (const sessionId of gone) this.#tell(sessionId);
  }

  #tell(sessionId: Id): void {
    for (const listener of [...(this.#listeners.get(sessionId) ?? [])]) listener();
  }

  /** Not every request is worth a write. */
  async #touch(stored: StoredSession, entry: Remembered, now: Instant): Promise<void> {
    const known = laterOf(stored.lastSeenAt, entry.toldAt ?? stored.lastSeenAt);
    if (now - known < Math.min(TOUCH_MS, this.#idleMs / 2)) return;
    entry.toldAt = now;
    await touchSession(this.#pool, stored.sessionId, now);
  }

  #isOver(session: StoredSession, seenAt: Instant, now: Instant): boolean {
    return now >= session.expiresAt || now - seenAt >= this.#idleMs;
  }

  #asSeen({ expiresAt, lastSeenAt: _, ...session }: StoredSession, seenAt: Instant): Session {
    const idle = plusMs(seenAt, this.#idleMs);
    return {
      ...session,
      expiresAt: idle < expiresAt ? idle : expiresAt,
      expiresForGoodAt: expiresAt,
    };
  }
}

function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

function laterOf(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
