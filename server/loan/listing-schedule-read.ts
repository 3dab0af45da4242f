// The schedule of a listing as everybody sees it, with the part of whoever thinks of lending an amount.
import { PUBLIC_STATES } from '@mutua/contract/market/listing-filters.ts';
import type { ListingSchedule } from '@mutua/contract/market/listing-schedule.ts';
import { newClaims } from '@mutua/core/claim/distribution.ts';
import { type LenderInstalment, lenderSchedules } from '@mutua/core/claim/lender-schedule.ts';
import type { ExpectedOutcome } from '@mutua/core/credit/expected-net.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { invalid } from '@mutua/core/kit/result.ts';
import type { Loan } from '@mutua/core/loan/loan.ts';
import { makeSchedule } from '@mutua/core/loan/schedule/make-schedule.ts';
import type { Schedule } from '@mutua/core/loan/schedule/terms.ts';
import type { Servicing } from '@mutua/core/loan/servicing.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import { type MinorUnits, minus, negate, plus, scale, sum } from '@mutua/core/money/minor-units.ts';
import { scheduleTermsOf } from '@mutua/core/product/contract-terms.ts';
import { feesOf } from '@mutua/core/product/fees.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { orRefused } from '../http/problems.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { productVersionTable } from '../product/product-store.ts';
import { outlookUnder } from './listing-outlook.ts';
import { instalmentState } from './schedule-read.ts';
import { readLoan, readServicing, rowsOf } from './servicing-read.ts';

const MILLION = 1_000_000n;
const PUBLIC: readonly string[] = PUBLIC_STATES;

/** Nothing where there is no public listing. */
export async function readListingSchedule(
  pool: pg.Pool,
  loanId: Id,
  amount: MinorUnits | undefined,
): Promise<ListingSchedule | undefined> {
  const loan = await readLoan(pool, loanId);
  if (loan === undefined || !PUBLIC.includes(loan.state)) return undefined;
  if (amount !== undefined && amount > loan.loanAmount) {
    orRefused(invalid('amount', 'It is out of bounds.'), 'query');
  }
  const key = `${loan.productCode} ${loan.productVersion}`;
  const [[version], servicing, today] = await Promise.all([
    rowsOf(pool, productVersionTable, productVersionTable.loadByKey([key])),
    readServicing(pool, loanId),
    readBusinessDate(pool),
  ]);
  if (version === undefined || today === undefined) return undefined;
  return servicing === undefined
    ? plannedSchedule({ loan, product: version.terms, today, amount })
    : servicedSchedule(loan, servicing, today);
}

interface Planned {
  readonly loan: Loan;
  readonly product: ProductTerms;
  readonly today: Day;
  readonly amount: MinorUnits | undefined;
}

/** As it would be if the loan were disbursed today. */
export function plannedSchedule({ loan, product, today, amount }: Planned): ListingSchedule {
  const { loanAmount, annualRatePpm = 0, termMonths, repaymentMethod, currency } = loan;
  const contract = { loanAmount, annualRatePpm, termMonths, repaymentMethod, valueDay: today };
  const schedule = makeSchedule(scheduleTermsOf(product, contract));
  assert(schedule.ok, 'A listing has terms of which a schedule can be made.');
  const { rows } = schedule.value;
  const fees = feesOf(product.tariff, { loanAmount, disbursedOn: today, rows });
  const feeWith = (number: number) =>
    sum(fees.filter(({ dueWith }) => dueWith === number).map((fee) => fee.amount));
  const own = amount === undefined ? [] : shareOf(schedule.value, loan, product, amount);
  return {
    ...{ basis: 'if_disbursed_today', valueDay: formatDay(today) },
    instalments: rows.map(({ number, dueDay, principal, interest, balance }, index) => ({
      ...{ number, dueDay: formatDay(dueDay), principal: String(principal) },
      ...{ interest: String(interest), fee: String(feeWith(number)), balance: String(balance) },
      ...present({ share: writeShare(own[index]) }),
    })),
    principal: moneyOf(loanAmount, currency),
    interest: moneyOf(sum(rows.map(({ interest }) => interest)), currency),
    ...present({ share: amount && writeTotals(own, loan, product, amount) }),
  };
}

function shareOf(
  schedule: Schedule,
  { loanAmount }: Loan,
  { tariff }: ProductTerms,
  amount: MinorUnits,
): readonly LenderInstalment[] {
  const rest = minus(loanAmount, amount);
  const parts = [{ id: 'you', amount }, ...(rest > 0n ? [{ id: 'others', amount: rest }] : [])];
  const lenders = lenderSchedules(schedule, newClaims(parts), tariff);
  assert(lenders.ok, 'The parts of a loan make up its principal.');
  return lenders.value.find(({ claimId }) => claimId === 'you')?.rows ?? [];
}

function writeShare(row: LenderInstalment | undefined) {
  return (
    row && {
      ...{ principal: String(row.principal), interest: String(row.interest), fee: String(row.fee) },
    }
  );
}

function writeTotals(
  rows: readonly LenderInstalment[],
  loan: Loan,
  product: ProductTerms,
  amount: MinorUnits,
) {
  const { currency } = loan;
  const interest = sum(rows.map((row) => row.interest));
  const fees = sum(rows.map((row) => row.fee));
  const expectedLoss = expectedLossOf(loan, product, amount);
  return {
    amount: moneyOf(amount, currency),
    interest: moneyOf(interest, currency),
    fees: moneyOf(fees, currency),
    expectedLoss: moneyOf(expectedLoss, currency),
    expectedGain: moneyOf(minus(minus(interest, fees), expectedLoss), currency),
    worstCase: moneyOf(negate(amount), currency),
  };
}

/** The expected loss of an amount lent on it, over the whole term. */
export function expectedLossOf(loan: Loan, product: ProductTerms, amount: MinorUnits): MinorUnits {
  const termLossPpm = outlookOfLoan(loan, product)?.termLossPpm ?? 0;
  return scale(amount, fraction(BigInt(termLossPpm), MILLION), 'half_up');
}

export function outlookOfLoan(loan: Loan, product: ProductTerms): ExpectedOutcome | undefined {
  const { annualRatePpm = 0, termMonths, repaymentMethod, expectedLossPpm = 0, security } = loan;
  const asked = { annualRatePpm, termMonths, repaymentMethod, expectedLossPpm, security };
  return outlookUnder(product, asked);
}

/** As it stands: what was asked for, and how each instalment stands today. */
function servicedSchedule(loan: Loan, servicing: Servicing, today: Day): ListingSchedule {
  const { currency, loanAmount, valueDay = today } = loan;
  let balance = loanAmount;
  let interest = sum([]);
  const instalments = servicing.accounts.map((account, index) => {
    const { due, dueDay } = account;
    balance = minus(balance, due.principal);
    interest = plus(interest, due.interest);
    return {
      ...{ number: index + 1, dueDay: formatDay(dueDay), principal: String(due.principal) },
      ...{ interest: String(due.interest), fee: String(due.fee), balance: String(balance) },
      ...instalmentState(servicing, account, today),
    };
  });
  return {
    ...{ basis: 'contract', valueDay: formatDay(valueDay), instalments },
    principal: moneyOf(loanAmount, currency),
    interest: moneyOf(interest, currency),
  };
}
