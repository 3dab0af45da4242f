// The payment password: known to its owner, kept as a salted hash, checked here and nowhere else.
import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { plusMs } from '@mutua/core/time/instant.ts';
import type { Bank } from '../bank.ts';
import type { PasswordRow } from '../books/rows.ts';

export const PASSWORD_LENGTH_MIN = 6;
export const PASSWORD_LENGTH_MAX = 64;
const TRIES_MAX = 5;
const LOCK_MS = 15 * 60_000;
const HASH_BYTES = 32;
/** About 30 ms and 16 MB a try. */
const SCRYPT = { N: 16_384, r: 8, p: 1 };

export type PasswordAnswer = 'right' | 'wrong' | 'locked';

export async function hashPassword(password: string): Promise<PasswordRow> {
  const salt = randomBytes(16);
  const hash = await derive(password, salt);
  return { salt: salt.toString('base64url'), hash: hash.toString('base64url') };
}

/** One check after another for each account, so that nobody gets more tries by asking at once. */
const lastCheck = new Map<string, Promise<unknown>>();

/** Checks the password of an account's owner; every wrong one counts, and is durable before its answer. */
export async function checkPassword(
  bank: Bank,
  account: string,
  password: string,
): Promise<PasswordAnswer> {
  const before = lastCheck.get(account) ?? Promise.resolve();
  const check = before.then(() => checkAlone(bank, account, password));
  const settled = check.then(
    () => undefined,
    () => undefined,
  );
  lastCheck.set(account, settled);
  try {
    return await check;
  } finally {
    if (lastCheck.get(account) === settled) lastCheck.delete(account);
  }
}

async function checkAlone(bank: Bank, account: string, password: string): Promise<PasswordAnswer> {
  const { books } = bank;
  const { wrong = 0, lockedUntil = 0 } = books.tries.get(account) ?? {};
  if (lockedUntil > bank.now()) return 'locked';
  const known = books.accounts.get(account)?.password;
  const isRight = known !== undefined && (await isPassword(password, known));
  if (isRight && wrong === 0) return 'right';
  const triesBefore = lockedUntil > 0 ? 0 : wrong;
  await bank.turn((turn) => {
    const count = isRight ? 0 : triesBefore + 1;
    const isLocked = count >= TRIES_MAX;
    const lock = isLocked ? { lockedUntil: plusMs(turn.now, LOCK_MS) } : {};
    turn.put({ is: 'tries', row: { account, wrong: count, ...lock } });
  });
  return isRight ? 'right' : 'wrong';
}

async function isPassword(password: string, { salt, hash }: PasswordRow): Promise<boolean> {
  const derived = await derive(password, Buffer.from(salt, 'base64url'));
  return timingSafeEqual(derived, Buffer.from(hash, 'base64url'));
}

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const text = password.normalize('NFKC').slice(0, PASSWORD_LENGTH_MAX);
    scrypt(text, salt, HASH_BYTES, SCRYPT, (error, hash) =>
      error ? reject(error) : resolve(hash),
    );
  });
}
