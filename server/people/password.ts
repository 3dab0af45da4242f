// Passwords: which may be chosen, and how one is kept so that nobody can read it back.
import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto';
import { assert } from '@mutua/core/kit/assert.ts';
import { invalid, ok, type Result } from '@mutua/core/kit/result.ts';
import { GUESSED_PASSWORDS } from './guessed-passwords.ts';
import { normalSignInName } from './sign-in-name.ts';

const LENGTH_MIN = 10;
const LENGTH_MAX = 200;
const SALT_BYTES = 16;
const KEY_BYTES = 32;

/** What one hash costs (RFC 7914): memory is 128 × 2^costLog2 × blockSize bytes. */
export interface ScryptCost {
  readonly costLog2: number;
  readonly blockSize: number;
  readonly parallelization: number;
}

/** 32 MiB and about a tenth of a second each. */
export const SCRYPT_COST: ScryptCost = { costLog2: 15, blockSize: 8, parallelization: 1 };

// `$scrypt$ln=15,r=8,p=1$salt$key`, both in base64 without padding. A row that asks for more than any of
// ours ever did is no hash of ours.
const HASH =
  /^\$scrypt\$ln=(1[0-9]|20),r=([1-9]|1[0-6]),p=([1-4])\$([A-Za-z0-9+/]{22})\$([A-Za-z0-9+/]{43})$/;

/**
 * Whether somebody may choose this password, which comes back in the form that is hashed.
 *
 * @param field the name under which a refusal speaks of it.
 */
export function readPassword(
  password: string,
  signInName: string,
  field = 'password',
): Result<string> {
  const normal = normalPassword(password);
  const length = [...normal].length;
  if (length < LENGTH_MIN) return invalid(field, `It must have at least ${LENGTH_MIN} characters.`);
  if (length > LENGTH_MAX) return invalid(field, `It must have at most ${LENGTH_MAX} characters.`);
  const lower = normal.toLowerCase();
  if (GUESSED_PASSWORDS.has(lower) || new Set(lower).size < 3) {
    return invalid(field, 'It is among the passwords that are guessed first.');
  }
  if (lower === normalSignInName(signInName)) {
    return invalid(field, 'It must not be the sign-in name.');
  }
  return ok(normal);
}

/** Two ways of typing the same characters are the same password. */
export function normalPassword(password: string): string {
  return password.normalize('NFKC');
}

/** Takes the time and the memory of the cost; ask for it in turn (`PasswordWork`). */
export async function hashPassword(password: string, cost = SCRYPT_COST): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await derive(normalPassword(password), salt, cost);
  return hashText(cost, salt, key);
}

/** A hash that no password fits, for verifying at the same cost where there is nobody. */
export function hashOfNobody(cost = SCRYPT_COST): string {
  return hashText(cost, randomBytes(SALT_BYTES), randomBytes(KEY_BYTES));
}

export async function verifyPassword(password: string, hash: string): Promise<boolean> {
  const { cost, salt, key } = partsOf(hash);
  const derived = await derive(normalPassword(password), salt, cost);
  return timingSafeEqual(derived, key);
}

/** Whether the hash was made at another cost than that of today. */
export function isOutdated(hash: string, today = SCRYPT_COST): boolean {
  const { cost } = partsOf(hash);
  return (
    cost.costLog2 !== today.costLog2 ||
    cost.blockSize !== today.blockSize ||
    cost.parallelization !== today.parallelization
  );
}

function hashText({ costLog2, blockSize, parallelization }: ScryptCost, salt: Buffer, key: Buffer) {
  const parameters = `ln=${costLog2},r=${blockSize},p=${parallelization}`;
  return `$scrypt$${parameters}$${unpadded(salt)}$${unpadded(key)}`;
}

function partsOf(hash: string) {
  const [matched, costLog2, blockSize, parallelization, salt = '', key = ''] =
    HASH.exec(hash) ?? [];
  assert(matched !== undefined, 'A password is kept as one of our hashes.');
  return {
    cost: {
      costLog2: Number(costLog2),
      blockSize: Number(blockSize),
      parallelization: Number(parallelization),
    },
    salt: Buffer.from(salt, 'base64'),
    key: Buffer.from(key, 'base64'),
  };
}

function derive(password: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  const options: ScryptOptions = {
    N: 2 ** cost.costLog2,
    r: cost.blockSize,
    p: cost.parallelization,
    // Node refuses what could need more than this; scrypt needs a little beside its own table.
    maxmem: 2 * 128 * 2 ** cost.costLog2 * cost.blockSize,
  };
  return new Promise((resolve, reject) => {
    scrypt(password, salt, KEY_BYTES, options, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
