// What the end of a loan changes.
import type { Stamp } from '../../decision.ts';
import type { Evolutions } from '../../evolutions.ts';
import { assert } from '../../kit/assert.ts';
import type { WorldDraft } from '../../world.ts';
import type { ClaimClosed, ClosingEvent, LoanClosed } from '../events.ts';
import { loanIn, takeStep } from '../take-step.ts';

export const CLOSING_EVOLUTIONS: Evolutions<ClosingEvent> = {
  ClaimClosed: evolveClaimClosed,
  LoanClosed: evolveLoanClosed,
};

function evolveClaimClosed(world: WorldDraft, { claimId }: ClaimClosed): void {
  const claim = world.get('claim', claimId);
  assert(claim !== undefined, 'An event is about a claim that exists.');
  world.put('claim', { ...claim, state: 'closed' });
}

function evolveLoanClosed(
  world: WorldDraft,
  { loanId, closeReason }: LoanClosed,
  stamp: Stamp,
): void {
  const { nextActionDay: _, ...loan } = loanIn(world, loanId);
  world.put('loan', loan);
  takeStep(world, loanId, { event: 'LoanClosed', reason: closeReason }, stamp, { closeReason });
  const borrower = world.get('borrower', loan.borrowerId);
  assert(borrower !== undefined, 'Who owed a loan is a borrower.');
  world.put('borrower', { ...borrower, loansRepaid: (borrower.loansRepaid ?? 0) + 1 });
}
