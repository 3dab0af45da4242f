// What went through a lender's cash, added up by day, by month and by loan: from the book and nothing else.
import type { Id } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { dayColumn } from '../database/column.ts';

/** Every booked line of the account $1, seen from it. */
const LINES = `
  select booked_day, subject_id, code, amount as signed from ledger.transfer
  where credit_account = $1 and kind in ('posted', 'post')
  union all
  select booked_day, subject_id, code, -amount from ledger.transfer
  where debit_account = $1 and kind in ('posted', 'post')`;

/** Glossary 7: what is lent, what comes back of it, what it earns, and what the lender pays on that. */
const LENT = `coalesce(-sum(signed) filter (where code = 200), 0)::bigint`;
const PRINCIPAL = `coalesce(sum(signed) filter (where code in (230, 411, 422)), 0)::bigint`;
const INTEREST = `coalesce(sum(signed) filter (where code in (231, 412, 423)), 0)::bigint`;
const PENALTY = `coalesce(sum(signed) filter (where code = 232), 0)::bigint`;
const FEE = `coalesce(-sum(signed) filter (where code between 300 and 329), 0)::bigint`;
const SUMS = `${LENT} as lent, ${PRINCIPAL} as principal, ${INTEREST} as interest,
  ${PENALTY} as penalty, ${FEE} as fee`;

export interface FlowSums {
  readonly lent: MinorUnits;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly penalty: MinorUnits;
  readonly fee: MinorUnits;
}

type SumsRow = { readonly [Name in keyof FlowSums]: bigint };

function sumsOf({ lent, principal, interest, penalty, fee }: SumsRow): FlowSums {
  return {
    ...{ lent: minorUnits(lent), principal: minorUnits(principal) },
    ...{ interest: minorUnits(interest), penalty: minorUnits(penalty), fee: minorUnits(fee) },
  };
}

export interface FlowsOfDay extends FlowSums {
  readonly day: Day;
}

/** What loans took and brought on each day between the two. */
export async function readDayFlows(
  pool: pg.Pool,
  accountId: bigint,
  { from, to }: { readonly from: Day; readonly to: Day },
): Promise<readonly FlowsOfDay[]> {
  const { rows } = await pool.query<SumsRow & { readonly day: string }>(
    `select booked_day as day, ${SUMS}
     from (${LINES}) as line
     where booked_day between $2 and $3
       and subject_id in (select loan_id from claim.claim where holder_id = (
         select owner::uuid from ledger.account where account_id = $1
       ))
     group by booked_day
     order by booked_day`,
    [accountId, formatDay(from), formatDay(to)],
  );
  return rows.map((row) => ({ day: dayColumn.read(row.day), ...sumsOf(row) }));
}

export interface LoanTotal {
  readonly loanId: Id;
  readonly annualRatePpm: number;
  /** Outstanding principal, added up over the days until it came back, was written off or lost. */
  readonly balanceDays: bigint;
}

/** For how long how much was lent, loan by loan. */
export async function readLoanTotals(
  pool: pg.Pool,
  accountId: bigint,
  today: Day,
): Promise<readonly LoanTotal[]> {
  const { rows } = await pool.query<LoanTotal>(
    `with own as (
       select booked_day, subject_id, -sum(signed) as lent
       from (${LINES}) as line
       where code in (200, 230, 411, 422)
       group by booked_day, subject_id
     ), ended as (
       select loan_id, min(day) as day from loan.transition
       where "to" in ('written_off', 'closed') and loan_id in (select subject_id from own)
       group by loan_id
     )
     select loan.id as "loanId", loan.annual_rate_ppm as "annualRatePpm",
       sum(own.lent * (coalesce(ended.day, $2::date) - own.booked_day))::bigint as "balanceDays"
     from own
     join loan.loan on loan.id = own.subject_id
     left join ended on ended.loan_id = own.subject_id
     where own.booked_day <= coalesce(ended.day, $2::date)
     group by loan.id`,
    [accountId, formatDay(today)],
  );
  return rows;
}

/** A month of the account, by its first day. */
export interface MonthSums extends FlowSums {
  readonly month: Day;
  /** By how much the cash has changed, and how much of that came from outside. */
  readonly cash: MinorUnits;
  readonly net: MinorUnits;
  /** Principal that was written off or lost in it. */
  readonly lost: MinorUnits;
  /** Principal that came after a write-off: no outstanding principal was left for it. */
  readonly recovered: MinorUnits;
}

/** The oldest first; months without a line are left out. */
export async function readMonths(pool: pg.Pool, accountId: bigint): Promise<readonly MonthSums[]> {
  const { rows } = await pool.query<
    SumsRow & {
      readonly month: string;
      readonly cash: bigint;
      readonly net: bigint;
      readonly lost: bigint;
      readonly recovered: bigint;
    }
  >(
    `with line as (${LINES}), lent as (
       select loan_id as id, min(day) filter (where "to" in ('written_off', 'closed')) as ended
       from loan.transition
       where loan_id in (select distinct subject_id from line where code = 200)
       group by loan_id
     ), lost as (
       select date_trunc('month', lent.ended)::date as month, -sum(line.signed) as amount
       from line
       join lent on lent.id = line.subject_id
       where line.code in (200, 230, 411, 422) and line.booked_day <= lent.ended
       group by lent.id, lent.ended
       having sum(line.signed) <> 0
     ), lost_in as (
       select month, sum(amount)::bigint as amount from lost group by month
     ), sums as (
       select date_trunc('month', booked_day)::date as month, ${SUMS},
         sum(signed)::bigint as cash,
         coalesce(sum(signed) filter (where code between 100 and 199), 0)::bigint as net,
         coalesce(sum(signed) filter (
           where code in (230, 411, 422) and lent.ended < line.booked_day
         ), 0)::bigint as recovered
       from line
       left join lent on lent.id = line.subject_id
       group by 1
     )
     select coalesce(sums.month, lost_in.month) as month,
       coalesce(lent, 0)::bigint as lent, coalesce(principal, 0)::bigint as principal,
       coalesce(interest, 0)::bigint as interest, coalesce(penalty, 0)::bigint as penalty,
       coalesce(fee, 0)::bigint as fee, coalesce(cash, 0)::bigint as cash,
       coalesce(net, 0)::bigint as net, coalesce(recovered, 0)::bigint as recovered,
       coalesce(lost_in.amount, 0)::bigint as lost
     from sums
     full join lost_in on lost_in.month = sums.month
     order by 1`,
    [accountId],
  );
  return rows.map((row) => ({
    ...{ month: dayColumn.read(row.month), ...sumsOf(row) },
    ...{ cash: minorUnits(row.cash), net: minorUnits(row.net) },
    ...{ lost: minorUnits(row.lost), recovered: minorUnits(row.recovered) },
  }));
}

export interface DayNet {
  readonly day: Day;
  readonly net: MinorUnits;
}

/** What came into the account from outside and went out of it, day by day. */
export async function readBorder(pool: pg.Pool, accountId: bigint): Promise<readonly DayNet[]> {
  const { rows } = await pool.query<{ day: string; net: bigint }>(
    `select booked_day as day, sum(signed)::bigint as net
     from (${LINES}) as line
     where code between 100 and 199
     group by booked_day
     order by booked_day`,
    [accountId],
  );
  return rows.map(({ day, net }) => ({ day: dayColumn.read(day), net: minorUnits(net) }));
}
