// For tests: an application that is assessed, and the interview about it.
import { CHINA_TIME } from '@mutua/core/calendar/business-date.ts';
import type { Decision } from '@mutua/core/decision.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Result } from '@mutua/core/kit/result.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { weekendsOnly } from '@mutua/core/time/calendar.ts';
import { type Day, dayOf } from '@mutua/core/time/day.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import type { Case } from '@mutua/core/work/case.ts';
import type { InterviewAnswer, InterviewSlot } from '@mutua/core/work/interview.ts';
import { interviewSlots } from '@mutua/core/work/interview-slots.ts';
import type { RecordInterview } from '@mutua/core/work/record-interview.ts';
import {
  ASSESSMENT_RULE,
  aClient,
  application,
  CALENDAR,
  installation,
  PERSON_FACTS,
  personRegistration,
  STAFF,
  verifyAll,
} from './trial-house.ts';
import { TrialWorld } from './trial-world.ts';

const MS_A_DAY = 24 * 3_600_000;

export const reason = '资料一致，同意。';

export const ANSWERS: readonly InterviewAnswer[] = [
  { question: 'identity', answer: '本人与证件照片一致。', contradicts: false },
  { question: 'purpose', answer: '装修自住房屋，有报价单。', contradicts: false },
  { question: 'income', answer: '工资收入，工作六年。', contradicts: false },
  { question: 'other_debts', answer: '另有一笔车贷。', contradicts: true },
];

/** A platform whose one product needs an interview, or does not. */
export function aHouse(needsInterview: boolean): TrialWorld {
  const trial = new TrialWorld();
  const products = [{ ...SMALL_CREDIT_LOAN, needsInterview }];
  trial.done(CALENDAR, { ...installation(STAFF.administrator.id), products });
  return trial;
}

export interface Applied {
  readonly trial: TrialWorld;
  readonly borrower: Actor & { readonly id: Id };
  readonly loanId: Id;
}

/** An application that is borne out, with so many overdue instalments elsewhere, and assessed by rule. */
export function anAssessed(trial: TrialWorld, overdue = 0): Applied {
  const borrower = aClient(trial, personRegistration());
  const loanId = trial.done(borrower, application());
  verifyAll(trial, loanId, PERSON_FACTS, overdue);
  trial.done(ASSESSMENT_RULE, { kind: 'AssessLoan', loanId });
  return { trial, borrower, loanId };
}

export function interviewsOf({ trial, loanId }: Applied): readonly Case[] {
  trial.world.settle([{ list: 'casesOfSubject', key: loanId }]);
  const cases = trial.world.known.list('casesOfSubject', loanId);
  return cases
    .filter(({ caseKind }) => caseKind === 'interview')
    .toSorted((left, right) => left.openedAt - right.openedAt);
}

/** @throws Error where there is none. */
export function interviewOf(applied: Applied): Case {
  const last = interviewsOf(applied).at(-1);
  if (last === undefined) throw new Error('There is no interview.');
  return last;
}

/** Which of the times that can be chosen today. */
export function slotOf({ trial }: Applied, place: number): InterviewSlot {
  const slot = interviewSlots(trial.today, CHINA_TIME, weekendsOnly())[place];
  if (slot === undefined) throw new Error('There is no such time.');
  return slot;
}

export function book(
  { trial, borrower, loanId }: Applied,
  { at }: Pick<InterviewSlot, 'at'>,
): Result<Decision> {
  return trial.ask(borrower, { kind: 'BookInterview', loanId, at, way: 'video' });
}

export function record(
  applied: Applied,
  changes: Partial<RecordInterview> = {},
  actor: Actor = STAFF.loanOfficer,
): Result<Decision> {
  const { id: caseId } = interviewOf(applied);
  return applied.trial.ask(actor, {
    ...{ kind: 'RecordInterview', caseId, answers: ANSWERS, recording: 'V-2026-0042' },
    ...{ result: 'passed', reason, ...changes },
  });
}

export function take(applied: Applied, actor: Actor = STAFF.loanOfficer): void {
  applied.trial.done(actor, { kind: 'TakeCase', caseId: interviewOf(applied).id });
}

export function approve({ trial, loanId }: Applied): Result<Decision> {
  return trial.ask(STAFF.analystLead, { kind: 'ApproveLoan', loanId, safeguard: 'none', reason });
}

/** Somebody of the staff asks for an interview. */
export function askFor({ trial, loanId }: Applied, actor: Actor = STAFF.analyst): Result<Decision> {
  return trial.ask(actor, {
    ...{ kind: 'OpenCase', caseKind: 'interview', subject: { kind: 'loan', id: loanId } },
    ...{ fields: {}, reason: '经营情况需要当面了解。' },
  });
}

/** It is another business date, and the same hour. */
export function goTo(trial: TrialWorld, day: Day): void {
  const days = day - trial.today;
  trial.today = day;
  trial.now = plusMs(trial.now, days * MS_A_DAY);
}

export const TUESDAY = dayOf(2026, 3, 3);
export const WEDNESDAY = dayOf(2026, 3, 4);
