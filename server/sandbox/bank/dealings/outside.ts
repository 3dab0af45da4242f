// What happens to accounts without the platform: money that comes in, comes back, or goes astray.
import type { OwnFundsIn, PayIn } from '@mutua/contract/custodian/sandbox.ts';
import {
  formatMinorUnits,
  least,
  type MinorUnits,
  minus,
  plus,
  sum,
  ZERO,
} from '@mutua/core/money/minor-units.ts';
import { amountOf, moneyOf } from '../books/amounts.ts';
import {
  type MovementRow,
  outsideAccount,
  type ReversalRow,
  type TopUpRow,
  unmatchedAccount,
  type WithdrawalRow,
} from '../books/rows.ts';
import type { Turn } from '../books/turn.ts';
import type { DoneInstruction } from '../records/history.ts';

/** Money of an unknown owner: it lies apart under its own reference until the platform says whose it is. */
export function bookIncoming(turn: Turn, { amount, ...payer }: PayIn): string {
  const bankReference = turn.newReference();
  const { minorUnits, currency } = amount;
  const { payerName, payerAccount, remark } = payer;
  const row = { bankReference, payerName, payerAccount, amount: minorUnits, currency };
  turn.put({ is: 'receipt', row: { ...row, isOpen: true } });
  const account = unmatchedAccount(bankReference);
  const movement: MovementRow = {
    bankReference,
    debit: outsideAccount(currency),
    credit: account,
    amount: minorUnits,
    code: 'incoming_transfer',
  };
  turn.move(movement);
  const { day } = turn.books;
  turn.call('incoming_transfer', {
    bankReference,
    payerName,
    payerAccount,
    amount,
    remark,
    day,
  });
  turn.callMovement(movement, account);
  return bankReference;
}

/**
 * Takes a credited top-up back, as far as the account has money available.
 *
 * @param reversalId the payment provider's name of it, where that asks.
 */
export function reverseTopUp(turn: Turn, row: TopUpRow, reversalId?: string): ReversalRow {
  const { id, account } = row;
  const currency = turn.books.balances.get(account)?.currency ?? '';
  const amount = amountOf(row.amount);
  const debited = least(amount, turn.books.availableOf(account));
  const shortfall = minus(amount, debited);
  const bankReference = debited === 0n ? undefined : turn.newReference();
  const reversal: ReversalRow = {
    ...(reversalId !== undefined && { reversalId }),
    debited: formatMinorUnits(debited),
    shortfall: formatMinorUnits(shortfall),
    ...(bankReference !== undefined && { bankReference }),
    day: turn.books.day,
  };
  turn.put({ is: 'top_up', row: { ...row, state: 'reversed', reversal } });
  const told = {
    id,
    account,
    amount: moneyOf(amount, currency),
    debited: moneyOf(debited, currency),
    shortfall: moneyOf(shortfall, currency),
    day: turn.books.day,
  };
  if (bankReference === undefined) {
    turn.call('top_up_reversed', told);
    return reversal;
  }
  const movement: MovementRow = {
    bankReference,
    debit: account,
    credit: outsideAccount(currency),
    amount: formatMinorUnits(debited),
    code: 'top_up_reversed',
  };
  turn.move(movement);
  turn.call('top_up_reversed', { ...told, bankReference });
  turn.callMovement(movement, account, id);
  return reversal;
}

/** The receiving bank sends a paid withdrawal back. What the platform took with it comes back as well. */
export function bounceWithdrawal(turn: Turn, row: WithdrawalRow): void {
  const { id, account, amount } = row;
  const currency = turn.books.balances.get(account)?.currency ?? '';
  const bankReference = turn.newReference();
  const movement: MovementRow = {
    bankReference,
    debit: outsideAccount(currency),
    credit: account,
    amount,
    code: 'withdrawal_bounced',
  };
  turn.put({ is: 'withdrawal', row: { ...row, isBounced: true } });
  turn.move(movement);
  const refunds = refundFees(turn, row, bankReference);
  const fees = sum(refunds.map((refund) => amountOf(refund.amount)));
  turn.call('withdrawal_bounced', {
    id,
    account,
    amount: { minorUnits: amount, currency },
    ...(fees > ZERO && { fees: moneyOf(fees, currency) }),
    bankReference,
    withdrawalReference: row.bankReference,
    day: turn.books.day,
  });
  for (const one of [movement, ...refunds]) turn.callMovement(one, account, id);
}

/** As far as the platform's accounts have them still. */
function refundFees(
  turn: Turn,
  { account, fees = [] }: WithdrawalRow,
  bankReference: string,
): readonly MovementRow[] {
  const refunds: MovementRow[] = [];
  for (const fee of fees) {
    if (turn.books.availableOf(fee.account) < amountOf(fee.amount)) continue;
    const sides = { debit: fee.account, credit: account };
    const refund = { bankReference, ...sides, amount: fee.amount, code: 'fee_refund' } as const;
    turn.move(refund);
    refunds.push(refund);
  }
  return refunds;
}

/**
 * The bank takes back what it distributed wrongly: everybody's share goes back to the payer.
 *
 * @returns nothing where somebody has not enough available.
 */
export function reverseDistribution(
  turn: Turn,
  instructionId: string,
  { moved, mandates }: DoneInstruction,
): string | undefined {
  const [first] = moved;
  if (first === undefined) return undefined;
  const owed = new Map<string, MinorUnits>();
  for (const { credit, amount } of moved) {
    owed.set(credit, plus(owed.get(credit) ?? ZERO, amountOf(amount)));
  }
  for (const [account, amount] of owed) {
    if (turn.books.availableOf(account) < amount) return undefined;
  }
  const bankReference = turn.newReference();
  const { debit: payer, bankReference: distributionReference } = first;
  const currency = turn.books.balances.get(payer)?.currency ?? '';
  turn.put({ is: 'distribution_reversed', instructionId });
  for (const { mandate, amount } of mandates) {
    const back = formatMinorUnits(minus(ZERO, amountOf(amount)));
    turn.put({ is: 'mandate_used', mandate, amount: back });
  }
  const code = 'distribution_reversed' as const;
  for (const { credit, amount } of moved) {
    turn.move({ bankReference, debit: credit, credit: payer, amount, code });
  }
  const total = formatMinorUnits(sum(moved.map(({ amount }) => amountOf(amount))));
  turn.call('distribution_reversed', {
    ...{ id: instructionId, account: payer, amount: { minorUnits: total, currency } },
    ...{ bankReference, distributionReference, day: turn.books.day },
  });
  // One message for all of it: the payer's account is the one that all of it comes to.
  const whole = { bankReference, debit: first.credit, credit: payer, amount: total, code };
  turn.callMovement(whole, payer, instructionId);
  return bankReference;
}

/** The platform pays money of its own into its own account. */
export function payInOwn(
  turn: Turn,
  account: string,
  { minorUnits, currency }: OwnFundsIn['amount'],
): string {
  const bankReference = turn.newReference();
  const debit = outsideAccount(currency);
  const moved = { debit, credit: account, amount: minorUnits, code: 'own_funds_in' } as const;
  const movement: MovementRow = { bankReference, ...moved };
  turn.move(movement);
  turn.callMovement(movement, account);
  return bankReference;
}

/** Money leaves that nobody authorised. */
export function debitUnauthorised(turn: Turn, account: string, amount: string): string {
  const currency = turn.books.balances.get(account)?.currency ?? '';
  const bankReference = turn.newReference();
  const credit = outsideAccount(currency);
  const movement = { bankReference, debit: account, credit, amount, code: 'other_debit' } as const;
  turn.move(movement);
  turn.callMovement(movement, account);
  return bankReference;
}

/** A balance changes by one minor unit, and nobody is told. */
export function tamperBalance(
  turn: Turn,
  account: string,
  by: '1' | '-1',
  against: string | undefined,
): string {
  const currency = turn.books.balances.get(account)?.currency ?? '';
  const other = against ?? outsideAccount(currency);
  const bankReference = turn.newReference();
  const [debit, credit] = by === '1' ? [other, account] : [account, other];
  const hidden = against === undefined ? {} : ({ isHidden: true } as const);
  turn.move({ bankReference, debit, credit, amount: '1', code: 'correction', ...hidden });
  return bankReference;
}
