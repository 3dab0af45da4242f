// What the two sides are told of repayments: what falls due, what was collected in full, in part or not at all.
import type { MutuaEvent } from '../events.ts';
import type { Id } from '../kit/id.ts';
import type { HolderCorrection } from '../loan/correction-events.ts';
import type { Loan } from '../loan/loan.ts';
import { totalOfAmounts } from '../loan/repay/components.ts';
import { openAmounts } from '../loan/repay/instalment-account.ts';
import { askingDay, dueAmounts } from '../loan/serviced-accounts.ts';
import type { HolderPayment } from '../loan/servicing.ts';
import { type MinorUnits, minus, sum, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { KnownWorld } from '../world.ts';
import type { Notice, NoticeKind } from './notice.ts';
import {
  claimsNeed,
  knownFact,
  type NoticeNeedTable,
  type NoticeTable,
  servicingOf,
  toBorrower,
  toHolders,
  toLender,
  toPartner,
} from './notice-parts.ts';

export const REPAYMENT_NOTICES: NoticeTable = {
  BorrowerReminded: (world, { loanId, reminders }) => {
    const loan = knownFact(world, 'loan', loanId);
    return reminders.map(({ dueDay: day, daysBefore, amount }) =>
      toBorrower(loan, 'repayment_due', { amount, day, daysBefore }),
    );
  },
  InstalmentFellDue: (world, { loanId, number }, events) => {
    const servicing = servicingOf(world, loanId);
    const account = servicing.accounts[number - 1];
    // What is on its way is told of when it has arrived, or has not.
    if (account === undefined || servicing.underWay !== undefined || isSent(loanId, events)) {
      return [];
    }
    const loan = knownFact(world, 'loan', loanId);
    const day = askingDay(servicing.rules, account.dueDay);
    const amount = totalOfAmounts(openAmounts(account));
    return [
      toBorrower(loan, 'repayment_not_collected', { amount, day }),
      ...toHolders(world, loan, 'claim_not_paid', { day }),
    ];
  },
  RepaymentReturned: (world, { loanId }) => {
    const loan = knownFact(world, 'loan', loanId);
    return [toBorrower(loan, 'repayment_returned', { remaining: dueNow(world, loan) })];
  },
  RepaymentDistributed: (world, { loanId, early, amount, paid, payments }) => {
    const loan = knownFact(world, 'loan', loanId);
    const remaining = dueNow(world, loan);
    const isPart = remaining > ZERO;
    const [toPayer, toHolder] =
      early === undefined ? KINDS[isPart ? 'part' : 'whole'] : KINDS.early;
    return [
      toBorrower(loan, toPayer, { ...paid, amount, remaining }),
      ...payments.flatMap((payment) => holderNotice(world, loan, payment, toHolder)),
    ];
  },
  RepaymentBackDated: (world, { loanId, amount, day, penalty, paid, holders }) => {
    const loan = knownFact(world, 'loan', loanId);
    const { principal, interest } = paid.after;
    const figures = { amount, day, principal, interest, penalty: penalty.after };
    return [
      toBorrower(loan, 'repayment_back_dated', { ...figures, penaltyBefore: penalty.before }),
      ...holders.map((holder) => correctionNotice(world, loan, holder, { day })),
    ];
  },
  RepaymentReversed: (world, { loanId, amount, holders }) => {
    const loan = knownFact(world, 'loan', loanId);
    const remaining = dueNow(world, loan);
    return [
      toBorrower(loan, 'repayment_reversed', { amount, remaining }),
      ...holders.map((holder) => correctionNotice(world, loan, holder, {})),
    ];
  },
};

export const REPAYMENT_NOTICE_NEEDS: NoticeNeedTable = {
  InstalmentFellDue: ({ loanId }) => claimsNeed(loanId),
};

/** To the borrower, and to the lenders. */
const KINDS = {
  whole: ['repayment_collected', 'claim_paid'],
  part: ['repayment_collected_in_part', 'claim_paid_in_part'],
  early: ['early_repayment_made', 'claim_paid_early'],
} as const satisfies Readonly<Record<string, readonly [NoticeKind, NoticeKind]>>;

function isSent(loanId: Id, events: readonly MutuaEvent[]): boolean {
  return events.some((event) => event.kind === 'RepaymentSent' && event.loanId === loanId);
}

/** What has fallen due and is unpaid. */
function dueNow(world: KnownWorld, { id }: Loan): MinorUnits {
  return totalOfAmounts(dueAmounts(servicingOf(world, id)));
}

/** What a holder has received in all, before and after; with a day it is a repayment that counts from then. */
function correctionNotice(
  world: KnownWorld,
  loan: Loan,
  { claimId, before, after }: HolderCorrection,
  { day }: { readonly day?: Day },
): Notice {
  const { holderId, origin } = knownFact(world, 'claim', claimId);
  const total = ({ principal, interest, penalty }: HolderCorrection['before']) =>
    sum([principal, interest, penalty]);
  const figures = {
    ...{ amount: minus(total(before), total(after)), ...after },
    ...{ principalBefore: before.principal, interestBefore: before.interest },
    penaltyBefore: before.penalty,
  };
  if (day !== undefined) {
    return toLender(loan, holderId, 'claim_payment_corrected', { ...figures, day });
  }
  if (origin === 'subrogation') return toPartner(loan, holderId, 'recovery_reversed', figures);
  return toLender(loan, holderId, 'claim_payment_reversed', figures);
}

/** Nobody is told of nothing. */
function holderNotice(
  world: KnownWorld,
  loan: Loan,
  { claimId, principal, interest, penalty, fee }: HolderPayment,
  kind: NoticeKind,
): readonly Notice[] {
  const amount = sum([principal, interest, penalty]);
  if (amount === ZERO) return [];
  const { holderId, origin } = knownFact(world, 'claim', claimId);
  if (origin === 'subrogation') {
    return [
      toPartner(loan, holderId, 'recovery_received', { amount, principal, interest, penalty }),
    ];
  }
  return [toLender(loan, holderId, kind, { amount, principal, interest, penalty, fee })];
}
