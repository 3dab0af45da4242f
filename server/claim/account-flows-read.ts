// What went through a lender's cash, added up by day and by loan: from the book and nothing else.
import type { Id } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minorUnits, plus } from '@mutua/core/money/minor-units.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { dayColumn } from '../database/column.ts';
import type { LinesAsked } from './closed-sums.ts';

/** What is lent, what comes back of it, what it earns, and what the lender pays on that. */
export interface FlowSums {
  readonly lent: MinorUnits;
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
  readonly penalty: MinorUnits;
  readonly fee: MinorUnits;
}

/** A day of the account. */
export interface FlowsOfDay extends FlowSums {
  readonly day: Day;
  /** Of the fees, those on claims. */
  readonly claimFee: MinorUnits;
  /** By how much the cash has changed. */
  readonly cash: MinorUnits;
  /** How much of that came from outside; nothing where nothing came and nothing went. */
  readonly net: MinorUnits | undefined;
  /** Principal that came after a write-off: no outstanding principal was left for it. */
  readonly recovered: MinorUnits;
}

/** What is in one loan, until it was written off or closed. */
export interface FlowsOfLoan {
  /** Principal that went out, less what came back. */
  readonly lent: MinorUnits;
  /** Each part of it times its day: what is lent on a day times that day, less this, is the balance over all days. */
  readonly lentDays: bigint;
  readonly ended: Day | undefined;
}

export interface AccountFlows {
  readonly days: ReadonlyMap<Day, FlowsOfDay>;
  readonly loans: ReadonlyMap<Id, FlowsOfLoan>;
}

type DayRow = { readonly [Name in Exclude<keyof FlowsOfDay, 'day' | 'net'>]: bigint } & {
  readonly net: bigint | null;
};

interface Row extends DayRow {
  readonly day: string | null;
  readonly loanId: Id | null;
  readonly ended: string | null;
  readonly inLoan: bigint;
  readonly inLoanDays: bigint;
}

/** Glossary 7. */
const PRINCIPAL = '(230, 411, 422)';
const INTEREST = '(231, 412, 423)';
const IS_FEE = 'code between 300 and 329';
const IN_LOAN = `code in (200, 230, 411, 422)
  and (held.ended is null or booked_day <= held.ended)`;

function sumOf(condition: string, value = 'signed'): string {
  return `coalesce(sum(${value}) filter (where ${condition}), 0)::bigint`;
}

/** One look at the lines of the account, from which both the days and the loans are added up. */
export async function readFlows(
  pool: pg.Pool,
  { accountId, holderId, after, through }: LinesAsked,
): Promise<AccountFlows> {
  const { rows } = await pool.query<Row>(
    `with line as (
       select booked_day, subject_id, code, amount as signed from ledger.transfer
       where credit_account = $1 and kind in ('posted', 'post')
         and transfer_id > $2 and transfer_id <= $3
       union all
       select booked_day, subject_id, code, -amount from ledger.transfer
       where debit_account = $1 and kind in ('posted', 'post')
         and transfer_id > $2 and transfer_id <= $3
     ), held as (
       select loan_id, (${endOf('own')}) as ended
       from (
         select distinct loan_id from claim.claim
         where holder_id = $4 and loan_id in (select subject_id from line)
       ) as own
     )
     select booked_day as day, held.loan_id as "loanId", held.ended,
       ${sumOf('code = 200', '-signed')} as lent,
       ${sumOf(`code in ${PRINCIPAL}`)} as principal,
       ${sumOf(`code in ${INTEREST}`)} as interest,
       ${sumOf('code = 232')} as penalty,
       ${sumOf(IS_FEE, '-signed')} as fee,
       ${sumOf(`${IS_FEE} and held.loan_id is not null`, '-signed')} as "claimFee",
       sum(signed)::bigint as cash,
       (sum(signed) filter (where code between 100 and 199))::bigint as net,
       ${sumOf(`code in ${PRINCIPAL} and held.ended < booked_day`)} as recovered,
       ${sumOf(IN_LOAN, '-signed')} as "inLoan",
       ${sumOf(IN_LOAN, `-signed * (booked_day - date '1970-01-01')`)} as "inLoanDays"
     from line
     left join held on held.loan_id = line.subject_id
     group by grouping sets ((booked_day), (held.loan_id, held.ended))`,
    [accountId, after, through, holderId],
  );
  return flowsOf(rows);
}

/** Of loans that were written off or closed, on which day first. */
export async function readEnds(
  pool: pg.Pool,
  loanIds: readonly Id[],
): Promise<ReadonlyMap<Id, Day>> {
  const { rows } = await pool.query<{ loanId: Id; day: string | null }>(
    `select own.loan_id as "loanId", (${endOf('own')}) as day
     from unnest($1::uuid[]) as own (loan_id)`,
    [loanIds],
  );
  return new Map(
    rows.flatMap(({ loanId, day }) => (day === null ? [] : [[loanId, dayColumn.read(day)]])),
  );
}

function endOf(own: string): string {
  return `select min(day) from loan.transition
    where transition.loan_id = ${own}.loan_id and "to" in ('written_off', 'closed')`;
}

/** Of two ranges, one behind the other. */
export function flowsTogether(before: AccountFlows, more: AccountFlows): AccountFlows {
  const [days, loans] = [new Map(before.days), new Map(before.loans)];
  for (const [day, own] of more.days) {
    const known = days.get(day);
    days.set(day, known === undefined ? own : daysTogether(known, own));
  }
  for (const [loanId, own] of more.loans) {
    const known = loans.get(loanId);
    if (known === undefined) loans.set(loanId, own);
    else {
      const [lent, lentDays] = [plus(known.lent, own.lent), known.lentDays + own.lentDays];
      loans.set(loanId, { lent, lentDays, ended: own.ended ?? known.ended });
    }
  }
  return { days, loans };
}

function daysTogether(left: FlowsOfDay, right: FlowsOfDay): FlowsOfDay {
  const of = (name: Exclude<keyof FlowsOfDay, 'day' | 'net'>) => plus(left[name], right[name]);
  return {
    ...{ day: left.day, lent: of('lent'), principal: of('principal'), interest: of('interest') },
    ...{ penalty: of('penalty'), fee: of('fee'), claimFee: of('claimFee'), cash: of('cash') },
    net:
      left.net === undefined || right.net === undefined
        ? (left.net ?? right.net)
        : plus(left.net, right.net),
    recovered: of('recovered'),
  };
}

function flowsOf(rows: readonly Row[]): AccountFlows {
  const [days, loans] = [new Map<Day, FlowsOfDay>(), new Map<Id, FlowsOfLoan>()];
  for (const row of rows) {
    const { loanId, ended } = row;
    if (row.day !== null) {
      const day = dayColumn.read(row.day);
      days.set(day, { day, ...dayOfRow(row) });
    } else if (loanId !== null) {
      const end = ended === null ? undefined : dayColumn.read(ended);
      loans.set(loanId, { lent: minorUnits(row.inLoan), lentDays: row.inLoanDays, ended: end });
    }
  }
  return { days, loans };
}

function dayOfRow(row: DayRow): Omit<FlowsOfDay, 'day'> {
  return {
    ...{ lent: minorUnits(row.lent), principal: minorUnits(row.principal) },
    ...{ interest: minorUnits(row.interest), penalty: minorUnits(row.penalty) },
    ...{ fee: minorUnits(row.fee), claimFee: minorUnits(row.claimFee) },
    ...{ cash: minorUnits(row.cash), recovered: minorUnits(row.recovered) },
    net: row.net === null ? undefined : minorUnits(row.net),
  };
}
