// The platform's own key for its rails, made at the first start and readable by its own user alone.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newSigningKeyPem, readSigningKey, type SigningKey } from './signed-request.ts';

export interface RailKeys {
  readonly key: SigningKey;
  /** The file with the public key, to be given to whoever runs a rail. */
  readonly publicKeyFile: string;
}

/** The key of a data folder; the same at every start. */
export function readRailKeys(dataFolder: string): RailKeys {
  const folder = path.join(dataFolder, 'rails');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'platform-key.pem');
  if (!existsSync(file)) writeFileSync(file, newSigningKeyPem(), { mode: 0o600, flush: true });
  const key = readSigningKey(readFileSync(file, 'utf8'));
  const publicKeyFile = path.join(folder, 'platform-public-key.pem');
  writeFileSync(publicKeyFile, key.publicKeyPem, { mode: 0o644 });
  return { key, publicKeyFile };
}
