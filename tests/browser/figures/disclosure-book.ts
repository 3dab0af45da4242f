// The book by a second program: each loan from the transfers and its instalments, with plain loops and whole numbers.
// Nothing of it comes from the rules by which public figures are reckoned.
import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import type { ScheduleTerms } from '@mutua/core/loan/schedule/terms.ts';
import { askingDay } from '@mutua/core/loan/serviced-accounts.ts';
import type { ServicingRules } from '@mutua/core/loan/servicing.ts';
import { interestSpread } from '@mutua/core/product/lender-fees.ts';
import { type Day, parseDay } from '@mutua/core/time/day.ts';
import { readPacked } from '@mutua/server/database/packed-json.ts';
import { readAccounts } from '@mutua/server/loan/accounts-column.ts';
import type pg from 'pg';

/** A transfer of a loan, by what it was and for whom; `lender` where a lender's cash is one of its sides. */
export interface NaiveLine {
  readonly day: Day;
  readonly code: number;
  readonly component: 'principal' | 'interest' | 'other';
  readonly isLenders: boolean;
  readonly isBorrowers: boolean;
  readonly amount: bigint;
}

export interface NaiveInstalment {
  readonly due: Day;
  readonly asked: Day;
  readonly principal: bigint;
  readonly interest: bigint;
  /** Without what the operator keeps of it. */
  readonly lendersInterest: bigint;
  readonly settled: Day | undefined;
}

export interface NaiveLoan {
  readonly id: string;
  readonly borrower: string;
  readonly isRelated: boolean;
  readonly region: string;
  readonly industry: string;
  readonly product: string;
  readonly purpose: string;
  readonly grade: string;
  readonly safeguard: string;
  readonly isCovered: boolean;
  readonly amount: bigint;
  readonly valueDay: Day;
  readonly ratePpm: bigint;
  readonly lossPpm: bigint;
  readonly lenders: readonly string[];
  readonly guarantors: readonly string[];
  readonly instalments: readonly NaiveInstalment[];
  readonly contract: readonly { readonly due: Day; readonly principal: bigint }[];
  readonly lines: readonly NaiveLine[];
  readonly defaultTurns: readonly { readonly day: Day; readonly isIn: boolean }[];
}

const books = new WeakMap<pg.Pool, Map<string, Promise<readonly NaiveLoan[]>>>();

/** Every loan in yuan that was paid out until the close of that day. */
export function naiveBook(db: pg.Pool, day: string): Promise<readonly NaiveLoan[]> {
  const known = books.get(db) ?? new Map<string, Promise<readonly NaiveLoan[]>>();
  books.set(db, known);
  const book = known.get(day) ?? readBook(db, day);
  known.set(day, book);
  return book;
}

export function naiveDay(text: string): Day {
  const day = parseDay(text, 'day');
  if (!day.ok) throw new Error(`There is no day ${text}.`);
  return day.value;
}

async function readBook(db: pg.Pool, day: string): Promise<readonly NaiveLoan[]> {
  const { rows } = await db.query<LoanRow>(
    `select loan.id, loan.borrower_id, client.is_related_party, client.region,
       (
         select face -> 'items' ->> 'borrower_industry' from loan.listing
         where listing.loan_id = loan.id
       ) as industry,
       loan.product_code,
       loan.purpose, loan.grade, loan.safeguard, loan.reserve_scheme_id is not null as covered,
       loan.loan_amount, loan.value_day, loan.annual_rate_ppm, loan.expected_loss_ppm,
       servicing.accounts, servicing.rules, servicing.terms, servicing.changes, servicing.earlier_rows,
       array(
         select distinct holder_id::text from claim.claim
         where claim.loan_id = loan.id and origin <> 'subrogation'
       ) as lenders,
       array(
         select distinct guarantor_id::text from safeguard.commitment
         where commitment.loan_id = loan.id and signed_at is not null
       ) as guarantors,
       (
         select coalesce(json_agg(json_build_array(day::text, "to" = 'defaulted') order by number), '[]')::text
         from loan.transition
         where transition.loan_id = loan.id and 'defaulted' in ("from", "to")
       ) as turns
     from loan.loan
     join loan.servicing on servicing.loan_id = loan.id
     join people.client on client.id = loan.borrower_id
     where loan.currency = 'CNY' and loan.value_day <= $1`,
    [day],
  );
  const lines = await readLines(db, day);
  return rows.map((row) => loanOf(row, lines.get(row.id) ?? []));
}

interface LoanRow {
  readonly id: string;
  readonly borrower_id: string;
  readonly is_related_party: boolean;
  readonly region: string | null;
  readonly industry: string | null;
  readonly product_code: string;
  readonly purpose: string;
  readonly grade: string | null;
  readonly safeguard: string | null;
  readonly covered: boolean;
  readonly loan_amount: bigint;
  readonly value_day: string;
  readonly annual_rate_ppm: number | null;
  readonly expected_loss_ppm: number | null;
  readonly accounts: string;
  readonly rules: string;
  readonly terms: string;
  readonly changes: string;
  readonly earlier_rows: number | null;
  readonly lenders: readonly string[];
  readonly guarantors: readonly string[];
  readonly turns: string;
}

interface LineRow {
  readonly id: string;
  readonly day: string;
  readonly code: number;
  readonly component: NaiveLine['component'];
  readonly lenders: boolean;
  readonly borrowers: boolean;
  readonly amount: bigint;
}

function loanOf(row: LoanRow, lines: readonly NaiveLine[]): NaiveLoan {
  const rules = readPacked(row.rules) as ServicingRules;
  const instalments = readAccounts(row.accounts).map(({ dueDay, due, settledDay }) => ({
    ...{ due: dueDay, asked: askingDay(rules, dueDay), settled: settledDay },
    ...{ principal: BigInt(due.principal), interest: BigInt(due.interest) },
    lendersInterest: BigInt(due.interest) - BigInt(interestSpread(rules.tariff, due.interest)),
  }));
  const isChanged = row.earlier_rows === null && row.changes !== '[]';
  const made = isChanged ? makeSchedule(readPacked(row.terms) as ScheduleTerms) : undefined;
  const turns = JSON.parse(row.turns) as readonly (readonly [string, boolean])[];
  return {
    ...{ id: row.id, borrower: row.borrower_id, isRelated: row.is_related_party },
    ...{ region: row.region ?? 'unknown', industry: row.industry ?? 'unknown' },
    ...{ product: row.product_code, purpose: row.purpose },
    ...{ grade: row.grade ?? 'none', safeguard: row.safeguard ?? 'none', isCovered: row.covered },
    ...{ amount: BigInt(row.loan_amount), valueDay: naiveDay(row.value_day) },
    ...{ ratePpm: BigInt(row.annual_rate_ppm ?? 0), lossPpm: BigInt(row.expected_loss_ppm ?? 0) },
    ...{ lenders: row.lenders, guarantors: row.guarantors, instalments, lines },
    contract: made?.ok
      ? made.value.rows.map(({ dueDay, principal }) => ({ due: dueDay, principal }))
      : instalments,
    defaultTurns: turns.map(([on, isIn]) => ({ day: naiveDay(on), isIn })),
  };
}

async function readLines(
  db: pg.Pool,
  day: string,
): Promise<ReadonlyMap<string, readonly NaiveLine[]>> {
  const { rows } = await db.query<LineRow>(
    `select transfer.subject_id as id, effective_day as day, code,
       case when 'loan_principal' in (debit.kind, credit.kind) then 'principal'
         when 'loan_interest' in (debit.kind, credit.kind) then 'interest' else 'other' end as component,
       'lender_cash' in (debit.kind, credit.kind) as lenders,
       debit.kind in ('borrower_cash', 'loan_repayment') or credit.kind in ('borrower_cash', 'loan_repayment')
         as borrowers,
       sum(case when reverses_id is null then amount else -amount end)::bigint as amount
     from ledger.transfer
     join ledger.account as debit on debit.account_id = debit_account
     join ledger.account as credit on credit.account_id = credit_account
     where transfer.kind in ('posted', 'post') and code >= 230 and booked_day <= $1
       and subject_id in (select id from loan.loan where currency = 'CNY')
     group by 1, 2, 3, 4, 5, 6
     order by 2`,
    [day],
  );
  const lines = new Map<string, NaiveLine[]>();
  for (const row of rows) {
    const known = lines.get(row.id) ?? [];
    known.push({
      ...{ day: naiveDay(row.day), code: Number(row.code), component: row.component },
      ...{ isLenders: row.lenders, isBorrowers: row.borrowers, amount: BigInt(row.amount) },
    });
    lines.set(row.id, known);
  }
  return lines;
}
