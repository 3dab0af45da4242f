// Products as data: each of them is released over the wire, and what it says is what happens: what lenders are left
// with, what a borrower really gets and pays, and from which amount on a loan is no matter for the web alone.

import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loanFlows, monthlyRatePpm, movements } from './house/bank-statement.ts';
import {
  anApprovedLoan,
  anOffice,
  application,
  bid,
  bidOf,
  disburse,
  type Office,
  openListing,
  stateOf,
} from './house/loan-stages.ts';
import { StoryHouse } from './house/story-house.ts';
import { aClient, aLender, atBank, type Client, topUp } from './house/story-people.ts';
import { aModelProduct, releaseProduct } from './house/story-products.ts';

let house: StoryHouse;
let office: Office;
let lender: Client;
let codes: readonly string[];

const THRESHOLD = 50_000;
/** Of whole yuan, and above the threshold with collateral and at a branch. */
const BY_SIZE: ProductTerms = {
  ...SMALL_CREDIT_LOAN,
  code: 'by_size',
  amount: { ...SMALL_CREDIT_LOAN.amount, step: minorUnits(100n) },
  bids: { ...SMALL_CREDIT_LOAN.bids, step: minorUnits(100n) },
  offlineAbove: minorUnits(BigInt(THRESHOLD) * 100n),
  securities: ['unsecured', 'mortgage'],
  collateral: { ltvMaxPpm: 700_000 },
};

beforeAll(async () => {
  house = await StoryHouse.open();
  office = await anOffice(house);
  lender = await aLender(house, 50_000);
  codes = [
    ...['small_credit_loan', await aModelProduct(house, 'MOD-01')],
    ...[await aModelProduct(house, 'MOD-19'), await aModelProduct(house, 'MOD-20')],
    ...[await aModelProduct(house, 'MOD-21'), 'general_loan'],
  ];
  await releaseProduct(house, BY_SIZE);
});
afterAll(async () => {
  await house?.close();
});

interface ListingRow {
  readonly loanId: string;
  readonly annualRatePpm: number;
  readonly expectedReturnPpm: number;
}

interface Terms {
  readonly code: string;
  readonly tariff: {
    readonly fees: readonly {
      readonly kind: string;
      readonly payer: string;
      readonly rule: { readonly kind: string; readonly sharePpm?: number };
    }[];
  };
}

describe('every product', () => {
  it('leaves lenders the rate of the contract less the fees that it states, and shows both before a bid', async () => {
    const versions = await house.list<{ terms: Terms }>(undefined, '/api/products');
    for (const productCode of codes) {
      const borrower = await aClient(house, { roles: ['borrower'] });
      const asked = { amount: 10_000, months: 12, changes: { productCode } };
      const loanId = await anApprovedLoan(house, office, borrower, asked);
      await openListing(house, office, loanId);
      const rows = await house.list<ListingRow>(undefined, '/api/listings');
      const { annualRatePpm = 0, expectedReturnPpm } =
        rows.find((one) => one.loanId === loanId) ?? {};

      const terms = versions.find((one) => one.terms.code === productCode)?.terms;
      const ofLenders = (terms?.tariff.fees ?? []).filter(({ payer }) => payer === 'lender');
      const shares = ofLenders.filter(({ rule }) => rule.kind === 'share_of_interest');
      // What else lenders pay is for no loan, and costs nothing.
      expect(ofLenders.filter((fee) => !shares.includes(fee)).map(({ kind }) => kind)).toEqual(
        productCode === 'general_loan' ? [] : ['registration'],
      );
      const share = shares.reduce((sum, { rule }) => sum + (rule.sharePpm ?? 0), 0);
      expect([productCode, expectedReturnPpm]).toEqual([
        productCode,
        annualRatePpm - Math.ceil((annualRatePpm * share) / 1_000_000),
      ]);

      interface Preview {
        readonly annualRatePpm: number;
        readonly instalments: readonly { readonly interest: string; readonly fee: string }[];
      }
      const { status, body } = await house.ask<Preview>(
        lender,
        'POST',
        `/api/loans/${loanId}/bids/preview`,
        bidOf(1_000),
      );
      expect([status, body.annualRatePpm]).toEqual([200, annualRatePpm]);
      for (const { interest, fee } of body.instalments) {
        expect(Number(fee)).toBe(Math.round((Number(interest) * share) / 1_000_000));
      }
    }
  });
});

describe('a loan above the threshold of its product', () => {
  it('is not made on line: one yuan decides', async () => {
    const [first, second, third] = await Promise.all([
      aClient(house, { roles: ['borrower'] }),
      aClient(house, { roles: ['borrower'] }),
      aClient(house, { roles: ['borrower'] }),
    ]);
    const ask = (borrower: Client, amount: number, changes: object = {}) =>
      house.command(
        borrower,
        '/api/loans',
        application({ amount, months: 12, changes: { productCode: 'by_size', ...changes } }),
      );
    const offline = { status: 422, body: { code: 'offline_required', data: expect.anything() } };
    const secured = { security: 'mortgage' };
    const atBranch = { channel: 'branch', confirmedByBorrower: true };
    expect(await ask(first, THRESHOLD + 1)).toMatchObject(offline);
    expect(await ask(first, THRESHOLD + 1, secured)).toMatchObject(offline);
    expect(await ask(first, THRESHOLD + 1, atBranch)).toMatchObject(offline);
    expect(await ask(first, THRESHOLD + 1, { ...secured, ...atBranch })).toMatchObject({
      status: 200,
    });
    expect(await ask(second, THRESHOLD)).toMatchObject({ status: 200 });
    expect(await ask(third, THRESHOLD - 1)).toMatchObject({ status: 200 });
  });
});

describe('a product with a fee at the disbursement', () => {
  it('pays the whole loan out, takes the fee after it, and costs what was shown', async () => {
    const borrower = await aClient(house, { roles: ['borrower'] });
    const asked = { amount: 10_000, months: 1, changes: { productCode: 'general_loan' } };
    const loanId = await anApprovedLoan(house, office, borrower, asked);
    interface Shown {
      readonly allInRatePpm?: number;
      readonly fees: readonly object[];
    }
    const { allInRatePpm, fees } = await house.read<Shown>(borrower, `/api/loans/${loanId}`);
    expect(fees).toEqual([{ kind: 'service', amount: '15000', dueWith: 'disbursement' }]);
    await openListing(house, office, loanId);
    await bid(house, lender, loanId, 10_000);
    await disburse(house, borrower, loanId);
    await house.finish();
    expect(await atBank(house, borrower, 'borrower')).toEqual({ booked: 985_000n, frozen: 0n });
    const own = (await movements(house)).filter(({ from, to }) =>
      [from, to].includes(borrower.accounts.borrower ?? ''),
    );
    expect(own.map(({ code, toClass, amount }) => [code, toClass, amount])).toEqual([
      ['disbursement', 'borrower', 1_000_000n],
      ['fee', 'platform', 15_000n],
    ]);

    await topUp(house, borrower, 'borrower', 300);
    await house.goTo(dayOf(2026, 4, 3));
    expect(await stateOf(house, loanId)).toBe('closed');
    const flows = loanFlows(await movements(house), borrower.accounts.borrower);
    expect(flows).toHaveLength(2);
    expect(monthlyRatePpm(flows)).toBe(allInRatePpm);
    expect(await house.violations()).toEqual([]);
  });
});
