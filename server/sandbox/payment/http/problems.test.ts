// What the payment provider answers to requests that are too large, to its own faults, and for a card that a bank
// refuses without saying why.
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { TEST_CARDS } from '../cards.ts';
import type { Provider } from '../provider.ts';
import { newPayment, SANDBOX_KEY, TrialPlatform } from '../trial-platform.test.ts';
import { buildProviderApp } from './app.ts';

const BODY_BYTES_MAX = 1_000_000;

let platform: TrialPlatform;
beforeEach(async () => {
  platform = await new TrialPlatform().open();
});
afterEach(() => platform.close());

it('a body is taken up to its limit, and refused whole one byte beyond it', async () => {
  const headers = { 'mutua-sandbox-key': SANDBOX_KEY };
  const ofLength = (length: number) => `{"day":"${'x'.repeat(length - '{"day":""}'.length)}"}`;
  const send = (body: string) => platform.send('POST', '/sandbox/day', headers, body);
  const full = await send(ofLength(BODY_BYTES_MAX));
  expect([full.status, full.body.code]).toEqual([400, 'invalid_input']);
  const tooLarge = await send(ofLength(BODY_BYTES_MAX + 1));
  expect([tooLarge.status, tooLarge.body.code]).toEqual([413, 'body_too_large']);
});

it('a fault of the provider is told as one, without a word of what it was', async () => {
  const told = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const configuration = {
    clock: () => {
      throw new Error('The clock stands still.');
    },
  };
  const app = await buildProviderApp({ configuration } as unknown as Provider, () => '');
  const answer = await app.inject('/api/payments/1');
  expect(answer.statusCode).toBe(500);
  expect(answer.json()).toEqual({ code: 'internal_error', detail: 'The provider has failed.' });
  expect(String(told.mock.lastCall?.[0])).toContain('The clock stands still.');
  told.mockRestore();
  await app.close();
});

it('a card that its bank refuses does not pay, and the platform is told so', async () => {
  await platform.control('behaviours', { behaviours: [{ kind: 'refuse_payment' }] });
  const payment = newPayment();
  const { body } = await platform.ask('POST', '/api/payments', payment);
  await platform.pay(body.pageUrl, TEST_CARDS.good);
  expect(await platform.called(1)).toMatchObject([
    { kind: 'payment_failed', data: { id: payment.id, failure: 'card_refused' } },
  ]);
});
