// One person prepares a step of collection: a default that was found, a write-off, or the end of collection.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import type { Id } from '../../kit/id.ts';
import { ok, type Result, refuse } from '../../kit/result.ts';
import { staffIn } from '../../people/actor.ts';
import type { World } from '../../world.ts';
import type { Loan } from '../loan.ts';
import {
  LOSS_MAKERS,
  proposalNeeds,
  proposedStep,
  refusedBeforeDefault,
  refusedForCollector,
  type StepAsked,
} from './step-checks.ts';

/** Asked by risk, finance or collection: the borrower is unlikely to pay, though the days do not say so yet. */
export interface ProposeDefault extends StepAsked {
  readonly kind: 'ProposeDefault';
}

/** Asked by risk or finance, for a loan in default. */
export interface ProposeWriteOff extends StepAsked {
  readonly kind: 'ProposeWriteOff';
}

/** Asked by risk or finance, for a loan that is written off: nothing more is to be hoped for. */
export interface ProposeCollectionEnd extends StepAsked {
  readonly kind: 'ProposeCollectionEnd';
}

export const proposeDefault: Rule<ProposeDefault> = {
  kind: 'ProposeDefault',
  needs: proposalNeeds,
  decide: decideDefault,
};

export const proposeWriteOff: Rule<ProposeWriteOff> = {
  kind: 'ProposeWriteOff',
  needs: proposalNeeds,
  decide: decideWriteOff,
};

export const proposeCollectionEnd: Rule<ProposeCollectionEnd> = {
  kind: 'ProposeCollectionEnd',
  needs: proposalNeeds,
  decide: decideCollectionEnd,
};

function decideDefault(
  world: World,
  { loanId, reason }: ProposeDefault,
  { actor, today }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, [...LOSS_MAKERS, 'collector']);
  if (makerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  return proposedStep(loan, 'default', makerId, { reason, today });
}

function decideWriteOff(
  world: World,
  asked: ProposeWriteOff,
  circumstances: Circumstances,
): Result<Decision> {
  const found = loanForLoss(world, asked, circumstances);
  if (!found.ok) return found;
  const { loan, makerId } = found.value;
  const proposal = { reason: asked.reason, today: circumstances.today };
  return refusedBeforeDefault(loan) ?? proposedStep(loan, 'write_off', makerId, proposal);
}

function decideCollectionEnd(
  world: World,
  asked: ProposeCollectionEnd,
  circumstances: Circumstances,
): Result<Decision> {
  const found = loanForLoss(world, asked, circumstances);
  if (!found.ok) return found;
  const { loan, makerId } = found.value;
  const proposal = { reason: asked.reason, today: circumstances.today };
  return proposedStep(loan, 'collection_end', makerId, proposal);
}

/** The loan, for those who may propose that lenders lose by it: never for whoever collects. */
export function loanForLoss(
  world: World,
  { loanId }: Pick<StepAsked, 'loanId'>,
  { actor }: Circumstances,
): Result<{ readonly loan: Loan; readonly makerId: Id }> {
  const barred = refusedForCollector(actor);
  if (barred !== undefined) return barred;
  const makerId = staffIn(actor, LOSS_MAKERS);
  if (makerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  return loan === undefined ? refuse('not_found') : ok({ loan, makerId });
}
