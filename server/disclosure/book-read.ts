// The book as public figures need it: every loan of a currency that was paid out, with all that moved on it and was
// booked through a closed day.
//
// The first time that is one pass over the transfers, since figures of the whole book are over the whole book. After a
// further close only what it has booked is read, and the plans of loans that have changed.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DisclosedBook } from '@mutua/core/disclosure/book-on-day.ts';
import type { CaseMoment } from '@mutua/core/disclosure/collection-stay.ts';
import type {
  LoanMove,
  LoanRecord,
  LoanSum,
  MovedSums,
  PlannedInterest,
  RecordedInstalment,
} from '@mutua/core/disclosure/loan-record.ts';
import { LOAN_SUMS, UNSTATED } from '@mutua/core/disclosure/loan-record.ts';
import { plusSums, timedLoan } from '@mutua/core/disclosure/timed-loan.ts';
import { assert } from '@mutua/core/kit/assert.ts';
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
import { readCaseMoments } from './book-cases-read.ts';
import {
  type Parties,
  readCompensations,
  readDefaults,
  readGuarantors,
  readLenderRegions,
  readLenders,
} from './book-parties-read.ts';

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
  readonly industry: string | null;
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
  /** Of its servicing. */
  readonly version: number;
}

interface PlanRow {
  readonly loanId: Id;
  readonly version: number;
  readonly terms: string;
  readonly rules: string;
  readonly changes: string;
  readonly accounts: string;
  readonly isPlannedAnew: boolean;
}

/** So many plans are read in one go. */
const LOANS_AT_ONCE = 200;

/** Currencies in which loans were paid out until the close of a day, by their codes. */
export async function readCurrencies(pool: pg.Pool, day: Day): Promise<readonly string[]> {
  const { rows } = await pool.query<{ currency: string }>(
    'select distinct currency from loan.loan where value_day <= $1 order by currency',
    [formatDay(day)],
  );
  return rows.map(({ currency }) => currency);
}

interface KeptPlans extends Plans {
  /** Of the servicing from which they were read. */
  readonly version: number;
}

type MovesByDay = Map<Day, MovedSums>;

/** What is known of one currency. */
class KnownCurrency {
  readonly plans = new Map<Id, KeptPlans>();
  readonly moves = new Map<Id, MovesByDay>();
  /** The last transfer of which it knows. */
  through = 0n;
  readonly cases: CaseMoment[] = [];
  /** The last day whose entries of cases it knows. */
  casesThrough: Day | undefined;
}

export class DisclosedBooks {
  readonly #pool: pg.Pool;
  readonly #known = new Map<string, KnownCurrency>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  /** One at a time: what is known of the currency grows with each, and never goes back. */
  async read(asked: BookAsked): Promise<DisclosedBook> {
    const pool = this.#pool;
    const known = this.#known.get(asked.currency) ?? new KnownCurrency();
    this.#known.set(asked.currency, known);
    const [loans, lenders, guarantors, defaults, compensations, lenderRegions] = await Promise.all([
      readLoans(pool, asked),
      readLenders(pool),
      readGuarantors(pool),
      readDefaults(pool),
      readCompensations(pool, asked.currency),
      readLenderRegions(pool),
    ]);
    await readMoves(pool, asked, known);
    await readCases(pool, asked, known);
    await readPlans(pool, loans, known);
    return {
      loans: loans.map((row) => {
        const plans = known.plans.get(row.loanId);
        assert(plans !== undefined, 'A loan that was paid out has a plan.');
        const { version: _, ...own } = plans;
        return timedLoan({
          ...partiesOf(row, { lenders, guarantors }),
          ...own,
          moves: movesOf(known.moves.get(row.loanId)),
          defaults: defaults.get(row.loanId) ?? [],
        });
      }),
      ...{ compensations, lenderRegions },
      // What is known goes on growing.
      collection: [...known.cases],
    };
  }
}

/** Adds what happened to cases behind what is known, through the close. */
async function readCases(
  pool: pg.Pool,
  { currency, knownThrough: through }: BookAsked,
  known: KnownCurrency,
): Promise<void> {
  const { casesThrough: after } = known;
  if (after !== undefined && through <= after) return;
  const asked = { currency, through, ...(after === undefined ? {} : { after }) };
  for (const moment of await readCaseMoments(pool, asked)) known.cases.push(moment);
  known.casesThrough = through;
}

async function readLoans(pool: pg.Pool, { currency, knownThrough }: BookAsked) {
  const { rows } = await pool.query<LoanRow>(
    `select loan.id as "loanId", loan.borrower_id as "borrowerId",
       client.is_related_party as "isRelatedParty", client.region, listing.industry,
       loan.product_code as "productCode", loan.purpose, loan.grade, loan.safeguard,
       loan.term_months as "termMonths", loan.repayment_method as "repaymentMethod",
       loan.annual_rate_ppm as "annualRatePpm", loan.expected_loss_ppm as "expectedLossPpm",
       loan.reserve_scheme_id is not null as "isReserveCovered", loan.loan_amount as amount,
       loan.value_day as "valueDay", servicing.version
     from loan.loan
     join loan.servicing on servicing.loan_id = loan.id
     join people.client on client.id = loan.borrower_id
     left join loan.listing on listing.loan_id = loan.id
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
  const { region, industry, grade, safeguard, annualRatePpm, expectedLossPpm } = row;
  return {
    ...{ loanId: row.loanId, borrowerId: row.borrowerId, isRelatedParty: row.isRelatedParty },
    ...{ region: region ?? UNSTATED, industry: industry ?? UNSTATED },
    ...{ grade: grade ?? 'none', safeguard: safeguard ?? 'none' },
    ...{ productCode: row.productCode, purpose: row.purpose, termMonths: row.termMonths },
    ...{ repaymentMethod: row.repaymentMethod, isReserveCovered: row.isReserveCovered },
    ...{ annualRatePpm: annualRatePpm ?? 0, expectedLossPpm: expectedLossPpm ?? 0 },
    ...{ amount: minorUnits(row.amount), valueDay: dayColumn.read(row.valueDay) },
    lenderIds: lenders.get(row.loanId) ?? [],
    guarantorIds: guarantors.get(row.loanId) ?? [],
  };
}

type Plans = Pick<LoanRecord, 'instalments' | 'contractPlan' | 'plannedInterest'>;

/** Of the loans whose servicing has another version than is known. */
async function readPlans(
  pool: pg.Pool,
  loans: readonly LoanRow[],
  { plans }: KnownCurrency,
): Promise<void> {
  const asks = askingDays();
  const changed = loans.filter(({ loanId, version }) => plans.get(loanId)?.version !== version);
  const valueDays = new Map(changed.map(({ loanId, valueDay }) => [loanId, valueDay]));
  for (let from = 0; from < changed.length; from += LOANS_AT_ONCE) {
    const { rows } = await pool.query<PlanRow>(
      `select loan_id as "loanId", version, terms, rules, changes, accounts,
         earlier_rows is not null as "isPlannedAnew"
       from loan.servicing
       where loan_id = any ($1::uuid[])`,
      [changed.slice(from, from + LOANS_AT_ONCE).map(({ loanId }) => loanId)],
    );
    for (const row of rows) {
      const valueDay = dayColumn.read(valueDays.get(row.loanId) ?? '');
      plans.set(row.loanId, { ...plansOf(row, valueDay, asks), version: row.version });
    }
    // Others who ask something meanwhile are answered between.
    await nextTurn();
  }
}

function plansOf(row: PlanRow, valueDay: Day, asks: ReturnType<typeof askingDays>): Plans {
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
  paidAfterWriteOff: 'code = 631',
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

/** Adds what was booked behind what is known, through the close. */
async function readMoves(
  pool: pg.Pool,
  { currency, knownThrough }: BookAsked,
  known: KnownCurrency,
): Promise<void> {
  const { rows: closes } = await pool.query<{ through: bigint }>(
    'select last_transfer_id as through from ledger.day_close where day = $1',
    [formatDay(knownThrough)],
  );
  const through = closes[0]?.through ?? known.through;
  if (through <= known.through) return;
  const sums = Object.entries(CONDITIONS).map(
    ([name, condition]) =>
      `coalesce(sum(${SIGNED}) filter (where ${condition}), 0)::bigint as "${name}"`,
  );
  const { rows } = await pool.query<MoveRow>(
    `select subject_id as "loanId", effective_day as day, ${sums.join(', ')},
       coalesce(${RECOVERED}, 0)::bigint as "principalRecovered"
     from ledger.transfer
     join loan.loan on loan.id = subject_id
     where kind in ('posted', 'post') and transfer_id > $2 and transfer_id <= $3
       and loan.currency = $1
       and code in (230, 231, 232, 300, 301, 302, 303, 304, 307, 308, 402, 411, 412, 422, 423, 610,
         611, 612, 620, 630, 631)
     group by subject_id, effective_day`,
    [currency, known.through, through],
  );
  for (const { loanId, day: text, ...row } of rows) {
    const [day, moved] = [dayColumn.read(text), movedSums(row)];
    const days = known.moves.get(loanId) ?? new Map<Day, MovedSums>();
    known.moves.set(loanId, days);
    const before = days.get(day);
    days.set(day, before === undefined ? moved : plusSums(before, moved));
  }
  known.through = through;
}

/** By day. */
function movesOf(days: MovesByDay | undefined): readonly LoanMove[] {
  return [...(days ?? [])]
    .map(([day, sums]) => ({ day, sums }))
    .toSorted((left, right) => left.day - right.day);
}

type MoveRow = Readonly<Record<LoanSum, bigint>> & { readonly loanId: Id; readonly day: string };

function movedSums(row: Readonly<Record<LoanSum, bigint>>): MovedSums {
  return Object.fromEntries(LOAN_SUMS.map((name) => [name, minorUnits(row[name])])) as MovedSums;
}
