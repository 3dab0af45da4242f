// What a figure on a page must say, recomputed by SQL of its own.
import type pg from 'pg';
import type { SignedIn } from '../pages/tried-page.ts';

export interface FigureAsk {
  /** The owner's: everything may be read. */
  readonly db: pg.Pool;
  /** `data-row`, the id of what the figure is of; empty where the page names none. */
  readonly row: string;
  /** Who looks at the page; nobody where nobody is signed in. */
  readonly person: SignedIn | undefined;
  /** The page's own address: figures of a list follow from its filters, those of a day from the day. */
  readonly address: URL;
}

/** Gives the figure as `data-value` has it: `CNY 123.45`, `12`, `112700ppm`. */
export type FigureQuery = (ask: FigureAsk) => Promise<string>;

export type FigureQueries = Readonly<Record<string, FigureQuery>>;

/** Minor units as `data-value` has money. */
export function moneyValue(minorUnits: bigint, currency = 'CNY'): string {
  const sign = minorUnits < 0n ? '-' : '';
  const digits = String(minorUnits < 0n ? -minorUnits : minorUnits).padStart(3, '0');
  return `${currency} ${sign}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** SQL that takes now from the clock of the tests: it may stand on another day than that of the database. */
export function asOfNow(statement: string): string {
  return statement.replaceAll('now()', `'${new Date().toISOString()}'::timestamptz`);
}

export function countValue(count: bigint | number): string {
  return String(count);
}

export function rateValue(partsPerMillion: bigint | number): string {
  return `${partsPerMillion}ppm`;
}

/** The one `bigint` that a statement gives; 0 where it gives nothing. */
export async function bigintOf(
  db: pg.Pool,
  text: string,
  values: readonly unknown[] = [],
): Promise<bigint> {
  const { rows } = await db.query({ text, values: [...values], rowMode: 'array' });
  const [value] = (rows as unknown[][])[0] ?? [];
  return value === null || value === undefined ? 0n : BigInt(String(value));
}
