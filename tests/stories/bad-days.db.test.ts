// A loan's whole life on bad days of the bank: it answers not at all after it has done what it was asked, calls
// twice, late, in another order or never, refuses, bounces and takes back. What comes of it is what good days bring.

import { addDays, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { TEST_CARDS } from '@mutua/server/sandbox/payment/cards.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Movement, movements, sumOf } from './house/bank-statement.ts';
import {
  anApprovedLoan,
  anOffice,
  authoriseBid,
  type BidRow,
  disburse,
  type Office,
  openListing,
  placeBid,
  stateOf,
} from './house/loan-stages.ts';
import { askTopUp, inOrOut, withdraw } from './house/money-in-out.ts';
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
let borrower: Client;
let lenders: readonly [Client, Client, Client];
let loanId: string;
/** What the third lender paid in, lent, and had taken back. */
let lentTopUp: string;

const DAY_MS = 86_400_000;
const LATE_MS = 7_200_000;
const LOAN = 1_000_000n;
const LENT = [5_000, 3_000, 2_000] as const;
const DUE_DAY = dayOf(2026, 4, 2);

beforeAll(async () => {
  house = await StoryHouse.open({ answerMs: 400, cardSettlement: 'next_working_day' });
  office = await anOffice(house);
  borrower = await aClient(house, { roles: ['borrower'] });
  lenders = [await aLender(house, 0), await aLender(house, 0), await aLender(house, 0)];
});
afterAll(async () => {
  await house?.close();
});

/** What goes wrong at the bank from now on, in this order; all that was to go wrong before has done so. */
async function badly(...behaviours: readonly object[]): Promise<void> {
  expect(await house.bank.control('behaviours', { behaviours: [] })).toEqual({ behaviours: 0 });
  await house.bank.control('behaviours', { behaviours });
}

/** The platform does not keep to its pace, but asks after everything again and again until that is done. */
async function impatiently<Value>(work: Promise<Value>): Promise<Value> {
  let isOver = false;
  const outcome = Promise.allSettled([work]).then(([one]) => {
    isOver = true;
    return one;
  });
  while (!isOver) {
    await house.finish();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const ended = await outcome;
  if (ended.status === 'rejected') throw ended.reason;
  return ended.value;
}

async function stateOfTopUp(client: Client, topUpId: string): Promise<string> {
  return (await inOrOut(house, client, topUpId))?.state ?? '';
}

/** Nothing is on its way any more, and both books say the same. */
async function expectAgreement(): Promise<void> {
  await house.finish();
  expect(await house.bank.differences(house.pool)).toEqual([]);
}

describe('on bad days', () => {
  it('a top-up counts once, whatever the bank tells of it', async () => {
    const [first, second, third] = lenders;
    await badly({ kind: 'callback_twice', count: 2 });
    await impatiently(topUp(house, first, 'lender', 6_000));
    await badly({ kind: 'callback_lost', count: 2 });
    await impatiently(topUp(house, second, 'lender', 4_000));
    await badly({ kind: 'callback_late', milliseconds: LATE_MS });
    lentTopUp = await impatiently(topUp(house, third, 'lender', 2_000));
    await badly({ kind: 'fail_top_up' });
    const failing = await askTopUp(house, first, 'lender', 500);
    await house.bank.confirm(failing.page);
    const isFailed = async () => (await stateOfTopUp(first, failing.topUpId)) === 'failed';
    await impatiently(house.until('the failure', isFailed));
    // What was told late, and of which the platform had asked meanwhile, changes nothing.
    await house.bank.control('clock', { advanceMs: LATE_MS });
    await expectAgreement();
    const cash = await Promise.all(lenders.map((one) => available(house, one, 'lender')));
    expect(cash).toEqual([600_000n, 400_000n, 200_000n]);
  });

  it('a bid that the bank refuses gives everything back, and the others are frozen once', async () => {
    loanId = await anApprovedLoan(house, office, borrower, { amount: 10_000, months: 1 });
    await openListing(house, office, loanId);
    const [first, ...others] = lenders;
    await badly({ kind: 'refuse_freeze' });
    const refused = await placeBid(house, first, loanId, 5_000);
    const bidOfFirst = () => house.read<BidRow>(first, `/api/bids/${refused}`);
    await impatiently(
      house.until('the refusal', async () => (await bidOfFirst()).state === 'returned'),
    );
    expect(await available(house, first, 'lender')).toBe(600_000n);

    await badly({ kind: 'answer_never', path: '/api/batches' });
    const bidId = await placeBid(house, first, loanId, LENT[0]);
    await impatiently(authoriseBid(house, first, bidId));
    await badly({ kind: 'callbacks_out_of_order', count: 2 });
    const placed = await Promise.all(
      others.map((lender, index) => placeBid(house, lender, loanId, LENT[index + 1] ?? 0)),
    );
    for (const [index, lender] of others.entries()) {
      await impatiently(authoriseBid(house, lender, placed[index] ?? ''));
    }
    await badly();
    await expectAgreement();
    for (const [index, lender] of lenders.entries()) {
      const { frozen } = await atBank(house, lender, 'lender');
      expect(frozen).toBe(BigInt(LENT[index] ?? 0) * 100n);
    }
  });

  it('a disbursement that is not answered, and of which nobody is told, pays once', async () => {
    // Mandates are granted before: it is the payout that goes badly.
    const isFull = async () => (await stateOf(house, loanId)) === 'funded';
    await house.until('the loan is full', isFull);
    await badly(
      { kind: 'callback_lost', callback: 'batch_done' },
      { kind: 'answer_never', path: '/api/batches' },
    );
    await impatiently(disburse(house, borrower, loanId));
    await badly();
    await expectAgreement();
    expect(await atBank(house, borrower, 'borrower')).toEqual({ booked: LOAN, frozen: 0n });
    const paid = (await movements(house)).filter(({ code }) => code === 'disbursement');
    expect(paid.map(({ amount }) => amount)).toEqual(LENT.map((yuans) => BigInt(yuans) * 100n));
  });

  it('a withdrawal that bounces comes back', async () => {
    await badly({ kind: 'bounce_withdrawal' });
    const [first] = lenders;
    expect(await withdraw(house, first, 'lender', 1_000)).toMatch(/^(paid|bounced)$/);
    await house.until('the money comes back', async () => {
      return (await available(house, first, 'lender')) === 100_000n;
    });
    await expectAgreement();
    const [bounced] = await house.list(first, '/api/withdrawals');
    expect(bounced).toMatchObject({ state: 'bounced', amount: yuan(1_000) });
  });

  it('a top-up that is taken back after it was lent stops its lender, and leaves the loan alone', async () => {
    const third = lenders[2];
    await house.bank.control(`top-ups/${lentTopUp}/reverse`, {});
    await house.until('the stop', async () => {
      const { status } = await house.read<{ status: string }>(third, '/api/clients/me');
      return status === 'frozen';
    });
    expect(await stateOfTopUp(third, lentTopUp)).toBe('reversed');
    const withdrawal = { role: 'lender', amount: yuan(1) };
    expect(await house.command(third, '/api/withdrawals', withdrawal)).toMatchObject({
      ...{ status: 403, body: { code: 'client_frozen' } },
    });
    const alarms = await house.list(office.finance, '/api/office/alarms?state=open');
    expect(alarms).toMatchObject([{ kind: 'top_up_reversed', subjectId: third.id }]);
    const claims = await house.list(third, '/api/claims');
    expect(claims).toMatchObject([{ state: 'active', principal: yuan(LENT[2]) }]);
    expect(await stateOf(house, loanId)).toBe('repaying');
    await expectAgreement();
  });

  it('payments by card come in one settlement, and the day closes over it', async () => {
    const payers = [lenders[0], lenders[1]];
    const asked: { readonly topUpId: string; readonly page: string }[] = [];
    for (const lender of payers) asked.push(await askTopUp(house, lender, 'lender', 300, 'card'));
    await Promise.all(
      asked.map(({ page }, index) => {
        const holderName = payers[index]?.name ?? '';
        const body = new URLSearchParams({ card: TEST_CARDS.good, holderName });
        return fetch(page, { method: 'POST', body });
      }),
    );
    await house.goTo(addDays(await house.today(), 1));
    for (const [index, { topUpId }] of asked.entries()) {
      const lender = payers[index] ?? lenders[0];
      await house.until('the payment', async () => {
        return (await stateOfTopUp(lender, topUpId)) === 'credited';
      });
    }
    await house.goTo(addDays(await house.today(), 1));
    expect(await breaks()).toEqual([]);
  });

  it('an instalment that is paid out unanswered and told late reaches every lender once', async () => {
    await topUp(house, borrower, 'borrower', 200);
    await house.goTo(DUE_DAY);
    const before = await Promise.all(lenders.map((one) => atBank(house, one, 'lender')));
    await badly(
      { kind: 'callback_late', milliseconds: LATE_MS, callback: 'batch_done' },
      { kind: 'answer_never', path: '/api/batches' },
    );
    await house.goTo(addDays(DUE_DAY, 1));
    await badly();
    expect(await stateOf(house, loanId)).toBe('closed');
    const moved = await movements(house);
    const shares = moved.filter(
      ({ code, toClass }) => code === 'distribution' && toClass === 'lender',
    );
    expect(shares).toHaveLength(3);
    expect(sumOf(shares)).toBeGreaterThan(LOAN);
    for (const [index, lender] of lenders.entries()) {
      const { booked } = await atBank(house, lender, 'lender');
      expect(booked - (before[index]?.booked ?? 0n)).toBe(shares[index]?.amount);
    }
    await house.bank.control('clock', { advanceMs: LATE_MS });
    await expectAgreement();
  });

  it('every day is closed without a difference, also where one reference has many parts', async () => {
    expect(await breaks()).toEqual([]);
    const moved = await movements(house);
    for (const code of ['top_up', 'disbursement', 'distribution']) {
      const parts = Math.max(...partsByReference(moved.filter((one) => one.code === code)));
      expect([code, parts > 1]).toEqual([code, true]);
    }
  });

  it('a cent that is wrong at the bank keeps the day open until finance has explained it', async () => {
    const account = lenders[0].accounts.lender ?? '';
    const day = await house.today();
    await house.bank.control(`accounts/${account}/tamper`, { by: '1' });
    const found = await breaksOfNextDay();
    expect(await dayState()).toMatchObject({ day: formatDay(day), state: 'processing' });
    expect(found.map(({ kind }) => kind).toSorted()).toEqual([
      ...['balance_differs', 'control_total_differs', 'missing_in_ledger'],
    ]);
    expect(found).toContainEqual(expect.objectContaining({ reference: `${account} booked` }));
    await explain(found);
    await house.until('the day closes', async () => (await house.today()) > day);
    await house.finish();

    // The bank mends it: that is one more line for which only finance has the words.
    await house.bank.control(`accounts/${account}/tamper`, { by: '-1' });
    const mended = await breaksOfNextDay();
    expect(mended.map(({ kind }) => kind)).toEqual(['missing_in_ledger']);
    await explain(mended);
    await house.until('the day closes', async () => (await house.today()) > addDays(day, 1));
    await house.goTo(addDays(day, 3));
    expect(await house.violations()).toEqual([]);
  });
});

interface BreakRow {
  readonly breakId: string;
  readonly kind: string;
  readonly reference: string;
}

/** Differences that nobody has explained. */
function breaks(): Promise<readonly BreakRow[]> {
  return house.list<BreakRow>(office.finance, '/api/office/breaks?state=found');
}

/** A day is over; it does not close, since the bank says something else. */
async function breaksOfNextDay(): Promise<readonly BreakRow[]> {
  house.pass(DAY_MS);
  return house.until('the difference', async () => {
    const found = await breaks();
    return found.length > 0 && found;
  });
}

function dayState(): Promise<object> {
  return house.read(office.finance, '/api/office/days/current');
}

async function explain(found: readonly BreakRow[]): Promise<void> {
  for (const { breakId } of found) {
    const url = `/api/office/breaks/${breakId}/explanation`;
    const explanation = 'The bank has booked a cent by mistake and mends it.';
    expect((await house.command(office.analyst, url, { explanation })).status).toBe(403);
    await house.do(office.finance, url, { explanation });
  }
}

/** How many movements stand under each of the bank's references. */
function partsByReference(moved: readonly Movement[]): readonly number[] {
  const counts = new Map<string, number>();
  for (const { reference } of moved) counts.set(reference, (counts.get(reference) ?? 0) + 1);
  return [...counts.values()];
}
