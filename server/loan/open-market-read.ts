// The listings that take bids or will, kept at hand for counting: what has changed of them is read again, and only that.
//
// Every loan's row has a version, which each change makes one more. The ids are divided into parts, and of each part
// the database says with one number which rows it has, and in which versions; where the number is another than before,
// the part is read again. So nothing is shown that was not so when it was asked for.
import { MARKET_STATES } from '@mutua/contract/market/listing-filters.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minorUnits, minus } from '@mutua/core/money/minor-units.ts';
import type pg from 'pg';
import { outlookOf } from './listing-outlook.ts';
import { SEARCHED } from './listing-search-read.ts';

/** What totals are weighted by; listings of the same rates have the same object. */
export interface MarketRates {
  readonly currency: string;
  readonly annualRatePpm: number;
  readonly expectedNetPpm: number | undefined;
}

export interface MarketRow {
  readonly loanId: Id;
  readonly state: (typeof MARKET_STATES)[number];
  readonly loanAmount: MinorUnits;
  readonly remaining: MinorUnits;
  readonly rates: MarketRates;
  readonly termMonths: number;
  readonly repaymentMethod: string;
  readonly purpose: string;
  readonly grade: string | null;
  readonly safeguard: string | null;
  readonly industry: string | null;
  readonly region: string | null;
}

type Row = Omit<MarketRow, 'remaining' | 'rates' | 'loanAmount'> & {
  readonly currency: string;
  readonly annualRatePpm: number;
  readonly loanAmount: bigint;
  readonly accepted: bigint;
  readonly product: string;
  readonly expectedLossPpm: number | null;
  readonly security: string | null;
};

interface Part {
  readonly mark: string;
  readonly rows: readonly MarketRow[];
}

const KNOWN_MAX = 10_000;
const PARTS = 64;
const PART = `(uuid_hash_extended(loan.id, 0) & ${PARTS - 1})::integer`;
const ON_THE_MARKET = `loan.state in (${MARKET_STATES.map((state) => `'${state}'`).join(', ')})`;

export class OpenMarket {
  readonly #pool: pg.Pool;
  readonly #parts = new Map<number, Part>();
  /** The terms of product versions, which never change, by code and number. */
  readonly #terms = new Map<string, string>();
  /** One text for all that are equal: so they are compared at once. */
  readonly #texts = new Map<string, string>();
  readonly #rates = new Map<string, MarketRates>();
  #rows: readonly MarketRow[] = [];

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** In no order; the same array as long as nothing has changed. */
  async rows(): Promise<readonly MarketRow[]> {
    const marks = await readMarks(this.#pool);
    const gone = [...this.#parts.keys()].filter((part) => !marks.has(part));
    const changed = [...marks].filter(([part, mark]) => this.#parts.get(part)?.mark !== mark);
    if (gone.length + changed.length === 0) return this.#rows;
    for (const part of gone) this.#parts.delete(part);
    if (changed.length > 0) await this.#readAgain(new Map(changed));
    this.#rows = [...this.#parts.values()].flatMap(({ rows }) => rows);
    return this.#rows;
  }

  /** A row that has changed since its mark was read gives another mark to the next who asks. */
  async #readAgain(marks: ReadonlyMap<number, string>): Promise<void> {
    const found = await readRows(this.#pool, [...marks.keys()]);
    await this.#learnTerms(found);
    const rows = new Map<number, MarketRow[]>([...marks.keys()].map((part) => [part, []]));
    for (const { part, ...row } of found) rows.get(part)?.push(this.#rowOf(row));
    for (const [part, mark] of marks) this.#parts.set(part, { mark, rows: rows.get(part) ?? [] });
  }

  async #learnTerms(rows: readonly Row[]): Promise<void> {
    const products = new Set(rows.map(({ product }) => product));
    const unknown = [...products].filter((product) => !this.#terms.has(product));
    if (unknown.length === 0) return;
    const { rows: found } = await this.#pool.query<{ product: string; terms: string }>(
      `select code || ' ' || number as product, terms from product.product_version
       where code || ' ' || number = any ($1)`,
      [unknown],
    );
    for (const { product, terms } of found) this.#terms.set(product, terms);
  }

  #rowOf(row: Row): MarketRow {
    const [loanAmount, accepted] = [minorUnits(row.loanAmount), minorUnits(row.accepted)];
    const text = (own: string) => this.#same(this.#texts, own, () => own);
    const known = (own: string | null) => (own === null ? null : text(own));
    return {
      ...{ loanId: row.loanId, termMonths: row.termMonths, loanAmount },
      state: row.state === 'listed' ? 'listed' : 'funding',
      ...{ remaining: minus(loanAmount, accepted), rates: this.#ratesOf(row) },
      ...{ repaymentMethod: text(row.repaymentMethod), purpose: text(row.purpose) },
      ...{ grade: known(row.grade), safeguard: known(row.safeguard) },
      ...{ industry: known(row.industry), region: known(row.region) },
    };
  }

  #ratesOf({ product, expectedLossPpm, security, ...row }: Row): MarketRates {
    const terms = this.#terms.get(product);
    const asked = { ...row, security: security ?? undefined };
    const expectedNetPpm =
      terms === undefined || expectedLossPpm === null
        ? undefined
        : outlookOf(terms, { ...asked, expectedLossPpm })?.expectedNetPpm;
    const { currency, annualRatePpm } = row;
    return this.#same(this.#rates, `${currency} ${annualRatePpm} ${expectedNetPpm}`, () => ({
      ...{ currency, annualRatePpm, expectedNetPpm },
    }));
  }

  #same<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
    const found = known.get(key);
    if (found !== undefined) return found;
    if (known.size >= KNOWN_MAX) known.clear();
    const made = make();
    known.set(key, made);
    return made;
  }
}

/** For each part in which there is a row, which rows it has, and in which versions. */
async function readMarks(pool: pg.Pool): Promise<ReadonlyMap<number, string>> {
  const { rows } = await pool.query<{ part: number; mark: string }>(
    `select ${PART} as part,
       sum(hashint8extended(loan.version, uuid_hash_extended(loan.id, 0)))::text as mark
     from loan.loan
     where ${ON_THE_MARKET}
     group by 1`,
  );
  return new Map(rows.map(({ part, mark }) => [part, mark]));
}

async function readRows(
  pool: pg.Pool,
  parts: readonly number[],
): Promise<readonly (Row & { readonly part: number })[]> {
  const { rows } = await pool.query<Row & { readonly part: number }>(
    `select ${PART} as part, loan.id as "loanId", loan.state, loan.currency,
       loan.loan_amount as "loanAmount", loan.accepted,
       loan.annual_rate_ppm as "annualRatePpm", loan.term_months as "termMonths",
       loan.repayment_method as "repaymentMethod", loan.purpose, loan.grade, loan.safeguard,
       loan.security, loan.expected_loss_ppm as "expectedLossPpm",
       loan.product_code || ' ' || loan.product_version as product,
       listing.industry, listing.region
     from ${SEARCHED}
     where ${ON_THE_MARKET} and ${PART} = any ($1::integer[])`,
    [parts],
  );
  return rows;
}
