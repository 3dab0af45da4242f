// Two applications for a product that needs an interview: nobody is approved without one. Each applicant chooses a time
// of her own and may move it once; an officer holds it on its day and writes down what was said, and only then may
// another person approve.
import type { ReviewFile } from '@mutua/contract/office/review.ts';
import type { CaseInOffice, CaseInQueue } from '@mutua/contract/work/case.ts';
import type { InterviewForBorrower } from '@mutua/contract/work/interview.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { type Day, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anOffice, application, type Office, stateOf } from './house/loan-stages.ts';
import { StoryHouse } from './house/story-house.ts';
import { aClient, type Client, yuan } from './house/story-people.ts';
import { releaseProduct } from './house/story-products.ts';

let house: StoryHouse;
let office: Office;
let borrower: Client;
let other: Client;
let loanId: string;
let otherLoanId: string;
let caseId: string;
/** What was agreed in the end. */
let agreedDay: Day;

const BORNE_OUT = {
  ...{ monthly_income: yuan(20_000), debt_elsewhere: yuan(10_000), overdue_past_6_months: 0 },
};
const ANSWERS = [
  { question: 'identity', answer: '本人与证件一致。', contradicts: false },
  { question: 'purpose', answer: '日常消费。', contradicts: false },
  { question: 'income', answer: '工资收入，工作五年。', contradicts: false },
  { question: 'other_debts', answer: '另有一笔未申报的借款。', contradicts: true },
];
const RECORD = {
  ...{ answers: ANSWERS, recording: 'V-2026-0042', note: '表达清楚。' },
  ...{ result: 'passed', reason: '差异已说明，金额不大。' },
};

beforeAll(async () => {
  house = await StoryHouse.open();
  office = await anOffice(house);
  const terms = { ...SMALL_CREDIT_LOAN, code: 'interviewed_loan', needsInterview: true };
  await releaseProduct(house, terms);
  [borrower, other] = await Promise.all([
    aClient(house, { roles: ['borrower'] }),
    aClient(house, { roles: ['borrower'] }),
  ]);
  loanId = await anAssessedLoan(borrower);
  otherLoanId = await anAssessedLoan(other);
});
afterAll(async () => {
  await house?.close();
});

async function anAssessedLoan(who: Client): Promise<string> {
  const changes = { productCode: 'interviewed_loan' };
  const asked = application({ amount: 20_000, months: 12, changes });
  const { result } = await house.do(who, '/api/loans', asked);
  const { loanId: id } = result as { readonly loanId: string };
  for (const [name, value] of Object.entries(BORNE_OUT)) {
    const fact = { name, value, source: 'credit_bureau' };
    await house.do(office.analyst, `/api/office/loans/${id}/verified-facts`, fact);
  }
  await house.until('the assessment', async () => (await stateOf(house, id)) === 'assessed');
  return id;
}

const interviewUrl = (id: string) => `/api/loans/${id}/interview`;
const readOwn = (who: Client, id: string) =>
  house.read<InterviewForBorrower>(who, interviewUrl(id));
const caseUrl = (step: string) => `/api/office/cases/${caseId}/${step}`;
const bookAt = (who: Client, id: string, at: string | undefined) =>
  house.command(who, interviewUrl(id), { at, way: 'video' });

/** By another person; what the rules refer is looked at before. */
async function approval() {
  const url = `/api/office/loans/${loanId}`;
  const fields = { safeguard: 'none', reason: '符合准入条件' };
  const first = await house.command(office.analystLead, `${url}/approval`, fields);
  if (first.body.code !== 'step_skipped') return first;
  await house.do(office.analyst, `${url}/review`, { opinion: 'approve', reason: '收入稳定' });
  return house.command(office.analystLead, `${url}/approval`, fields);
}

describe('a product that needs an interview', () => {
  it('refuses the approval, and tells the applicant to book one', async () => {
    expect(await approval()).toMatchObject({ body: { code: 'interview_missing' } });
    expect(await stateOf(house, loanId)).toBe('assessed');
    const notices = await house.list<{ kind: string }>(borrower, '/api/notices');
    expect(notices.map(({ kind }) => kind)).toContain('interview_asked');
    expect(await readOwn(borrower, loanId)).toMatchObject({ state: 'to_book', mayBook: true });
    expect(await house.ask(other, 'GET', interviewUrl(loanId))).toMatchObject({ status: 404 });
  });

  it('has it in the queue of the office, for whoever takes it', async () => {
    const queue = await house.list<CaseInQueue>(
      office.loanOfficer,
      '/api/office/cases?caseKind=interview',
    );
    expect(queue).toHaveLength(2);
    const own = queue.find(({ subject }) => subject.id === loanId);
    expect(own).toMatchObject({ state: 'open', actions: ['take'], clientId: borrower.id });
    expect(own?.clientName).toBeTruthy();
    caseId = own?.caseId ?? '';
    await house.do(office.loanOfficer, caseUrl('taking'));
  });
});

describe('the applicant', () => {
  it('chooses a free time, which nobody else gets then', async () => {
    const { slots } = await readOwn(borrower, loanId);
    expect(slots).toHaveLength(140);
    const [first] = slots;
    expect(await bookAt(borrower, loanId, first?.at)).toMatchObject({ status: 200 });
    expect(await bookAt(other, otherLoanId, first?.at)).toMatchObject({
      body: { code: 'interview_slot_taken' },
    });
    const left = await readOwn(other, otherLoanId);
    expect(left.slots.map(({ at }) => at)).not.toContain(first?.at);
    expect(left.slots).toHaveLength(139);
  });

  it('moves it once, and once alone', async () => {
    const { slots, mayBook, booked } = await readOwn(borrower, loanId);
    expect(mayBook).toBe(true);
    expect(slots.map(({ at }) => at)).toContain(booked?.at);
    const later = slots.find(({ day, time }) => day !== booked?.day && time === '14:00');
    expect(await bookAt(borrower, loanId, later?.at)).toMatchObject({ status: 200 });
    expect(await readOwn(borrower, loanId)).toMatchObject({
      ...{ state: 'booked', mayBook: false, slots: [] },
      booked: { day: later?.day, time: '14:00', way: 'video' },
    });
    expect(await bookAt(borrower, loanId, slots[3]?.at)).toMatchObject({
      body: { code: 'interview_fixed' },
    });
    const read = parseDay(later?.day ?? '', 'day');
    if (!read.ok) throw new Error('There was a time on another day.');
    agreedDay = read.value;
  });
});

describe('the officer', () => {
  it('records nothing before its day', async () => {
    expect(await house.command(office.loanOfficer, caseUrl('interview'), RECORD)).toMatchObject({
      body: { code: 'interview_not_due', data: { day: formatDay(agreedDay) } },
    });
    expect(await house.command(office.analyst, caseUrl('interview'), RECORD)).toMatchObject({
      body: { code: 'not_case_owner' },
    });
  });

  it('records every answer, the recording and the result, and with that the case is done', async () => {
    await house.goTo(agreedDay);
    const [, ...tooFew] = ANSWERS;
    const short = { ...RECORD, answers: tooFew };
    expect(await house.command(office.loanOfficer, caseUrl('interview'), short)).toMatchObject({
      ...{ status: 400, body: { errors: [{ field: 'answers.identity' }] } },
    });
    await house.do(office.loanOfficer, caseUrl('interview'), RECORD);
    const found = await house.read<CaseInOffice>(office.analyst, `/api/office/cases/${caseId}`);
    expect(found).toMatchObject({
      ...{ state: 'closed', result: 'passed', ownerId: office.loanOfficer.id },
      interview: { moves: 1, held: { recording: 'V-2026-0042', answers: ANSWERS } },
    });
    expect(found.story.map(({ event }) => event)).toEqual([
      ...['CaseOpened', 'CaseTaken', 'InterviewBooked', 'InterviewMoved'],
      ...['InterviewHeld', 'CaseClosed'],
    ]);
    expect(await readOwn(borrower, loanId)).toMatchObject({ state: 'held', mayBook: false });
  });

  it('keeps what was said out of the log', async () => {
    const { rows } = await house.pool.query<{ said: number; recorded: number }>(
      `select count(*) filter (where events::text like '%未申报%')::integer as said,
         count(*) filter (where events::text like '%V-2026-0042%')::integer as recorded
       from commit.command`,
    );
    expect(rows[0]).toEqual({ said: 0, recorded: 1 });
  });
});

describe('the decision', () => {
  it('sees what does not agree, and is open now to a second person', async () => {
    const file = await house.read<ReviewFile>(
      office.analystLead,
      `/api/office/loans/${loanId}/file`,
    );
    expect(file.interview).toMatchObject({
      ...{ isNeeded: true, state: 'passed', caseId, contradictions: ['other_debts'] },
    });
    expect(await approval()).toMatchObject({ status: 200 });
    expect(await stateOf(house, loanId)).toBe('approved');
    const notices = await house.list<{ kind: string }>(borrower, '/api/notices');
    expect(notices.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['interview_booked', 'interview_moved', 'interview_held']),
    );
  });

  it('ends the interview of whoever takes the application back', async () => {
    await house.do(other, `/api/loans/${otherLoanId}/withdrawal`);
    expect(await house.list(office.loanOfficer, '/api/office/cases?caseKind=interview')).toEqual(
      [],
    );
    expect(await readOwn(other, otherLoanId)).toMatchObject({ state: 'none' });
    expect(await house.violations()).toEqual([]);
  });
});
