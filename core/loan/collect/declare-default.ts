// A second person bears out that a borrower is unlikely to pay: the loan is in default before its days say so.
//
// Nothing becomes due by it: that the whole loan is due at once is another matter, of the contract.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import type { World } from '../../world.ts';
import { loanWorked, upToDate } from '../up-to-date.ts';
import { checkerIn, releasedStep, releaseNeeds, type StepAsked } from './step-checks.ts';

export interface DeclareDefault extends StepAsked {
  readonly kind: 'DeclareDefault';
}

export const declareDefault: Rule<DeclareDefault> = {
  kind: 'DeclareDefault',
  needs: releaseNeeds,
  decide,
};

function decide(
  world: World,
  asked: DeclareDefault,
  circumstances: Circumstances,
): Result<Decision> {
  const { loanId, reason } = asked;
  const { actor, today } = circumstances;
  const checkerId = checkerIn(actor);
  if (checkerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const released = releasedStep(world, loan, 'default', { reason, checkerId }, circumstances);
  if (!released.ok) return released;
  const { servicing, proposal } = released.value;
  const worked = upToDate(loan, servicing, 'asking_day', circumstances);
  if (worked.events.some(({ kind }) => kind === 'LoanDefaulted')) {
    return refuse('wrong_stage', { state: 'defaulted' });
  }
  const people = { makerId: proposal.makerId, checkerId };
  return ok({
    events: [
      ...worked.events,
      { kind: 'LoanDefaulted', loanId, cause: 'unlikely_to_pay', ...people, reason },
      loanWorked(loan, worked.servicing, today, worked.daysOverdue),
    ],
    transfers: worked.transfers,
  });
}
