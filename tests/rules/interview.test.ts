// Interviews: asked for by the product or by the staff, booked by the applicant, recorded by whoever leads them; and no
// approval without one that was passed.
import { invalid, refuse } from '@mutua/core/kit/result.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import { describe, expect, it } from 'vitest';
import { aStaff, CALENDAR, STAFF } from '../trial-house.ts';
import {
  ANSWERS,
  aHouse,
  anAssessed,
  approve,
  askFor,
  book,
  goTo,
  interviewOf,
  interviewsOf,
  reason,
  record,
  slotOf,
  TUESDAY,
  take,
  WEDNESDAY,
} from '../trial-interview.ts';
import { newTrialId } from '../trial-world.ts';

const REJECTED = 3;

describe('a product that needs an interview', () => {
  it('has one asked for by itself, and nobody is approved before it is passed', () => {
    const applied = anAssessed(aHouse(true));
    const { trial, borrower } = applied;
    expect(interviewOf(applied)).toMatchObject({
      ...{ caseKind: 'interview', state: 'open', clientId: borrower.id, entries: 1 },
    });
    expect(trial.fact('caseEntry', `${interviewOf(applied).id} 1`)).toMatchObject({
      ...{ event: 'CaseOpened', detail: 'loan_assessed' },
    });
    expect(approve(applied)).toEqual(refuse('interview_missing'));
    expect(book(applied, slotOf(applied, 0)).ok).toBe(true);
    take(applied);
    expect(approve(applied)).toEqual(refuse('interview_missing'));
    goTo(trial, TUESDAY);
    expect(record(applied).ok).toBe(true);
    expect(interviewOf(applied)).toMatchObject({
      ...{ state: 'closed', result: 'passed', stepsDone: ['hold_interview'] },
      evidence: [{ kind: 'interview_recording', reference: 'V-2026-0042' }],
      interview: { held: { interviewerId: STAFF.loanOfficer.id, heldOn: TUESDAY } },
      interviewSaid: { answers: ANSWERS },
    });
    expect(approve(applied).ok).toBe(true);
    const told = trial.notices.filter(({ kind }) => kind.startsWith('interview_'));
    expect(told.map(({ kind, figures }) => [kind, figures])).toEqual([
      ['interview_asked', {}],
      ['interview_booked', { day: TUESDAY, time: '09:00', reason: 'video' }],
      ['interview_held', { day: TUESDAY }],
    ]);
    expect(told.every(({ receiverId }) => receiverId === borrower.id)).toBe(true);
  });

  it('asks nobody whom the rules reject, and ends with the application', () => {
    const trial = aHouse(true);
    expect(interviewsOf(anAssessed(trial, REJECTED))).toEqual([]);
    const applied = anAssessed(trial);
    const { loanId } = applied;
    trial.done(STAFF.analystLead, { kind: 'RejectLoan', loanId, reason });
    expect(interviewOf(applied)).toMatchObject({ state: 'closed', result: 'application_ended' });
    const other = anAssessed(trial);
    trial.done(other.borrower, { kind: 'WithdrawLoan', loanId: other.loanId, reason: '' });
    expect(interviewOf(other)).toMatchObject({ state: 'closed', result: 'application_ended' });
    expect(book(other, slotOf(other, 0))).toEqual(refuse('not_found'));
  });

  it('does not take one that was not passed, until another is', () => {
    const applied = anAssessed(aHouse(true));
    const { trial } = applied;
    book(applied, slotOf(applied, 0));
    take(applied);
    goTo(trial, TUESDAY);
    expect(record(applied, { result: 'not_passed' }).ok).toBe(true);
    expect(approve(applied)).toEqual(refuse('interview_missing'));
    trial.now = plusMs(trial.now, 1);
    expect(askFor(applied).ok).toBe(true);
    book(applied, slotOf(applied, 0));
    take(applied);
    goTo(trial, WEDNESDAY);
    expect(record(applied).ok).toBe(true);
    expect(interviewsOf(applied).map(({ result }) => result)).toEqual(['not_passed', 'passed']);
    expect(approve(applied).ok).toBe(true);
  });
});

describe('an interview that the staff ask for', () => {
  it('binds the approval of a product that does not need one, unless it is called off', () => {
    const applied = anAssessed(aHouse(false));
    const { trial } = applied;
    expect(interviewsOf(applied)).toEqual([]);
    expect(askFor(applied, STAFF.compliance)).toEqual(refuse('not_allowed'));
    expect(askFor(applied).ok).toBe(true);
    expect(askFor(applied)).toEqual(refuse('case_open', { cases: 'interview' }));
    expect(approve(applied)).toEqual(refuse('interview_missing'));
    const { id: caseId } = interviewOf(applied);
    trial.done(STAFF.analystLead, { kind: 'CancelCase', caseId, reason: '重复提出。' });
    expect(approve(applied).ok).toBe(true);
  });

  it('is about an application that waits for a decision', () => {
    const applied = anAssessed(aHouse(false));
    expect(approve(applied).ok).toBe(true);
    expect(askFor(applied)).toEqual(refuse('wrong_stage', { state: 'approved' }));
    expect(book(applied, slotOf(applied, 0))).toEqual(refuse('not_found'));
  });

  it('is not opened again once the application was decided', () => {
    const applied = anAssessed(aHouse(true));
    book(applied, slotOf(applied, 0));
    take(applied);
    goTo(applied.trial, TUESDAY);
    record(applied);
    const reopen = { kind: 'ReopenCase', caseId: interviewOf(applied).id, reason } as const;
    const lead = aStaff(newTrialId(), 'loan_officer_lead');
    expect(approve(applied).ok).toBe(true);
    expect(applied.trial.ask(lead, reopen)).toEqual(refuse('wrong_stage', { state: 'approved' }));
  });
});

describe('booking', () => {
  it('is the applicant’s own, of a time that is offered and that nobody else has', () => {
    const trial = aHouse(true);
    const [applied, other] = [anAssessed(trial), anAssessed(trial)];
    const slot = slotOf(applied, 5);
    expect(book({ ...applied, borrower: other.borrower }, slot)).toEqual(refuse('not_found'));
    expect(book({ ...applied, borrower: STAFF.loanOfficer }, slot)).toEqual(refuse('not_allowed'));
    const notOffered = invalid('at', 'It is not among the choices.');
    expect(book(applied, { at: plusMs(slot.at, 60_000) })).toEqual(notOffered);
    expect(book(applied, { at: trial.now })).toEqual(notOffered);
    expect(book(applied, slot).ok).toBe(true);
    expect(interviewOf(applied)).toMatchObject({
      bookedDay: slot.day,
      interview: { ...slot, way: 'video', moves: 0 },
      deadlineAt: plusMs(slot.at, 24 * 3_600_000),
      nextActionDay: WEDNESDAY,
    });
    expect(book(other, slot)).toEqual(refuse('interview_slot_taken'));
    // Whoever moves away leaves the time to others.
    expect(book(applied, slotOf(applied, 6)).ok).toBe(true);
    expect(book(other, slot).ok).toBe(true);
  });

  it('is moved once, until the day before, and begins anew when its day has passed', () => {
    const applied = anAssessed(aHouse(true));
    const { trial } = applied;
    const first = slotOf(applied, 20);
    book(applied, first);
    expect(book(applied, first)).toEqual(invalid('at', 'It is not among the choices.'));
    expect(book(applied, slotOf(applied, 21)).ok).toBe(true);
    expect(interviewOf(applied).interview).toMatchObject({
      moves: 1,
      time: slotOf(applied, 21).time,
    });
    expect(book(applied, slotOf(applied, 22))).toEqual(refuse('interview_fixed'));
    expect(trial.notices.at(-1)).toMatchObject({ kind: 'interview_moved' });
    goTo(trial, WEDNESDAY);
    expect(book(applied, slotOf(applied, 3))).toEqual(refuse('interview_fixed'));
    goTo(trial, dayOf(2026, 3, 5));
    expect(book(applied, slotOf(applied, 3)).ok).toBe(true);
  });

  it('gives the case its deadline: who does not hold it in time hands it up', () => {
    const applied = anAssessed(aHouse(true));
    const { trial } = applied;
    book(applied, slotOf(applied, 0));
    take(applied);
    goTo(trial, dayOf(2026, 3, 5));
    trial.done(CALENDAR, { kind: 'WorkCase', caseId: interviewOf(applied).id });
    expect(interviewOf(applied)).toMatchObject({ late: true, escalationLevel: 1 });
  });
});

describe('a record', () => {
  it('is made by whoever works on the case, when its day has come, and by no other way', () => {
    const applied = anAssessed(aHouse(true));
    const { trial } = applied;
    expect(record(applied)).toEqual(refuse('wrong_stage', { state: 'open' }));
    take(applied);
    expect(record(applied)).toEqual(refuse('step_skipped', { step: 'book_interview' }));
    book(applied, slotOf(applied, 0));
    expect(record(applied)).toEqual(refuse('interview_not_due', { day: '2026-03-03' }));
    goTo(trial, TUESDAY);
    expect(record(applied, {}, STAFF.analyst)).toMatchObject({
      refusal: { code: 'not_case_owner' },
    });
    const { id: caseId } = interviewOf(applied);
    const papers = [{ kind: 'interview_recording', reference: 'V1' }] as const;
    const step = {
      kind: 'FinishCaseStep',
      caseId,
      step: 'hold_interview',
      evidence: papers,
    } as const;
    expect(trial.ask(STAFF.loanOfficer, { ...step, reason })).toEqual(
      invalid('step', 'It is not among the choices.'),
    );
    const submit = { kind: 'SubmitCase', caseId, result: 'passed', reason } as const;
    expect(trial.ask(STAFF.loanOfficer, submit)).toEqual(
      refuse('step_skipped', { step: 'hold_interview' }),
    );
  });

  it('has every question of the kind of client once, the recording and a reason', () => {
    const applied = anAssessed(aHouse(true));
    take(applied);
    book(applied, slotOf(applied, 0));
    goTo(applied.trial, TUESDAY);
    const [identity, ...others] = ANSWERS;
    if (identity === undefined) throw new Error('There is an answer.');
    expect(record(applied, { answers: others })).toEqual(
      invalid('answers.identity', 'It is missing.'),
    );
    expect(record(applied, { answers: [{ ...identity, answer: ' ' }, ...others] })).toEqual(
      invalid('answers.identity', 'It is missing.'),
    );
    expect(record(applied, { answers: [identity, ...ANSWERS] })).toEqual(
      invalid('answers', 'None may stand there twice.'),
    );
    const ofFirm = { question: 'business', answer: '茶叶批发。', contradicts: false } as const;
    expect(record(applied, { answers: [ofFirm, ...ANSWERS] })).toEqual(
      invalid('answers', 'It is not among the choices.'),
    );
    expect(record(applied, { recording: ' ' })).toEqual(
      refuse('evidence_missing', { items: 'interview_recording' }),
    );
    expect(record(applied, { reason: ' ' })).toEqual(refuse('reason_missing'));
  });

  it('keeps what was said apart from what the log keeps', () => {
    const applied = anAssessed(aHouse(true));
    take(applied);
    book(applied, slotOf(applied, 0));
    goTo(applied.trial, TUESDAY);
    const decided = record(applied, { note: '对自己的行当很熟悉。' });
    if (!decided.ok) throw new Error(decided.refusal.code);
    const logged = JSON.stringify(
      decided.value.events.map((event) => ({ ...event, personal: undefined })),
    );
    expect(logged).toContain('V-2026-0042');
    for (const { answer } of ANSWERS) expect(logged).not.toContain(answer);
    expect(logged).not.toContain('对自己的行当很熟悉');
    expect(interviewOf(applied).interviewSaid?.note).toBe('对自己的行当很熟悉。');
  });
});
