// An applicant chooses when and how to be interviewed, and may choose another time until the day before.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { invalid, type Result, refuse } from '../kit/result.ts';
import { personIn } from '../people/actor.ts';
import type { Operator } from '../people/operator.ts';
import { OPERATOR_NEED } from '../people/operator-need.ts';
import { weekendsOnly } from '../time/calendar.ts';
import { addDays, formatDay } from '../time/day.ts';
import { dayAt, type Instant, plusMs } from '../time/instant.ts';
import { offsetMinutesAt } from '../time/zone.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import { openCaseOf } from './case-checks.ts';
import type { InterviewWay } from './interview.ts';
import { interviewSlots, isSlotTaken, mayBookInterview } from './interview-slots.ts';

/** Asked by the borrower. */
export interface BookInterview {
  readonly kind: 'BookInterview';
  readonly loanId: Id;
  readonly at: Instant;
  readonly way: InterviewWay;
}

const MS_A_DAY = 24 * 3_600_000;

export const bookInterview: Rule<BookInterview> = { kind: 'BookInterview', needs, decide };

function needs({ loanId, at }: BookInterview, known: KnownWorld): readonly Need[] {
  const operator = known.get('operator', 'operator');
  return [
    OPERATOR_NEED,
    { fact: 'loan', key: loanId },
    { list: 'casesOfSubject', key: loanId },
    ...(operator === undefined
      ? []
      : [{ list: 'casesBookedForDay' as const, key: dayTextOf(at, operator) }]),
  ];
}

function decide(
  world: World,
  { loanId, at, way }: BookInterview,
  { actor, today }: Circumstances,
): Result<Decision> {
  const borrowerId = personIn(actor, ['borrower']);
  if (borrowerId === undefined) return refuse('not_allowed');
  // Another's loan is not there for a borrower, nor an interview that nobody has asked for.
  if (world.get('loan', loanId)?.borrowerId !== borrowerId) return refuse('not_found');
  const found = openCaseOf(world.list('casesOfSubject', loanId), 'interview');
  if (found === undefined) return refuse('not_found');
  if (!mayBookInterview(found, today)) return refuse('interview_fixed');
  const operator = world.get('operator', 'operator');
  assert(operator !== undefined, 'Whoever interviews does so for the operator.');
  const { id: caseId, interview } = found;
  const slot = interviewSlots(today, operator.time, weekendsOnly()).find((one) => one.at === at);
  const isSame = interview?.at === at && interview.way === way;
  if (slot === undefined || isSame) return invalid('at', 'It is not among the choices.');
  if (isSlotTaken(slot, world.list('casesBookedForDay', dayTextOf(at, operator)), caseId)) {
    return refuse('interview_slot_taken');
  }
  const kind = interview === undefined ? 'InterviewBooked' : 'InterviewMoved';
  return decided({
    ...{ kind, caseId, loanId, slot, way, deadlineAt: plusMs(at, MS_A_DAY) },
    nextActionDay: addDays(slot.day, 1),
  });
}

/** The calendar date of a moment where the operator is. */
function dayTextOf(at: Instant, { time }: Operator): string {
  return formatDay(dayAt(at, offsetMinutesAt(time.offsets, at)));
}
