// `mutua calc life`: a whole loan, event by event, and how it stood after each event that changed it.
import {
  type LifeAnswer,
  type LifeEvent,
  LifeLine,
  type LifeRow,
  type LifeTotals,
  type LifeTransaction,
} from '@mutua/contract/calculator/life.ts';
import { never } from '@mutua/core/kit/assert.ts';
import { ok, type Result } from '@mutua/core/kit/result.ts';
import type { BookRow } from '@mutua/core/loan/peer/life/book.ts';
import { type PeerCheckpoint, peerLife } from '@mutua/core/loan/peer/life/peer-life.ts';
import type { PeerLifeEvent } from '@mutua/core/loan/peer/life/terms.ts';
import type {
  PeerTransaction,
  PeerTransactionType,
} from '@mutua/core/loan/peer/life/transactions.ts';
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import {
  formatMajor,
  type MinorUnits,
  minus,
  parseMajor,
  plus,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { type Day, dayOf, daysBetween, formatDay, parseDay } from '@mutua/core/time/day.ts';
import type { Calculation, Line } from './calculation.ts';
import {
  IN_ADVANCE_RULES,
  PAYMENT_KINDS,
  readLifeTerms,
  readTransaction,
  unusedTerms,
} from './life-terms.ts';

import { startReading } from './reading.ts';
import { ignoredFields, readShape, withoutNulls } from './shape.ts';

export const lifeCalculation: Calculation = {
  name: 'life',
  summary:
    'Runs a whole loan: disbursements, payments, charges and waivers in the order they came.',
  example: JSON.stringify({
    id: 'a',
    terms: {
      engine: 'PROGRESSIVE',
      submittedOn: '2026-01-01',
      principal: '300.00',
      annualRatePercent: '12',
      installments: 3,
      strategy: 'ADVANCED_PAYMENT_ALLOCATION',
    },
    events: [
      { type: 'business_date', date: '2026-01-01' },
      { type: 'disburse', date: '2026-01-01', amount: '300.00' },
      { type: 'business_date', date: '2026-02-01' },
      { type: 'payment', kind: 'REPAYMENT', date: '2026-02-01', amount: '110.00' },
    ],
  }),
  calculate,
};

/** A stand-in for a day that was refused. */
const NO_DAY = dayOf(1970, 1, 1);

/** A term that is null says the same as one that is left out. */
function calculate(line: Line): Result<Line> {
  const given = { terms: withoutNulls(line.terms), events: line.events };
  const shape = readShape(LifeLine, given, '');
  if (!shape.ok) return shape;
  const read = readLifeTerms(shape.value.terms);
  if (!read.ok) return read;
  const { terms, decimals } = read.value;
  const events = readEvents(shape.value.events, decimals);
  if (!events.ok) return events;
  const checkpoints = peerLife(terms, events.value);
  if (!checkpoints.ok) return checkpoints;
  const answer: LifeAnswer = {
    checkpoints: checkpoints.value.map((checkpoint) => writeCheckpoint(checkpoint, decimals)),
  };
  const ignored = [
    ...ignoredFields(LifeLine, given, ''),
    ...unusedTerms(shape.value.terms, terms.schedule).map((field) => `terms.${field}`),
  ];
  return ok(ignored.length > 0 ? { ...answer, ignored } : { ...answer });
}

/** Events as the core knows them; the first that cannot be read is refused as `events[3].amount`. */
function readEvents(events: LifeLine['events'], decimals: number): Result<PeerLifeEvent[]> {
  const reading = startReading();
  const read = events.map((event, index): PeerLifeEvent => {
    const day = (text: string, field: string): Day =>
      reading.take(parseDay(text, `events[${index}].${field}`), NO_DAY);
    const amount = (text: string): MinorUnits =>
      reading.take(parseMajor(text, decimals, `events[${index}].amount`), ZERO);
    return readEvent(event, day, amount);
  });
  return reading.refused() ?? ok(read);
}

function readEvent(
  event: LifeEvent,
  day: (text: string, field: string) => Day,
  amount: (text: string) => MinorUnits,
): PeerLifeEvent {
  switch (event.type) {
    case 'business_date':
    case 'charge_off':
      return { type: event.type, day: day(event.date, 'date') };
    case 'approve':
      if (event.date !== undefined) day(event.date, 'date');
      return {
        type: event.type,
        ...(event.amount !== undefined && { amount: amount(event.amount) }),
      };
    case 'disburse':
    case 'waive_interest':
      return { type: event.type, day: day(event.date, 'date'), amount: amount(event.amount) };
    case 'payment': {
      const paid = { day: day(event.date, 'date'), amount: amount(event.amount) };
      return event.kind === 'CREDIT_BALANCE_REFUND'
        ? { type: 'credit_balance_refund', ...paid }
        : { type: 'payment', kind: PAYMENT_KINDS[event.kind], ...paid };
    }
    case 'charge':
      return {
        type: event.type,
        component: event.charge === 'PENALTY' ? 'penalty' : 'fee',
        dueDay: day(event.due, 'due'),
        amount: amount(event.amount),
      };
    case 'chargeback':
      return {
        ...{ type: event.type, event: event.event },
        ...{ day: day(event.date, 'date'), amount: amount(event.amount) },
      };
    case 'waive_charge':
    case 'reverse':
      return { type: event.type, event: event.event };
    case 'end_of_day':
      return { type: event.type };
    case 'set_future_rule':
      return {
        type: event.type,
        transaction: readTransaction(event.transaction),
        rule: IN_ADVANCE_RULES[event.rule],
      };
    default:
      return never(event);
  }
}

function writeCheckpoint(
  checkpoint: PeerCheckpoint,
  decimals: number,
): LifeAnswer['checkpoints'][number] {
  const { afterEvent, rows, transactions } = checkpoint;
  const figures = rows.map(figuresOf);
  return {
    afterEvent,
    rows: rows.map((row, index) => writeRow(row, figures[index] ?? NO_FIGURES, decimals)),
    transactions: transactions.map((one) => writeTransaction(one, decimals)),
    totals: writeFigures(figures.reduce(addFigures, NO_FIGURES), decimals),
  };
}

/** The money of a row, or of all rows together. */
type Figures = Readonly<Record<keyof LifeTotals, MinorUnits>>;

const NO_FIGURES: Figures = {
  principal: ZERO,
  interest: ZERO,
  fees: ZERO,
  penalties: ZERO,
  total: ZERO,
  paid: ZERO,
  inAdvance: ZERO,
  late: ZERO,
  outstanding: ZERO,
};

function figuresOf({ due, paid, waived, paidInAdvance, paidLate }: BookRow): Figures {
  const total = totalOfAmounts(due);
  const paidTotal = totalOfAmounts(paid);
  return {
    principal: due.principal,
    interest: due.interest,
    fees: due.fee,
    penalties: due.penalty,
    total,
    paid: paidTotal,
    inAdvance: paidInAdvance,
    late: paidLate,
    outstanding: minus(minus(total, paidTotal), totalOfAmounts(waived)),
  };
}

const FIGURES = Object.keys(NO_FIGURES) as readonly (keyof LifeTotals)[];

function addFigures(left: Figures, right: Figures): Figures {
  const total: Record<keyof LifeTotals, MinorUnits> = { ...left };
  for (const figure of FIGURES) total[figure] = plus(left[figure], right[figure]);
  return total;
}

function writeFigures(figures: Figures, decimals: number): LifeTotals {
  const text = (figure: keyof LifeTotals) => formatMajor(figures[figure], decimals);
  return {
    principal: text('principal'),
    interest: text('interest'),
    fees: text('fees'),
    penalties: text('penalties'),
    total: text('total'),
    paid: text('paid'),
    inAdvance: text('inAdvance'),
    late: text('late'),
    outstanding: text('outstanding'),
  };
}

function writeRow(row: BookRow, figures: Figures, decimals: number): LifeRow {
  return {
    n: row.number,
    days: daysBetween(row.fromDay, row.dueDay),
    due: formatDay(row.dueDay),
    ...(row.settledDay !== undefined && { paidOn: formatDay(row.settledDay) }),
    balance: formatMajor(row.balance, decimals),
    ...writeFigures(figures, decimals),
  };
}

/** Names of transactions as they are published. */
const TRANSACTION_NAMES: Readonly<Record<PeerTransactionType, string>> = {
  disbursement: 'Disbursement',
  repayment: 'Repayment',
  down_payment: 'Down Payment',
  goodwill_credit: 'Goodwill Credit',
  merchant_issued_refund: 'Merchant Issued Refund',
  payout_refund: 'Payout Refund',
  interest_payment_waiver: 'Interest Payment Waiver',
  charge_adjustment: 'Charge Adjustment',
  charge_refund: 'Charge Refund',
  interest_refund: 'Interest Refund',
  recovery_repayment: 'Repayment (after write-off)',
  waive_interest: 'Waive interest',
  waive_charges: 'Waive loan charges',
  credit_balance_refund: 'Credit Balance Refund',
  chargeback: 'Chargeback',
  charge_off: 'Charge-off',
  accrual: 'Accrual',
  accrual_adjustment: 'Accrual Adjustment',
  accrual_activity: 'Accrual Activity',
};

function writeTransaction(one: PeerTransaction, decimals: number): LifeTransaction {
  const text = (amount: MinorUnits) => formatMajor(amount, decimals);
  return {
    date: formatDay(one.day),
    type: TRANSACTION_NAMES[one.type],
    amount: text(one.amount),
    principal: text(one.amounts.principal),
    interest: text(one.amounts.interest),
    fees: text(one.amounts.fee),
    penalties: text(one.amounts.penalty),
    balance: text(one.balance),
    ...(one.reversed && { reversed: true as const }),
  };
}
