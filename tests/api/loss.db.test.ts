// A loan that is not repaid, as each person reads it: overdue, in default, written off by two, partly recovered, and
// ended. The lenders bear the loss by their shares; nobody else's account moves.
import type { Id } from '@mutua/core/kit/id.ts';
import { addDays, type Day, dayOf } from '@mutua/core/time/day.ts';
import { runDaysUntil } from '@mutua/server/calendar/end-of-day.ts';
import { checkLaws, everyLaw } from '@mutua/server/check/check.ts';
import type { Statement } from '@mutua/server/database/fact-table.ts';
import { type Asked, newId, TrialHouse } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  aClient,
  aLender,
  anOffice,
  anOpenListing,
  bid,
  disburse,
  letTheBankAnswer,
  type Office,
  topUp,
  yuan,
} from './trial-life.ts';

/** A month after the disbursement. */
const FIRST_DUE: Day = dayOf(2026, 4, 2);
const NOTHING = { minorUnits: '0', currency: 'CNY' };
/** In yuan, by each lender. */
const PARTS = [25_000, 15_000, 10_000];
const REASON = { reason: '借款人已失去收入，无可执行财产。' };

interface Claim {
  readonly principalReceived: { readonly minorUnits: string };
  readonly interestReceived: { readonly minorUnits: string };
  readonly loss: { readonly minorUnits: string };
}

let house: TrialHouse;
let office: Office;
let collector: Id;
let borrower: Id;
let lenders: readonly Id[];
let claims: readonly Id[];
let loanId: Id;
let accountsBefore: unknown;

beforeAll(async () => {
  house = await TrialHouse.open();
  office = await anOffice(house);
  collector = await house.staff('collector');
  borrower = await aClient(house, 'borrower');
  const all: { lender: Id; claim: Id }[] = [];
  loanId = await anOpenListing(house, borrower, office);
  for (const part of PARTS) {
    const lender = await aLender(house, part);
    all.push({ lender, claim: await bid(house, lender, loanId, part) });
  }
  lenders = all.map(({ lender }) => lender);
  claims = all.map(({ claim }) => claim);
  await disburse(house, borrower, loanId);
  // The borrower takes everything out: there is nothing to collect.
  await house.post(borrower, '/api/withdrawals', { role: 'borrower', amount: yuan(50_000) });
  await letTheBankAnswer(house);
  accountsBefore = await accountsOfOthers();
}, 120_000);
afterAll(async () => {
  const checked = await checkLaws(house.pool, { laws: everyLaw() });
  await house.close();
  expect(checked.flatMap(({ violations }) => violations)).toEqual([]);
  expect(house.alarms).toEqual([]);
}, 60_000);

/** Day after day is worked and closed, until this one is open. */
async function liveUntil(day: Day): Promise<void> {
  const read = async ({ text, values }: Statement) =>
    (await house.pool.query<Record<string, unknown>>(text, [...values])).rows;
  const stayed = await runDaysUntil(day, { lane: house.lane, read });
  if (stayed !== undefined) throw new Error(JSON.stringify(stayed));
}

async function read(who: Id, url: string): Promise<Asked['body']> {
  const { status, body } = await house.get(who, url);
  expect(status, `${url} ${JSON.stringify(body)}`).toBe(200);
  return body;
}

function decide(who: Id, step: string, fields: object = REASON): Promise<Asked> {
  const url = `/api/office/loans/${loanId}/${step}`;
  return house.ask(who, 'POST', url, { commandId: newId(), ...fields });
}

/** What stands on every account that is neither the two sides' nor the loan's. */
async function accountsOfOthers(): Promise<unknown> {
  const { rows } = await house.pool.query(
    `select kind, owner, posted
     from ledger.account
     where kind not like 'loan_%' and kind not in ('lender_cash', 'borrower_cash', 'custody')
     order by kind, owner`,
  );
  return rows;
}

it('each lender has bid knowing that nobody stands behind the loan, and that is kept', async () => {
  for (const [index, lender] of lenders.entries()) {
    const bidId = claims[index];
    expect(await read(lender, `/api/bids/${bidId}`)).toMatchObject({
      ...{ bidId, riskNotice: 'risk_notice_1', safeguard: 'none', state: 'converted' },
    });
  }
});

describe('an instalment that is not paid', () => {
  it('is in arrears for its borrower from the day after, and the loan is overdue after the grace days', async () => {
    await liveUntil(addDays(FIRST_DUE, 4));
    expect(await read(borrower, `/api/loans/${loanId}`)).toMatchObject({
      ...{ state: 'repaying', arrears: { since: '2026-04-02', daysOverdue: 4 } },
    });
    await liveUntil(addDays(FIRST_DUE, 5));
    const loan = await read(borrower, `/api/loans/${loanId}`);
    expect(loan).toMatchObject({
      ...{ state: 'overdue', arrears: { since: '2026-04-02', daysOverdue: 5, penalty: '393' } },
      schedule: expect.arrayContaining([expect.objectContaining({ state: 'late', daysLate: 5 })]),
      actions: expect.arrayContaining(['repay']),
    });
    const { arrears, nextDueAmount } = loan as unknown as {
      arrears: { total: object };
      nextDueAmount: object;
    };
    expect(arrears.total).toEqual(nextDueAmount);
    expect(await read(borrower, '/api/loans')).toMatchObject({
      items: [{ state: 'overdue', arrears: { daysOverdue: 5 } }],
    });
  });

  it('is seen by each lender on the own claim, which itself is never overdue', async () => {
    const [first = loanId] = lenders;
    expect(await read(first, `/api/claims/${claims[0]}`)).toMatchObject({
      ...{ state: 'active', loanState: 'overdue', daysLate: 5, outstanding: yuan(25_000) },
      schedule: expect.arrayContaining([expect.objectContaining({ state: 'late' })]),
      received: [],
    });
    expect(await read(first, '/api/claims?loanState=overdue')).toMatchObject({
      items: [{ claimId: claims[0] }],
    });
  });

  it('stands in the queue of the office, with what is owed and since when', async () => {
    expect(await read(collector, '/api/office/loans?state=overdue')).toMatchObject({
      items: [
        {
          ...{ loanId, arrears: { daysOverdue: 5 }, assetClass: 'special_mention' },
          actions: ['propose_default', 'propose_acceleration', 'propose_reschedule'],
        },
      ],
    });
  });
});

describe('the write-off', () => {
  it('is refused until the loan is in default, which it is when it is 91 days overdue', async () => {
    expect(await decide(office.analyst, 'write-off-proposal')).toMatchObject({
      ...{ status: 422, body: { code: 'not_defaulted' } },
    });
    await liveUntil(addDays(FIRST_DUE, 91));
    expect(await read(borrower, `/api/loans/${loanId}`)).toMatchObject({ state: 'overdue' });
    await liveUntil(addDays(FIRST_DUE, 92));
    const loan = await read(office.analyst, `/api/office/loans/${loanId}`);
    expect(loan).toMatchObject({
      ...{ state: 'defaulted', assetClass: 'substandard', overdueBucket: 'd91_180' },
      actions: expect.arrayContaining(['propose_write_off', 'propose_acceleration']),
    });
    const { timeline } = loan as unknown as { timeline: object[] };
    expect(timeline.slice(-2)).toMatchObject([
      { event: 'LoanFellOverdue', actor: 'calendar', day: '2026-04-06' },
      { event: 'LoanDefaulted', actor: 'calendar', day: '2026-07-02', reason: 'days_overdue' },
    ]);
  }, 60_000);

  it('is proposed by one and released by another: never by the same, never by a collector', async () => {
    expect(await decide(office.analystLead, 'write-off')).toMatchObject({
      ...{ status: 422, body: { code: 'step_skipped' } },
    });
    expect(await decide(collector, 'write-off-proposal')).toMatchObject({
      ...{ status: 403, body: { code: 'collector_may_not' } },
    });
    expect(await decide(office.analystLead, 'write-off-proposal')).toMatchObject({ status: 200 });
    expect(await decide(office.analystLead, 'write-off')).toMatchObject({
      ...{ status: 403, body: { code: 'same_person' } },
    });
    expect(await read(office.finance, '/api/office/loans?state=defaulted')).toMatchObject({
      items: [
        {
          proposal: { step: 'write_off', makerId: office.analystLead, proposedOn: '2026-07-03' },
          actions: expect.arrayContaining(['propose_write_off', 'return_step']),
        },
      ],
    });
    expect(await read(office.finance, '/api/office/queues')).toMatchObject({ stepsToRelease: 1 });
    expect(await decide(office.finance, 'proposal-return')).toMatchObject({ status: 200 });
    expect(await decide(office.finance, 'write-off-proposal')).toMatchObject({ status: 200 });
    expect(await decide(office.analystLead, 'write-off')).toMatchObject({ status: 200 });
    expect(await accountsOfOthers()).toEqual(accountsBefore);
  });

  it('is seen by all sides: what was owed, and that nothing of it is lost yet', async () => {
    const loan = await read(borrower, `/api/loans/${loanId}`);
    expect(loan).toMatchObject({
      ...{ state: 'written_off', outstanding: yuan(50_000), actions: ['repay'] },
      writtenOff: { day: '2026-07-03', principal: '5000000', recovered: NOTHING },
    });
    expect(loan).not.toHaveProperty('arrears');
    const { schedule } = loan as unknown as { schedule: { state: string }[] };
    expect(new Set(schedule.map(({ state }) => state))).toEqual(new Set(['written_off']));
    expect(await read(office.finance, `/api/office/loans/${loanId}`)).toMatchObject({
      writtenOff: { makerId: office.finance, checkerId: office.analystLead },
    });
    for (const [index, lender] of lenders.entries()) {
      const claim = await read(lender, `/api/claims/${claims[index]}`);
      expect(claim).toMatchObject({
        ...{
          state: 'active',
          loanState: 'written_off',
          outstanding: yuan(PARTS[index] ?? 0),
        },
      });
      expect(claim).not.toHaveProperty('loss');
    }
  });
});

describe('what comes in afterwards', () => {
  it('reaches the lenders by their shares', async () => {
    await topUp(house, borrower, 'borrower', 10_000);
    await house.post(borrower, `/api/loans/${loanId}/repayments`, { amount: yuan(10_000) });
    await letTheBankAnswer(house);
    expect(await read(borrower, `/api/loans/${loanId}`)).toMatchObject({
      ...{ state: 'written_off', writtenOff: { recovered: yuan(10_000) } },
    });
    let first: { principal: number; interest: number } | undefined;
    let toLenders = 0;
    for (const [index, lender] of lenders.entries()) {
      const claim = (await read(lender, `/api/claims/${claims[index]}`)) as unknown as Claim;
      const principal = Number(claim.principalReceived.minorUnits);
      const interest = Number(claim.interestReceived.minorUnits);
      // By the yuan lent, to the cent: what the first got, 25,000 to 15,000 to 10,000.
      const share = PARTS[index] ?? 0;
      first ??= { principal: principal / share, interest: interest / share };
      expect(Math.abs(principal - first.principal * share)).toBeLessThanOrEqual(2);
      expect(Math.abs(interest - first.interest * share)).toBeLessThanOrEqual(2);
      toLenders += principal + interest;
    }
    expect(toLenders).toBeGreaterThan(900_000);
    expect(toLenders).toBeLessThan(1_000_000);
  });

  it('is all that comes when collection is ended: the rest is each lender’s loss', async () => {
    expect(await decide(office.analyst, 'collection-end-proposal')).toMatchObject({ status: 200 });
    expect(await decide(office.analyst, 'collection-end')).toMatchObject({
      ...{ status: 403, body: { code: 'same_person' } },
    });
    expect(await decide(office.analystLead, 'collection-end')).toMatchObject({ status: 200 });
    const loan = await read(borrower, `/api/loans/${loanId}`);
    expect(loan).toMatchObject({
      ...{ state: 'closed', closeReason: 'collection_ended', outstanding: NOTHING, actions: [] },
      writtenOff: { left: NOTHING, recovered: yuan(10_000), givenUp: expect.anything() },
    });
    let lost = 0;
    for (const [index, lender] of lenders.entries()) {
      const claim = (await read(lender, `/api/claims/${claims[index]}`)) as unknown as Claim;
      expect(claim).toMatchObject({ state: 'closed', outstanding: NOTHING });
      const loss = Number(claim.loss.minorUnits);
      expect(loss + Number(claim.principalReceived.minorUnits)).toBe((PARTS[index] ?? 0) * 100);
      const portfolio = await read(lender, '/api/portfolio');
      expect(portfolio).toMatchObject({ items: [{ lost: claim.loss }] });
      lost += loss;
    }
    const office360 = (await read(office.finance, `/api/office/loans/${loanId}`)) as unknown as {
      claims: { loss: string }[];
    };
    expect(office360.claims.reduce((total, { loss }) => total + Number(loss), 0)).toBe(lost);
    const listing = await house.get(undefined, `/api/listings/${loanId}`);
    expect(listing.body).toMatchObject({ state: 'closed', closeReason: 'collection_ended' });
  });
});
