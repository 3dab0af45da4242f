// What the two sides of a loan are told when its borrower does not pay: from the first day overdue to the write-off.
import type { Id } from '../kit/id.ts';
import { totalOfAmounts } from '../loan/repay/components.ts';
import type { KnownWorld } from '../world.ts';
import type { Notice } from './notice.ts';
import {
  claimsNeed,
  knownFact,
  type NoticeNeedTable,
  type NoticeTable,
  toBorrower,
  toHolders,
} from './notice-parts.ts';

export const ARREARS_NOTICES: NoticeTable = {
  LoanFellOverdue: (world, { loanId, since: day, daysOverdue, arrears }) => {
    const loan = knownFact(world, 'loan', loanId);
    const amount = totalOfAmounts(arrears);
    return [
      toBorrower(loan, 'loan_overdue', { amount, day, daysOverdue }),
      ...toHolders(world, loan, 'claim_overdue', { day, daysOverdue }),
    ];
  },
  ArrearsCleared: (world, { loanId }) => madeGood(world, loanId),
  DefaultCured: (world, { loanId }) => madeGood(world, loanId),
  LoanDefaulted: (world, event) => {
    const loan = knownFact(world, 'loan', event.loanId);
    // What two persons found of the borrower is not for the lenders' eyes, nor for a notice.
    if (event.cause !== 'days_overdue') {
      return [toBorrower(loan, 'loan_defaulted'), ...toHolders(world, loan, 'claim_defaulted')];
    }
    const { daysOverdue, since: day } = event;
    const amount = totalOfAmounts(event.arrears);
    return [
      toBorrower(loan, 'loan_defaulted', { amount, day, daysOverdue }),
      ...toHolders(world, loan, 'claim_defaulted', { day, daysOverdue }),
    ];
  },
  LoanWrittenOff: (world, { loanId, amounts }) => {
    const loan = knownFact(world, 'loan', loanId);
    return [
      toBorrower(loan, 'loan_written_off', { amount: totalOfAmounts(amounts) }),
      ...toHolders(world, loan, 'claim_written_off'),
    ];
  },
};

export const ARREARS_NOTICE_NEEDS: NoticeNeedTable = {
  LoanFellOverdue: ({ loanId }) => claimsNeed(loanId),
  ArrearsCleared: ({ loanId }) => claimsNeed(loanId),
  DefaultCured: ({ loanId }) => claimsNeed(loanId),
  LoanDefaulted: ({ loanId }) => claimsNeed(loanId),
  LoanWrittenOff: ({ loanId }) => claimsNeed(loanId),
};

function madeGood(world: KnownWorld, loanId: Id): readonly Notice[] {
  const loan = knownFact(world, 'loan', loanId);
  return [toBorrower(loan, 'arrears_cleared'), ...toHolders(world, loan, 'claim_arrears_cleared')];
}
