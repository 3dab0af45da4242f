// Payments by card end in custody: the provider and the bank, each with its own books, on good days and bad ones.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import type { OpenAccountAnswer } from '@mutua/contract/custodian/accounts.ts';
import type { StatementLinesPage } from '@mutua/contract/custodian/statement-lines.ts';
import type { TopUpAtBank } from '@mutua/contract/custodian/top-ups.ts';
import type { CustodianStatement } from '@mutua/contract/custodian-statement.ts';
import type { PaymentAtProvider } from '@mutua/contract/payment/payments.ts';
import type { ProviderState } from '@mutua/contract/payment/sandbox.ts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { signRequest } from '../rails/signed-request.ts';
import { makeTrialFolder } from '../trial-folder.ts';
import { confirmPage, openAccountPage } from './bank/customer.ts';
import { MOBILE, PASSWORD, START_DAY, TrialBank, yuan } from './bank/trial-bank.ts';
import { TEST_CARDS } from './payment/cards.ts';
import { type RunningPaymentProvider, runPaymentProvider } from './payment/main.ts';
import type { ProviderConfiguration } from './payment/provider.ts';

const SANDBOX_KEY = 'sandbox-key-of-the-tests';

let trial: TrialBank;
let folder: string;
let provider: RunningPaymentProvider;
let lender: string;

beforeEach(async () => {
  trial = await TrialBank.start();
  folder = makeTrialFolder('mutua-cards-');
  await start();
  const { name, publicKey } = provider;
  expect((await trial.control('/sandbox/providers', { name, publicKey })).status).toBe(200);
  lender = await trial.account('lender');
});
afterEach(async () => {
  await provider.close();
  await trial.end();
  rmSync(folder, { recursive: true });
});

async function start(terms: Partial<ProviderConfiguration> = {}): Promise<void> {
  provider = await runPaymentProvider({
    ...{ host: '127.0.0.1', port: 0, folder, day: START_DAY, sandboxKey: SANDBOX_KEY },
    platformPublicKey: trial.platformKey.publicKeyPem,
    callbackUrl: () => undefined,
    clock: () => trial.now,
    bankUrl: () => trial.bank.url,
    bankAnswerMs: 300,
    ...terms,
  });
}

async function restart(terms: Partial<ProviderConfiguration> = {}): Promise<void> {
  await provider.close();
  await start(terms);
}

async function ask(method: string, target: string, content?: unknown): Promise<PaymentAtProvider> {
  const body = content === undefined ? '' : JSON.stringify(content);
  const signature = signRequest(trial.platformKey, { method, path: target, body }, trial.now);
  const answer = await fetch(provider.url + target, {
    method,
    headers: { ...signature, ...(body !== '' && { 'content-type': 'application/json' }) },
    ...(body !== '' && { body }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as PaymentAtProvider;
}

async function control(target: string, content: object): Promise<ProviderState> {
  const answer = await fetch(`${provider.url}/sandbox/${target}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'mutua-sandbox-key': SANDBOX_KEY },
    body: JSON.stringify(content),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as ProviderState;
}

const state = () => control('behaviours', { behaviours: [] });
const payment = (id: string) => ask('GET', `/api/payments/${id}`);

/** A payment whose payer has paid. */
async function pay(minorUnits: string, account = lender): Promise<string> {
  const id = randomUUID();
  const request = { id, clientId: 'client-1', account, amount: yuan(minorUnits) };
  const { pageUrl } = await ask('POST', '/api/payments', request);
  const form = { card: TEST_CARDS.good, holderName: 'Li Na' };
  await fetch(pageUrl, { method: 'POST', body: new URLSearchParams(form) });
  expect((await payment(id)).state).toBe('succeeded');
  return id;
}

const PATIENT = { timeout: 8_000 };
const acknowledged = () => expect.poll(async () => (await state()).adviceCount, PATIENT).toBe(0);
const creditsOf = (id: string) =>
  trial.heard.callbacks.filter((one) => one.kind === 'top_up_credited' && one.data.id === id);

describe('a payment by card', () => {
  it('is credited at the bank at once, which tells the platform', async () => {
    const id = await pay('12345');
    const [credited] = await trial.hears('top_up_credited');
    const { settled } = await expect
      .poll(() => payment(id), PATIENT)
      .toHaveProperty('settled')
      .then(() => payment(id));
    expect(credited?.data).toEqual({
      ...{ id, account: lender, amount: yuan('12345'), day: START_DAY },
      bankReference: settled?.bankReference,
      provider: 'sandbox-pay',
      settlementId: 'P20261123000000001',
    });
    const [movement] = await trial.hears('movement');
    expect(movement?.data).toMatchObject({ code: 'top_up', cause: id, booked: yuan('12345') });
    expect(await trial.standing(lender)).toEqual(['12345', '0']);
    const { body } = await trial.ask<TopUpAtBank>('GET', `/api/top-ups/${id}`);
    expect(body).toMatchObject({ state: 'credited', provider: 'sandbox-pay' });
    expect((await confirmPage(body.pageUrl, PASSWORD)).text).toContain('sandbox-pay');
  });

  it('waits for the next working day where the provider settles so, as one entry', async () => {
    await restart({ settlement: 'next_working_day' });
    const borrower = await trial.account('borrower');
    const [first, second] = [await pay('300'), await pay('40', borrower)];
    const refunded = await pay('5');
    await ask('POST', `/api/payments/${refunded}/refund`, {});
    expect(await state()).toMatchObject({ unadvised: 2, adviceCount: 0 });
    await control('day', { day: '2026-11-24' });
    await acknowledged();
    expect(await trial.standing(lender)).toEqual(['300', '0']);
    expect(await trial.standing(borrower)).toEqual(['40', '0']);
    const told = await trial.hears('top_up_credited', 2);
    expect(told.map(({ data }) => data.id)).toEqual([first, second]);
    expect(new Set(told.map(({ data }) => data.bankReference)).size).toBe(1);
    expect(told[0]?.data.settlementId).toBe('S20261123-CNY');
    await trial.control('/sandbox/day', { day: '2026-11-24' });
    const { body } = await trial.ask<CustodianStatement>('GET', `/api/statements/${START_DAY}`);
    const bankReference = told[0]?.data.bankReference;
    expect(body.entries).toMatchObject([
      { kind: 'top_up', direction: 'credit', count: 2, sum: '340', bankReference },
    ]);
    const target = `/api/statements/${START_DAY}/lines`;
    const { body: page } = await trial.ask<StatementLinesPage>('GET', target);
    expect(page.lines).toMatchObject([
      { credit: lender, amount: yuan('300'), settlementId: 'S20261123-CNY' },
      { credit: borrower, amount: yuan('40'), provider: 'sandbox-pay' },
    ]);
    expect((await payment(refunded)).settled).toBeUndefined();
  });

  it('of a Friday is credited on Monday', async () => {
    await restart({ settlement: 'next_working_day' });
    await control('day', { day: '2026-11-27' });
    await pay('7');
    await control('day', { day: '2026-11-29' });
    expect(await state()).toMatchObject({ unadvised: 1, adviceCount: 0 });
    await control('day', { day: '2026-11-30' });
    await acknowledged();
    expect(await trial.standing(lender)).toEqual(['7', '0']);
  });

  it('is credited at once when the provider is told to settle so while some wait', async () => {
    await restart({ settlement: 'next_working_day' });
    await pay('7');
    await restart();
    await acknowledged();
    expect(await trial.standing(lender)).toEqual(['7', '0']);
  });
});

describe('a payment that goes back', () => {
  it('after it was settled is taken back at the bank, as far as the account has money', async () => {
    const id = await pay('1000');
    await acknowledged();
    const borrower = await trial.account('borrower');
    const authorisation = await trial.mandate(lender, {});
    const freeze = { kind: 'freeze', id: randomUUID(), account: lender, payee: borrower } as const;
    const loanId = randomUUID();
    const bid = { ...freeze, loanId, amount: yuan('600'), authorisation };
    expect(await trial.outcome(bid)).toBe('confirmed');
    await control(`payments/${id}/reverse`, {});
    const [reversed] = await trial.hears('top_up_reversed');
    const taken = { debited: yuan('400'), shortfall: yuan('600') };
    expect(reversed?.data).toMatchObject({ id, account: lender, amount: yuan('1000'), ...taken });
    await acknowledged();
    expect((await payment(id)).reversal).toMatchObject({
      cause: 'chargeback',
      takenBack: { ...taken, bankReference: reversed?.data.bankReference, day: START_DAY },
    });
    const [, movement] = await trial.hears('movement', 2);
    expect(movement?.data).toMatchObject({ code: 'top_up_reversed', cause: id });
    expect(await trial.standing(lender)).toEqual(['600', '600']);
  });

  it('while its settlement is under way is credited first and then taken back', async () => {
    const { bank } = trial;
    await restart({ bankUrl: () => undefined });
    const id = await pay('1000');
    await control(`payments/${id}/reverse`, {});
    expect(await state()).toMatchObject({ advices: [{ kind: 'settlement' }], adviceCount: 1 });
    await restart({ bankUrl: () => bank.url });
    await trial.hears('top_up_reversed');
    await acknowledged();
    expect(
      trial.heard.callbacks.map(({ kind }) => kind).filter((kind) => /^top_up/.test(kind)),
    ).toEqual(['top_up_credited', 'top_up_reversed']);
    expect(await trial.standing(lender)).toEqual(['0', '0']);
  });
});

describe('on a bad day', () => {
  const tell = (count: number) =>
    trial.control('/sandbox/behaviours', {
      behaviours: [{ kind: 'answer_never', path: '/api/provider/', count }],
    });

  it('an advice that was done and never answered is told again, and credited once', async () => {
    await tell(2);
    const id = await pay('1000');
    await acknowledged();
    expect(creditsOf(id)).toHaveLength(1);
    expect(await trial.standing(lender)).toEqual(['1000', '0']);
    await tell(1);
    await control(`payments/${id}/reverse`, {});
    await acknowledged();
    expect(await trial.hears('top_up_reversed')).toHaveLength(1);
    expect(await trial.standing(lender)).toEqual(['0', '0']);
  });

  it('a bank that is away hears of it when it is there again, also by a provider started anew', async () => {
    const port = Number(new URL(trial.bank.url).port);
    await trial.close();
    await restart({ bankUrl: () => `http://127.0.0.1:${port}` });
    const id = await pay('1000');
    await expect
      .poll(async () => (await state()).advices[0]?.attempts ?? 0, PATIENT)
      .toBeGreaterThan(1);
    await trial.open();
    await restart();
    await trial.hears('top_up_credited', 1, (data) => data.id === id);
    expect(await trial.standing(lender)).toEqual(['1000', '0']);
  });

  it('money for an account that is not open yet waits until it is', async () => {
    const { body } = await trial.ask<OpenAccountAnswer>('POST', '/api/accounts', {
      ...{ clientId: 'late', class: 'lender', name: 'Li Na', identityNumber: '1' },
      ...{ mobile: MOBILE, currency: 'CNY' },
    });
    const id = await pay('1000', body.account);
    await expect
      .poll(async () => (await state()).advices, PATIENT)
      .toMatchObject([{ kind: 'settlement', refused: 'account_not_open' }]);
    const owner = { password: PASSWORD, holderName: 'Li Na' };
    await openAccountPage(body.pageUrl ?? '', owner, trial.codeOf(body.account));
    await trial.hears('top_up_credited', 1, (data) => data.id === id);
    expect(await trial.standing(body.account)).toEqual(['1000', '0']);
  });

  it('two providers do not keep the books of one folder', async () => {
    await expect(start()).rejects.toThrow('are kept by process');
  });
});
