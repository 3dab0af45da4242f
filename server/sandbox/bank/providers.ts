// The payment providers whose advices the bank takes: those of its configuration, and those that the sandbox named
// while it ran.
import { createPublicKey, type KeyObject } from 'node:crypto';
import { type PublicKeys, publicKeysOf } from '../../rails/signed-request.ts';
import type { ProviderBook } from './books/provider-book.ts';
import type { ProviderRow } from './books/rows.ts';

export class Providers {
  readonly #configured: ReadonlyMap<string, ProviderRow>;
  readonly #book: ProviderBook;
  #keys = new Map<string, KeyObject>();
  #names = new Map<string, string>();

  /** @throws Error when a key of the configuration is none, or two providers have one. */
  constructor(configured: readonly ProviderRow[], book: ProviderBook) {
    this.#configured = new Map(configured.map((row) => [row.name, row]));
    this.#book = book;
    for (const { name, publicKey } of configured) {
      if (!isProviderKey(publicKey))
        throw new Error(`The key of provider ${name} is no Ed25519 key.`);
    }
    this.refresh();
    if (this.#names.size < this.names.length) throw new Error('Two providers have one key.');
  }

  /** Whose signature is taken. */
  get keys(): PublicKeys {
    return this.#keys;
  }

  get names(): readonly string[] {
    return [...new Set([...this.#configured.keys(), ...this.#book.providers.keys()])].sort();
  }

  /** The provider that has this key. */
  nameOf(keyId: string): string | undefined {
    return this.#names.get(keyId);
  }

  /** Why the provider cannot be known by this key. */
  misfitOf({ name, publicKey }: ProviderRow): 'key' | 'name' | undefined {
    if (!isProviderKey(publicKey)) return 'key';
    const [keyId = ''] = publicKeysOf(publicKey).keys();
    if ((this.#names.get(keyId) ?? name) !== name) return 'name';
    const configured = this.#configured.get(name);
    const isOther = configured !== undefined && !publicKeysOf(configured.publicKey).has(keyId);
    return isOther ? 'name' : undefined;
  }

  /** One was named: its key counts from now on. */
  refresh(): void {
    this.#keys = new Map();
    this.#names = new Map();
    for (const name of this.names) {
      // What the configuration says of a provider holds.
      const row = this.#configured.get(name) ?? this.#book.providers.get(name);
      if (row === undefined) continue;
      for (const [keyId, key] of publicKeysOf(row.publicKey)) {
        this.#keys.set(keyId, key);
        this.#names.set(keyId, name);
      }
    }
  }
}

function isProviderKey(pem: string): boolean {
  if (pem.includes('PRIVATE')) return false;
  try {
    return createPublicKey(pem).asymmetricKeyType === 'ed25519';
  } catch {
    // What cannot be read is no key.
    return false;
  }
}
