// What a book of interest asks for on a day: interest of the days so far, and none of those to come.
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
import { type InterestBook, interestBook } from './interest-book.ts';
import { type InterestPeriod, isPaidUp, replacePeriod } from './interest-periods.ts';
import {
  openPrincipalOf,
  principalAskedBy,
  principalPaidTo,
  settleLastPeriod,
} from './settle-interest.ts';

/** Principal and interest. */
export interface DueAmounts {
  readonly principal: MinorUnits;
  readonly interest: MinorUnits;
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
  const openTotal = greatest(ZERO, minus(principalAskedBy(known), principalPaidTo(known)));
  const own = unpaid > 1 ? { ...period, instalment: period.agreed } : period;
  const asked = interestBook(replacePeriod(known.periods, index, own), {
    ...known,
    till: day,
    known,
  });
  const open = openPrincipalOf(asked, index);
  const excess = greatest(ZERO, minus(open, openTotal));
  const rest = plus(plus(openTotal, period.paidPrincipal), figures?.dueInterest ?? ZERO);
  const instalment = unpaid > 1 ? minus(period.agreed, excess) : least(period.agreed, rest);
  const changed = replacePeriod(known.periods, index, { ...period, instalment });
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
  const till = settleLastPeriod(book, book.periods, day, day);
  const principal = greatest(ZERO, minus(principalAskedBy(till), principalPaidTo(till)));
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
  return settleLastPeriod(book, periods, day, day);
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
