// What the reads of a portfolio ask: the database, and what was read of it for the book as it stands.
import type pg from 'pg';
import type { AccountFlows } from './account-flows-read.ts';
import { AccountHistory } from './account-history.ts';
import { HeldClaims, type Holding } from './holdings-read.ts';
import { LoanStandings } from './loan-standing-read.ts';
import type { PortfolioAccount } from './portfolio-account-read.ts';
import { ReadOnce } from './read-once.ts';
import { type TaxLine, TaxYears } from './tax-year-read.ts';

type Of<Value> = (account: PortfolioAccount) => Promise<Value>;

export interface PortfolioSources {
  readonly pool: pg.Pool;
  readonly standings: LoanStandings;
  readonly holdings: Of<readonly Holding[]>;
  /** What went through the account's cash. */
  readonly flows: Of<AccountFlows>;
  /** Of all years, by year and loan. */
  readonly taxLines: Of<readonly TaxLine[]>;
}

const OF_POOL = new WeakMap<pg.Pool, PortfolioSources>();

/** Those of a database: all routes remember together. */
export function portfolioSourcesOf(pool: pg.Pool): PortfolioSources {
  const known = OF_POOL.get(pool) ?? makeSources(pool);
  OF_POOL.set(pool, known);
  return known;
}

function makeSources(pool: pg.Pool): PortfolioSources {
  const standings = new LoanStandings(pool);
  const history = new AccountHistory(pool);
  const taxYears = new TaxYears(pool);
  const held = new HeldClaims(pool, standings);
  const holdings = once((account) => held.of(account));
  return {
    ...{ pool, standings, holdings },
    flows: once(async (account) => history.of(account, await holdings(account))),
    taxLines: once((account) => taxYears.linesOf(account)),
  };
}

function once<Value>(read: Of<Value>): Of<Value> {
  const kept = new ReadOnce<Value>();
  return (account) => {
    const { accountId, today, sequence } = account;
    return kept.read(`${accountId} ${today} ${sequence}`, () => read(account));
  };
}
