// Writes what a loan has earned: at the end of each day, and when the loan comes to its end.
import { ok, type Result } from '../../../kit/result.ts';
import { type MinorUnits, ZERO } from '../../../money/minor-units.ts';
import { addDays, type Day } from '../../../time/day.ts';
import { amountsOf, NO_AMOUNTS, plusAmounts } from '../../repay/components.ts';
import { accrueAll, accrueDay, type NewAccrualLine, withLines } from './accruals.ts';
import { type ActivityStep, activityAnew, activityOfClosure, activityOfDay } from './activity.ts';
import { isSettled, rowOfDay, withRowFor } from './book.ts';
import { spendWork } from './replay.ts';
import { type LifeState, nextOrder } from './state.ts';

/**
 * After money was moved: a loan that has come to its end writes all that it earned; one that is open
 * again takes back what it wrote about its end.
 *
 * @param day of the transaction that moved it.
 */
export function earnAfterMoney(life: LifeState, day: Day): void {
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
    writeActivities(life, activityAnew(replay.book, life.accrued.activities));
  }
}

/** A charge that finds an overpaid loan is earned at once, on its due day or today if that is earlier. */
export function earnChargeAtOnce(
  life: LifeState,
  charge: {
    readonly component: 'penalty' | 'fee';
    readonly dueDay: Day;
    readonly amount: MinorUnits;
  },
): void {
  const { book } = life.replay;
  if (life.settledDay === undefined || book.overpaid <= ZERO || life.chargedOff) return;
  const day = charge.dueDay < life.businessDay ? charge.dueDay : life.businessDay;
  const amounts = amountsOf({ [charge.component]: charge.amount });
  writeAccruals(life, [{ type: 'accrual', day, amounts }]);
  const rows = withRowFor(book.rows, charge.dueDay);
  const number = rows[rowOfDay(rows, charge.dueDay)]?.number ?? 0;
  const before = life.accrued.ofRow.get(number) ?? NO_AMOUNTS;
  const ofRow = new Map(life.accrued.ofRow).set(number, plusAmounts(before, amounts));
  life.accrued = { ...life.accrued, ofRow };
}

/**
 * The end of every day from the last one that was worked to the day before the business date.
 *
 * @returns a refusal when these are more days than one life may work.
 */
export function endDays(life: LifeState): Result<boolean> {
  const yesterday = addDays(life.businessDay, -1);
  const { closedThrough } = life;
  const first = closedThrough === undefined ? yesterday : addDays(closedThrough, 1);
  for (let day = first; day <= yesterday; day = addDays(day, 1)) {
    const spent = spendWork(life.replay);
    if (!spent.ok) return spent;
    if (!endDay(life, day)) break;
  }
  if (closedThrough === undefined || closedThrough < yesterday) life.closedThrough = yesterday;
  return ok(true);
}

/** Works the end of one day; says whether a later one could still bring something. */
function endDay(life: LifeState, day: Day): boolean {
  const { replay, terms, accrued } = life;
  const [first] = replay.book.disbursements;
  if (first === undefined || life.settledDay !== undefined || life.chargedOff) return false;
  if (day < first.day) return true;
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
