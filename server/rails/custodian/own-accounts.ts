// The operator's own account at the custodian, opened when it is first needed.
import type { Currency } from '@mutua/core/money/currency.ts';
import type pg from 'pg';
import { CUSTODIAN, commitFor, type RailLane } from '../rail-door.ts';
import { readOperator, readOwnAccount } from '../rails-read.ts';
import type { Custodian } from './custodian.ts';

/** The custodian asks for a number of the owner, and calls nobody about an account of the operator. */
const NO_MOBILE = '00000';

export interface OwnAccountsOptions {
  readonly lane: RailLane;
  readonly pool: pg.Pool;
  readonly custodian: Custodian;
}

export class OwnAccounts {
  readonly #options: OwnAccountsOptions;
  readonly #known = new Map<Currency, string>();

  constructor(options: OwnAccountsOptions) {
    this.#options = options;
  }

  /** Where fees in this currency go; undefined before there is an operator whose account it could be. */
  async fees(currency: Currency): Promise<string | undefined> {
    const { lane, pool, custodian } = this.#options;
    const known = this.#known.get(currency) ?? (await readOwnAccount(pool, 'fees', currency));
    if (known !== undefined) {
      this.#known.set(currency, known);
      return known;
    }
    const operator = await readOperator(pool);
    if (operator === undefined) return undefined;
    const { account } = await custodian.openAccount({
      clientId: 'fees',
      class: 'platform',
      name: operator.name,
      identityNumber: operator.creditCode,
      mobile: NO_MOBILE,
      currency,
    });
    const command = { kind: 'RecordOwnAccount', purpose: 'fees', currency, account } as const;
    const recorded = await commitFor(lane, CUSTODIAN, command);
    return recorded.ok ? account : undefined;
  }
}
