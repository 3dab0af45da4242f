// What of a closed day is not of any loan: the lenders' cash, reserves, what running it cost, who did something.
import type { TrialBalanceRow } from '@mutua/core/calendar/trial-balance.ts';
import type { HouseOnDay } from '@mutua/core/disclosure/book-on-day.ts';
import type { AccountKind } from '@mutua/core/ledger/chart.ts';
import { minorUnits, sum } from '@mutua/core/money/minor-units.ts';
import { addDays, type Day, formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { jsonColumn } from '../database/column.ts';
import { readSegments } from './segment-read.ts';

const balancesColumn = jsonColumn<readonly TrialBalanceRow[]>();
const WINDOW_DAYS = 30;

export interface HouseAsked {
  readonly currency: string;
  readonly day: Day;
}

export async function readHouse(pool: pg.Pool, asked: HouseAsked): Promise<HouseOnDay> {
  const [balances, operatingCost, people, segments] = await Promise.all([
    readBalances(pool, asked),
    readOperatingCost(pool, asked),
    readPeople(pool, asked.day),
    readSegments(pool, asked.day),
  ]);
  const of = (kind: AccountKind) =>
    balances.map((rows) =>
      sum(
        rows
          .filter((row) => row.kind === kind && row.currency === asked.currency)
          .map(({ balance }) => balance),
      ),
    );
  const cash = of('lender_cash');
  return {
    lendersCash: cash.at(-1) ?? minorUnits(0n),
    lendersCashDays: sum(cash),
    reserveBalance: of('risk_reserve').at(-1) ?? minorUnits(0n),
    operatingCost: minorUnits(operatingCost),
    ...{ ...people, segments },
  };
}

/** Of the last thirty closed days, the day itself the last. */
async function readBalances(pool: pg.Pool, { day }: HouseAsked) {
  const { rows } = await pool.query<{ balances: string }>(
    `select trial_balance as balances
     from ledger.day_close
     where day > $1 and day <= $2
     order by day`,
    [formatDay(addDays(day, -WINDOW_DAYS)), formatDay(day)],
  );
  return rows.map(({ balances }) => balancesColumn.read(balances));
}

/** Costs of collection, bonuses, commissions and compensation for errors. */
async function readOperatingCost(pool: pg.Pool, { currency, day }: HouseAsked): Promise<bigint> {
  const { rows } = await pool.query<{ cost: bigint }>(
    `select coalesce(sum(signed), 0)::bigint as cost
     from ledger.account, lateral (
       select amount as signed from ledger.transfer
       where debit_account = account_id and code in (330, 331, 332, 500)
         and kind in ('posted', 'post') and reverses_id is null and booked_day <= $2
       union all
       select -amount from ledger.transfer
       where credit_account = account_id and code in (330, 331, 332, 500)
         and kind = 'posted' and reverses_id is not null and booked_day <= $2
     ) as line
     where account.kind = 'platform_funds' and account.currency = $1`,
    [currency, formatDay(day)],
  );
  return rows[0]?.cost ?? 0n;
}

/** Clients who had proved who they are, and persons who did something in the month of the day. */
async function readPeople(pool: pg.Pool, day: Day) {
  const { rows } = await pool.query<{ registered: number; active: number }>(
    `select
       (
         select count(*)::integer
         from people.identity
         where verified_at < (select closed_at from ledger.day_close where day = $1)
       ) as registered,
       (
         select count(distinct actor)::integer
         from commit.command
         where actor like 'person %' and sequence between
           (select min(first_sequence) from ledger.day_close
             where day between date_trunc('month', $1::date) and $1)
           and (select last_sequence from ledger.day_close where day = $1)
       ) as active`,
    [formatDay(day)],
  );
  const [{ registered, active } = { registered: 0, active: 0 }] = rows;
  return { registeredClients: registered, activeUsers: active };
}
