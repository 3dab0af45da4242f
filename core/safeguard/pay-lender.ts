// One lender's share of what somebody else has paid in the borrower's place, as it is booked.
import type { Circumstances } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import { cashAccount, loanAccount } from '../ledger/addresses.ts';
import { posted, type Transfer } from '../ledger/transfer.ts';
import type { TransferCode } from '../ledger/transfer-codes.ts';
import type { Loan } from '../loan/loan.ts';
import type { HolderPayment } from '../loan/servicing.ts';
import { ZERO } from '../money/minor-units.ts';
import type { World } from '../world.ts';

/** Out of the loan's repayment account, under the codes of whoever has paid. */
export function payLender(
  world: World,
  loan: Loan,
  { claimId, principal, interest }: HolderPayment,
  codes: { readonly principal: TransferCode; readonly interest: TransferCode },
  circumstances: Circumstances,
): readonly Transfer[] {
  const claim = world.get('claim', claimId);
  assert(claim !== undefined, 'Every share is of a claim.');
  const credit = cashAccount('lender', claim.holderId, loan.currency);
  const debit = loanAccount('loan_repayment', loan);
  const book = (code: TransferCode, amount: typeof principal) =>
    amount === ZERO
      ? []
      : [posted(circumstances, { code, debit, credit, amount, subjectId: loan.id })];
  return [...book(codes.principal, principal), ...book(codes.interest, interest)];
}
