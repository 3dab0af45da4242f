import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';
import type { Id } from '@mutua/core/kit/id.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { CUSTODIAN_CALLBACKS } from './rails.ts';
import {
  newSigningKeyPem,
  readSigningKey,
  type SigningKey,
  signRequest,
} from './signed-request.ts';
import { type TrialClient, TrialRails } from './trial-rails.ts';

let trial: TrialRails;
let bankKey: SigningKey;
let lender: TrialClient;

beforeAll(async () => {
  trial = await TrialRails.start();
  // What the bank could send: signed with its own key.
  bankKey = readSigningKey(readFileSync(path.join(trial.folder, 'bank', 'bank-key.pem'), 'utf8'));
  lender = await trial.client('lender');
}, 60_000);
afterAll(() => trial.end());

it('takes nothing that the bank’s key did not sign', async () => {
  const topUpId = await trial.topUp(lender, 1_000n);
  const stranger = readSigningKey(newSigningKeyPem());
  const forged = await send(credited(topUpId), { key: stranger });
  expect(forged.status).toBe(403);
  expect(await forged.json()).toMatchObject({ code: 'signature_wrong' });
  const changed = await send(credited(topUpId), { body: '{}' });
  expect(changed.status).toBe(403);
  const unsigned = await fetch(`${trial.origin}${CUSTODIAN_CALLBACKS}`, {
    ...{ method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } },
  });
  expect(unsigned.status).toBe(403);
  expect(await trial.topUpState(topUpId)).toBe('requested');
});

it('does not read what a stranger sends: it is refused before its body has come', async () => {
  const { port } = new URL(trial.origin);
  const socket = connect(Number(port), '127.0.0.1');
  const head = [
    `POST ${CUSTODIAN_CALLBACKS} HTTP/1.1`,
    ...['Host: 127.0.0.1', 'Content-Type: application/json', 'Content-Length: 16000000'],
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n[`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  expect(answer.toString('utf8')).toMatch(/^HTTP\/1.1 403 /);
});

it('takes a message once, although it comes again, and again after a restart that forgot its nonce', async () => {
  const topUpId = await trial.topUp(lender, 1_000n);
  const message = credited(topUpId);
  const [first, second] = await Promise.all([send(message), send(message)]);
  expect([first.status, second.status]).toEqual([204, 204]);
  const cash = await trial.cash(lender);
  const signed = signedOf(JSON.stringify(message), bankKey);
  expect((await post(signed)).status).toBe(204);
  // The very same bytes: refused while the nonce is remembered, harmless when it is not.
  expect((await post(signed)).status).toBe(403);
  await trial.restartPlatform();
  expect((await post(signed)).status).toBe(204);
  expect(await trial.cash(lender)).toBe(cash);
  expect(trial.alarms).toEqual([]);
});

it('raises an alarm for what cannot be so, and takes it, so that others behind it are heard', async () => {
  const unknown = credited('0190a000-0000-7000-8000-000000000001' as Id);
  expect((await send(unknown)).status).toBe(204);
  expect(trial.alarms).toContain(`message_refused ${unknown.id}`);
  const topUpId = await trial.topUp(lender, 1_000n);
  const twiceAsMuch = { ...credited(topUpId) };
  twiceAsMuch.data.amount = { minorUnits: '2000', currency: 'CNY' };
  expect((await send(twiceAsMuch)).status).toBe(204);
  expect(await trial.topUpState(topUpId)).toBe('requested');
  const batch = { ...message('batch_done'), data: { batchId: randomUUID(), results: [] } };
  expect((await send(batch)).status).toBe(204);
  expect(trial.alarms).toContain(`message_refused ${batch.id}`);
});

it('takes money in although the message of it cannot be read in full, and keeps the message', async () => {
  const data = {
    ...{ bankReference: 'B2026112399', day: '2026-11-23', payerName: 7 },
    amount: { minorUnits: '4321', currency: 'CNY' },
  };
  const garbled = { ...message('incoming_transfer'), data };
  expect((await send(garbled)).status).toBe(204);
  const receipt = `select state || ' ' || reason || ' ' || amount from wallet.receipt where bank_reference = $1`;
  expect(await trial.value(receipt, ['B2026112399'])).toBe('unmatched unreadable 4321');
  expect(trial.alarms).toContain('message_unreadable B2026112399');
  const kept =
    'select convert_from(body, $1) from wallet.unread_message order by came_at desc limit 1';
  expect(JSON.parse(String(await trial.value(kept, ['UTF8'])))).toEqual(garbled);
  // The same message, whole: the payer is known now, and the money is booked once.
  const whole = {
    ...message('incoming_transfer'),
    data: { ...data, payerName: '无名', payerAccount: '6222', remark: '' },
  };
  expect((await send(whole)).status).toBe(204);
  expect(await trial.value(receipt, ['B2026112399'])).toBe('unmatched no_code 4321');
  const posted = `select posted from ledger.account where kind = 'unmatched'`;
  expect(await trial.value(posted)).toBe(4_321n);
});

it('keeps what is no message at all, with an alarm', async () => {
  const count = trial.alarms.length;
  expect((await post(signedOf('no json', bankKey))).status).toBe(204);
  expect((await post(signedOf('{"kind":"praise"}', bankKey))).status).toBe(204);
  expect(trial.alarms.slice(count).map((one) => one.split(' ')[0])).toEqual([
    'message_unreadable',
    'message_unreadable',
  ]);
});

it('says no name, number or account of a person in an alarm', async () => {
  const { rows } = await trial.pool.query<{ text: string }>(
    'select alarm::text as text from wallet.alarm',
  );
  for (const { text } of rows) expect(text).not.toMatch(/无名|6222|李雷|880/);
  expect(rows.length).toBeGreaterThan(3);
});

it('a bid’s money is never frozen by a message about a batch that was not sent', async () => {
  const borrower = await trial.client('borrower');
  const loanId = await trial.loan(borrower, 1_000_000n);
  const funded = await trial.funded('lender', 100_000n);
  const bidId = await trial.bid(funded, loanId, 50_000n);
  const forged = {
    ...message('batch_done'),
    data: {
      batchId: randomUUID(),
      results: [{ id: bidId, outcome: 'confirmed', day: '2026-11-23' }],
    },
  };
  expect((await send(forged)).status).toBe(204);
  expect(await trial.bidState(bidId)).not.toBe('accepted confirmed');
});

let sequence = 900;

function message(kind: string) {
  sequence += 1;
  return { id: randomUUID(), sequence, kind, at: '2026-11-23T08:00:00.000Z' };
}

function credited(topUpId: Id) {
  const amount = { minorUnits: String(minorUnits(1_000n)), currency: 'CNY' };
  const booking = { bankReference: `B${sequence}`, day: '2026-11-23' };
  return {
    ...message('top_up_credited'),
    data: { id: topUpId, account: lender.account, amount, ...booking },
  };
}

function signedOf(body: string, key: SigningKey) {
  const request = { method: 'POST', path: CUSTODIAN_CALLBACKS, body };
  return { body, headers: { ...signRequest(key, request, trial.now()) } };
}

function send(
  content: unknown,
  change: { readonly key?: SigningKey; readonly body?: string } = {},
): Promise<Response> {
  const signed = signedOf(JSON.stringify(content), change.key ?? bankKey);
  return post({ ...signed, body: change.body ?? signed.body });
}

function post({ body, headers }: { body: string; headers: Record<string, string> }) {
  return fetch(`${trial.origin}${CUSTODIAN_CALLBACKS}`, {
    ...{ method: 'POST', body, headers: { ...headers, 'content-type': 'application/json' } },
  });
}
