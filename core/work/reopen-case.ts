// Those above whoever works on a case reopen it after an objection or an audit, or cancel one that was opened in
// error; and its owner passes a grave one up.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { holdsPosition, personIn } from '../people/actor.ts';
import type { World } from '../world.ts';
import { type Case, type CaseState, OPEN_CASE_STATES } from './case.ts';
import { type CaseAsked, caseForOwner, caseNeeds, isAboveCase, openCaseOf } from './case-checks.ts';
import { deadlineFrom } from './case-clock.ts';
import { caseTermsOf } from './case-kind.ts';
import { refusedForStage } from './open-case.ts';
import { clockOf } from './pause-case.ts';

/** Asked by those above, or by an internal auditor. */
export interface ReopenCase extends CaseAsked {
  readonly kind: 'ReopenCase';
  readonly reason: string;
}

/** Asked by those above. */
export interface CancelCase extends CaseAsked {
  readonly kind: 'CancelCase';
  readonly reason: string;
}

/** Asked by its owner. */
export interface EscalateCase extends CaseAsked {
  readonly kind: 'EscalateCase';
  readonly reason: string;
}

export const reopenCase: Rule<ReopenCase> = {
  kind: 'ReopenCase',
  needs: ({ caseId }, known) => {
    const found = known.get('case', caseId);
    const key = found?.subjectId;
    return [
      { fact: 'case', key: caseId },
      ...(key === undefined ? [] : [{ list: 'casesOfSubject' as const, key }]),
      // Its client is told.
      ...(key === undefined || found?.subjectKind !== 'loan'
        ? []
        : [{ fact: 'loan' as const, key }]),
    ];
  },
  decide: decideReopening,
};

export const cancelCase: Rule<CancelCase> = {
  kind: 'CancelCase',
  needs: ({ caseId }) => [{ fact: 'case', key: caseId }],
  decide: decideCancelling,
};

export const escalateCase: Rule<EscalateCase> = {
  kind: 'EscalateCase',
  needs: caseNeeds,
  decide: decideEscalation,
};

function decideReopening(
  world: World,
  command: ReopenCase,
  circumstances: Circumstances,
): Result<Decision> {
  const given = caseFromAbove(world, command, ['closed'], circumstances);
  if (!given.ok) return given;
  const { id: caseId, caseKind, subjectId, collection, state } = given.value;
  // What ended with the arrears begins again with them; only what rests on a promise goes on before its day.
  const isPromised = collection?.promiseId !== undefined;
  if (caseKind === 'collection' && !isPromised) return refuse('wrong_stage', { state });
  const open = openCaseOf(world.list('casesOfSubject', subjectId), caseKind);
  if (open !== undefined) return refuse('case_open', { cases: caseKind });
  const loan = given.value.subjectKind === 'loan' ? world.get('loan', subjectId) : undefined;
  const refused = refusedForStage(caseTermsOf(caseKind), loan);
  if (refused !== undefined) return refused;
  const { reason } = command;
  const deadline = deadlineFrom(clockOf(given.value), circumstances);
  return decided({ kind: 'CaseReopened', caseId, cause: 'by_hand', reason, ...deadline });
}

function decideCancelling(
  world: World,
  command: CancelCase,
  circumstances: Circumstances,
): Result<Decision> {
  const given = caseFromAbove(world, command, OPEN_CASE_STATES, circumstances);
  if (!given.ok) return given;
  // What follows from what happened was not opened in error.
  if (given.value.caseKind === 'collection') {
    return refuse('wrong_stage', { state: given.value.state });
  }
  return decided({ kind: 'CaseCancelled', caseId: given.value.id, reason: command.reason });
}

/**
 * A case in one of these states, for those above it.
 *
 * @returns `not_allowed`, `not_found`, `not_allowed` to those who are not above it, `wrong_stage`, `reason_missing`.
 */
function caseFromAbove(
  world: World,
  { kind, caseId, reason }: ReopenCase | CancelCase,
  states: readonly CaseState[],
  { actor }: Circumstances,
): Result<Case> {
  if (personIn(actor, ['staff']) === undefined) return refuse('not_allowed');
  const found = world.get('case', caseId);
  if (found === undefined) return refuse('not_found');
  const isAuditing = kind === 'ReopenCase' && holdsPosition(actor, ['internal_auditor']);
  if (!isAuditing && !isAboveCase(actor, found)) return refuse('not_allowed');
  if (!states.includes(found.state)) return refuse('wrong_stage', { state: found.state });
  if (reason.trim() === '') return refuse('reason_missing');
  return ok(found);
}

function decideEscalation(
  world: World,
  command: EscalateCase,
  circumstances: Circumstances,
): Result<Decision> {
  const given = caseForOwner(world, command, circumstances, ['in_progress', 'waiting']);
  if (!given.ok) return given;
  const { found } = given.value;
  const { reason } = command;
  const { escalation } = caseTermsOf(found.caseKind);
  const to = escalation[found.escalationLevel];
  if (to === undefined) return refuse('wrong_stage', { state: found.state });
  if (reason.trim() === '') return refuse('reason_missing');
  const { id: caseId, escalationLevel, nextActionDay } = found;
  return decided({
    ...{ kind: 'CaseEscalated', caseId, cause: 'by_hand', level: escalationLevel + 1, to, reason },
    ...(nextActionDay !== undefined && { nextActionDay }),
  });
}
