// The rows of a book whose interest follows the payments: they are what its book of interest comes to.
import { greatest, minus, plus, sum, ZERO } from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import type { ComponentAmounts } from '../../repay/components.ts';
import type { PeerPeriod } from '../schedule/due-days.ts';
import type { PeerDisbursement } from '../schedule/terms.ts';
import { type Book, type BookRow, resettled } from './book.ts';
import { type InterestBook, interestBook } from './interest-book.ts';
import { creditAgain, lendMore, payInterest } from './interest-moves.ts';
import type { InterestPeriod } from './interest-periods.ts';
import type { LifeInterest } from './life-interest.ts';
import type { LifeScheduleRow } from './schedule.ts';

/**
 * Takes the last disbursement of the book into its book of interest, which begins with the first one.
 *
 * @param schedule the rows of all disbursements so far, as they were agreed.
 * @example
 * lendRecalculated(emptyBook(), [], { day: dayOf(2026, 1, 1), amount: minorUnits(5n) }, undefined).rows
 * // []
 */
export function lendRecalculated(
  book: Book,
  schedule: readonly LifeScheduleRow[],
  disbursement: PeerDisbursement,
  interest: LifeInterest | undefined,
): Book {
  if (interest === undefined) return book;
  const periods = interest.periods(book.disbursements);
  const agreed = new Map(
    schedule.filter((row) => !row.isDownPayment).map((row) => [row.dueDay, row.total]),
  );
  const before = book.interest ?? newInterestBook(periods, interest);
  const { day, financed } = interest.financed(disbursement, periods);
  book.interest = lendMore(before, day, financed, agreed);
  return withInterest(book, disbursement.day);
}

function newInterestBook(periods: readonly PeerPeriod[], interest: LifeInterest): InterestBook {
  const all = periods.map((period, index) => untouched(period, index, interest));
  return interestBook(all, { rules: interest.rules });
}

function untouched(
  period: PeerPeriod,
  index: number,
  { interestGraceInstalments, interestFreeInstalments }: LifeInterest,
): InterestPeriod {
  return {
    fromDay: period.fromDay,
    dueDay: period.dueDay,
    isRegular: period.isRegular,
    instalment: ZERO,
    agreed: ZERO,
    paidPrincipal: ZERO,
    paidInterest: ZERO,
    creditedPrincipal: ZERO,
    creditedInterest: ZERO,
    broughtForward: ZERO,
    isBroughtForward: false,
    isInterestGrace: index < interestGraceInstalments,
    isInterestFree: index < interestFreeInstalments,
    changes: [],
  };
}

/**
 * The period of a row in the book of interest; -1 for a down payment, and for rows after maturity.
 *
 * @example periodOfRow(emptyBook(), 0) // -1
 */
export function periodOfRow(book: Book, index: number): number {
  const row = book.rows[index];
  if (!row || !book.interest || row.isDownPayment || row.isAdditional) return -1;
  return book.interest.periods.findIndex(({ dueDay }) => dueDay === row.dueDay);
}

/**
 * Writes what the book of interest comes to into the rows.
 *
 * @param day on which rows that ask for nothing more are settled.
 * @example withInterest(emptyBook(), dayOf(2026, 1, 1)).rows // []
 */
export function withInterest(book: Book, day: Day): Book {
  if (!book.interest) return book;
  const { figures, periods } = book.interest;
  const places = new Map(periods.map(({ dueDay }, index) => [dueDay, index]));
  let repaid = ZERO;
  let downPayments = 0;
  book.rows = book.rows.map((row): BookRow => {
    if (row.isAdditional) return row;
    const own = row.isDownPayment ? undefined : figures[places.get(row.dueDay) ?? -1];
    if (row.isDownPayment) downPayments += 1;
    const principal = own?.duePrincipal ?? row.due.principal;
    const interest = own?.dueInterest ?? row.due.interest;
    repaid = plus(repaid, minus(principal, row.creditedPrincipal));
    const lent = row.isDownPayment
      ? book.disbursements.slice(0, downPayments)
      : book.disbursements.filter((one) => one.day < row.dueDay);
    const balance = greatest(ZERO, minus(sum(lent.map(({ amount }) => amount)), repaid));
    const changed = { ...row, balance, due: { ...row.due, principal, interest } };
    return resettled(changed, row.settledDay ?? day);
  });
  return book;
}

/**
 * Puts the rows after a waiver of interest in the place of the old ones; what is given up is asked for no
 * more, as if it were paid.
 *
 * @example waiveRecalculated(emptyBook(), [], dayOf(2026, 1, 1)).rows // []
 */
export function waiveRecalculated(book: Book, after: readonly BookRow[], day: Day): Book {
  const before = book.rows;
  for (const [index, row] of after.entries()) {
    const waived = minus(row.waived.interest, before[index]?.waived.interest ?? ZERO);
    const period = periodOfRow(book, index);
    if (!book.interest || period === -1) continue;
    book.interest = payInterest(book.interest, period, day, waived);
  }
  book.rows = after;
  return withInterest(book, day);
}

/**
 * Lets money that a row owes again bear interest.
 *
 * @param index of the row to which it was added; after maturity it bears none.
 * @example creditRecalculated(emptyBook(), 0, dayOf(2026, 1, 1), NO_AMOUNTS).rows // []
 */
export function creditRecalculated(
  book: Book,
  index: number,
  day: Day,
  amounts: ComponentAmounts,
): Book {
  if (!book.interest || periodOfRow(book, index) === -1) return book;
  book.interest = creditAgain(book.interest, day, amounts);
  return withInterest(book, day);
}
