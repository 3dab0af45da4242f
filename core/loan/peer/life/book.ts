// A loan's book in a peer's system: its rows with their money, its charges, and what was overpaid.
import { assert } from '../../../kit/assert.ts';
import { greatest, type MinorUnits, minus, plus, ZERO } from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import {
  addToAmount,
  type ComponentAmounts,
  leastAmounts,
  minusAmounts,
  plusAmounts,
  sameAmounts,
  totalOfAmounts,
} from '../../repay/components.ts';
import {
  chargeAccount,
  type InstalmentAccount,
  openAccount,
} from '../../repay/instalment-account.ts';
import type { PeerDisbursement } from '../schedule/terms.ts';
import type { InterestBook } from './interest-book.ts';
import type { LifeScheduleRow } from './schedule.ts';

/** One row of the schedule with its money. */
export interface BookRow extends InstalmentAccount {
  readonly number: number;
  readonly isDownPayment: boolean;
  /** After maturity: made for a charge, or for money that is owed again. */
  readonly isAdditional: boolean;
  /** Of the principal due: owed again after it was paid. */
  readonly creditedPrincipal: MinorUnits;
  /** Scheduled principal that is left after this row. */
  readonly balance: MinorUnits;
}

/** A fee or penalty with a due day of its own; `id` is the number of its event. */
export interface BookCharge {
  readonly id: number;
  readonly component: 'penalty' | 'fee';
  readonly dueDay: Day;
  readonly submittedDay: Day;
  readonly amount: MinorUnits;
  readonly waived: MinorUnits;
  readonly paid: MinorUnits;
}

/** How one transaction stands in the book: what it moved, and what it left over or took from what was. */
export interface BookSplit {
  readonly amounts: ComponentAmounts;
  readonly overpaid: MinorUnits;
}

/** The book after some operations; it is changed in place, its rows and splits are not. */
export interface Book {
  rows: readonly BookRow[];
  charges: readonly BookCharge[];
  disbursements: readonly PeerDisbursement[];
  overpaid: MinorUnits;
  readonly splits: Map<number, BookSplit>;
  /** Where interest follows the payments: by which balance. */
  interest?: InterestBook | undefined;
  /** How often interest of a period was reckoned anew, about. */
  interestWork?: number;
  /** After a charge-off interest follows the payments no more. */
  isInterestFixed?: boolean;
}

/** A book in which nothing stands. @example emptyBook().overpaid // 0n */
export function emptyBook(): Book {
  return { rows: [], charges: [], disbursements: [], overpaid: ZERO, splits: new Map() };
}

/**
 * Puts the rows of a new version of the schedule in the place of the old ones: principal and interest
 * become the new ones; charges, and everything paid and waived, stay with the row of the same day.
 *
 * @example
 * scheduleRows(
 *   [],
 *   [
 *     instalmentRow(
 *       1,
 *       { fromDay: dayOf(2026, 1, 1), dueDay: dayOf(2026, 2, 1), isRegular: true },
 *       minorUnits(100n),
 *       minorUnits(8n),
 *       minorUnits(0n),
 *     ),
 *   ],
 *   dayOf(2026, 1, 1),
 * )[0].due.interest
 * // 8n
 */
export function scheduleRows(
  before: readonly BookRow[],
  schedule: readonly LifeScheduleRow[],
  day: Day,
): readonly BookRow[] {
  const old = new Map(
    keyed(before.filter(({ isAdditional }) => !isAdditional)).map(({ key, row }) => [key, row]),
  );
  const scheduled = keyed(schedule).map(({ key, row }): BookRow => {
    const kept = old.get(key);
    const { number, isDownPayment, balance, principal, interest } = row;
    if (!kept) {
      return {
        ...openAccount({ ...row, fee: row.fee ?? ZERO }),
        ...{ number, isDownPayment, balance, isAdditional: false, creditedPrincipal: ZERO },
      };
    }
    const due = { ...kept.due, interest, principal: plus(principal, kept.creditedPrincipal) };
    return resettled({ ...kept, number, balance, due }, kept.settledDay ?? day);
  });
  const additional = before.filter(({ isAdditional }) => isAdditional);
  return [...scheduled, ...additional].map((row, index) => ({ ...row, number: index + 1 }));
}

/** A row is known by its due day; several down payments may have the same one. */
function keyed<Row extends { readonly isDownPayment: boolean; readonly dueDay: Day }>(
  rows: readonly Row[],
): { readonly key: string; readonly row: Row }[] {
  const seen = new Map<string, number>();
  return rows.map((row) => {
    const name = `${row.isDownPayment ? 'down payment' : 'instalment'} ${row.dueDay}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { key: `${name} ${count}`, row };
  });
}

/**
 * Adds a charge to the book: to the row in whose period it falls due (the first instalment also takes its
 * own first day), or after maturity to a row of its own, which later charges lengthen.
 *
 * @param waivedDay the day on which what is waived of it was given up.
 * @example
 * addCharge(
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
 *   {
 *     id: 1,
 *     component: 'fee',
 *     dueDay: dayOf(2026, 1, 9),
 *     submittedDay: dayOf(2026, 1, 1),
 *     amount: minorUnits(5n),
 *     waived: minorUnits(0n),
 *     paid: minorUnits(0n),
 *   },
 *   dayOf(2026, 1, 1),
 * ).rows[0].due.fee
 * // 5n
 */
export function addCharge(book: Book, charge: BookCharge, waivedDay: Day): Book {
  book.charges = [...book.charges, charge];
  book.rows = withRowFor(book.rows, charge.dueDay);
  const index = rowOfDay(book.rows, charge.dueDay);
  const row = book.rows[index];
  assert(row !== undefined, 'A charge has a row.');
  const charged = chargeAccount(row, charge.component, charge.amount);
  const waived = addToAmount(charged.waived, charge.component, charge.waived);
  replaceRow(book, index, resettled({ ...charged, waived }, row.settledDay ?? waivedDay));
  return book;
}

/**
 * The rows with one that reaches the day: the additional one, made or lengthened where need be.
 *
 * @example
 * withRowFor(
 *   scheduleRows(
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
 *   ),
 *   dayOf(2026, 2, 9),
 * )[1].dueDay
 * // dayOf(2026, 2, 9)
 */
export function withRowFor(rows: readonly BookRow[], day: Day): readonly BookRow[] {
  const last = rows.at(-1);
  assert(last !== undefined, 'A loan has rows.');
  if (day <= last.dueDay) return rows;
  if (last.isAdditional) return [...rows.slice(0, -1), { ...last, dueDay: day }];
  const nothing = { principal: ZERO, interest: ZERO, fee: ZERO };
  const additional: BookRow = {
    ...openAccount({ fromDay: last.dueDay, dueDay: day, ...nothing }),
    number: rows.length + 1,
    isDownPayment: false,
    isAdditional: true,
    creditedPrincipal: ZERO,
    balance: last.balance,
  };
  return [...rows, additional];
}

/**
 * The index of the row whose period contains the day: from < day ≤ due; before the first, the first.
 *
 * @example rowOfDay([], dayOf(2026, 1, 1)) // -1
 */
export function rowOfDay(rows: readonly BookRow[], day: Day): number {
  const index = rows.findIndex(({ isDownPayment, dueDay }) => !isDownPayment && day <= dueDay);
  return index === -1 ? rows.length - 1 : index;
}

/**
 * What is still owed of a charge.
 *
 * @example
 * openOfCharge({
 *   id: 1,
 *   component: 'fee',
 *   dueDay: dayOf(2026, 1, 9),
 *   submittedDay: dayOf(2026, 1, 1),
 *   amount: minorUnits(5n),
 *   waived: minorUnits(0n),
 *   paid: minorUnits(0n),
 * })
 * // 5n
 */
export function openOfCharge(charge: BookCharge): MinorUnits {
  return minus(minus(charge.amount, charge.paid), charge.waived);
}

function replaceRow(book: Book, index: number, row: BookRow): void {
  const rows = [...book.rows];
  rows[index] = row;
  book.rows = rows;
}

/**
 * The row with its settled day as its money says: the given one if nothing is open, else none.
 *
 * @example
 * resettled(
 *   scheduleRows(
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
 *   )[0],
 *   dayOf(2026, 1, 9),
 * ).settledDay
 * // undefined
 */
export function resettled(row: BookRow, day: Day): BookRow {
  const open = totalOfAmounts(minusAmounts(minusAmounts(row.due, row.paid), row.waived));
  return { ...row, settledDay: open === ZERO ? day : undefined };
}

/**
 * The rows of a new version of the schedule without what was paid or waived beyond what they now ask for,
 * and how much of it was paid: that money is free for other rows.
 *
 * @example withoutExcess([], dayOf(2026, 1, 9)) // { rows: [], freed: minorUnits(0n) }
 */
export function withoutExcess(
  rows: readonly BookRow[],
  day: Day,
): { readonly rows: readonly BookRow[]; readonly freed: MinorUnits } {
  let freed = ZERO;
  const kept = rows.map((row) => {
    const waived = leastAmounts(row.waived, row.due);
    const paid = leastAmounts(row.paid, minusAmounts(row.due, waived));
    const excess = minus(totalOfAmounts(row.paid), totalOfAmounts(paid));
    if (excess === ZERO && sameAmounts(waived, row.waived)) return row;
    freed = plus(freed, excess);
    const paidInAdvance = greatest(minus(row.paidInAdvance, excess), ZERO);
    return resettled({ ...row, paid, waived, paidInAdvance }, row.settledDay ?? day);
  });
  return { rows: kept, freed };
}

/** Whether nothing is open in any row; a book without rows is not settled. @example isSettled(emptyBook()) // false */
export function isSettled(book: Book): boolean {
  return book.rows.length > 0 && book.rows.every(({ settledDay }) => settledDay !== undefined);
}

/**
 * Puts what is owed again into the first row that falls due after the day, or into the additional one;
 * where there is none, into a new one, unless the last row falls due on the day itself.
 *
 * @returns the index of the row.
 * @example
 * oweAgain(
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
 *   dayOf(2026, 1, 9),
 *   amountsOf({ principal: minorUnits(5n) }),
 * )
 * // 0
 */
export function oweAgain(book: Book, day: Day, amounts: ComponentAmounts): number {
  const isNext = (row: BookRow) => !row.isDownPayment && (row.isAdditional || row.dueDay > day);
  if (!book.rows.some(isNext) || book.rows.find(isNext)?.isAdditional) {
    book.rows = withRowFor(book.rows, day);
  }
  const found = book.rows.findIndex(isNext);
  const index = found === -1 ? book.rows.length - 1 : found;
  const row = book.rows[index];
  assert(row !== undefined, 'Money that is owed again has a row.');
  const grown: BookRow = {
    ...row,
    due: plusAmounts(row.due, amounts),
    creditedPrincipal: plus(row.creditedPrincipal, amounts.principal),
    settledDay: totalOfAmounts(amounts) === ZERO ? row.settledDay : undefined,
  };
  replaceRow(book, index, grown);
  return index;
}
