// A case waits for an answer from outside, and goes on when it has come.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { type Result, refuse } from '../kit/result.ts';
import type { World } from '../world.ts';
import type { Case } from './case.ts';
import { type CaseAsked, caseForOwner, caseNeeds } from './case-checks.ts';
import { lookDay, resumedDeadline } from './case-clock.ts';
import { type CaseClock, caseTermsOf } from './case-kind.ts';
import { collectionPlanOf } from './collection-plan.ts';

/** Asked by its owner. */
export interface PauseCase extends CaseAsked {
  readonly kind: 'PauseCase';
  /** What is awaited. */
  readonly reason: string;
}

/** Asked by its owner. */
export interface ResumeCase extends CaseAsked {
  readonly kind: 'ResumeCase';
}

export const pauseCase: Rule<PauseCase> = {
  kind: 'PauseCase',
  needs: caseNeeds,
  decide: decidePause,
};

export const resumeCase: Rule<ResumeCase> = {
  kind: 'ResumeCase',
  needs: caseNeeds,
  decide: decideResumption,
};

/** The clock of a case: that of its kind, or of the stage of collection. */
export function clockOf({
  caseKind,
  collection,
}: Pick<Case, 'caseKind' | 'collection'>): CaseClock {
  return collection === undefined
    ? caseTermsOf(caseKind).clock
    : collectionPlanOf(collection.stage).clock;
}

function decidePause(
  world: World,
  command: PauseCase,
  circumstances: Circumstances,
): Result<Decision> {
  const given = caseForOwner(world, command, circumstances);
  if (!given.ok) return given;
  const { reason } = command;
  if (reason.trim() === '') return refuse('reason_missing');
  const { found } = given.value;
  const isClockStopped = clockOf(found).stopsWhileWaiting;
  const nextActionDay = lookDay(found.deadlineAt, circumstances);
  return decided({
    ...{ kind: 'CasePaused', caseId: found.id, cause: 'by_hand', isClockStopped, reason },
    ...(!isClockStopped && { nextActionDay }),
  });
}

function decideResumption(
  world: World,
  command: ResumeCase,
  circumstances: Circumstances,
): Result<Decision> {
  const given = caseForOwner(world, command, circumstances, ['waiting']);
  if (!given.ok) return given;
  const { found } = given.value;
  const deadline = resumedDeadline(found, circumstances);
  return decided({ kind: 'CaseResumed', caseId: found.id, cause: 'by_hand', ...deadline });
}
