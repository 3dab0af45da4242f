// Half of the loans go bad, and everybody wants the money out at once: whatever is free is paid, what is lent is
// promised to nobody, and each lender loses by the own loan alone.
import { dayOf } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anApprovedLoan,
  anOffice,
  bid,
  disburse,
  type Office,
  openListing,
  stateOf,
} from './house/loan-stages.ts';
import { withdraw } from './house/money-in-out.ts';
import { StoryHouse } from './house/story-house.ts';
import {
  aClient,
  aLender,
  atBank,
  available,
  type Client,
  topUp,
  yuan,
} from './house/story-people.ts';

let house: StoryHouse;
let office: Office;
let lenders: readonly Client[];
/** Of the loan that goes on, and of the one that goes bad. */
let borrowers: readonly Client[];
let loanIds: readonly string[];

/** In yuan: what each lender has, and lends to one of the two. */
const CASH = 10_000;
const LENT = 4_000;
const LENDERS = 6;
const LOAN = (LENT * LENDERS) / 2;
const FREE = BigInt(CASH - LENT) * 100n;

beforeAll(async () => {
  house = await StoryHouse.open();
  office = await anOffice(house);
  [borrowers, lenders] = await Promise.all([
    Promise.all([0, 1].map(() => aClient(house, { roles: ['borrower'] }))),
    Promise.all(Array.from({ length: LENDERS }, () => aLender(house, CASH))),
  ]);
  const made: string[] = [];
  for (const [place, borrower] of borrowers.entries()) {
    const loanId = await anApprovedLoan(house, office, borrower, { amount: LOAN, months: 3 });
    await openListing(house, office, loanId);
    await Promise.all(lendersOf(place).map((lender) => bid(house, lender, loanId, LENT)));
    await disburse(house, borrower, loanId);
    made.push(loanId);
  }
  loanIds = made;
}, 120_000);
afterAll(async () => {
  await house?.close();
});

/** Every second lender has lent to the first loan, the others to the second. */
function lendersOf(place: number): readonly Client[] {
  return lenders.filter((_, index) => index % 2 === place);
}

const freeOf = (lender: Client) => available(house, lender, 'lender');

describe('a run on the platform', () => {
  it('begins when a whole half of what is lent goes bad', async () => {
    const [, bad] = borrowers;
    const [, badId] = loanIds;
    if (bad === undefined || badId === undefined) throw new Error('There are two loans.');
    const taken = await available(house, bad, 'borrower');
    expect(await withdraw(house, bad, 'borrower', Number(taken) / 100)).toBe('paid');
    await house.goTo(dayOf(2026, 4, 7));
    expect(await Promise.all(loanIds.map((loanId) => stateOf(house, loanId)))).toEqual([
      'repaying',
      'overdue',
    ]);
    const reason = { reason: 'The borrower has left and answers nobody.' };
    const { analyst, analystLead, finance } = office;
    await house.do(analyst, `/api/office/loans/${badId}/default-proposal`, reason);
    await house.do(analystLead, `/api/office/loans/${badId}/default`, reason);
    await house.do(finance, `/api/office/loans/${badId}/write-off-proposal`, reason);
    await house.do(analystLead, `/api/office/loans/${badId}/write-off`, reason);
    expect(await stateOf(house, badId)).toBe('written_off');
  });

  it('pays four fifths of all free money within the hour, and then the rest', async () => {
    const free = await Promise.all(lenders.map(freeOf));
    for (const [index, cash] of free.entries()) {
      // The loan that goes on has paid an instalment meanwhile.
      if (index % 2 === 0) expect(cash).toBeGreaterThan(FREE);
      else expect(cash).toBe(FREE);
    }
    const began = house.now;
    const first = free.map((cash) => (cash * 4n) / 5n);
    const ends = await Promise.all(
      lenders.map((lender, index) => withdraw(house, lender, 'lender', yuanOf(first[index]))),
    );
    expect(new Set(ends)).toEqual(new Set(['paid']));
    expect(house.now - began).toBeLessThan(3_600_000);
    const rest = await Promise.all(lenders.map(freeOf));
    expect(rest).toEqual(free.map((cash, index) => cash - (first[index] ?? 0n)));
    await Promise.all(
      lenders.map((lender, index) => withdraw(house, lender, 'lender', yuanOf(rest[index]))),
    );
    for (const lender of lenders) {
      expect(await freeOf(lender)).toBe(0n);
      expect(await atBank(house, lender, 'lender')).toEqual({ booked: 0n, frozen: 0n });
    }
  });

  it('gets nothing of what is lent, whatever is asked for', async () => {
    for (const lender of lenders) {
      const asked = { role: 'lender', amount: yuan(LENT) };
      expect(await house.command(lender, '/api/withdrawals', asked)).toMatchObject({
        status: 422,
        body: { code: 'exceeds_available' },
      });
    }
    expect(await house.violations()).toEqual([]);
  });

  it('costs each lender what the own loan lost, and the lenders of the other loan nothing', async () => {
    const [goodId, badId] = loanIds;
    const [good] = borrowers;
    if (good === undefined) throw new Error('There is a good borrower.');
    await topUp(house, good, 'borrower', 1_000);
    await house.do(good, `/api/loans/${goodId}/early-repayments`, { how: 'in_full' });
    await house.until('the payoff', async () => (await stateOf(house, goodId ?? '')) === 'closed');
    const reason = { reason: 'Nothing is left to be had.' };
    await house.do(office.finance, `/api/office/loans/${badId}/collection-end-proposal`, reason);
    await house.do(office.analystLead, `/api/office/loans/${badId}/collection-end`, reason);
    interface Claim {
      readonly state: string;
      readonly principal: { readonly minorUnits: string };
      readonly principalReceived: { readonly minorUnits: string };
      readonly loss?: { readonly minorUnits: string };
    }
    const lent = { minorUnits: String(LENT * 100) };
    const nothing = { minorUnits: '0' };
    for (const [index, lender] of lenders.entries()) {
      const [claim] = await house.list<Claim>(lender, '/api/claims');
      expect(claim).toMatchObject({ state: 'closed', principal: lent });
      if (index % 2 === 0) expect(claim).toMatchObject({ principalReceived: lent });
      else expect(claim).toMatchObject({ principalReceived: nothing, loss: lent });
      expect((await freeOf(lender)) > 0n).toBe(index % 2 === 0);
    }
    const { rows } = await house.pool.query(
      `select kind, posted
       from ledger.account
       where kind = 'platform_funds' and posted <> 0`,
    );
    expect(rows).toEqual([]);
    expect(await house.violations()).toEqual([]);
  });
});

function yuanOf(minorUnits: bigint | undefined): number {
  return Number(minorUnits ?? 0n) / 100;
}
