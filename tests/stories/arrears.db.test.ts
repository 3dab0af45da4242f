// A borrower falls ill, and the platform and its lenders deal with it: penalty, a new plan to which the borrower agrees,
// its breach, the whole loan due at once, and in the end a compromise. Each side reads what holds.
import type { Id } from '@mutua/core/kit/id.ts';
import { addDays, type Day, dayOf } from '@mutua/core/time/day.ts';
import { runDaysUntil } from '@mutua/server/calendar/end-of-day.ts';
import { checkLaws, everyLaw } from '@mutua/server/check/check.ts';
import type { Statement } from '@mutua/server/database/fact-table.ts';
import { TrialHouse } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
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
} from '../api/trial-life.ts';

const FIRST_DUE: Day = dayOf(2026, 4, 2);
const reason = '借款人患病住院，已核实。';

let house: TrialHouse;
let office: Office;
let borrower: Id;
let lender: Id;
let claimId: Id;
let loanId: Id;

beforeAll(async () => {
  house = await TrialHouse.open();
  office = await anOffice(house);
  borrower = await aClient(house, 'borrower');
  loanId = await anOpenListing(house, borrower, office);
  lender = await aLender(house, 25_000);
  claimId = await bid(house, lender, loanId, 25_000);
  await bid(house, await aLender(house, 25_000), loanId, 25_000);
  await disburse(house, borrower, loanId);
  await house.post(borrower, '/api/withdrawals', { role: 'borrower', amount: yuan(50_000) });
  await letTheBankAnswer(house);
}, 120_000);
afterAll(async () => {
  const checked = await checkLaws(house.pool, { laws: everyLaw() });
  await house.close();
  expect(checked.flatMap(({ violations }) => violations)).toEqual([]);
  expect(house.alarms).toEqual([]);
}, 60_000);

async function liveUntil(day: Day): Promise<void> {
  const read = async ({ text, values }: Statement) =>
    (await house.pool.query<Record<string, unknown>>(text, [...values])).rows;
  const stayed = await runDaysUntil(day, { lane: house.lane, read });
  if (stayed !== undefined) throw new Error(JSON.stringify(stayed));
}

/** One prepares the step, another releases it. */
async function decide(step: string, fields: object = {}): Promise<void> {
  const url = `/api/office/loans/${loanId}/${step}`;
  await house.post(office.analyst, `${url}-proposal`, { reason, ...fields });
  if (step === 'reschedule') {
    await house.post(borrower, `/api/loans/${loanId}/reschedule-acceptance`, {});
  }
  await house.post(office.analystLead, url, { reason });
}

async function read(who: Id, url: string): Promise<object> {
  const { status, body } = await house.get(who, url);
  expect(status, `${url} ${JSON.stringify(body)}`).toBe(200);
  return body;
}

it('the new plan takes the arrears in, and both sides read it', async () => {
  await liveUntil(addDays(FIRST_DUE, 11));
  await decide('waiver', { how: 'in_part', penalty: yuan(5) });
  await decide('reschedule', { how: 'reschedule', instalmentCount: 18 });
  const loan = await read(borrower, `/api/loans/${loanId}`);
  expect(loan).toMatchObject({
    ...{ state: 'repaying', planNumber: 2, outstanding: yuan(50_000) },
    schedule: expect.arrayContaining([expect.objectContaining({ dueDay: '2027-10-02' })]),
  });
  expect(loan).not.toHaveProperty('arrears');
  expect(await read(lender, `/api/claims/${claimId}`)).toMatchObject({
    ...{ loanState: 'repaying', outstanding: yuan(25_000) },
    schedule: expect.arrayContaining([expect.objectContaining({ dueDay: '2027-10-02' })]),
  });
  expect(await read(lender, '/api/notices')).toMatchObject({
    items: expect.arrayContaining([
      expect.objectContaining({ kind: 'claim_rescheduled' }),
      expect.objectContaining({ kind: 'claim_downgraded' }),
    ]),
  });
}, 60_000);

it('not kept, the whole loan is due at once, and a compromise that is paid ends it', async () => {
  await liveUntil(addDays(FIRST_DUE, 50));
  await decide('acceleration');
  expect(await read(borrower, `/api/loans/${loanId}`)).toMatchObject({
    ...{ state: 'defaulted', acceleratedOn: '2026-05-22', actions: ['repay'] },
  });
  await decide('compromise', { amount: yuan(30_000), until: '2026-06-10' });
  expect(await read(borrower, `/api/loans/${loanId}`)).toMatchObject({
    compromise: { amount: yuan(30_000), until: '2026-06-10', paid: { minorUnits: '0' } },
  });
  expect(await read(borrower, `/api/loans/${loanId}/payoff`)).toMatchObject({
    total: yuan(30_000),
  });
  await topUp(house, borrower, 'borrower', 40_000);
  await house.post(borrower, `/api/loans/${loanId}/repayments`, { amount: yuan(30_000) });
  await letTheBankAnswer(house);
  expect(await read(borrower, `/api/loans/${loanId}`)).toMatchObject({
    ...{ state: 'closed', closeReason: 'compromise' },
  });
  const claim = await read(lender, `/api/claims/${claimId}`);
  expect(claim).toMatchObject({ state: 'closed', loanState: 'closed' });
  const { principalReceived, loss } = claim as {
    principalReceived: { minorUnits: string };
    loss: { minorUnits: string };
  };
  expect(BigInt(principalReceived.minorUnits) + BigInt(loss.minorUnits)).toBe(2_500_000n);
}, 60_000);
