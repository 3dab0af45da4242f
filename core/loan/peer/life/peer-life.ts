// Runs a loan's life as a peer's system does, event by event, and shows the loan after each that changes it.
import { never } from '../../../kit/assert.ts';
import { invalid, ok, type Refused, type Result, refuse } from '../../../kit/result.ts';
import { least, type MinorUnits, minus, plus, ZERO } from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import { NO_AMOUNTS } from '../../repay/components.ts';
import { earlierOf } from './accruals.ts';
import { type BookRow, openOfCharge, scheduleRows } from './book.ts';
import {
  earnChargeAtOnce,
  endDays,
  type LifeState,
  newLife,
  operate,
  operateAnew,
  writtenOperation,
} from './life-state.ts';
import type { Operation, OperationAct } from './operations.ts';

import type { PeerAllocationRule, PeerLifeEvent, PeerLifeTerms } from './terms.ts';
import { listTransactions, type PeerTransaction } from './transactions.ts';

/** Most events of one life. */
export const PEER_LIFE_EVENTS_MAX = 10_000;

/** Most rows and transactions that all checkpoints of one life may show together. */
const SHOWN_MAX = 300_000;

/** The loan after an event; events are counted from 1. */
export interface PeerCheckpoint {
  readonly afterEvent: number;
  readonly rows: readonly BookRow[];
  readonly transactions: readonly PeerTransaction[];
}

/**
 * Runs a life.
 *
 * @param events in the order in which they came; at most 10,000.
 * @returns a checkpoint after every event that changes the loan (a new business date or rule alone does
 * not), or the first refusal, which names the field as `terms.…` or `events[3].…` (counted from 0).
 * @example
 * peerLife(
 *   peerLifeTerms(
 *     peerLifeSchedule({
 *       ...PEER_DEFAULTS,
 *       submittedDay: dayOf(2026, 1, 1),
 *       principal: minorUnits(300n),
 *       annualRate: fraction(0n),
 *       instalments: 3,
 *     }),
 *   ),
 *   [{ type: 'waive_charge', event: 1 }],
 * )
 * // invalid('events[0].event', 'There is no such event before it.')
 */
export function peerLife(
  terms: PeerLifeTerms,
  events: readonly PeerLifeEvent[],
): Result<readonly PeerCheckpoint[]> {
  if (events.length > PEER_LIFE_EVENTS_MAX) {
    return invalid('events', `There may be at most ${PEER_LIFE_EVENTS_MAX} of them.`);
  }
  const life = newLife(terms);
  const checkpoints: PeerCheckpoint[] = [];
  let shown = 0;
  for (const [index, event] of events.entries()) {
    const changed = take(life, event, index);
    if (!changed.ok) return changed;
    if (!changed.value) continue;
    const checkpoint = { afterEvent: index + 1, ...show(life) };
    shown += checkpoint.rows.length + checkpoint.transactions.length;
    if (shown > SHOWN_MAX) {
      return invalid(
        'events',
        'Showing the loan after each of them takes too much room; send fewer.',
      );
    }
    checkpoints.push(checkpoint);
  }
  return ok(checkpoints);
}

function show(life: LifeState): Pick<PeerCheckpoint, 'rows' | 'transactions'> {
  const { replay, reversed, accrued } = life;
  const standing = replay.operations
    .filter(({ act }) => act.kind !== 'charge')
    .map((operation) => writtenOperation(life, operation));
  const rows = replay.book.rows.length > 0 ? replay.book.rows : life.plannedRows;
  return {
    rows,
    transactions: listTransactions(standing, reversed, [...accrued.lines, ...accrued.activities]),
  };
}

/** Takes one event in; says whether it changed the loan. */
function take(life: LifeState, event: PeerLifeEvent, index: number): Result<boolean> {
  const path = `events[${index}]`;
  const refusal = refusalOf(life, event, path);
  if (refusal) return refusal;
  switch (event.type) {
    case 'business_date':
      life.businessDay = event.day;
      return ok(false);
    case 'set_future_rule':
      life.terms = withFutureRule(life.terms, event);
      return ok(false);
    case 'approve':
      return approve(life, event.amount, index + 1);
    case 'disburse':
      return disburse(life, event, index + 1);
    case 'end_of_day':
      return endDays(life);
    case 'waive_charge':
      return waiveCharge(life, event.event, index + 1);
    case 'reverse':
      return reverse(life, event.event);
    case 'payment':
    case 'charge':
    case 'waive_interest':
    case 'credit_balance_refund':
    case 'chargeback':
    case 'charge_off':
      return operate(life, actOf(life, event), dayOfEvent(life, event), index + 1);
    default:
      return never(event);
  }
}

/** What may happen before anything is disbursed. */
const NEEDS_NO_MONEY: readonly PeerLifeEvent['type'][] = [
  ...(['business_date', 'set_future_rule', 'approve', 'disburse', 'end_of_day'] as const),
];

/** What stands in the way of an event, as a ladder. */
function refusalOf(life: LifeState, event: PeerLifeEvent, path: string): Refused | undefined {
  if ('amount' in event && event.amount !== undefined && event.amount <= ZERO) {
    return invalid(`${path}.amount`, 'It must be greater than 0.');
  }
  if ('event' in event && findOperation(life, event.event, event.type) === undefined) {
    return invalid(`${path}.event`, 'There is no such event before it.');
  }
  if (NEEDS_NO_MONEY.includes(event.type)) return undefined;
  const [first] = life.replay.book.disbursements;
  if (first === undefined) return invalid(path, 'Nothing has been disbursed yet.');
  if ('day' in event && event.day < first.day) {
    return invalid(`${path}.date`, 'It is before the first disbursement.');
  }
  if ('dueDay' in event && event.dueDay < first.day) {
    return invalid(`${path}.due`, 'It is before the first disbursement.');
  }
  return undefined;
}

/** The operation of an event: of a charge where one is to be waived, else of a payment. */
function findOperation(
  life: LifeState,
  event: number,
  type: PeerLifeEvent['type'],
): Operation | undefined {
  const kind = type === 'waive_charge' ? 'charge' : 'payment';
  return life.replay.operations.find((one) => one.event === event && one.act.kind === kind);
}

function withFutureRule(
  terms: PeerLifeTerms,
  { transaction, rule }: Extract<PeerLifeEvent, { type: 'set_future_rule' }>,
): PeerLifeTerms {
  const { allocation } = terms;
  if (allocation.kind === 'strategy') return terms;
  const isSame = (one: PeerAllocationRule) => one.transaction === transaction;
  const before = allocation.rules.find(isSame);
  const others = allocation.rules.filter((one) => !isSame(one));
  const rules = [...others, { ...before, transaction, inAdvance: rule }];
  return { ...terms, allocation: { ...allocation, rules } };
}

/** Before anything is disbursed, the loan shows the rows that are expected. */
function approve(life: LifeState, amount: MinorUnits | undefined, event: number): Result<boolean> {
  if (life.replay.book.rows.length > 0) return ok(false);
  const principal = amount ?? life.terms.schedule.principal;
  life.terms = { ...life.terms, schedule: { ...life.terms.schedule, principal } };
  const planned = life.terms.schedule.rows(principal, []);
  if (!planned.ok) return underTerms(planned, event);
  life.plannedRows = scheduleRows([], planned.value, life.terms.schedule.submittedDay);
  return ok(true);
}

function disburse(
  life: LifeState,
  { day, amount }: Extract<PeerLifeEvent, { type: 'disburse' }>,
  event: number,
): Result<boolean> {
  const done = operate(life, { kind: 'disbursement', amount }, day, event);
  if (!done.ok) return underTerms(done, event);
  const { book, operations } = life.replay;
  if (!life.terms.downPaymentAutoRepaid) return done;
  const own = operations.find((one) => one.id === life.operationCount);
  const row = book.rows.find((one) => one.isDownPayment && one.dueDay === day && !one.settledDay);
  if (!own || !row) return done;
  const due = minus(row.due.principal, row.paid.principal);
  const taken = book.splits.get(own.id)?.overpaid ?? ZERO;
  const rest = minus(row.due.principal, taken);
  const repaid = least(rest, due);
  if (repaid <= ZERO) return done;
  const { allocation } = life.terms;
  const act: OperationAct = {
    kind: 'payment',
    payment: 'down_payment',
    amount: repaid,
    allocation,
  };
  return operate(life, act, day, event);
}

function waiveCharge(life: LifeState, event: number, ownEvent: number): Result<boolean> {
  const made = findOperation(life, event, 'waive_charge');
  const charge = life.replay.book.charges.find(({ id }) => id === made?.id);
  if (made?.act.kind !== 'charge' || !charge) return ok(false);
  const amount = openOfCharge(charge);
  if (amount <= ZERO) return ok(false);
  const day = earlierOf(charge.dueDay, life.businessDay);
  const wasEarned = life.accrued.till !== undefined && charge.dueDay <= life.accrued.till;
  const recognised = { ...NO_AMOUNTS, [charge.component]: wasEarned ? amount : ZERO };
  const waived: Operation = {
    ...made,
    act: { ...made.act, waived: plus(made.act.waived, amount), waivedDay: day },
  };
  const operations = life.replay.operations.map((one) => (one.id === made.id ? waived : one));
  const remade = operateAnew(life, operations, day);
  if (!remade.ok) return remade;
  return operate(life, { kind: 'charge_waiver', amount, recognised }, day, ownEvent);
}

/** The payment goes out of the operations and stays in the list, marked. */
function reverse(life: LifeState, event: number): Result<boolean> {
  const { replay, reversed, businessDay } = life;
  const taken = replay.operations.filter(
    (one) => one.event === event && one.act.kind === 'payment',
  );
  for (const operation of taken) reversed.push(writtenOperation(life, operation));
  const operations = replay.operations.filter((one) => !taken.includes(one));
  return operateAnew(life, operations, businessDay);
}

function actOf(
  life: LifeState,
  event: Extract<
    PeerLifeEvent,
    {
      type:
        | 'payment'
        | 'charge'
        | 'waive_interest'
        | 'credit_balance_refund'
        | 'chargeback'
        | 'charge_off';
    }
  >,
): OperationAct {
  const { allocation } = life.terms;
  switch (event.type) {
    case 'payment':
      return { kind: 'payment', payment: event.kind, amount: event.amount, allocation };
    case 'charge': {
      earnChargeAtOnce(life, event);
      const { component, dueDay, amount } = event;
      const waivedDay = life.businessDay;
      return { kind: 'charge', component, dueDay, amount, waived: ZERO, waivedDay };
    }
    case 'waive_interest':
      return { kind: 'interest_waiver', amount: event.amount };
    case 'credit_balance_refund':
      return { kind: event.type, amount: event.amount };
    case 'chargeback': {
      const of = findOperation(life, event.event, event.type)?.id ?? 0;
      return { kind: event.type, amount: event.amount, of };
    }
    case 'charge_off':
      life.chargedOff = true;
      return { kind: event.type };
    default:
      return never(event);
  }
}

/**
 * A charge takes part from the earlier of its due day and the day on which it came, though not before
 * there is a loan.
 */
function dayOfEvent(life: LifeState, event: PeerLifeEvent): Day {
  if (event.type === 'charge') {
    const [lent] = life.replay.book.disbursements;
    const day = earlierOf(event.dueDay, life.businessDay);
    return lent !== undefined && day < lent.day ? lent.day : day;
  }
  return 'day' in event ? event.day : life.businessDay;
}

/** A refusal of the schedule speaks of its own fields; here they stand in the terms, or are this event. */
function underTerms(refused: Refused, event: number): Refused {
  const { code, data } = refused.refusal;
  const field = data.field;
  if (field === undefined || field.startsWith('events')) return refused;
  const isEvent = field.startsWith('disbursements');
  return refuse(code, { ...data, field: isEvent ? `events[${event - 1}]` : `terms.${field}` });
}
