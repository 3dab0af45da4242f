// What payment providers settle into custody: each payment by card to the account of its client, and back again
// where a payer's bank or the platform has it reversed.
import type {
  ProviderReversal,
  ProviderReversalTaken,
  ProviderSettlement,
  ProviderSettlementTaken,
} from '@mutua/contract/custodian/provider-settlements.ts';
import { ownName } from '../books/provider-book.ts';
import {
  type MovementRow,
  outsideAccount,
  type ReversalRow,
  type TopUpRow,
} from '../books/rows.ts';
import type { Turn } from '../books/turn.ts';
import { digestOf } from '../instructions/batch.ts';
import { newToken } from './deadlines.ts';
import { reverseTopUp } from './outside.ts';

type Line = ProviderSettlement['lines'][number];

/**
 * Credits all payments that no advice has brought before, in one entry. Whether the accounts may be credited, and
 * the lines come to the total, is known already.
 *
 * @returns nothing if the settlement, or one of its payments, was told with other content.
 */
export function settlePayments(
  turn: Turn,
  advice: ProviderSettlement,
): ProviderSettlementTaken | undefined {
  const { provider, settlementId, lines } = advice;
  const digest = digestOf(advice);
  const known = turn.books.cards.settlements.get(ownName(provider, settlementId));
  if (known !== undefined) {
    return known.digest === digest ? settlementTaken(turn, advice) : undefined;
  }
  if (lines.some((line) => isOtherwise(turn, provider, line))) return undefined;
  turn.put({ is: 'settlement', row: { provider, settlementId, digest } });
  const fresh = lines.filter(({ paymentId }) => !turn.books.topUps.has(paymentId));
  if (fresh.length > 0) {
    const bankReference = turn.newReference();
    for (const line of fresh) credit(turn, { provider, settlementId, bankReference }, line);
  }
  return settlementTaken(turn, advice);
}

/** Whether the payment's id is taken by something else than this very payment. */
function isOtherwise(turn: Turn, provider: string, { paymentId, account, amount }: Line): boolean {
  const row = turn.books.topUps.get(paymentId);
  if (row === undefined) return false;
  const isSame = row.account === account && row.amount === amount.minorUnits;
  return row.provider !== provider || !isSame;
}

type Entry = Required<Pick<TopUpRow, 'provider' | 'settlementId' | 'bankReference'>>;

function credit(turn: Turn, entry: Entry, { paymentId: id, account, amount }: Line): void {
  const { day } = turn.books;
  const movement: MovementRow = {
    ...entry,
    debit: outsideAccount(amount.currency),
    credit: account,
    amount: amount.minorUnits,
    code: 'top_up',
  };
  turn.move(movement);
  const row: TopUpRow = {
    ...{ id, account, amount: amount.minorUnits, state: 'credited', ...entry, day },
    ...{ token: newToken(), expiresAt: turn.now },
  };
  turn.put({ is: 'top_up', row });
  turn.call('top_up_credited', { id, account, amount, ...entry, day });
  turn.callMovement(movement, account, id);
}

function settlementTaken(
  { books }: Turn,
  { settlementId, lines }: ProviderSettlement,
): ProviderSettlementTaken {
  return {
    settlementId,
    lines: lines.map(({ paymentId }) => {
      const { bankReference = '', day = '' } = books.topUps.get(paymentId) ?? {};
      return { paymentId, bankReference, day };
    }),
  };
}

/** Takes a settled payment back, once. @returns nothing if it was told with other content. */
export function takeBackPayment(
  turn: Turn,
  row: TopUpRow,
  asked: ProviderReversal,
): ProviderReversalTaken | undefined {
  const { reversalId, provider, paymentId, account, amount } = asked;
  const { reversals } = turn.books.cards;
  const takenBack = reversals.get(ownName(provider, reversalId)) ?? paymentId;
  const isSame =
    takenBack === paymentId && row.account === account && row.amount === amount.minorUnits;
  if (!isSame || amount.currency !== turn.books.balances.get(account)?.currency) return undefined;
  const reversal = row.reversal ?? reverseTopUp(turn, row, reversalId);
  return reversalTaken(asked, reversal);
}

function reversalTaken(
  { reversalId, paymentId, amount: { currency } }: ProviderReversal,
  { debited, shortfall, bankReference, day }: ReversalRow,
): ProviderReversalTaken {
  return {
    ...{ reversalId, paymentId, day },
    debited: { minorUnits: debited, currency },
    shortfall: { minorUnits: shortfall, currency },
    ...(bankReference !== undefined && { bankReference }),
  };
}
