// What the end of a loan changes.
import type { Stamp } from '../../decision.ts';
import type { Evolutions } from '../../evolutions.ts';
import { assert } from '../../kit/assert.ts';
import { minus, ZERO } from '../../money/minor-units.ts';
import type { WorldDraft } from '../../world.ts';
import type { ClaimClosed, ClosingEvent, LoanClosed } from '../events.ts';
import { loanIn, servicingIn, takeStep } from '../take-step.ts';
import { givenUp } from '../written-off.ts';

export const CLOSING_EVOLUTIONS: Evolutions<ClosingEvent> = {
  ClaimClosed: evolveClaimClosed,
  LoanClosed: evolveLoanClosed,
};

function evolveClaimClosed(world: WorldDraft, { claimId, loss = ZERO }: ClaimClosed): void {
  const claim = world.get('claim', claimId);
  assert(claim !== undefined, 'An event is about a claim that exists.');
  if (loss === ZERO) {
    world.put('claim', { ...claim, state: 'closed' });
    return;
  }
  const outstanding = minus(claim.outstanding, loss);
  world.put('claim', { ...claim, state: 'closed', outstanding, loss });
  // What a payer loses by subrogation was no lending of its own.
  if (claim.origin === 'subrogation') return;
  const lender = world.get('lender', claim.holderId);
  assert(lender !== undefined, 'Who holds a claim is a lender.');
  world.put('lender', { ...lender, exposure: minus(lender.exposure, loss) });
}

function evolveLoanClosed(world: WorldDraft, event: LoanClosed, stamp: Stamp): void {
  const { loanId, closeReason, givenUp: left } = event;
  const {
    nextActionDay: _,
    reminderDay: __,
    compensationDay: ___,
    reserveDay: _____,
    reserveAwaited: ______,
    ...loan
  } = loanIn(world, loanId);
  world.put('loan', loan);
  takeStep(world, loanId, { event: 'LoanClosed', reason: closeReason }, stamp, { closeReason });
  const { proposal: ____, ...servicing } = servicingIn(world, loanId);
  const accounts = left === undefined ? servicing.accounts : givenUp(servicing.accounts, stamp.day);
  world.put('servicing', { ...servicing, accounts });
  const borrower = world.get('borrower', loan.borrowerId);
  assert(borrower !== undefined, 'Who owed a loan is a borrower.');
  const { owed, loansRepaid = 0 } = borrower;
  // What had to be written off first does not speak for a borrower.
  const isRepaid = closeReason === 'repaid' || closeReason === 'repaid_early';
  world.put('borrower', {
    ...borrower,
    ...(isRepaid && { loansRepaid: loansRepaid + 1 }),
    ...(left !== undefined && { owed: minus(owed, left.amounts.principal) }),
  });
}
