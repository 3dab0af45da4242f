// What the correction of a repayment changes: the loan's money life, its claims, and what everybody owes and is owed.
import type { Evolutions } from '../evolutions.ts';
import { assert } from '../kit/assert.ts';
import { minus, plus } from '../money/minor-units.ts';
import type { WorldDraft } from '../world.ts';
import type { CorrectionEvent, HolderCorrection, LoanCorrected } from './correction-events.ts';
import type { Servicing } from './servicing.ts';
import { loanIn, servicingIn } from './take-step.ts';

export const CORRECTION_EVOLUTIONS: Evolutions<CorrectionEvent> = {
  RepaymentBackDated: (world, event) => {
    evolveCorrected(world, event);
    const { proposal: _, ...servicing } = servicingIn(world, event.loanId);
    world.put('servicing', servicing);
  },
  RepaymentReversed: (world, event) => {
    evolveCorrected(world, event);
    const instruction = world.get('instruction', event.instructionId);
    assert(instruction !== undefined, 'What the custodian takes back was instructed.');
    world.put('instruction', { ...instruction, reversedBy: event.bankReference });
  },
};

/**
 * The money life as a correction leaves it.
 *
 * @example withCorrection({ accounts: [], fallenDue: 0 }, { accounts: [], fallenDue: 0, changes: [] }).changes // []
 */
export function withCorrection(
  servicing: Servicing,
  { accounts, fallenDue, changes, meter }: LoanCorrected,
): Servicing {
  return { ...servicing, accounts, fallenDue, changes, ...(meter !== undefined && { meter }) };
}

function evolveCorrected(world: WorldDraft, event: LoanCorrected): void {
  const { loanId, paid, worstDaysOverdue, holders } = event;
  world.put('servicing', withCorrection(servicingIn(world, loanId), event));
  for (const holder of holders) evolveHolder(world, holder);
  const borrower = world.get('borrower', loanIn(world, loanId).borrowerId);
  assert(borrower !== undefined, 'Who owes a loan is a borrower.');
  const more = minus(paid.after.principal, paid.before.principal);
  world.put('borrower', {
    ...borrower,
    owed: minus(borrower.owed, more),
    ...(worstDaysOverdue !== undefined && { worstDaysOverdue }),
  });
}

function evolveHolder(
  world: WorldDraft,
  { claimId, before, after, roundingUnits }: HolderCorrection,
): void {
  const claim = world.get('claim', claimId);
  assert(claim !== undefined, 'A correction is of claims that exist.');
  const more = minus(after.principal, before.principal);
  world.put('claim', {
    ...claim,
    roundingUnits,
    outstanding: minus(claim.outstanding, more),
    principalReceived: plus(claim.principalReceived, more),
    interestReceived: plus(claim.interestReceived, minus(after.interest, before.interest)),
    penaltyReceived: plus(claim.penaltyReceived, minus(after.penalty, before.penalty)),
  });
  if (claim.origin === 'subrogation') return;
  const lender = world.get('lender', claim.holderId);
  assert(lender !== undefined, 'Who holds a claim is a lender.');
  world.put('lender', { ...lender, exposure: minus(lender.exposure, more) });
}
