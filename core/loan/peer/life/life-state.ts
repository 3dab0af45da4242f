// A peer's life on its way: the book, the order of its lines, and what the loan has earned by them.
import { ok, type Result } from '../../../kit/result.ts';
import { type MinorUnits, ZERO } from '../../../money/minor-units.ts';
import { addDays, type Day } from '../../../time/day.ts';
import { amountsOf, NO_AMOUNTS, plusAmounts, sameAmounts } from '../../repay/components.ts';
import {
  type Accrued,
  accrueAll,
  accrueDay,
  earlierOf,
  type NewAccrualLine,
  NOTHING_ACCRUED,
  withLines,
} from './accruals.ts';
import { type ActivityStep, activityAnew, activityOfClosure, activityOfDay } from './activity.ts';
import { type BookRow, type BookSplit, isSettled, rowOfDay, withRowFor } from './book.ts';
import type { Operation, OperationAct } from './operations.ts';
import {
  addOperation,
  bringReplayTo,
  emptyReplay,
  type Replay,
  remake,
  spendWork,
} from './replay.ts';
import type { PeerLifeTerms } from './terms.ts';
import type { WrittenOperation } from './transactions.ts';

/** A life on its way; it is changed in place. */
export interface LifeState {
  terms: PeerLifeTerms;
  businessDay: Day;
  /** What is expected before anything is disbursed. */
  plannedRows: readonly BookRow[];
  readonly replay: Replay;
  /** By the operation's id: its place among the lines of its day. */
  readonly orders: Map<number, number>;
  /** Payments that were taken back. */
  readonly reversed: WrittenOperation[];
  accrued: Accrued;
  /** The last day whose end was worked. */
  closedThrough: Day | undefined;
  /** The day of the transaction that settled the loan; undefined while something is open. */
  settledDay: Day | undefined;
  chargedOff: boolean;
  operationCount: number;
  lineCount: number;
}

/**
 * A life in which nothing has happened yet; its business date is the day of the application.
 *
 * @example
 * newLife(peerLifeTerms(
 *   peerLifeSchedule({
 *     ...PEER_DEFAULTS,
 *     submittedDay: dayOf(2026, 1, 1),
 *     principal: minorUnits(300n),
 *     annualRate: fraction(0n),
 *     instalments: 3,
 *   }),
 * )).businessDay
 * // dayOf(2026, 1, 1)
 */
export function newLife(terms: PeerLifeTerms): LifeState {
  return {
    terms,
    businessDay: terms.schedule.submittedDay,
    plannedRows: [],
    replay: emptyReplay(),
    orders: new Map(),
    reversed: [],
    accrued: NOTHING_ACCRUED,
    closedThrough: undefined,
    settledDay: undefined,
    chargedOff: false,
    operationCount: 0,
    lineCount: 0,
  };
}

/** The place of the next line that is written. */
function nextOrder(life: LifeState): number {
  life.lineCount += 1;
  return life.lineCount;
}

/**
 * Does one operation, and what follows from how the loan stands after it.
 *
 * @param event the number of the event that it comes from.
 * @example
 * operate(
 *   newLife(peerLifeTerms(
 *     peerLifeSchedule({
 *       ...PEER_DEFAULTS,
 *       submittedDay: dayOf(2026, 1, 1),
 *       principal: minorUnits(300n),
 *       annualRate: fraction(0n),
 *       instalments: 3,
 *     }),
 *   )),
 *   { kind: 'disbursement', amount: minorUnits(300n) },
 *   dayOf(2026, 1, 1),
 *   1,
 * )
 * // { ok: true, value: true }
 */
export function operate(
  life: LifeState,
  act: OperationAct,
  day: Day,
  event: number,
): Result<boolean> {
  life.operationCount += 1;
  const submittedDay = life.businessDay;
  const operation = { id: life.operationCount, event, day, submittedDay, act };
  life.orders.set(operation.id, nextOrder(life));
  const done = rework(life, () => addOperation(life.replay, operation, life.terms));
  if (done.ok) earnAfterMoney(life, day);
  return done;
}

/**
 * Makes the book anew from other operations than before.
 *
 * @param day of what was changed.
 * @example
 * operateAnew(
 *   newLife(peerLifeTerms(
 *     peerLifeSchedule({
 *       ...PEER_DEFAULTS,
 *       submittedDay: dayOf(2026, 1, 1),
 *       principal: minorUnits(300n),
 *       annualRate: fraction(0n),
 *       instalments: 3,
 *     }),
 *   )),
 *   [],
 *   dayOf(2026, 1, 1),
 * )
 * // { ok: true, value: true }
 */
export function operateAnew(
  life: LifeState,
  operations: readonly Operation[],
  day: Day,
): Result<boolean> {
  const done = rework(life, () => remake(life.replay, operations, life.terms));
  if (done.ok) earnAfterMoney(life, day);
  return done;
}

/**
 * An operation as it stands in the list of transactions.
 *
 * @example
 * writtenOperation(
 *   newLife(peerLifeTerms(
 *     peerLifeSchedule({
 *       ...PEER_DEFAULTS,
 *       submittedDay: dayOf(2026, 1, 1),
 *       principal: minorUnits(300n),
 *       annualRate: fraction(0n),
 *       instalments: 3,
 *     }),
 *   )),
 *   {
 *     id: 1,
 *     event: 1,
 *     day: dayOf(2026, 1, 1),
 *     submittedDay: dayOf(2026, 1, 1),
 *     act: { kind: 'disbursement', amount: minorUnits(300n) },
 *   },
 * ).split
 * // { amounts: NO_AMOUNTS, overpaid: 0n }
 */
export function writtenOperation(life: LifeState, operation: Operation): WrittenOperation {
  const { id } = operation;
  const split = life.replay.book.splits.get(id) ?? { amounts: NO_AMOUNTS, overpaid: ZERO };
  return { operation, split, order: life.orders.get(id) ?? 0 };
}

/** Changes the book; operations that came to something else than before are written anew, last of their day. */
function rework(life: LifeState, change: () => Result<Replay>): Result<boolean> {
  const before = new Map(life.replay.book.splits);
  life.replay.asOf = life.businessDay;
  const done = change();
  if (!done.ok) return done;
  const changed = new Set<Operation>();
  for (const operation of changedSince(before, life.replay)) {
    for (const one of writtenAnewWith(life, operation)) changed.add(one);
  }
  for (const { id } of changed) life.orders.set(id, nextOrder(life));
  return ok(true);
}

/** The newer engine writes those of the same day after it anew too, so that their order stays. */
function writtenAnewWith(life: LifeState, operation: Operation): readonly Operation[] {
  if (life.terms.schedule.engine === 'cumulative') return [operation];
  const { operations } = life.replay;
  return operations
    .slice(operations.indexOf(operation))
    .filter(({ day, act }) => day === operation.day && act.kind !== 'charge');
}

/** The operations whose money stands otherwise than it stood before. */
function changedSince(
  before: ReadonlyMap<number, BookSplit>,
  replay: Replay,
): readonly Operation[] {
  return replay.operations.filter(({ id }) => {
    const was = before.get(id);
    return was !== undefined && !sameSplit(was, replay.book.splits.get(id));
  });
}

function sameSplit(one: BookSplit, other: BookSplit | undefined): boolean {
  if (other === undefined || one.overpaid !== other.overpaid) return false;
  return sameAmounts(one.amounts, other.amounts);
}

/**
 * After money was moved: a loan that has come to its end writes all that it earned; one that is open
 * again takes back what it wrote about its end.
 *
 * @param day of the transaction that moved it.
 */
function earnAfterMoney(life: LifeState, day: Day): void {
  const { replay, terms, businessDay } = life;
  const wasSettled = life.settledDay;
  life.settledDay = isSettled(replay.book) ? day : undefined;
  if (life.settledDay !== undefined && !life.chargedOff) {
    const { lines, ofRow, till } = accrueAll(replay.book, life.accrued, day, businessDay, terms);
    writeAccruals(life, lines);
    life.accrued = { ...life.accrued, ofRow, till };
    if (!terms.accrualActivity) return;
    writeActivities(life, activityOfClosure(replay.book, life.accrued.activities, day));
  } else if (wasSettled !== undefined && terms.accrualActivity) {
    const activities = life.accrued.activities.filter((line) => line.day !== wasSettled);
    writeActivities(life, activityOfDay(replay.book, activities, addDays(businessDay, -1)));
  } else {
    earnAnew(life);
    writeActivities(life, activityAnew(replay.book, life.accrued.activities));
  }
}

/** Where interest follows the payments, what was earned through the days that were worked may be another. */
function earnAnew(life: LifeState): void {
  const { replay, terms, accrued, chargedOff } = life;
  if (!replay.book.interest || accrued.till === undefined || chargedOff) return;
  const step = accrueDay(replay.book, { ...accrued, till: undefined }, accrued.till, terms);
  if (step) writeAccruals(life, step.lines);
}

/**
 * A charge that finds an overpaid loan is earned at once, on its due day or today if that is earlier.
 *
 * @returns whether it was.
 * @example
 * earnChargeAtOnce(
 *   newLife(peerLifeTerms(
 *     peerLifeSchedule({
 *       ...PEER_DEFAULTS,
 *       submittedDay: dayOf(2026, 1, 1),
 *       principal: minorUnits(300n),
 *       annualRate: fraction(0n),
 *       instalments: 3,
 *     }),
 *   )),
 *   { component: 'fee', dueDay: dayOf(2026, 1, 9), amount: minorUnits(5n) },
 * )
 * // false
 */
export function earnChargeAtOnce(
  life: LifeState,
  charge: {
    readonly component: 'penalty' | 'fee';
    readonly dueDay: Day;
    readonly amount: MinorUnits;
  },
): boolean {
  const { book } = life.replay;
  if (life.settledDay === undefined || book.overpaid <= ZERO || life.chargedOff) return false;
  const day = earlierOf(charge.dueDay, life.businessDay);
  const amounts = amountsOf({ [charge.component]: charge.amount });
  writeAccruals(life, [{ type: 'accrual', day, amounts }]);
  const rows = withRowFor(book.rows, charge.dueDay);
  const number = rows[rowOfDay(rows, charge.dueDay)]?.number ?? 0;
  const before = life.accrued.ofRow.get(number) ?? NO_AMOUNTS;
  const ofRow = new Map(life.accrued.ofRow).set(number, plusAmounts(before, amounts));
  life.accrued = { ...life.accrued, ofRow };
  return true;
}

/**
 * The end of every day from the last one that was worked to the day before the business date.
 *
 * @returns whether there is a loan that they could change; a refusal when these are more days than one
 * life may work.
 * @example
 * endDays(newLife(peerLifeTerms(
 *   peerLifeSchedule({
 *     ...PEER_DEFAULTS,
 *     submittedDay: dayOf(2026, 1, 1),
 *     principal: minorUnits(300n),
 *     annualRate: fraction(0n),
 *     instalments: 3,
 *   }),
 * )))
 * // { ok: true, value: false }
 */
export function endDays(life: LifeState): Result<boolean> {
  const yesterday = addDays(life.businessDay, -1);
  const { closedThrough } = life;
  bringReplayTo(life.replay, life.businessDay);
  const first = closedThrough === undefined ? yesterday : addDays(closedThrough, 1);
  for (let day = first; day <= yesterday; day = addDays(day, 1)) {
    const spent = spendWork(life.replay);
    if (!spent.ok) return spent;
    if (!endDay(life, day)) break;
  }
  if (closedThrough === undefined || closedThrough < yesterday) life.closedThrough = yesterday;
  return ok(life.replay.book.disbursements.length > 0);
}

/** Works the end of one day; says whether a later one could still bring something. */
function endDay(life: LifeState, day: Day): boolean {
  const { replay, terms, accrued } = life;
  if (replay.book.disbursements.length === 0) return false;
  if (life.settledDay !== undefined || life.chargedOff) return false;
  const step = accrueDay(replay.book, accrued, day, terms);
  if (step) {
    writeAccruals(life, step.lines);
    life.accrued = { ...life.accrued, ofRow: step.ofRow, till: step.till };
  }
  if (terms.accrualActivity) {
    writeActivities(life, activityOfDay(replay.book, life.accrued.activities, day));
  }
  return replay.book.rows.some(({ dueDay }) => dueDay > day);
}

function writeAccruals(life: LifeState, added: readonly NewAccrualLine[]): void {
  if (added.length === 0) return;
  const lines = added.map((line) => ({ ...line, order: nextOrder(life) }));
  life.accrued = withLines(life.accrued, lines);
}

function writeActivities(life: LifeState, { kept, added }: ActivityStep): void {
  if (added.length === 0 && kept === life.accrued.activities) return;
  const lines = added.map((line) => ({ ...line, order: nextOrder(life) }));
  life.accrued = { ...life.accrued, activities: [...kept, ...lines] };
}
