// Cases of collection follow from arrears: taken, worked by the plan of their stage, within the conduct that the law
// allows, with promises that are looked at on their day.
import type { Actor } from '@mutua/core/people/actor.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays } from '@mutua/core/time/day.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import type { OpenCase } from '@mutua/core/work/open-case.ts';
import { describe, expect, it } from 'vitest';
import {
  ask,
  COLLEAGUE,
  casesOf,
  codeOf,
  collectionOf,
  contact,
  goTo,
  LEAD,
  overdueLoan,
  promise,
  reason,
  SERVICE,
  storyOf,
  take,
} from '../trial-cases.ts';
import { ANALYST, aPoorLoan, COLLECTOR, FIRST_DUE } from '../trial-collection.ts';
import { CALENDAR } from '../trial-loan.ts';
import { newTrialId } from '../trial-world.ts';

const HOUR_MS = 3_600_000;

describe('a case of collection', () => {
  it('opens with the first day overdue, in the queue, and closes when nothing is due any more', () => {
    const loan = overdueLoan(4);
    expect(loan.loan.state).toBe('overdue');
    expect(collectionOf(loan)).toMatchObject({
      ...{ state: 'open', clientId: loan.borrower.id, collection: { stage: 'early' } },
    });
    expect(casesOf(loan)).toHaveLength(1);
    loan.topUpBorrower(500_000n);
    goTo(loan, addDays(loan.today, 1));
    expect(loan.loan.state).toBe('repaying');
    expect(collectionOf(loan)).toMatchObject({ state: 'closed', result: 'cured' });
    expect(collectionOf(loan)).not.toHaveProperty('nextActionDay');
    expect(codeOf(ask(loan, LEAD, { kind: 'ReopenCase', reason }))).toBe('wrong_stage');
  });

  it('is not there where the platform does not collect', () => {
    const services = SMALL_CREDIT_LOAN.services.filter((one) => one !== 'collection');
    const loan = aPoorLoan({ product: { ...SMALL_CREDIT_LOAN, services } });
    loan.goTo(addDays(FIRST_DUE, 10));
    expect(loan.loan.state).toBe('overdue');
    expect(casesOf(loan)).toEqual([]);
  });

  it('gets the plan of the next stage by the days overdue, and goes to court by decision only', () => {
    const loan = overdueLoan(30);
    expect(collectionOf(loan).collection).toMatchObject({ stage: 'early' });
    goTo(loan, addDays(FIRST_DUE, 31));
    expect(collectionOf(loan).collection).toMatchObject({ stage: 'middle', daysOverdue: 31 });
    goTo(loan, addDays(FIRST_DUE, 90));
    expect(collectionOf(loan).collection).toMatchObject({ stage: 'middle' });
    goTo(loan, addDays(FIRST_DUE, 120));
    expect(collectionOf(loan).collection).toMatchObject({ stage: 'final', daysOverdue: 91 });
    const moves = storyOf(loan).filter((entry) => entry.startsWith('CollectionStageMoved'));
    expect(moves).toEqual(['CollectionStageMoved middle', 'CollectionStageMoved final']);
  });

  it('goes up when it lies too long, and its owner is named to others who would take it', () => {
    const loan = overdueLoan(4);
    expect(codeOf(ask(loan, ANALYST, { kind: 'TakeCase' }))).toBe('not_allowed');
    take(loan);
    expect(ask(loan, COLLEAGUE, { kind: 'TakeCase' })).toMatchObject({
      refusal: { code: 'not_case_owner', data: { owner: '员工collector' } },
    });
    expect(codeOf(ask(loan, COLLECTOR, { kind: 'TakeCase' }))).toBe('wrong_stage');
    goTo(loan, addDays(loan.today, 5));
    expect(collectionOf(loan)).toMatchObject({ late: true, escalationLevel: 1 });
    goTo(loan, addDays(loan.today, 9));
    expect(collectionOf(loan)).toMatchObject({ late: true, escalationLevel: 2 });
    expect(storyOf(loan)).toContain('CaseEscalated late collector_lead');
    expect(storyOf(loan)).toContain('CaseEscalated late risk_analyst_lead');
    const handOver = { kind: 'HandOverCase', toId: COLLEAGUE.id, reason };
    expect(codeOf(ask(loan, COLLEAGUE, handOver))).toBe('not_case_owner');
    expect(codeOf(ask(loan, LEAD, { ...handOver, reason: ' ' }))).toBe('reason_missing');
    expect(codeOf(ask(loan, LEAD, { ...handOver, toId: ANALYST.id }))).toBe('invalid_input');
    expect(codeOf(ask(loan, LEAD, handOver))).toBe('accepted');
    expect(codeOf(contact(loan))).toBe('not_case_owner');
    expect(codeOf(contact(loan, {}, COLLEAGUE))).toBe('accepted');
    expect(collectionOf(loan)).toMatchObject({ late: false, ownerId: COLLEAGUE.id });
  });

  it('does nothing twice, and costs nothing on a day that is not its own', () => {
    const loan = overdueLoan(4);
    const before = collectionOf(loan);
    const work = { kind: 'WorkCase', caseId: before.id } as const;
    expect(loan.ask(CALENDAR, work)).toMatchObject({ value: { events: [] } });
    expect(codeOf(loan.ask(COLLECTOR, work))).toBe('not_allowed');
    loan.goTo(addDays(loan.today, 4));
    loan.done(CALENDAR, work);
    const late = collectionOf(loan);
    expect(loan.ask(CALENDAR, work)).toMatchObject({ value: { events: [] } });
    expect(collectionOf(loan)).toEqual(late);
  });

  it('waits, goes on with its clock, and is cancelled by nobody', () => {
    const loan = overdueLoan(4);
    take(loan);
    expect(codeOf(ask(loan, COLLECTOR, { kind: 'PauseCase', reason: '' }))).toBe('reason_missing');
    const { deadlineAt } = collectionOf(loan);
    expect(codeOf(ask(loan, COLLECTOR, { kind: 'PauseCase', reason }))).toBe('accepted');
    goTo(loan, addDays(loan.today, 10));
    expect(collectionOf(loan)).toMatchObject({ state: 'waiting', late: false });
    expect(codeOf(ask(loan, COLLECTOR, { kind: 'ResumeCase' }))).toBe('accepted');
    expect(collectionOf(loan).deadlineAt).toBe(plusMs(deadlineAt, 10 * 24 * HOUR_MS));
    expect(codeOf(ask(loan, LEAD, { kind: 'CancelCase', reason }))).toBe('wrong_stage');
    const submit = { kind: 'SubmitCase', result: 'promised', reason };
    expect(ask(loan, COLLECTOR, submit)).toMatchObject({
      refusal: { code: 'step_skipped', data: { step: 'promise_to_pay' } },
    });
    expect(codeOf(ask(loan, COLLECTOR, { kind: 'EscalateCase', reason }))).toBe('accepted');
  });
});

describe('a contact', () => {
  it('is made in daytime, with the borrower alone, in approved words, and not too often', () => {
    const loan = overdueLoan(4);
    expect(codeOf(contact(loan))).toBe('wrong_stage');
    take(loan);
    expect(codeOf(contact(loan, { person: 'third_party' }))).toBe('contact_third_party');
    expect(codeOf(contact(loan, { template: 'default_warning' }))).toBe('message_not_approved');
    expect(codeOf(contact(loan, { channel: 'legal_letter' }))).toBe('message_not_approved');
    const morning = loan.now;
    // It is ten in the morning in China: eleven hours later the evening is over.
    loan.now = plusMs(morning, 11 * HOUR_MS);
    expect(contact(loan)).toMatchObject({
      refusal: { code: 'contact_outside_hours', data: { from: '08:00', to: '21:00' } },
    });
    loan.now = plusMs(morning, 11 * HOUR_MS - 1);
    expect(codeOf(contact(loan))).toBe('accepted');
    expect(contact(loan)).toMatchObject({
      refusal: { code: 'contact_limit_reached', data: { limit: '1' } },
    });
    loan.now = plusMs(morning, 22 * HOUR_MS - 1);
    expect(codeOf(contact(loan))).toBe('contact_outside_hours');
    loan.now = plusMs(morning, 22 * HOUR_MS);
    expect(codeOf(contact(loan))).toBe('accepted');
    loan.now = plusMs(morning, 46 * HOUR_MS);
    expect(codeOf(contact(loan))).toBe('accepted');
    // Three in a week are the most of this stage, whatever the day has.
    loan.now = plusMs(morning, 72 * HOUR_MS);
    expect(contact(loan)).toMatchObject({
      refusal: { code: 'contact_limit_reached', data: { limit: '0' } },
    });
    loan.now = plusMs(morning, 7 * 24 * HOUR_MS);
    expect(codeOf(contact(loan))).toBe('accepted');
    expect(storyOf(loan).filter((entry) => entry === 'ContactRecorded phone reached')).toHaveLength(
      4,
    );
  });

  it('is made by those whose stage it is', () => {
    const loan = overdueLoan(4);
    take(loan, SERVICE);
    expect(codeOf(contact(loan, {}, SERVICE))).toBe('accepted');
    goTo(loan, addDays(FIRST_DUE, 40));
    expect(codeOf(contact(loan, { template: 'arrears_statement' }, SERVICE))).toBe('not_allowed');
  });
});

describe('a promise to pay', () => {
  it('is kept by what was paid until its day, and the work goes on with what is left', () => {
    const loan = overdueLoan(4);
    take(loan);
    expect(codeOf(promise(loan, 8, 10_000n))).toBe('invalid_input');
    expect(codeOf(promise(loan, -1, 10_000n))).toBe('invalid_input');
    expect(codeOf(promise(loan, 2, 0n))).toBe('invalid_input');
    expect(codeOf(promise(loan, 2, 10_000n))).toBe('accepted');
    expect(collectionOf(loan)).toMatchObject({ state: 'waiting' });
    loan.topUpBorrower(10_000n);
    goTo(loan, addDays(loan.today, 3));
    expect(storyOf(loan).slice(-2)).toEqual(['PromiseKept', 'CaseResumed promise_kept']);
    expect(collectionOf(loan)).toMatchObject({ state: 'in_progress', escalationLevel: 0 });
    expect(collectionOf(loan).collection).not.toHaveProperty('promiseId');
  });

  it('that is broken opens the case again and passes it up', () => {
    const loan = overdueLoan(4);
    take(loan);
    promise(loan, 3, 10_000n);
    expect(codeOf(promise(loan, 3, 10_000n))).toBe('wrong_stage');
    const submit = { kind: 'SubmitCase', result: 'promised', reason };
    expect(codeOf(ask(loan, COLLECTOR, submit))).toBe('accepted');
    expect(collectionOf(loan)).toMatchObject({ state: 'closed', result: 'promised' });
    expect(codeOf(ask(loan, COLLECTOR, { kind: 'ReopenCase', reason }))).toBe('not_allowed');
    expect(codeOf(ask(loan, LEAD, { kind: 'ReopenCase', reason }))).toBe('accepted');
    expect(codeOf(ask(loan, LEAD, { kind: 'ReopenCase', reason }))).toBe('wrong_stage');
    expect(codeOf(ask(loan, COLLECTOR, submit))).toBe('accepted');
    loan.topUpBorrower(9_999n);
    goTo(loan, addDays(loan.today, 4));
    expect(storyOf(loan).slice(-3)).toEqual([
      ...['PromiseBroken', 'CaseReopened promise_broken'],
      'CaseEscalated promise_broken collector_lead',
    ]);
    expect(collectionOf(loan)).toMatchObject({ state: 'in_progress', escalationLevel: 1 });
    expect(casesOf(loan)).toHaveLength(1);
  });

  it('is looked at on its day, whoever works on the case meanwhile', () => {
    const loan = overdueLoan(29);
    take(loan);
    promise(loan, 2, 10_000n);
    expect(codeOf(ask(loan, COLLECTOR, { kind: 'ResumeCase' }))).toBe('accepted');
    // On the thirty-first day the case gets another plan, with another deadline.
    goTo(loan, addDays(FIRST_DUE, 31));
    expect(collectionOf(loan)).toMatchObject({ collection: { stage: 'middle' } });
    expect(collectionOf(loan).nextActionDay).toBe(loan.today);
    goTo(loan, addDays(FIRST_DUE, 32));
    // It lay too long before it was taken: there is nobody left to whom it could go.
    expect(collectionOf(loan).escalationLevel).toBe(2);
    expect(storyOf(loan).at(-1)).toBe('PromiseBroken');
    expect(collectionOf(loan).nextActionDay).toBeGreaterThan(loan.today);
  });

  it('waits for a payment that is on its way, and is broken when the bank refuses that', () => {
    const loan = overdueLoan(4);
    take(loan);
    promise(loan, 1, 10_000n);
    const { promiseId = '' } = collectionOf(loan).collection ?? {};
    expect(codeOf(ask(loan, COLLECTOR, { kind: 'SubmitCase', result: 'promised', reason }))).toBe(
      'accepted',
    );
    loan.topUpBorrower(200_000n);
    loan.isSilent = true;
    goTo(loan, addDays(loan.today, 3));
    const sent = loan.servicing.underWay;
    expect(loan.fact('promise', promiseId)).toMatchObject({ state: 'open' });
    expect(collectionOf(loan)).toMatchObject({ state: 'closed', nextActionDay: loan.today });
    loan.answer(sent?.instructionId ?? newTrialId(), 'refused');
    expect(loan.fact('promise', promiseId)).toMatchObject({ state: 'broken', paid: 0n });
    expect(collectionOf(loan)).toMatchObject({ state: 'in_progress', escalationLevel: 1 });
    expect(storyOf(loan).slice(-3)).toEqual([
      ...['PromiseBroken', 'CaseReopened promise_broken'],
      'CaseEscalated promise_broken collector_lead',
    ]);
    loan.isSilent = false;
    goTo(loan, addDays(loan.today, 1));
    expect(collectionOf(loan)).toMatchObject({ state: 'closed', result: 'cured' });
  });

  it('is kept when the payment that was on its way arrives after its day', () => {
    const loan = overdueLoan(4);
    take(loan);
    promise(loan, 1, 10_000n);
    const { promiseId = '' } = collectionOf(loan).collection ?? {};
    loan.topUpBorrower(10_000n);
    loan.isSilent = true;
    goTo(loan, addDays(loan.today, 3));
    expect(collectionOf(loan)).toMatchObject({ state: 'waiting' });
    loan.isSilent = false;
    loan.answer(loan.servicing.underWay?.instructionId ?? newTrialId(), 'confirmed');
    goTo(loan, addDays(loan.today, 1));
    expect(loan.fact('promise', promiseId)).toMatchObject({ state: 'kept', paid: 10_000n });
    expect(collectionOf(loan)).toMatchObject({ state: 'in_progress', escalationLevel: 0 });
  });

  it('is kept by whoever owes nothing any more', () => {
    const loan = overdueLoan(4);
    take(loan);
    promise(loan, 7, 900_000n);
    const { promiseId = '' } = collectionOf(loan).collection ?? {};
    loan.topUpBorrower(200_000n);
    goTo(loan, addDays(loan.today, 1));
    expect(loan.fact('promise', promiseId)).toMatchObject({ state: 'kept' });
    expect(collectionOf(loan)).toMatchObject({ state: 'closed', result: 'cured' });
  });
});

describe('a case that is opened by hand', () => {
  it('asks for what its kind asks, once for one thing, and is answered before it ends', () => {
    const loan = overdueLoan(4);
    const { loanId, borrower } = loan;
    const open: OpenCase = {
      ...{ kind: 'OpenCase', caseKind: 'complaint', reason, fields: { matter: '费用有误' } },
      subject: { kind: 'client', id: borrower.id },
    };
    const opened = (changes: object, actor: Actor = SERVICE) =>
      codeOf(loan.ask(actor, { ...open, ...changes } as AnyCommand));
    expect(opened({}, COLLECTOR)).toBe('not_allowed');
    expect(opened({ subject: { kind: 'client', id: newTrialId() } })).toBe('not_found');
    expect(opened({ fields: {} })).toBe('invalid_input');
    expect(opened({ fields: { matter: 'a', other: 'b' } })).toBe('invalid_input');
    expect(opened({ reason: '' })).toBe('reason_missing');
    expect(opened({ caseKind: 'collection', subject: { kind: 'loan', id: loanId } })).toBe(
      'not_allowed',
    );
    const caseId = loan.done(SERVICE, open);
    expect(opened({})).toBe('case_open');
    const act = (command: object) =>
      codeOf(loan.ask(SERVICE, { caseId, reason, ...command } as AnyCommand));
    expect(act({ kind: 'TakeCase' })).toBe('accepted');
    for (const step of ['classify', 'handle']) {
      expect(act({ kind: 'FinishCaseStep', step, evidence: [] })).toBe('accepted');
    }
    expect(act({ kind: 'SubmitCase', result: 'upheld' })).toBe('feedback_missing');
    const evidence = [{ kind: 'complaint_answer', reference: 'A-1' }];
    expect(act({ kind: 'FinishCaseStep', step: 'answer_client', evidence })).toBe('accepted');
    expect(act({ kind: 'SubmitCase', result: 'upheld' })).toBe('accepted');
    expect(loan.fact('case', caseId)).toMatchObject({ state: 'closed', openedOn: loan.today });
  });
});
