// What clients pay apart from any loan, at the real bank: a withdrawal with its fee and the registration, which their
// owner is shown and authorises there as one payment.
import { addDays } from '@mutua/core/time/day.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { movements } from './house/bank-statement.ts';
import { inOrOut } from './house/money-in-out.ts';
import { StoryHouse } from './house/story-house.ts';
import {
  aColleague,
  aLender,
  atBank,
  available,
  type Client,
  topUp,
  yuan,
} from './house/story-people.ts';

let house: StoryHouse;
let lender: Client;

beforeAll(async () => {
  house = await StoryHouse.open();
  const maker = await aColleague(house, 'product_officer');
  const checker = await aColleague(house, 'product_officer_lead');
  const url = '/api/office/client-tariffs';
  const fee = (kind: string, rule: object) => ({ kind, payer: 'lender', due: 'event', rule });
  const fees = [
    fee('registration', { kind: 'fixed', amount: '1000' }),
    fee('withdrawal', { kind: 'share_of_amount', sharePpm: 2_000 }),
  ];
  const tariff = { currency: 'CNY', effectiveFrom: '2026-03-02', rounding: 'half_up', fees };
  await house.do(maker, url, { tariff });
  await house.do(checker, `${url}/1/approval`);
  lender = await aLender(house, 1_000);
});
afterAll(async () => {
  await house?.close();
});

/** Asked for, and the page on which its owner authorises it. */
async function asked(
  amount: number,
  owner: Client = lender,
): Promise<{ readonly id: string; readonly page: string }> {
  const fields = { role: 'lender', amount: yuan(amount) };
  const { commandId: id } = await house.do(owner, '/api/withdrawals', fields);
  const page = await house.until('the page of the withdrawal', async () => {
    return (await inOrOut(house, owner, id))?.pageUrl;
  });
  return { id, page };
}

async function ended(id: string, owner: Client = lender): Promise<string> {
  return house.until('the end of the withdrawal', async () => {
    const { state = 'requested' } = (await inOrOut(house, owner, id)) ?? {};
    return !['requested', 'sent'].includes(state) && state;
  });
}

it('the owner is shown the whole and the fees in it before anything leaves, and may decline', async () => {
  const { id, page } = await asked(500);
  const text = await (await fetch(`${page}?lang=en`)).text();
  expect(text).toMatch(/511\.00/);
  expect(text).toMatch(/Of it, fees[\s\S]{0,60}11\.00/);
  expect(await atBank(house, lender, 'lender')).toEqual({ booked: 100_000n, frozen: 0n });
  await house.bank.confirm(page, 'decline');
  expect(await ended(id)).toBe('refused');
  expect(await atBank(house, lender, 'lender')).toEqual({ booked: 100_000n, frozen: 0n });
  expect(await house.violations()).toEqual([]);
});

it('confirmed, the amount leaves for the card and the fees for the operator; the registration once', async () => {
  for (const [amount, left] of [
    [500, 48_900n],
    [100, 38_880n],
  ] as const) {
    const { id, page } = await asked(amount);
    await house.bank.confirm(page);
    expect(await ended(id)).toBe('paid');
    await house.finish();
    expect(await atBank(house, lender, 'lender')).toEqual({ booked: left, frozen: 0n });
  }
  const own = (await movements(house)).filter(({ from }) => from === lender.accounts.lender);
  expect(own.map(({ code, toClass, amount }) => [code, toClass, amount])).toEqual([
    ['withdrawal', 'outside', 50_000n],
    ['fee', 'platform', 1_100n],
    ['withdrawal', 'outside', 10_000n],
    ['fee', 'platform', 20n],
  ]);
  expect(await house.violations()).toEqual([]);
});

it('what bounces brings its fees back, at the bank and here, and the registration with the first of them', async () => {
  const other = await aLender(house, 500);
  const { id, page } = await asked(100, other);
  await house.bank.confirm(page);
  expect(await ended(id, other)).toBe('paid');
  await house.finish();
  expect(await atBank(house, other, 'lender')).toEqual({ booked: 38_980n, frozen: 0n });
  await house.bank.control(`withdrawals/${id}/bounce`, {});
  await house.until(
    'it is back',
    async () => (await inOrOut(house, other, id))?.state === 'bounced',
  );
  await house.finish();
  expect(await atBank(house, other, 'lender')).toEqual({ booked: 50_000n, frozen: 0n });
  expect(await available(house, other, 'lender')).toBe(50_000n);
  const { registrationFees } = await house.read<{ registrationFees?: object }>(
    other,
    '/api/clients/me',
  );
  expect(registrationFees).toEqual([{ role: 'lender', amount: yuan(10) }]);
  const refunds = await house.pool.query(
    'select amount from ledger.transfer where code = 320 order by amount',
  );
  expect(refunds.rows).toEqual([{ amount: 20n }, { amount: 1_000n }]);
  const alarms = await house.pool.query('select kind from wallet.alarm');
  expect(alarms.rows).toEqual([]);
  expect(await house.violations()).toEqual([]);
});

it('the day is reconciled line by line with the bank, and closes', async () => {
  const today = await house.today();
  await house.goTo(addDays(today, 1));
  const breaks = await house.pool.query('select * from ledger.break');
  expect(breaks.rows).toEqual([]);
  await topUp(house, lender, 'lender', 10);
  expect(await house.violations()).toEqual([]);
});
