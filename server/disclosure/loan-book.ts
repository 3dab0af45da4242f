// The loan book: every loan that was paid out, as it stood at the close of a day, without anybody's name.
import { createHash } from 'node:crypto';
import type { DisclosedLoan } from '@mutua/contract/disclosure/figures.ts';
import { LOAN_BOOK_COLUMNS, type LoanBookColumn } from '@mutua/contract/disclosure/loan-book.ts';
import type { DisclosedBook } from '@mutua/core/disclosure/book-on-day.ts';
import { type LoanStanding, loanStanding } from '@mutua/core/disclosure/timed-loan.ts';
import { overdueBucketOf } from '@mutua/core/loan/asset-class.ts';
import { currency as currencyOf, exponentOf } from '@mutua/core/money/currency.ts';
import {
  formatMajor,
  type MinorUnits,
  plus,
  minorUnits as toMinorUnits,
} from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { moneyOf } from '../http/read-fields.ts';
import { csvLine } from './csv.ts';

const MASK_DIGITS = 12;

/** By the loan's id, the newest first. */
export function* standingsOf({ loans }: DisclosedBook, day: Day): Generator<LoanStanding> {
  for (const loan of loans.toReversed()) {
    const standing = loanStanding(loan, day);
    if (standing !== undefined) yield standing;
  }
}

export function loanOnWire(standing: LoanStanding, currency: string): DisclosedLoan {
  const { loan, sums, principal, writtenOffLeft, daysOverdue, uncredited } = standing;
  const money = (amount: MinorUnits) => moneyOf(amount, currency);
  return {
    maskedId: maskedIdOf(loan.loanId),
    ...{ grade: loan.grade, productCode: loan.productCode, purpose: loan.purpose },
    ...{ region: loan.region, safeguard: loan.safeguard, repaymentMethod: loan.repaymentMethod },
    ...{ termMonths: loan.termMonths, annualRatePpm: loan.annualRatePpm },
    ...{ expectedLossPpm: loan.expectedLossPpm, valueDay: formatDay(loan.valueDay) },
    lenders: loan.lenderIds.length,
    lent: money(loan.amount),
    principal: money(principal),
    principalRepaid: money(plus(sums.principalRepaid, sums.principalRecovered)),
    interestRepaid: money(sums.interestRepaid),
    penaltyRepaid: money(sums.penaltyRepaid),
    compensated: money(sums.compensated),
    writtenOff: money(writtenOffLeft),
    ...{ daysOverdue, bucket: overdueBucketOf(daysOverdue) },
    overdueAmount: money(uncredited),
  };
}

/** From the id of the loan there is a way to it, and from it none back. */
export function maskedIdOf(loanId: string): string {
  return createHash('sha256').update(`loan book ${loanId}`).digest('hex').slice(0, MASK_DIGITS);
}

/** The file: a line of names, then a line a loan; money in major units, rates in parts per million. */
export function* loanBookLines(
  book: DisclosedBook,
  { day, currency }: { readonly day: Day; readonly currency: string },
): Generator<string> {
  const columns = Object.keys(LOAN_BOOK_COLUMNS) as LoanBookColumn[];
  yield csvLine(['day', 'currency', ...columns]);
  const exponent = exponentOf(currencyOf(currency));
  for (const standing of standingsOf(book, day)) {
    const loan = loanOnWire(standing, currency);
    const cells = columns.map((column) => {
      const value = loan[column];
      if (typeof value !== 'object') return value;
      return majorText(value.minorUnits, exponent);
    });
    yield csvLine([formatDay(day), currency, ...cells]);
  }
}

function majorText(minorUnits: string, exponent: number): string {
  return formatMajor(toMinorUnits(BigInt(minorUnits)), exponent);
}
