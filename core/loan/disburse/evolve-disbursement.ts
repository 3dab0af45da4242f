// What the events of the contract and the disbursement change.
import type { Stamp } from '../../decision.ts';
import type { Evolutions } from '../../evolutions.ts';
import { plus, ZERO } from '../../money/minor-units.ts';
import { newBorrower } from '../../people/client.ts';
import type { WorldDraft } from '../../world.ts';
import type { ClaimMade, ContractSigned, DisbursementEvent, LoanDisbursed } from '../events.ts';
import { endOpenLoan } from '../open-loan.ts';
import { newMeter } from '../serviced-accounts.ts';
import { loanIn, takeStep } from '../take-step.ts';

export const DISBURSEMENT_EVOLUTIONS: Evolutions<DisbursementEvent> = {
  ContractSigned: evolveContractSigned,
  LoanDisbursed: evolveLoanDisbursed,
  ClaimMade: evolveClaimMade,
};

function evolveContractSigned(
  world: WorldDraft,
  { contract }: ContractSigned,
  { at }: Stamp,
): void {
  world.put('contract', { ...contract, signedAt: at });
  // Only the custodian's answer is awaited now: the calendar has nothing to do.
  const { nextActionDay: _, ...loan } = loanIn(world, contract.loanId);
  world.put('loan', { ...loan, contractHash: contract.hash });
}

function evolveLoanDisbursed(world: WorldDraft, event: LoanDisbursed, stamp: Stamp): void {
  const { loanId, valueDay, terms, rules, accounts, nextActionDay, reminderDay } = event;
  const days = { valueDay, nextActionDay, ...(reminderDay !== undefined && { reminderDay }) };
  takeStep(world, loanId, { event: 'LoanDisbursed' }, stamp, days);
  world.put('servicing', {
    ...{ loanId, terms, rules, accounts, changes: [], fallenDue: 0 },
    workedThrough: valueDay,
    ...newMeter(rules, valueDay),
  });
  const { borrowerId, loanAmount } = loanIn(world, loanId);
  endOpenLoan(world, borrowerId);
  const borrower = world.get('borrower', borrowerId) ?? newBorrower(borrowerId);
  world.put('borrower', { ...borrower, owed: plus(borrower.owed, loanAmount) });
}

/** A lender's exposure stays: what was held for the bid is now outstanding. */
function evolveClaimMade(world: WorldDraft, event: ClaimMade): void {
  const { claimId, loanId, borrowerId, holderId, principal, units } = event;
  world.put('claim', {
    ...{ id: claimId, loanId, borrowerId, holderId, principal, units },
    ...{ origin: 'disbursement', state: 'active', outstanding: principal, roundingUnits: 0 },
    ...{ principalReceived: ZERO, interestReceived: ZERO, penaltyReceived: ZERO },
  });
}
