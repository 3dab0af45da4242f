// Whoever works on the case of an interview records it: every question with its answer, where the recording lies, and
// with which result; with that the case is done.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import { invalid, type Refused, type Result, refuse } from '../kit/result.ts';
import { formatDay } from '../time/day.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import { type CaseAsked, caseForOwner, caseNeeds } from './case-checks.ts';
import {
  type InterviewAnswer,
  type InterviewQuestion,
  type InterviewResult,
  interviewQuestionsFor,
} from './interview.ts';

/** Asked by the owner of the case, who is the interviewer. */
export interface RecordInterview extends CaseAsked {
  readonly kind: 'RecordInterview';
  readonly answers: readonly InterviewAnswer[];
  readonly recording: string;
  readonly note?: string;
  readonly result: InterviewResult;
  /** Why it was passed, or was not. */
  readonly reason: string;
}

export const recordInterview: Rule<RecordInterview> = { kind: 'RecordInterview', needs, decide };

function needs(command: RecordInterview, known: KnownWorld): readonly Need[] {
  const found = known.get('case', command.caseId);
  return [
    ...caseNeeds(command, known),
    ...(found === undefined
      ? []
      : [
          { fact: 'client' as const, key: found.clientId },
          // Its borrower is told.
          ...(found.subjectKind === 'loan'
            ? [{ fact: 'loan' as const, key: found.subjectId }]
            : []),
        ]),
  ];
}

function decide(
  world: World,
  command: RecordInterview,
  circumstances: Circumstances,
): Result<Decision> {
  const given = caseForOwner(world, command, circumstances);
  if (!given.ok) return given;
  const { found, personId: interviewerId } = given.value;
  const { id: caseId, clientId, subjectId: loanId, interview } = found;
  if (found.caseKind !== 'interview') return refuse('wrong_stage', { state: found.state });
  if (interview === undefined) return refuse('step_skipped', { step: 'book_interview' });
  if (circumstances.today < interview.day) {
    return refuse('interview_not_due', { day: formatDay(interview.day) });
  }
  const client = world.get('client', clientId);
  assert(client !== undefined, 'Whoever is interviewed is a client.');
  const { answers, recording, note, result, reason } = command;
  const refused = refusedForAnswers(answers, interviewQuestionsFor(client.kind));
  if (refused !== undefined) return refused;
  if (recording.trim() === '') return refuse('evidence_missing', { items: 'interview_recording' });
  if (reason.trim() === '') return refuse('reason_missing');
  const personal = { said: { answers, ...(note !== undefined && { note }) } };
  return decided(
    { kind: 'InterviewHeld', ...{ caseId, loanId, interviewerId, recording, personal } },
    { kind: 'CaseClosed', caseId, result, reason },
  );
}

/** Every question of the kind of client, each once, and no other. */
function refusedForAnswers(
  answers: readonly InterviewAnswer[],
  questions: readonly InterviewQuestion[],
): Refused | undefined {
  const answered = new Map(answers.map((one) => [one.question, one.answer.trim()]));
  if (answered.size < answers.length) return invalid('answers', 'None may stand there twice.');
  if (answers.some(({ question }) => !questions.includes(question))) {
    return invalid('answers', 'It is not among the choices.');
  }
  const missing = questions.find((question) => (answered.get(question) ?? '') === '');
  return missing === undefined ? undefined : invalid(`answers.${missing}`, 'It is missing.');
}
