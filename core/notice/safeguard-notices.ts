// What is told of guarantors: to themselves, that their word is asked for, that they are free of it, and what they paid
// or did not; and to lenders and borrower, what was paid in the borrower's place; and to lenders, that a guarantor is not
// expected to pay any more.
import type { Id } from '../kit/id.ts';
import { plus, ZERO } from '../money/minor-units.ts';
import type { KnownWorld } from '../world.ts';
import type { Notice } from './notice.ts';
import {
  claimsNeed,
  knownFact,
  type NoticeNeedTable,
  type NoticeTable,
  toBorrower,
  toHolders,
  toLender,
  toPartner,
} from './notice-parts.ts';

export const SAFEGUARD_NOTICES: NoticeTable = {
  GuarantorFailed: (world, { loanIds }) =>
    loanIds.flatMap((loanId) =>
      toHolders(world, knownFact(world, 'loan', loanId), 'claim_guarantor_failed'),
    ),
  CommitmentAsked: (world, { commitmentId }) => [
    toGuarantor(world, commitmentId, 'commitment_asked'),
  ],
  CommitmentReleased: (world, { commitmentId }) => [
    toGuarantor(world, commitmentId, 'commitment_released'),
  ],
  CompensationPaid: (world, { loanId, guarantorId, principal, interest, payments }) => {
    const loan = knownFact(world, 'loan', loanId);
    const figures = { amount: plus(principal, interest), principal, interest };
    return [
      toPartner(loan, guarantorId, 'compensation_paid', figures),
      toBorrower(loan, 'loan_compensated', figures),
      ...payments.flatMap((payment) => {
        const amount = plus(payment.principal, payment.interest);
        if (amount === ZERO) return [];
        const { holderId } = knownFact(world, 'claim', payment.claimId);
        const own = { amount, principal: payment.principal, interest: payment.interest };
        return [toLender(loan, holderId, 'claim_compensated', own)];
      }),
    ];
  },
  CompensationMissed: (world, { loanId, guarantorId, principal, interest }) => {
    const figures = { amount: plus(principal, interest) };
    const loan = knownFact(world, 'loan', loanId);
    return [toPartner(loan, guarantorId, 'compensation_missed', figures)];
  },
  CompensationEnded: (world, { loanId }) =>
    toHolders(world, knownFact(world, 'loan', loanId), 'claim_not_compensated'),
};

export const SAFEGUARD_NOTICE_NEEDS: NoticeNeedTable = {
  GuarantorFailed: ({ loanIds }) =>
    loanIds.flatMap((loanId) => [{ fact: 'loan', key: loanId }, ...claimsNeed(loanId)]),
  CompensationPaid: ({ loanId }) => [{ fact: 'loan', key: loanId }],
  CompensationMissed: ({ loanId }) => [{ fact: 'loan', key: loanId }],
  CompensationEnded: ({ loanId }) => [{ fact: 'loan', key: loanId }, ...claimsNeed(loanId)],
};

function toGuarantor(
  world: KnownWorld,
  commitmentId: Id,
  kind: 'commitment_asked' | 'commitment_released',
): Notice {
  const { guarantorId, loanId, amount, currency } = knownFact(world, 'commitment', commitmentId);
  return {
    ...{ receiverId: guarantorId, role: 'partner', kind, currency, figures: { amount } },
    subject: { kind: 'loan', id: loanId },
  };
}
