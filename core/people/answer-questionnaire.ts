// A lender answers the risk questionnaire: what it comes to holds until its last day.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { type Result, refuse } from '../kit/result.ts';
import { ruleInForce } from '../law/rule-pack.ts';
import type { World } from '../world.ts';
import { personIn } from './actor.ts';
import { packOfOperator } from './operator.ts';
import { OPERATOR_NEED } from './operator-need.ts';
import { type QuestionnaireAnswers, scoreQuestionnaire } from './questionnaire.ts';
import { toleranceLevel } from './tolerance.ts';

/** Where the pack says nothing of it, a result counts for a year. */
const VALIDITY_DAYS = 365;

/** Asked by a lender who is signed in; the taking gets the id of the command. */
export interface AnswerQuestionnaire {
  readonly kind: 'AnswerQuestionnaire';
  readonly version: number;
  readonly answers: QuestionnaireAnswers;
}

export const answerQuestionnaire: Rule<AnswerQuestionnaire> = {
  kind: 'AnswerQuestionnaire',
  needs(_, __, { actor }) {
    const lenderId = personIn(actor, ['lender']);
    if (lenderId === undefined) return [];
    return [OPERATOR_NEED, { fact: 'client', key: lenderId }, { fact: 'lender', key: lenderId }];
  },
  decide,
};

function decide(
  world: World,
  { version, answers }: AnswerQuestionnaire,
  { actor, commandId, today }: Circumstances,
): Result<Decision> {
  const lenderId = personIn(actor, ['lender']);
  if (lenderId === undefined) return refuse('not_allowed');
  const client = world.get('client', lenderId);
  const operator = world.get('operator', 'operator');
  if (client === undefined || operator === undefined || client.status === 'registered') {
    return refuse('identity_not_verified');
  }
  if (client.status === 'frozen') return refuse('client_frozen');
  const rule = ruleInForce(packOfOperator(operator), 'risk_questionnaire', today);
  const days = rule?.value.validityDays ?? VALIDITY_DAYS;
  const scored = scoreQuestionnaire(version, answers, today, days);
  if (!scored.ok) return scored;
  const { points, tolerance, exposureCeiling, answeredOn, expiryDay } = scored.value;
  return decided({
    kind: 'QuestionnaireAnswered',
    takingId: commandId,
    ...{ lenderId, points, exposureCeiling, answeredOn, questionsVersion: version },
    tolerance: toleranceLevel(tolerance),
    validUntil: expiryDay,
    personal: { answers },
  });
}
