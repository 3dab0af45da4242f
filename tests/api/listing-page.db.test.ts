// What anybody may read of a listing, and what nobody may: the borrower behind it, its bids, its schedule.
import type { PublicBid } from '@mutua/contract/market/bid.ts';
import type { ListingOnWire } from '@mutua/contract/market/listing.ts';
import type { ListingSchedule } from '@mutua/contract/market/listing-schedule.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { TrialHouse } from '@mutua/server/http/trial-house.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aClient, aLender, anOffice, anOpenListing, bid, type Office, yuan } from './trial-life.ts';

let house: TrialHouse;
let office: Office;
let borrower: Id;
let loanId: Id;
let lenders: readonly Id[];

beforeAll(async () => {
  house = await TrialHouse.open();
  office = await anOffice(house);
  borrower = await aClient(house, 'borrower');
  lenders = [await aLender(house, 50_000), await aLender(house, 50_000)];
  loanId = await anOpenListing(house, borrower, office);
  for (const [index, lender] of lenders.entries()) {
    await bid(house, lender, loanId, 1_000 * (index + 1));
  }
  await bid(house, lenders[0] ?? borrower, loanId, 500);
}, 120_000);

afterAll(() => house?.close());

async function read<Answer>(path: string): Promise<Answer> {
  const { status, body } = await house.get(undefined, `/api/listings/${loanId}${path}`);
  expect(status, JSON.stringify(body)).toBe(200);
  return body as unknown as Answer;
}

describe('the public page of a listing', () => {
  it('says who borrows without a name, a number, or a value that is not disclosed', async () => {
    const listing = await read<ListingOnWire>('');
    expect(listing.borrower).toMatchObject({
      ...{ maskedName: '林**', ageFrom: 35, loansRepaid: 0, worstDaysOverdue: 0 },
    });
    expect(listing.borrower.verified.map(({ fact }) => fact)).toContain('monthly_income');
    for (const one of listing.borrower.verified) {
      expect(Object.keys(one).sort()).toEqual(['asOf', 'fact', 'source']);
    }
    const text = JSON.stringify(listing);
    for (const secret of ['林薇', borrower, '13800000001', '1990-03-07', ...lenders]) {
      expect(text, secret).not.toContain(secret);
    }
    expect(text).not.toMatch(/11010519900307/);
    for (const person of Object.values(office).flat()) expect(text).not.toContain(String(person));
  });

  it('says how the grade came about, and that the expected loss is the product of its parts', async () => {
    const { risk, outlook, expectedLossPpm } = await read<ListingOnWire>('');
    expect(risk.scorecard).toBe('natural_person_1');
    const points = risk.reasons.reduce((sum, one) => sum + one.points, 0);
    expect(200 + points).toBe(risk.score);
    for (const one of risk.reasons) expect(one.points).toBeLessThanOrEqual(one.pointsMax);
    const { termPdPpm = 0, exposurePpm = 0, lgdPpm = 0, termLossPpm = 0 } = outlook ?? {};
    const product = (termPdPpm / 1e6) * (exposurePpm / 1e6) * (lgdPpm / 1e6) * 1e6;
    expect(Math.abs(product - termLossPpm)).toBeLessThan(3);
    expect(termLossPpm).toBeGreaterThan(0);
    expect(termLossPpm).toBeLessThan(expectedLossPpm ?? 0);
  });

  it('shows the bids the newest first with their running total, each lender as one number', async () => {
    const { items } = await read<{ items: PublicBid[] }>('/bids?order=newest');
    expect(items.map(({ lender }) => lender)).toEqual(['L-1', 'L-2', 'L-1']);
    expect(items.map(({ total }) => total)).toEqual([yuan(3_500), yuan(3_000), yuan(1_000)]);
    const first = await read<{ items: PublicBid[]; next: string }>('/bids?order=newest&limit=1');
    const rest = await read<{ items: PublicBid[] }>(`/bids?order=newest&cursor=${first.next}`);
    expect([...first.items, ...rest.items]).toEqual(items);
    const oldest = await read<{ items: PublicBid[] }>('/bids');
    expect(oldest.items).toEqual(items.toReversed());
  });

  it('has a schedule for everybody, and for an amount the part of it', async () => {
    const { instalments, basis, share } = await read<ListingSchedule>('/schedule');
    expect([basis, share, instalments.length > 1]).toEqual(['if_disbursed_today', undefined, true]);
    expect(instalments.at(-1)?.balance).toBe('0');
    const own = await read<ListingSchedule>('/schedule?amount=100000');
    expect(own.share?.amount).toEqual(yuan(1_000));
    expect(own.share?.worstCase).toEqual(yuan(-1_000));
  });

  it('is there for a listing and for nothing else', async () => {
    for (const path of ['', '/schedule', '/bids']) {
      expect(await house.get(undefined, `/api/listings/${borrower}${path}`)).toMatchObject({
        status: 404,
      });
    }
  });
});
