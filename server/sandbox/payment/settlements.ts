// A day's settlement: every payment and reversal of the day in one currency, and what they come to.
import type { Settlement } from '@mutua/contract/payment/settlements.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import {
  formatMinorUnits,
  type MinorUnits,
  minorUnits,
  minus,
  negate,
  plus,
  sum,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { adjust, type BusinessCalendar } from '@mutua/core/time/calendar.ts';
import { addDays, type Day, formatDay, parseDay } from '@mutua/core/time/day.ts';
import type { Books, SettlementRow } from './books.ts';
import { ProviderRefusal } from './refusal.ts';
import type { Turn } from './turn.ts';

/** Moves the provider to a later day; every day before it is closed, and its settlements are told of. */
export function openDay(turn: Turn, day: string, settlesOnOf: (day: string) => string): void {
  const { books } = turn;
  if (day === books.day) return;
  if (!parseDay(day, 'day').ok || day < books.day) {
    throw new ProviderRefusal('invalid_input', `day: It must be a day after ${books.day}.`);
  }
  // On the days between nothing has happened.
  const closed = books.day;
  turn.put({ is: 'day', day });
  for (const { settlementId, currency, settlesOn } of settlementsOf(books, closed, settlesOnOf)) {
    turn.call('settlement_ready', { settlementId, day: closed, currency, settlesOn });
  }
}

/** The settlements of closed days, the later ones first, one for each day and currency. */
export function settlementsSince(
  books: Books,
  { since, day }: { readonly since: string; readonly day: string },
  settlesOn: (day: string) => string,
): readonly Settlement[] {
  for (const [name, text] of [
    ['day', day],
    ['since', since],
  ] as const) {
    if (!parseDay(text, name).ok) {
      throw new ProviderRefusal('invalid_input', `${name}: It must be a date such as 2026-11-23.`);
    }
  }
  if (day >= books.day) throw new ProviderRefusal('day_not_closed', `${day} is not closed.`);
  const days = [...books.settlements.keys()].filter((one) => one >= since && one <= day);
  return days
    .sort()
    .reverse()
    .flatMap((one) => settlementsOf(books, one, settlesOn));
}

/** One for each currency. */
function settlementsOf(
  books: Books,
  day: string,
  settlesOn: (day: string) => string,
): readonly Settlement[] {
  const byCurrency = new Map<string, SettlementRow[]>();
  for (const row of books.settlements.get(day) ?? []) {
    const rows = byCurrency.get(row.currency) ?? [];
    rows.push(row);
    byCurrency.set(row.currency, rows);
  }
  return [...byCurrency].map(([currency, rows]) =>
    settlementOf(day, settlesOn(day), currency, rows),
  );
}

/** The next working day. */
export function settlementDay(day: string, calendar: BusinessCalendar): string {
  return formatDay(adjust(addDays(readStoredDay(day), 1), 'following', calendar));
}

function settlementOf(
  day: string,
  settlesOn: string,
  currency: string,
  rows: readonly SettlementRow[],
): Settlement {
  const total = sum(rows.map(effectOf));
  return {
    settlementId: `S${day.replaceAll('-', '')}-${currency}`,
    day,
    currency,
    settlesOn,
    lines: rows.map(({ paymentId, providerReference, kind, amount }) => ({
      paymentId,
      providerReference,
      kind,
      amount: { minorUnits: amount, currency },
    })),
    count: rows.length,
    direction: total < ZERO ? 'debit' : 'credit',
    total: { minorUnits: formatMinorUnits(total < ZERO ? negate(total) : total), currency },
  };
}

/** A mistake in the provider's file: one line of the open day is a minor unit off. */
export function tamperSettlement(turn: Turn, paymentId: string, by: '1' | '-1'): void {
  const { day, settlements } = turn.books;
  const line = settlements.get(day)?.find((one) => one.paymentId === paymentId);
  if (line === undefined) {
    throw new ProviderRefusal('not_found', 'The open day has no such payment.');
  }
  const step = minorUnits(1n);
  const amount = (by === '1' ? plus : minus)(amountOf(line), step);
  if (amount === ZERO) throw new ProviderRefusal('wrong_stage', 'Nothing would be left of it.');
  turn.put({ is: 'tampered', day, paymentId, amount: formatMinorUnits(amount) });
}

/** What a line brings to the custody. */
function effectOf(row: SettlementRow): MinorUnits {
  return row.kind === 'payment' ? amountOf(row) : negate(amountOf(row));
}

function amountOf({ amount }: SettlementRow): MinorUnits {
  return minorUnits(BigInt(amount));
}

function readStoredDay(text: string): Day {
  const day = parseDay(text, 'day');
  assert(day.ok, 'A stored day is a day.');
  return day.value;
}
