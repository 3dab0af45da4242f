// Manual review 人工审核: a risk analyst looks at what the rules referred, and says what should become of it.
import { decided } from '../../decided.ts';
import type { Rule } from '../../decision.ts';
import type { Id } from '../../kit/id.ts';
import { refuse } from '../../kit/result.ts';
import { staffIn } from '../../people/actor.ts';
import { loanFileIn, loanFileNeeds } from './loan-file.ts';

export interface ReviewLoan {
  readonly kind: 'ReviewLoan';
  readonly loanId: Id;
  readonly opinion: 'approve' | 'reject';
  readonly reason: string;
}

export const reviewLoan: Rule<ReviewLoan> = {
  kind: 'ReviewLoan',
  needs: loanFileNeeds,
  decide(world, { loanId, opinion, reason }, { actor }) {
    const makerId = staffIn(actor, ['risk_analyst']);
    if (makerId === undefined) return refuse('not_allowed');
    const found = loanFileIn(world, loanId, ['assessed']);
    if (!found.ok) return found;
    if (reason.trim() === '') return refuse('reason_missing');
    if (found.value.application.changedSince) return refuse('changed_meanwhile');
    return decided({ kind: 'LoanReviewed', loanId, makerId, opinion, reason });
  },
};
