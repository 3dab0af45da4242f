// What the events of repaying change: the money life of the loan, its claims, and what everybody owes and is owed.
import type { Stamp } from '../../decision.ts';
import type { Evolutions } from '../../evolutions.ts';
import { assert } from '../../kit/assert.ts';
import { minus, plus } from '../../money/minor-units.ts';
import type { WorldDraft } from '../../world.ts';
import { keepDaysOverdue } from '../arrears.ts';
import { awaitingReserve } from '../bad-debt.ts';
import type {
  InstalmentFellDue,
  LoanWorked,
  PenaltyCharged,
  RepaymentDistributed,
  RepaymentReturned,
  RepaymentSent,
  RepaymentStarted,
  ServicingEvent,
} from '../events.ts';
import type { HolderPayment } from '../servicing.ts';
import { loanIn, servicingIn, takeStep } from '../take-step.ts';
import { withPenalty } from './charge-penalty.ts';
import { withRepayment } from './end-repayment.ts';

export const SERVICING_EVOLUTIONS: Evolutions<ServicingEvent> = {
  RepaymentStarted: evolveRepaymentStarted,
  InstalmentFellDue: evolveInstalmentFellDue,
  PenaltyCharged: evolvePenaltyCharged,
  RepaymentSent: evolveRepaymentSent,
  RepaymentReturned: evolveRepaymentReturned,
  RepaymentDistributed: evolveRepaymentDistributed,
  LoanWorked: evolveLoanWorked,
};

function evolveRepaymentStarted(
  world: WorldDraft,
  { loanId }: RepaymentStarted,
  stamp: Stamp,
): void {
  takeStep(world, loanId, { event: 'RepaymentStarted' }, stamp);
}

function evolveInstalmentFellDue(world: WorldDraft, { loanId, number }: InstalmentFellDue): void {
  world.put('servicing', { ...servicingIn(world, loanId), fallenDue: number });
}

function evolvePenaltyCharged(world: WorldDraft, { loanId, charges, meter }: PenaltyCharged): void {
  const servicing = servicingIn(world, loanId);
  const accounts = withPenalty(servicing.accounts, charges);
  world.put('servicing', { ...servicing, accounts, meter });
}

function evolveRepaymentSent(world: WorldDraft, { loanId, underWay }: RepaymentSent): void {
  world.put('servicing', { ...servicingIn(world, loanId), underWay });
}

function evolveRepaymentReturned(world: WorldDraft, { loanId }: RepaymentReturned): void {
  const { underWay: _, ...servicing } = servicingIn(world, loanId);
  world.put('servicing', servicing);
}

function evolveRepaymentDistributed(world: WorldDraft, event: RepaymentDistributed): void {
  const { loanId, paid, payments, changed } = event;
  world.put('servicing', withRepayment(servicingIn(world, loanId), event, changed));
  for (const payment of payments) evolveHolderPayment(world, payment);
  const { borrowerId } = loanIn(world, loanId);
  const borrower = world.get('borrower', borrowerId);
  assert(borrower !== undefined, 'Who owes a loan is a borrower.');
  world.put('borrower', { ...borrower, owed: minus(borrower.owed, paid.principal) });
}

function evolveHolderPayment(world: WorldDraft, payment: HolderPayment): void {
  const { claimId, principal, interest, penalty, roundingUnits } = payment;
  const claim = world.get('claim', claimId);
  assert(claim !== undefined, 'A payment is for a claim that exists.');
  world.put('claim', {
    ...claim,
    outstanding: minus(claim.outstanding, principal),
    roundingUnits,
    principalReceived: plus(claim.principalReceived, principal),
    interestReceived: plus(claim.interestReceived, interest),
    penaltyReceived: plus(claim.penaltyReceived, penalty),
  });
  if (claim.origin === 'subrogation') return;
  const lender = world.get('lender', claim.holderId);
  assert(lender !== undefined, 'Who holds a claim is a lender.');
  world.put('lender', { ...lender, exposure: minus(lender.exposure, principal) });
}

function evolveLoanWorked(world: WorldDraft, event: LoanWorked): void {
  const { loanId, day, nextActionDay, reminderDay, daysOverdue = 0, meter } = event;
  const { compensationDay, reserveDay } = event;
  keepDaysOverdue(world, loanId, daysOverdue);
  world.put('servicing', {
    ...servicingIn(world, loanId),
    ...{ workedThrough: day, ...(meter !== undefined && { meter }) },
  });
  const {
    nextActionDay: _,
    reminderDay: __,
    compensationDay: ___,
    reserveDay: ____,
    reserveAwaited: _____,
    ...loan
  } = loanIn(world, loanId);
  world.put('loan', {
    ...loan,
    ...(nextActionDay !== undefined && { nextActionDay }),
    ...(reminderDay !== undefined && { reminderDay }),
    ...(compensationDay !== undefined && { compensationDay }),
    ...awaitingReserve(loan, reserveDay),
  });
}
