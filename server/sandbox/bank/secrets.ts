// The bank's own secrets, made at the first start and readable by its own user alone.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newSigningKeyPem, readSigningKey, type SigningKey } from '../../rails/signed-request.ts';

export interface BankSecrets {
  readonly key: SigningKey;
  readonly sandboxKey: string;
}

export function readBankSecrets(folder: string): BankSecrets {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const pem = readOrMake(path.join(folder, 'bank-key.pem'), newSigningKeyPem);
  const sandboxKey = readOrMake(path.join(folder, 'sandbox-key'), () =>
    randomBytes(24).toString('base64url'),
  );
  return { key: readSigningKey(pem), sandboxKey };
}

function readOrMake(file: string, make: () => string): string {
  if (!existsSync(file)) writeFileSync(file, make(), { mode: 0o600, flush: true });
  return readFileSync(file, 'utf8');
}
