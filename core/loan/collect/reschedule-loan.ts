// A second person puts a new plan in force, to which the borrower has agreed.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { MutuaEvent } from '../../events.ts';
import { assert } from '../../kit/assert.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import type { World } from '../../world.ts';
import { interestAtOnce } from '../accelerated.ts';
import { daysBehind } from '../arrears.ts';
import type { LoanRescheduled } from '../collection-events.ts';
import type { Loan } from '../loan.ts';
import { newPlan, withNewPlan } from '../new-plan.ts';
import { reclassified } from '../reclassified.ts';
import { loanAfter, loanWorked, upToDate } from '../up-to-date.ts';
import { checkerIn, releasedStep, releaseNeeds, type StepAsked } from './step-checks.ts';

/** Nothing is given up by it, so that it may be released by whoever releases a step. */
export interface RescheduleLoan extends StepAsked {
  readonly kind: 'RescheduleLoan';
}

export const rescheduleLoan: Rule<RescheduleLoan> = {
  kind: 'RescheduleLoan',
  needs: releaseNeeds,
  decide,
};

function decide(
  world: World,
  { loanId, reason }: RescheduleLoan,
  circumstances: Circumstances,
): Result<Decision> {
  const { today: day, actor } = circumstances;
  const checkerId = checkerIn(actor);
  if (checkerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const found = releasedStep(world, loan, 'reschedule', { reason, checkerId }, circumstances);
  if (!found.ok) return found;
  const { proposal } = found.value;
  if (proposal.acceptedOn === undefined) return refuse('reschedule_not_approved');
  assert(proposal.plan !== undefined, 'A new plan that is proposed says how it is.');
  const worked = upToDate(loan, found.value.servicing, 'due_day', circumstances);
  const made = newPlan(worked.servicing, proposal.plan, day);
  if (!made.ok) return made;
  const { interestDue, ...plan } = made.value;
  const event: LoanRescheduled = {
    ...{ kind: 'LoanRescheduled', loanId, day, plan: proposal.plan, ...plan },
    planNumber: (worked.servicing.planNumber ?? 1) + 1,
    ...{ makerId: proposal.makerId, checkerId, reason },
  };
  const after = withNewPlan(worked.servicing, event);
  return ok({
    events: [
      ...worked.events,
      event,
      ...madeGood(loanAfter(loan, worked)),
      ...reclassified(loanAfter(loan, worked), after, {
        daysOverdue: daysBehind(after, day),
        today: day,
      }),
      loanWorked(loan, after, day, worked.daysOverdue),
    ],
    transfers: [...worked.transfers, ...interestAtOnce(loan, interestDue, circumstances)],
  });
}

/** Nothing is overdue any more by a new plan, whatever the state was. */
function madeGood({ id: loanId, state }: Loan): readonly MutuaEvent[] {
  if (state === 'defaulted') return [{ kind: 'DefaultCured', loanId }];
  return state === 'overdue' ? [{ kind: 'ArrearsCleared', loanId }] : [];
}
