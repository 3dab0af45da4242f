// A prepared step of collection goes back: it was not released, or its maker thought better of it.
import { decided } from '../../decided.ts';
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import { type Result, refuse } from '../../kit/result.ts';
import { staffIn } from '../../people/actor.ts';
import type { World } from '../../world.ts';
import type { StepAsked } from './step-checks.ts';

/** Asked by risk, finance or the committee. */
export interface ReturnCollectionStep extends StepAsked {
  readonly kind: 'ReturnCollectionStep';
}

export const returnCollectionStep: Rule<ReturnCollectionStep> = {
  kind: 'ReturnCollectionStep',
  needs: ({ loanId }) => [
    { fact: 'loan', key: loanId },
    { fact: 'servicing', key: loanId },
  ],
  decide,
};

function decide(
  world: World,
  { loanId, reason }: ReturnCollectionStep,
  { actor }: Circumstances,
): Result<Decision> {
  const checkerId = staffIn(actor, ['risk_analyst', 'finance_officer', 'committee_member']);
  if (checkerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const proposal = world.get('servicing', loanId)?.proposal;
  if (proposal === undefined) return refuse('wrong_stage', { state: loan.state });
  if (reason.trim() === '') return refuse('reason_missing');
  const { step } = proposal;
  return decided({ kind: 'CollectionStepReturned', loanId, step, checkerId, reason });
}
