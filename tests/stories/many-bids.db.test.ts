// Two hundred bids at once on one listing: together they are its amount to the cent, whoever is first.

import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import { addDays, formatDay } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  anApprovedLoan,
  anOffice,
  type BidRow,
  bid,
  bidOf,
  disburse,
  type Office,
  openListing,
  stateOf,
} from './house/loan-stages.ts';
import { StoryHouse, type Told } from './house/story-house.ts';
import { aClient, aLender, atBank, type Client, yuan } from './house/story-people.ts';
import { releaseProduct } from './house/story-products.ts';

let house: StoryHouse;
let office: Office;
let lenders: readonly Client[];

const LENDERS = 20;
const BIDS_EACH = 10;
/** In yuan. Half of the lenders have too little for all of their bids. */
const RICH = 6_000;
const POOR = 2_000;
const LOAN = 50_000;
const BID = 500;

beforeAll(async () => {
  house = await StoryHouse.open();
  office = await anOffice(house);
  lenders = await Promise.all(
    Array.from({ length: LENDERS }, (_, index) => aLender(house, index % 2 === 0 ? RICH : POOR)),
  );
  await Promise.all(lenders.map(grantBidMandate));
}, 120_000);
afterAll(async () => {
  await house?.close();
});

/** By which the bank freezes for bids without asking each time. */
async function grantBidMandate(lender: Client): Promise<void> {
  const expiresDay = formatDay(addDays(await house.today(), 30));
  const { commandId } = await house.do(lender, '/api/mandates', { cap: yuan(50_000), expiresDay });
  interface Mandate {
    readonly mandateId: string;
    readonly state: string;
    readonly pageUrl?: string;
  }
  const find = async () =>
    (await house.list<Mandate>(lender, '/api/mandates')).find((one) => one.mandateId === commandId);
  const page = await house.until('the page of the mandate', async () => (await find())?.pageUrl);
  await house.bank.confirm(page);
  await house.until('the mandate', async () => (await find())?.state === 'granted');
}

async function aListing(changes: object, amount: number): Promise<string> {
  const borrower = await aClient(house, { roles: ['borrower'] });
  const loanId = await anApprovedLoan(house, office, borrower, { amount, months: 12, changes });
  await openListing(house, office, loanId);
  return loanId;
}

describe('two hundred bids at once', () => {
  it('are accepted up to the amount of the listing exactly, and nothing is held or frozen beyond them', async () => {
    const loanId = await aListing({}, LOAN);
    // Everybody is signed in before, since that is slow on purpose.
    for (const lender of lenders) await house.read(lender, `/api/listings/${loanId}/standing`);
    const asked = Array.from({ length: BIDS_EACH }, () => lenders).flat();
    const answers = await Promise.all(
      asked.map((lender) => house.command(lender, `/api/loans/${loanId}/bids`, bidOf(BID))),
    );
    expect(answers).toHaveLength(200);
    const accepted = answers.filter(({ status }) => status === 200);
    expect(accepted).toHaveLength(LOAN / BID);
    const codes = new Set(answers.filter(({ status }) => status !== 200).map(codeOf));
    expect([...codes].toSorted()).toEqual(['insufficient_cash', 'listing_full']);

    const listing = await house.read(undefined, `/api/listings/${loanId}`);
    expect(listing).toMatchObject({ accepted: yuan(LOAN), remaining: yuan(0), bids: 100 });
    await house.until('the loan is full', async () => (await stateOf(house, loanId)) === 'funded');
    await house.finish();
    let held = 0n;
    for (const [index, lender] of lenders.entries()) {
      const bids = await house.list<BidRow & { amount: { minorUnits: string } }>(
        lender,
        '/api/bids',
      );
      const own = bids.reduce((sum, { amount }) => sum + BigInt(amount.minorUnits), 0n);
      const cash = BigInt(index % 2 === 0 ? RICH : POOR) * 100n;
      const { items } = await house.read<{ items: readonly object[] }>(lender, '/api/accounts');
      const say = (minorUnits: bigint) => ({ minorUnits: String(minorUnits), currency: 'CNY' });
      expect(items).toMatchObject([
        { cash: say(cash), held: say(own), available: say(cash - own) },
      ]);
      expect(await atBank(house, lender, 'lender')).toEqual({ booked: cash, frozen: own });
      held += own;
    }
    expect(held).toBe(BigInt(LOAN) * 100n);
    expect(await house.violations()).toEqual([]);
  });
});

describe('the least bid', () => {
  it('is a hundred yuan: a cent less is refused', async () => {
    const loanId = await aListing({}, 10_000);
    const url = `/api/loans/${loanId}/bids`;
    const [lender] = lenders;
    expect(await house.command(lender, url, bidOf(99.99))).toMatchObject({
      ...{ status: 422, body: { code: 'below_minimum' } },
    });
    expect(await house.command(lender, url, bidOf(100))).toMatchObject({ status: 200 });
  });

  it('may be smaller for what is left of a listing, which is taken whole or not at all', async () => {
    const code = 'larger_bids';
    const bids = {
      ...SMALL_CREDIT_LOAN.bids,
      minimum: minorUnits(100_000n),
      maximumSharePpm: 1_000_000,
    };
    const productCode = await releaseProduct(house, { ...SMALL_CREDIT_LOAN, code, bids });
    const borrower = await aClient(house, { roles: ['borrower'] });
    const asked = { amount: 10_000, months: 12, changes: { productCode } };
    const loanId = await anApprovedLoan(house, office, borrower, asked);
    await openListing(house, office, loanId);
    const url = `/api/loans/${loanId}/bids`;
    const rich = [await aLender(house, 10_000), await aLender(house, 10_000)] as const;
    await bid(house, rich[0], loanId, 8_000);
    // Of 2,000 yuan that are left, 1,500 would leave less than anybody may bid.
    expect(await house.command(rich[1], url, bidOf(1_500))).toMatchObject({
      ...{ status: 422, body: { code: 'remainder_below_minimum' } },
    });
    await bid(house, rich[1], loanId, 1_000);
    expect(await house.command(rich[1], url, bidOf(900))).toMatchObject({
      ...{ status: 422, body: { code: 'below_minimum' } },
    });
    await bid(house, rich[1], loanId, 1_000);
    await disburse(house, borrower, loanId);
    expect(await atBank(house, borrower, 'borrower')).toMatchObject({ booked: 1_000_000n });
    expect(await house.violations()).toEqual([]);
  });
});

function codeOf({ body }: Told): unknown {
  return body.code;
}
