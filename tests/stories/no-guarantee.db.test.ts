// On line and without any guarantee: the borrower stops paying, and what is missing in the end is the lenders', each
// by the share in the loan. Nobody else bears any of it, and each lender had said to know that.
import { dayOf } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loanFlows, type Movement, movements, sumOf } from './house/bank-statement.ts';
import {
  anApprovedLoan,
  anOffice,
  bid,
  bidOf,
  disburse,
  type Office,
  openListing,
  stateOf,
} from './house/loan-stages.ts';
import { withdraw } from './house/money-in-out.ts';
import { StoryHouse } from './house/story-house.ts';
import { aClient, aLender, type Client, topUp, yuan } from './house/story-people.ts';
import { aModelProduct } from './house/story-products.ts';

let house: StoryHouse;
let office: Office;
let borrower: Client;
let lenders: readonly Client[];
let loanId: string;
let bidIds: readonly string[];
let moved: readonly Movement[];
let recoveredFee: bigint;
/** By the schedule of the two instalments that were paid, and by what was paid after all. */
let repaidPrincipal: bigint;

const LOAN = 1_200_000n;
/** In yuan; of the loan they are fractions that do not come out even. */
const LENT = [5_500, 4_100, 2_400];
const SERVICE_FEE = 1_200n;
const RECOVERED = 100_000n;

beforeAll(async () => {
  house = await StoryHouse.open();
  office = await anOffice(house);
  const productCode = await aModelProduct(house, 'MOD-01');
  borrower = await aClient(house, { roles: ['borrower'] });
  lenders = await Promise.all(LENT.map((amount) => aLender(house, amount)));
  const asked = { amount: 12_000, months: 3, changes: { productCode } };
  loanId = await anApprovedLoan(house, office, borrower, asked);
  await openListing(house, office, loanId);
});
afterAll(async () => {
  await house?.close();
});

const url = (step: string) => `/api/office/loans/${loanId}/${step}`;
const lent = (index: number) => BigInt(LENT[index] ?? 0) * 100n;

describe('a loan without a guarantee', () => {
  it('is lent to by those who have said that they know it', async () => {
    const listing = await house.read(undefined, `/api/listings/${loanId}`);
    expect(listing).toMatchObject({
      ...{ safeguard: 'none', bidRules: { riskNotice: 'risk_notice_1' } },
    });
    const silent = { amount: yuan(1_000), confirmedRisk: true };
    const [first] = lenders;
    expect(await house.command(first, `/api/loans/${loanId}/bids`, silent)).toMatchObject({
      body: { code: 'risk_not_acknowledged' },
    });
    const other = { ...bidOf(1_000), acknowledgedNotice: 'risk_notice_0' };
    expect(await house.command(first, `/api/loans/${loanId}/bids`, other)).toMatchObject({
      body: { code: 'risk_not_acknowledged' },
    });
    const placed: string[] = [];
    for (const [index, lender] of lenders.entries()) {
      placed.push(await bid(house, lender, loanId, LENT[index] ?? 0));
    }
    bidIds = placed;
    await disburse(house, borrower, loanId);
  });

  it('is repaid twice, and then no more', async () => {
    interface Loan {
      readonly schedule: readonly Record<'principal' | 'interest' | 'fee', string>[];
    }
    const { schedule } = await house.read<Loan>(borrower, `/api/loans/${loanId}`);
    const paid = schedule.slice(0, 2);
    const kept = total(paid.flatMap(({ principal, interest, fee }) => [principal, interest, fee]));
    repaidPrincipal = total(paid.map(({ principal }) => principal));
    expect(await withdraw(house, borrower, 'borrower', Number(LOAN - kept) / 100)).toBe('paid');
    await house.goTo(dayOf(2026, 6, 7));
    expect(await stateOf(house, loanId)).toBe('overdue');
    const loan = await house.read(borrower, `/api/loans/${loanId}`);
    // The third instalment was due on 2 June: three days of grace, and every day counts after them.
    expect(loan).toMatchObject({ arrears: { since: '2026-06-02', daysOverdue: 5 } });
  });

  it('is declared in default and written off, each by two persons', async () => {
    const { analyst, analystLead, finance } = office;
    const reason = { reason: 'The borrower has left and answers nobody.' };
    await house.do(analystLead, url('default-proposal'), reason);
    expect(await house.command(analystLead, url('default'), reason)).toMatchObject({
      body: { code: 'same_person' },
    });
    await house.do(finance, url('proposal-return'), { reason: 'To be proposed by risk.' });
    await house.do(analyst, url('default-proposal'), reason);
    await house.do(analystLead, url('default'), reason);
    expect(await stateOf(house, loanId)).toBe('defaulted');
    await house.do(finance, url('write-off-proposal'), reason);
    await house.do(analystLead, url('write-off'), reason);
    expect(await stateOf(house, loanId)).toBe('written_off');
    for (const lender of lenders) {
      expect(await house.list(lender, '/api/claims')).toMatchObject([
        { state: 'active', loanState: 'written_off' },
      ]);
    }
  });

  it('still pays its lenders when the borrower pays after all', async () => {
    await topUp(house, borrower, 'borrower', Number(RECOVERED) / 100);
    const { result } = await house.do(borrower, `/api/loans/${loanId}/repayments`, {
      amount: yuan(Number(RECOVERED) / 100),
    });
    const { fee, principal } = result as { readonly fee: string; readonly principal: string };
    recoveredFee = BigInt(fee);
    repaidPrincipal += BigInt(principal);
    await house.until('the recovery', async () => {
      const { writtenOff } = await house.read<{
        writtenOff?: { recovered: { minorUnits: string } };
      }>(borrower, `/api/loans/${loanId}`);
      return writtenOff?.recovered.minorUnits === String(RECOVERED);
    });
    const reason = { reason: 'Nothing is left to be had.' };
    await house.do(office.finance, url('collection-end-proposal'), reason);
    await house.do(office.analystLead, url('collection-end'), reason);
    expect(await stateOf(house, loanId)).toBe('closed');
    moved = await movements(house);
  });

  it('is lost to its lenders by their shares, to the cent', async () => {
    interface Claim {
      readonly principal: { readonly minorUnits: string };
      readonly principalReceived: { readonly minorUnits: string };
      readonly interestReceived: { readonly minorUnits: string };
      readonly penaltyReceived: { readonly minorUnits: string };
      readonly state: string;
    }
    const losses: bigint[] = [];
    for (const [index, lender] of lenders.entries()) {
      const claim = await house.read<Claim>(lender, `/api/claims/${bidIds[index]}`);
      const of = ({ minorUnits }: { readonly minorUnits: string }) => BigInt(minorUnits);
      expect([claim.state, of(claim.principal)]).toEqual(['closed', lent(index)]);
      const earned = of(claim.interestReceived) + of(claim.penaltyReceived);
      const loss = of(claim.principal) - of(claim.principalReceived);
      // By the bank's own account of what went to and fro.
      expect(sumOf(loanFlows(moved, lender.accounts.lender))).toBe(earned - loss);
      losses.push(loss);
    }
    const lost = losses.reduce((sum, loss) => sum + loss, 0n);
    expect(lost).toBe(LOAN - repaidPrincipal);
    expect(lost).toBeGreaterThan(300_000n);
    for (const [index, loss] of losses.entries()) {
      const exact = (Number(lost) * Number(lent(index))) / Number(LOAN);
      expect(Math.abs(Number(loss) - exact)).toBeLessThan(1);
    }
  });

  it('moves nothing of the operator’s, and of no reserve', async () => {
    const toLenders = moved.filter(
      ({ toClass, code }) => toClass === 'lender' && code !== 'top_up',
    );
    expect(new Set(toLenders.map(({ from }) => from))).toEqual(
      new Set([borrower.accounts.borrower]),
    );
    expect(moved.filter(({ fromClass }) => fromClass === 'platform')).toEqual([]);
    const fees = moved.filter(({ toClass }) => toClass === 'platform');
    // With two instalments, and out of what came after all as the contract says.
    expect(recoveredFee).toBeLessThanOrEqual(SERVICE_FEE);
    expect(sumOf(fees)).toBe(2n * SERVICE_FEE + recoveredFee);
    const { rows } = await house.pool.query<{ kind: string }>(
      `select distinct kind from ledger.account order by kind`,
    );
    const kinds = rows.map(({ kind }) => kind);
    for (const kind of ['risk_reserve', 'guarantee_deposit', 'platform_funds', 'partner_cash']) {
      expect(kinds).not.toContain(kind);
    }
  });

  it('keeps with each bid what its lender was told, and that nobody else would pay', async () => {
    for (const [index, lender] of lenders.entries()) {
      expect(await house.read(lender, `/api/bids/${bidIds[index]}`)).toMatchObject({
        ...{ riskNotice: 'risk_notice_1', safeguard: 'none', amount: yuan(LENT[index] ?? 0) },
      });
    }
    expect(await house.violations()).toEqual([]);
  });
});

function total(amounts: readonly string[]): bigint {
  return amounts.reduce((sum, amount) => sum + BigInt(amount), 0n);
}
