// What figures of listings are recomputed from: the rows of the tables, and schedules made of them anew.
import { newClaims } from '@mutua/core/claim/distribution.ts';
import { type LenderInstalment, lenderSchedules } from '@mutua/core/claim/lender-schedule.ts';
import { type ExpectedOutcome, expectedOutcome, lgdOf } from '@mutua/core/credit/expected-net.ts';
import type { QuotedMethod } from '@mutua/core/loan/quote.ts';
import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { scheduleTermsOf } from '@mutua/core/product/contract-terms.ts';
import { feesOf } from '@mutua/core/product/fees.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { type Day, dayOf } from '@mutua/core/time/day.ts';
import { dayColumn } from '@mutua/server/database/column.ts';
import { readPacked } from '@mutua/server/database/packed-json.ts';
import { servicingTable } from '@mutua/server/loan/loan-store.ts';
import type pg from 'pg';

export interface ListedLoan {
  readonly id: string;
  readonly state: string;
  readonly amount: bigint;
  readonly accepted: bigint;
  readonly annualRatePpm: number;
  readonly termMonths: number;
  readonly repaymentMethod: QuotedMethod;
  readonly expectedLossPpm: number;
  readonly security: string;
  readonly productKey: string;
}

const COLUMNS = `
  loan.id, loan.state, loan.loan_amount::text as amount, loan.accepted::text as accepted,
  loan.annual_rate_ppm as "annualRatePpm", loan.term_months as "termMonths",
  loan.repayment_method as "repaymentMethod", loan.expected_loss_ppm as "expectedLossPpm", loan.security,
  loan.product_code || ' ' || loan.product_version as "productKey"`;

/** Loans with a published listing for which a condition holds. */
export async function listedLoans(
  db: pg.Pool,
  condition: string,
  values: readonly unknown[],
): Promise<readonly ListedLoan[]> {
  const { rows } = await db.query<ListedLoan>(
    `select ${COLUMNS} from loan.loan
     join loan.listing on listing.loan_id = loan.id and listing.state = 'published'
     where ${condition}`,
    [...values],
  );
  return rows.map((row) => ({
    ...row,
    amount: BigInt(row.amount),
    accepted: BigInt(row.accepted),
  }));
}

export async function listedLoan(db: pg.Pool, id: string): Promise<ListedLoan> {
  const [loan] = await listedLoans(db, 'loan.id = $1', [id]);
  if (loan === undefined) throw new Error(`No listing ${id}.`);
  return loan;
}

const products = new Map<string, ProductTerms>();

export async function productOf(
  db: pg.Pool,
  { productKey }: Pick<ListedLoan, 'productKey'>,
): Promise<ProductTerms> {
  const known = products.get(productKey);
  if (known !== undefined) return known;
  const { rows } = await db.query<{ terms: string }>(
    `select terms::text as terms from product.product_version where code || ' ' || number = $1`,
    [productKey],
  );
  const terms = readPacked(rows[0]?.terms ?? '') as ProductTerms;
  products.set(productKey, terms);
  return terms;
}

const LENT = minorUnits(10_000_000n);

/** By the definition: the instalments of a round sum, weighted by survival. */
export async function outlookOf(db: pg.Pool, loan: ListedLoan): Promise<ExpectedOutcome> {
  const product = await productOf(db, loan);
  const { annualRatePpm, termMonths, repaymentMethod, expectedLossPpm, security } = loan;
  const terms = { annualRatePpm, termMonths, repaymentMethod, valueDay: dayOf(2026, 1, 15) };
  const made = makeSchedule(scheduleTermsOf(product, { ...terms, loanAmount: LENT }));
  if (!made.ok) throw new Error(made.refusal.code);
  const [own] = shares(made.value.rows, product, [{ id: 'lent', amount: LENT }]);
  const isOnce = made.value.rows.length === 1;
  const rows = (own ?? []).map(({ number, ...row }) => ({
    ...row,
    month: isOnce ? termMonths : number,
  }));
  const found = expectedOutcome(rows, { expectedLossPpm, lgdPpm: lgdOf(security) });
  if (!found.ok) throw new Error(found.refusal.code);
  return found.value;
}

function shares(
  rows: Parameters<typeof lenderSchedules>[0]['rows'],
  product: ProductTerms,
  parts: Parameters<typeof newClaims>[0],
): readonly (readonly LenderInstalment[])[] {
  const split = lenderSchedules({ rows }, newClaims(parts), product.tariff);
  if (!split.ok) throw new Error(split.refusal.code);
  return parts.map(({ id }) => split.value.find(({ claimId }) => claimId === id)?.rows ?? []);
}

export interface PlanRow {
  readonly principal: bigint;
  readonly interest: bigint;
  readonly fee: bigint;
  readonly balance: bigint;
}

/** What the loan's schedule says: that of its servicing, or that of a loan disbursed today. */
export async function planOf(db: pg.Pool, loanId: string): Promise<readonly PlanRow[]> {
  const loan = await listedLoan(db, loanId);
  const { text, values } = servicingTable.loadByKey([loanId as never]);
  const { rows: serviced } = await db.query<Record<string, unknown>>(text, [...values]);
  const [row] = serviced;
  if (row !== undefined) {
    let balance = loan.amount;
    return servicingTable.read(row).fact.accounts.map(({ due }) => {
      balance -= due.principal;
      return { ...due, balance };
    });
  }
  const product = await productOf(db, loan);
  const { rows } = await madeToday(db, loan, product);
  const fees = feesOf(product.tariff, {
    loanAmount: minorUnits(loan.amount),
    disbursedOn: await today(db),
    rows,
  });
  return rows.map(({ number, principal, interest, balance }) => ({
    ...{ principal, interest, balance },
    fee: fees
      .filter(({ dueWith }) => dueWith === number)
      .reduce((sum, { amount }) => sum + amount, 0n),
  }));
}

/** The part of whoever lends that amount. */
export async function shareOf(
  db: pg.Pool,
  loanId: string,
  amount: bigint,
): Promise<readonly LenderInstalment[]> {
  const loan = await listedLoan(db, loanId);
  const product = await productOf(db, loan);
  const { rows } = await madeToday(db, loan, product);
  const rest = loan.amount - amount;
  const [own] = shares(rows, product, [
    { id: 'you', amount: minorUnits(amount) },
    ...(rest > 0n ? [{ id: 'others', amount: minorUnits(rest) }] : []),
  ]);
  return own ?? [];
}

async function madeToday(db: pg.Pool, loan: ListedLoan, product: ProductTerms) {
  const { annualRatePpm, termMonths, repaymentMethod, amount } = loan;
  const terms = { annualRatePpm, termMonths, repaymentMethod, loanAmount: minorUnits(amount) };
  const made = makeSchedule(scheduleTermsOf(product, { ...terms, valueDay: await today(db) }));
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
}

async function today(db: pg.Pool): Promise<Day> {
  const { rows } = await db.query<{ day: string }>(`select day::text from calendar.business_day`);
  return dayColumn.read(rows[0]?.day ?? '');
}
