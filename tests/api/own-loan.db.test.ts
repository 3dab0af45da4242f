// What a borrower reads of one loan beside its figures: the file of the application, and an early repayment compared both ways.
import type { EarlyOutlookOnWire, EarlyOutlookPart } from '@mutua/contract/loan/own-loan.ts';
import type { LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { TrialHouse } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  APPLICATION,
  aClient,
  aLender,
  anOffice,
  approve,
  bid,
  disburse,
  letTheBankAnswer,
  type Office,
  openListing,
  topUp,
  yuan,
} from './trial-life.ts';

let house: TrialHouse;
let office: Office;
let borrower: Id;
let loanId: Id;

beforeAll(async () => {
  house = await TrialHouse.open();
  office = await anOffice(house);
  borrower = await aClient(house, 'borrower');
  loanId = await house.post(borrower, '/api/loans', APPLICATION);
}, 120_000);
afterAll(() => house.close());

it('the file says what is there and what somebody has borne out, to its borrower alone', async () => {
  const url = `/api/loans/${loanId}/file`;
  const before = await house.get(borrower, url);
  expect(before.body).toMatchObject({
    facts: expect.arrayContaining([
      {
        ...{ name: 'monthly_income', askedOf: 'borrower', needsProof: true, isBorneOut: false },
        value: yuan(20_000),
      },
      { name: 'overdue_past_6_months', askedOf: 'source', needsProof: true, isBorneOut: false },
    ]),
    documents: [
      { document: 'identity_document', isThere: true },
      { document: 'income_proof', isThere: true },
      { document: 'credit_report', isThere: true },
    ],
  });
  await approve(house, borrower, office, loanId);
  const { facts } = (await house.get(borrower, url)).body as unknown as {
    facts: { name: string; needsProof: boolean; isBorneOut: boolean }[];
  };
  expect(facts.filter(({ needsProof, isBorneOut }) => needsProof !== isBorneOut)).toEqual([]);
  const stranger = await aClient(house, 'borrower');
  expect(await house.get(stranger, url)).toMatchObject({ status: 404 });
});

it('both ways of an early repayment in part are told as they come to be', async () => {
  const outlook = `/api/loans/${loanId}/early-outlook?principal=2000000`;
  expect(await house.get(borrower, outlook)).toMatchObject({
    ...{ status: 409, body: { code: 'wrong_stage' } },
  });
  await openListing(house, office, loanId);
  const [first, second] = [await aLender(house, 60_000), await aLender(house, 60_000)];
  await bid(house, first, loanId, 25_000);
  await bid(house, second, loanId, 25_000);
  await disburse(house, borrower, loanId);
  await topUp(house, borrower, 'borrower', 1_000);
  const told = (await house.get(borrower, outlook)).body as unknown as EarlyOutlookOnWire;
  expect(told.unchanged).toEqual(restOf(await loan()));
  const { shorterTerm, smallerInstalment } = told;
  expect(shorterTerm?.instalments).toBeLessThan(told.unchanged.instalments);
  expect(smallerInstalment?.instalments).toBe(told.unchanged.instalments);
  expect(BigInt(smallerInstalment?.nextInstalment ?? '0')).toBeLessThan(
    BigInt(told.unchanged.nextInstalment),
  );
  await house.post(borrower, `/api/loans/${loanId}/early-repayments`, {
    ...{ how: 'in_part', amount: yuan(20_000), effect: 'shorter_term' },
  });
  await letTheBankAnswer(house);
  expect(restOf(await loan())).toEqual(shorterTerm);
  const tooMuch = await house.get(borrower, outlook.replace('2000000', '3000000'));
  expect(tooMuch.body).not.toHaveProperty('shorterTerm');
});

async function loan(): Promise<LoanForBorrower> {
  return (await house.get(borrower, `/api/loans/${loanId}`)).body as unknown as LoanForBorrower;
}

/** What is still to come, from the schedule itself. */
function restOf({ schedule }: LoanForBorrower): EarlyOutlookPart {
  const ahead = schedule.filter(({ state }) => state !== 'paid');
  const total = (field: 'interest' | 'fee') =>
    String(ahead.reduce((sum, row) => sum + BigInt(row[field]), 0n));
  return {
    instalments: ahead.length,
    nextInstalment: ahead[0]?.open ?? '0',
    interest: total('interest'),
    fees: total('fee'),
    nextDueDay: ahead[0]?.dueDay ?? '',
    lastDueDay: ahead.at(-1)?.dueDay ?? '',
  };
}
