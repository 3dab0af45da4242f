// What the bank's routes work with.
import type { PublicKeys, SeenNonces, SigningKey } from '../../../rails/signed-request.ts';
import type { Bank } from '../bank.ts';
import type { Providers } from '../providers.ts';

export interface BankContext {
  readonly bank: Bank;
  /** The bank's own. */
  readonly key: SigningKey;
  readonly platformKeys: PublicKeys;
  readonly providers: Providers;
  readonly nonces: SeenNonces;
  /** Where owners may be sent back to. */
  readonly platformOrigin: string;
  readonly sandboxKey: string;
  /** How often a callback was tried. */
  readonly attemptsOf: (callbackId: string) => number;
  readonly logLevel: string;
}
