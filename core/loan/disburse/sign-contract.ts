// The borrower signs: the contract is written down with its hash, and the custodian is asked to disburse.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { Id } from '../../kit/id.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import { personIn } from '../../people/actor.ts';
import { productOfLoan } from '../../product/version-need.ts';
import type { World } from '../../world.ts';
import { canonicalText, hashOfText } from '../contract.ts';
import { contractDocument } from './contract-document.ts';
import {
  acceptedBids,
  checkedPlan,
  disbursementNeeds,
  disbursementOf,
  refusedByStage,
} from './disburse-loan.ts';

/** Asked by the borrower. */
export interface SignContract {
  readonly kind: 'SignContract';
  readonly loanId: Id;
}

export const signContract: Rule<SignContract> = {
  kind: 'SignContract',
  needs: ({ loanId }, known) => disbursementNeeds(loanId, known),
  decide,
};

function decide(
  world: World,
  { loanId }: SignContract,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, today } = circumstances;
  const borrowerId = personIn(actor, ['borrower']);
  if (borrowerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined || loan.borrowerId !== borrowerId) return refuse('not_found');
  const refused = refusedByStage(loan);
  if (refused !== undefined) return refused;
  // What is signed is signed; only the custodian's answer is awaited.
  if (world.get('contract', loanId) !== undefined) return refuse('money_in_transit');
  if (world.get('client', borrowerId)?.status === 'frozen') return refuse('client_frozen');
  const plan = checkedPlan(world, loan, today);
  if (!plan.ok) return plan;
  const shares = acceptedBids(world, loanId).map(({ id, lenderId, amount }) => ({
    ...{ bidId: id, lenderId, amount },
  }));
  const document = canonicalText(
    contractDocument(loan, productOfLoan(world, loan), shares, plan.value),
  );
  const { payee } = plan.value;
  const contract = { loanId, borrowerId, payee, document, hash: hashOfText(document) };
  const instruction = disbursementOf(world, loan, plan.value, circumstances);
  return ok({
    events: [
      { kind: 'ContractSigned', contract },
      { kind: 'InstructionMade', instruction },
    ],
    transfers: [],
  });
}
