// Accrual activity: for each instalment that has come due, one line with what it earned.
import { ZERO } from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import {
  type ComponentAmounts,
  minusAmounts,
  NO_AMOUNTS,
  plusAmounts,
  sameAmounts,
  totalOfAmounts,
} from '../../repay/components.ts';
import type { AccrualLine, NewAccrualLine } from './accruals.ts';
import type { Book, BookRow } from './book.ts';

/** The lines that stand after all, and the new ones. */
export interface ActivityStep {
  readonly kept: readonly AccrualLine[];
  readonly added: readonly NewAccrualLine[];
}

/**
 * At the end of a day: a line for each row due by then, made anew where the row has changed since.
 *
 * @example
 * activityOfDay(
 *   { ...emptyBook(), rows: scheduleRows(
 *     [],
 *     [
 *       instalmentRow(
 *         1,
 *         { fromDay: dayOf(2026, 1, 1), dueDay: dayOf(2026, 2, 1), isRegular: true },
 *         minorUnits(100n),
 *         minorUnits(8n),
 *         minorUnits(0n),
 *       ),
 *     ],
 *     dayOf(2026, 1, 1),
 *   ) },
 *   [],
 *   dayOf(2026, 2, 1),
 * ).added[0].amounts.interest
 * // 8n
 */
export function activityOfDay(
  book: Book,
  activities: readonly AccrualLine[],
  day: Day,
): ActivityStep {
  const rows = book.rows.filter((row) => !row.isDownPayment && row.dueDay <= day);
  return activityOfRows(rows, activities);
}

/**
 * At the end of a loan: a line for each row due before it, and on the day itself one with all the rest.
 *
 * @param closedDay the day of the transaction that closed it.
 * @example
 * activityOfClosure(
 *   { ...emptyBook(), rows: scheduleRows(
 *     [],
 *     [
 *       instalmentRow(
 *         1,
 *         { fromDay: dayOf(2026, 1, 1), dueDay: dayOf(2026, 2, 1), isRegular: true },
 *         minorUnits(100n),
 *         minorUnits(8n),
 *         minorUnits(0n),
 *       ),
 *     ],
 *     dayOf(2026, 1, 1),
 *   ) },
 *   [],
 *   dayOf(2026, 1, 9),
 * ).added[0].day
 * // dayOf(2026, 1, 9)
 */
export function activityOfClosure(
  book: Book,
  activities: readonly AccrualLine[],
  closedDay: Day,
): ActivityStep {
  const standing = activities.filter(({ day }) => day <= closedDay);
  const past = book.rows.filter(
    (row) => !row.isDownPayment && !row.isAdditional && row.dueDay < closedDay,
  );
  const { kept, added } = activityOfRows(past, standing);
  let rest = NO_AMOUNTS;
  for (const row of book.rows) if (!row.isDownPayment) rest = plusAmounts(rest, earned(row));
  for (const { amounts } of [...kept, ...added]) rest = minusAmounts(rest, amounts);
  if (totalOfAmounts(rest) <= ZERO) return { kept, added };
  return { kept, added: [...added, { type: 'accrual_activity', day: closedDay, amounts: rest }] };
}

/**
 * After money was moved: the lines that stand, made anew where their row has changed since.
 *
 * @example activityAnew(emptyBook(), []) // { kept: [], added: [] }
 */
export function activityAnew(book: Book, activities: readonly AccrualLine[]): ActivityStep {
  if (activities.length === 0) return { kept: activities, added: [] };
  const written = new Set(activities.map(({ day }) => day));
  const rows = book.rows.filter((row) => !row.isDownPayment && written.has(row.dueDay));
  return activityOfRows(rows, activities);
}

function activityOfRows(
  rows: readonly BookRow[],
  activities: readonly AccrualLine[],
): ActivityStep {
  const ofDay = new Map(activities.map((line) => [line.day, line]));
  const dropped = new Set<AccrualLine>();
  const added: NewAccrualLine[] = [];
  for (const row of rows) {
    const line = ofDay.get(row.dueDay);
    const amounts = earned(row);
    if (line && sameAmounts(line.amounts, amounts)) continue;
    if (line) dropped.add(line);
    if (totalOfAmounts(amounts) > ZERO) {
      added.push({ type: 'accrual_activity', day: row.dueDay, amounts });
    }
  }
  const kept = dropped.size === 0 ? activities : activities.filter((line) => !dropped.has(line));
  return { kept, added };
}

function earned(row: BookRow): ComponentAmounts {
  return { ...row.due, principal: ZERO };
}
