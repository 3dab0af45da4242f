// A payment that meets a loan whose interest follows the payments: every part changes what the next one finds.
import { greatest, type MinorUnits, minus, ZERO } from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import { openAmounts, payParts } from '../../repay/instalment-account.ts';
import {
  type Waterfall,
  type WaterfallPart,
  type WaterfallPlace,
  type WaterfallSplit,
  walkWaterfall,
} from '../../repay/waterfall.ts';
import type { Book } from './book.ts';
import type { InterestBook } from './interest-book.ts';
import { dueOn, knownOn, payOffOn } from './interest-due.ts';
import { payInterest, payPrincipal, runOverdue } from './interest-moves.ts';
import { periodOfRow, withInterest } from './recalculation.ts';

/**
 * Splits a payment over the rows and pays them; nothing else than the rows and their interest changes.
 *
 * @example
 * payRecalculated(
 *   { ...emptyBook(), interest: EMPTY_INTEREST_BOOK },
 *   minorUnits(5n),
 *   dayOf(2026, 1, 1),
 *   DEFAULT_WATERFALL,
 * ).left
 * // 5n
 */
export function payRecalculated(
  book: Book,
  amount: MinorUnits,
  day: Day,
  waterfall: Waterfall,
): WaterfallSplit {
  const isPayOff = book.interest !== undefined && isPaidOffBy(book.interest, amount, day);
  bringInterestTo(book, day, isPayOff);
  const payment: Payment = { day, waterfall, isPayOff, known: undefined };
  return walkWaterfall(amount, day, book.rows, waterfall, {
    opensAnew: true,
    room: (index, place) => roomOf(book, index, place, payment),
    pay: (part, { bucket }) => {
      const payDay = bucket === 'in_advance' ? payDayOf(book, part.index, day, isPayOff) : day;
      payRecalculatedPart(book, part, day, payDay);
    },
  });
}

/** Whether an amount pays the loan off, with interest to the next due day. */
function isPaidOffBy(interest: InterestBook, amount: MinorUnits, day: Day): boolean {
  if (!interest.rules.paysToDueDay(true)) return false;
  const current = interest.periods.find(({ dueDay }) => dueDay >= day);
  return current !== undefined && amount >= payOffOn(interest, current.dueDay);
}

/**
 * Charges interest on what is past due, through a day.
 *
 * @example bringInterestTo(emptyBook(), dayOf(2026, 1, 1), false).rows // []
 */
export function bringInterestTo(book: Book, day: Day, isPayOff: boolean): Book {
  if (!book.interest) return book;
  const past = book.rows.filter(({ dueDay }) => dueDay < day).length;
  countWork(book, past);
  const interest = runOverdue(book.interest, day, isPayOff);
  if (interest === book.interest) return book;
  book.interest = interest;
  return withInterest(book, day);
}

/** Each time the interest of all periods is reckoned anew. */
function countWork(book: Book, times: number): void {
  book.interestWork = (book.interestWork ?? 0) + times * book.rows.length;
}

interface Payment {
  readonly day: Day;
  readonly waterfall: Waterfall;
  readonly isPayOff: boolean;
  /** What is asked for again and again while nothing is paid. */
  known: { readonly of: InterestBook; readonly on: Day; readonly book: InterestBook } | undefined;
}

/** How much of a place is open: in advance, as far as it has come by the day. */
function roomOf(
  book: Book,
  index: number,
  { bucket, component }: WaterfallPlace,
  payment: Payment,
): MinorUnits {
  const { day, waterfall, isPayOff } = payment;
  const row = book.rows[index];
  if (!row) return ZERO;
  const period = periodOfRow(book, index);
  const isFollowed = component === 'principal' || component === 'interest';
  if (!book.interest || bucket !== 'in_advance' || period === -1 || !isFollowed) {
    return openAmounts(row)[component];
  }
  const isSettled = row.settledDay !== undefined;
  if (isSettled && waterfall.inAdvance !== 'last_instalment') return ZERO;
  const payDay = payDayOf(book, index, day, isPayOff);
  if (payment.known?.of !== book.interest || payment.known.on !== payDay) {
    payment.known = { of: book.interest, on: payDay, book: knownOn(book.interest, payDay) };
  }
  const due = dueOn(payment.known.book, period, payDay);
  return greatest(ZERO, minus(minus(due[component], row.paid[component]), row.waived[component]));
}

/** In advance within its own period money may count as paid on the due day. */
function payDayOf(book: Book, index: number, day: Day, isPayOff: boolean): Day {
  const row = book.rows[index];
  if (!row || !book.interest?.rules.paysToDueDay(isPayOff)) return day;
  return row.fromDay < day && day <= row.dueDay ? row.dueDay : day;
}

/**
 * Pays one part, and lets interest follow.
 *
 * @param payDay on which it counts as paid.
 * @example
 * payRecalculatedPart(
 *   { ...emptyBook(), interest: EMPTY_INTEREST_BOOK },
 *   { index: 0, component: 'fee', amount: ZERO },
 *   dayOf(2026, 1, 1),
 *   dayOf(2026, 1, 1),
 * )
 * // undefined
 */
export function payRecalculatedPart(book: Book, part: WaterfallPart, day: Day, payDay: Day): void {
  const { index, component, amount } = part;
  if (amount === ZERO) return;
  const period = periodOfRow(book, index);
  if (book.interest && period !== -1) {
    countWork(book, 1);
    if (component === 'principal') {
      book.interest = payPrincipal(book.interest, period, payDay, amount);
    } else if (component === 'interest') {
      book.interest = payInterest(book.interest, period, payDay, amount);
    }
    withInterest(book, day);
  }
  book.rows = payParts(book.rows, [part], day);
}
