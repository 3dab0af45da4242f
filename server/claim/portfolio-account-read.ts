// The cash account of a lender in a currency, on the day that is open: where every read of a portfolio begins.
import type { Id } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';

export interface PortfolioAccount {
  readonly holderId: Id;
  readonly accountId: bigint;
  readonly currency: string;
  readonly posted: MinorUnits;
  readonly held: MinorUnits;
  readonly today: Day;
  /** The last command that was accepted: until another is, the book stays what it is. */
  readonly sequence: bigint;
  /** The last transfer of the last closed day; 0 where none is closed. */
  readonly closedThrough: bigint;
}

interface Row {
  readonly accountId: bigint;
  readonly currency: string;
  readonly posted: bigint;
  readonly held: bigint;
  readonly sequence: bigint;
  readonly closedThrough: bigint;
}

/** In each currency in which there is one; nothing before the first day. */
export async function readPortfolioAccounts(
  { pool }: { readonly pool: pg.Pool },
  holderId: Id,
): Promise<readonly PortfolioAccount[]> {
  const [today, { rows }] = await Promise.all([
    readBusinessDate(pool),
    pool.query<Row>(
      `select account_id as "accountId", currency, posted, pending_debit as held,
         (select max(sequence) from commit.command) as sequence,
         (select coalesce(max(last_transfer_id), 0) from ledger.day_close) as "closedThrough"
       from ledger.account
       where owner = $1::text and kind = 'lender_cash'
       order by currency`,
      [holderId],
    ),
  ]);
  if (today === undefined) return [];
  return rows.map(({ posted, held, ...account }) => ({
    ...{ ...account, holderId, today },
    ...{ posted: minorUnits(posted), held: minorUnits(held) },
  }));
}

/** The one in that currency, or the first; nothing where there is none. */
export async function readPortfolioAccount(
  sources: { readonly pool: pg.Pool },
  holderId: Id,
  currency: string | undefined,
): Promise<PortfolioAccount | undefined> {
  const accounts = await readPortfolioAccounts(sources, holderId);
  return accounts.find((account) => currency === undefined || account.currency === currency);
}
