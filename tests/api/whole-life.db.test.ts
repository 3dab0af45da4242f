// What each person reads along one loan's life, and that nobody reads what is another's.
import type { Id } from '@mutua/core/kit/id.ts';
import { checkLaws, everyLaw } from '@mutua/server/check/check.ts';
import { type Asked, newId, TrialHouse } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  APPLICATION,
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

let house: TrialHouse;
let office: Office;
let borrower: Id;
let first: Id;
let second: Id;
let stranger: Id;
let loanId: Id;
let bidId: Id;

beforeAll(async () => {
  house = await TrialHouse.open();
  office = await anOffice(house);
  borrower = await aClient(house, 'borrower');
  [first, second, stranger] = [
    await aLender(house, 60_000),
    await aLender(house, 60_000),
    await aLender(house, 0),
  ];
  loanId = await anOpenListing(house, borrower, office);
}, 120_000);
afterAll(async () => {
  const checked = await checkLaws(house.pool, { laws: everyLaw() });
  await house.close();
  expect(checked.flatMap(({ violations }) => violations)).toEqual([]);
  expect(house.alarms).toEqual([]);
}, 60_000);

async function read(who: Id | undefined, url: string): Promise<Asked['body']> {
  const { status, body } = await house.get(who, url);
  expect(status, `${url} ${JSON.stringify(body)}`).toBe(200);
  return body;
}

describe('before a bid', () => {
  it('a newcomer is told the next step of the path', async () => {
    const profile = await read(stranger, '/api/clients/me');
    expect(profile).toMatchObject({
      status: 'active',
      mobileMasked: '138****0001',
      lender: { tolerance: 5, biddingStopped: false },
      paths: [{ role: 'lender', next: 'top_up' }],
      actions: expect.arrayContaining(['answer_questionnaire', 'stop_bidding']),
    });
    expect(JSON.stringify(profile)).not.toMatch(/11010519900307\d{3}/);
    const path = await read(borrower, '/api/clients/me');
    expect(path).toMatchObject({ paths: [{ role: 'borrower', next: 'sign_contract' }] });
  });

  it('anybody sees the listing with everything that is disclosed, and nobody before it was published', async () => {
    const { items } = (await read(undefined, '/api/listings')) as unknown as { items: object[] };
    expect(items).toMatchObject([{ loanId, title: '装修借款', fundedPpm: 0, bids: 0 }]);
    const listing = await read(undefined, `/api/listings/${loanId}`);
    expect(listing).toMatchObject({
      ...{ state: 'funding', loanAmount: yuan(50_000), remaining: yuan(50_000) },
      bidRules: { minimum: yuan(100), step: yuan(100), riskNotice: 'risk_notice_1' },
      disclosure: { borrower_kind: 'natural_person', purpose: 'consumption' },
      review: { conclusion: 'fit' },
    });
    const { timeline } = listing as unknown as { timeline: { to: string }[] };
    expect(timeline.map(({ to }) => to)).toEqual(['listed', 'funding']);
    expect(JSON.stringify(listing)).not.toContain(borrower);
    const filtered = async (query: string) =>
      ((await read(undefined, `/api/listings?${query}`)) as unknown as { items: object[] }).items;
    expect(await filtered('grade=G')).toEqual([]);
    expect(await filtered('termMonthsMin=13')).toEqual([]);
    expect(await filtered('termMonthsMax=12&annualRatePpmMin=1&purpose=consumption')).toHaveLength(
      1,
    );
    expect(await filtered('state=closed')).toEqual([]);
    const other = await house.post(await aClient(house, 'borrower'), '/api/loans', {
      ...APPLICATION,
    });
    expect(await house.get(undefined, `/api/listings/${other}`)).toMatchObject({ status: 404 });
  });

  it('a lender previews what a bid brings, what is to be expected, and the worst case', async () => {
    const url = `/api/loans/${loanId}/bids/preview`;
    const asked = { amount: yuan(10_000), acknowledgedNotice: 'risk_notice_1' };
    const { status, body } = await house.ask(first, 'POST', url, asked);
    expect(status, JSON.stringify(body)).toBe(200);
    expect(body).toMatchObject({
      ...{
        availableAfter: yuan(50_000),
        remainingAfter: yuan(40_000),
        yourBidsAfter: yuan(10_000),
      },
      worstCase: { minorUnits: '-1000000', currency: 'CNY' },
    });
    const { instalments, expectedReturnPpm, annualRatePpm } = body as unknown as {
      instalments: { principal: string }[];
      expectedReturnPpm: number;
      annualRatePpm: number;
    };
    expect(instalments).toHaveLength(12);
    expect(instalments.reduce((sum, { principal }) => sum + Number(principal), 0)).toBe(1_000_000);
    expect(expectedReturnPpm).toBeLessThan(annualRatePpm);
    const poor = await house.ask(stranger, 'POST', url, asked);
    expect(poor).toMatchObject({ status: 422, body: { code: 'insufficient_cash' } });
    const dollars = { ...asked, amount: { minorUnits: '1000000', currency: 'USD' } };
    const mixed = await house.ask(first, 'POST', url, dollars);
    expect(mixed).toMatchObject({ status: 422, body: { code: 'currencies_mixed' } });
  });

  it('anybody sees what a loan would cost before applying', async () => {
    const { facts: _, documents: __, consents: ___, ...asked } = APPLICATION;
    const answer = await house.ask(undefined, 'POST', '/api/loans/preview', asked);
    expect(answer).toMatchObject({ status: 200, body: { currency: 'CNY' } });
    const tooMuch = { ...asked, loanAmount: yuan(5_000_000) };
    expect(await house.ask(undefined, 'POST', '/api/loans/preview', tooMuch)).toMatchObject({
      ...{ status: 422, body: { code: 'amount_out_of_range' } },
    });
  });
});

describe('while it is funded', () => {
  it('a bid is seen by its lender with whose it is, and by everybody as a number', async () => {
    bidId = await bid(house, first, loanId, 25_000);
    await bid(house, second, loanId, 20_000);
    expect(await read(first, `/api/bids/${bidId}`)).toMatchObject({
      ...{ bidId, loanId, amount: yuan(25_000), state: 'accepted', loanState: 'funding' },
    });
    expect(await read(undefined, `/api/listings/${loanId}/bids`)).toMatchObject({
      items: [
        { place: 1, lender: 'L-1', amount: yuan(25_000), source: 'manual' },
        { place: 2, lender: 'L-2', amount: yuan(20_000) },
      ],
    });
    const page = await read(undefined, `/api/listings/${loanId}/bids?limit=1`);
    const { next } = page as unknown as { next: string };
    expect(
      await read(undefined, `/api/listings/${loanId}/bids?limit=1&cursor=${next}`),
    ).toMatchObject({ items: [{ place: 2 }] });
    expect(await read(first, '/api/accounts')).toMatchObject({
      items: [{ role: 'lender', cash: yuan(60_000), held: yuan(25_000), available: yuan(35_000) }],
    });
    expect(await read(second, `/api/listings/${loanId}/standing`)).toMatchObject({
      ...{ yourBids: yuan(20_000), room: yuan(5_000), actions: ['place_bid'] },
    });
  });

  it('another’s things are not there', async () => {
    for (const url of [`/api/bids/${bidId}`, `/api/claims/${bidId}`]) {
      expect(await house.get(second, url)).toMatchObject({
        status: 404,
        body: { code: 'not_found' },
      });
    }
    const otherBorrower = await aClient(house, 'borrower');
    for (const part of ['', '/payoff']) {
      const url = `/api/loans/${loanId}${part}`;
      expect(await house.get(otherBorrower, url)).toMatchObject({ status: 404 });
      const unknown = await house.get(otherBorrower, `/api/loans/${newId()}${part}`);
      expect(unknown).toEqual(await house.get(otherBorrower, url));
    }
    const topUpId = await topUp(house, stranger, 'lender', 100);
    expect(await read(stranger, `/api/top-ups/${topUpId}`)).toMatchObject({ state: 'credited' });
    expect(await house.get(first, `/api/top-ups/${topUpId}`)).toMatchObject({ status: 404 });
  });

  it('the office sees who did what when, and how long it waited', async () => {
    const loan = await read(office.analyst, `/api/office/loans/${loanId}`);
    expect(loan).toMatchObject({ state: 'funding', assessments: [{ number: 1 }] });
    const { timeline } = loan as unknown as { timeline: { event: string; actor: string }[] };
    expect(timeline.map(({ event }) => event)).toEqual([
      ...['LoanApplied', 'LoanAssessed', 'LoanApproved', 'LoanListed', 'FundingOpened'],
    ]);
    expect(timeline[2]?.actor).toBe(`person ${office.analystLead}`);
    expect(await read(office.finance, '/api/office/queues')).toMatchObject({
      loans: expect.arrayContaining([expect.objectContaining({ state: 'funding', count: 1 })]),
    });
    expect(await read(office.finance, '/api/office/loans?state=funding')).toMatchObject({
      items: [{ loanId, accepted: yuan(45_000) }],
    });
    const { items } = (await read(office.finance, '/api/office/reports/durations')) as unknown as {
      items: object[];
    };
    expect(items).toContainEqual(
      expect.objectContaining({ from: 'listed', to: 'funding', count: 1 }),
    );
  });
});

describe('after the disbursement', () => {
  beforeAll(async () => {
    await bid(house, second, loanId, 5_000);
    await disburse(house, borrower, loanId);
  }, 60_000);

  it('its borrower sees schedule, contract and payoff', async () => {
    const loan = await read(borrower, `/api/loans/${loanId}`);
    const { schedule, contract, actions } = loan as unknown as {
      schedule: { principal: string; state: string }[];
      contract: { hash: string };
      actions: string[];
    };
    expect(schedule).toHaveLength(12);
    expect(schedule.reduce((sum, { principal }) => sum + Number(principal), 0)).toBe(5_000_000);
    expect(contract.hash).toMatch(/^[0-9a-f]{64}$/);
    expect(actions).toContain('repay_early');
    const today = await read(borrower, `/api/loans/${loanId}/payoff`);
    expect(today).toMatchObject({ day: '2026-03-02', principal: yuan(50_000), isForecast: false });
    const later = await read(borrower, `/api/loans/${loanId}/payoff?day=2026-03-20`);
    const cost = (payoff: unknown) =>
      Number((payoff as { total: { minorUnits: string } }).total.minorUnits);
    expect(cost(later)).toBeGreaterThan(cost(today));
    const past = await house.get(borrower, `/api/loans/${loanId}/payoff?day=2026-03-01`);
    expect(past).toMatchObject({ status: 400, body: { errors: [{ in: 'query', field: 'day' }] } });
  });

  it('a lender sees the claim with its own part of every instalment, and what it earns', async () => {
    const claim = await read(first, `/api/claims/${bidId}`);
    expect(claim).toMatchObject({
      ...{ claimId: bidId, loanId, state: 'active', principal: yuan(25_000) },
      ...{ outstanding: yuan(25_000), interestReceived: { minorUnits: '0', currency: 'CNY' } },
    });
    const { schedule, expectedReturnPpm, annualRatePpm } = claim as unknown as {
      schedule: { principal: string; state: string }[];
      expectedReturnPpm: number;
      annualRatePpm: number;
    };
    expect(schedule.reduce((sum, { principal }) => sum + Number(principal), 0)).toBe(2_500_000);
    expect(new Set(schedule.map(({ state }) => state))).toEqual(new Set(['to_come']));
    expect(Math.abs(expectedReturnPpm - annualRatePpm)).toBeLessThan(12_000);
    expect(await read(first, '/api/claims')).toMatchObject({ items: [{ claimId: bidId }] });
    expect(await read(second, '/api/claims?limit=1')).toMatchObject({ next: expect.any(String) });
    expect(await read(first, '/api/portfolio')).toMatchObject({
      items: [{ accountValue: yuan(60_000), outstanding: yuan(25_000), deposited: yuan(60_000) }],
    });
  });

  it('an early repayment is previewed, sent, and seen by the lenders when the bank has done it', async () => {
    await topUp(house, borrower, 'borrower', 1_000);
    const url = `/api/loans/${loanId}/early-repayments`;
    const asked = { how: 'in_part', amount: yuan(20_000) };
    const preview = await house.ask(borrower, 'POST', `${url}/preview`, asked);
    expect(preview).toMatchObject({ status: 200, body: { principal: '2000000' } });
    expect(await read(borrower, `/api/loans/${loanId}`)).toMatchObject({ isMoneyInTransit: false });
    await house.post(borrower, url, asked);
    expect(await read(borrower, `/api/loans/${loanId}`)).toMatchObject({ isMoneyInTransit: true });
    await letTheBankAnswer(house);
    expect(await read(first, `/api/claims/${bidId}`)).toMatchObject({
      ...{ principalReceived: yuan(10_000), outstanding: yuan(15_000) },
      received: [{ day: '2026-03-02', principal: '1000000' }],
    });
    const ended = await house.ask(borrower, 'POST', url, { commandId: newId(), how: 'in_full' });
    expect([200, 422]).toContain(ended.status);
  });

  it('statements, balances and traces are those of the book', async () => {
    const base = '/api/accounts/lender/CNY';
    const statement = await read(first, `${base}/statement?from=2026-03-01&to=2026-03-31`);
    const { lines } = statement as unknown as { lines: { code: string; transferId: string }[] };
    expect(lines.map(({ code }) => code)).toEqual(['top_up', 'bid', 'bid', 'principal_paid']);
    expect(await read(first, `${base}/balance`)).toMatchObject({ balance: yuan(45_000) });
    const paid = lines.at(-1)?.transferId;
    const trace = `transferId=${paid}&direction=backwards`;
    expect(await read(first, `/api/trace?${trace}`)).toHaveProperty('hops');
    expect(await house.get(stranger, `/api/trace?${trace}`)).toMatchObject({ status: 404 });
    expect(await read(office.finance, `/api/office/trace?${trace}`)).toHaveProperty('hops');
    const wrong = await house.get(first, `${base}/statement?from=2026-03-31&to=2026-03-01`);
    expect(wrong).toMatchObject({ body: { code: 'days_out_of_order' } });
    expect(await house.get(first, '/api/accounts/borrower/CNY/balance')).toMatchObject({
      status: 404,
    });
  });
});
