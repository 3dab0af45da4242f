// Whoever collects records an attempt to reach the borrower. What the law and the plan of the stage do not allow is
// refused, so that it is asked before it is done; what is recorded the borrower can read.
import { decided } from '../decided.ts';
import type { Circumstances, Decision, Rule } from '../decision.ts';
import { assert } from '../kit/assert.ts';
import { invalid, type Refused, type Result, refuse } from '../kit/result.ts';
import { contactConduct } from '../law/contact-conduct.ts';
import { personIn } from '../people/actor.ts';
import { type Operator, packOfOperator } from '../people/operator.ts';
import { OPERATOR_NEED } from '../people/operator-need.ts';
import { clockText } from '../time/clock-text.ts';
import { addDays, type Day, formatDay } from '../time/day.ts';
import { dayAt, type Instant, startOfDay } from '../time/instant.ts';
import { offsetMinutesAt } from '../time/zone.ts';
import type { KnownWorld, Need, World } from '../world.ts';
import type { Case } from './case.ts';
import { type CaseAsked, caseForOwner, caseNeeds, isContactBlocked } from './case-checks.ts';
import { deadlineFrom } from './case-clock.ts';
import { collectionPlanOf } from './collection-plan.ts';
import type { ContactChannel, ContactOutcome, ContactTemplate } from './contact.ts';

/** Asked by the owner of a case of collection; the contact gets the id of the command. */
export interface RecordContact extends CaseAsked {
  readonly kind: 'RecordContact';
  /** Who was, or is to be, reached. */
  readonly person: 'borrower' | 'third_party';
  readonly channel: ContactChannel;
  readonly template: ContactTemplate;
  readonly outcome: ContactOutcome;
  readonly note?: string;
}

const NOTE_LENGTH_MAX = 1_000;
const WEEK_DAYS = 7;
const MS_A_MINUTE = 60_000;

export const recordContact: Rule<RecordContact> = { kind: 'RecordContact', needs, decide };

function needs(command: RecordContact, known: KnownWorld, { now }: Circumstances): readonly Need[] {
  const found = known.get('case', command.caseId);
  const operator = known.get('operator', 'operator');
  return [
    OPERATOR_NEED,
    ...caseNeeds(command, known),
    ...(found === undefined ? [] : [{ list: 'casesOfSubject' as const, key: found.subjectId }]),
    ...(found === undefined || operator === undefined
      ? []
      : weekBefore(localDay(operator, now)).map((day): Need => contactsNeed(found, day))),
  ];
}

function decide(
  world: World,
  command: RecordContact,
  circumstances: Circumstances,
): Result<Decision> {
  const { actor, commandId: id, now } = circumstances;
  if (personIn(actor, ['staff']) === undefined) return refuse('not_allowed');
  const given = caseForOwner(world, command, circumstances, ['in_progress', 'waiting']);
  if (!given.ok) return given;
  const { found, personId: recordedBy } = given.value;
  const { collection, clientId, subjectId: loanId } = found;
  if (collection === undefined) return refuse('wrong_stage', { state: found.state });
  const operator = world.get('operator', 'operator');
  assert(operator !== undefined, 'Whoever collects does so for the operator.');
  const refused = refusedByConduct(world, found, command, { operator, now });
  if (refused !== undefined) return refused;
  const { caseId, channel, template, outcome, note } = command;
  const plan = collectionPlanOf(collection.stage);
  if (plan.scripts[channel]?.includes(template) !== true) return refuse('message_not_approved');
  if (note !== undefined && note.length > NOTE_LENGTH_MAX) {
    return invalid('note', `It must have 1 to ${NOTE_LENGTH_MAX} characters.`);
  }
  const { deadlineAt, nextActionDay } = deadlineFrom(plan.clock, circumstances);
  return decided({
    ...{ kind: 'ContactRecorded', id, caseId, loanId, clientId, channel, template, outcome },
    ...{ recordedBy, day: localDay(operator, now), deadlineAt },
    ...(note !== undefined && { note }),
    // A promise that is waited for keeps its day.
    ...(found.state === 'in_progress' && collection.promiseId === undefined && { nextActionDay }),
  });
}

/** In this order: nobody else, not while help is asked for, not at night, not too often. */
function refusedByConduct(
  world: World,
  found: Case,
  { person }: RecordContact,
  { operator, now }: { readonly operator: Operator; readonly now: Instant },
): Refused | undefined {
  const day = localDay(operator, now);
  const { collection, subjectId } = found;
  assert(collection !== undefined, 'Contacts are made in cases of collection.');
  const conduct = contactConduct(packOfOperator(operator), day);
  if (person === 'third_party' && !conduct.thirdParties) return refuse('contact_third_party');
  if (isContactBlocked(world.list('casesOfSubject', subjectId))) return refuse('contact_paused');
  const minutes = minutesOfDay(operator, now);
  if (minutes < conduct.fromMinutes || minutes >= conduct.toMinutes) {
    const [from, to] = [clockText(conduct.fromMinutes), clockText(conduct.toMinutes)];
    return refuse('contact_outside_hours', { from, to });
  }
  const counted = weekBefore(day).map((one) => countOn(world, found, one));
  const today = counted[0] ?? 0;
  const before = counted.reduce((sum, count) => sum + count, 0) - today;
  const plan = collectionPlanOf(collection.stage);
  const aDay = Math.min(plan.contactsPerDay, conduct.contactsPerDay);
  const aWeek = Math.min(plan.contactsPerWeek, conduct.contactsPerWeek);
  // What the week leaves over is all that today may have.
  const limit = Math.max(0, Math.min(aDay, aWeek - before));
  return today < limit ? undefined : refuse('contact_limit_reached', { limit: String(limit) });
}

function countOn(world: KnownWorld, { clientId }: Case, day: Day): number {
  return world.list('contactsOfClientAndDay', `${clientId} ${formatDay(day)}`).length;
}

function contactsNeed({ clientId }: Case, day: Day): Need {
  return { list: 'contactsOfClientAndDay', key: `${clientId} ${formatDay(day)}` };
}

/** That day and the six before it, the latest first. */
function weekBefore(day: Day): readonly Day[] {
  return Array.from({ length: WEEK_DAYS }, (_, back) => addDays(day, -back));
}

/** The calendar date where the operator is: a night is a night, whenever a business date ends. */
function localDay({ time }: Operator, now: Instant): Day {
  return dayAt(now, offsetMinutesAt(time.offsets, now));
}

function minutesOfDay(operator: Operator, now: Instant): number {
  const offset = offsetMinutesAt(operator.time.offsets, now);
  return Math.floor((now - startOfDay(dayAt(now, offset), offset)) / MS_A_MINUTE);
}
