// One step of a case is done: the steps of its kind come in their order, each with the papers that it asks for.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { invalid, type Result, refuse } from '../kit/result.ts';
import type { World } from '../world.ts';
import type { CaseEvidence } from './case.ts';
import { type CaseAsked, caseForOwner, caseNeeds } from './case-checks.ts';
import { caseTermsOf } from './case-kind.ts';

/** Asked by its owner. */
export interface FinishCaseStep extends CaseAsked {
  readonly kind: 'FinishCaseStep';
  readonly step: string;
  readonly evidence: readonly CaseEvidence[];
  /** What came of it. */
  readonly reason: string;
}

export const finishCaseStep: Rule<FinishCaseStep> = {
  kind: 'FinishCaseStep',
  needs: caseNeeds,
  decide,
};

function decide(
  world: World,
  command: FinishCaseStep,
  circumstances: Circumstances,
): Result<Decision> {
  const given = caseForOwner(world, command, circumstances);
  if (!given.ok) return given;
  const { found } = given.value;
  const { step, evidence, reason } = command;
  const { steps } = caseTermsOf(found.caseKind);
  const terms = steps.find(({ name }) => name === step);
  if (terms === undefined || terms.hasOwnCommand || found.stepsDone.includes(step)) {
    return invalid('step', 'It is not among the choices.');
  }
  const next = steps.find(({ name }) => !found.stepsDone.includes(name));
  if (next !== undefined && next.name !== step) return refuse('step_skipped', { step: next.name });
  const missing = terms.evidence.filter((kind) => evidence.every((one) => one.kind !== kind));
  if (missing.length > 0) return refuse('evidence_missing', { items: missing.join(', ') });
  if (reason.trim() === '') return refuse('reason_missing');
  return decided({ kind: 'CaseStepDone', caseId: found.id, step, evidence, reason });
}
