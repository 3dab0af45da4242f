import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { addDays, type Day, formatDay } from '@mutua/core/time/day.ts';
import { topUpCodeOf } from '@mutua/core/wallet/slip.ts';
import type pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Outcome } from '../commit/request.ts';
import {
  CNY,
  financeOfficer,
  personOf,
  type TrialClient,
  TrialRails,
} from '../rails/trial-rails.ts';
import { confirmPage } from '../sandbox/bank/customer.ts';
import {
  compareBalances,
  compareCustodian,
  type DayReconciled,
  reconcileDay,
} from './reconcile.ts';

let trial: TrialRails;
let lender: TrialClient;

beforeAll(async () => {
  trial = await TrialRails.start();
  lender = await trial.funded('lender', 500_000n);
}, 60_000);
afterAll(() => trial.end());

it('finds nothing on a day of top-ups, freezes, withdrawals, receipts and reversals', async () => {
  const borrower = await trial.client('borrower');
  const bidId = await trial.bid(lender, await trial.loan(borrower, 1_000_000n), 200_000n);
  await trial.authoriseBid(bidId);
  const other = await trial.client('lender', '韩梅梅');
  await trial.control('incoming-transfers', {
    ...{ payerName: '韩梅梅', payerAccount: '6222', remark: topUpCodeOf(other.clientNumber) },
    amount: { minorUnits: '70000', currency: 'CNY' },
  });
  await trial.control('incoming-transfers', {
    ...{ payerName: '无名', payerAccount: '6222', remark: '' },
    amount: { minorUnits: '1', currency: 'CNY' },
  });
  const topUpId = await trial.topUp(other, 30_000n);
  await trial.pay(topUpId);
  await trial.until(async () => (await trial.cash(other)) === '100000 0');
  await withdraw(other, 20_000n);
  await trial.until(async () => (await trial.cash(other)) === '80000 0');
  await trial.control(`top-ups/${topUpId}/reverse`, {});
  await trial.until(async () => (await trial.cash(other)) === '50000 0');
  await trial.until(async () => (await trial.bidState(bidId)) === 'accepted confirmed');
  const { custodian } = await reconciled();
  expect(custodian.breaks).toEqual([]);
  expect(custodian.matched).toEqual({
    count: 7,
    credit: 600_001n,
    debit: 50_000n,
    internal: 70_000n,
  });
  expect(
    (await compareBalances({ pool: trial.pool, custodian: trial.custodian, currency: CNY })).breaks,
  ).toEqual([]);
  expect(await close()).toMatchObject({ ok: true });
});

it('finds what is booked here before the day at the bank is the same, when the bank’s day comes', async () => {
  // The bank is a day ahead: what it tells now belongs to its next statement.
  await trial.pay(await trial.topUp(lender, 100n));
  await trial.until(async () => (await trial.cash(lender)) === '500100 200000');
  const early = await trial.nextDayAtRails();
  const topUpId = await trial.topUp(lender, 40_000n);
  await trial.pay(topUpId);
  await trial.until(async () => (await trial.topUpState(topUpId)) === 'credited');
  const borrower = await trial.client('borrower');
  const bidId = await trial.bid(lender, await trial.loan(borrower, 1_000_000n), 10_000n);
  await trial.authoriseBid(bidId);
  await trial.until(async () => (await trial.bidState(bidId)) === 'accepted confirmed');
  expect((await reconciled()).custodian).toEqual({
    breaks: [],
    matched: { count: 1, credit: 100n, debit: 0n, internal: 0n },
  });
  expect(await close()).toMatchObject({ ok: true });
  expect(await trial.businessDate()).toBe(addDays(early, 1));
  expect((await reconciled()).custodian).toMatchObject({
    breaks: [],
    matched: { count: 1, credit: 40_000n },
  });
  expect(await close()).toMatchObject({ ok: true });
});

it('finds a difference of one cent, names it, and closes no day over it until it is explained', async () => {
  await trial.control(`accounts/${lender.account}/tamper`, { by: '-1' });
  const { custodian } = await reconciled();
  expect(custodian.breaks.map((one) => one.kind)).toEqual([
    'missing_in_ledger',
    'balance_differs',
    'control_total_differs',
  ]);
  expect(custodian.breaks[1]).toEqual({
    ...{ kind: 'balance_differs', account: lender.account, part: 'booked' },
    ...{ ours: 540_100n, theirs: 540_099n, difference: -1n },
  });
  expect(await close()).toMatchObject({ refusal: { code: 'break_open', data: { count: '3' } } });
  const [maker, checker] = [financeOfficer(), financeOfficer()];
  const ids = await openBreaks();
  for (const breakId of ids) {
    const explain = { kind: 'ExplainBreak', breakId, explanation: 'the bank is asked' } as const;
    expect(await trial.commit(personOf(lender.id, ['lender']), explain)).toMatchObject({
      refusal: { code: 'not_allowed' },
    });
    await trial.must(maker, explain);
    const mend = { kind: 'MendBreak', breakId, note: 'booked back' } as const;
    expect(await trial.commit(maker, mend)).toMatchObject({ refusal: { code: 'same_person' } });
  }
  // Compared again, what is explained stays explained.
  await reconciled();
  expect(await openBreaks()).toEqual([]);
  expect(await close()).toMatchObject({ ok: true });

  // The difference still stands on the next day, and needs no second explanation.
  const topUpId = await trial.topUp(lender, 1_000n);
  await trial.pay(topUpId);
  await trial.until(async () => (await trial.topUpState(topUpId)) === 'credited');
  const next = await reconciled();
  expect(next.custodian.breaks.map((one) => one.kind)).toEqual([
    'balance_differs',
    'control_total_differs',
  ]);
  expect(await openBreaks()).toEqual([]);
  expect(await close()).toMatchObject({ ok: true });

  // Put right, it is found no more.
  await trial.control(`accounts/${lender.account}/tamper`, { by: '1' });
  const mended = await reconciled();
  expect(mended.custodian.breaks.map((one) => one.kind)).toEqual(['missing_in_ledger']);
  for (const breakId of await openBreaks()) {
    await trial.must(maker, { kind: 'ExplainBreak', breakId, explanation: 'booked back' });
    await trial.must(checker, { kind: 'MendBreak', breakId, note: 'seen' });
  }
  expect(await close()).toMatchObject({ ok: true });
});

it('finds a cent that was moved from one client to another without an entry', async () => {
  const other = await trial.funded('lender', 5_000n);
  await trial.control(`accounts/${lender.account}/tamper`, { by: '-1', against: other.account });
  const { custodian } = await reconciled();
  expect(custodian.breaks.map((one) => ('account' in one ? one.account : one.kind)).sort()).toEqual(
    [lender.account, other.account].sort(),
  );
  await trial.control(`accounts/${other.account}/tamper`, { by: '-1', against: lender.account });
});

it('finds a callback that never came, and that which was missing when it comes after all', async () => {
  await settleBreaks();
  expect(await close()).toMatchObject({ ok: true });
  await trial.control('behaviours', {
    behaviours: [{ kind: 'callback_late', milliseconds: 86_400_000, count: 2 }],
  });
  await trial.control('incoming-transfers', {
    ...{ payerName: '无名', payerAccount: '6222', remark: '' },
    amount: { minorUnits: '777', currency: 'CNY' },
  });
  const { custodian } = await reconciled();
  expect(custodian.breaks).toContainEqual(
    expect.objectContaining({
      kind: 'missing_in_ledger',
      theirs: expect.objectContaining({ amount: 777n }),
    }),
  );
  expect(await close()).toMatchObject({ refusal: { code: 'break_open' } });
  await trial.control('clock', { advanceMs: 86_400_000 });
  const paid = `select count(*)::integer from wallet.receipt where amount = 777`;
  await trial.until(async () => (await trial.value(paid)) === 1);
  expect((await reconciled()).custodian.breaks).toEqual([]);
  expect(await openBreaks()).toEqual([]);
  expect(await close()).toMatchObject({ ok: true });
});

it('compares what was at one moment, though money comes while it reads', async () => {
  const day = await trial.nextDayAtRails();
  const topUpId = await trial.topUp(lender, 7_100n);
  const pool = poolThat('reconcile: balances', async () => {
    await trial.pay(topUpId);
    await trial.until(async () => (await trial.topUpState(topUpId)) === 'credited');
  });
  const { custodian } = trial;
  expect((await compareCustodian({ pool, custodian, currency: CNY }, day)).breaks).toEqual([]);
  expect(await trial.topUpState(topUpId)).toBe('credited');
});

/** The pool, with something that happens just before a statement of that name. */
function poolThat(name: string, happens: () => Promise<void>): pg.Pool {
  const watched = <Asker extends Pick<pg.ClientBase, 'query'>>(asker: Asker): Asker =>
    new Proxy(asker, {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property);
        if (property === 'query') {
          return async (query: pg.QueryConfig, ...more: []) => {
            if (query.name === name) await happens();
            return target.query(query, ...more);
          };
        }
        return typeof value === 'function' ? value.bind(target) : value;
      },
    });
  const pool = watched(trial.pool);
  return Object.assign(Object.create(pool), {
    connect: async () => watched(await trial.pool.connect()),
  });
}

async function reconciled(): Promise<DayReconciled> {
  const { lane, pool, custodian, rails } = trial;
  const closeRailDays = async (next: Day) => {
    const state = (await trial.stateOfBank()) as { readonly day: string };
    if (state.day < formatDay(next)) await trial.control('day', { day: formatDay(next) });
  };
  const options = { lane, pool, custodian, rails, currency: CNY, closeRailDays };
  return reconcileDay(options, await trial.businessDate());
}

async function close(): Promise<Outcome> {
  const day = await trial.businessDate();
  const state = await trial.value('select state from calendar.business_day');
  if (state === 'open') await trial.must({ kind: 'calendar' }, { kind: 'StartEndOfDay', day });
  return trial.commit({ kind: 'calendar' }, { kind: 'CloseDay', day });
}

async function openBreaks() {
  const { rows } = await trial.pool.query(`select id from ledger.break where state = 'found'`);
  return rows.map(({ id }) => id);
}

async function settleBreaks(): Promise<void> {
  for (const breakId of await openBreaks()) {
    await trial.must(financeOfficer(), { kind: 'ExplainBreak', breakId, explanation: 'known' });
  }
}

async function withdraw(client: TrialClient, amount: bigint): Promise<void> {
  const withdrawalId = await trial.must(personOf(client.id, [client.role]), {
    ...{ kind: 'RequestWithdrawal', role: client.role, amount: minorUnits(amount), currency: CNY },
  });
  const page = () =>
    trial.value('select page_url from wallet.instruction where id = $1', [withdrawalId]);
  await trial.until(async () => (await page()) !== null);
  await confirmPage(String(await page()), '314159');
}
