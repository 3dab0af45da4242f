// The pure information intermediary: every safeguard and the service of collection are off. What is left still
// makes a market: listing, grade, match and contract; and what is overdue is for the two sides to settle.
import { createHash } from 'node:crypto';
import { businessModelOf, productOfModel } from '@mutua/core/product/models.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import { dayOf } from '@mutua/core/time/day.ts';
import { writeProductTerms } from '@mutua/server/product/product-terms.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { movements, sumOf } from './house/bank-statement.ts';
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
import { aClient, aColleague, aLender, type Client, topUp, yuan } from './house/story-people.ts';
import { aModelProduct } from './house/story-products.ts';

/** A loan, who owes it, and the product under which it is made. */
interface Case {
  readonly borrower: Client;
  readonly productCode: string;
  loanId: string;
}

let house: StoryHouse;
let office: Office;
let lenders: readonly Client[];
/** Without collection, and with it, for comparison. */
let without: Case;
let withIt: Case;

const LOAN = 1_000_000n;
const INSTALMENT_YUAN = 10_100;
const DUE_DAY = dayOf(2026, 4, 2);

beforeAll(async () => {
  house = await StoryHouse.open();
  office = await anOffice(house);
  const codes = [await aModelProduct(house, 'MOD-21'), await aModelProduct(house, 'MOD-01')];
  lenders = await Promise.all([20_000, 20_000].map((cash) => aLender(house, cash)));
  const [one, other] = await Promise.all(
    codes.map(async (productCode): Promise<Case> => {
      const borrower = await aClient(house, { roles: ['borrower'] });
      const asked = { amount: 10_000, months: 1, changes: { productCode } };
      return {
        borrower,
        productCode,
        loanId: await anApprovedLoan(house, office, borrower, asked),
      };
    }),
  );
  if (one === undefined || other === undefined) throw new Error('There are two cases.');
  [without, withIt] = [one, other];
});
afterAll(async () => {
  await house?.close();
});

describe('a platform that only informs', () => {
  it('stores which services it has switched off with the version of the product', async () => {
    interface Version {
      readonly terms: { readonly code: string; readonly services: string[]; safeguards: string[] };
    }
    const versions = await house.list<Version>(undefined, '/api/products');
    const { terms } = versions.find((one) => one.terms.code === without.productCode) ?? {};
    expect(terms?.services).toEqual(['listing', 'rating', 'matching', 'contract', 'custody']);
    expect(terms?.safeguards).toEqual(['none']);

    const officer = await aColleague(house, 'product_officer');
    const model = businessModelOf('MOD-21');
    if (!model.ok) throw new Error('There is no such model.');
    const propose = async (changes: Partial<ProductTerms>) => {
      const product = { ...productOfModel(model.value), ...changes };
      const terms = writeProductTerms({ ...product, effectiveFrom: await house.today() });
      return house.command(officer, '/api/office/products', { terms, clientMoney: 'own_accounts' });
    };
    const refused = { status: 400, body: { code: 'invalid_input' } };
    expect(await propose({ code: 'promise', safeguards: ['guarantee'] })).toMatchObject(refused);
    expect(
      await propose({ code: 'no_contract', services: ['listing', 'rating', 'matching'] }),
    ).toMatchObject(refused);
  });

  it('still lists, grades, matches and makes contracts', async () => {
    for (const one of [without, withIt]) {
      await openListing(house, office, one.loanId);
      for (const lender of lenders) await bid(house, lender, one.loanId, 5_000);
      await disburse(house, one.borrower, one.loanId);
    }
    const { loanId, borrower } = without;
    const listing = await house.read(undefined, `/api/listings/${loanId}`);
    expect(listing).toMatchObject({
      ...{ state: 'repaying', bids: 2, lenders: 2, safeguard: 'none', remaining: yuan(0) },
      grade: expect.stringMatching(/^[A-G]$/),
      services: ['listing', 'rating', 'matching', 'contract', 'custody'],
      disclosure: { grade: expect.stringMatching(/^[A-G]$/), risk_notice: 'risk_notice_1' },
    });
    const { contract } = await house.read<{ contract?: { hash: string; document: string } }>(
      borrower,
      `/api/loans/${loanId}`,
    );
    const text = contract?.document ?? '';
    expect(createHash('sha256').update(text).digest('hex')).toBe(contract?.hash);
    for (const lender of lenders) {
      const claims = await house.list<{ claimId: string; loanId: string }>(lender, '/api/claims');
      const claim = claims.find((one) => one.loanId === loanId);
      expect(await house.read(lender, `/api/claims/${claim?.claimId}`)).toMatchObject({
        ...{ principal: yuan(5_000), contractHash: contract?.hash },
      });
    }
  });

  it('takes an instalment on its day as far as the money goes', async () => {
    for (const { borrower } of [without, withIt]) {
      expect(await withdraw(house, borrower, 'borrower', 9_900)).toBe('paid');
    }
    await house.goTo(dayOf(2026, 4, 3));
    for (const { borrower } of [without, withIt]) {
      expect(await paidBy(borrower)).toEqual([[DUE_DAY, 10_000n]]);
    }
  });

  it('leaves what is overdue to the borrower, where collection is off', async () => {
    for (const { borrower } of [without, withIt]) {
      await topUp(house, borrower, 'borrower', INSTALMENT_YUAN);
    }
    await house.goTo(dayOf(2026, 4, 5));
    expect(await paidBy(withIt.borrower)).toEqual([
      [DUE_DAY, 10_000n],
      [dayOf(2026, 4, 3), expect.any(BigInt)],
    ]);
    expect(await stateOf(house, withIt.loanId)).toBe('closed');
    expect(await paidBy(without.borrower)).toEqual([[DUE_DAY, 10_000n]]);
    expect(await stateOf(house, without.loanId)).not.toBe('closed');
  });

  it('and carries out what the two sides do themselves', async () => {
    const { borrower, loanId } = without;
    const { total } = await house.read<{ total: object }>(borrower, `/api/loans/${loanId}/payoff`);
    interface Mandate {
      readonly mandateId: string;
      readonly state: string;
    }
    for (const { mandateId, state } of await house.list<Mandate>(borrower, '/api/mandates')) {
      expect(state).toBe('granted');
      await house.do(borrower, `/api/mandates/${mandateId}/revocation`);
    }
    await house.do(borrower, `/api/loans/${loanId}/repayments`, { amount: total });
    // With no mandate left, the bank asks the borrower.
    const loan = () => house.read<{ pageUrl?: string }>(borrower, `/api/loans/${loanId}`);
    const page = await house.until('the page of the repayment', async () => (await loan()).pageUrl);
    await house.bank.confirm(page);
    await house.until('the close', async () => (await stateOf(house, loanId)) === 'closed');
    const received = (await movements(house)).filter(
      ({ from, toClass }) => from === borrower.accounts.borrower && toClass === 'lender',
    );
    expect(sumOf(received)).toBeGreaterThan(LOAN);
    expect(await house.violations()).toEqual([]);
  });
});

/** What the bank has distributed of a borrower's money, day by day. */
async function paidBy({ accounts }: Client): Promise<readonly (readonly [number, bigint])[]> {
  const days = new Map<number, bigint>();
  for (const { code, from, day, amount } of await movements(house)) {
    if (code !== 'distribution' || from !== accounts.borrower) continue;
    days.set(day, (days.get(day) ?? 0n) + amount);
  }
  return [...days];
}
