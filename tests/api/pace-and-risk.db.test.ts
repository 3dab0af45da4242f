// What the listing says of risk, how long each step took, and what a client pays apart from any loan.
import type { Id } from '@mutua/core/kit/id.ts';
import { checkLaws, everyLaw } from '@mutua/server/check/check.ts';
import { type Asked, TrialHouse } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  APPLICATION,
  aClient,
  aLender,
  anOffice,
  anOpenListing,
  approve,
  bid,
  letTheBankAnswer,
  type Office,
  openListing,
  sign,
  topUp,
  yuan,
} from './trial-life.ts';

const HOUR_MS = 3_600_000;

let house: TrialHouse;
let office: Office;

beforeAll(async () => {
  house = await TrialHouse.open();
  office = await anOffice(house);
}, 120_000);
afterAll(async () => {
  const checked = await checkLaws(house.pool, { laws: everyLaw() });
  await house.close();
  expect(checked.flatMap(({ violations }) => violations)).toEqual([]);
  expect(house.alarms).toEqual([]);
}, 60_000);

async function read<Answer = Asked['body']>(who: Id | undefined, url: string): Promise<Answer> {
  const { status, body } = await house.get(who, url);
  expect(status, `${url} ${JSON.stringify(body)}`).toBe(200);
  return body as unknown as Answer;
}

describe('two listings of one grade and of different risk', () => {
  it('show both, in the market and on their own page', async () => {
    const purposes = { consumption: 'personal_unsecured', working_capital: 'business_unsecured' };
    const seen: { grade: string; riskClass: string }[] = [];
    for (const [purpose, riskClass] of Object.entries(purposes)) {
      const borrower = await aClient(house, 'borrower');
      const application = { ...APPLICATION, purpose };
      const loanId = await anOpenListing(house, borrower, office, application);
      const url = `/api/listings?purpose=${purpose}`;
      const { items } = await read<{ items: Asked['body'][] }>(undefined, url);
      expect(items).toMatchObject([{ loanId, riskClass }]);
      const page = await read<{
        grade: string;
        riskClass: string;
        disclosure: Record<string, string>;
      }>(undefined, `/api/listings/${loanId}`);
      expect(page.disclosure).toMatchObject({ grade: page.grade, risk_class: riskClass });
      expect(items).toMatchObject([{ grade: page.grade }]);
      seen.push(page);
    }
    expect(seen.map(({ riskClass }) => riskClass)).toEqual(Object.values(purposes));
    expect(seen[0]?.grade).toMatch(/^[A-G]$/);
    expect(seen[1]?.grade).toBe(seen[0]?.grade);
  });
});

describe('the three times', () => {
  const pace = async (hours: { toDecision: number; toFull: number; toDisburse: number }) => {
    const wait = (waited: number) => {
      house.later(waited * HOUR_MS);
      house.forgetSessions();
    };
    const borrower = await aClient(house, 'borrower');
    const lenders = [await aLender(house, 25_000), await aLender(house, 25_000)];
    const loanId = await house.post(borrower, '/api/loans', APPLICATION);
    wait(hours.toDecision);
    await approve(house, borrower, office, loanId);
    wait(7);
    await openListing(house, office, loanId);
    for (const lender of lenders) await bid(house, lender, loanId, 25_000);
    wait(hours.toFull);
    await letTheBankAnswer(house);
    wait(hours.toDisburse);
    await sign(house, borrower, loanId);
    await letTheBankAnswer(house);
    return loanId;
  };

  it('stand in the operating report, to the second', async () => {
    await pace({ toDecision: 2, toFull: 10, toDisburse: 1 });
    await pace({ toDecision: 5, toFull: 3, toDisburse: 1 });
    const ofHours = (...hours: number[]) => {
      const average = hours.reduce((sum, one) => sum + one, 0) / hours.length;
      return {
        ...{ count: hours.length, averageSeconds: average * 3_600 },
        ...{ medianSeconds: average * 3_600, longestSeconds: Math.max(...hours) * 3_600 },
      };
    };
    const report = await read<Record<string, object>>(
      office.finance,
      '/api/office/reports/durations?from=2026-03-01&to=2026-03-31',
    );
    // The two listings of before were decided on at once.
    expect(report.timeToDecision).toEqual({
      ...{ count: 4, averageSeconds: 6_300, medianSeconds: 3_600, longestSeconds: 18_000 },
    });
    expect(report.timeToFull).toEqual(ofHours(10, 3));
    expect(report.timeToDisburse).toEqual(ofHours(1, 1));
    const other = await read<object>(
      office.finance,
      '/api/office/reports/durations?from=2026-04-01',
    );
    expect(other).toEqual({ items: [] });
  });
});

describe('what a client pays apart from any loan', () => {
  const fees = [
    {
      ...{ kind: 'registration', payer: 'lender', due: 'event' },
      rule: { kind: 'fixed', amount: '1000' },
    },
    {
      ...{ kind: 'withdrawal', payer: 'lender', due: 'event' },
      rule: { kind: 'share_of_amount', sharePpm: 2_000 },
    },
  ];
  const tariff = { currency: 'CNY', effectiveFrom: '2026-03-02', rounding: 'half_up', fees };

  it('is made by two persons, and public before anybody registers', async () => {
    expect(await read(undefined, '/api/tariff')).toEqual({});
    const maker = await house.staff('product_officer');
    const checker = await house.staff('product_officer_lead');
    const url = '/api/office/client-tariffs';
    await house.post(maker, url, { tariff });
    expect(await read(checker, url)).toMatchObject({
      items: [{ number: 1, isApproved: false, actions: ['approve'] }],
    });
    expect(await read(maker, url)).toMatchObject({ items: [{ actions: [] }] });
    expect(await read(undefined, '/api/tariff')).toEqual({});
    await house.post(checker, `${url}/1/approval`);
    expect(await read(undefined, '/api/tariff')).toEqual({ tariff });
    const ofBorrower = { ...tariff, fees: fees.map((fee) => ({ ...fee, payer: 'borrower' })) };
    const commandId = '00000000-0000-7000-8000-00000000abcd';
    expect(await house.ask(maker, 'POST', url, { commandId, tariff: ofBorrower })).toMatchObject({
      status: 422,
      body: { code: 'fee_in_advance' },
    });
  });

  it('is shown to the client, and paid with the first withdrawal', async () => {
    const lender = await aClient(house, 'lender');
    expect(await read(lender, '/api/clients/me')).toMatchObject({
      registrationFees: [{ role: 'lender', amount: yuan(10) }],
    });
    await topUp(house, lender, 'lender', 1_000);
    const asked = { role: 'lender', amount: yuan(500) };
    const charged = {
      fees: [
        { kind: 'withdrawal', amount: '100' },
        { kind: 'registration', amount: '1000' },
      ],
      total: yuan(511),
    };
    const preview = await house.ask(lender, 'POST', '/api/withdrawals/preview', asked);
    expect(preview).toMatchObject({ status: 200, body: { amount: yuan(500), ...charged } });
    const id = await house.post(lender, '/api/withdrawals', asked);
    expect(await read(lender, `/api/withdrawals/${id}`)).toMatchObject({
      ...{ state: 'requested', amount: yuan(500), ...charged },
    });
    expect(await read(lender, '/api/accounts')).toMatchObject({
      items: [{ cash: yuan(1_000), held: yuan(511) }],
    });
    expect(await read(lender, '/api/portfolio')).toMatchObject({
      items: [{ onItsWayOut: yuan(511), heldForBids: { minorUnits: '0' } }],
    });
    await letTheBankAnswer(house);
    expect(await read(lender, `/api/withdrawals/${id}`)).toMatchObject({ state: 'paid' });
    const statement = await read<{ lines: { code: string; kind: string; amount: string }[] }>(
      lender,
      '/api/accounts/lender/CNY/statement?from=2026-03-01&to=2026-03-31',
    );
    expect(statement.lines.map(({ code, kind, amount }) => [code, kind, amount])).toEqual([
      ['top_up', 'posted', '100000'],
      ['withdrawal', 'pending', '51100'],
      ['withdrawal', 'void', '51100'],
      ['withdrawal', 'posted', '50000'],
      ['fee_withdrawal', 'posted', '100'],
      ['fee_registration', 'posted', '1000'],
    ]);
    expect(await read(lender, '/api/clients/me')).not.toHaveProperty('registrationFees');
  });
});
