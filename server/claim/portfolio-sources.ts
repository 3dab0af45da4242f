// What the reads of a portfolio ask: the database, and what was read of it for the book as it stands.
import { dayOf } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import type { DayNet } from './account-flows-read.ts';
import {
  type FlowsOfDay,
  type LoanTotal,
  type MonthSums,
  readBorder,
  readDayFlows,
  readLoanTotals,
  readMonths,
} from './account-flows-read.ts';
import { type Holding, readHoldings } from './holdings-read.ts';
import { LoanStandings } from './loan-standing-read.ts';
import type { PortfolioAccount } from './portfolio-account-read.ts';
import { ReadOnce } from './read-once.ts';
import { readTaxLines, type TaxLine } from './tax-year-read.ts';

type Of<Value> = (account: PortfolioAccount) => Promise<readonly Value[]>;

export interface PortfolioSources {
  readonly pool: pg.Pool;
  readonly standings: LoanStandings;
  readonly holdings: Of<Holding>;
  readonly months: Of<MonthSums>;
  readonly border: Of<DayNet>;
  /** What loans took and brought, day by day. */
  readonly days: Of<FlowsOfDay>;
  readonly totals: Of<LoanTotal>;
  /** Of all years, by year and loan. */
  readonly taxLines: Of<TaxLine>;
}

/** Before every day of any book. */
const FIRST = dayOf(1970, 1, 1);

const OF_POOL = new WeakMap<pg.Pool, PortfolioSources>();

/** Those of a database: all routes remember together. */
export function portfolioSourcesOf(pool: pg.Pool): PortfolioSources {
  const known = OF_POOL.get(pool) ?? makeSources(pool);
  OF_POOL.set(pool, known);
  return known;
}

function makeSources(pool: pg.Pool): PortfolioSources {
  const standings = new LoanStandings(pool);
  return {
    ...{ pool, standings },
    holdings: once((account) =>
      readHoldings({ pool, standings }, { ...account, day: account.today }),
    ),
    months: once(({ accountId }) => readMonths(pool, accountId)),
    border: once(({ accountId }) => readBorder(pool, accountId)),
    days: once(({ accountId, today }) => readDayFlows(pool, accountId, { from: FIRST, to: today })),
    taxLines: once((account) => readTaxLines(pool, account)),
    totals: once(({ accountId, today }) => readLoanTotals(pool, accountId, today)),
  };
}

function once<Value>(read: Of<Value>): Of<Value> {
  const kept = new ReadOnce<readonly Value[]>();
  return (account) => {
    const { accountId, today, sequence } = account;
    return kept.read(`${accountId} ${today} ${sequence}`, () => read(account));
  };
}
