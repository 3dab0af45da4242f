// What the office's home, its review and its list of loans show, held against what was done one by one.
import type { Funnel, OfficeDesk, OfficeHome } from '@mutua/contract/office/home.ts';
import type { LoanInBook, ReviewFile, ReviewItem } from '@mutua/contract/office/review.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { newId, TrialHouse } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  APPLICATION,
  aClient,
  aLender,
  anApprovedLoan,
  anOffice,
  anOpenListing,
  bid,
  disburse,
  letTheBankAnswer,
  type Office,
  yuan,
} from './trial-life.ts';

let house: TrialHouse;
let office: Office;
let applied: Id;
let referred: Id;
let approved: Id;
let repaying: Id;

/** So that a person has to look: a short history, and an income that is borne out to be less. */
async function aReferredLoan(): Promise<Id> {
  const borrower = await aClient(house, 'borrower');
  const loanId = await house.post(borrower, '/api/loans', {
    ...APPLICATION,
    facts: { ...APPLICATION.facts, employment_months: 3 },
  });
  const url = `/api/office/loans/${loanId}`;
  const found = {
    ...{ monthly_income: yuan(15_000), debt_elsewhere: yuan(10_000) },
    overdue_past_6_months: 0,
  };
  for (const [name, value] of Object.entries(found)) {
    await house.post(office.analyst, `${url}/verified-facts`, {
      ...{ name, value, source: 'credit_bureau' },
    });
  }
  await house.post(office.analyst, `${url}/assessment`);
  return loanId;
}

beforeAll(async () => {
  house = await TrialHouse.open();
  office = await anOffice(house);
  const lenders = [await aLender(house, 30_000), await aLender(house, 30_000)];
  applied = await house.post(await aClient(house, 'borrower'), '/api/loans', APPLICATION);
  referred = await aReferredLoan();
  approved = await anApprovedLoan(house, await aClient(house, 'borrower'), office);
  await anOpenListing(house, await aClient(house, 'borrower'), office);
  const borrower = await aClient(house, 'borrower');
  repaying = await anOpenListing(house, borrower, office);
  for (const lender of lenders) await bid(house, lender, repaying, 25_000);
  await letTheBankAnswer(house);
  await disburse(house, borrower, repaying);
  house.later(1_000);
}, 120_000);
afterAll(() => house.close());

async function read<Answer>(url: string, who: Id = office.analyst): Promise<Answer> {
  const { status, body } = await house.get(who, url);
  expect(status, `${url} ${JSON.stringify(body)}`).toBe(200);
  return body as unknown as Answer;
}

describe('the four blocks of the office', () => {
  it('count every live loan once, in the state in which it stands, and add up', async () => {
    const { blocks } = await read<OfficeHome>('/api/office/home');
    const { rows } = await house.pool.query<{ state: string; count: number }>(
      'select state, count(*)::integer as count from loan.loan group by state',
    );
    const countOf = (...states: string[]) =>
      rows.reduce((sum, { state, count }) => sum + (states.includes(state) ? count : 0), 0);
    expect(blocks.map(({ block, count }) => [block, count])).toEqual([
      ['loan_list', countOf('applied', 'assessed')],
      ['safeguard', countOf('approved')],
      ['funding', countOf('listed', 'funding', 'funded')],
      ['repayment', countOf('disbursed', 'repaying', 'overdue', 'defaulted', 'written_off')],
    ]);
    expect(blocks.map(({ count }) => count)).toEqual([2, 1, 1, 1]);
    for (const { count, amount, parts } of blocks) {
      expect(parts.reduce((sum, part) => sum + part.count, 0)).toBe(count);
      const total = parts.reduce((sum, part) => sum + BigInt(part.amount.minorUnits), 0n);
      expect(String(total)).toBe(amount.minorUnits);
    }
    expect(blocks[3]).toMatchObject({ amount: yuan(50_000) });
  });
});

describe('the desk of the office', () => {
  it('shows every queue with its oldest and its limit', async () => {
    house.later(3_600_000);
    house.forgetSessions();
    const { queues, mine, day } = await read<OfficeDesk>('/api/office/desk');
    expect(day).toBe('2026-03-02');
    expect(mine).toBe(1);
    const queue = (name: string) => queues.find((one) => one.queue === name);
    expect(queue('applied')).toMatchObject({ count: 1 });
    expect(queue('in_review')).toMatchObject({ count: 1, limitSeconds: 4 * 3_600 });
    expect(queue('in_review')?.waitedSeconds).toBeGreaterThanOrEqual(3_600);
    expect(queue('listing_to_prepare')).toMatchObject({ count: 1 });
    expect(queue('complaint')).toEqual({ queue: 'complaint', group: 'compliance', count: 0 });
  });

  it('shows what came, what left and what the day has done', async () => {
    const { money, due, jobs } = await read<OfficeHome>('/api/office/home');
    expect(money).toMatchObject({ moneyIn: yuan(60_000), moneyOut: { minorUnits: '0' } });
    expect(money.disbursed).toEqual(yuan(50_000));
    expect(money.hours.reduce((sum, one) => sum + BigInt(one.moneyIn.minorUnits), 0n)).toBe(
      BigInt(money.moneyIn.minorUnits),
    );
    expect(due).toMatchObject({ count: 0, paid: { count: 0 }, open: { count: 0 } });
    expect(due.next.map(({ day }) => day)).toEqual(['2026-03-03', '2026-03-04', '2026-03-05']);
    expect(jobs.find(({ job }) => job === 'open_funding')).toMatchObject({ done: 2 });
  });
});

describe('the review', () => {
  const tab = async (name: string) =>
    (await read<{ items: ReviewItem[] }>(`/api/office/review?tab=${name}`)).items;

  it('lists who waits for whom, and why it came to a person', async () => {
    expect(await tab('applied')).toMatchObject([{ loanId: applied, reasonCodes: [] }]);
    expect(await tab('in_review')).toMatchObject([
      {
        ...{ loanId: referred, borrowerName: '林薇', isOwn: true },
        reasonCodes: expect.arrayContaining(['short_history']),
      },
    ]);
    expect((await tab('mine')).map(({ loanId }) => loanId)).toEqual([referred]);
  });

  it('shows what was written beside what was found, and points that add up', async () => {
    const file = await read<ReviewFile>(`/api/office/loans/${referred}/file`);
    const income = file.facts.find(({ name }) => name === 'monthly_income');
    expect(income).toMatchObject({
      ...{ said: yuan(20_000), value: yuan(15_000), verified: true },
      ...{ source: 'credit_bureau', differencePpm: -250_000 },
    });
    expect(file.facts.find(({ name }) => name === 'debt_elsewhere')?.differencePpm).toBe(0);
    expect(file.facts.find(({ name }) => name === 'home')).toMatchObject({ said: 'owned' });
    const { assessment } = file;
    const points = assessment?.features.reduce((sum, one) => sum + one.points, 0) ?? 0;
    expect((assessment?.basePoints ?? 0) + points).toBe(assessment?.score);
    expect(file.borrower).toMatchObject({ name: '林薇', clientKind: 'natural_person' });
    expect(file.waitsFor).toBe('in_review');
    expect(file.actions).toContain('review');
  });

  it('shows what another amount would ask of the borrower', async () => {
    const url = `/api/office/loans/${referred}/file?loanAmount=3000000`;
    const { offers } = await read<ReviewFile>(url);
    expect(offers.map(({ loanAmount }) => loanAmount)).toEqual([yuan(50_000), yuan(30_000)]);
    for (const { income, costs, otherPayments, instalment, left } of offers) {
      const rest = BigInt(income) - BigInt(costs) - BigInt(otherPayments) - BigInt(instalment);
      expect(left).toBe(String(rest));
    }
    expect(offers[1]?.burdenPpm).toBeLessThan(offers[0]?.burdenPpm ?? 0);
  });

  it('passes on to the second person once the first has said what should become of it', async () => {
    const url = `/api/office/loans/${referred}/review`;
    await house.post(office.analyst, url, { opinion: 'approve', reason: 'Known employer.' });
    expect(await tab('in_review')).toEqual([]);
    expect(await tab('to_decide')).toMatchObject([{ loanId: referred, opinion: 'approve' }]);
    const file = await read<ReviewFile>(`/api/office/loans/${referred}/file`, office.analystLead);
    expect(file).toMatchObject({
      ...{ waitsFor: 'to_decide', review: { opinion: 'approve', makerId: office.analyst } },
      actions: expect.arrayContaining(['approve', 'reject']),
    });
  });

  it('is for those who work on files: nobody else learns whether there is one', async () => {
    const collector = await house.staff('collector');
    expect((await house.get(collector, `/api/office/loans/${referred}/file`)).status).toBe(404);
    const nothing = await house.get(office.analyst, `/api/office/loans/${newId()}/file`);
    expect(nothing.status).toBe(404);
  });
});

describe('the list of all loans', () => {
  const book = async (query: string) =>
    (await read<{ items: LoanInBook[] }>(`/api/office/loan-book${query}`)).items;

  it('finds by state, by borrower and by the end of the number', async () => {
    expect(await book('')).toHaveLength(5);
    expect((await book('?state=approved')).map(({ loanId }) => loanId)).toEqual([approved]);
    expect(await book('?state=repaying,disbursed')).toMatchObject([
      { loanId: repaying, outstanding: yuan(50_000) },
    ]);
    expect(await book(`?search=${repaying.slice(-8)}`)).toHaveLength(1);
    expect(await book(`?search=${encodeURIComponent('林')}`)).toHaveLength(5);
    expect(await book('?search=%25')).toEqual([]);
    expect(await book('?grade=G')).toEqual([]);
  });
});

describe('the funnel', () => {
  it('equals a recount, and names the weakest step', async () => {
    const { borrowers, lenders, ended } = await read<Funnel>('/api/office/reports/funnel');
    expect(borrowers.steps.map(({ step, count }) => [step, count])).toEqual([
      ...[
        ['begun', 5],
        ['applied', 5],
        ['assessed', 4],
        ['approved', 3],
        ['listed', 2],
      ],
      ...[
        ['funded', 1],
        ['disbursed', 1],
      ],
    ]);
    expect(borrowers.weakest).toBe('funded');
    expect(borrowers.steps[2]?.ofPreviousPpm).toBe(800_000);
    expect(lenders.steps.map(({ count }) => count)).toEqual([2, 2, 2, 2, 2, 0]);
    expect(lenders.weakest).toBe('received');
    expect(ended).toEqual([]);
  });
});
