// What happens to a book of interest: money is lent, paid, owed again, or past due.
import { type MinorUnits, minus, plus, ZERO } from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import type { InterestBook } from './interest-book.ts';
import type { DueAmounts } from './interest-due.ts';
import {
  isPaidUp,
  paidOf,
  periodOnDay,
  replacePeriod,
  wholeOf,
  withBalanceChange,
} from './interest-periods.ts';
import { bringInterestForward, openPrincipalOf, settleLastPeriod } from './settle-interest.ts';

/**
 * The book after more was lent, with the instalments that are agreed from then on.
 *
 * @param agreed by due day: the instalments of the new schedule.
 * @example lendMore(EMPTY_INTEREST_BOOK, dayOf(2026, 1, 1), minorUnits(5n), new Map()).periods // []
 */
export function lendMore(
  book: InterestBook,
  day: Day,
  amount: MinorUnits,
  agreed: ReadonlyMap<Day, MinorUnits>,
): InterestBook {
  const periods = withBalanceChange(book.periods, { day, lent: amount, correction: ZERO });
  const first = periods.find(({ dueDay }) => dueDay > day);
  if (!first) return book;
  const relevelled = periods.map((period) => {
    if (period.dueDay < first.dueDay) return period;
    const instalment = agreed.get(period.dueDay) ?? ZERO;
    return { ...period, instalment, agreed: instalment };
  });
  return settleLastPeriod(book, relevelled, first.dueDay);
}

/**
 * The book after principal of a period was paid: early money stops bearing interest on its own day, late
 * money counts from the due day (what it bore since is a correction of its own).
 *
 * @param index of the period.
 * @example payPrincipal(EMPTY_INTEREST_BOOK, 0, dayOf(2026, 1, 1), minorUnits(5n)).periods // []
 */
export function payPrincipal(
  book: InterestBook,
  index: number,
  day: Day,
  amount: MinorUnits,
): InterestBook {
  const period = book.periods[index];
  if (!period || amount === ZERO) return book;
  const paid = { ...period, paidPrincipal: plus(period.paidPrincipal, amount) };
  const since = period.dueDay < day ? period.dueDay : day;
  const change = { day: since, lent: ZERO, correction: minus(ZERO, amount) };
  const after = settleLastPeriod(
    book,
    withBalanceChange(replacePeriod(book.periods, index, paid), change),
    since,
  );
  const isAhead = day < period.fromDay;
  if (!isAhead || after.periods.filter((one) => !isPaidUp(one)).length <= 1) return after;
  const now = after.periods[index] ?? paid;
  const credited = plus(now.creditedPrincipal, now.creditedInterest);
  const isWhole = paidOf(now) > wholeOf(now) || paidOf(now) === plus(now.agreed, credited);
  if (!isWhole) return after;
  const closed = { ...now, instalment: minus(paidOf(now), credited) };
  return settleLastPeriod(after, replacePeriod(after.periods, index, closed), since);
}

/**
 * The book after interest of a period was paid, or given up.
 *
 * @param index of the period.
 * @example payInterest(EMPTY_INTEREST_BOOK, 0, dayOf(2026, 1, 1), minorUnits(5n)).periods // []
 */
export function payInterest(
  book: InterestBook,
  index: number,
  day: Day,
  amount: MinorUnits,
): InterestBook {
  const before = withLateInterest(book, index, day);
  const period = before.periods[index];
  if (!period || amount === ZERO) return book;
  const paid = { ...period, paidInterest: plus(period.paidInterest, amount) };
  return settleLastPeriod(before, replacePeriod(before.periods, index, paid), day);
}

/** Where the later periods are all paid, the last open one takes what interest they still charge. */
function withLateInterest(book: InterestBook, index: number, day: Day): InterestBook {
  const last = book.periods.findLastIndex((period) => !isPaidUp(period));
  const period = book.periods[last];
  const isLater = last !== -1 && last < book.periods.length - 1;
  if (!period || !isLater || last !== index || day < period.dueDay) return book;
  return bringInterestForward(book, last, day);
}

/**
 * The book after money is owed again: from its day on it bears interest, on top of the instalment.
 *
 * @example creditAgain(EMPTY_INTEREST_BOOK, dayOf(2026, 1, 1), { principal: ZERO, interest: ZERO }).periods // []
 */
export function creditAgain(book: InterestBook, day: Day, credit: DueAmounts): InterestBook {
  const found = book.periods.findIndex(({ fromDay, dueDay }) => fromDay <= day && day < dueDay);
  const last = book.periods.length - 1;
  const index = found === -1 && book.periods[last]?.dueDay === day ? last : found;
  const period = book.periods[index];
  if (!period) return book;
  const credited = {
    ...period,
    creditedPrincipal: plus(period.creditedPrincipal, credit.principal),
    creditedInterest: plus(period.creditedInterest, credit.interest),
  };
  const change = { day, lent: ZERO, correction: credit.principal };
  return settleLastPeriod(
    book,
    withBalanceChange(replacePeriod(book.periods, index, credited), change),
    day,
  );
}

/**
 * The book with interest on principal that is past due, through the day, at most to the end of the term.
 * The days that are still to come are reckoned as if it were paid on this one.
 *
 * @example
 * runOverdue(EMPTY_INTEREST_BOOK, dayOf(2026, 1, 1), false).periods // []
 */
export function runOverdue(book: InterestBook, day: Day, isPayOff: boolean): InterestBook {
  const last = book.periods.at(-1);
  if (!last) return book;
  const target = day < last.dueDay ? day : last.dueDay;
  const past = book.periods.filter(({ dueDay }) => dueDay < target);
  if (past.length === 0 || book.overdueThrough === target) return book;
  const current = periodOnDay(book.periods, target);
  let after = book;
  let overdue = ZERO;
  let aggregated = ZERO;
  for (let index = 0; index <= current; index++) {
    if (overdue > ZERO || (index === current && aggregated > ZERO)) {
      after = addOverdue(after, index, { target, overdue, aggregated, isPayOff });
    }
    if (index < past.length) {
      overdue = openPrincipalOf(after, index);
      aggregated = plus(aggregated, overdue);
    }
  }
  if (aggregated === ZERO) return after;
  const through = after.overdueThrough;
  return through !== undefined && through >= target ? after : { ...after, overdueThrough: target };
}

interface Overdue {
  readonly target: Day;
  readonly overdue: MinorUnits;
  readonly aggregated: MinorUnits;
  readonly isPayOff: boolean;
}

function addOverdue(
  book: InterestBook,
  index: number,
  { target, overdue, aggregated, isPayOff }: Overdue,
): InterestBook {
  const period = book.periods[index];
  if (!period || target === book.overdueThrough) return book;
  const { fromDay, dueDay } = period;
  const through = book.overdueThrough;
  const start = through === undefined || fromDay > through ? fromDay : through;
  const after = correct(book, start, overdue);
  if (target <= fromDay || target > dueDay) return after;
  const end = book.rules.paysToDueDay(isPayOff) ? dueDay : target;
  return { ...correct(after, end, minus(ZERO, aggregated)), overdueThrough: end };
}

function correct(book: InterestBook, day: Day, correction: MinorUnits): InterestBook {
  if (correction === ZERO) return book;
  return settleLastPeriod(
    book,
    withBalanceChange(book.periods, { day, lent: ZERO, correction }),
    day,
  );
}
