// How accounts stood at the end of the days that changed them: written once, when the day is closed.
import type { DayClose } from '@mutua/core/calendar/day-close.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type { Statement } from '../database/fact-table.ts';

/**
 * What each account that transfers of a range touched had booked on either side, and how it stood when it was
 * last written down before. It reads the range and those accounts, and nothing else of the book.
 */
export const MOVED_ACCOUNTS = `
  select line.account_id,
    coalesce(sum(line.debit) filter (where line.kind in ('posted', 'post')), 0)::bigint as debit,
    coalesce(sum(line.credit) filter (where line.kind in ('posted', 'post')), 0)::bigint as credit
  from (
    select debit_account as account_id, kind, amount as debit, 0 as credit
    from ledger.transfer
    where transfer_id between $1 and $2
    union all
    select credit_account, kind, 0, amount
    from ledger.transfer
    where transfer_id between $1 and $2
  ) as line
  group by line.account_id`;

export const BALANCE_BEFORE = `
  select posted, total_debit, total_credit
  from ledger.day_balance
  where day_balance.account_id = moved.account_id
  order by day desc
  limit 1`;

/** The rows of a day, from the accounts as they stand while nothing else is written. */
export function insertDayBalances({
  day,
  firstTransferId,
  lastTransferId,
  accountsChanged,
}: DayClose): Statement {
  return {
    name: 'insert day balances',
    text: `insert into ledger.day_balance
        (account_id, day, posted, pending_debit, pending_credit, total_debit, total_credit)
      select account.account_id, $3::date, account.posted, account.pending_debit, account.pending_credit,
        coalesce(before.total_debit, 0) + moved.debit,
        coalesce(before.total_credit, 0) + moved.credit
      from (${MOVED_ACCOUNTS}) as moved
      join ledger.account on account.account_id = moved.account_id
      left join lateral (${BALANCE_BEFORE}) as before on true`,
    values: [firstTransferId, lastTransferId, formatDay(day)],
    rows: Number(accountsChanged),
  };
}
