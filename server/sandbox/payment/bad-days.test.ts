import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TEST_CARDS } from './cards.ts';
import { newPayment, TrialPlatform } from './trial-platform.test.ts';

let platform: TrialPlatform;

beforeEach(async () => {
  platform = await new TrialPlatform().open();
});
afterEach(() => platform.close());

const request = async (payment = newPayment()) => {
  const { status, body } = await platform.ask('POST', '/api/payments', payment);
  expect(status).toBe(200);
  return { payment, pageUrl: body.pageUrl };
};
const stateOf = async (id: string) => (await platform.ask('GET', `/api/payments/${id}`)).body;
const paid = async (payment = newPayment()) => {
  const requested = await request(payment);
  expect((await platform.pay(requested.pageUrl, TEST_CARDS.good)).status).toBe(200);
  return requested;
};

const allDelivered = () =>
  expect
    .poll(async () => (await platform.control('behaviours', { behaviours: [] })).body)
    .toMatchObject({ undeliveredCount: 0 });

describe('after a crash', () => {
  it('the books are as they were, and a line torn at the end is cut off', async () => {
    const { payment } = await paid();
    const { payment: waiting } = await request();
    const before = [await stateOf(payment.id), await stateOf(waiting.id)];
    await allDelivered();
    const { publicKey } = platform.provider;
    await platform.stop();
    appendFileSync(
      path.join(platform.folder, 'journal', 'journal-00000001-2026-11-23.jsonl'),
      '0a1b2c3d [{"is":"day","day":"2030-01-',
    );
    await platform.start();
    expect(platform.provider.publicKey).toBe(publicKey);
    const after = [await stateOf(payment.id), await stateOf(waiting.id)];
    const bare = (rows: readonly object[]) => rows.map((row) => ({ ...row, pageUrl: '' }));
    expect(bare(after)).toEqual(bare(before));
    const state = await platform.control('behaviours', { behaviours: [] });
    expect(state.body).toMatchObject({ day: '2026-11-23', undeliveredCount: 0 });
    expect(platform.callbacks).toHaveLength(1);
  });

  it('what the platform did not take is told again', async () => {
    platform.status = 503;
    const { payment } = await paid();
    await platform.called(1);
    await platform.stop();
    platform.status = 200;
    await platform.start();
    const told = await platform.called(platform.callbacks.length + 1);
    expect(new Set(told.map(({ id }) => id)).size).toBe(1);
    expect(told[0]).toMatchObject({ data: { id: payment.id } });
    await allDelivered();
  });
});

describe('on a bad day', () => {
  const behave = (...behaviours: readonly object[]) =>
    platform.control('behaviours', { behaviours });
  const references = () => platform.callbacks.map(({ kind, sequence }) => `${sequence} ${kind}`);

  it('a request is done and never answered', async () => {
    await behave({ kind: 'answer_never', path: '/api/payments' });
    const payment = newPayment();
    const impatient = platform.ask('POST', '/api/payments', payment, AbortSignal.timeout(300));
    await expect(impatient).rejects.toThrow('aborted');
    expect((await stateOf(payment.id)).state).toBe('requested');
    await request(payment);
  });

  it('a callback comes twice, under one id', async () => {
    await behave({ kind: 'callback_twice' });
    await paid();
    const [first, second] = await platform.called(2);
    expect(second).toEqual(first);
  });

  it('a callback never comes', async () => {
    await behave({ kind: 'callback_lost', callback: 'payment_succeeded' });
    const { payment } = await paid();
    await paid();
    await platform.called(1);
    expect(references()).toEqual(['2 payment_succeeded']);
    expect((await stateOf(payment.id)).state).toBe('succeeded');
  });

  it('callbacks come in reversed order', async () => {
    await behave({ kind: 'callbacks_out_of_order', count: 3 });
    for (let times = 4; times > 0; times -= 1) await paid();
    await platform.called(4);
    expect(references().map((one) => one[0])).toEqual(['3', '2', '1', '4']);
  });

  it('a callback comes hours late, after others', async () => {
    await behave({ kind: 'callback_late', milliseconds: 3 * 3_600_000 });
    await paid();
    await paid();
    await platform.called(1);
    expect(references()).toEqual(['2 payment_succeeded']);
    await platform.control('clock', { advanceMs: 3 * 3_600_000 });
    await platform.called(2);
    expect(references()).toEqual(['2 payment_succeeded', '1 payment_succeeded']);
  });

  it('a bank refuses a good card, so often as it was told', async () => {
    const { body } = await behave({ kind: 'refuse_payment', count: 2 });
    expect(body.behaviours).toEqual([{ kind: 'refuse_payment', count: 2 }]);
    for (const state of ['failed', 'failed', 'succeeded']) {
      const { payment } = await paid();
      expect((await stateOf(payment.id)).state).toBe(state);
    }
  });

  it('goes by chance, the same each time for one seed', async () => {
    const outcomes = async () => {
      const behaviour = { kind: 'refuse_payment', chancePpm: 500_000, seed: 7 };
      await platform.control('behaviours', { behaviours: [behaviour], replace: true });
      const states: unknown[] = [];
      for (let times = 8; times > 0; times -= 1) {
        states.push((await stateOf((await paid()).payment.id)).state);
      }
      return states;
    };
    const first = await outcomes();
    expect(new Set(first)).toEqual(new Set(['failed', 'succeeded']));
    await platform.close();
    platform = await new TrialPlatform().open();
    expect(await outcomes()).toEqual(first);
  });
});
