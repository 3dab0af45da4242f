import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { topUpCodeOf } from '@mutua/core/wallet/slip.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { TEST_CARDS } from '../../sandbox/payment/cards.ts';
import { reconcileDay } from '../../wallet/reconcile.ts';
import { PROVIDER_CALLBACKS } from '../rails.ts';
import {
  newSigningKeyPem,
  readSigningKey,
  type SigningKey,
  signRequest,
} from '../signed-request.ts';
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

/** A key that a rail keeps in its own folder. */
function keyIn(...place: readonly string[]): SigningKey {
  return readSigningKey(readFileSync(path.join(trial.folder, ...place), 'utf8'));
}

function signedBy(key: SigningKey, content: object) {
  const body = JSON.stringify(content);
  const request = { method: 'POST', path: PROVIDER_CALLBACKS, body };
  return { body, headers: { ...signRequest(key, request, trial.now()) } };
}

async function send({ body, headers }: ReturnType<typeof signedBy>): Promise<number> {
  const { status } = await fetch(`${trial.origin}${PROVIDER_CALLBACKS}`, {
    ...{ method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' } },
  });
  return status;
}

it('the provider is heard by its own signature alone, and by nothing that was changed or sent again', async () => {
  const topUpId = await trial.topUp(lender, 3_000n, 'card');
  const amount = { minorUnits: '3000', currency: 'CNY' };
  const failed = {
    ...{
      id: randomUUID(),
      sequence: 1_000,
      kind: 'payment_failed',
      at: '2026-11-23T08:00:00.000Z',
    },
    data: { id: topUpId, clientId: lender.id, amount, failure: 'card_refused' },
  };
  const own = keyIn('payment', 'signing-key.pem');
  const right = signedBy(own, failed);
  expect(await send(signedBy(readSigningKey(newSigningKeyPem()), failed))).toBe(403);
  // One rail does not speak for another.
  expect(await send(signedBy(keyIn('bank', 'bank-key.pem'), failed))).toBe(403);
  expect(await send({ ...right, body: right.body.replace('failed', 'expired') })).toBe(403);
  const later = new Date(trial.now() + 60_000).toISOString();
  expect(await send({ ...right, headers: { ...right.headers, 'mutua-timestamp': later } })).toBe(
    403,
  );
  expect(await trial.topUpState(topUpId)).toBe('requested');
  expect(await send(right)).toBe(204);
  expect(await trial.topUpState(topUpId)).toBe('failed');
  const taken = () =>
    trial.value('select count(*)::int from commit.command where command_id = $1', [failed.id]);
  expect(await taken()).toBe(1);
  // The very same bytes, and the same message signed anew, which it sends until it is answered.
  expect(await send(right)).toBe(403);
  expect(await send(signedBy(own, failed))).toBe(204);
  expect(await taken()).toBe(1);
});

it.each([
  ['twice', { kind: 'callback_twice', count: 2 }],
  ['in the wrong order', { kind: 'callbacks_out_of_order', count: 2 }],
])('a transfer with the slip of which the bank tells %s is credited once', async (_, behaviour) => {
  const payer = await trial.client('lender', '韩梅梅');
  await trial.control('behaviours', { behaviours: [behaviour], replace: true });
  await trial.control('incoming-transfers', {
    ...{ payerName: '韩梅梅', payerAccount: '6222000011112222' },
    remark: `充值 ${topUpCodeOf(payer.clientNumber)}`,
    amount: { minorUnits: '70000', currency: 'CNY' },
  });
  await trial.until(async () => (await trial.cash(payer)) === '70000 0');
  await trial.rails.finish(3_000);
  expect(await trial.cash(payer)).toBe('70000 0');
  expect(await trial.atBank(payer.account)).toBe('70000 0');
});
