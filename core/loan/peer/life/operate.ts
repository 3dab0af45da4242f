// Does an operation to a life: the book, the order of the lines, and what the loan earns by it.
import { ok, type Result } from '../../../kit/result.ts';
import { ZERO } from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import { NO_AMOUNTS } from '../../repay/components.ts';
import { earnAfterMoney } from './earning.ts';
import type { Operation, OperationAct } from './operations.ts';
import { addOperation, changedSince, type Replay, remake } from './replay.ts';
import { type LifeState, nextOrder } from './state.ts';
import type { WrittenOperation } from './transactions.ts';

/**
 * Does one operation, and what follows from how the loan stands after it.
 *
 * @param event the number of the event that it comes from.
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

/** An operation as it stands in the list of transactions. */
export function writtenOperation(life: LifeState, operation: Operation): WrittenOperation {
  const { id } = operation;
  const split = life.replay.book.splits.get(id) ?? { amounts: NO_AMOUNTS, overpaid: ZERO };
  return { operation, split, order: life.orders.get(id) ?? 0 };
}

/** Changes the book; operations that came to something else than before are written anew, last of their day. */
function rework(life: LifeState, change: () => Result<Replay>): Result<boolean> {
  const before = new Map(life.replay.book.splits);
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
