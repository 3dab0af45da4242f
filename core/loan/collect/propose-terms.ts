// One person prepares what needs more than a reason: a class, an acceleration, a waiver, a compromise, a new plan.
import type { Circumstances, Decision, Rule } from '../../decision.ts';
import { invalid, ok, type Result, refuse } from '../../kit/result.ts';
import { ZERO } from '../../money/minor-units.ts';
import { type Position, personIn, staffIn } from '../../people/actor.ts';
import type { World } from '../../world.ts';
import { daysBehind } from '../arrears.ts';
import { type AssetClass, assetClassOf, worseClass } from '../asset-class.ts';
import { newPlan } from '../new-plan.ts';
import type { CompromiseTerms, PlanAsked, Servicing, WaiverAsked } from '../servicing.ts';
import { servicingNeeds } from '../servicing-needs.ts';
import { upToDate } from '../up-to-date.ts';
import { isNothing } from '../waived.ts';
import { owedInAll } from '../written-off.ts';
import { loanForLoss } from './propose-step.ts';
import {
  proposalNeeds,
  proposedStep,
  refusedBeforeDefault,
  refusedUntilDue,
  refusedWhenDue,
  type StepAsked,
} from './step-checks.ts';

/** Asked by risk: the loan is worse than its days say, or no longer. */
export interface ProposeAssetClass extends StepAsked {
  readonly kind: 'ProposeAssetClass';
  readonly assetClass: AssetClass;
}

/** Asked by risk, finance or collection: by the contract the whole loan is to become due. */
export interface ProposeAcceleration extends StepAsked {
  readonly kind: 'ProposeAcceleration';
}

/** Asked by risk or finance, never by whoever collects. */
export interface ProposeWaiver extends StepAsked {
  readonly kind: 'ProposeWaiver';
  readonly waiver: WaiverAsked;
}

/** Asked by risk or finance, for a loan in default that is wholly due. */
export interface ProposeCompromise extends StepAsked, CompromiseTerms {
  readonly kind: 'ProposeCompromise';
}

/** Asked by risk, finance or collection, at the borrower's wish; the borrower has to agree. */
export interface ProposeReschedule extends StepAsked {
  readonly kind: 'ProposeReschedule';
  readonly plan: PlanAsked;
}

export const proposeAssetClass: Rule<ProposeAssetClass> = {
  kind: 'ProposeAssetClass',
  needs: proposalNeeds,
  decide: decideAssetClass,
};

export const proposeAcceleration: Rule<ProposeAcceleration> = {
  kind: 'ProposeAcceleration',
  needs: proposalNeeds,
  decide: decideAcceleration,
};

export const proposeWaiver: Rule<ProposeWaiver> = {
  kind: 'ProposeWaiver',
  needs: proposalNeeds,
  decide: decideWaiver,
};

export const proposeCompromise: Rule<ProposeCompromise> = {
  kind: 'ProposeCompromise',
  needs: proposalNeeds,
  decide: decideCompromise,
};

export const proposeReschedule: Rule<ProposeReschedule> = {
  kind: 'ProposeReschedule',
  needs: ({ loanId }, known) => servicingNeeds(loanId, known),
  decide: decideReschedule,
};

/** Who may prepare what gives nothing up. */
const MAKERS: readonly Position[] = ['risk_analyst', 'finance_officer', 'collector'];

function decideAssetClass(
  world: World,
  { loanId, reason, assetClass }: ProposeAssetClass,
  { actor, today }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, ['risk_analyst']);
  if (makerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const proposed = proposedStep(loan, 'asset_class', makerId, { reason, today, assetClass });
  const servicing = world.get('servicing', loanId);
  if (!proposed.ok || servicing === undefined) return proposed;
  return refusedByDays(servicing, assetClass, today) ?? proposed;
}

/** A person may choose a worse class, never a better one. */
function refusedByDays(
  servicing: Servicing,
  assetClass: AssetClass,
  today: Circumstances['today'],
): ReturnType<typeof invalid> | undefined {
  const byDays = assetClassOf(daysBehind(servicing, today));
  if (worseClass(byDays, assetClass) === assetClass) return undefined;
  return invalid('assetClass', 'It must not be better than the days overdue say.');
}

function decideAcceleration(
  world: World,
  { loanId, reason }: ProposeAcceleration,
  { actor, today }: Circumstances,
): Result<Decision> {
  const makerId = staffIn(actor, MAKERS);
  if (makerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  return (
    refusedWhenDue(loan, world.get('servicing', loanId)) ??
    proposedStep(loan, 'acceleration', makerId, { reason, today })
  );
}

function decideWaiver(
  world: World,
  asked: ProposeWaiver,
  circumstances: Circumstances,
): Result<Decision> {
  const found = loanForLoss(world, asked, circumstances);
  if (!found.ok) return found;
  const { loan, makerId } = found.value;
  const { reason, waiver } = asked;
  if (waiver.how === 'whole') {
    const early = refusedBeforeDefault(loan);
    if (early !== undefined) return early;
  } else if (isNothing(waiver.amounts)) {
    return invalid('amounts', 'Something must be given up.');
  } else if (waiver.amounts.principal > ZERO) {
    return invalid('amounts.principal', 'Principal is given up only with the whole debt.');
  }
  return proposedStep(loan, 'waiver', makerId, { reason, today: circumstances.today, waiver });
}

function decideCompromise(
  world: World,
  asked: ProposeCompromise,
  circumstances: Circumstances,
): Result<Decision> {
  const found = loanForLoss(world, asked, circumstances);
  if (!found.ok) return found;
  const { loan, makerId } = found.value;
  const { reason, amount, until } = asked;
  const { today } = circumstances;
  const servicing = world.get('servicing', asked.loanId);
  const early = refusedBeforeDefault(loan) ?? refusedUntilDue(loan, servicing);
  if (early !== undefined) return early;
  if (amount <= ZERO) return invalid('amount', 'It must be greater than 0.');
  if (until < today) return invalid('until', 'It must not be before today.');
  if (servicing !== undefined && amount >= owedInAll(servicing)) {
    return invalid('amount', 'It must be less than what is owed.');
  }
  const compromise = { amount, until };
  return proposedStep(loan, 'compromise', makerId, { reason, today, compromise });
}

function decideReschedule(
  world: World,
  { loanId, reason, plan }: ProposeReschedule,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, today } = circumstances;
  const makerId = staffIn(actor, MAKERS);
  if (makerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const proposed = proposedStep(loan, 'reschedule', makerId, { reason, today, plan });
  const servicing = world.get('servicing', loanId);
  if (!proposed.ok || servicing === undefined) return proposed;
  if (servicing.underWay !== undefined) return refuse('money_in_transit');
  // Whether it can be laid out is known today; it is laid out for the day of its release.
  const worked = upToDate(loan, servicing, 'due_day', circumstances);
  const laidOut = newPlan(worked.servicing, plan, today);
  return laidOut.ok ? proposed : laidOut;
}

/** Asked by the borrower of the loan. */
export interface AcceptReschedule {
  readonly kind: 'AcceptReschedule';
  readonly loanId: StepAsked['loanId'];
}

export const acceptReschedule: Rule<AcceptReschedule> = {
  kind: 'AcceptReschedule',
  needs: ({ loanId }) => [
    { fact: 'loan', key: loanId },
    { fact: 'servicing', key: loanId },
  ],
  decide: decideAcceptance,
};

function decideAcceptance(
  world: World,
  { loanId }: AcceptReschedule,
  { actor, today }: Circumstances,
): Result<Decision> {
  const borrowerId = personIn(actor, ['borrower']);
  if (borrowerId === undefined) return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined || loan.borrowerId !== borrowerId) return refuse('not_found');
  const proposal = world.get('servicing', loanId)?.proposal;
  if (proposal?.step !== 'reschedule' || proposal.acceptedOn !== undefined) {
    return refuse('wrong_stage', { state: loan.state });
  }
  return ok({ events: [{ kind: 'RescheduleAccepted', loanId, day: today }], transfers: [] });
}
