// The last period that is not paid up takes the difference: instalments add up to principal and interest.
import { greatest, type MinorUnits, minus, plus, sum, ZERO } from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import { type InterestBook, interestBook } from './interest-book.ts';
import {
  type InterestPeriod,
  isPaidUp,
  paidOf,
  replacePeriod,
  wholeOf,
} from './interest-periods.ts';

/**
 * The book made anew, in which the last period that is not paid up takes what the instalments miss of, or
 * have beyond, principal and interest.
 *
 * @param before of these periods, or of some of them: what it knows of those that are the same still holds.
 * @param day through which interest is certain.
 * @param till interest runs only to this day; left out: to every due day.
 * @example settleLastPeriod(EMPTY_INTEREST_BOOK, [], dayOf(2026, 1, 1)).periods // []
 */
export function settleLastPeriod(
  before: InterestBook,
  periods: readonly InterestPeriod[],
  day: Day,
  till?: Day,
): InterestBook {
  const { rules, overdueThrough } = before;
  let book = before;
  const make = (changed: readonly InterestPeriod[]) => {
    book = interestBook(changed, { rules, overdueThrough, till, known: book });
  };
  make(periods);
  make(withinOpenPrincipal(book));
  for (;;) {
    const index = lastOpenIndex(book);
    if (index === -1) return book;
    make(book.periods.map((period, place) => withoutBrought(period, place === index)));
    const own = book.periods[index];
    if (!own) return book;
    const credited = plus(own.creditedPrincipal, own.creditedInterest);
    const floor = minus(paidOf(own), credited);
    const instalment = plus(own.instalment, missingOf(book));
    make(replacePeriod(book.periods, index, { ...own, instalment: greatest(instalment, floor) }));
    if (instalment < floor) continue;
    book = bringInterestForward(book, index, day, till);
    // Interest that was paid before it was brought forward is not asked for twice.
    const brought = book.periods[index] ?? own;
    const rest = plus(brought.instalment, missingOf(book));
    if (rest !== brought.instalment) {
      make(replacePeriod(book.periods, index, { ...brought, instalment: rest }));
    }
    return book;
  }
}

/** What the instalments miss of principal and interest; negative where they have more. */
function missingOf(book: InterestBook): MinorUnits {
  const interest = sum(book.figures.map(({ dueInterest }) => dueInterest));
  return minus(plus(principalAskedBy(book), interest), sum(book.periods.map(wholeOf)));
}

/** Interest is due in its own period again; the last open one has nothing of later ones. */
function withoutBrought(period: InterestPeriod, isLastOpen: boolean): InterestPeriod {
  const { isBroughtForward, broughtForward } = period;
  if (!isBroughtForward && (!isLastOpen || broughtForward === ZERO)) return period;
  return {
    ...period,
    isBroughtForward: false,
    broughtForward: isLastOpen ? ZERO : broughtForward,
  };
}

/** No instalment asks for more principal than the whole loan has open. */
function withinOpenPrincipal(book: InterestBook): readonly InterestPeriod[] {
  const open = minus(principalAskedBy(book), principalPaidTo(book));
  return book.periods.map((period, index) => {
    const excess = minus(openPrincipalOf(book, index), open);
    if (excess <= ZERO) return period;
    const credited = plus(period.creditedPrincipal, period.creditedInterest);
    const floor = greatest(ZERO, minus(paidOf(period), credited));
    return { ...period, instalment: greatest(minus(period.instalment, excess), floor) };
  });
}

/** The last period that is not paid up; before anything was paid, the last of all. */
function lastOpenIndex(book: InterestBook): number {
  const index = book.periods.findLastIndex((period) => !isPaidUp(period));
  if (index !== -1 || principalPaidTo(book) > ZERO) return index;
  const last = book.periods.length - 1;
  return (book.figures[last]?.closing ?? ZERO) > ZERO ? last : -1;
}

/**
 * The last open period takes the interest that later ones, already paid, have charged by the day.
 *
 * @param index of the last open period.
 * @example bringInterestForward(EMPTY_INTEREST_BOOK, 0, dayOf(2026, 1, 1)).periods // []
 */
export function bringInterestForward(
  book: InterestBook,
  index: number,
  day: Day,
  till?: Day,
): InterestBook {
  const { rules, periods, overdueThrough } = book;
  if (index === periods.length - 1) return book;
  const certain = till !== undefined && till < day ? till : day;
  const parts = { rules, overdueThrough, known: book };
  const known = interestBook(periods, { ...parts, till: certain });
  const later = known.figures.findLastIndex((one, place) => place > index && one.carried > ZERO);
  if (later === -1) return book;
  const broughtForward = known.figures[later]?.carried ?? ZERO;
  const brought = periods.map((period, place) => {
    if (place === index) return { ...period, broughtForward };
    return place > index ? { ...period, isBroughtForward: true } : period;
  });
  return interestBook(brought, { ...parts, till });
}

/**
 * All that was lent, and that is owed again.
 *
 * @example principalAskedBy(EMPTY_INTEREST_BOOK) // 0n
 */
export function principalAskedBy(book: InterestBook): MinorUnits {
  let asked = ZERO;
  for (const { changes, creditedPrincipal } of book.periods) {
    asked = plus(asked, creditedPrincipal);
    for (const { lent } of changes) asked = plus(asked, lent);
  }
  return asked;
}

/** All principal that was paid. @example principalPaidTo(EMPTY_INTEREST_BOOK) // 0n */
export function principalPaidTo(book: InterestBook): MinorUnits {
  return sum(book.periods.map(({ paidPrincipal }) => paidPrincipal));
}

/** Principal of a period that is due and not paid. @example openPrincipalOf(EMPTY_INTEREST_BOOK, 0) // 0n */
export function openPrincipalOf(book: InterestBook, index: number): MinorUnits {
  const due = book.figures[index]?.duePrincipal ?? ZERO;
  return greatest(ZERO, minus(due, book.periods[index]?.paidPrincipal ?? ZERO));
}
