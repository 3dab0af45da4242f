// What happens to a book of interest: money is lent, paid, owed again, or past due.
import {
  greatest,
  least,
  type MinorUnits,
  minus,
  plus,
  sum,
  ZERO,
} from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import {
  type InterestBook,
  type InterestPeriod,
  interestBook,
  paidOf,
  wholeOf,
} from './interest-book.ts';

/** Principal and interest. */
export interface DueAmounts {
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
}

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
  const periods = withChange(book.periods, { day, lent: amount, correction: ZERO });
  const first = periods.find(({ dueDay }) => dueDay > day);
  if (!first) return book;
  const relevelled = periods.map((period) => {
    if (period.dueDay < first.dueDay) return period;
    const instalment = agreed.get(period.dueDay) ?? ZERO;
    return { ...period, instalment, agreed: instalment };
  });
  return settleLast(book, relevelled, first.dueDay);
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
  const after = settleLast(book, withChange(replaced(book.periods, index, paid), change), since);
  const isAhead = day < period.fromDay;
  if (!isAhead || after.periods.filter((one) => !isPaidUp(one)).length <= 1) return after;
  const now = after.periods[index] ?? paid;
  const credited = plus(now.creditedPrincipal, now.creditedInterest);
  const isWhole = paidOf(now) > wholeOf(now) || paidOf(now) === plus(now.agreed, credited);
  if (!isWhole) return after;
  const closed = { ...now, instalment: minus(paidOf(now), credited) };
  return settleLast(after, replaced(after.periods, index, closed), since);
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
  return settleLast(before, replaced(before.periods, index, paid), day);
}

/** Where the later periods are all paid, the last open one takes what interest they still charge. */
function withLateInterest(book: InterestBook, index: number, day: Day): InterestBook {
  const last = book.periods.findLastIndex((period) => !isPaidUp(period));
  const period = book.periods[last];
  const isLater = last !== -1 && last < book.periods.length - 1;
  if (!period || !isLater || last !== index || day < period.dueDay) return book;
  return bringForward(book, last, day);
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
  return settleLast(book, withChange(replaced(book.periods, index, credited), change), day);
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
  const current = indexOfDay(book.periods, target);
  let after = book;
  let overdue = ZERO;
  let aggregated = ZERO;
  for (let index = 0; index <= current; index++) {
    if (overdue > ZERO || (index === current && aggregated > ZERO)) {
      after = addOverdue(after, index, { target, overdue, aggregated, isPayOff });
    }
    if (index < past.length) {
      overdue = openPrincipal(after, index);
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
  return settleLast(book, withChange(book.periods, { day, lent: ZERO, correction }), day);
}

/**
 * What a period asks for on a day: interest of the days so far, and the instalment's rest as principal.
 *
 * @param known the book as it is known on the day.
 * @param index of the period.
 * @example
 * dueOn(EMPTY_INTEREST_BOOK, 0, dayOf(2026, 1, 1)) // { principal: 0n, interest: 0n }
 */
export function dueOn(known: InterestBook, index: number, day: Day): DueAmounts {
  const period = known.periods[index];
  const last = known.periods.at(-1);
  if (!period || !last) return { principal: ZERO, interest: ZERO };
  const figures = known.figures[index];
  const isAhead = day <= period.fromDay;
  const unpaid = known.periods.filter((one) => !isPaidUp(one)).length;
  if (!isAhead || unpaid === 0 || (unpaid === 1 && !isPaidUp(period))) return dueOf(figures);
  const openTotal = greatest(ZERO, minus(principalOf(known), paidPrincipalOf(known)));
  const own = unpaid > 1 ? { ...period, instalment: period.agreed } : period;
  const asked = interestBook(replaced(known.periods, index, own), { ...known, till: day, known });
  const open = openPrincipal(asked, index);
  const excess = greatest(ZERO, minus(open, openTotal));
  const rest = plus(plus(openTotal, period.paidPrincipal), figures?.dueInterest ?? ZERO);
  const instalment = unpaid > 1 ? minus(period.agreed, excess) : least(period.agreed, rest);
  const changed = replaced(known.periods, index, { ...period, instalment });
  return dueOf(interestBook(changed, { ...known, till: day, known }).figures[index]);
}

/**
 * What the periods have charged by a day.
 *
 * @returns by due day.
 * @example chargedBy(EMPTY_INTEREST_BOOK, dayOf(2026, 1, 1)) // new Map()
 */
export function chargedBy(book: InterestBook, day: Day): ReadonlyMap<Day, MinorUnits> {
  const { periods, figures } = knownOn(book, day);
  return new Map(periods.map(({ dueDay }, index) => [dueDay, figures[index]?.charged ?? ZERO]));
}

/**
 * What would settle the loan if every day through this one bore interest.
 *
 * @example payOffOn(EMPTY_INTEREST_BOOK, dayOf(2026, 1, 1)) // 0n
 */
export function payOffOn(book: InterestBook, day: Day): MinorUnits {
  const till = settleLast(book, book.periods, day, day);
  const principal = greatest(ZERO, minus(principalOf(till), paidPrincipalOf(till)));
  const interest = minus(
    sum(till.figures.map(({ dueInterest }) => dueInterest)),
    sum(till.periods.map(({ paidInterest }) => paidInterest)),
  );
  return plus(principal, greatest(ZERO, interest));
}

/**
 * The book as far as it is known on a day: nothing that comes later, and no interest of later days.
 *
 * @example knownOn(EMPTY_INTEREST_BOOK, dayOf(2026, 1, 1)).periods // []
 */
export function knownOn(book: InterestBook, day: Day): InterestBook {
  const first = book.periods[0];
  const last = book.periods.at(-1);
  if (!first || !last || day >= last.dueDay) return book;
  const periods = book.periods.map((period) =>
    period.dueDay <= day ? period : withChangesThrough(period, day),
  );
  const parts = { ...book, till: day, known: book };
  if (day < first.fromDay) return interestBook(periods, parts);
  return settleLast(book, periods, day, day);
}

function withChangesThrough(period: InterestPeriod, day: Day): InterestPeriod {
  const changes = period.changes.filter((change) => change.day <= day);
  return changes.length === period.changes.length ? period : { ...period, changes };
}

function dueOf(
  figures: { readonly duePrincipal: MinorUnits; readonly dueInterest: MinorUnits } | undefined,
): DueAmounts {
  return { principal: figures?.duePrincipal ?? ZERO, interest: figures?.dueInterest ?? ZERO };
}

/**
 * The book made anew, in which the last period that is not paid up takes what the instalments miss of, or
 * have beyond, principal and interest.
 *
 * @param before of these periods, or of some of them: what it knows of those that are the same still holds.
 * @param day through which interest is certain.
 * @param till interest runs only to this day; left out: to every due day.
 */
function settleLast(
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
    make(replaced(book.periods, index, { ...own, instalment: greatest(instalment, floor) }));
    if (instalment < floor) continue;
    book = bringForward(book, index, day, till);
    // Interest that was paid before it was brought forward is not asked for twice.
    const brought = book.periods[index] ?? own;
    const rest = plus(brought.instalment, missingOf(book));
    if (rest !== brought.instalment) {
      make(replaced(book.periods, index, { ...brought, instalment: rest }));
    }
    return book;
  }
}

/** What the instalments miss of principal and interest; negative where they have more. */
function missingOf(book: InterestBook): MinorUnits {
  const interest = sum(book.figures.map(({ dueInterest }) => dueInterest));
  return minus(plus(principalOf(book), interest), sum(book.periods.map(wholeOf)));
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
  const open = minus(principalOf(book), paidPrincipalOf(book));
  return book.periods.map((period, index) => {
    const excess = minus(openPrincipal(book, index), open);
    if (excess <= ZERO) return period;
    const credited = plus(period.creditedPrincipal, period.creditedInterest);
    const floor = greatest(ZERO, minus(paidOf(period), credited));
    return { ...period, instalment: greatest(minus(period.instalment, excess), floor) };
  });
}

/** The last period that is not paid up; before anything was paid, the last of all. */
function lastOpenIndex(book: InterestBook): number {
  const index = book.periods.findLastIndex((period) => !isPaidUp(period));
  if (index !== -1 || paidPrincipalOf(book) > ZERO) return index;
  const last = book.periods.length - 1;
  return (book.figures[last]?.closing ?? ZERO) > ZERO ? last : -1;
}

/** The last open period takes the interest that later ones, already paid, have charged by the day. */
function bringForward(book: InterestBook, index: number, day: Day, till?: Day): InterestBook {
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

/** Whether all that the period asks for was paid. */
function isPaidUp(period: InterestPeriod): boolean {
  return wholeOf(period) === paidOf(period);
}

/** All that was lent, and that is owed again. */
function principalOf(book: InterestBook): MinorUnits {
  return sum(
    book.periods.flatMap(({ changes, creditedPrincipal }) => [
      creditedPrincipal,
      ...changes.map(({ lent }) => lent),
    ]),
  );
}

function paidPrincipalOf(book: InterestBook): MinorUnits {
  return sum(book.periods.map(({ paidPrincipal }) => paidPrincipal));
}

function openPrincipal(book: InterestBook, index: number): MinorUnits {
  const due = book.figures[index]?.duePrincipal ?? ZERO;
  return greatest(ZERO, minus(due, book.periods[index]?.paidPrincipal ?? ZERO));
}

function replaced(
  periods: readonly InterestPeriod[],
  index: number,
  period: InterestPeriod,
): readonly InterestPeriod[] {
  return periods.map((one, place) => (place === index ? period : one));
}

/** The period with a day: from < day ≤ due; the first one also has its own first day. */
function indexOfDay(periods: readonly InterestPeriod[], day: Day): number {
  return periods.findIndex(
    ({ fromDay, dueDay }, index) =>
      (fromDay < day || (index === 0 && fromDay === day)) && day <= dueDay,
  );
}

function withChange(
  periods: readonly InterestPeriod[],
  change: InterestPeriod['changes'][number],
): readonly InterestPeriod[] {
  const index = indexOfDay(periods, change.day);
  const period = periods[index];
  if (!period) return periods;
  const same = period.changes.find(({ day }) => day === change.day);
  const others = period.changes.filter(({ day }) => day !== change.day);
  const merged = {
    day: change.day,
    lent: plus(change.lent, same?.lent ?? ZERO),
    correction: plus(change.correction, same?.correction ?? ZERO),
  };
  return replaced(periods, index, { ...period, changes: [...others, merged] });
}
