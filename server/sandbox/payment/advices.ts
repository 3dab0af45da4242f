// What the custodian is told of payments: that they are to be credited, each to its client's account, and that a
// settled one goes back. Made with the change from which it follows, so that none is forgotten.
import {
  type ProviderReversalTaken,
  type ProviderSettlement,
  type ProviderSettlementTaken,
  SETTLEMENT_LINES_MAX,
} from '@mutua/contract/custodian/provider-settlements.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { formatMinorUnits, minorUnits, sum } from '@mutua/core/money/minor-units.ts';
import type { BusinessCalendar } from '@mutua/core/time/calendar.ts';
import type { PaymentRow } from './books.ts';
import { paymentOf } from './payments.ts';
import { settlementDay } from './settlements.ts';
import type { Turn } from './turn.ts';

/** Each payment at once, or all of a day together on the next working day. */
export type SettlementMode = 'instant' | 'next_working_day';

export interface AdviceTerms {
  /** The provider's name at the bank. */
  readonly name: string;
  readonly mode: SettlementMode;
  readonly calendar: BusinessCalendar;
}

/** Makes every advice for which the time has come. */
export function makeAdvices(turn: Turn, terms: AdviceTerms): void {
  const { books } = turn;
  for (const [day, ids] of [...books.unadvised]) {
    if (terms.mode === 'instant') {
      for (const id of [...ids]) adviseOne(turn, terms, paymentOf(books, id));
    } else if (settlementDay(day, terms.calendar) <= books.day) {
      adviseDay(turn, terms, day);
    }
  }
  for (const id of [...books.toTakeBack]) adviseReversal(turn, terms, paymentOf(books, id));
}

function adviseOne(turn: Turn, terms: AdviceTerms, row: PaymentRow): void {
  const { providerReference } = row;
  assert(providerReference !== undefined, 'A payment that has succeeded has a reference.');
  advise(turn, terms, providerReference, [row]);
}

/** One advice for each currency, under the name of the day's settlement; more where it would be too long. */
function adviseDay(turn: Turn, terms: AdviceTerms, day: string): void {
  const rows = [...(turn.books.unadvised.get(day) ?? [])].map((id) => paymentOf(turn.books, id));
  for (const currency of new Set(rows.map((row) => row.currency))) {
    const ofCurrency = rows.filter((row) => row.currency === currency);
    for (let part = 0; part * SETTLEMENT_LINES_MAX < ofCurrency.length; part += 1) {
      const from = part * SETTLEMENT_LINES_MAX;
      const name = `S${day.replaceAll('-', '')}-${currency}${part === 0 ? '' : `.${part + 1}`}`;
      advise(turn, terms, name, ofCurrency.slice(from, from + SETTLEMENT_LINES_MAX));
    }
  }
}

function advise(
  turn: Turn,
  { name: provider }: AdviceTerms,
  settlementId: string,
  rows: readonly PaymentRow[],
): void {
  const [{ day, currency } = {}] = rows;
  assert(day !== undefined && currency !== undefined, 'An advice tells of payments.');
  const total = sum(rows.map(({ amount }) => minorUnits(BigInt(amount))));
  const body: ProviderSettlement = {
    ...{ settlementId, provider, day },
    lines: rows.map(({ id, account, amount }) => ({
      paymentId: id,
      account,
      amount: { minorUnits: amount, currency },
    })),
    total: { minorUnits: formatMinorUnits(total), currency },
  };
  turn.put({ is: 'advice', row: { id: settlementId, kind: 'settlement', body } });
  for (const row of rows) turn.put({ is: 'payment', row: { ...row, adviceId: settlementId } });
}

function adviseReversal(turn: Turn, { name: provider }: AdviceTerms, row: PaymentRow): void {
  const { id: paymentId, account, amount, currency, reversal } = row;
  assert(reversal !== undefined, 'What is taken back was reversed.');
  const { providerReference: reversalId, day } = reversal;
  const body = {
    ...{ reversalId, provider, day, paymentId, account },
    amount: { minorUnits: amount, currency },
  };
  turn.put({ is: 'advice', row: { id: reversalId, kind: 'reversal', body } });
  turn.put({ is: 'payment', row: { ...row, isReversalAdvised: true } });
}

/** The custodian has it for good. Acknowledged again, or in part, it changes nothing. */
export function acknowledge(
  turn: Turn,
  id: string,
  taken: ProviderSettlementTaken | ProviderReversalTaken,
): void {
  const advice = turn.books.advices.get(id);
  if (advice === undefined) return;
  if (advice.kind === 'reversal' && 'reversalId' in taken) {
    const { reversalId: _, paymentId: __, ...takenBack } = taken;
    turn.put({ is: 'acknowledged', id });
    const row = paymentOf(turn.books, advice.body.paymentId);
    turn.put({ is: 'payment', row: { ...row, takenBack } });
  }
  if (advice.kind === 'settlement' && 'lines' in taken) {
    const lines = new Map(taken.lines.map((line) => [line.paymentId, line]));
    if (advice.body.lines.some(({ paymentId }) => !lines.has(paymentId))) return;
    turn.put({ is: 'acknowledged', id });
    for (const { paymentId } of advice.body.lines) {
      const { bankReference = '', day = '' } = lines.get(paymentId) ?? {};
      const row = paymentOf(turn.books, paymentId);
      turn.put({ is: 'payment', row: { ...row, settled: { bankReference, day } } });
    }
  }
}
