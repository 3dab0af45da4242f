// The addresses of the accounts that transfers name by number, each made once and known again.
import { type AccountAddress, addressText } from '@mutua/core/ledger/account.ts';
import type { AccountKind } from '@mutua/core/ledger/chart.ts';
import { currency } from '@mutua/core/money/currency.ts';
import type { Connection } from '../ledger/standing.ts';

/** Beyond it all are forgotten, and those that are asked for again are read again. */
const ACCOUNTS_MAX = 500_000;

/** An address that knows how it is written: millions of transfers ask for it. */
class NumberedAddress implements AccountAddress {
  readonly kind: AccountKind;
  readonly owner: string;
  readonly currency: AccountAddress['currency'];
  // No field of the address: a fact that holds it is compared field by field.
  readonly #text: string;

  constructor(kind: AccountKind, owner: string, letters: string) {
    this.kind = kind;
    this.owner = owner;
    this.currency = currency(letters);
    this.#text = addressText(this);
  }

  get text(): string {
    return this.#text;
  }
}

export function textOfAddress(address: AccountAddress): string {
  return address instanceof NumberedAddress ? address.text : addressText(address);
}

export class NumberedAccounts {
  readonly #connection: Connection;
  readonly #addresses = new Map<string, AccountAddress>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Undefined where there is no such account. */
  address(number: string): AccountAddress | undefined {
    return this.#addresses.get(number);
  }

  /** Reads those that are not known yet. */
  async bring(numbers: Iterable<string>): Promise<void> {
    let missing = this.#missing(numbers);
    if (missing.length === 0) return;
    if (this.#addresses.size + missing.length > ACCOUNTS_MAX) {
      this.#addresses.clear();
      missing = this.#missing(numbers);
    }
    const { rows } = await this.#connection.query<{
      number: string;
      kind: AccountKind;
      owner: string;
      currency: string;
    }>(
      `select account_id::text as number, kind, owner, currency
       from ledger.account
       where account_id = any($1::bigint[])`,
      [missing],
    );
    for (const { number, kind, owner, currency: letters } of rows) {
      this.#addresses.set(number, new NumberedAddress(kind, owner, letters));
    }
  }

  #missing(numbers: Iterable<string>): readonly string[] {
    const missing = new Set<string>();
    for (const number of numbers) if (!this.#addresses.has(number)) missing.add(number);
    return [...missing];
  }
}
