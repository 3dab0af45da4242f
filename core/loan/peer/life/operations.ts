// One operation on the book: a disbursement, a payment, a charge, a waiver, or money given back.
import { assert, never } from '../../../kit/assert.ts';
import { ok, type Result } from '../../../kit/result.ts';
import { least, type MinorUnits, minus, plus, sum, ZERO } from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import {
  addToAmount,
  amountsOf,
  type Component,
  type ComponentAmounts,
  minusAmounts,
  NO_AMOUNTS,
  plusAmounts,
  sameAmounts,
} from '../../repay/components.ts';
import { openAmounts, payParts, waiveOldestFirst } from '../../repay/instalment-account.ts';
import { splitByWaterfall, type WaterfallPart } from '../../repay/waterfall.ts';
import {
  addCharge,
  type Book,
  openOfCharge,
  oweAgain,
  rowOfDay,
  scheduleRows,
  withoutExcess,
} from './book.ts';
import { bringInterestTo, payRecalculated, payRecalculatedPart } from './recalculated-payment.ts';
import { creditRecalculated, lendRecalculated, waiveRecalculated } from './recalculation.ts';
import { peerWaterfall } from './strategies.ts';
import type { PeerAllocation, PeerLifeTerms, PeerPaymentKind } from './terms.ts';

/** What an operation does. `of` is the id of the operation that it speaks of. */
export type OperationAct =
  | { readonly kind: 'disbursement'; readonly amount: MinorUnits }
  | {
      readonly kind: 'payment';
      readonly payment: PeerPaymentKind;
      readonly amount: MinorUnits;
      /** The rules in force when it came. */
      readonly allocation: PeerAllocation;
    }
  | {
      readonly kind: 'charge';
      readonly component: 'penalty' | 'fee';
      readonly dueDay: Day;
      readonly amount: MinorUnits;
      readonly waived: MinorUnits;
      readonly waivedDay: Day;
    }
  | {
      readonly kind: 'charge_waiver';
      readonly amount: MinorUnits;
      /** Of the amount, what was earned before and is now lost. */
      readonly recognised: ComponentAmounts;
    }
  | { readonly kind: 'interest_waiver'; readonly amount: MinorUnits }
  | { readonly kind: 'credit_balance_refund'; readonly amount: MinorUnits }
  | { readonly kind: 'chargeback'; readonly amount: MinorUnits; readonly of: number }
  | { readonly kind: 'charge_off' };

export interface Operation {
  /** In the order of arrival, from 1. */
  readonly id: number;
  /** The number of the event that it came from. */
  readonly event: number;
  /** The day on which it takes part. */
  readonly day: Day;
  /** The business date on which it came. */
  readonly submittedDay: Day;
  readonly act: OperationAct;
}

/**
 * Does one operation to the book and keeps its split there.
 *
 * @param known all operations so far, for those that speak of another.
 * @returns the refusal of the schedule, where a disbursement cannot be scheduled.
 * @example
 * applyOperation(
 *   emptyBook(),
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
 *   [],
 * ).value.rows.length
 * // 3
 */
export function applyOperation(
  book: Book,
  operation: Operation,
  terms: PeerLifeTerms,
  known: readonly Operation[],
): Result<Book> {
  const { act, day, id } = operation;
  if (act.kind !== 'charge' && act.kind !== 'payment') bringInterestTo(book, day, false);
  switch (act.kind) {
    case 'disbursement':
      return disburse(book, operation, act.amount, terms);
    case 'payment':
      pay(book, operation, act.amount);
      return ok(book);
    case 'charge':
      charge(book, operation, known, terms);
      return ok(book);
    case 'charge_waiver':
      book.splits.set(id, { amounts: act.recognised, overpaid: ZERO });
      return ok(book);
    case 'interest_waiver': {
      const { accounts, waived } = waiveOldestFirst(book.rows, 'interest', act.amount, day);
      waiveRecalculated(book, accounts, day);
      book.splits.set(id, { amounts: amountsOf({ interest: waived }), overpaid: ZERO });
      return ok(book);
    }
    case 'credit_balance_refund':
      giveBack(book, operation, act.amount);
      return ok(book);
    case 'chargeback':
      chargeBack(book, operation, act, terms, known);
      return ok(book);
    case 'charge_off':
      book.splits.set(id, { amounts: openOfBook(book), overpaid: ZERO });
      // From here on what is due stays as it is.
      book.interest = undefined;
      book.isInterestFixed = true;
      return ok(book);
    default:
      return never(act);
  }
}

function disburse(
  book: Book,
  { day, id }: Operation,
  amount: MinorUnits,
  terms: PeerLifeTerms,
): Result<Book> {
  const disbursements = [...book.disbursements, { day, amount }].sort((a, b) => a.day - b.day);
  const schedule = terms.schedule.rows(terms.schedule.principal, disbursements);
  if (!schedule.ok) return schedule;
  book.disbursements = disbursements;
  book.rows = scheduleRows(book.rows, schedule.value, day);
  const { interest } = terms.schedule;
  if (!book.isInterestFixed) lendRecalculated(book, schedule.value, { day, amount }, interest);
  book.splits.set(id, { amounts: NO_AMOUNTS, overpaid: least(amount, book.overpaid) });
  if (!book.interest) {
    const { rows, freed } = withoutExcess(book.rows, day);
    book.rows = rows;
    book.overpaid = plus(book.overpaid, freed);
  }
  spendOverpaid(book, day, terms.allocation);
  return ok(book);
}

/** Overpaid money meets what has come to be owed, by the rules for payments without a rule of their own. */
function spendOverpaid(book: Book, day: Day, allocation: PeerAllocation): void {
  if (book.overpaid <= ZERO) return;
  const { left } = payByWaterfall(book, book.overpaid, day, 'repayment', allocation);
  book.overpaid = left;
}

function pay(book: Book, { act, day, id }: Operation, amount: MinorUnits): void {
  assert(act.kind === 'payment', 'Only payments are paid.');
  const { parts, left } = payByWaterfall(book, amount, day, act.payment, act.allocation);
  book.overpaid = plus(book.overpaid, left);
  book.splits.set(id, { amounts: amountsOfParts(parts), overpaid: left });
}

function payByWaterfall(
  book: Book,
  amount: MinorUnits,
  day: Day,
  kind: PeerPaymentKind,
  allocation: PeerAllocation,
) {
  const pastDue = book.rows.some(
    ({ dueDay, settledDay }) => settledDay === undefined && dueDay < day,
  );
  const chargesDue =
    allocation.kind === 'strategy' ? chargesDueBy(book, day) : { penalty: ZERO, fee: ZERO };
  const instalments = book.rows.map((row) => ({
    dueDay: row.dueDay,
    open: openAmounts(row),
    chargesDue,
  }));
  const waterfall = peerWaterfall(allocation, kind, pastDue);
  if (book.interest) {
    const paid = payRecalculated(book, amount, day, waterfall);
    payCharges(book, paid.parts, 'row');
    return paid;
  }
  const split = splitByWaterfall(amount, day, instalments, waterfall);
  book.rows = payParts(book.rows, split.parts, day);
  payCharges(book, split.parts, allocation.kind === 'strategy' ? 'loan' : 'row');
  return split;
}

/** The whole amounts of charges that are not fully paid and whose own due day has come. */
function chargesDueBy(book: Book, day: Day) {
  const due = book.charges.filter((one) => openOfCharge(one) > ZERO && one.dueDay <= day);
  const totalOf = (component: Component) =>
    sum(due.filter((one) => one.component === component).map(({ amount }) => amount));
  return { penalty: totalOf('penalty'), fee: totalOf('fee') };
}

/** In the newer engine a charge that finds overpaid money is paid from it, by the payments that brought it. */
function charge(
  book: Book,
  operation: Operation,
  known: readonly Operation[],
  terms: PeerLifeTerms,
): void {
  const { act, id, submittedDay } = operation;
  assert(act.kind === 'charge', 'Only charges are charged.');
  const { component, dueDay, amount, waived, waivedDay } = act;
  const made = { id, component, dueDay, submittedDay, amount, waived, paid: ZERO };
  addCharge(book, made, waivedDay);
  if (terms.allocation.kind === 'strategy' || amount === waived) return;
  for (const payer of known) {
    const split = book.splits.get(payer.id);
    if (payer.act.kind !== 'payment' || split === undefined) continue;
    const spendable = least(split.overpaid, book.overpaid);
    if (spendable <= ZERO) continue;
    const { payment, allocation } = payer.act;
    const { parts, left } = payByWaterfall(book, spendable, payer.day, payment, allocation);
    const spent = minus(spendable, left);
    book.overpaid = minus(book.overpaid, spent);
    book.splits.set(payer.id, {
      amounts: plusAmounts(split.amounts, amountsOfParts(parts)),
      overpaid: minus(split.overpaid, spent),
    });
  }
}

/** Overpaid money goes out first; what is paid out beyond it is owed again as principal. */
function giveBack(book: Book, { day, id }: Operation, amount: MinorUnits): void {
  const fromOverpaid = least(amount, book.overpaid);
  const principal = minus(amount, fromOverpaid);
  book.overpaid = minus(book.overpaid, fromOverpaid);
  book.splits.set(id, { amounts: amountsOf({ principal }), overpaid: fromOverpaid });
  if (principal === ZERO) return;
  const index = oweAgain(book, day, amountsOf({ principal: amount }));
  creditRecalculated(book, index, day, amountsOf({ principal: amount }));
  if (fromOverpaid === ZERO) return;
  const part: WaterfallPart = { index, component: 'principal', amount: fromOverpaid };
  payRecalculatedPart(book, part, day, day);
}

/** Owed again: as principal, or as the components that the payment had paid, in the order of the terms. */
function chargeBack(
  book: Book,
  operation: Operation,
  act: Extract<OperationAct, { kind: 'chargeback' }>,
  terms: PeerLifeTerms,
  known: readonly Operation[],
): void {
  if (terms.creditOrder === undefined) {
    giveBack(book, operation, act.amount);
    return;
  }
  let paid = book.splits.get(act.of)?.amounts ?? NO_AMOUNTS;
  for (const other of known) {
    if (other.id === operation.id) break;
    const isEarlier = other.act.kind === 'chargeback' && other.act.of === act.of;
    if (isEarlier) paid = minusAmounts(paid, book.splits.get(other.id)?.amounts ?? NO_AMOUNTS);
  }
  const amounts = inOrder(act.amount, paid, terms.creditOrder);
  const overpaid = least(act.amount, book.overpaid);
  book.splits.set(operation.id, { amounts, overpaid });
  if (!sameAmounts(amounts, NO_AMOUNTS)) {
    const index = oweAgain(book, operation.day, amounts);
    creditRecalculated(book, index, operation.day, amounts);
  }
  spendOverpaid(book, operation.day, terms.allocation);
}

function inOrder(
  amount: MinorUnits,
  limits: ComponentAmounts,
  order: readonly Component[],
): ComponentAmounts {
  let left = amount;
  let amounts = NO_AMOUNTS;
  for (const component of order) {
    const part = least(left, limits[component]);
    amounts = plusAmounts(amounts, amountsOf({ [component]: part }));
    left = minus(left, part);
  }
  return amounts;
}

/** Lets the charges know what the parts of a payment paid of them: of each row, the earliest due first. */
function payCharges(book: Book, parts: readonly WaterfallPart[], scope: 'row' | 'loan'): void {
  for (const { index, component, amount } of parts) {
    if (component !== 'penalty' && component !== 'fee') continue;
    let left = amount;
    const paid = new Map<number, MinorUnits>();
    const payable = book.charges
      .filter((charge) => charge.component === component)
      .filter((charge) => scope === 'loan' || rowOfDay(book.rows, charge.dueDay) === index)
      .sort((one, other) => one.dueDay - other.dueDay);
    for (const charge of payable) {
      const part = least(left, openOfCharge(charge));
      if (part > ZERO) paid.set(charge.id, part);
      left = minus(left, part);
    }
    book.charges = book.charges.map((charge) => {
      const part = paid.get(charge.id);
      return part === undefined ? charge : { ...charge, paid: plus(charge.paid, part) };
    });
  }
}

/** What parts come to, component by component. */
function amountsOfParts(parts: readonly WaterfallPart[]): ComponentAmounts {
  return parts.reduce(
    (amounts, { component, amount }) => addToAmount(amounts, component, amount),
    NO_AMOUNTS,
  );
}

/** What is open in the whole loan. */
function openOfBook(book: Book): ComponentAmounts {
  let open = NO_AMOUNTS;
  for (const row of book.rows) {
    if (row.settledDay !== undefined) continue;
    open = plusAmounts(open, openAmounts(row));
  }
  return open;
}
