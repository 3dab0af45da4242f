// How accounts stand in the ledger, by the custodian's numbers.
import type { Currency } from '@mutua/core/money/currency.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type { Connection } from '../ledger/standing.ts';

export interface LedgerBalance {
  readonly account: string;
  readonly booked: MinorUnits;
  readonly frozen: MinorUnits;
}

/**
 * How accounts stand in the ledger, as the custodian should have them: what it took back of a top-up is gone there
 * before it is booked.
 *
 * @param accounts the custodian's numbers; all if left out. @param day of the custodian, at its end.
 */
export async function readBalances(
  connection: Connection,
  currency: Currency,
  day: Day,
  accounts?: readonly string[],
): Promise<readonly LedgerBalance[]> {
  const rows = await rowsOf(connection, 'balances', BALANCES, [
    currency,
    formatDay(day),
    accounts ?? null,
  ]);
  return rows.map((row) => ({
    account: String(row.account),
    booked: minorUnits(BigInt(String(row.booked))),
    frozen: minorUnits(BigInt(String(row.frozen))),
  }));
}

const BALANCES = `with named as (
        select client.id, held.role, client.custody_accounts ->> held.role as account
        from people.client
        cross join (values ('lender'), ('borrower'), ('partner')) as held (role)
        where client.custody_accounts ->> held.role is not null
          and ($3::text[] is null or client.id in (
            select id from people.client where custody_accounts ->> 'lender' = any($3)
            union all
            select id from people.client where custody_accounts ->> 'borrower' = any($3)
            union all
            select id from people.client where custody_accounts ->> 'partner' = any($3)
          ))
      )
      select named.account,
        coalesce(account.posted, 0)
          -- A guarantor's deposit lies in its one account, beside its cash.
          + coalesce(deposit.posted, 0)
          -- A risk reserve lies in the account of its trustee.
          + coalesce(reserve.posted, 0)
          - coalesce((
            select sum(reversal.debited)
              from wallet.top_up_reversal as reversal
              where reversal.state = 'told'
                and reversal.client_id = named.id
                and reversal.role = named.role
                and reversal.bank_day <= $2::date
          ), 0) as booked,
        case named.role when 'lender' then coalesce((
            select sum(bid.amount)
              from loan.bid
              where bid.lender_id = named.id
                and bid.freeze_state = 'confirmed'
                and bid.state <> 'converted'
          ), 0) else 0 end as frozen
      from named
      left join ledger.account
        on account.owner = named.id::text
        and account.kind = named.role || '_cash'
        and account.currency = $1
      left join ledger.account as deposit
        on deposit.owner = named.id::text
        and deposit.kind = 'guarantee_deposit'
        and deposit.currency = $1
        and named.role = 'partner'
      left join safeguard.reserve_scheme
        on reserve_scheme.trustee_id = named.id
        and reserve_scheme.state <> 'proposed'
        and named.role = 'partner'
      left join ledger.account as reserve
        on reserve.owner = reserve_scheme.id::text
        and reserve.kind = 'risk_reserve'
        and reserve.currency = $1
      union all
      select 'unmatched/' || receipt.bank_reference,
        coalesce(account.posted, 0),
        0
      from wallet.receipt
      left join ledger.account
        on account.owner = receipt.id::text
        and account.kind = 'unmatched'
      where receipt.currency = $1
        and ($3::text[] is null or 'unmatched/' || receipt.bank_reference = any($3))
      union all
      select own_account.account,
        coalesce((
          select sum(posted)
            from ledger.account
            where kind in ('platform_fees', 'platform_funds')
              and account.currency = $1
        ), 0),
        0
      from wallet.own_account
      where own_account.currency = $1
        and own_account.purpose = 'fees'
        and ($3::text[] is null or own_account.account = any($3))`;

async function rowsOf(
  connection: Connection,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const query = { name: `reconcile: ${name}`, text, values: [...values] };
  return (await connection.query<Record<string, unknown>>(query)).rows;
}
