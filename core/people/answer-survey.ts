// A client says how content it is with the platform as a lender or as a borrower: once in a quarter.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { quarterOf } from '../disclosure/month.ts';
import type { Id } from '../kit/id.ts';
import { type Result, refuse } from '../kit/result.ts';
import { formatDay } from '../time/day.ts';
import type { World } from '../world.ts';
import { personIn } from './actor.ts';
import { nextSurveyDay, type SurveyRole, type SurveyScore, surveyKey } from './survey.ts';

/** Asked by the client who is signed in. */
export interface AnswerSurvey {
  readonly kind: 'AnswerSurvey';
  readonly role: SurveyRole;
  readonly score: SurveyScore;
  readonly comment?: string;
  /** A loan of the borrower's, or a claim of the lender's, that was paid out; left out where there is none. */
  readonly paidOutId?: Id;
}

export const answerSurvey: Rule<AnswerSurvey> = {
  kind: 'AnswerSurvey',
  needs(command, _, { actor, today }) {
    const clientId = personIn(actor, [command.role]);
    if (clientId === undefined) return [];
    const { role, paidOutId } = command;
    return [
      { fact: 'client', key: clientId },
      { fact: 'surveyAnswer', key: surveyKey({ clientId, role, quarter: quarterOf(today) }) },
      ...(paidOutId === undefined
        ? []
        : [{ fact: role === 'lender' ? ('claim' as const) : ('loan' as const), key: paidOutId }]),
    ];
  },
  decide,
};

function decide(
  world: World,
  command: AnswerSurvey,
  { actor, commandId, today }: Circumstances,
): Result<Decision> {
  const { role, score, comment } = command;
  const clientId = personIn(actor, [role]);
  if (clientId === undefined) return refuse('not_allowed');
  const client = world.get('client', clientId);
  if (client === undefined || client.status === 'registered') {
    return refuse('identity_not_verified');
  }
  if (client.status === 'frozen') return refuse('client_frozen');
  const hasAccount = client.status === 'active' && client.custodyAccounts[role] !== undefined;
  if (!hasAccount) return refuse('custody_account_missing');
  if (!isPaidOut(world, command, clientId)) return refuse('nothing_paid_out');
  const quarter = quarterOf(today);
  if (world.get('surveyAnswer', surveyKey({ clientId, role, quarter })) !== undefined) {
    return refuse('survey_answered', { day: formatDay(nextSurveyDay(today)) });
  }
  return decided({
    kind: 'SurveyAnswered',
    ...{ answerId: commandId, clientId, role, quarter, score, answeredOn: today },
    ...(comment === undefined ? {} : { personal: { comment } }),
  });
}

/** Whether what is named is the client's own, and money was paid out on it. */
function isPaidOut(world: World, { role, paidOutId }: AnswerSurvey, clientId: Id): boolean {
  if (paidOutId === undefined) return false;
  if (role === 'borrower') {
    const loan = world.get('loan', paidOutId);
    return loan?.borrowerId === clientId && loan.valueDay !== undefined;
  }
  const claim = world.get('claim', paidOutId);
  // Whoever has paid for a borrower holds a claim as a partner.
  return claim?.holderId === clientId && claim.origin !== 'subrogation';
}
