// The check of the whole database: every law, on one snapshot, while the platform may go on.
import { BrokenInvariant } from '@mutua/core/kit/assert.ts';
import type pg from 'pg';
import type { Connection } from '../ledger/standing.ts';
import { type CustodianBooks, custodianLaw } from './bank-law.ts';
import { BOOK_LAWS } from './book-laws.ts';
import { CHART_LAWS } from './chart-laws.ts';
import { INSTALMENTS_LAW } from './debt-law.ts';
import type { Finding, Law } from './law.ts';
import { LOAN_LAWS } from './loan-laws.ts';
import { LOG_LAWS } from './log-laws.ts';
import { LOSS_LAWS } from './loss-laws.ts';
import { NOTICE_LAWS } from './notice-laws.ts';
import { replayLaw } from './replay-law.ts';
import { SAFEGUARD_LAWS } from './safeguard-laws.ts';

export interface CheckedLaw extends Finding {
  readonly law: Law;
}

export interface CheckOptions {
  readonly laws: readonly Law[];
  /** Called when a law begins, and again while it is looked at. */
  readonly onProgress?: (law: Law, done: number, of: number) => void;
  /** Called when a law was looked at. */
  readonly onChecked?: (checked: CheckedLaw) => void;
  /** Ends at the first law that does not hold. */
  readonly stopAtFirst?: boolean;
}

/** The laws of the book and the log: they hold in every database in which transfers were ever booked. */
export const LAWS_OF_THE_BOOK: readonly Law[] = [
  ...BOOK_LAWS,
  ...CHART_LAWS.slice(0, 2),
  ...LOG_LAWS,
];

/** Every law; in the order in which a person would look for the cause. */
export function everyLaw(books?: CustodianBooks): readonly Law[] {
  return [
    ...[
      ...BOOK_LAWS,
      ...CHART_LAWS,
      ...LOAN_LAWS,
      INSTALMENTS_LAW,
      ...LOSS_LAWS,
      ...SAFEGUARD_LAWS,
      ...NOTICE_LAWS,
      ...LOG_LAWS,
    ],
    replayLaw(),
    ...(books === undefined ? [] : [custodianLaw(books)]),
  ];
}

/** Looks at the laws one after the other, in one transaction that changes nothing. */
export async function checkLaws(
  pool: pg.Pool,
  { laws, onProgress, onChecked, stopAtFirst = false }: CheckOptions,
): Promise<readonly CheckedLaw[]> {
  const connection = await pool.connect();
  const checked: CheckedLaw[] = [];
  try {
    await connection.query('begin isolation level repeatable read');
    await connection.query('set local statement_timeout = 0');
    for (const law of laws) {
      onProgress?.(law, 0, 0);
      const one = await examine(connection, law, onProgress);
      checked.push(one);
      onChecked?.(one);
      if (stopAtFirst && one.broken > 0) break;
    }
  } finally {
    await connection.query('rollback').catch(() => undefined);
    connection.release();
  }
  return checked;
}

export async function examine(
  connection: Connection,
  law: Law,
  onProgress?: CheckOptions['onProgress'],
): Promise<CheckedLaw> {
  const finding = await law.examine(connection, (done, of) => onProgress?.(law, done, of));
  return { law, ...finding };
}

/**
 * For the end of a test that wrote into the book: its laws hold, whatever was put into the tables of the rooms by
 * hand.
 *
 * @throws BrokenInvariant naming the first violations.
 */
export async function checkBook(pool: pg.Pool): Promise<void> {
  await requireLaws(pool, LAWS_OF_THE_BOOK);
}

/** For the end of a test in which everything came through the door: every law holds. @throws BrokenInvariant */
export async function checkEverything(pool: pg.Pool, books?: CustodianBooks): Promise<void> {
  await requireLaws(pool, everyLaw(books));
}

async function requireLaws(pool: pg.Pool, laws: readonly Law[]): Promise<void> {
  const broken = (await checkLaws(pool, { laws })).filter((one) => one.broken > 0);
  if (broken.length === 0) return;
  const sentences = broken.map(({ law, violations }) => `${law.name}: ${violations.join(' ')}`);
  throw new BrokenInvariant(sentences.join('\n'));
}
