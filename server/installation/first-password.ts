// The first administrator's password: given by the operator, or made at random and left in a file that only the
// platform's own user can read. It is never logged.
import { randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { StartRefused, systemCodeOf } from '../start-refused.ts';

const RANDOM_BYTES = 18;

/** Where a password that was made at random lies. */
export function passwordFileOf(dataFolder: string): string {
  return path.join(dataFolder, 'administrator-password');
}

/**
 * The password that the operator gave: MUTUA_ADMINISTRATOR_PASSWORD, or the first line of the file that
 * MUTUA_ADMINISTRATOR_PASSWORD_FILE names.
 *
 * @throws StartRefused when the file cannot be read.
 */
export function givenPassword(environment: NodeJS.ProcessEnv): string | undefined {
  const { MUTUA_ADMINISTRATOR_PASSWORD: password, MUTUA_ADMINISTRATOR_PASSWORD_FILE: file } =
    environment;
  if (password !== undefined && password !== '') return password;
  if (file === undefined || file === '') return undefined;
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)[0];
  } catch (error) {
    const code = systemCodeOf(error) ?? 'an error';
    throw new StartRefused(
      `MUTUA_ADMINISTRATOR_PASSWORD_FILE names ${file}, which cannot be read (${code}).`,
      2,
    );
  }
}

/** The password in the data folder; made if there is none, and whole on the disk before it is used. */
export function settlePassword(dataFolder: string): string {
  const file = passwordFileOf(dataFolder);
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const password = randomBytes(RANDOM_BYTES).toString('base64url');
  const draft = `${file}.new`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeSync(descriptor, `${password}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  renameSync(draft, file);
  return password;
}
