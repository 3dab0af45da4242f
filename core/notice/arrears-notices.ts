// What the two sides of a loan are told when its borrower does not pay: from the first day overdue to the write-off.
import type { Id } from '../kit/id.ts';
import { worseClass } from '../loan/asset-class.ts';
import { totalOfAmounts } from '../loan/repay/components.ts';
import { openAmounts } from '../loan/repay/instalment-account.ts';
import { dueAmounts } from '../loan/serviced-accounts.ts';
import { sum, ZERO } from '../money/minor-units.ts';
import type { KnownWorld } from '../world.ts';
import type { Notice } from './notice.ts';
import {
  claimsNeed,
  knownFact,
  type NoticeNeedTable,
  type NoticeTable,
  servicingOf,
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
  AssetClassChanged: (world, { loanId, from, to }) => {
    // Lenders hear when a loan has become worse, not of each step back.
    if (worseClass(from, to) === from) return [];
    const loan = knownFact(world, 'loan', loanId);
    return toHolders(world, loan, 'claim_downgraded', { reason: to });
  },
  LoanAccelerated: (world, { loanId, day, account }) => {
    const loan = knownFact(world, 'loan', loanId);
    const amount = totalOfAmounts(dueAmounts(servicingOf(world, loanId)));
    const { principal } = account.due;
    return [
      toBorrower(loan, 'loan_accelerated', { amount, principal, day }),
      ...toHolders(world, loan, 'claim_accelerated', { day }),
    ];
  },
  DebtWaived: (world, { loanId, amounts }) => {
    const loan = knownFact(world, 'loan', loanId);
    const { fee, ...ofHolders } = amounts;
    const amount = totalOfAmounts({ ...ofHolders, fee: ZERO });
    return [
      toBorrower(loan, 'debt_waived', { ...amounts, amount: totalOfAmounts(amounts) }),
      // A fee is not owed to the lenders.
      ...(amount > ZERO
        ? toHolders(world, loan, 'claim_debt_waived', { ...ofHolders, amount })
        : []),
    ];
  },
  CompromiseAgreed: (world, { loanId, compromise }) => {
    const loan = knownFact(world, 'loan', loanId);
    const { amount, until: day } = compromise;
    return [
      toBorrower(loan, 'compromise_agreed', { amount, day }),
      ...toHolders(world, loan, 'claim_compromise_agreed', { amount, day }),
    ];
  },
  CompromiseLapsed: (world, { loanId, amount }) => {
    const loan = knownFact(world, 'loan', loanId);
    const remaining = totalOfAmounts(dueAmounts(servicingOf(world, loanId)));
    return [
      toBorrower(loan, 'compromise_lapsed', { amount, remaining }),
      ...toHolders(world, loan, 'claim_compromise_lapsed', { amount }),
    ];
  },
  CollectionStepProposed: (world, { loanId, proposal }) =>
    proposal.step === 'reschedule'
      ? [toBorrower(knownFact(world, 'loan', loanId), 'reschedule_proposed')]
      : [],
  LoanRescheduled: (world, { loanId, accounts, fallenDue }) => {
    const loan = knownFact(world, 'loan', loanId);
    const [next] = accounts.slice(fallenDue);
    const day = next?.dueDay;
    const first = accounts.filter(({ dueDay, isCarried }) => isCarried && dueDay === day);
    const amount = [...first, ...(next === undefined ? [] : [next])]
      .map(openAmounts)
      .map(totalOfAmounts);
    const principal = sum(accounts.map((account) => openAmounts(account).principal));
    const figures = { principal, amount: sum(amount), ...(day !== undefined && { day }) };
    return [
      toBorrower(loan, 'loan_rescheduled', figures),
      ...toHolders(world, loan, 'claim_rescheduled', {
        principal,
        ...(day !== undefined && { day }),
      }),
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
  AssetClassChanged: ({ loanId }) => claimsNeed(loanId),
  LoanAccelerated: ({ loanId }) => claimsNeed(loanId),
  DebtWaived: ({ loanId }) => claimsNeed(loanId),
  CompromiseAgreed: ({ loanId }) => claimsNeed(loanId),
  CompromiseLapsed: ({ loanId }) => claimsNeed(loanId),
  LoanRescheduled: ({ loanId }) => claimsNeed(loanId),
};

function madeGood(world: KnownWorld, loanId: Id): readonly Notice[] {
  const loan = knownFact(world, 'loan', loanId);
  return [toBorrower(loan, 'arrears_cleared'), ...toHolders(world, loan, 'claim_arrears_cleared')];
}
