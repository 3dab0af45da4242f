// All loans as they stood at the close of a day, and what else of the day the public figures need.
import type { Id } from '../kit/id.ts';
import { type MinorUnits, sum, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { SegmentOnDay } from './client-segment.ts';
import type { CaseMoment } from './collection-stay.ts';
import { type LoanStanding, loanStanding, type TimedLoan } from './timed-loan.ts';

/** A call on somebody who has to pay for a borrower, and what became of it. */
export interface CompensationCall {
  readonly claimedOn: Day;
  readonly endedOn?: Day;
  readonly isPaid: boolean;
}

/** What is not of any loan, as the books of the day say it. */
export interface HouseOnDay {
  readonly lendersCash: MinorUnits;
  readonly reserveBalance: MinorUnits;
  /** The lenders' cash at the close of each of the last thirty days, added up. */
  readonly lendersCashDays: MinorUnits;
  /** Since the start, of the operator's own funds. */
  readonly operatingCost: MinorUnits;
  readonly registeredClients: number;
  /** Persons who did something in the month of the day. */
  readonly activeUsers: number;
  /** The same persons by what they are, and what they answered. */
  readonly segments: readonly SegmentOnDay[];
}

/** One currency's whole book, as far as it is known. */
export interface DisclosedBook {
  readonly loans: readonly TimedLoan[];
  readonly compensations: readonly CompensationCall[];
  /** Of everybody who ever lent, as far as it is known. */
  readonly lenderRegions: ReadonlyMap<Id, string>;
  /** What happened to the cases of collection of these loans, that of each case in its order. */
  readonly collection: readonly CaseMoment[];
}

export interface BookOnDay {
  readonly day: Day;
  readonly book: DisclosedBook;
  readonly house: HouseOnDay;
  /** Every loan that was ever paid out. */
  readonly made: readonly LoanStanding[];
  /** Those of which principal is outstanding. */
  readonly open: readonly LoanStanding[];
}

/** The book at the close of a day. */
export function bookOnDay(book: DisclosedBook, house: HouseOnDay, day: Day): BookOnDay {
  const made = book.loans.flatMap((loan) => loanStanding(loan, day) ?? []);
  return { day, book, house, made, open: made.filter(({ principal }) => principal > ZERO) };
}

/** What the named sum of each comes to. */
export function totalOver<Thing>(
  things: readonly Thing[],
  amount: (thing: Thing) => MinorUnits,
): MinorUnits {
  return sum(things.map(amount));
}

export const lentOf = ({ loan }: LoanStanding): MinorUnits => loan.amount;
export const outstandingOf = ({ principal }: LoanStanding): MinorUnits => principal;

/** The things by a key, in the order of the keys. */
export function groupedBy<Thing>(
  things: readonly Thing[],
  key: (thing: Thing) => string,
): readonly (readonly [string, readonly Thing[]])[] {
  const groups = new Map<string, Thing[]>();
  for (const thing of things) {
    const group = groups.get(key(thing));
    if (group === undefined) groups.set(key(thing), [thing]);
    else group.push(thing);
  }
  return [...groups].toSorted(([left], [right]) => (left < right ? -1 : 1));
}
