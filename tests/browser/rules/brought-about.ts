// What the tried book has to have and a past does not bring by itself: done through the door by those whose it is.

import type { LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import type { ListingRow } from '@mutua/contract/market/listing.ts';
import type { DayState } from '@mutua/contract/office/money.ts';
import type { ReviewItem } from '@mutua/contract/office/review.ts';
import { DemoDesk } from '../walks/demo-desk.ts';

const CNY = 'CNY';
const NEXT_YEAR = 1;
/** A hundred yuan. */
const BID = '10000';

/**
 * Withdrawals cost something, the next year's authority is settled and that of the year after waits for its second
 * person, an income is not as it was said to be, somebody is to be interviewed, and the first lender has a bid.
 */
export async function bringAbout(url: string): Promise<void> {
  const desk = await DemoDesk.open(url);
  const { day } = await desk.read<DayState>('product-officer', '/api/office/days/current');
  await Promise.all([
    ...[payForWithdrawals(desk, day), settleAuthority(desk, day), doubt(desk)],
    ...[askForInterview(desk), bid(desk)],
  ]);
}

async function payForWithdrawals(desk: DemoDesk, effectiveFrom: string): Promise<void> {
  const tariffs = '/api/office/client-tariffs';
  const fee = { kind: 'withdrawal', payer: 'lender', due: 'event' };
  const { number } = await desk.act<{ number: number }>('product-officer', tariffs, {
    tariff: {
      ...{ currency: CNY, effectiveFrom, rounding: 'half_up' },
      fees: [{ ...fee, rule: { kind: 'fixed', amount: '200' } }],
    },
  });
  await desk.act('product-officer-lead', `${tariffs}/${number}/approval`);
}

async function settleAuthority(desk: DemoDesk, today: string): Promise<void> {
  const limits = '/api/office/authority-limits';
  const year = Number(today.slice(0, 4)) + NEXT_YEAR;
  const propose = (from: number) =>
    desk.act<{ number: number }>('committee-member', limits, {
      ...{ effectiveFrom: `${from}-01-01` },
      limits: [
        { position: 'risk_analyst', amountMax: '20000000', worstGrade: 'C' },
        { position: 'committee_member', amountMax: '50000000', worstGrade: 'E' },
      ],
    });
  const { number } = await propose(year);
  await desk.act('committee-member-lead', `${limits}/${number}/approval`);
  await propose(year + 1);
}

/** Of whoever has waited longest for an opinion, or with one for a decision. */
async function askForInterview(desk: DemoDesk): Promise<void> {
  const [opinions, decisions] = await Promise.all(
    ['in_review', 'to_decide'].map((tab) =>
      desk.read<{ items: readonly ReviewItem[] }>('risk-analyst', `/api/office/review?tab=${tab}`),
    ),
  );
  const [first] = [...(opinions?.items ?? []), ...(decisions?.items ?? [])];
  if (first === undefined) throw new Error('Nobody’s application is under review.');
  await desk.act('risk-analyst', '/api/office/cases', {
    ...{ caseKind: 'interview', subject: { kind: 'loan', id: first.loanId }, fields: [] },
    reason: '经营情况需要当面了解。',
  });
}

/** On the first listing that takes it from this lender. */
async function bid(desk: DemoDesk): Promise<void> {
  const lender = 'lender-one';
  const { items } = await desk.read<{ items: readonly ListingRow[] }>(lender, '/api/listings');
  for (const { loanId } of items) {
    const taken = await desk.bid(lender, loanId, BID).catch((error: Error) => error);
    if (taken === undefined) return;
    if (!/\b(403|409|422)\b/.test(taken.message)) throw taken;
  }
  throw new Error('No listing takes a bid of the first lender.');
}

/** The bureau knows of another income than the demo's borrower wrote. */
async function doubt(desk: DemoDesk): Promise<void> {
  const { items } = await desk.read<{ items: readonly LoanForBorrower[] }>(
    'borrower',
    '/api/loans',
  );
  const applied = items.find(({ state }) => state === 'applied');
  if (applied === undefined) throw new Error('The demo’s borrower has applied for a loan.');
  await desk.act('risk-analyst', `/api/office/loans/${applied.loanId}/verified-facts`, {
    ...{ name: 'monthly_income', value: { minorUnits: '765400', currency: CNY } },
    source: 'credit_bureau',
  });
}
