// What went out of a lender's cash for a loan and came back from it, day by day, from the book and nothing else.
import type { Id } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minorUnits, toFraction } from '@mutua/core/money/minor-units.ts';
import { type DatedAmount, internalRateOfDays } from '@mutua/core/rate/dated-flows.ts';
import { numberOf } from '@mutua/core/rate/number.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { dayColumn } from '../database/column.ts';

export interface DayFlow {
  readonly day: Day;
  readonly lent: MinorUnits;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly penalty: MinorUnits;
  readonly fee: MinorUnits;
}

interface Row {
  readonly day: string;
  readonly lent: bigint;
  readonly principal: bigint;
  readonly interest: bigint;
  readonly penalty: bigint;
  readonly fee: bigint;
}

/** Glossary 7: bid, claim payments (also compensated), and what the lender pays on them. */
const SUMS = `
  coalesce(sum(amount) filter (where code = 200), 0)::bigint as lent,
  coalesce(sum(signed) filter (where code in (230, 411, 422)), 0)::bigint as principal,
  coalesce(sum(signed) filter (where code in (231, 412, 423)), 0)::bigint as interest,
  coalesce(sum(signed) filter (where code = 232), 0)::bigint as penalty,
  coalesce(-sum(signed) filter (where code in (302, 304, 309)), 0)::bigint as fee`;

/** By booked day, the oldest first. */
export async function readLoanFlows(
  pool: pg.Pool,
  holderId: Id,
  loanId: Id,
): Promise<readonly DayFlow[]> {
  const { rows } = await pool.query<Row>(
    `with cash as (
       select account_id from ledger.account where owner = $1 and kind = 'lender_cash'
     ), line as (
       select booked_day, code, amount, amount as signed
       from ledger.transfer
       where credit_account in (select account_id from cash)
         and subject_id = $2 and kind in ('posted', 'post')
       union all
       select booked_day, code, amount, -amount
       from ledger.transfer
       where debit_account in (select account_id from cash)
         and subject_id = $2 and kind in ('posted', 'post')
     )
     select booked_day as day, ${SUMS}
     from line
     group by booked_day
     order by booked_day`,
    [holderId, loanId],
  );
  return rows.map(({ day, ...sums }) => ({
    day: dayColumn.read(day),
    lent: minorUnits(sums.lent),
    principal: minorUnits(sums.principal),
    interest: minorUnits(sums.interest),
    penalty: minorUnits(sums.penalty),
    fee: minorUnits(sums.fee),
  }));
}

/** A yearly rate of return in parts per million; nothing where no rate fits, or no day has passed. */
export function returnPpm(
  flows: readonly { readonly day: Day; readonly amount: MinorUnits }[],
): number | undefined {
  const days = new Set(flows.map(({ day }) => day));
  if (days.size < 2) return undefined;
  const dated: DatedAmount[] = flows.map(({ day, amount }) => ({
    day,
    amount: numberOf(toFraction(amount)),
  }));
  const found = internalRateOfDays(dated);
  return found.ok ? Math.round(found.value.rate * 1_000_000) : undefined;
}
