// The custody model: money lies at the bank in clients' names and moves from account to account there; the operator
// has nothing but its own fees.
import { addDays } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anApprovedLoan, anOffice, bid, disburse, openListing } from './house/loan-stages.ts';
import { StoryHouse } from './house/story-house.ts';
import { aClient, aLender, atBank } from './house/story-people.ts';

let house: StoryHouse;

beforeAll(async () => {
  house = await StoryHouse.open();
});
afterAll(async () => {
  await house?.close();
});

describe('with custody', () => {
  it('works', async () => {
    const office = await anOffice(house);
    const borrower = await aClient(house, { roles: ['borrower'] });
    const lenders = [
      await aLender(house, 12_000),
      await aLender(house, 8_000),
      await aLender(house, 9_000),
    ];
    const loanId = await anApprovedLoan(house, office, borrower, { amount: 20_000, months: 3 });
    await openListing(house, office, loanId);
    for (const [index, lender] of lenders.entries()) {
      await bid(house, lender, loanId, [9_000, 7_000, 4_000][index] ?? 0);
    }
    await disburse(house, borrower, loanId);
    expect((await atBank(house, borrower, 'borrower')).booked).toBe(2_000_000n);
    await house.goTo(addDays(await house.today(), 35));
    expect(await house.violations()).toEqual([]);
  });
});
