// A loan has ended: whoever stood behind it is free, and what stood behind it goes back to its owner.
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import type { Id } from '../kit/id.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { FINAL_STATES } from '../loan/life.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import { isStandingCollateral } from './collateral.ts';

/** Asked by the rule that watches loans end. */
export interface ReleaseSafeguards {
  readonly kind: 'ReleaseSafeguards';
  readonly loanId: Id;
}

export const releaseSafeguards: Rule<ReleaseSafeguards> = {
  kind: 'ReleaseSafeguards',
  needs: needsOf,
  decide,
};

function needsOf({ loanId }: ReleaseSafeguards, known: KnownWorld): readonly Need[] {
  return [
    { fact: 'loan', key: loanId },
    { list: 'commitmentsOfLoan', key: loanId },
    { list: 'collateralOfLoan', key: loanId },
    ...known
      .list('commitmentsOfLoan', loanId)
      .map(({ guarantorId }) => ({ fact: 'guarantor' as const, key: guarantorId })),
  ];
}

function decide(
  world: World,
  { loanId }: ReleaseSafeguards,
  { actor }: Circumstances,
): Result<Decision> {
  if (actor.kind !== 'rule' && actor.kind !== 'calendar') return refuse('not_allowed');
  const loan = world.get('loan', loanId);
  if (loan === undefined) return refuse('not_found');
  const { state: reason } = loan;
  if (!FINAL_STATES.includes(reason)) return refuse('wrong_stage', { state: reason });
  const commitments = world
    .list('commitmentsOfLoan', loanId)
    .filter(({ state }) => state === 'asked' || state === 'signed');
  const things = world.list('collateralOfLoan', loanId).filter(isStandingCollateral);
  const events: MutuaEvent[] = [
    ...commitments.map(({ id }) => {
      return { kind: 'CommitmentReleased' as const, commitmentId: id, reason };
    }),
    ...things.map(({ id }) => ({ kind: 'CollateralReleased' as const, collateralId: id, reason })),
  ];
  return ok({ events, transfers: [] });
}
