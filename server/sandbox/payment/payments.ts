// A payment's life: requested by the platform, paid by the payer on the provider's page, or failed, or expired;
// and perhaps reversed.
import { randomBytes } from 'node:crypto';
import type {
  PaymentAtProvider,
  PaymentFailure,
  PaymentRequest,
  ReversalCause,
} from '@mutua/contract/payment/payments.ts';
import { readCurrency } from '@mutua/core/money/currency.ts';
import { type Instant, instantOfMs, isoOf, plusMs } from '@mutua/core/time/instant.ts';
import type { Books, PaymentRow } from './books.ts';
import { comparedName, failureOf } from './cards.ts';
import { ProviderRefusal } from './refusal.ts';
import type { Turn } from './turn.ts';

/** How long the payer has. */
const PAGE_MS = 30 * 60_000;

/** @param origin the platform's; no page elsewhere is returned to. */
export function requestPayment(
  turn: Turn,
  request: PaymentRequest,
  origin: string | undefined,
): PaymentRow {
  const { id, clientId, account, amount, holderName, returnUrl } = request;
  const asked = {
    id,
    clientId,
    account,
    amount: amount.minorUnits,
    currency: amount.currency,
    ...(holderName !== undefined && { holderName }),
    ...(returnUrl !== undefined && { returnUrl }),
  };
  const existing = turn.books.payments.get(id);
  if (existing !== undefined) {
    if (isSameRequest(existing, asked)) return existing;
    throw new ProviderRefusal('request_differs', 'This id was used for another payment.');
  }
  if (!readCurrency(amount.currency, 'amount.currency').ok) {
    throw new ProviderRefusal('currency_unknown', 'There is no such currency.');
  }
  if (returnUrl !== undefined && (origin === undefined || originOf(returnUrl) !== origin)) {
    throw new ProviderRefusal('return_url_refused', 'The return address is not the platform’s.');
  }
  const row: PaymentRow = {
    ...asked,
    state: 'requested',
    // Nobody guesses it: 32 random bytes.
    token: randomBytes(32).toString('base64url'),
    expiresAt: plusMs(turn.now, PAGE_MS),
  };
  turn.put({ is: 'payment', row });
  return row;
}

/** What the payer has typed into the page. */
export interface PayerInput {
  readonly card: string;
  readonly holderName: string;
}

/** Charges the card. A payment that is decided already stays as it is: pressing twice pays once. */
export function pay(turn: Turn, token: string, input: PayerInput): PaymentRow {
  const row = paymentOfPage(turn.books, token);
  if (row.state !== 'requested') return row;
  const isHolder =
    row.holderName === undefined || comparedName(row.holderName) === comparedName(input.holderName);
  const isRefused = turn.takeBehaviour({ of: 'payment' }) !== undefined;
  const failure = isRefused ? 'card_refused' : failureOf(input.card, isHolder);
  return failure === undefined ? succeed(turn, row) : fail(turn, row, failure);
}

function succeed(turn: Turn, row: PaymentRow): PaymentRow {
  const { day } = turn.books;
  const providerReference = turn.newReference();
  const paid: PaymentRow = { ...row, state: 'succeeded', providerReference, day };
  turn.put({ is: 'payment', row: paid });
  settle(turn, paid, 'payment', providerReference);
  turn.call('payment_succeeded', { ...told(row), providerReference, day });
  return paid;
}

function fail(turn: Turn, row: PaymentRow, failure: PaymentFailure): PaymentRow {
  const failed: PaymentRow = { ...row, state: 'failed', failure };
  turn.put({ is: 'payment', row: failed });
  turn.call('payment_failed', { ...told(row), failure });
  return failed;
}

/**
 * Sends the whole payment back. Done once for each cause; what is reversed for another cause stays so. What goes into
 * custody is the client's, and leaves it on the client's own word: the platform can have it sent back before only.
 */
export function reverse(turn: Turn, id: string, cause: ReversalCause): PaymentRow {
  const row = paymentOf(turn.books, id);
  if (row.reversal?.cause === cause) return row;
  const { providerReference } = row;
  if (row.state !== 'succeeded' || providerReference === undefined) {
    throw new ProviderRefusal('wrong_stage', `The payment is ${row.state}.`);
  }
  if (cause === 'refund' && row.adviceId !== undefined) {
    throw new ProviderRefusal('wrong_stage', 'The money is in custody; its owner can withdraw it.');
  }
  const { day } = turn.books;
  const reversalReference = turn.newReference();
  const reversal = { cause, providerReference: reversalReference, day };
  const reversed: PaymentRow = { ...row, state: 'reversed', reversal };
  turn.put({ is: 'payment', row: reversed });
  settle(turn, reversed, 'reversal', reversalReference);
  const references = { providerReference, reversalReference };
  turn.call('payment_reversed', { ...told(row), ...references, cause, day });
  return reversed;
}

/** Ends the payments whose payer has not decided in time. */
export function expirePayments(turn: Turn): void {
  for (const id of turn.books.waiting) {
    const row = paymentOf(turn.books, id);
    // They wait in the order in which they were made, and each as long as the others.
    if (row.expiresAt > turn.now) return;
    turn.put({ is: 'payment', row: { ...row, state: 'expired' } });
    turn.call('payment_expired', told(row));
  }
}

/** Whether a payer has let the time pass. */
export function isAnyOverdue(books: Books, now: Instant): boolean {
  const [first] = books.waiting;
  return first !== undefined && paymentOf(books, first).expiresAt <= now;
}

export function paymentOf(books: Books, id: string): PaymentRow {
  const row = books.payments.get(id);
  if (row === undefined) throw new ProviderRefusal('not_found', 'There is no such payment.');
  return row;
}

export function paymentOfPage(books: Books, token: string): PaymentRow {
  return paymentOf(books, books.paymentsByToken.get(token) ?? '');
}

export function paymentOnWire(row: PaymentRow, pageUrl: string): PaymentAtProvider {
  const { id, clientId, account, state, expiresAt, failure, providerReference, day } = row;
  const { reversal, settled, takenBack, adviceId: settlementId } = row;
  return {
    id,
    clientId,
    account,
    amount: { minorUnits: row.amount, currency: row.currency },
    state,
    pageUrl,
    expiresAt: isoOf(instantOfMs(expiresAt)),
    ...(failure !== undefined && { failure }),
    ...(providerReference !== undefined && { providerReference }),
    ...(day !== undefined && { day }),
    ...(reversal !== undefined && {
      reversal: { ...reversal, ...(takenBack !== undefined && { takenBack }) },
    }),
    ...(settled !== undefined &&
      settlementId !== undefined && { settled: { settlementId, ...settled } }),
  };
}

function settle(
  turn: Turn,
  { id: paymentId, amount, currency }: PaymentRow,
  kind: 'payment' | 'reversal',
  providerReference: string,
): void {
  const row = { paymentId, providerReference, kind, currency, amount };
  turn.put({ is: 'settled', day: turn.books.day, row });
}

function told({ id, clientId, amount, currency }: PaymentRow) {
  return { id, clientId, amount: { minorUnits: amount, currency } };
}

type Asked = Pick<
  PaymentRow,
  'id' | 'clientId' | 'account' | 'amount' | 'currency' | 'holderName' | 'returnUrl'
>;

function isSameRequest(row: Asked, asked: Asked): boolean {
  return (['clientId', 'account', 'amount', 'currency', 'holderName', 'returnUrl'] as const).every(
    (part) => row[part] === asked[part],
  );
}

function originOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).origin : undefined;
}
