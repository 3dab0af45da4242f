// Secrets that their owners alone know: kept as salted hashes, with a count of the wrong tries at each.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { plusMs } from '@mutua/core/time/instant.ts';
import type { Bank } from '../bank.ts';
import type { PasswordRow } from '../books/rows.ts';
import type { Turn } from '../books/turn.ts';

export const SECRET_LENGTH_MAX = 64;
const TRIES_MAX = 5;
const LOCK_MS = 15 * 60_000;
const HASH_BYTES = 32;
/** About 30 ms and 16 MB a try. */
const SCRYPT = { N: 16_384, r: 8, p: 1 };

export type SecretAnswer = 'right' | 'wrong' | 'locked';

export async function hashSecret(secret: string): Promise<PasswordRow> {
  const salt = randomBytes(16);
  const hash = await derive(secret, salt);
  return { salt: salt.toString('base64url'), hash: hash.toString('base64url') };
}

export function isLocked(turn: Pick<Turn, 'books' | 'now'>, subject: string): boolean {
  return (turn.books.tries.get(subject)?.lockedUntil ?? 0) > turn.now;
}

/**
 * Counts a try: one that is right begins the count anew, the fifth wrong one locks.
 *
 * @returns whether it is locked from now on.
 */
export function countTry(turn: Turn, subject: string, isRight: boolean): boolean {
  const { wrong = 0, lockedUntil } = turn.books.tries.get(subject) ?? {};
  if (isRight && wrong === 0) return false;
  // After a lock that is over the count begins anew.
  const count = isRight ? 0 : (lockedUntil === undefined ? wrong : 0) + 1;
  const isFull = count >= TRIES_MAX;
  const lock = isFull ? { lockedUntil: plusMs(turn.now, LOCK_MS) } : {};
  turn.put({ is: 'tries', row: { subject, wrong: count, ...lock } });
  return isFull;
}

/** One check after another for each subject, so that nobody gets more tries by asking at once. */
const lastCheck = new Map<string, Promise<unknown>>();

/**
 * Checks a secret; every wrong one counts, and is durable before its answer.
 *
 * @param known the secret as it is kept when the check's turn comes; nothing if there is none.
 */
export async function checkSecret(
  bank: Bank,
  subject: string,
  known: () => PasswordRow | undefined,
  secret: string,
): Promise<SecretAnswer> {
  const before = lastCheck.get(subject) ?? Promise.resolve();
  const check = before.then(() => checkAlone(bank, subject, known(), secret));
  const settled = check.then(
    () => undefined,
    () => undefined,
  );
  lastCheck.set(subject, settled);
  try {
    return await check;
  } finally {
    if (lastCheck.get(subject) === settled) lastCheck.delete(subject);
  }
}

async function checkAlone(
  bank: Bank,
  subject: string,
  known: PasswordRow | undefined,
  secret: string,
): Promise<SecretAnswer> {
  if (isLocked({ books: bank.books, now: bank.now() }, subject)) return 'locked';
  const isRight = known !== undefined && (await isSecret(secret, known));
  if (isRight && (bank.books.tries.get(subject)?.wrong ?? 0) === 0) return 'right';
  await bank.turn((turn) => countTry(turn, subject, isRight));
  return isRight ? 'right' : 'wrong';
}

async function isSecret(secret: string, { salt, hash }: PasswordRow): Promise<boolean> {
  const derived = await derive(secret, Buffer.from(salt, 'base64url'));
  return timingSafeEqual(derived, Buffer.from(hash, 'base64url'));
}

function derive(secret: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const text = secret.normalize('NFKC').slice(0, SECRET_LENGTH_MAX);
    scrypt(text, salt, HASH_BYTES, SCRYPT, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}
