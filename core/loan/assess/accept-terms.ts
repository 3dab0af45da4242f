// The borrower accepts the approved terms, knowing what the loan costs a year.
import { decided } from '../../decided.ts';
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { Id } from '../../kit/id.ts';
import { type Result, refuse } from '../../kit/result.ts';
import { rateText } from '../../money/figure-text.ts';
import { personIn } from '../../people/actor.ts';
import type { World } from '../../world.ts';
import { loanFileIn, loanFileNeeds } from './loan-file.ts';

/** Asked by the borrower. */
export interface AcceptTerms {
  readonly kind: 'AcceptTerms';
  readonly loanId: Id;
  /** The all-in rate that was shown; it has to be the loan's own. */
  readonly allInRatePpm: number;
}

/** Asked by the calendar when the days of an approval are over. */
export interface ExpireApproval {
  readonly kind: 'ExpireApproval';
  readonly loanId: Id;
}

export const acceptTerms: Rule<AcceptTerms> = {
  kind: 'AcceptTerms',
  needs: loanFileNeeds,
  decide: decideAcceptance,
};

export const expireApproval: Rule<ExpireApproval> = {
  kind: 'ExpireApproval',
  needs: loanFileNeeds,
  decide: decideExpiry,
};

function decideAcceptance(
  world: World,
  { loanId, allInRatePpm }: AcceptTerms,
  { actor, today }: Circumstances,
): Result<Decision> {
  const borrowerId = personIn(actor, ['borrower']);
  if (borrowerId === undefined) return refuse('not_allowed');
  // Another's loan is not there for a borrower.
  if (world.get('loan', loanId)?.borrowerId !== borrowerId) return refuse('not_found');
  const found = loanFileIn(world, loanId, ['approved']);
  if (!found.ok) return found;
  const { loan, client } = found.value;
  if (client.status === 'frozen') return refuse('client_frozen');
  if (loan.approvedUntil !== undefined && loan.approvedUntil < today) {
    return refuse('wrong_stage', { state: 'withdrawn' });
  }
  if (client.custodyAccounts.borrower === undefined) return refuse('custody_account_missing');
  const actual = loan.allInRatePpm ?? 0;
  if (allInRatePpm !== actual) {
    return refuse('quote_differs', {
      actual: rateText(actual),
      quoted: rateText(allInRatePpm),
    });
  }
  return decided({ kind: 'TermsAccepted', loanId, allInRatePpm });
}

function decideExpiry(
  world: World,
  { loanId }: ExpireApproval,
  { actor, today }: Circumstances,
): Result<Decision> {
  if (actor.kind !== 'calendar') return refuse('not_allowed');
  const found = loanFileIn(world, loanId, ['approved']);
  if (!found.ok) return found;
  const { approvedUntil } = found.value.loan;
  // It still holds, so there is nothing to do yet.
  if (approvedUntil === undefined || today <= approvedUntil) return decided();
  return decided({ kind: 'LoanWithdrawn', loanId, reason: 'approval_expired' });
}
