// A case comes to its end: its owner submits or closes it with a result, and where the kind wants a checker, another
// person releases it or sends it back.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import type { Id } from '../kit/id.ts';
import { invalid, type Refused, type Result, refuse } from '../kit/result.ts';
import { holdsPosition, personIn } from '../people/actor.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import type { Case } from './case.ts';
import { type CaseAsked, caseForOwner, caseNeeds } from './case-checks.ts';
import { caseTermsOf, FEEDBACK_STEP } from './case-kind.ts';

/** Asked by its owner, who is done. A kind without a checker is closed by it. */
export interface SubmitCase extends CaseAsked {
  readonly kind: 'SubmitCase';
  readonly result: string;
  readonly reason: string;
}

/** Asked by a checker of the kind: the result holds. */
export interface CloseCase extends CaseAsked {
  readonly kind: 'CloseCase';
  readonly reason: string;
}

/** Asked by a checker of the kind. */
export interface SendBackCase extends CaseAsked {
  readonly kind: 'SendBackCase';
  readonly reason: string;
}

export const submitCase: Rule<SubmitCase> = {
  kind: 'SubmitCase',
  needs: (command, known) => [...caseNeeds(command, known), ...subjectNeeds(command, known)],
  decide: decideSubmission,
};

export const closeCase: Rule<CloseCase> = {
  kind: 'CloseCase',
  needs: (command, known) => [
    { fact: 'case', key: command.caseId },
    ...subjectNeeds(command, known),
  ],
  decide: decideClosing,
};

export const sendBackCase: Rule<SendBackCase> = {
  kind: 'SendBackCase',
  needs: ({ caseId }) => [{ fact: 'case', key: caseId }],
  decide: decideSendingBack,
};

/** The loan that a case is about, whose client is told how it ended. */
function subjectNeeds({ caseId }: CaseAsked, known: KnownWorld): readonly Need[] {
  const found = known.get('case', caseId);
  return found?.subjectKind === 'loan' ? [{ fact: 'loan', key: found.subjectId }] : [];
}

function decideSubmission(
  world: World,
  command: SubmitCase,
  circumstances: Circumstances,
): Result<Decision> {
  const given = caseForOwner(world, command, circumstances, ['in_progress', 'waiting']);
  if (!given.ok) return given;
  const { found, personId: makerId } = given.value;
  const { result, reason } = command;
  const { results, checkers } = caseTermsOf(found.caseKind);
  if (!results.includes(result)) return invalid('result', 'It is not among the choices.');
  // What was promised is tracked without anybody's work, until it is broken.
  if (result === 'promised' && found.collection?.promiseId === undefined) {
    return refuse('step_skipped', { step: 'promise_to_pay' });
  }
  if (found.state === 'waiting' && result !== 'promised') {
    return refuse('wrong_stage', { state: found.state });
  }
  const refused = refusedForSteps(found);
  if (refused !== undefined) return refused;
  if (reason.trim() === '') return refuse('reason_missing');
  const { id: caseId } = found;
  if (checkers.length === 0) return decided({ kind: 'CaseClosed', caseId, result, reason });
  return decided({ kind: 'CaseSubmitted', caseId, makerId, result, reason });
}

function refusedForSteps({ caseKind, stepsDone }: Case): Refused | undefined {
  const next = caseTermsOf(caseKind).steps.find(({ name }) => !stepsDone.includes(name));
  if (next === undefined) return undefined;
  if (next.name === FEEDBACK_STEP) return refuse('feedback_missing');
  return refuse('step_skipped', { step: next.name });
}

function decideClosing(
  world: World,
  command: CloseCase,
  circumstances: Circumstances,
): Result<Decision> {
  const checked = caseForChecker(world, command, circumstances);
  if (!checked.ok) return checked;
  const { id: caseId, result = '' } = checked.value.found;
  return decided({ kind: 'CaseClosed', caseId, result, reason: command.reason });
}

function decideSendingBack(
  world: World,
  command: SendBackCase,
  circumstances: Circumstances,
): Result<Decision> {
  const checked = caseForChecker(world, command, circumstances);
  if (!checked.ok) return checked;
  const { found, checkerId } = checked.value;
  const { reason } = command;
  return decided({ kind: 'CaseSentBack', caseId: found.id, checkerId, reason });
}

/**
 * A case that waits for a second person, for one of its checkers.
 *
 * @returns `not_allowed`, `not_found`, `not_allowed` to those who check other kinds, `wrong_stage`, `same_person`,
 * `reason_missing`.
 */
function caseForChecker(
  world: World,
  { caseId, reason }: CloseCase | SendBackCase,
  { actor }: Circumstances,
): Result<{ readonly found: Case; readonly checkerId: Id }> {
  const checkerId = personIn(actor, ['staff']);
  if (checkerId === undefined) return refuse('not_allowed');
  const found = world.get('case', caseId);
  if (found === undefined) return refuse('not_found');
  if (!holdsPosition(actor, caseTermsOf(found.caseKind).checkers)) return refuse('not_allowed');
  if (found.state !== 'in_check') return refuse('wrong_stage', { state: found.state });
  if (found.makerId === checkerId) return refuse('same_person');
  if (reason.trim() === '') return refuse('reason_missing');
  return { ok: true, value: { found, checkerId } };
}
