// In which currency a loan or a product is: it never changes, so it is read once.
import type { Id } from '@mutua/core/kit/id.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import type { Currency } from '@mutua/core/money/currency.ts';
import type pg from 'pg';
import { Refused } from '../http/problems.ts';

const KNOWN_MAX = 50_000;

export class LoanCurrencies {
  readonly #pool: pg.Pool;
  readonly #known = new Map<Id, string>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** Refuses money of another currency. Of a loan that is not there, the rule says so. */
  async require(loanId: Id, currency: Currency): Promise<void> {
    const known = this.#known.get(loanId) ?? (await this.#read(loanId));
    if (known !== undefined && known !== currency) refuseMixed();
  }

  async #read(loanId: Id): Promise<string | undefined> {
    const { rows } = await this.#pool.query<{ currency: string }>(
      'select currency from loan.loan where id = $1',
      [loanId],
    );
    const currency = rows[0]?.currency;
    if (currency === undefined) return undefined;
    if (this.#known.size >= KNOWN_MAX) this.#known.clear();
    this.#known.set(loanId, currency);
    return currency;
  }
}

/** Refuses money of another currency than that of the product, if there is such a product. */
export async function requireProductCurrency(
  pool: pg.Pool,
  productCode: string,
  currencies: readonly Currency[],
): Promise<void> {
  const { rows } = await pool.query<{ currency: string }>(
    `select distinct terms ->> 'currency' as currency
     from product.product_version
     where code = $1`,
    [productCode],
  );
  if (rows.length === 0) return;
  const known = new Set(rows.map(({ currency }) => currency));
  if (currencies.some((currency) => !known.has(currency))) refuseMixed();
}

function refuseMixed(): never {
  throw new Refused(refuse('currencies_mixed').refusal);
}
