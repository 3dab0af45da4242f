// Keeps the operations in the order in which they take part, and the book as that order makes it.
//
// An operation that takes part last is done to the book as it stands; any other makes the book be made
// anew from the first. Both give the same book.
import { invalid, ok, type Result } from '../../../kit/result.ts';
import type { Day } from '../../../time/day.ts';
import { type Book, emptyBook } from './book.ts';
import { applyOperation, type Operation } from './operations.ts';
import { bringInterestTo } from './recalculated-payment.ts';
import type { PeerLifeTerms } from './terms.ts';

/** Operations and ends of day, times rows, that one life may cost: no input keeps the machine busy for long. */
const WORK_MAX = 2_000_000;

/** How many passes over a row it is worth to reckon the interest of a period anew. */
const INTEREST_WORK = 15;

/** The operations in order, and their book. */
export interface Replay {
  operations: readonly Operation[];
  book: Book;
  /** Through which day principal that is past due has borne interest, where interest follows the payments. */
  asOf?: Day;
  /** The rows and their interest as the last operation left them, from which the next one goes on. */
  standing?: Pick<Book, 'rows' | 'interest'>;
  /** Passes over a row or a charge so far. */
  work: number;
}

/** Nothing done yet. @example emptyReplay().operations // [] */
export function emptyReplay(): Replay {
  return { operations: [], book: emptyBook(), work: 0 };
}

/**
 * Takes one more operation in.
 *
 * @returns the refusal of a schedule, or of too much work.
 * @example
 * addOperation(
 *   emptyReplay(),
 *   {
 *     id: 1,
 *     event: 1,
 *     day: dayOf(2026, 1, 1),
 *     submittedDay: dayOf(2026, 1, 1),
 *     act: { kind: 'disbursement', amount: minorUnits(300n) },
 *   },
 *   peerLifeTerms(
 *     peerLifeSchedule({
 *       ...PEER_DEFAULTS,
 *       submittedDay: dayOf(2026, 1, 1),
 *       principal: minorUnits(300n),
 *       annualRate: fraction(0n),
 *       instalments: 3,
 *     }),
 *   ),
 * ).value.book.rows.length
 * // 3
 */
export function addOperation(
  replay: Replay,
  operation: Operation,
  terms: PeerLifeTerms,
): Result<Replay> {
  const last = replay.operations.at(-1);
  if (last !== undefined && takesPartBefore(operation, last, terms)) {
    return remake(replay, [...replay.operations, operation], terms);
  }
  replay.operations = [...replay.operations, operation];
  if (replay.standing) Object.assign(replay.book, replay.standing);
  const done = perform(replay, operation, terms);
  if (done.ok) showAsOf(replay);
  return done;
}

/**
 * Makes the book anew from these operations.
 *
 * @example
 * remake(
 *   emptyReplay(),
 *   [],
 *   peerLifeTerms(
 *     peerLifeSchedule({
 *       ...PEER_DEFAULTS,
 *       submittedDay: dayOf(2026, 1, 1),
 *       principal: minorUnits(300n),
 *       annualRate: fraction(0n),
 *       instalments: 3,
 *     }),
 *   ),
 * ).value.operations
 * // []
 */
export function remake(
  replay: Replay,
  operations: readonly Operation[],
  terms: PeerLifeTerms,
): Result<Replay> {
  replay.operations = [...operations].sort((one, other) => compare(one, other, terms));
  replay.book = emptyBook();
  for (const operation of replay.operations) {
    const done = perform(replay, operation, terms);
    if (!done.ok) return done;
  }
  showAsOf(replay);
  return ok(replay);
}

/** The rows with all interest through the day as of which they are shown. */
function showAsOf(replay: Replay): void {
  const { book, asOf } = replay;
  delete replay.standing;
  if (!book.interest || asOf === undefined) return;
  replay.standing = { rows: book.rows, interest: book.interest };
  const before = book.interestWork ?? 0;
  bringInterestTo(book, asOf, false);
  countInterestWork(replay, before);
}

function countInterestWork(replay: Replay, before: number): void {
  replay.work += INTEREST_WORK * ((replay.book.interestWork ?? 0) - before);
}

/**
 * Lets principal that is past due bear interest through a day.
 *
 * @example bringReplayTo(emptyReplay(), dayOf(2026, 1, 1)).asOf // dayOf(2026, 1, 1)
 */
export function bringReplayTo(replay: Replay, day: Day): Replay {
  replay.asOf = day;
  if (replay.standing) Object.assign(replay.book, replay.standing);
  showAsOf(replay);
  return replay;
}

/**
 * Counts one pass over the rows and charges, and refuses when there have been too many.
 *
 * @example spendWork(emptyReplay()).value.work // 1
 */
export function spendWork(replay: Replay): Result<Replay> {
  replay.work += replay.book.rows.length + replay.book.charges.length + 1;
  if (replay.work <= WORK_MAX) return ok(replay);
  return invalid('events', 'Working them over so many rows takes too long; send fewer.');
}

function perform(replay: Replay, operation: Operation, terms: PeerLifeTerms): Result<Replay> {
  const spent = spendWork(replay);
  if (!spent.ok) return spent;
  const before = replay.book.interestWork ?? 0;
  const done = applyOperation(replay.book, operation, terms, replay.operations);
  countInterestWork(replay, before);
  return done.ok ? ok(replay) : done;
}

function takesPartBefore(one: Operation, other: Operation, terms: PeerLifeTerms): boolean {
  return compare(one, other, terms) < 0;
}

/**
 * The newer engine: by day, and of one day in the order in which they came. The older one first makes the
 * schedule and puts all charges into it, then goes through the transactions in that order.
 */
function compare(one: Operation, other: Operation, terms: PeerLifeTerms): number {
  const inTurn = one.day - other.day || one.id - other.id;
  return terms.schedule.engine === 'cumulative' ? rank(one) - rank(other) || inTurn : inTurn;
}

function rank({ act }: Operation): number {
  if (act.kind === 'disbursement') return 0;
  return act.kind === 'charge' ? 1 : 2;
}
