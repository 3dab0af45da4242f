// The platform's API over HTTP: who is heard, what is kept, and how a wrong request is refused.
import { randomUUID } from 'node:crypto';
import type { OpenAccountAnswer } from '@mutua/contract/custodian/accounts.ts';
import type { InstructionAtBank } from '@mutua/contract/custodian/instructions.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newSigningKeyPem, readSigningKey, signRequest } from '../../../rails/signed-request.ts';
import { LOAN, problemCode, TrialBank, yuan } from '../trial-bank.ts';

let trial: TrialBank;
beforeAll(async () => {
  trial = await TrialBank.start();
});
afterAll(() => trial.end());

const OWNER = {
  clientId: 'lender-1',
  class: 'lender',
  name: 'Li Na',
  identityNumber: '110101199003070011',
  mobile: '13800000000',
  currency: 'CNY',
};

describe('the API', () => {
  const path = '/api/accounts';
  const body = JSON.stringify(OWNER);
  const post = (headers: Record<string, string>, sent = body) =>
    trial.send('POST', path, sent, headers);

  it('hears nobody without the platform’s signature over this very request, once', async () => {
    const right = { ...signRequest(trial.platformKey, { method: 'POST', path, body }, trial.now) };
    const other = readSigningKey(newSigningKeyPem());
    const forged = { ...signRequest(other, { method: 'POST', path, body }, trial.now) };
    expect(await post({})).toMatchObject({ status: 401, body: { code: 'signature_wrong' } });
    expect(problemCode(await post(forged))).toBe('signature_wrong');
    const posing = { ...forged, 'mutua-key': trial.platformKey.keyId };
    expect(problemCode(await post(posing))).toBe('signature_wrong');
    expect(problemCode(await post(right, body.replace('Li Na', 'Li Nb')))).toBe('signature_wrong');
    expect((await post(right)).status).toBe(200);
    expect(problemCode(await post(right))).toBe('signature_wrong');
  });

  it('hears nothing old, and after a restart still nothing twice', async () => {
    const request = { method: 'POST', path, body };
    const right = { ...signRequest(trial.platformKey, request, trial.now) };
    expect((await post(right)).status).toBe(200);
    await trial.reopen();
    expect(problemCode(await post(right))).toBe('signature_wrong');
    const old = { ...signRequest(trial.platformKey, request, trial.now) };
    trial.pass(300_001);
    expect(problemCode(await post(old))).toBe('signature_wrong');
  });

  it('refuses what does not fit the schema, naming the field', async () => {
    const refused = async (target: string, content: unknown) =>
      (await trial.ask<{ code: string; detail: string }>('POST', target, content)).body;
    expect(await refused(path, { ...OWNER, class: 'pool' })).toMatchObject({
      code: 'invalid_input',
      detail: expect.stringContaining('body.class'),
    });
    expect(await refused(path, { ...OWNER, mobile: 13_800_000_000 })).toMatchObject({
      detail: expect.stringContaining('body.mobile'),
    });
    expect((await refused(path, { ...OWNER, extra: 1 })).code).toBe('invalid_input');
    expect((await refused(path, { ...OWNER, currency: 'QQQ' })).code).toBe('currency_unknown');
    const instruction = { kind: 'release', id: randomUUID(), freezeId: 'x' };
    const batch = { batchId: randomUUID(), instructions: [instruction] };
    expect(await refused('/api/batches', batch)).toMatchObject({
      detail: expect.stringContaining('body.instructions.0.freezeId'),
    });
    for (const minorUnits of ['-1', '0', '1.5', '01', 1]) {
      const topUp = { id: randomUUID(), account: '1', amount: { minorUnits, currency: 'CNY' } };
      expect((await refused('/api/top-ups', topUp)).code).toBe('invalid_input');
    }
  });

  it('sends owners back to the platform alone', async () => {
    for (const returnUrl of ['https://example.org/', 'javascript:alert(1)', '/wallet']) {
      const answer = await trial.ask('POST', path, { ...OWNER, clientId: 'lender-2', returnUrl });
      expect(problemCode(answer)).toBe('return_url_refused');
    }
    const returnUrl = `${trial.platformOrigin}/wallet`;
    const answer = await trial.ask('POST', path, { ...OWNER, clientId: 'lender-2', returnUrl });
    expect(answer.status).toBe(200);
  });

  it('gives the same account for the same client, and another for another class', async () => {
    const open = (change: object) =>
      trial.ask<OpenAccountAnswer>('POST', path, { ...OWNER, clientId: 'c-3', ...change });
    const { body: first } = await open({});
    expect((await open({})).body).toEqual(first);
    expect((await open({ class: 'borrower' })).body.account).not.toBe(first.account);
    expect((await open({ currency: 'EUR' })).body.account).not.toBe(first.account);
    expect(problemCode(await open({ name: 'Wang Wei' }))).toBe('request_differs');
  });

  it('asks no owner of an account that is not there, not open, or the platform’s own', async () => {
    const topUp = (account: string) =>
      trial.ask('POST', '/api/top-ups', { id: randomUUID(), account, amount: yuan('100') });
    const opening = { ...OWNER, clientId: 'c-4' };
    const { body } = await trial.ask<OpenAccountAnswer>('POST', path, opening);
    expect(problemCode(await topUp('1'))).toBe('not_found');
    expect(problemCode(await topUp(body.account))).toBe('account_not_open');
    expect(problemCode(await topUp(await trial.account('platform')))).toBe('platform_has_no_page');
  });

  it('keeps top-ups, authorisations and mandates under their ids', async () => {
    const account = await trial.account('lender');
    const amount = yuan('100');
    const asked = [
      ['/api/top-ups', { id: randomUUID(), account, amount }],
      [
        '/api/authorisations',
        { instructionId: randomUUID(), kind: 'withdraw', account, amount, text: 'Out' },
      ],
      [
        '/api/mandates',
        { id: randomUUID(), account, scope: 'bid', cap: amount, expiresDay: '2027-01-01' },
      ],
    ] as const;
    for (const [target, content] of asked) {
      const first = await trial.ask<Record<string, unknown>>('POST', target, content);
      expect(await trial.ask('POST', target, content)).toEqual(first);
      const other = {
        ...content,
        ...('cap' in content ? { cap: yuan('1') } : { amount: yuan('1') }),
      };
      expect(problemCode(await trial.ask('POST', target, other))).toBe('request_differs');
    }
  });

  it('wants an authorisation and a mandate to say all that they are bound to', async () => {
    const account = await trial.account('lender');
    const asked = { instructionId: randomUUID(), account, amount: yuan('1'), text: 'x' };
    const refused = async (target: string, content: object) =>
      problemCode(await trial.ask('POST', target, content));
    const authorise = (content: object) => refused('/api/authorisations', { ...asked, ...content });
    expect(await authorise({ kind: 'freeze', loanId: LOAN })).toBe('invalid_input');
    expect(await authorise({ kind: 'freeze', payee: account })).toBe('invalid_input');
    expect(await authorise({ kind: 'withdraw', payee: account })).toBe('invalid_input');
    expect(await authorise({ kind: 'distribute' })).toBe('invalid_input');
    const mandate = { id: randomUUID(), account, cap: yuan('1'), expiresDay: '2027-01-01' };
    expect(await refused('/api/mandates', { ...mandate, scope: 'fees' })).toBe('invalid_input');
    const noDay = { ...mandate, scope: 'bid', expiresDay: '2027-02-30' };
    expect(await refused('/api/mandates', noDay)).toBe('invalid_input');
  });

  it('says how an instruction ended, by its id, and knows no other', async () => {
    const id = randomUUID();
    await trial.batch({ kind: 'send_back', id, bankReference: 'B1' });
    const { body } = await trial.ask<InstructionAtBank>('GET', `/api/instructions/${id}`);
    expect(body.result).toMatchObject({ id, outcome: 'refused', reason: 'receipt_unknown' });
    for (const what of ['instructions', 'batches', 'accounts', 'mandates', 'authorisations']) {
      const answer = await trial.ask('GET', `/api/${what}/${randomUUID()}`);
      expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
    }
  });

  it('refuses another batch under the same id', async () => {
    const batchId = randomUUID();
    const send = (id: string) =>
      trial.ask('POST', '/api/batches', {
        batchId,
        instructions: [{ kind: 'send_back', id, bankReference: 'B1' }],
      });
    const id = randomUUID();
    expect(await send(id)).toEqual({ status: 202, body: { batchId } });
    expect(await send(id)).toEqual({ status: 202, body: { batchId } });
    expect(await send(randomUUID())).toMatchObject({
      status: 409,
      body: { code: 'request_differs' },
    });
  });

  it('works ten thousand instructions in one batch', async () => {
    const lender = await trial.funded('lender', '1000000');
    const payee = await trial.account('borrower');
    const authorisation = await trial.mandate(lender, { cap: yuan('1000000') });
    const freeze = { kind: 'freeze', account: lender, payee, loanId: LOAN } as const;
    const results = await trial.batch(
      ...Array.from({ length: 10_000 }, () => ({
        ...freeze,
        id: randomUUID(),
        amount: yuan('100'),
        authorisation,
      })),
    );
    expect(results.filter(({ outcome }) => outcome === 'confirmed')).toHaveLength(10_000);
    expect(await trial.standing(lender)).toEqual(['1000000', '1000000']);
    const { body } = await trial.ask<{ used: unknown }>('GET', `/api/mandates/${authorisation}`);
    expect(body.used).toEqual(yuan('1000000'));
  });
});

describe('the sandbox’s controls', () => {
  it('need the sandbox key', async () => {
    const day = JSON.stringify({ day: '2026-11-30' });
    for (const headers of [{}, { 'mutua-sandbox-key': 'guess' }]) {
      const answer = await trial.send('POST', '/sandbox/day', day, headers);
      expect(answer).toMatchObject({ status: 401, body: { code: 'sandbox_key_wrong' } });
    }
  });
});
