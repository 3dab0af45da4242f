// Signing in: a name and a password become a session, or an answer that tells a thief nothing.
import { invalid, ok, type Result, refuse } from '@mutua/core/kit/result.ts';
import { type Instant, isoOf, plusMs } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { hashOfNobody, hashPassword, isOutdated, verifyPassword } from './password.ts';
import type { PasswordWork } from './password-work.ts';
import type { OpenedSession, Sessions } from './session.ts';
import { nameDigest, normalSignInName } from './sign-in-name.ts';
import {
  countAttempt,
  forgetFailures,
  readSignIn,
  removeOldFailures,
  replaceHash,
  type SignIn,
} from './sign-in-store.ts';

const MINUTE_MS = 60_000;
const FORGOTTEN_MS = 24 * 60 * MINUTE_MS;

/** The fifth failure locks the name for a minute, each further one for longer. */
export const LOCK_MS: readonly number[] = [0, 0, 0, 0, 1, 2, 4, 8, 15, 30, 60].map(
  (minutes) => minutes * MINUTE_MS,
);

export interface SignInDesk {
  readonly pool: pg.Pool;
  readonly clock: () => Instant;
  readonly sessions: Sessions;
  readonly passwordWork: PasswordWork;
}

export interface SignInAttempt {
  readonly signInName: string;
  readonly password: string;
  readonly userAgent: string;
}

/** A name that nobody has and a wrong password get the same answer, after the same work. */
export function signIn(desk: SignInDesk, attempt: SignInAttempt): Promise<Result<OpenedSession>> {
  return desk.passwordWork.inTurn(async () => {
    const person = await prove(desk, attempt);
    return person.ok ? ok(await desk.sessions.open(person.value, attempt.userAgent)) : person;
  });
}

async function prove(desk: SignInDesk, attempt: SignInAttempt): Promise<Result<SignIn>> {
  const { pool, clock } = desk;
  const now = clock();
  const forgottenBefore = plusMs(now, -FORGOTTEN_MS);
  const digest = nameDigest(attempt.signInName);
  const lockedUntil = await countAttempt(pool, digest, { now, forgottenBefore, lockMs: LOCK_MS });
  if (lockedUntil !== undefined) return refuseLocked(lockedUntil, now);
  const found = await readSignIn(pool, normalSignInName(attempt.signInName));
  const hash = found?.passwordHash ?? hashOfNobody(desk.passwordWork.cost);
  const isRight = await verifyPassword(attempt.password, hash);
  if (found === undefined || !isRight) {
    await removeOldFailures(pool, forgottenBefore);
    return invalid('password', 'Sign-in name and password do not match.');
  }
  await forgetFailures(pool, digest);
  await renewHash(desk, found, attempt.password);
  return ok(found);
}

function refuseLocked(until: Instant, now: Instant): Result<SignIn> {
  const seconds = String(Math.max(1, Math.ceil((until - now) / 1_000)));
  return refuse('sign_in_locked', { until: isoOf(until), seconds });
}

/** What was hashed at an older cost is hashed anew while the password is at hand. */
async function renewHash({ pool, passwordWork }: SignInDesk, found: SignIn, password: string) {
  const { personId, passwordHash: from } = found;
  if (!isOutdated(from, passwordWork.cost)) return;
  const to = await hashPassword(password, passwordWork.cost);
  await replaceHash(pool, personId, { from, to });
}
