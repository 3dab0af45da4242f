// A second person ends the collection of a loan that is written off: what is still missing is each lender's loss.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import { assert } from '../../kit/assert.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import { loanAccount } from '../../ledger/addresses.ts';
import { posted } from '../../ledger/transfer.ts';
import { sum, ZERO } from '../../money/minor-units.ts';
import type { World } from '../../world.ts';
import { wholeDebt } from '../written-off.ts';
import {
  checkerIn,
  refusedForCollector,
  releasedStep,
  releaseNeeds,
  type StepAsked,
} from './step-checks.ts';

export interface EndCollection extends StepAsked {
  readonly kind: 'EndCollection';
}

export const endCollection: Rule<EndCollection> = {
  kind: 'EndCollection',
  needs: releaseNeeds,
  decide,
};

function decide(
  world: World,
  asked: EndCollection,
  circumstances: Circumstances,
): Result<Decision> {
  const { loanId, reason } = asked;
  const { actor } = circumstances;
  const barred = refusedForCollector(actor);
  if (barred !== undefined) return barred;
  const checkerId = checkerIn(actor);
  if (checkerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const released = releasedStep(
    world,
    loan,
    'collection_end',
    { reason, checkerId },
    circumstances,
  );
  if (!released.ok) return released;
  const { servicing, proposal } = released.value;
  const amounts = wholeDebt(servicing);
  const claims = world
    .list('claimsOfLoan', loanId)
    .filter(({ state }) => state === 'active' || state === 'on_sale');
  const lost = sum(claims.map(({ outstanding }) => outstanding));
  assert(lost === amounts.principal, 'What lenders lose is the principal that is still owed.');
  const debit = loanAccount('loan_owed', loan);
  const credit = loanAccount('loan_written_off', loan);
  const amount = sum(Object.values(amounts));
  const people = { makerId: proposal.makerId, checkerId };
  return ok({
    events: [
      ...claims.map(({ id, outstanding }) => ({
        ...{ kind: 'ClaimClosed' as const, claimId: id },
        ...(outstanding > ZERO && { loss: outstanding }),
      })),
      {
        ...{ kind: 'LoanClosed', loanId, closeReason: 'collection_ended' },
        givenUp: { amounts, ...people, reason },
      },
    ],
    transfers: [
      posted(circumstances, {
        code: 'written_off_ended',
        debit,
        credit,
        amount,
        subjectId: loanId,
      }),
    ],
  });
}
