// What a lender holds and what moved through the own cash, straight from the tables, with the rules applied anew.
import { type ClaimBucket, claimBucket } from '@mutua/core/claim/impairment.ts';
import { accruedToLenders } from '@mutua/core/loan/repay/accrued.ts';
import { askingDay } from '@mutua/core/loan/serviced-accounts.ts';
import type { ServicedAccount, Servicing } from '@mutua/core/loan/servicing.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import { minorUnits, minus, scale, ZERO } from '@mutua/core/money/minor-units.ts';
import { claimPaymentFee, interestSpread } from '@mutua/core/product/lender-fees.ts';
import {
  addDays,
  addMonths,
  type Day,
  dayOf,
  daysBetween,
  formatDay,
} from '@mutua/core/time/day.ts';
import { servicingTable } from '@mutua/server/loan/loan-store.ts';
import type pg from 'pg';

export interface HeldLine {
  readonly transferId: bigint;
  readonly day: string;
  readonly code: number;
  readonly loanId: string;
  readonly amount: bigint;
  readonly isBooked: boolean;
}

export interface HeldClaim {
  readonly claimId: string;
  readonly loanId: string;
  readonly borrowerId: string;
  readonly state: string;
  readonly loanState: string;
  readonly principal: bigint;
  readonly outstanding: bigint;
  readonly loss: bigint;
  readonly isLive: boolean;
  readonly bucket: ClaimBucket;
  readonly accrued: bigint;
  readonly annualRatePpm: number;
  readonly divisions: Readonly<Record<string, string>>;
  /** What is to come, after the lender's fee. */
  readonly toCome: readonly { readonly day: string; readonly amount: bigint }[];
  readonly asked: number;
  readonly onTime: number;
}

export interface Held {
  readonly today: string;
  readonly claims: readonly HeldClaim[];
  readonly live: readonly HeldClaim[];
  readonly lines: readonly HeldLine[];
  readonly currency: string;
}

const known = new Map<string, Promise<Held>>();

/** Reckoned once for as long as nothing was accepted. */
export async function heldBy(db: pg.Pool, personId: string): Promise<Held> {
  const { rows } = await db.query<{ last: string }>(
    'select coalesce(max(sequence), 0)::text as last from commit.command',
  );
  const key = `${personId} ${rows[0]?.last}`;
  const held = known.get(key) ?? reckon(db, personId);
  known.set(key, held);
  return held;
}

interface Row {
  readonly claimId: string;
  readonly loanId: string;
  readonly borrowerId: string;
  readonly state: string;
  readonly loanState: string;
  readonly principal: string;
  readonly outstanding: string;
  readonly whole: string;
  readonly loss: string | null;
  readonly annualRatePpm: number;
  readonly termMonths: number;
  readonly valueDay: string | null;
  readonly grade: string | null;
  readonly purpose: string;
  readonly safeguard: string | null;
  readonly region: string | null;
  readonly industry: string | null;
}

async function reckon(db: pg.Pool, personId: string): Promise<Held> {
  const { rows: days } = await db.query<{ day: string }>(
    'select day::text from calendar.business_day',
  );
  const today = days[0]?.day ?? '';
  const { rows } = await db.query<Row>(
    `select claim.id as "claimId", claim.loan_id as "loanId", claim.borrower_id as "borrowerId",
       claim.state, loan.state as "loanState", claim.principal::text, claim.outstanding::text,
       claim.loss::text, loan.annual_rate_ppm as "annualRatePpm", loan.term_months as "termMonths",
       loan.value_day::text as "valueDay", loan.grade, loan.purpose, loan.safeguard,
       (select face -> 'items' ->> 'borrower_region' from loan.listing where listing.loan_id = loan.id) as region,
       (select face -> 'items' ->> 'borrower_industry' from loan.listing where listing.loan_id = loan.id) as industry,
       (select sum(outstanding) from claim.claim as every where every.loan_id = loan.id)::text as whole
     from claim.claim join loan.loan on loan.id = claim.loan_id
     where claim.holder_id = $1`,
    [personId],
  );
  const { text, values } = servicingTable.loadByKey(rows.map(({ loanId }) => loanId as never));
  const { rows: found } = await db.query<Record<string, unknown>>(text, [...values]);
  const servicings = new Map(
    found.map((row) => {
      const { fact } = servicingTable.read(asTheServerReads(row));
      return [String(fact.loanId), fact] as const;
    }),
  );
  const claims = rows.map((row) => claimOf(row, servicings.get(row.loanId), dayNamed(today)));
  const lines = await linesOf(db, personId);
  return { today, claims, live: claims.filter((one) => one.isLive), lines, currency: 'CNY' };
}

/** The tests' pool may give dates and whole numbers in other types than the server's. */
function asTheServerReads(row: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      value instanceof Date ? formatDay(civil(value)) : value,
    ]),
  );
}

function civil(date: Date): Day {
  return dayOf(date.getFullYear(), date.getMonth() + 1, date.getDate());
}

export function dayNamed(text: string): Day {
  const [year = 1970, month = 1, day = 1] = text.split('-').map(Number);
  return dayOf(year, month, day);
}

async function linesOf(db: pg.Pool, personId: string): Promise<readonly HeldLine[]> {
  const { rows } = await db.query<
    Record<'id' | 'day' | 'code' | 'loan' | 'amount' | 'kind', string>
  >(
    `select transfer_id::text as id, booked_day::text as day, code::text, subject_id::text as loan,
       transfer.kind::text, (case when credit_account = account_id then amount else -amount end)::text as amount
     from ledger.account
     join ledger.transfer on account_id in (debit_account, credit_account)
     where owner = $1::text and account.kind = 'lender_cash'
     order by transfer_id`,
    [personId],
  );
  return rows.map(({ id, day, code, loan, amount, kind }) => ({
    ...{ transferId: BigInt(id), day, code: Number(code), loanId: loan, amount: BigInt(amount) },
    isBooked: kind === 'posted' || kind === 'post',
  }));
}

function claimOf(row: Row, servicing: Servicing | undefined, today: Day): HeldClaim {
  const { claimId, loanId, borrowerId, state, loanState, annualRatePpm } = row;
  const outstanding = minorUnits(BigInt(row.outstanding));
  const isLive = outstanding > ZERO && loanState !== 'written_off';
  const whole = BigInt(row.whole);
  const share = whole === 0n ? fraction(0n) : fraction(outstanding, whole);
  const open = isLive ? (servicing?.accounts ?? []).filter(isOpen) : [];
  const [next] = open;
  const late =
    servicing === undefined || next === undefined
      ? 0
      : daysBetween(askingDay(servicing.rules, next.dueDay), today);
  const bucket = claimBucket(late, servicing?.rules.overdue?.graceDays ?? 0);
  const earns = isLive && (bucket === 'current' || bucket === 'grace');
  const last = open.at(-1)?.dueDay;
  const asked = askedOf(servicing, today);
  return {
    ...{ claimId, loanId, borrowerId, state, loanState, annualRatePpm, isLive, bucket },
    ...{ principal: BigInt(row.principal), outstanding, loss: BigInt(row.loss ?? 0) },
    accrued:
      earns && servicing !== undefined
        ? scale(accruedToLenders(servicing, today), share, 'down')
        : 0n,
    divisions: {
      ...{ grade: row.grade ?? '', purpose: row.purpose, safeguard: row.safeguard ?? '' },
      ...{ region: row.region ?? '', industry: row.industry ?? '' },
      term: termLeft(last, today),
    },
    toCome: servicing === undefined ? [] : toComeOf(row, servicing, { open, share }),
    asked: asked.length,
    onTime: asked.filter((account) => cameInTime(account, servicing)).length,
  };
}

function askedOf(servicing: Servicing | undefined, today: Day): readonly ServicedAccount[] {
  const from = addDays(today, -365);
  return (servicing?.accounts ?? []).filter(({ dueDay }) => dueDay < today && dueDay >= from);
}

function cameInTime(
  { compensated, settledDay, dueDay }: ServicedAccount,
  servicing: Servicing | undefined,
): boolean {
  if (servicing === undefined || compensated !== undefined || settledDay === undefined)
    return false;
  const grace = servicing.rules.overdue?.graceDays ?? 0;
  return daysBetween(askingDay(servicing.rules, dueDay), settledDay) <= grace;
}

function termLeft(last: Day | undefined, today: Day): string {
  if (last === undefined || last <= addMonths(today, 6)) return 'to_6';
  if (last <= addMonths(today, 12)) return 'to_12';
  return last <= addMonths(today, 24) ? 'to_24' : 'over_24';
}

function isOpen({ due, paid, waived, compensated }: ServicedAccount): boolean {
  const parts = ['principal', 'interest', 'fee', 'penalty'] as const;
  const left = parts.reduce((all, part) => all + due[part] - paid[part] - waived[part], 0n);
  return compensated === undefined && left !== 0n;
}

function toComeOf(
  row: Row,
  { rules: { tariff } }: Servicing,
  given: { readonly open: readonly ServicedAccount[]; readonly share: ReturnType<typeof fraction> },
): HeldClaim['toCome'] {
  let outstanding = minorUnits(BigInt(row.outstanding));
  return given.open.map(({ dueDay, due, paid, waived }) => {
    const left = (part: 'principal' | 'interest') =>
      minorUnits(due[part] - paid[part] - waived[part]);
    const [whole, principal] = [left('interest'), scale(left('principal'), given.share, 'down')];
    const interest = scale(minus(whole, interestSpread(tariff, whole)), given.share, 'down');
    const claim = { principal: minorUnits(BigInt(row.principal)), outstanding };
    const fee = claimPaymentFee(tariff, claim, { principal, interest, penalty: ZERO });
    outstanding = minus(outstanding, principal);
    return { day: formatDay(dueDay), amount: principal + interest - fee };
  });
}
