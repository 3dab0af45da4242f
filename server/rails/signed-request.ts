// Signed requests between the platform and the custodian bank or a payment provider: both sides sign with
// Ed25519 what they send, and take nothing that is unsigned, changed on the way, old, or sent before.
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { type Instant, isoOf, parseInstant } from '@mutua/core/time/instant.ts';

/** How far the sender's clock may stand from the receiver's. */
export const TIMESTAMP_AWAY_MS = 300_000;

const NONCE = /^[A-Za-z0-9_-]{16,64}$/;

/** What is signed of a request: method, path with query, timestamp, nonce and the hash of the body. */
export interface Signable {
  readonly method: string;
  /** With its query, as it stands in the request line. */
  readonly path: string;
  /** The bytes that are sent; empty for a GET. */
  readonly body: Buffer | string;
}

export interface SigningKey {
  /** Names the key pair: the first 32 hexadecimal digits of the public key's SHA-256. */
  readonly keyId: string;
  readonly privateKey: KeyObject;
  /** PEM (SubjectPublicKeyInfo): what the other side is given. */
  readonly publicKeyPem: string;
}

export interface SignatureHeaders {
  readonly 'mutua-key': string;
  readonly 'mutua-timestamp': string;
  readonly 'mutua-nonce': string;
  readonly 'mutua-signature': string;
}

/** Why a request is not taken; to its sender it is always `signature_wrong`. */
export type SignatureFault =
  | 'header_missing'
  | 'key_unknown'
  | 'timestamp_away'
  | 'signature_wrong'
  | 'nonce_seen';

export type Verified =
  | { readonly ok: true; readonly keyId: string; readonly nonce: string; readonly sentAt: Instant }
  | { readonly ok: false; readonly fault: SignatureFault };

/** The headers that go with a request. @param at the sender's clock. */
export function signRequest(key: SigningKey, request: Signable, at: Instant): SignatureHeaders {
  const timestamp = isoOf(at);
  const nonce = randomBytes(18).toString('base64url');
  const text = signedText(request, timestamp, nonce);
  return {
    'mutua-key': key.keyId,
    'mutua-timestamp': timestamp,
    'mutua-nonce': nonce,
    'mutua-signature': sign(null, text, key.privateKey).toString('base64'),
  };
}

export interface Verification {
  readonly request: Signable;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly keys: PublicKeys;
  readonly nonces: SeenNonces;
  /** The receiver's clock. */
  readonly now: Instant;
}

/**
 * What the headers alone tell against a request: asked before its body is read, so that a stranger's costs nothing.
 * They say nothing for it.
 */
export function faultOfHeaders({
  headers,
  keys,
  now,
}: Pick<Verification, 'headers' | 'keys' | 'now'>): SignatureFault | undefined {
  const read = readHeaders(headers, keys, now);
  return read.ok ? undefined : read.fault;
}

/** Whether a request comes from the holder of a known key, unchanged, now, and for the first time. */
export function verifyRequest({ request, headers, keys, nonces, now }: Verification): Verified {
  const read = readHeaders(headers, keys, now);
  if (!read.ok) return read;
  const { keyId, publicKey, timestamp, nonce, signature, sentAt } = read;
  const text = signedText(request, timestamp, nonce);
  if (!verify(null, text, publicKey, signature)) return faulty('signature_wrong');
  // Last, so that only the holder of a key can fill the memory of nonces.
  if (!nonces.take(`${keyId} ${nonce}`, sentAt, now)) return faulty('nonce_seen');
  return { ok: true, keyId, nonce, sentAt };
}

function readHeaders(headers: Verification['headers'], keys: PublicKeys, now: Instant) {
  const [keyId, timestamp, nonce, signature] = [
    headers['mutua-key'],
    headers['mutua-timestamp'],
    headers['mutua-nonce'],
    headers['mutua-signature'],
  ].map((header) => (typeof header === 'string' ? header : ''));
  if (!keyId || !timestamp || !nonce || !signature) return faulty('header_missing');
  const publicKey = keys.get(keyId);
  if (publicKey === undefined) return faulty('key_unknown');
  const sentAt = parseInstant(timestamp, 'mutua-timestamp');
  if (!sentAt.ok || Math.abs(now - sentAt.value) > TIMESTAMP_AWAY_MS) {
    return faulty('timestamp_away');
  }
  if (!NONCE.test(nonce)) return faulty('signature_wrong');
  return {
    ...{ ok: true as const, keyId, publicKey, timestamp, nonce, sentAt: sentAt.value },
    signature: Buffer.from(signature, 'base64'),
  };
}

/** The keys of those who may send, by their id. */
export type PublicKeys = ReadonlyMap<string, KeyObject>;

/** The public keys of these PEM texts, each under its id. */
export function publicKeysOf(...pems: readonly string[]): PublicKeys {
  return new Map(
    pems.map((pem) => {
      const key = createPublicKey(pem);
      return [keyIdOf(key), key];
    }),
  );
}

/** A new key pair, as a PEM text (PKCS #8) to be kept secret. */
export function newSigningKeyPem(): string {
  const { privateKey } = generateKeyPairSync('ed25519');
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}

export function readSigningKey(privateKeyPem: string): SigningKey {
  const privateKey = createPrivateKey(privateKeyPem);
  const publicKey = createPublicKey(privateKey);
  return {
    keyId: keyIdOf(publicKey),
    privateKey,
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/**
 * The nonces taken so far. Each is kept as long as its timestamp would still pass; whoever must know them
 * after a restart stores what it takes, and puts it back with `remember`.
 */
export class SeenNonces {
  readonly #keptUntil = new Map<string, number>();
  #nextSweep = Number.NEGATIVE_INFINITY;

  /** False if it was taken before. */
  take(nonce: string, sentAt: Instant, now: Instant): boolean {
    this.#sweep(now);
    if (this.#keptUntil.has(nonce)) return false;
    this.remember(nonce, sentAt);
    return true;
  }

  remember(nonce: string, sentAt: Instant): void {
    this.#keptUntil.set(nonce, sentAt + 2 * TIMESTAMP_AWAY_MS);
  }

  get size(): number {
    return this.#keptUntil.size;
  }

  #sweep(now: Instant): void {
    if (now < this.#nextSweep) return;
    this.#nextSweep = now + TIMESTAMP_AWAY_MS;
    for (const [nonce, until] of this.#keptUntil) {
      if (until < now) this.#keptUntil.delete(nonce);
    }
  }
}

function signedText({ method, path, body }: Signable, timestamp: string, nonce: string): Buffer {
  const digest = createHash('sha256').update(body).digest('hex');
  return Buffer.from([method.toUpperCase(), path, timestamp, nonce, digest].join('\n'));
}

function keyIdOf(publicKey: KeyObject): string {
  const der = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(der).digest('hex').slice(0, 32);
}

function faulty(fault: SignatureFault) {
  return { ok: false as const, fault };
}
