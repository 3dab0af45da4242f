// A lender's claims: what is held, what came of it, and what is expected by the schedule.
import type { ClaimOnWire, ClaimRow } from '@mutua/contract/claim/claim.ts';
import type { ClaimTab } from '@mutua/contract/claim/claim-tabs.ts';
import type { Claim } from '@mutua/core/claim/claim.ts';
import { newClaims } from '@mutua/core/claim/distribution.ts';
import { type LenderInstalment, lenderSchedules } from '@mutua/core/claim/lender-schedule.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { scheduleOf } from '@mutua/core/loan/repay/payoff.ts';
import type { Servicing } from '@mutua/core/loan/servicing.ts';
import {
  type MinorUnits,
  minorUnits,
  minus,
  negate,
  plus,
  sum,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { instalmentState } from '../loan/schedule-read.ts';
import { readServicing, rowsOf } from '../loan/servicing-read.ts';
import { claimTable } from './claim-store.ts';
import { type DayFlow, readLoanFlows, returnPpm } from './flows-read.ts';
import { expectedOn } from './holdings-read.ts';
import type { LoanStanding } from './loan-standing-read.ts';
import type { PortfolioSources } from './portfolio-sources.ts';

interface Row {
  readonly claimId: Id;
  readonly loanId: Id;
  readonly title: string | null;
  readonly state: ClaimRow['state'];
  readonly loanState: string;
  readonly grade: string | null;
  readonly purpose: string;
  readonly region: string | null;
  readonly annualRatePpm: number;
  readonly termMonths: number;
  readonly valueDay: string | null;
  readonly contractHash: string | null;
  readonly currency: string;
  readonly principal: bigint;
  readonly outstanding: bigint;
  readonly principalReceived: bigint;
  readonly interestReceived: bigint;
  readonly penaltyReceived: bigint;
  readonly loss: bigint | null;
  readonly isWrittenOff: boolean | null;
  readonly version: number | null;
}

export interface ClaimsAsked {
  readonly holderId: Id;
  readonly id?: Id;
  readonly state?: string;
  readonly loanState?: string;
  readonly tab?: ClaimTab;
  /** A part of the title, or the beginning of the loan's id. */
  readonly search?: string;
  /** Only these: found by how their loans stand. */
  readonly among?: readonly Id[];
}

/** What each tab shows of the claims; `late` besides is found by how the loans stand. */
const TAB_CONDITIONS: Readonly<Record<ClaimTab, string>> = {
  running: `claim.outstanding > 0 and loan.state <> 'written_off'`,
  late: `claim.outstanding > 0 and loan.state <> 'written_off'`,
  closed: `claim.state = 'closed' and claim.loss is null`,
  lost: `(loan.state = 'written_off' and claim.outstanding > 0 or claim.loss is not null)`,
  passed_on: `claim.state in ('assigned', 'compensated')`,
};

async function readRows(
  pool: pg.Pool,
  { holderId, id, state, loanState, tab, search, among }: ClaimsAsked,
  { after, readLimit }: Pick<PageRequest, 'after' | 'readLimit'>,
): Promise<readonly Row[]> {
  const { rows } = await pool.query<Row>(
    `select
       claim.id as "claimId", claim.loan_id as "loanId", listing.title, claim.state,
       loan.state as "loanState", loan.grade, loan.purpose,
       listing.region, loan.annual_rate_ppm as "annualRatePpm",
       loan.term_months as "termMonths", loan.value_day as "valueDay",
       loan.contract_hash as "contractHash", loan.currency, claim.principal, claim.outstanding,
       claim.principal_received as "principalReceived",
       claim.interest_received as "interestReceived",
       claim.penalty_received as "penaltyReceived", claim.loss,
       servicing.written_off is not null as "isWrittenOff", servicing.version
     from claim.claim
     join loan.loan on loan.id = claim.loan_id
     left join loan.listing on listing.loan_id = loan.id
     left join loan.servicing on servicing.loan_id = loan.id
     where claim.holder_id = $1
       and ($2::uuid is null or claim.id = $2)
       and ($3::text is null or claim.state = $3)
       and ($4::text is null or loan.state = $4)
       and ($5::uuid is null or claim.id < $5)
       and ($6::uuid[] is null or claim.id = any ($6))
       and ($7::text is null or strpos(lower(listing.title), lower($7)) > 0
         or starts_with(claim.loan_id::text, lower($7)))
       and ${tab === undefined ? 'true' : TAB_CONDITIONS[tab]}
     order by claim.id desc
     limit $8`,
    [
      ...[holderId, id ?? null, state ?? null, loanState ?? null, after?.[0] ?? null],
      ...[among ?? null, search ?? null, readLimit],
    ],
  );
  return rows;
}

/** The newest first. */
export async function readClaims(
  { pool, standings }: PortfolioSources,
  asked: ClaimsAsked,
  page: PageRequest,
): Promise<readonly ClaimRow[]> {
  const [rows, today] = await Promise.all([readRows(pool, asked, page), readBusinessDate(pool)]);
  const found = today === undefined ? undefined : await standings.of(rows, today);
  return rows.map((row) => writeRow(row, found?.get(row.loanId)));
}

/** Nothing where the claim is not there or another's. */
export async function readClaim(
  { pool, standings }: PortfolioSources,
  holderId: Id,
  id: Id,
): Promise<ClaimOnWire | undefined> {
  const one = { after: undefined, readLimit: 1 };
  const [[row], today] = await Promise.all([
    readRows(pool, { holderId, id }, one),
    readBusinessDate(pool),
  ]);
  if (row === undefined || today === undefined) return undefined;
  const [found, servicing, claims, flows] = await Promise.all([
    standings.of([row], today),
    readServicing(pool, row.loanId),
    rowsOf(pool, claimTable, claimTable.loadList('claimsOfLoan', [row.loanId])),
    readLoanFlows(pool, holderId, row.loanId),
  ]);
  const own = servicing === undefined ? [] : ownSchedule(servicing, claims, id);
  return {
    ...writeRow(row, found.get(row.loanId)),
    ...present({ contractHash: row.contractHash }),
    schedule: own.map((instalment, index) => ({
      ...{ number: instalment.number, dueDay: formatDay(instalment.dueDay) },
      ...{ principal: String(instalment.principal), interest: String(instalment.interest) },
      fee: String(instalment.fee),
      state: stateOf(servicing, index, today),
    })),
    received: flows.filter(isReceipt).map(({ day, principal, interest, penalty, fee }) => ({
      ...{ day: formatDay(day), principal: String(principal), interest: String(interest) },
      ...{ penalty: String(penalty), fee: String(fee) },
    })),
    ...present({
      expectedReturnPpm: servicing && expectedReturn(servicing, own),
      realisedReturnPpm: realisedReturn(flows, leftOf(row, claims, holderId), today),
    }),
    actions: [],
  };
}

/** The part of a claim in the whole schedule, rows of early repayments among them. */
function ownSchedule(
  servicing: Servicing,
  claims: readonly Claim[],
  id: Id,
): readonly LenderInstalment[] {
  const first = claims.filter(({ origin }) => origin === 'disbursement');
  const parts = newClaims(first.map((claim) => ({ id: claim.id, amount: claim.principal })));
  const lenders = lenderSchedules(wholeSchedule(servicing), parts, servicing.rules.tariff);
  if (!lenders.ok) return [];
  return lenders.value.find(({ claimId }) => claimId === id)?.rows ?? [];
}

/** With arrears planned anew the schedule in force is of the rest alone: then the instalments are the whole of it. */
function wholeSchedule(servicing: Servicing): Parameters<typeof lenderSchedules>[0] {
  if (servicing.earlierRows === undefined) return scheduleOf(servicing);
  return {
    rows: servicing.accounts.map(({ dueDay, due: { principal, interest } }, index) => ({
      ...{ number: index + 1, dueDay, principal, interest },
    })),
  };
}

function expectedReturn(
  { terms }: Servicing,
  own: readonly LenderInstalment[],
): number | undefined {
  const lent = { day: terms.valueDay, amount: negate(sum(own.map((row) => row.principal))) };
  const flows = own.map(({ dueDay, principal, interest, fee }) => ({
    ...{ day: dueDay, amount: minus(plus(principal, interest), fee) },
  }));
  return returnPpm([lent, ...flows]);
}

/**
 * Of all claims of the holder on the loan: the book does not tell them apart, and they earn the same. What is written
 * off is worth nothing until it comes.
 */
function leftOf(
  { isWrittenOff }: Row,
  claims: readonly Claim[],
  holderId: Id,
): MinorUnits | undefined {
  if (isWrittenOff === true) return ZERO;
  const held = claims.filter((claim) => claim.holderId === holderId);
  const left = sum(held.map(({ outstanding }) => outstanding));
  return left === ZERO ? undefined : left;
}

function realisedReturn(
  flows: readonly DayFlow[],
  left: MinorUnits | undefined,
  today: Day,
): number | undefined {
  return returnPpm([
    ...flows.map(({ day, lent, principal, interest, penalty, fee }) => ({
      day,
      amount: minus(sum([principal, interest, penalty]), plus(lent, fee)),
    })),
    ...(left === undefined ? [] : [{ day: today, amount: left }]),
  ]);
}

function isReceipt({ principal, interest, penalty }: DayFlow): boolean {
  return sum([principal, interest, penalty]) !== ZERO;
}

function stateOf(
  servicing: Servicing | undefined,
  index: number,
  today: Day,
): ClaimOnWire['schedule'][number]['state'] {
  const account = servicing?.accounts[index];
  if (servicing === undefined || account === undefined) return 'to_come';
  // Somebody has paid it for the borrower.
  if (account.compensated !== undefined) return 'received';
  const { state } = instalmentState(servicing, account, today);
  return state === 'paid' ? 'received' : state;
}

function writeRow(row: Row, standing?: LoanStanding): ClaimRow {
  const { currency, title, grade, valueDay, loss, region, ...given } = row;
  const { isWrittenOff, contractHash: _, version: __, ...own } = given;
  const [next] = standing?.toCome ?? [];
  const [expected] = expectedOn(holdingOf(row, standing));
  return {
    ...{ ...own, currency },
    instalments: standing?.instalments ?? 0,
    instalmentsReceived: standing?.received ?? 0,
    principal: moneyOf(row.principal, currency),
    outstanding: moneyOf(row.outstanding, currency),
    principalReceived: moneyOf(row.principalReceived, currency),
    interestReceived: moneyOf(row.interestReceived, currency),
    penaltyReceived: moneyOf(row.penaltyReceived, currency),
    ...(loss === null ? {} : { loss: moneyOf(loss, currency) }),
    ...present({ title, grade, valueDay, region }),
    ...(row.outstanding > 0n && standing !== undefined && isWrittenOff !== true
      ? { bucket: standing.bucket }
      : {}),
    ...(expected === undefined ? {} : { nextAmount: moneyOf(expected.amount, currency) }),
    ...(next === undefined ? {} : { nextDueDay: formatDay(next.dueDay) }),
    ...(standing !== undefined && standing.daysLate > 0 ? { daysLate: standing.daysLate } : {}),
  };
}

function holdingOf(
  { principal, outstanding, isWrittenOff }: Row,
  standing: LoanStanding | undefined,
): Parameters<typeof expectedOn>[0] {
  return {
    ...{ principal: minorUnits(principal), outstanding: minorUnits(outstanding), standing },
    isWrittenOff: isWrittenOff === true,
  };
}
