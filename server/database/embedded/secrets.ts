// The database's passwords: made at first start, read by nobody but the account that runs the platform.
import { randomBytes } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { StartRefused } from '../../start-refused.ts';

export interface Secrets {
  /** Makes the database and its roles, and is used for nothing else. */
  readonly administrator: string;
  /** Owns the tables, and migrates. */
  readonly owner: string;
  /** Serves. */
  readonly application: string;
}

/** Reads the secrets, or makes them where the database is not made yet either. */
export function settleSecrets(dataFolder: string, isDatabaseMade: boolean): Secrets {
  const file = path.join(dataFolder, 'secrets.json');
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8')) as Secrets;
  if (isDatabaseMade) {
    throw new StartRefused(
      `The database in ${dataFolder} needs its passwords, and ${file} is missing. Bring it back from a copy, or begin anew with another folder: --data DIR.`,
      2,
    );
  }
  const secrets: Secrets = { administrator: secret(), owner: secret(), application: secret() };
  const draft = `${file}.draft`;
  fs.writeFileSync(draft, `${JSON.stringify(secrets)}\n`, { mode: 0o600 });
  fs.renameSync(draft, file);
  return secrets;
}

function secret(): string {
  return randomBytes(24).toString('base64url');
}
