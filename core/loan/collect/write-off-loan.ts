// A second person writes a loan off: the whole debt leaves the accounts of its components and stays owed.
//
// What each lender has lent stays outstanding on the claim, so every later payment reaches the lenders by their
// shares; the loss is known only when the loan is closed.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import type { World } from '../../world.ts';
import { upToDate } from '../up-to-date.ts';
import { restToWriteOff, wholeDebt, writeOffTransfers } from '../written-off.ts';
import {
  checkerIn,
  refusedBeforeDefault,
  refusedForCollector,
  releasedStep,
  releaseNeeds,
  type StepAsked,
} from './step-checks.ts';

export interface WriteOffLoan extends StepAsked {
  readonly kind: 'WriteOffLoan';
}

export const writeOffLoan: Rule<WriteOffLoan> = {
  kind: 'WriteOffLoan',
  needs: releaseNeeds,
  decide,
};

function decide(world: World, asked: WriteOffLoan, circumstances: Circumstances): Result<Decision> {
  const { loanId, reason } = asked;
  const { actor, today: day } = circumstances;
  const barred = refusedForCollector(actor);
  if (barred !== undefined) return barred;
  const checkerId = checkerIn(actor);
  if (checkerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const early = refusedBeforeDefault(loan);
  if (early !== undefined) return early;
  const released = releasedStep(world, loan, 'write_off', { reason, checkerId }, circumstances);
  if (!released.ok) return released;
  const { servicing, proposal } = released.value;
  const worked = upToDate(loan, servicing, 'asking_day', circumstances);
  // What was agreed with the borrower holds until its day.
  if (worked.servicing.compromise !== undefined) {
    return refuse('step_skipped', { step: 'compromise' });
  }
  const rest = restToWriteOff(worked.servicing, day);
  const { accounts, fallenDue } = worked.servicing;
  const amounts = wholeDebt({ accounts: [...accounts.slice(0, fallenDue), ...rest] });
  const people = { makerId: proposal.makerId, checkerId };
  return ok({
    events: [
      ...worked.events,
      { kind: 'LoanWrittenOff', loanId, day, amounts, rest, ...people, reason },
    ],
    transfers: [...worked.transfers, ...writeOffTransfers(loan, amounts, circumstances)],
  });
}
