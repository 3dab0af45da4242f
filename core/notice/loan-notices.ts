// What the two sides of a loan are told before it is disbursed, when it is, and when it ends.
import { plus } from '../money/minor-units.ts';
import { knownFact, type NoticeTable, toBorrower, toLender } from './notice-parts.ts';

export const LOAN_NOTICES: NoticeTable = {
  LoanApproved: (world, { loanId, loanAmount, approvedUntil }) => [
    toBorrower(knownFact(world, 'loan', loanId), 'loan_approved', {
      ...{ amount: loanAmount, day: approvedUntil },
    }),
  ],
  LoanRejected: (world, { loanId }) => [
    toBorrower(knownFact(world, 'loan', loanId), 'loan_rejected'),
  ],
  LoanListed: (world, { loanId }) => {
    const loan = knownFact(world, 'loan', loanId);
    return [toBorrower(loan, 'loan_listed', { amount: loan.loanAmount })];
  },
  LoanFunded: (world, { loanId }) => {
    const loan = knownFact(world, 'loan', loanId);
    return [toBorrower(loan, 'loan_funded', { amount: loan.loanAmount })];
  },
  FundingFailed: (world, { loanId }) => {
    const loan = knownFact(world, 'loan', loanId);
    return [toBorrower(loan, 'funding_failed', { amount: loan.loanAmount })];
  },
  LoanWithdrawn: (world, { loanId, reason }) => [
    toBorrower(knownFact(world, 'loan', loanId), 'loan_withdrawn', { reason }),
  ],
  BidReturned: (world, { bidId, reason }) => {
    const { loanId, lenderId, amount } = knownFact(world, 'bid', bidId);
    const figures = { amount, reason: knownReason(reason) };
    return [toLender(knownFact(world, 'loan', loanId), lenderId, 'bid_returned', figures)];
  },
  LoanDisbursed: (world, { loanId, nextActionDay: day }) => {
    const loan = knownFact(world, 'loan', loanId);
    return [toBorrower(loan, 'loan_disbursed', { amount: loan.loanAmount, day })];
  },
  ClaimMade: (world, { loanId, holderId, principal: amount }) => {
    const loan = knownFact(world, 'loan', loanId);
    const { nextActionDay: day } = loan;
    const figures = { amount, ...(day !== undefined && { day }) };
    return [toLender(loan, holderId, 'claim_made', figures)];
  },
  LoanClosed: (world, { loanId, closeReason }) => {
    const loan = knownFact(world, 'loan', loanId);
    const figures = { amount: loan.loanAmount, reason: closeReason };
    return [toBorrower(loan, 'loan_closed', figures)];
  },
  ClaimClosed: (world, { claimId, loss }) => {
    const claim = knownFact(world, 'claim', claimId);
    const { loanId, holderId, principalReceived, interestReceived, penaltyReceived } = claim;
    // Who holds by subrogation hears of what it recovers, and lent nothing that could end.
    if (claim.origin === 'subrogation') return [];
    const figures = {
      ...{ principal: principalReceived, interest: interestReceived, penalty: penaltyReceived },
      amount: plus(plus(principalReceived, interestReceived), penaltyReceived),
      ...(loss !== undefined && { loss }),
    };
    return [toLender(knownFact(world, 'loan', loanId), holderId, 'claim_closed', figures)];
  },
};

/** Why a bid may go back; whatever else is given is the custodian's own word, which is not passed on. */
export type BidReturnReason = (typeof BID_RETURN_REASONS)[number];

export const BID_RETURN_REASONS = [
  ...(['funding_failed', 'authorisation_expired', 'not_signed'] as const),
  ...(['by_borrower', 'condition_not_met', 'pulled', 'custodian_refused'] as const),
] as const;

function knownReason(reason: string): BidReturnReason {
  return BID_RETURN_REASONS.find((known) => known === reason) ?? 'custodian_refused';
}
