// The books as effects that build them again: what a snapshot holds.
import { formatMinorUnits } from '@mutua/core/money/minor-units.ts';
import type { Books } from './books.ts';
import { type Effect, unmatchedAccount } from './rows.ts';

/** In such an order that each finds what it needs. */
export function* snapshotRows(books: Books): Generator<Effect> {
  yield { is: 'opened', day: books.day, currency: books.currency };
  for (const row of books.accounts.values()) yield { is: 'account', row };
  for (const row of books.receipts.values()) {
    const hasBalance = books.balances.has(unmatchedAccount(row.bankReference));
    if (hasBalance && !row.isOpen) yield { is: 'receipt', row: { ...row, isOpen: true } };
    yield { is: 'receipt', row };
  }
  for (const [account, { booked }] of books.balances) {
    yield { is: 'balance', account, booked: formatMinorUnits(booked) };
  }
  for (const [account, booked] of books.outside) {
    yield { is: 'balance', account, booked: formatMinorUnits(booked) };
  }
  for (const row of books.freezes.values()) yield { is: 'frozen', row };
  for (const [loanId, accounts] of books.holders) {
    for (const account of accounts) yield { is: 'holder', loanId, account };
  }
  for (const row of books.tries.values()) yield { is: 'tries', row };
  for (const row of books.topUps.values()) yield { is: 'top_up', row };
  yield* cardRows(books);
  yield* phoneRows(books);
  for (const row of books.authorisations.values()) yield { is: 'authorisation', row };
  for (const row of books.mandates.values()) yield { is: 'mandate', row };
  for (const [mandate, used] of books.mandatesUsed) {
    yield { is: 'mandate_used', mandate, amount: formatMinorUnits(used) };
  }
  yield* messageRows(books);
  // Last: the rows above have touched accounts that did not move on this day.
  for (const dayBook of books.dayBooks.values()) yield { is: 'day_book', row: dayBook.row() };
}

function* cardRows({ cards }: Books): Generator<Effect> {
  for (const row of cards.providers.values()) yield { is: 'provider', row };
  for (const row of cards.settlements.values()) yield { is: 'settlement', row };
}

function* phoneRows({ phones }: Books): Generator<Effect> {
  for (const row of phones.codes.values()) yield { is: 'code', row };
  for (const messages of phones.messages.values()) {
    for (const row of messages.toReversed()) yield { is: 'message', row };
  }
  for (const [mobile, pin] of phones.pins) yield { is: 'phone_pin', mobile, pin };
}

function* messageRows(books: Books): Generator<Effect> {
  for (const row of books.pending.values()) yield { is: 'pending', row };
  for (const row of books.results.values()) yield { is: 'result', row };
  for (const row of books.batches.values()) yield { is: 'batch', row };
  for (const [id, day] of books.oldResults) yield { is: 'old', what: 'result', id, day };
  for (const [id, day] of books.oldBatches) yield { is: 'old', what: 'batch', id, day };
  for (const row of books.withdrawals.values()) yield { is: 'withdrawal', row };
  for (const instructionId of books.reversedDistributions) {
    yield { is: 'distribution_reversed', instructionId };
  }
  for (const row of books.callbacks.values()) yield { is: 'callback', row };
  for (const [nonce, sentAt] of books.nonces) yield { is: 'nonce', nonce, sentAt };
  yield { is: 'behaviours', rows: books.behaviours };
  yield { is: 'clock', offset: books.clockOffset };
  yield { is: 'counters', row: books.counters };
}
