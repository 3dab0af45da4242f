// Money that leaves the custody: a withdrawal to the owner's own card, what the platform pays of its own, and a receipt
// sent back.
import type {
  ClaimReceiptInstruction,
  OwnPaymentInstruction,
  RefusalReason,
  SendBackInstruction,
  WithdrawInstruction,
} from '@mutua/contract/custodian/instructions.ts';
import { formatMinorUnits, plus, sum, ZERO } from '@mutua/core/money/minor-units.ts';
import { amountOf } from '../books/amounts.ts';
import { isSameName } from '../books/names.ts';
import { outsideAccount, type ReceiptRow, unmatchedAccount } from '../books/rows.ts';
import type { Turn } from '../books/turn.ts';
import { bounceWithdrawal } from '../dealings/outside.ts';
import { refusedAuthority, useAuthority } from './authority.ts';
import { awaiting, confirmed, type Outcome, refused, type Source } from './outcome.ts';
import { refusedParties, refusedParty } from './parties.ts';

const CLIENTS = ['lender', 'borrower', 'partner'] as const;

export function withdraw(turn: Turn, instruction: WithdrawInstruction, source: Source): Outcome {
  const { id, account, amount, fees = [], authorisation, pageText, returnUrl } = instruction;
  const { minorUnits, currency } = amount;
  const misfit =
    refusedParty(turn, { account, classes: CLIENTS, currency }) ??
    refusedFeeParts(turn, instruction) ??
    refusedCard(turn, instruction);
  if (misfit !== undefined) return refused(misfit);
  const forFees = sum(fees.map((fee) => amountOf(fee.amount.minorUnits)));
  const total = plus(amountOf(minorUnits), forFees);
  const hasFunds = turn.books.availableOf(account) >= total;
  if (authorisation === undefined && pageText !== undefined) {
    if (!hasFunds) return refused('insufficient_funds');
    return awaiting({
      ...({ kind: 'withdraw', account, amount: formatMinorUnits(total), text: pageText } as const),
      ...(forFees > ZERO && { fees: formatMinorUnits(forFees) }),
      ...(returnUrl !== undefined && { returnUrl }),
    });
  }
  if (authorisation === undefined) return refused('authorisation_missing');
  const unauthorised = refusedAuthority(turn, authorisation, {
    ...{ instructionId: id, kind: 'withdraw', account, amount: total, fees: forFees, scopes: [] },
  });
  if (unauthorised !== undefined) return refused(unauthorised);
  if (!hasFunds) return refused('insufficient_funds');
  const bankReference = turn.newReference();
  useAuthority(turn, authorisation, total);
  const moved = { bankReference, ...source, debit: account } as const;
  turn.move({ ...moved, credit: outsideAccount(currency), amount: minorUnits, code: 'withdrawal' });
  for (const fee of fees) {
    turn.move({ ...moved, credit: fee.account, amount: fee.amount.minorUnits, code: 'fee' });
  }
  const row = { id, account, amount: minorUnits, bankReference, isBounced: false };
  const taken = fees.map((fee) => ({ account: fee.account, amount: fee.amount.minorUnits }));
  turn.put({ is: 'withdrawal', row: { ...row, ...(taken.length > 0 && { fees: taken }) } });
  return confirmed(bankReference);
}

/** What is no payment to the client goes to the platform. */
function refusedFeeParts(
  turn: Turn,
  { amount, fees = [] }: WithdrawInstruction,
): RefusalReason | undefined {
  if (fees.some((fee) => fee.amount.currency !== amount.currency)) return 'currency_differs';
  const classes = ['platform'] as const;
  return refusedParties(
    turn,
    fees.map(({ account }) => ({ account, classes, currency: amount.currency })),
  );
}

/** The paid withdrawal comes back, if the sandbox was told so; after the platform has heard that it was paid. */
export function bounceIfToldSo(turn: Turn, withdrawalId: string): void {
  const row = turn.books.withdrawals.get(withdrawalId);
  if (row === undefined || row.isBounced) return;
  if (turn.takeBehaviour({ of: 'withdrawal' }) !== undefined) bounceWithdrawal(turn, row);
}

function refusedCard(
  turn: Turn,
  { account, card }: WithdrawInstruction,
): RefusalReason | undefined {
  const own = turn.books.accounts.get(account)?.card;
  if (own === undefined || !own.holderNameMatches) return 'card_not_own';
  return card === undefined || own.number.endsWith(card) ? undefined : 'card_not_own';
}

/** The platform's own money, on the platform's own word. */
export function payOwn(turn: Turn, instruction: OwnPaymentInstruction, source: Source): Outcome {
  const { account, amount } = instruction;
  const { minorUnits, currency } = amount;
  const misfit = refusedParty(turn, { account, classes: ['platform'], currency });
  if (misfit !== undefined) return refused(misfit);
  if (turn.books.availableOf(account) < amountOf(minorUnits)) return refused('insufficient_funds');
  const bankReference = turn.newReference();
  const credit = outsideAccount(currency);
  const moved = { debit: account, credit, amount: minorUnits, code: 'own_payment' } as const;
  turn.move({ bankReference, ...source, ...moved });
  return confirmed(bankReference);
}

export function claimReceipt(
  turn: Turn,
  instruction: ClaimReceiptInstruction,
  source: Source,
): Outcome {
  const receipt = turn.books.receipts.get(instruction.bankReference);
  if (receipt === undefined) return refused('receipt_unknown');
  if (!receipt.isOpen) return refused('receipt_ended');
  const { account } = instruction;
  const { currency } = receipt;
  const misfit = refusedParty(turn, { account, classes: CLIENTS, currency });
  if (misfit !== undefined) return refused(misfit);
  const owner = turn.books.accounts.get(account)?.name ?? '';
  if (!isSameName(owner, receipt.payerName)) return refused('payer_differs');
  return endReceipt(turn, receipt, { credit: account, code: 'receipt_claimed' }, source);
}

export function sendBack(turn: Turn, instruction: SendBackInstruction, source: Source): Outcome {
  const receipt = turn.books.receipts.get(instruction.bankReference);
  if (receipt === undefined) return refused('receipt_unknown');
  if (!receipt.isOpen) return refused('receipt_ended');
  const credit = outsideAccount(receipt.currency);
  return endReceipt(turn, receipt, { credit, code: 'receipt_sent_back' }, source);
}

function endReceipt(
  turn: Turn,
  receipt: ReceiptRow,
  to: { readonly credit: string; readonly code: 'receipt_claimed' | 'receipt_sent_back' },
  source: Source,
): Outcome {
  const bankReference = turn.newReference();
  const debit = unmatchedAccount(receipt.bankReference);
  turn.move({ bankReference, ...source, ...to, debit, amount: receipt.amount });
  turn.put({ is: 'receipt', row: { ...receipt, isOpen: false } });
  return confirmed(bankReference);
}
