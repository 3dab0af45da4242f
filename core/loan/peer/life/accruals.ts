// What a loan has earned by a day, in a peer's books: lines of accrual at the end of a day and at the end of a loan.
//
// Interest is earned over the days of its row, rounded; a charge is earned as a whole. What was
// written before is subtracted, so that the lines of a row add up to what it came to.
import { assert } from '../../../kit/assert.ts';
import {
  fromFraction,
  greatest,
  least,
  type MinorUnits,
  minus,
  sum,
  ZERO,
} from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import {
  amountsOf,
  type ComponentAmounts,
  minusAmounts,
  NO_AMOUNTS,
  plusAmounts,
  totalOfAmounts,
} from '../../repay/components.ts';
import { type Book, type BookCharge, type BookRow, rowOfDay } from './book.ts';
import { chargedBy } from './interest-due.ts';
import type { PeerLifeTerms } from './terms.ts';

/** One line that says what was earned; it moves no money. `order` sorts lines of one day. */
export interface AccrualLine {
  readonly type: 'accrual' | 'accrual_adjustment' | 'accrual_activity';
  readonly day: Day;
  readonly order: number;
  readonly amounts: ComponentAmounts;
}

/** What has been written as earned so far. */
export interface Accrued {
  /** Accruals and their adjustments. */
  readonly lines: readonly AccrualLine[];
  /** What these lines come to. */
  readonly total: ComponentAmounts;
  readonly activities: readonly AccrualLine[];
  /** By row number, for the older engine, which keeps each row's own. */
  readonly ofRow: ReadonlyMap<number, ComponentAmounts>;
  /** The last day that was accrued. */
  readonly till: Day | undefined;
}

export const NOTHING_ACCRUED: Accrued = {
  lines: [],
  total: NO_AMOUNTS,
  activities: [],
  ofRow: new Map(),
  till: undefined,
};

/** The lines to write, without their place among the lines of their day. */
export type NewAccrualLine = Omit<AccrualLine, 'order'>;

/** Lines that were found, and what has been accrued with them. */
export interface AccrualStep {
  readonly lines: readonly NewAccrualLine[];
  readonly ofRow: ReadonlyMap<number, ComponentAmounts>;
  readonly till: Day;
}

/** The same with more lines of accrual. @example withLines(NOTHING_ACCRUED, []).total // NO_AMOUNTS */
export function withLines(accrued: Accrued, lines: readonly AccrualLine[]): Accrued {
  let { total } = accrued;
  for (const { type, amounts } of lines) {
    total = type === 'accrual' ? plusAmounts(total, amounts) : minusAmounts(total, amounts);
  }
  return { ...accrued, lines: [...accrued.lines, ...lines], total };
}

/**
 * What the end of a day writes.
 *
 * @returns nothing where the day was accrued before.
 * @example
 * accrueDay(
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
 *   NOTHING_ACCRUED,
 *   dayOf(2026, 2, 1),
 *   peerLifeTerms(
 *     peerLifeSchedule({
 *       ...PEER_DEFAULTS,
 *       submittedDay: dayOf(2026, 1, 1),
 *       principal: minorUnits(300n),
 *       annualRate: fraction(0n),
 *       instalments: 3,
 *     }),
 *   ),
 * ).lines
 * // [{ type: 'accrual', day: dayOf(2026, 2, 1), amounts: amountsOf({ interest: minorUnits(8n) }) }]
 */
export function accrueDay(
  book: Book,
  accrued: Accrued,
  day: Day,
  terms: PeerLifeTerms,
): AccrualStep | undefined {
  const till = earlierOf(day, lastDueDay(book));
  if (terms.schedule.engine === 'cumulative') return accrueRows(book, accrued, till, terms);
  if (accrued.till !== undefined && till <= accrued.till) return undefined;
  const earned = earnedBy(book, till, terms);
  return { lines: linesFor(till, earned, accrued), ofRow: accrued.ofRow, till };
}

/**
 * What the end of a loan writes: all that it has come to and that was not yet written.
 *
 * @param closedDay the day of the transaction that closed it.
 * @example
 * accrueAll(
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
 *   NOTHING_ACCRUED,
 *   dayOf(2026, 1, 9),
 *   dayOf(2026, 1, 9),
 *   peerLifeTerms(
 *     peerLifeSchedule({
 *       ...PEER_DEFAULTS,
 *       submittedDay: dayOf(2026, 1, 1),
 *       principal: minorUnits(300n),
 *       annualRate: fraction(0n),
 *       instalments: 3,
 *     }),
 *   ),
 * ).lines
 * // [{ type: 'accrual', day: dayOf(2026, 1, 9), amounts: amountsOf({ interest: minorUnits(8n) }) }]
 */
export function accrueAll(
  book: Book,
  accrued: Accrued,
  closedDay: Day,
  businessDay: Day,
  terms: PeerLifeTerms,
): AccrualStep {
  const last = lastDueDay(book);
  const day = terms.schedule.engine === 'cumulative' ? closedDay : earlierOf(last, businessDay);
  const earned = sumAmounts(book.rows.map(earnedOfRow));
  const ofRow = new Map(book.rows.map((row) => [row.number, earnedOfRow(row)]));
  return { lines: linesFor(day, earned, accrued), ofRow, till: day };
}

/** What a row comes to in the end, apart from its principal. */
function earnedOfRow(row: BookRow): ComponentAmounts {
  return { ...minusAmounts(row.due, row.waived), principal: ZERO };
}

/** One line for what is more than was written, and one for what is less. */
function linesFor(day: Day, earned: ComponentAmounts, accrued: Accrued): NewAccrualLine[] {
  const missing = minusAmounts(earned, accrued.total);
  const more = mapAll(missing, (amount) => greatest(ZERO, amount));
  const less = mapAll(missing, (amount) => greatest(ZERO, minus(ZERO, amount)));
  const lines: NewAccrualLine[] = [];
  if (totalOfAmounts(less) > ZERO) lines.push({ type: 'accrual_adjustment', day, amounts: less });
  if (totalOfAmounts(more) > ZERO) lines.push({ type: 'accrual', day, amounts: more });
  return lines;
}

/** The newer engine writes one line for all rows together. */
function earnedBy(book: Book, till: Day, terms: PeerLifeTerms): ComponentAmounts {
  const charged = book.interest && chargedBy(book.interest, till);
  const interest = sum(book.rows.map((row) => interestBy(book, row, till, terms, charged)));
  const charges = book.charges.filter((charge) => isEarned(charge, till, terms));
  return plusAmounts(amountsOf({ interest }), amountsOfCharges(charges));
}

/** The older engine writes a line for each row, on its due day or on the day itself if that is earlier. */
function accrueRows(book: Book, accrued: Accrued, till: Day, terms: PeerLifeTerms): AccrualStep {
  const ofRow = new Map(accrued.ofRow);
  const lines: NewAccrualLine[] = [];
  for (const [index, row] of book.rows.entries()) {
    if (row.isDownPayment) continue;
    if (row.dueDay > till && accrued.till !== undefined && till < accrued.till) continue;
    const charges = book.charges.filter(
      (charge) => rowOfDay(book.rows, charge.dueDay) === index && isEarned(charge, till, terms),
    );
    const interest = interestBy(book, row, till, terms);
    const earned = plusAmounts(amountsOf({ interest }), amountsOfCharges(charges));
    const before = ofRow.get(row.number) ?? NO_AMOUNTS;
    const amounts = mapAll(minusAmounts(earned, before), (amount) => greatest(ZERO, amount));
    if (totalOfAmounts(amounts) === ZERO) continue;
    ofRow.set(row.number, plusAmounts(before, amounts));
    lines.push({ type: 'accrual', day: earlierOf(row.dueDay, till), amounts });
  }
  return { lines, ofRow, till };
}

/**
 * Interest of a row by a day, without what was waived of it.
 *
 * @param chargedSoFar by due day, where interest follows the payments.
 */
function interestBy(
  book: Book,
  row: BookRow,
  till: Day,
  terms: PeerLifeTerms,
  chargedSoFar?: ReadonlyMap<Day, MinorUnits>,
): MinorUnits {
  const { fromDay, dueDay, due, waived, isAdditional, creditedPrincipal } = row;
  if (isAdditional || till <= fromDay || due.interest === ZERO) return ZERO;
  const whole = greatest(ZERO, minus(due.interest, waived.interest));
  if (till >= dueDay) return whole;
  const charged = chargedSoFar?.get(dueDay);
  if (charged !== undefined) return least(whole, greatest(ZERO, minus(charged, waived.interest)));
  const scheduled = {
    ...{ fromDay, dueDay, interest: due.interest, balance: row.balance },
    principal: minus(due.principal, creditedPrincipal),
  };
  const { earned, rounding } = terms.schedule;
  return least(whole, fromFraction(earned(scheduled, till, book.disbursements), rounding));
}

/** By its due day, or by the day on which it came; one that came after its due day, by its due day always. */
function isEarned(charge: BookCharge, till: Day, terms: PeerLifeTerms): boolean {
  const { dueDay, submittedDay } = charge;
  const byDueDay = terms.chargeAccrual === 'due_day' || dueDay < submittedDay;
  return (byDueDay ? dueDay : submittedDay) <= till;
}

function amountsOfCharges(charges: readonly BookCharge[]): ComponentAmounts {
  let total = NO_AMOUNTS;
  for (const { component, amount, waived } of charges) {
    total = plusAmounts(total, amountsOf({ [component]: minus(amount, waived) }));
  }
  return total;
}

function sumAmounts(all: readonly ComponentAmounts[]): ComponentAmounts {
  return all.reduce((total, one) => plusAmounts(total, one), NO_AMOUNTS);
}

function mapAll(
  amounts: ComponentAmounts,
  change: (amount: MinorUnits) => MinorUnits,
): ComponentAmounts {
  return {
    penalty: change(amounts.penalty),
    fee: change(amounts.fee),
    interest: change(amounts.interest),
    principal: change(amounts.principal),
  };
}

function lastDueDay(book: Book): Day {
  let last: Day | undefined;
  for (const { dueDay } of book.rows) if (last === undefined || dueDay > last) last = dueDay;
  assert(last !== undefined, 'A loan that accrues has rows.');
  return last;
}

/** The earlier of two days. @example earlierOf(dayOf(2026, 1, 2), dayOf(2026, 1, 1)) // dayOf(2026, 1, 1) */
export function earlierOf(one: Day, other: Day): Day {
  return one < other ? one : other;
}
