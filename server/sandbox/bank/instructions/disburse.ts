// Disbursement: all that was frozen for a loan goes to its borrower, who then pays the fees agreed to.
import type { DisburseInstruction, RefusalReason } from '@mutua/contract/custodian/instructions.ts';
import { plus, sum } from '@mutua/core/money/minor-units.ts';
import { amountOf } from '../books/amounts.ts';
import type { Turn } from '../books/turn.ts';
import { refusedFees, useAuthority } from './authority.ts';
import { whyNotFrozen } from './freeze.ts';
import { confirmed, type Outcome, refused, type Source } from './outcome.ts';
import { refusedParties, refusedParty } from './parties.ts';

export function disburse(turn: Turn, instruction: DisburseInstruction, source: Source): Outcome {
  const { payee, total, freezes, fees = [], loanId } = instruction;
  const { currency } = total;
  const reason =
    refusedParty(turn, { account: payee, classes: ['borrower'], currency }) ??
    refusedFreezes(turn, instruction) ??
    refusedFeeParts(turn, instruction) ??
    refusedFees(
      turn,
      payee,
      loanId,
      fees.map(({ authorisation, amount }) => ({
        authorisation,
        amount: amountOf(amount.minorUnits),
      })),
    );
  if (reason !== undefined) return refused(reason);
  const bankReference = turn.newReference();
  const moved = { bankReference, ...source };
  for (const { freezeId } of freezes) {
    const row = turn.books.freezes.get(freezeId);
    if (row === undefined) continue;
    turn.put({ is: 'unfrozen', id: freezeId });
    const { account: debit, amount } = row;
    if (!turn.books.isHolder(loanId, debit)) {
      turn.put({ is: 'holder', loanId, account: debit });
    }
    turn.move({ ...moved, debit, credit: payee, amount, code: 'disbursement' });
  }
  for (const { account: credit, amount, authorisation } of fees) {
    useAuthority(turn, authorisation, amountOf(amount.minorUnits));
    turn.move({ ...moved, debit: payee, credit, amount: amount.minorUnits, code: 'fee' });
  }
  return confirmed(bankReference);
}

/** Each freeze is open, made for this payee and loan, and named in full and once. */
function refusedFreezes(turn: Turn, instruction: DisburseInstruction): RefusalReason | undefined {
  const { payee, loanId, freezes, total } = instruction;
  const named = new Set(freezes.map(({ freezeId }) => freezeId));
  if (named.size < freezes.length) return 'amount_differs';
  for (const { freezeId, amount } of freezes) {
    const row = turn.books.freezes.get(freezeId);
    if (row === undefined) return whyNotFrozen(turn, freezeId);
    if (row.payee !== payee) return 'payee_differs';
    if (row.loanId !== loanId) return 'loan_differs';
    if (amount.currency !== total.currency) return 'currency_differs';
    if (row.amount !== amount.minorUnits) return 'amount_differs';
  }
  const frozen = sum(freezes.map(({ amount }) => amountOf(amount.minorUnits)));
  return frozen === amountOf(total.minorUnits) ? undefined : 'amount_differs';
}

/** The fees go to the platform or a partner, and the borrower can pay them once the loan is there. */
function refusedFeeParts(turn: Turn, instruction: DisburseInstruction): RefusalReason | undefined {
  const { payee, total, fees = [] } = instruction;
  const parties = fees.map(({ account, amount }) => ({
    account,
    classes: ['platform', 'partner'] as const,
    currency: amount.currency,
  }));
  const reason = refusedParties(turn, parties);
  if (reason !== undefined) return reason;
  if (fees.some(({ amount }) => amount.currency !== total.currency)) return 'currency_differs';
  const then = plus(turn.books.availableOf(payee), amountOf(total.minorUnits));
  const asked = sum(fees.map(({ amount }) => amountOf(amount.minorUnits)));
  return asked > then ? 'insufficient_funds' : undefined;
}
