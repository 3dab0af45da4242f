// The check of the whole database: every law, on one snapshot, while the platform may go on.
import { BrokenInvariant } from '@mutua/core/kit/assert.ts';
import type pg from 'pg';
import type { Connection } from '../ledger/standing.ts';
import { type CustodianBooks, custodianLaw } from './bank-law.ts';
import { BOOK_LAWS } from './book-laws.ts';
import { CHART_LAWS } from './chart-laws.ts';
import { CORRECTION_LAWS } from './correction-laws.ts';
import { COSTS_LAW } from './cost-law.ts';
import { INSTALMENTS_LAW } from './debt-law.ts';
import type { Finding, Law } from './law.ts';
import { LOAN_LAWS } from './loan-laws.ts';
import { LOG_LAWS } from './log-laws.ts';
import { LOSS_LAWS } from './loss-laws.ts';
import { NOTICE_LAWS } from './notice-laws.ts';
import { replayLaw } from './replay-law.ts';
import { SAFEGUARD_LAWS } from './safeguard-laws.ts';
import { inOneSnapshot } from './snapshot.ts';

export interface CheckedLaw extends Finding {
  readonly law: Law;
  /** How long it took, beside what ran at the same time. */
  readonly seconds: number;
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
      ...CORRECTION_LAWS,
      ...SAFEGUARD_LAWS,
      COSTS_LAW,
      ...NOTICE_LAWS,
      ...LOG_LAWS,
    ],
    replayLaw(),
    ...(books === undefined ? [] : [custodianLaw(books)]),
  ];
}

/**
 * Looks at the laws on one snapshot, in transactions that change nothing, and tells of them in their order. Those that
 * run aside begin at once, on a connection of their own, so that the database and this process work at the same time.
 */
export async function checkLaws(
  pool: pg.Pool,
  { laws, onProgress, onChecked, stopAtFirst = false }: CheckOptions,
): Promise<readonly CheckedLaw[]> {
  return inOneSnapshot(pool, async ({ connection, aside }) => {
    const checked: CheckedLaw[] = [];
    let [turn, isEnded] = [laws[0], false];
    const tell: CheckOptions['onProgress'] = (law, done, of) => {
      if (isEnded) throw new Ended();
      if (law === turn) onProgress?.(law, done, of);
    };
    const meanwhile = new Map(
      laws
        .filter(({ runsAside }) => runsAside === true)
        .map((law) => [law, settled(aside((other) => examine(other, law, tell)))]),
    );
    try {
      for (const law of laws) {
        turn = law;
        onProgress?.(law, 0, 0);
        const begun = await meanwhile.get(law);
        const one = begun === undefined ? await examine(connection, law, tell) : begun();
        checked.push(one);
        onChecked?.(one);
        if (stopAtFirst && one.broken > 0) break;
      }
    } finally {
      isEnded = true;
      await Promise.all(meanwhile.values());
    }
    return checked;
  });
}

/** Thrown in a law that tells how far it is, when nobody asks for it any more. */
class Ended extends Error {
  override readonly name = 'Ended';
}

/** What came of it, to be given or thrown when it is asked for. */
function settled<Value>(work: Promise<Value>): Promise<() => Value> {
  return work.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error;
    },
  );
}

export async function examine(
  connection: Connection,
  law: Law,
  onProgress?: CheckOptions['onProgress'],
): Promise<CheckedLaw> {
  const began = performance.now();
  const finding = await law.examine(connection, (done, of) => onProgress?.(law, done, of));
  return { law, ...finding, seconds: (performance.now() - began) / 1_000 };
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
