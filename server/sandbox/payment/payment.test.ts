import { PaymentAtProvider } from '@mutua/contract/payment/payments.ts';
import { SettlementsOfDay } from '@mutua/contract/payment/settlements.ts';
import { plusMs } from '@mutua/core/time/instant.ts';
import { Check } from 'typebox/value';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signRequest } from '../../rails/signed-request.ts';
import { TEST_CARDS } from './cards.ts';
import { newPayment, TrialPlatform } from './trial-platform.test.ts';

let platform: TrialPlatform;

beforeEach(async () => {
  platform = await new TrialPlatform().open();
});
afterEach(() => platform.close());

const request = async (payment = newPayment()) => {
  const { status, body } = await platform.ask('POST', '/api/payments', payment);
  expect([status, Check(PaymentAtProvider, body)]).toEqual([200, true]);
  return { payment, pageUrl: body.pageUrl };
};
const stateOf = async (id: string) => (await platform.ask('GET', `/api/payments/${id}`)).body;
const paid = async (payment = newPayment()) => {
  const requested = await request(payment);
  expect((await platform.pay(requested.pageUrl, TEST_CARDS.good)).status).toBe(200);
  return requested;
};

describe('a payment', () => {
  it('is paid by the payer on the page, and the platform is told with a signature', async () => {
    const { payment, pageUrl } = await request();
    expect((await stateOf(payment.id)).state).toBe('requested');
    const page = await platform.pay(pageUrl, ' 6222 0200 0000 0015 ', ' 李　雷');
    expect(await page.text()).toContain('支付成功');
    const reference = 'P20261123000000001';
    expect(await platform.called(1)).toMatchObject([
      {
        sequence: 1,
        kind: 'payment_succeeded',
        at: '2026-11-23T02:00:00.000Z',
        data: {
          id: payment.id,
          clientId: 'client-1',
          amount: payment.amount,
          providerReference: reference,
          day: '2026-11-23',
        },
      },
    ]);
    expect(await stateOf(payment.id)).toMatchObject({
      state: 'succeeded',
      providerReference: reference,
      day: '2026-11-23',
    });
  });

  it('asked for twice is one payment, and with other content is refused', async () => {
    const { payment, pageUrl } = await request();
    expect((await request(payment)).pageUrl).toBe(pageUrl);
    for (const change of [
      { amount: { minorUnits: '10001', currency: 'CNY' } },
      { clientId: 'client-2' },
      { holderName: '韩梅梅' },
      { returnUrl: `${platform.origin}/wallet` },
    ]) {
      const { status, body } = await platform.ask('POST', '/api/payments', {
        ...payment,
        ...change,
      });
      expect([status, body.code]).toEqual([409, 'request_differs']);
    }
  });

  it('confirmed twice is paid once', async () => {
    const { payment, pageUrl } = await request();
    await Promise.all([1, 2, 3].map(() => platform.pay(pageUrl, TEST_CARDS.good)));
    await platform.pay(pageUrl, TEST_CARDS.noMoney);
    await platform.control('day', { day: '2026-11-24' });
    expect((await platform.called(2)).map(({ kind }) => kind)).toEqual([
      'payment_succeeded',
      'settlement_ready',
    ]);
    const { body } = await platform.ask('GET', '/api/settlements/2026-11-23');
    expect(body).toMatchObject({ settlements: [{ count: 1, lines: [{ paymentId: payment.id }] }] });
  });

  it.each([
    ['without money', TEST_CARDS.noMoney, '李雷', 'insufficient_funds'],
    ['of another person', TEST_CARDS.otherHolder, '李雷', 'holder_differs'],
    ['with another name typed in', TEST_CARDS.good, '韩梅梅', 'holder_differs'],
    ['that no bank knows', '4111111111111111', '李雷', 'card_unknown'],
  ])('fails with a card %s', async (_, card, name, failure) => {
    const { payment, pageUrl } = await request();
    expect(await (await platform.pay(pageUrl, card, name)).text()).toContain('data-state="failed"');
    expect(await stateOf(payment.id)).toMatchObject({ state: 'failed', failure });
    expect(await platform.called(1)).toMatchObject([
      { kind: 'payment_failed', data: { id: payment.id, failure } },
    ]);
  });

  it('is not decided by a number that is no card’s, or without a name', async () => {
    const { payment, pageUrl } = await request();
    for (const [card, name] of [
      ['6222020000000016', '李雷'],
      ['622202', '李雷'],
      ['<script>', '李雷'],
      [TEST_CARDS.good, ' '],
    ] as const) {
      const page = await platform.pay(pageUrl, card, name);
      expect(page.status).toBe(422);
      expect(await page.text()).toContain('role="alert"');
    }
    expect((await stateOf(payment.id)).state).toBe('requested');
  });

  it('expires when the payer does not decide in time', async () => {
    const { payment, pageUrl } = await request();
    await platform.control('clock', { advanceMs: 30 * 60_000 });
    expect(await platform.called(1)).toMatchObject([
      { kind: 'payment_expired', data: { id: payment.id } },
    ]);
    const page = await platform.pay(pageUrl, TEST_CARDS.good);
    expect(await page.text()).toContain('data-state="expired"');
    expect((await stateOf(payment.id)).state).toBe('expired');
  });

  it('expires by the clock alone, though nobody asks', async () => {
    await request();
    platform.now = plusMs(platform.now, 30 * 60_000 - 1);
    await request();
    expect(platform.callbacks).toEqual([]);
    platform.now = plusMs(platform.now, 1);
    expect((await platform.called(1)).map(({ kind }) => kind)).toEqual(['payment_expired']);
  });

  it('that went into custody does not go back because the platform asks', async () => {
    const { payment } = await paid();
    const { status, body } = await platform.ask('POST', `/api/payments/${payment.id}/refund`, {});
    expect([status, body]).toEqual([
      409,
      { code: 'wrong_stage', detail: 'The money is in custody; its owner can withdraw it.' },
    ]);
  });

  it('goes back when the platform asks before it is settled, once', async () => {
    await platform.stop();
    await platform.start({ settlement: 'next_working_day' });
    const { payment } = await paid();
    const ask = () => platform.ask('POST', `/api/payments/${payment.id}/refund`, {});
    const reversal = {
      cause: 'refund',
      providerReference: 'P20261123000000002',
      day: '2026-11-23',
    };
    expect((await ask()).body).toMatchObject({ state: 'reversed', reversal });
    expect((await ask()).body).toMatchObject({ state: 'reversed', reversal });
    expect(await platform.called(2)).toMatchObject([
      {},
      { kind: 'payment_reversed', data: { reversalReference: reversal.providerReference } },
    ]);
    const again = await platform.control(`payments/${payment.id}/reverse`, {});
    expect([again.status, again.body.code]).toEqual([409, 'wrong_stage']);
  });

  it('that was never paid does not go back', async () => {
    const { payment } = await request();
    const { status, body } = await platform.ask('POST', `/api/payments/${payment.id}/refund`, {});
    expect([status, body]).toEqual([
      409,
      { code: 'wrong_stage', detail: 'The payment is requested.' },
    ]);
  });
});

describe('a settlement', () => {
  it('lists each payment and reversal of a closed day, and moves on the next working day', async () => {
    await platform.stop();
    await platform.start({ settlement: 'next_working_day' });
    const [one, other] = [await paid(newPayment('5000')), await paid(newPayment('700'))];
    // Monday to Friday.
    await platform.control('day', { day: '2026-11-27' });
    const { payment } = await paid(newPayment('1'));
    await platform.control(`payments/${other.payment.id}/reverse`, {});
    expect((await platform.ask('GET', '/api/settlements/2026-11-27')).body.code).toBe(
      'day_not_closed',
    );
    await platform.control('day', { day: '2026-11-28' });
    const first = await platform.ask('GET', '/api/settlements/2026-11-23');
    expect(Check(SettlementsOfDay, first.body)).toBe(true);
    expect(first.body).toMatchObject({
      settlements: [
        {
          settlementId: 'S20261123-CNY',
          settlesOn: '2026-11-24',
          count: 2,
          direction: 'credit',
          total: { minorUnits: '5700', currency: 'CNY' },
          lines: [{ paymentId: one.payment.id }, { paymentId: other.payment.id }],
        },
      ],
    });
    const friday = await platform.ask('GET', '/api/settlements/2026-11-27');
    expect(friday.body).toMatchObject({
      settlements: [
        {
          settlesOn: '2026-11-30',
          direction: 'debit',
          total: { minorUnits: '699', currency: 'CNY' },
          lines: [
            { paymentId: payment.id, kind: 'payment' },
            { paymentId: other.payment.id, kind: 'reversal', amount: { minorUnits: '700' } },
          ],
        },
      ],
    });
    const empty = await platform.ask('GET', '/api/settlements/2026-11-25');
    expect(empty.body).toEqual({ day: '2026-11-25', settlements: [] });
    const all = await platform.ask('GET', '/api/settlements/2026-11-27?since=2026-11-23');
    const settledOf = (answer: typeof all) => (answer.body as SettlementsOfDay).settlements;
    expect(settledOf(all)).toEqual([...settledOf(friday), ...settledOf(first)]);
    const later = await platform.ask('GET', '/api/settlements/2026-11-27?since=2026-11-24');
    expect(settledOf(later)).toEqual(settledOf(friday));
    const since = await platform.ask('GET', '/api/settlements/2026-11-27?since=Monday');
    expect(since.body).toMatchObject({
      code: 'invalid_input',
      detail: expect.stringMatching(/^since:/),
    });
  });

  it('can be one fen off, for a reconciliation to find', async () => {
    const { payment } = await paid();
    await platform.control('settlements/tamper', { paymentId: payment.id, by: '-1' });
    await platform.control('day', { day: '2026-11-24' });
    expect((await platform.ask('GET', '/api/settlements/2026-11-23')).body).toMatchObject({
      settlements: [{ total: { minorUnits: '9999' }, lines: [{ amount: { minorUnits: '9999' } }] }],
    });
    expect((await stateOf(payment.id)).amount).toEqual(payment.amount);
  });
});

describe('a request that is not the platform’s', () => {
  const refused = { code: 'signature_wrong', detail: 'The signature is wrong.' };

  it('is refused, and nothing happens', async () => {
    const payment = newPayment();
    const [body, target] = [JSON.stringify(payment), '/api/payments'];
    const other = new TrialPlatform();
    const signable = { method: 'POST', path: target, body };
    const right = signRequest(platform.key, signable, platform.now);
    const wrong: readonly Readonly<Record<string, string>>[] = [
      {},
      { ...signRequest(other.key, signable, platform.now) },
      { ...signRequest(other.key, signable, platform.now), 'mutua-key': platform.key.keyId },
      { ...signRequest(platform.key, { ...signable, path: '/api/other' }, platform.now) },
      { ...signRequest(platform.key, signable, plusMs(platform.now, -300_001)) },
      { ...right, 'mutua-nonce': `${right['mutua-nonce']}x` },
    ];
    for (const headers of wrong) {
      expect(await platform.send('POST', target, headers, body)).toEqual({
        status: 401,
        body: refused,
      });
    }
    expect(
      await platform.send('POST', target, { ...right }, body.replace('10000', '90000')),
    ).toEqual({
      status: 401,
      body: refused,
    });
    expect((await platform.ask('GET', `/api/payments/${payment.id}`)).body.code).toBe('not_found');
  });

  it('is refused when it is sent again, also after a restart', async () => {
    const body = JSON.stringify(newPayment());
    const signable = { method: 'POST', path: '/api/payments', body };
    const headers = { ...signRequest(platform.key, signable, platform.now) };
    expect((await platform.send('POST', '/api/payments', headers, body)).status).toBe(200);
    expect((await platform.send('POST', '/api/payments', headers, body)).status).toBe(401);
    await platform.stop();
    await platform.start();
    expect((await platform.send('POST', '/api/payments', headers, body)).body).toEqual(refused);
  });

  it('does not reach the controls of the sandbox', async () => {
    const headers = { 'mutua-sandbox-key': 'guess' };
    const { status, body } = await platform.send(
      'POST',
      '/sandbox/day',
      headers,
      '{"day":"2026-12-01"}',
    );
    expect([status, body.code]).toEqual([401, 'sandbox_key_wrong']);
    expect((await platform.ask('POST', '/sandbox/day', { day: '2026-12-01' })).status).toBe(401);
  });
});

it.each<[string, object, string]>([
  ['nothing', { amount: { minorUnits: '0', currency: 'CNY' } }, 'invalid_input'],
  ['less than nothing', { amount: { minorUnits: '-5', currency: 'CNY' } }, 'invalid_input'],
  ['a number that is no text', { amount: { minorUnits: 5, currency: 'CNY' } }, 'invalid_input'],
  [
    'an amount with 19 figures',
    { amount: { minorUnits: '1'.repeat(19), currency: 'CNY' } },
    'invalid_input',
  ],
  ['a currency that is none', { amount: { minorUnits: '5', currency: 'XYZ' } }, 'currency_unknown'],
  ['an id that is none', { id: '1' }, 'invalid_input'],
  ['a name with a line break', { holderName: 'a\nb' }, 'invalid_input'],
  ['a field too many', { feeFree: true }, 'invalid_input'],
  ['a return to elsewhere', { returnUrl: 'https://example.com/' }, 'return_url_refused'],
  ['a return that runs a script', { returnUrl: 'javascript:alert(1)' }, 'return_url_refused'],
])('a payment of or with %s is refused', async (_, change, code) => {
  const { status, body } = await platform.ask('POST', '/api/payments', {
    ...newPayment(),
    ...change,
  });
  expect([status, body.code]).toEqual([400, code]);
});

describe('a page', () => {
  it('speaks Chinese or English, fits a phone, and leads back', async () => {
    const returnUrl = `${platform.origin}/wallet?a=1&b="2`;
    const { body } = await platform.ask('POST', '/api/payments', { ...newPayment(), returnUrl });
    const page = async (language: string) => {
      const answer = await fetch(String(body.pageUrl), {
        headers: { 'accept-language': language },
      });
      expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
      return answer.text();
    };
    const chinese = await page('zh-CN,zh;q=0.9,en;q=0.8');
    expect(chinese).toContain('<html lang="zh-CN">');
    expect(chinese).toContain('<strong>CNY 100.00</strong>');
    expect(chinese).toContain('width=device-width');
    expect(chinese).toContain(`href="${platform.origin}/wallet?a=1&amp;b=&quot;2"`);
    expect(await page('en-GB')).toContain('<button>Pay</button>');
  });

  it('shows a name as text', async () => {
    const { body } = await platform.ask('POST', '/api/payments', {
      ...newPayment(),
      holderName: '<b>李雷</b>',
    });
    expect(await (await fetch(String(body.pageUrl))).text()).toContain('&lt;b&gt;李雷&lt;/b&gt;');
  });

  it('that nobody was given is not there', async () => {
    expect((await fetch(`${platform.provider.url}/pay/guess`)).status).toBe(404);
    expect((await platform.pay(`${platform.provider.url}/pay/guess`, TEST_CARDS.good)).status).toBe(
      404,
    );
  });
});
