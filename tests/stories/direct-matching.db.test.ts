// Direct matching: the platform publishes and matches, the parties deal with each other. Its only income is the
// service fee, and what clients pay each other goes from one custody account to another.

import { FEE_KINDS } from '@mutua/core/product/tariff.ts';
import { addDays, type Day, dayOf } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  loanFlows,
  type Movement,
  monthlyRatePpm,
  movements,
  nominalRatePpm,
  sumOf,
  yearlyRatePpm,
} from './house/bank-statement.ts';
import {
  anApprovedLoan,
  anOffice,
  bid,
  disburse,
  type Office,
  openListing,
  stateOf,
} from './house/loan-stages.ts';
import { StoryHouse } from './house/story-house.ts';
import { aClient, aLender, type Client, topUp } from './house/story-people.ts';
import { aModelProduct } from './house/story-products.ts';

let house: StoryHouse;
let office: Office;
let borrower: Client;
let lenders: readonly Client[];
let loanId: string;
/** The all-in rate that the borrower saw before the signature. */
let shown: number;
let moved: readonly Movement[];

const LENT = [5_400, 4_200, 2_400];
const LOAN = 1_200_000n;
/** A thousandth of the loan with every instalment. */
const FEE = 1_200n;
const MONTHS = 2;
/** A Friday after which both due days are working days. */
const DISBURSED = dayOf(2026, 3, 6);
const DUE_DAYS = [dayOf(2026, 4, 6), dayOf(2026, 5, 6)];

beforeAll(async () => {
  house = await StoryHouse.open();
  office = await anOffice(house);
  const productCode = await aModelProduct(house, 'MOD-19');
  borrower = await aClient(house, { roles: ['borrower'] });
  lenders = await Promise.all([12_000, 7_000, 9_000].map((cash) => aLender(house, cash)));
  const asked = { amount: 12_000, months: MONTHS, changes: { productCode } };
  loanId = await anApprovedLoan(house, office, borrower, asked);
  const { allInRatePpm = 0 } = await house.read<{ allInRatePpm?: number }>(
    borrower,
    `/api/loans/${loanId}`,
  );
  shown = allInRatePpm;
  await house.goTo(DISBURSED);
  await openListing(house, office, loanId);
  for (const [index, lender] of lenders.entries()) {
    await bid(house, lender, loanId, LENT[index] ?? 0);
  }
});
afterAll(async () => {
  await house?.close();
});

describe('direct matching', () => {
  it('lives a loan from a new product to its close, without new code', async () => {
    await disburse(house, borrower, loanId);
    await topUp(house, borrower, 'borrower', 500);
    await house.goTo(addDays(dayOf(2026, 5, 6), 1));
    expect(await stateOf(house, loanId)).toBe('closed');
    const loan = await house.read(borrower, `/api/loans/${loanId}`);
    expect(loan).toMatchObject({ productCode: 'small_credit_loan_mod_19', closeReason: 'repaid' });
    moved = await movements(house);
  });

  it('moves client money from custody account to custody account, and none through the operator’s', () => {
    const ways = new Set(
      moved.map(({ code, fromClass, toClass }) => `${code} ${fromClass} ${toClass}`),
    );
    expect([...ways].toSorted()).toEqual([
      'disbursement lender borrower',
      'distribution borrower lender',
      'distribution borrower platform',
      'top_up outside borrower',
      'top_up outside lender',
    ]);
    for (const [index, lender] of lenders.entries()) {
      const lent = moved.filter(
        (one) => one.code === 'disbursement' && one.from === lender.accounts.lender,
      );
      expect(lent).toEqual([
        expect.objectContaining({
          to: borrower.accounts.borrower,
          amount: BigInt(LENT[index] ?? 0) * 100n,
        }),
      ]);
      const repaid = moved.filter(
        (one) => one.to === lender.accounts.lender && one.code !== 'top_up',
      );
      expect(new Set(repaid.map(({ from }) => from))).toEqual(
        new Set([borrower.accounts.borrower]),
      );
      expect(repaid).toHaveLength(MONTHS);
    }
    const fees = moved.filter(({ toClass }) => toClass === 'platform');
    expect(fees.map(({ amount }) => amount)).toEqual([FEE, FEE]);
  });

  it('has service fees as its only income', async () => {
    interface Statement {
      readonly lines: readonly {
        readonly code: string;
        readonly side: string;
        readonly amount: string;
      }[];
    }
    const income = new Map<string, readonly string[]>();
    for (const kind of FEE_KINDS) {
      const account = `/api/office/accounts/platform_fees/${kind}/CNY`;
      const { lines } = await house.read<Statement>(
        office.finance,
        `${account}/statement?from=2026-03-02&to=2026-05-07`,
      );
      if (lines.length > 0) {
        income.set(
          kind,
          lines.map(({ code, side, amount }) => `${code} ${side} ${amount}`),
        );
      }
    }
    expect([...income]).toEqual([
      ['service', ['fee_service credit 1200', 'fee_service credit 1200']],
    ]);
    const own = (await house.bank.balances()).find(
      ({ account }) => account === moved.find(({ toClass }) => toClass === 'platform')?.to,
    );
    expect(own?.booked).toEqual({ minorUnits: String(2n * FEE), currency: 'CNY' });
  });

  it('costs the borrower what was shown before the signature, by what the bank really moved', async () => {
    const flows = loanFlows(moved, borrower.accounts.borrower);
    expect(flows.map(({ day }) => day)).toEqual([DISBURSED, ...DUE_DAYS]);
    expect(flows[0]?.amount).toBe(LOAN);
    expect(monthlyRatePpm(flows)).toBe(shown);
    // By the days themselves, of which two months here have one more than a sixth of a year.
    expect(Math.abs(yearlyRatePpm(flows) - shown)).toBeLessThan(1_000);
  });

  it('leaves lenders the whole rate of the contract, as was shown to them', async () => {
    interface Row {
      readonly annualRatePpm: number;
      readonly expectedReturnPpm: number;
      readonly loanId: string;
    }
    const [row] = await house.list<Row>(undefined, '/api/listings?state=closed');
    expect(row).toMatchObject({ loanId });
    expect(row?.expectedReturnPpm).toBe(row?.annualRatePpm);
    const interest = -sumOf(loanFlows(moved, borrower.accounts.borrower)) - 2n * FEE;
    const earned = lenders.map(({ accounts }) => sumOf(loanFlows(moved, accounts.lender)));
    expect(earned.reduce((total, one) => total + one, 0n)).toBe(interest);
    // By what came back to them month by month, too, but for the rounding of their parts to the cent.
    const ofAll = [DISBURSED, ...DUE_DAYS].map((day) => ({
      ...{ day, amount: sumOf(lenders.flatMap(({ accounts }) => flowsOn(day, accounts.lender))) },
    }));
    expect(Math.abs(nominalRatePpm(ofAll) - (row?.annualRatePpm ?? 0))).toBeLessThan(100);
    expect(await house.violations()).toEqual([]);
  });
});

function flowsOn(day: Day, account: string | undefined) {
  return loanFlows(moved, account).filter((flow) => flow.day === day);
}
