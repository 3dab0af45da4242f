import { afterAll, beforeAll, expect, it } from 'vitest';
import { TEST_CARDS } from '../../sandbox/payment/cards.ts';
import { reconcileDay } from '../../wallet/reconcile.ts';
import { CNY, type TrialClient, TrialRails } from '../trial-rails.ts';
import { reachPaymentProvider } from './provider.ts';

let trial: TrialRails;
let lender: TrialClient;

beforeAll(async () => {
  trial = await TrialRails.start();
  await trial.openProvider();
  lender = await trial.client('lender', '李雷');
}, 60_000);
afterAll(() => trial.end());

async function pay(topUpId: Awaited<ReturnType<TrialRails['topUp']>>, card: string): Promise<void> {
  await fetch(await trial.topUpPage(topUpId), {
    method: 'POST',
    body: new URLSearchParams({ card, holderName: '李雷' }),
  });
}

it('a top-up by card counts when the custodian has it in the client’s own account', async () => {
  const topUpId = await trial.topUp(lender, 50_000n, 'card');
  await pay(topUpId, TEST_CARDS.good);
  await trial.until(async () => (await trial.cash(lender)) === '50000 0');
  expect(await trial.atBank(lender.account)).toBe('50000 0');
  expect(trial.alarms).toEqual([]);
});

it('a top-up by a card that does not pay fails', async () => {
  const topUpId = await trial.topUp(lender, 50_000n, 'card');
  await pay(topUpId, TEST_CARDS.noMoney);
  await trial.until(async () => (await trial.topUpState(topUpId)) === 'failed');
  expect(await trial.cash(lender)).toBe('50000 0');
});

it.each([
  ['twice', { kind: 'callback_twice', count: 3 }],
  ['never', { kind: 'callback_lost', count: 3 }],
])('a payment of which both rails tell %s is credited once', async (_, behaviour) => {
  const before = BigInt((await trial.cash(lender)).split(' ')[0] ?? '0');
  const topUpId = await trial.topUp(lender, 7_000n, 'card');
  await trial.topUpPage(topUpId);
  await trial.control('behaviours', { behaviours: [behaviour], replace: true });
  await trial.providerControl('behaviours', { behaviours: [behaviour], replace: true });
  await pay(topUpId, TEST_CARDS.good);
  await trial.until(async () => (await trial.topUpState(topUpId)) === 'credited');
  await trial.rails.finish(3_000);
  expect(await trial.cash(lender)).toBe(`${before + 7_000n} 0`);
  await trial.control('behaviours', { behaviours: [], replace: true });
  await trial.providerControl('behaviours', { behaviours: [], replace: true });
});

it('a chargeback takes back what is there', async () => {
  const other = await trial.client('lender', '李雷');
  const topUpId = await trial.topUp(other, 9_000n, 'card');
  await pay(topUpId, TEST_CARDS.good);
  await trial.until(async () => (await trial.cash(other)) === '9000 0');
  await trial.providerControl(`payments/${topUpId}/reverse`, {});
  await trial.until(async () => (await trial.topUpState(topUpId)) === 'reversed');
  await trial.until(async () => (await trial.cash(other)) === '0 0');
  expect(await trial.atBank(other.account)).toBe('0 0');
});

it('the day’s settlement agrees with the ledger, and one cent that it is off is named', async () => {
  const topUpId = await trial.topUp(lender, 4_000n, 'card');
  await pay(topUpId, TEST_CARDS.good);
  await trial.until(async () => (await trial.topUpState(topUpId)) === 'credited');
  await trial.providerControl('settlements/tamper', { paymentId: topUpId, by: '1' });
  const day = await trial.nextDayAtRails();
  const { lane, pool, custodian, rails, key, now: clock } = trial;
  const provider = reachPaymentProvider({ url: trial.provider.url, key, clock });
  const compared = await reconcileDay(
    { lane, pool, custodian, provider, rails, currency: CNY },
    day,
  );
  expect(compared.custodian.breaks).toEqual([]);
  expect(compared.provider?.breaks).toEqual([
    {
      ...{ kind: 'amount_differs', reference: `${topUpId} payment` },
      ...{ ours: 4_000n, theirs: 4_001n, difference: 1n },
    },
  ]);
  expect(compared.provider?.matched.count).toBeGreaterThan(3);
});
