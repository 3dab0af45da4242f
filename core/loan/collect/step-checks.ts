// What the steps of collection ask: who takes one, in which state the loan is, and that two persons stand for it.
import type { Grade } from '../../credit/grade.ts';
import { decided } from '../../decided.ts';
import type { Circumstances, Decision } from '../../decision.ts';
import { assert } from '../../kit/assert.ts';
import type { Id } from '../../kit/id.ts';
import { ok, type Refused, type Result, refuse } from '../../kit/result.ts';
import { type Actor, holdsPosition, type Position, staffIn } from '../../people/actor.ts';
import { refusedByAuthority } from '../../people/authority.ts';
import { AUTHORITY_NEED, authorityToday } from '../../people/change-authority.ts';
import type { KnownWorld, Need, World } from '../../world.ts';
import type { LoanState } from '../life.ts';
import type { Loan } from '../loan.ts';
import type { CollectionProposal, CollectionStep, Servicing } from '../servicing.ts';
import { servicingNeeds } from '../servicing-needs.ts';
import { wholeDebt } from '../written-off.ts';

/** A step of one loan, as one person prepares it and as another releases it. */
export interface StepAsked {
  readonly loanId: Id;
  readonly reason: string;
}

/** From which states a step leads on. */
const FROM: Readonly<Record<CollectionStep, readonly LoanState[]>> = {
  default: ['repaying', 'overdue'],
  asset_class: ['repaying', 'overdue', 'defaulted'],
  acceleration: ['overdue', 'defaulted'],
  waiver: ['repaying', 'overdue', 'defaulted'],
  compromise: ['defaulted'],
  reschedule: ['repaying', 'overdue', 'defaulted'],
  back_dating: ['repaying', 'overdue', 'defaulted'],
  write_off: ['defaulted'],
  collection_end: ['written_off'],
};

/** Who may prepare that something is given up, and who may release a step. */
export const LOSS_MAKERS: readonly Position[] = ['risk_analyst', 'finance_officer'];
const CHECKERS: readonly Position[] = ['risk_analyst', 'committee_member'];

/** What two persons think of a loan waits for no money, and gives none up. */
const MOVING_NOTHING: readonly CollectionStep[] = ['asset_class'];

/** Who collects does not give up what is owed, whatever other post goes with it. */
export function refusedForCollector(actor: Actor): Refused | undefined {
  return holdsPosition(actor, ['collector']) ? refuse('collector_may_not') : undefined;
}

/** Before its default a loan is not written off. */
export function refusedBeforeDefault({ state }: Loan): Refused | undefined {
  const isBefore = state === 'disbursed' || state === 'repaying' || state === 'overdue';
  return isBefore ? refuse('not_defaulted') : undefined;
}

/** Only what is not due yet can become due at once. */
export function refusedWhenDue(
  { state }: Loan,
  servicing: Servicing | undefined,
): Refused | undefined {
  const isWhollyDue = servicing?.fallenDue === servicing?.accounts.length;
  return isWhollyDue ? refuse('wrong_stage', { state }) : undefined;
}

/** Only a debt that is wholly due can be ended for less. */
export function refusedUntilDue(
  { state }: Loan,
  servicing: Servicing | undefined,
): Refused | undefined {
  if (servicing === undefined) return refuse('wrong_stage', { state });
  const isWhollyDue = servicing.fallenDue === servicing.accounts.length;
  return isWhollyDue ? undefined : refuse('step_skipped', { step: 'accelerate' });
}

/** What a proposal says beside its step, and by whom it is. */
type ProposalAsked = Pick<Circumstances, 'today'> &
  Omit<CollectionProposal, 'step' | 'makerId' | 'proposedOn'>;

/** What the proposal of a step reads. */
export function proposalNeeds({ loanId }: StepAsked): readonly Need[] {
  return [
    { fact: 'loan', key: loanId },
    { fact: 'servicing', key: loanId },
  ];
}

/**
 * A step is prepared; it takes the place of an earlier one, whoever made that.
 *
 * @returns `wrong_stage`, then `reason_missing`.
 */
export function proposedStep(
  { id: loanId, state }: Loan,
  step: CollectionStep,
  makerId: Id,
  { reason, today, ...terms }: ProposalAsked,
): Result<Decision> {
  if (!FROM[step].includes(state)) return refuse('wrong_stage', { state });
  if (reason.trim() === '') return refuse('reason_missing');
  const proposal = { ...terms, step, makerId, reason, proposedOn: today };
  return decided({ kind: 'CollectionStepProposed', loanId, proposal });
}

/** What the release of a step reads. */
export function releaseNeeds({ loanId }: StepAsked, known: KnownWorld): readonly Need[] {
  return [AUTHORITY_NEED, ...servicingNeeds(loanId, known)];
}

/** Who may release a step: the checker's id. */
export function checkerIn(actor: Actor): Id | undefined {
  return staffIn(actor, CHECKERS);
}

export interface ReleasedStep {
  readonly servicing: Servicing;
  readonly proposal: CollectionProposal;
}

/**
 * A step that another person has prepared and this one may release.
 *
 * @returns in this order: `wrong_stage`, `step_skipped` where nobody has prepared it, `same_person`, `not_allowed`
 * without any authority, `reason_missing`, `money_in_transit`, `authority_exceeded` for the principal that is
 * outstanding.
 */
export function releasedStep(
  world: World,
  loan: Loan,
  step: CollectionStep,
  { reason, checkerId }: { readonly reason: string; readonly checkerId: Id },
  { actor, today }: Circumstances,
): Result<ReleasedStep> {
  const { id: loanId, state, grade, currency } = loan;
  if (!FROM[step].includes(state)) return refuse('wrong_stage', { state });
  const servicing = world.get('servicing', loanId);
  assert(servicing !== undefined, 'A loan that was disbursed is serviced.');
  const { proposal } = servicing;
  if (proposal?.step !== step) return refuse('step_skipped', { step: `propose_${step}` });
  if (proposal.makerId === checkerId) return refuse('same_person');
  const authority = authorityToday(world, actor, today);
  const movesNothing = MOVING_NOTHING.includes(step);
  if (authority.length === 0 && !movesNothing) return refuse('not_allowed');
  if (reason.trim() === '') return refuse('reason_missing');
  if (movesNothing) return ok({ servicing, proposal });
  if (servicing.underWay !== undefined) return refuse('money_in_transit');
  assert(grade !== undefined, 'An approved loan has its grade.');
  const { principal: loanAmount } = wholeDebt(servicing);
  const asked = { loanAmount, grade: grade as Grade };
  return refusedByAuthority(authority, asked, currency) ?? ok({ servicing, proposal });
}
