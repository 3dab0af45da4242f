// What payment providers may tell the bank: who is heard, what is refused, and that all is done once.
import { randomUUID } from 'node:crypto';
import type { OpenAccountAnswer } from '@mutua/contract/custodian/accounts.ts';
import type {
  ProviderReversalTaken,
  ProviderSettlementTaken,
} from '@mutua/contract/custodian/provider-settlements.ts';
import { sum } from '@mutua/core/money/minor-units.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  newSigningKeyPem,
  readSigningKey,
  type SigningKey,
  signRequest,
} from '../../../rails/signed-request.ts';
import { amountOf } from '../books/amounts.ts';
import { runBank } from '../main.ts';
import { MOBILE, problemCode, START_DAY, TrialBank, yuan } from '../trial-bank.ts';

const key = readSigningKey(newSigningKeyPem());
const otherKey = readSigningKey(newSigningKeyPem());
const SETTLEMENTS = '/api/provider/settlements';
const REVERSALS = '/api/provider/reversals';

let trial: TrialBank;
let lender: string;
let borrower: string;
let count = 0;
beforeAll(async () => {
  const providers = [{ name: 'configured-pay', publicKey: otherKey.publicKeyPem }];
  trial = await TrialBank.start((configuration) => runBank({ ...configuration, providers }));
  await trial.control('/sandbox/providers', { name: 'card-pay', publicKey: key.publicKeyPem });
  lender = await trial.account('lender');
  borrower = await trial.account('borrower');
});
afterAll(() => trial.end());

function tell<Body>(target: string, content: unknown, by: SigningKey = key) {
  const body = JSON.stringify(content);
  const headers = signRequest(by, { method: 'POST', path: target, body }, trial.now);
  return trial.send<Body>('POST', target, body, { ...headers });
}

type Line = readonly [account: string, minorUnits: string, paymentId?: string];

function advice(...lines: readonly Line[]) {
  count += 1;
  const told = lines.map(([account, minorUnits, paymentId = randomUUID()]) => ({
    ...{ paymentId, account, amount: yuan(minorUnits) },
  }));
  const total = yuan(String(sum(told.map(({ amount }) => amountOf(amount.minorUnits)))));
  const settlementId = `P${count}`;
  return { settlementId, provider: 'card-pay', day: START_DAY, lines: told, total };
}

const settle = (content: unknown) => tell<ProviderSettlementTaken>(SETTLEMENTS, content);
const refused = async (content: unknown) => problemCode(await settle(content));
const booked = async (account: string) => Number((await trial.standing(account))[0]);

describe('a settlement', () => {
  it('credits every line under one reference of the bank', async () => {
    const [before, beforeToo] = [await booked(lender), await booked(borrower)];
    const content = advice([lender, '100'], [borrower, '20'], [lender, '3']);
    const { status, body } = await settle(content);
    expect(status).toBe(200);
    expect(body.lines.map(({ paymentId }) => paymentId)).toEqual(
      content.lines.map(({ paymentId }) => paymentId),
    );
    expect(new Set(body.lines.map(({ bankReference }) => bankReference)).size).toBe(1);
    expect(await booked(lender)).toBe(before + 103);
    expect(await booked(borrower)).toBe(beforeToo + 20);
  });

  it('told again credits nothing and is answered alike, also after a restart', async () => {
    const content = advice([lender, '100'], [borrower, '20']);
    const first = await settle(content);
    const before = await booked(lender);
    expect(await settle(content)).toEqual(first);
    await trial.reopen();
    expect(await settle(content)).toEqual(first);
    expect(await booked(lender)).toBe(before);
    const changed = { ...content, lines: content.lines.toReversed() };
    expect(await refused(changed)).toBe('request_differs');
  });

  it('credits a payment once, whichever advice brings it', async () => {
    const paymentId = randomUUID();
    const { body: first } = await settle(advice([lender, '100', paymentId]));
    const before = await booked(lender);
    const { body } = await settle(advice([lender, '5'], [lender, '100', paymentId]));
    expect(await booked(lender)).toBe(before + 5);
    expect(body.lines[1]).toEqual(first.lines[0]);
    expect(body.lines[0]?.bankReference).not.toBe(first.lines[0]?.bankReference);
    for (const other of [
      [borrower, '100', paymentId],
      [lender, '101', paymentId],
    ] as const) {
      expect(await refused(advice([lender, '5'], other))).toBe('request_differs');
    }
    const topUp = await trial.topUp(lender, '9');
    expect(await refused(advice([lender, '9', topUp]))).toBe('request_differs');
    const asked = { id: paymentId, account: lender, amount: yuan('100') };
    expect(problemCode(await trial.ask('POST', '/api/top-ups', asked))).toBe('request_differs');
    const others = { ...advice([lender, '100', paymentId]), provider: 'configured-pay' };
    expect(problemCode(await tell(SETTLEMENTS, others, otherKey))).toBe('request_differs');
    expect(await booked(lender)).toBe(before + 5 + 9);
  });

  it('with one line that cannot be credited credits none', async () => {
    const { body: opening } = await trial.ask<OpenAccountAnswer>('POST', '/api/accounts', {
      ...{ clientId: 'c-1', class: 'lender', name: 'Li Na', identityNumber: '1' },
      ...{ mobile: MOBILE, currency: 'CNY' },
    });
    const platform = await trial.account('platform');
    const before = await booked(lender);
    const good = [lender, '100'] as const;
    expect(await refused(advice(good, ['1', '5']))).toBe('not_found');
    expect(await refused(advice(good, [opening.account, '5']))).toBe('account_not_open');
    expect(await refused(advice(good, [platform, '5']))).toBe('account_not_client');
    const twice = randomUUID();
    const double = advice([lender, '5', twice], [lender, '5', twice]);
    expect(await refused(double)).toBe('invalid_input');
    const sound = advice(good, good);
    expect(await refused({ ...sound, total: yuan('201') })).toBe('total_differs');
    const euro = { minorUnits: '100', currency: 'EUR' };
    const [first] = sound.lines;
    expect(await refused({ ...sound, lines: [first, { ...first, amount: euro }] })).toBe(
      'total_differs',
    );
    const foreign = { ...sound, lines: [{ ...first, amount: euro }], total: euro };
    expect(await refused(foreign)).toBe('invalid_input');
    expect(await refused({ ...sound, lines: [] })).toBe('invalid_input');
    expect(await refused({ ...sound, extra: 1 })).toBe('invalid_input');
    expect(await booked(lender)).toBe(before);
    expect((await settle(sound)).status).toBe(200);
  });

  it('is no movement that nothing explains: each names its payment', async () => {
    const content = advice([lender, '1'], [borrower, '2']);
    await settle(content);
    for (const { paymentId, amount } of content.lines) {
      const [movement] = await trial.hears('movement', 1, ({ cause }) => cause === paymentId);
      expect(movement?.data).toMatchObject({ code: 'top_up', direction: 'credit', amount });
    }
  });
});

describe('a reversal', () => {
  const settled = async (minorUnits: string) => {
    const account = await trial.account('lender');
    const content = advice([account, minorUnits]);
    await settle(content);
    const [line] = content.lines;
    return { account, reversal: { ...line, reversalId: randomUUID().slice(0, 8) } };
  };
  const takeBack = (content: object, by = key) => {
    const told = { provider: 'card-pay', day: START_DAY, ...content };
    return tell<ProviderReversalTaken>(REVERSALS, told, by);
  };

  it('takes back what is available, once, and tells the platform', async () => {
    const { account, reversal } = await settled('100');
    await trial.topUp(account, '30');
    const first = await takeBack(reversal);
    expect(first.body).toMatchObject({ debited: yuan('100'), shortfall: yuan('0') });
    expect(await takeBack(reversal)).toEqual(first);
    const another = await takeBack({ ...reversal, reversalId: 'another' });
    expect(another.body.bankReference).toBe(first.body.bankReference);
    expect(await booked(account)).toBe(30);
    const isThis = (data: { id: string }) => data.id === reversal.paymentId;
    expect(await trial.hears('top_up_reversed', 1, isThis)).toHaveLength(1);
  });

  it('is refused where it differs, or nothing was settled', async () => {
    const { account, reversal } = await settled('100');
    const { reversal: other } = await settled('100');
    await takeBack(other);
    const code = async (content: object, by = key) => problemCode(await takeBack(content, by));
    expect(await code({ ...reversal, paymentId: randomUUID() })).toBe('not_found');
    expect(await code({ ...reversal, amount: yuan('99') })).toBe('request_differs');
    expect(await code({ ...reversal, account: lender })).toBe('request_differs');
    expect(await code({ ...reversal, reversalId: other.reversalId })).toBe('request_differs');
    expect(await code({ ...reversal, provider: 'configured-pay' }, otherKey)).toBe('not_found');
    const topUp = await trial.topUp(account, '5');
    expect(await code({ ...reversal, paymentId: topUp, amount: yuan('5') })).toBe('not_found');
    expect(await booked(account)).toBe(105);
  });
});

describe('a provider', () => {
  it('is heard by its own key, under its own name, at its own routes', async () => {
    const content = advice([lender, '100']);
    const before = await booked(lender);
    expect(problemCode(await tell(SETTLEMENTS, content, otherKey))).toBe('signature_wrong');
    expect(problemCode(await tell(SETTLEMENTS, content, trial.platformKey))).toBe(
      'signature_wrong',
    );
    const stranger = readSigningKey(newSigningKeyPem());
    expect(problemCode(await tell(SETTLEMENTS, content, stranger))).toBe('signature_wrong');
    const id = randomUUID();
    const topUp = { id, account: lender, amount: yuan('1') };
    expect(problemCode(await tell('/api/top-ups', topUp))).toBe('signature_wrong');
    const path = `/api/accounts/${lender}`;
    const headers = { ...signRequest(key, { method: 'GET', path, body: '' }, trial.now) };
    expect(problemCode(await trial.send('GET', path, '', headers))).toBe('signature_wrong');
    const body = JSON.stringify(content);
    const once = { ...signRequest(key, { method: 'POST', path: SETTLEMENTS, body }, trial.now) };
    expect((await trial.send('POST', SETTLEMENTS, body, once)).status).toBe(200);
    expect(problemCode(await trial.send('POST', SETTLEMENTS, body, once))).toBe('signature_wrong');
    expect(await booked(lender)).toBe(before + 100);
  });

  it('is named by the configuration, or while the bank runs', async () => {
    const name = async (content: object) => trial.control('/sandbox/providers', content);
    const publicKey = readSigningKey(newSigningKeyPem()).publicKeyPem;
    const code = async (content: object) => problemCode(await name(content));
    expect(await code({ name: 'third-pay', publicKey: 'none' })).toBe('invalid_input');
    expect(await code({ name: 'third-pay', publicKey: newSigningKeyPem() })).toBe('invalid_input');
    expect(await code({ name: 'Third pay', publicKey })).toBe('invalid_input');
    expect(await code({ name: 'third-pay', publicKey: key.publicKeyPem })).toBe('request_differs');
    expect(await code({ name: 'configured-pay', publicKey })).toBe('request_differs');
    expect((await name({ name: 'third-pay', publicKey })).status).toBe(200);
    await trial.reopen();
    const { body } = await trial.control('/sandbox/state', undefined, 'GET');
    expect(body).toMatchObject({ providers: ['card-pay', 'configured-pay', 'third-pay'] });
    const others = { ...advice([lender, '1']), provider: 'configured-pay' };
    expect((await tell(SETTLEMENTS, others, otherKey)).status).toBe(200);
  });

  it('whose key is replaced is no longer heard by the old one', async () => {
    const [old, fresh] = [newSigningKeyPem(), newSigningKeyPem()].map(readSigningKey) as [
      SigningKey,
      SigningKey,
    ];
    for (const { publicKeyPem: publicKey } of [old, fresh]) {
      await trial.control('/sandbox/providers', { name: 'fourth-pay', publicKey });
    }
    const content = { ...advice([lender, '1']), provider: 'fourth-pay' };
    expect(problemCode(await tell(SETTLEMENTS, content, old))).toBe('signature_wrong');
    expect((await tell(SETTLEMENTS, content, fresh)).status).toBe(200);
  });
});
