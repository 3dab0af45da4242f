// Interviews as they are read: by the applicant with the times that are free, by whoever leads them, and by whoever
// decides on the application.
import type {
  InterviewForBorrower,
  InterviewInOffice,
  InterviewInReview,
  InterviewSlotOnWire,
} from '@mutua/contract/work/interview.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { weekendsOnly } from '@mutua/core/time/calendar.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { isoOf } from '@mutua/core/time/instant.ts';
import { type Case, isCaseOpen } from '@mutua/core/work/case.ts';
import { type InterviewSlot, interviewQuestionsFor } from '@mutua/core/work/interview.ts';
import { interviewSlots, isSlotTaken, mayBookInterview } from '@mutua/core/work/interview-slots.ts';
import { lastInterview } from '@mutua/core/work/passed-interview.ts';
import type pg from 'pg';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { mayUse, type PersonActor } from '../http/access.ts';
import { present } from '../http/read-fields.ts';
import { FILE_READERS } from '../loan/office-loan-read.ts';
import { readLoan, rowsOf } from '../loan/servicing-read.ts';
import { clientTable } from '../people/client-store.ts';
import { operatorTable } from '../people/identity-store.ts';
import { readNames } from '../people/staff-names-read.ts';
import { caseTable } from './case-store.ts';

/** Nothing where the loan is not there or another's. */
export async function readOwnInterview(
  pool: pg.Pool,
  borrowerId: Id,
  loanId: Id,
): Promise<InterviewForBorrower | undefined> {
  const [loan, last, today] = await Promise.all([
    readLoan(pool, loanId),
    readLastInterview(pool, loanId),
    readBusinessDate(pool),
  ]);
  if (loan?.borrowerId !== borrowerId || today === undefined) return undefined;
  if (last === undefined || (!isCaseOpen(last) && last.interview?.held === undefined)) {
    return { state: 'none', mayBook: false, slots: [] };
  }
  const mayBook = isCaseOpen(last) && mayBookInterview(last, today);
  return {
    state: ownStateOf(last),
    ...bookedOf(last),
    mayBook,
    slots: mayBook ? await readFreeSlots(pool, last.id, today) : [],
  };
}

function ownStateOf(last: Case): InterviewForBorrower['state'] {
  if (!isCaseOpen(last)) return 'held';
  return last.interview === undefined ? 'to_book' : 'booked';
}

async function readFreeSlots(
  pool: pg.Pool,
  caseId: Id,
  today: Day,
): Promise<InterviewSlotOnWire[]> {
  const [operator] = await rowsOf(pool, operatorTable, operatorTable.loadByKey(['operator']));
  if (operator === undefined) return [];
  const slots = interviewSlots(today, operator.time, weekendsOnly());
  const days = [...new Set(slots.map(({ day }) => formatDay(day)))];
  const booked = await rowsOf(pool, caseTable, caseTable.loadList('casesBookedForDay', days));
  return slots.filter((slot) => !isSlotTaken(slot, booked, caseId)).map(slotOnWire);
}

/** The interview that a case is; nothing where it is another case. What was said, those read who read the file. */
export async function readInterviewOf(
  pool: pg.Pool,
  { caseKind, clientId, interview, interviewSaid, ...found }: Case,
  actor: PersonActor,
): Promise<InterviewInOffice | undefined> {
  if (caseKind !== 'interview') return undefined;
  const held = interview?.held;
  const said = mayUse(actor, FILE_READERS) ? interviewSaid : undefined;
  const [[client], today, names] = await Promise.all([
    rowsOf(pool, clientTable, clientTable.loadByKey([clientId])),
    readBusinessDate(pool),
    readNames(pool, held === undefined ? [] : [held.interviewerId]),
  ]);
  return {
    questions: client === undefined ? [] : [...interviewQuestionsFor(client.kind)],
    ...bookedOf({ ...found, ...present({ interview }) }),
    moves: interview?.moves ?? 0,
    mayRecord: interview !== undefined && today !== undefined && today >= interview.day,
    ...(held !== undefined && {
      held: {
        ...{ heldOn: formatDay(held.heldOn), recording: held.recording },
        ...present({ interviewerName: names[0]?.name, note: said?.note }),
        answers: (said?.answers ?? []).map((one) => ({ ...one })),
      },
    }),
  };
}

/** How the last interview about an application stands. */
export async function readInterviewInReview(
  pool: pg.Pool,
  loanId: Id,
  isNeeded: boolean,
): Promise<InterviewInReview> {
  const last = await readLastInterview(pool, loanId);
  if (last === undefined) return { isNeeded, state: 'none', contradictions: [] };
  const answers = last.interviewSaid?.answers ?? [];
  return {
    ...{ isNeeded, caseId: last.id, state: reviewStateOf(last) },
    ...bookedOf(last),
    contradictions: answers
      .filter(({ contradicts }) => contradicts)
      .map(({ question }) => question),
  };
}

function reviewStateOf(last: Case): InterviewInReview['state'] {
  if (isCaseOpen(last)) return last.interview === undefined ? 'to_book' : 'booked';
  return last.result === 'passed' ? 'passed' : 'not_passed';
}

async function readLastInterview(pool: pg.Pool, loanId: Id): Promise<Case | undefined> {
  return lastInterview(
    await rowsOf(pool, caseTable, caseTable.loadList('casesOfSubject', [loanId])),
  );
}

function bookedOf({ interview }: Pick<Case, 'interview'>): Pick<InterviewForBorrower, 'booked'> {
  return interview === undefined
    ? {}
    : { booked: { ...slotOnWire(interview), way: interview.way } };
}

function slotOnWire({ day, time, at }: InterviewSlot): InterviewSlotOnWire {
  return { day: formatDay(day), time, at: isoOf(at) };
}
