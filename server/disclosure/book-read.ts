// The book as public figures need it: every loan of a currency that was paid out, with all that moved on it and was
// booked through a closed day.
//
// What moved is one pass over the transfers, since figures of the whole book are over the whole book; it is kept until
// the next day is closed.
import type { CompensationCall, DisclosedBook } from '@mutua/core/disclosure/book-on-day.ts';
import type {
  DefaultTurn,
  LoanMove,
  LoanRecord,
  LoanSum,
  MovedSums,
  PlannedInterest,
  RecordedInstalment,
} from '@mutua/core/disclosure/loan-record.ts';
import { LOAN_SUMS } from '@mutua/core/disclosure/loan-record.ts';
import { timedLoan } from '@mutua/core/disclosure/timed-loan.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { replayChanges } from '@mutua/core/loan/schedule/apply-change.ts';
import type { ScheduleChange, ScheduleTerms } from '@mutua/core/loan/schedule/terms.ts';
import { askingDay } from '@mutua/core/loan/serviced-accounts.ts';
import type { ServicingRules } from '@mutua/core/loan/servicing.ts';
import { minorUnits, minus, sum } from '@mutua/core/money/minor-units.ts';
import { interestSpread } from '@mutua/core/product/lender-fees.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { dayColumn } from '../database/column.ts';
import { readPacked } from '../database/packed-json.ts';
import { readAccounts } from '../loan/accounts-column.ts';

export interface BookAsked {
  readonly currency: string;
  /** The last closed day whose bookings count. */
  readonly knownThrough: Day;
}

interface LoanRow {
  readonly loanId: Id;
  readonly borrowerId: Id;
  readonly isRelatedParty: boolean;
  readonly region: string | null;
  readonly productCode: string;
  readonly purpose: string;
  readonly grade: string | null;
  readonly safeguard: string | null;
  readonly termMonths: number;
  readonly repaymentMethod: string;
  readonly annualRatePpm: number | null;
  readonly expectedLossPpm: number | null;
  readonly isReserveCovered: boolean;
  readonly amount: bigint;
  readonly valueDay: string;
  readonly terms: string;
  readonly rules: string;
  readonly changes: string;
  readonly accounts: string;
  readonly isPlannedAnew: boolean;
}

/** Currencies in which loans were paid out until the close of a day, by their codes. */
export async function readCurrencies(pool: pg.Pool, day: Day): Promise<readonly string[]> {
  const { rows } = await pool.query<{ currency: string }>(
    'select distinct currency from loan.loan where value_day <= $1 order by currency',
    [formatDay(day)],
  );
  return rows.map(({ currency }) => currency);
}

export async function readDisclosedBook(pool: pg.Pool, asked: BookAsked): Promise<DisclosedBook> {
  const [loans, moves, lenders, guarantors, defaults, compensations] = await Promise.all([
    readLoans(pool, asked),
    readMoves(pool, asked),
    readParties(pool, LENDERS),
    readParties(pool, GUARANTORS),
    readDefaults(pool),
    readCompensations(pool, asked),
  ]);
  const asks = askingDays();
  return {
    loans: loans.map((row) =>
      timedLoan({
        ...partiesOf(row, { lenders, guarantors }),
        ...plansOf(row, asks),
        moves: moves.get(row.loanId) ?? [],
        defaults: defaults.get(row.loanId) ?? [],
      }),
    ),
    compensations,
  };
}

async function readLoans(pool: pg.Pool, { currency, knownThrough }: BookAsked) {
  const { rows } = await pool.query<LoanRow>(
    `select loan.id as "loanId", loan.borrower_id as "borrowerId",
       client.is_related_party as "isRelatedParty", client.region,
       loan.product_code as "productCode", loan.purpose, loan.grade, loan.safeguard,
       loan.term_months as "termMonths", loan.repayment_method as "repaymentMethod",
       loan.annual_rate_ppm as "annualRatePpm", loan.expected_loss_ppm as "expectedLossPpm",
       loan.reserve_scheme_id is not null as "isReserveCovered", loan.loan_amount as amount,
       loan.value_day as "valueDay", servicing.terms, servicing.rules, servicing.changes,
       servicing.accounts, servicing.earlier_rows is not null as "isPlannedAnew"
     from loan.loan
     join loan.servicing on servicing.loan_id = loan.id
     join people.client on client.id = loan.borrower_id
     where loan.currency = $1 and loan.value_day <= $2
     order by loan.id`,
    [currency, formatDay(knownThrough)],
  );
  return rows;
}

function partiesOf(
  row: LoanRow,
  { lenders, guarantors }: Readonly<Record<'lenders' | 'guarantors', Parties>>,
) {
  const { region, grade, safeguard, annualRatePpm, expectedLossPpm } = row;
  return {
    ...{ loanId: row.loanId, borrowerId: row.borrowerId, isRelatedParty: row.isRelatedParty },
    ...{ region: region ?? 'unknown', grade: grade ?? 'none', safeguard: safeguard ?? 'none' },
    ...{ productCode: row.productCode, purpose: row.purpose, termMonths: row.termMonths },
    ...{ repaymentMethod: row.repaymentMethod, isReserveCovered: row.isReserveCovered },
    ...{ annualRatePpm: annualRatePpm ?? 0, expectedLossPpm: expectedLossPpm ?? 0 },
    ...{ amount: minorUnits(row.amount), valueDay: dayColumn.read(row.valueDay) },
    lenderIds: lenders.get(row.loanId) ?? [],
    guarantorIds: guarantors.get(row.loanId) ?? [],
  };
}

function plansOf(
  row: LoanRow,
  asks: ReturnType<typeof askingDays>,
): Pick<LoanRecord, 'instalments' | 'contractPlan' | 'plannedInterest'> {
  const rules = readPacked(row.rules) as ServicingRules;
  const asked = asks(rules);
  const instalments = readAccounts(row.accounts).map(
    ({ dueDay, due: { principal, interest }, settledDay }): RecordedInstalment => ({
      ...{ askingDay: asked(dueDay), dueDay, principal, interest },
      lendersInterest: minus(interest, interestSpread(rules.tariff, interest)),
      ...(settledDay === undefined ? {} : { settledDay }),
    }),
  );
  const interest = sum(instalments.map((one) => one.interest));
  const changes = readPacked(row.changes) as readonly ScheduleChange[];
  const valueDay = dayColumn.read(row.valueDay);
  if (changes.length === 0 || row.isPlannedAnew) {
    return {
      instalments,
      contractPlan: instalments,
      plannedInterest: [{ from: valueDay, interest }],
    };
  }
  const terms = readPacked(row.terms) as ScheduleTerms;
  const plan = (count: number) => {
    const made = replayChanges(terms, changes.slice(0, count));
    return made.ok ? made.value.rows : instalments;
  };
  const earlier = changes.map((_, count): PlannedInterest => {
    const from = changes[count - 1]?.day ?? valueDay;
    return { from, interest: sum(plan(count).map((one) => one.interest)) };
  });
  const last = { from: changes.at(-1)?.day ?? valueDay, interest };
  return { instalments, contractPlan: plan(0), plannedInterest: [...earlier, last] };
}

/** Most contracts have the same days off, and most due days are the same: each is looked up once. */
function askingDays() {
  const known = new Map<string, Map<Day, Day>>();
  return (rules: ServicingRules) => {
    const key = JSON.stringify([rules.workingDayRule, rules.workingDays]);
    const days = known.get(key) ?? new Map<Day, Day>();
    known.set(key, days);
    return (dueDay: Day): Day => {
      const day = days.get(dueDay) ?? askingDay(rules, dueDay);
      days.set(dueDay, day);
      return day;
    };
  };
}

const SIGNED = 'case when transfer.reverses_id is null then amount else -amount end';
const SIDES = 'debit_account / 1000000000000000, credit_account / 1000000000000000';

/** Which transfers count towards a sum (glossary 7); a reversal has its sides exchanged and counts against it. */
const CONDITIONS: Readonly<Record<Exclude<LoanSum, 'principalRecovered'>, string>> = {
  principalRepaid: 'code = 610',
  principalWaived: `code = 620 and 40 in (${SIDES})`,
  principalWrittenOff: `code = 630 and 40 in (${SIDES})`,
  interestRepaid: 'code = 611',
  interestWaived: `code = 620 and 41 in (${SIDES})`,
  penaltyRepaid: 'code = 612',
  borrowerFees: `code in (300, 301, 302, 303, 307, 308, 402) and (21 in (${SIDES}) or 24 in (${SIDES}))`,
  lendersPrincipal: `code in (230, 411, 422) and 20 in (${SIDES})`,
  lendersInterest: `code in (231, 412, 423) and 20 in (${SIDES})`,
  lendersPenalty: `code = 232 and 20 in (${SIDES})`,
  lendersFees: `code in (302, 303, 304) and 20 in (${SIDES})`,
  compensated: 'code in (411, 412, 422, 423)',
};

/**
 * What came to holders as principal (230) without leaving the principal (610) is of a loan that was written off.
 */
const RECOVERED = `sum(case code when 230 then ${SIGNED} when 610 then -(${SIGNED}) end)`;

async function readMoves(pool: pg.Pool, { currency, knownThrough }: BookAsked) {
  const sums = Object.entries(CONDITIONS).map(
    ([name, condition]) =>
      `coalesce(sum(${SIGNED}) filter (where ${condition}), 0)::bigint as "${name}"`,
  );
  const { rows } = await pool.query<MoveRow>(
    `select subject_id as "loanId", effective_day as day, ${sums.join(', ')},
       coalesce(${RECOVERED}, 0)::bigint as "principalRecovered"
     from ledger.transfer
     join loan.loan on loan.id = subject_id
     where kind in ('posted', 'post') and booked_day <= $2 and loan.currency = $1
       and code in (230, 231, 232, 300, 301, 302, 303, 304, 307, 308, 402, 411, 412, 422, 423, 610,
         611, 612, 620, 630)
     group by subject_id, effective_day
     order by subject_id, effective_day`,
    [currency, formatDay(knownThrough)],
  );
  const moves = new Map<Id, LoanMove[]>();
  for (const { loanId, day, ...row } of rows) {
    const move = { day: dayColumn.read(day), sums: movedSums(row) };
    const known = moves.get(loanId);
    if (known === undefined) moves.set(loanId, [move]);
    else known.push(move);
  }
  return moves;
}

type MoveRow = Readonly<Record<LoanSum, bigint>> & { readonly loanId: Id; readonly day: string };

function movedSums(row: Readonly<Record<LoanSum, bigint>>): MovedSums {
  return Object.fromEntries(LOAN_SUMS.map((name) => [name, minorUnits(row[name])])) as MovedSums;
}

type Parties = ReadonlyMap<Id, readonly Id[]>;

const LENDERS = `select loan_id, array_agg(distinct holder_id) as parties
  from claim.claim where origin <> 'subrogation' group by loan_id`;
const GUARANTORS = `select loan_id, array_agg(distinct guarantor_id) as parties
  from safeguard.commitment where signed_at is not null group by loan_id`;

async function readParties(pool: pg.Pool, statement: string): Promise<Parties> {
  const { rows } = await pool.query<{ loan_id: Id; parties: readonly Id[] }>(statement);
  return new Map(rows.map(({ loan_id, parties }) => [loan_id, parties]));
}

async function readDefaults(pool: pg.Pool): Promise<ReadonlyMap<Id, readonly DefaultTurn[]>> {
  const { rows } = await pool.query<{ loanId: Id; day: string; isDefaulted: boolean }>(
    `select loan_id as "loanId", day, "to" = 'defaulted' as "isDefaulted"
     from loan.transition
     where "to" = 'defaulted' or "from" = 'defaulted'
     order by loan_id, number`,
  );
  const turns = new Map<Id, DefaultTurn[]>();
  for (const { loanId, day, isDefaulted } of rows) {
    const turn = { day: dayColumn.read(day), isDefaulted };
    turns.set(loanId, [...(turns.get(loanId) ?? []), turn]);
  }
  return turns;
}

async function readCompensations(
  pool: pg.Pool,
  { currency }: BookAsked,
): Promise<readonly CompensationCall[]> {
  const { rows } = await pool.query<{ claimed: string; ended: string | null; isPaid: boolean }>(
    `select claimed_on as claimed, ended_on as ended, state = 'paid' as "isPaid"
     from safeguard.compensation where currency = $1`,
    [currency],
  );
  return rows.map(({ claimed, ended, isPaid }) => ({
    claimedOn: dayColumn.read(claimed),
    ...(ended === null ? {} : { endedOn: dayColumn.read(ended) }),
    isPaid,
  }));
}
