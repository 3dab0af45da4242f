// The custody model: money lies at the bank in clients' names and moves from account to account there; the operator
// has nothing but its own fees, which both sides pay.
import { dayOf } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loanFlows, movements, sumOf } from './house/bank-statement.ts';
import {
  anApprovedLoan,
  anOffice,
  authoriseBid,
  disburse,
  type Office,
  openListing,
  placeBid,
  stateOf,
} from './house/loan-stages.ts';
import { withdraw } from './house/money-in-out.ts';
import { StoryHouse } from './house/story-house.ts';
import { aClient, aLender, atBank, type Client, topUp } from './house/story-people.ts';
import { aModelProduct } from './house/story-products.ts';

let house: StoryHouse;
let office: Office;
let borrower: Client;
let lenders: readonly Client[];
let productCode: string;
let loanId: string;
let bidIds: readonly string[];

const LOAN = 1_000_000n;
const LENT = [4_500, 3_500, 2_000];
/** A thousandth of the loan. */
const SERVICE_FEE = 1_000n;
const DUE_DAY = dayOf(2026, 4, 2);

beforeAll(async () => {
  house = await StoryHouse.open();
  office = await anOffice(house);
  productCode = await aModelProduct(house, 'MOD-20');
});
afterAll(async () => {
  await house?.close();
});

/**
 * When nothing is on its way the bank and the ledger say the same of every account, and every account is a client's
 * but the operator's own. Gives what lies on that one.
 */
async function operatorHas(): Promise<bigint> {
  await house.finish();
  expect(await house.bank.differences(house.pool)).toEqual([]);
  const owners = new Map(
    [borrower, ...lenders].flatMap(({ id, accounts }) =>
      Object.values(accounts).map((account) => [account, id] as const),
    ),
  );
  let own = 0n;
  for (const { account, booked } of await house.bank.balances()) {
    const { class: kind, clientId } = await house.bank.account(account);
    if (kind === 'platform') own += BigInt(booked.minorUnits);
    else expect(clientId).toBe(owners.get(account));
  }
  return own;
}

const lent = (index: number) => BigInt(LENT[index] ?? 0) * 100n;

describe('with custody', () => {
  it('what lenders pay in lies on accounts in their own names', async () => {
    borrower = await aClient(house, { roles: ['borrower'] });
    lenders = await Promise.all([6_000, 5_000, 3_000].map((cash) => aLender(house, cash)));
    for (const [index, cash] of [600_000n, 500_000n, 300_000n].entries()) {
      expect(await atBank(house, lenders[index] as Client, 'lender')).toEqual({
        ...{ booked: cash, frozen: 0n },
      });
    }
    expect(await operatorHas()).toBe(0n);
  });

  it('a bid freezes exactly its money where it lies, and nothing moves', async () => {
    const asked = { amount: 10_000, months: 1, changes: { productCode } };
    loanId = await anApprovedLoan(house, office, borrower, asked);
    await openListing(house, office, loanId);
    const placed: string[] = [];
    for (const [index, lender] of lenders.entries()) {
      placed.push(await placeBid(house, lender, loanId, LENT[index] ?? 0));
      await authoriseBid(house, lender, placed[index] ?? '');
      const { booked, frozen } = await atBank(house, lender, 'lender');
      expect([booked, frozen]).toEqual([[600_000n, 500_000n, 300_000n][index], lent(index)]);
    }
    bidIds = placed;
    expect(await operatorHas()).toBe(0n);
  });

  it('the whole loan reaches the borrower, from each lender what was bid', async () => {
    await disburse(house, borrower, loanId);
    expect(await atBank(house, borrower, 'borrower')).toEqual({ booked: LOAN, frozen: 0n });
    expect(await operatorHas()).toBe(0n);
    expect(await withdraw(house, borrower, 'borrower', 9_000)).toBe('paid');
    expect(await atBank(house, borrower, 'borrower')).toEqual({ booked: 100_000n, frozen: 0n });
    expect(await operatorHas()).toBe(0n);
  });

  it('both sides pay their fees with the instalment, and the operator has these alone', async () => {
    await topUp(house, borrower, 'borrower', 9_200);
    expect(await operatorHas()).toBe(0n);
    await house.goTo(DUE_DAY);
    expect(await operatorHas()).toBe(0n);
    // It is taken at the end of its day.
    await house.goTo(dayOf(2026, 4, 3));
    expect(await stateOf(house, loanId)).toBe('closed');
    interface Received {
      readonly received: readonly { readonly interest: string; readonly fee: string }[];
    }
    let ofLenders = 0n;
    for (const [index, lender] of lenders.entries()) {
      const { received } = await house.read<Received>(lender, `/api/claims/${bidIds[index]}`);
      const [interest, fee] = [BigInt(received[0]?.interest ?? 0), BigInt(received[0]?.fee ?? 0)];
      // A twentieth of the interest, to the nearest cent.
      expect(fee).toBe((interest + 10n) / 20n);
      ofLenders += fee;
      const gain = sumOf(loanFlows(await movements(house), lender.accounts.lender));
      expect(gain).toBe(interest - fee);
    }
    expect(ofLenders).toBeGreaterThan(0n);
    expect(await operatorHas()).toBe(SERVICE_FEE + ofLenders);
  });

  it('lenders get what their share of the rate is, less the fee that was stated', async () => {
    interface Row {
      readonly loanId: string;
      readonly annualRatePpm: number;
      readonly expectedReturnPpm: number;
    }
    const rows = await house.list<Row>(undefined, '/api/listings?state=closed');
    const { annualRatePpm = 0, expectedReturnPpm = 0 } = rows[0] ?? {};
    expect(rows).toMatchObject([{ loanId }]);
    expect(expectedReturnPpm).toBe(annualRatePpm - annualRatePpm / 20);
    const all = await movements(house);
    for (const [index, { accounts }] of lenders.entries()) {
      const gain = Number(sumOf(loanFlows(all, accounts.lender)));
      const promised = (Number(lent(index)) * expectedReturnPpm) / 12_000_000;
      // One month of twelve; interest and fee are each rounded to the cent.
      expect(Math.abs(gain - promised)).toBeLessThan(2);
    }
  });

  it('everybody takes home what is there, and the operator keeps its fees', async () => {
    const own = await operatorHas();
    for (const client of [borrower, ...lenders]) {
      const role = client === borrower ? 'borrower' : 'lender';
      const { booked } = await atBank(house, client, role);
      expect(await withdraw(house, client, role, Number(booked) / 100)).toBe('paid');
      expect(await atBank(house, client, role)).toEqual({ booked: 0n, frozen: 0n });
    }
    expect(await operatorHas()).toBe(own);
    expect(await house.bank.totals()).toMatchObject([{ booked: own }]);
    expect(await house.violations()).toEqual([]);
  });
});
