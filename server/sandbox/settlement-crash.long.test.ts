// The bank and the payment provider are killed at random moments while payers pay: every payment that the provider
// has taken ends in custody, once, and every one that went back is taken back, once.
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { TopUpAtBank } from '@mutua/contract/custodian/top-ups.ts';
import type { PaymentAtProvider } from '@mutua/contract/payment/payments.ts';
import type { ProviderState } from '@mutua/contract/payment/sandbox.ts';
import { instantOfMs } from '@mutua/core/time/instant.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newSigningKeyPem, readSigningKey, signRequest } from '../rails/signed-request.ts';
import type { BankConfiguration, RunningBank } from './bank/main.ts';
import { START_DAY, TrialBank, yuan } from './bank/trial-bank.ts';
import { TEST_CARDS } from './payment/cards.ts';
import {
  bundle,
  bundleFolder,
  endProcess,
  startBankProcess,
  startProcess,
} from './trial-process.ts';

const KILLS = 8;
const WORKERS = 4;
/** No kill before so many payments were begun since the last one: a slow machine takes longer, and tests as much. */
const PAYMENTS_A_KILL = 8;
const LOAD_MS_MAX = 300;
const SANDBOX_KEY = 'sandbox-key-of-the-tests';

const folder = bundleFolder('settlement-crash');
const [bankProgram, providerProgram, configurationFile, books, providers] = [
  path.join(folder, 'bank.mjs'),
  path.join(folder, 'provider.mjs'),
  path.join(folder, 'configuration.json'),
  path.join(folder, 'books'),
  path.join(folder, 'providers'),
];
let trial: TrialBank;
let bank: ChildProcess | undefined;
let bankPort = '0';
let provider: ChildProcess | undefined;
let providerUrl = '';

beforeAll(async () => {
  await bundle('bank/process.ts', bankProgram);
  await bundle('payment/process.ts', providerProgram);
  for (const one of [books, providers]) mkdirSync(one);
  const key = newSigningKeyPem();
  writeFileSync(path.join(books, 'signing-key.pem'), key);
  writeFileSync(path.join(providers, 'crash-pay.pem'), readSigningKey(key).publicKeyPem);
  trial = await TrialBank.start(runBankElsewhere);
  realClock();
  const configuration = {
    ...{ host: '127.0.0.1', port: 0, folder: books, day: START_DAY, name: 'crash-pay' },
    platformPublicKey: trial.platformKey.publicKeyPem,
    callbackUrl: 'http://127.0.0.1:9/rails/payment',
    bankUrl: trial.bank.url,
    sandboxKey: SANDBOX_KEY,
  };
  writeFileSync(configurationFile, JSON.stringify(configuration));
  await startProvider();
});
afterAll(async () => {
  if (provider !== undefined) await endProcess(provider, 'SIGKILL');
  await trial.end();
  rmSync(folder, { recursive: true, force: true });
});

/** At the same address each time. */
async function runBankElsewhere(configuration: BankConfiguration): Promise<RunningBank> {
  realClock();
  const settings = { MUTUA_BANK_PORT: bankPort, MUTUA_BANK_PROVIDERS: providers };
  const started = await startBankProcess(bankProgram, configuration, settings);
  const { child, said, sandboxKey } = started;
  bank = child;
  bankPort = new URL(said.url).port;
  return { ...said, sandboxKey, close: async () => void (await endProcess(child, 'SIGTERM')) };
}

/** Processes go by the machine's clock. */
function realClock(): void {
  if (trial !== undefined) trial.clock = () => instantOfMs(Date.now());
}

async function startProvider(): Promise<void> {
  const { child, said } = await startProcess(providerProgram, { args: [configurationFile] });
  provider = child;
  providerUrl = said.url;
}

async function ask<Body>(method: string, target: string, content?: unknown): Promise<Body> {
  const body = content === undefined ? '' : JSON.stringify(content);
  const at = instantOfMs(Date.now());
  const signature = signRequest(trial.platformKey, { method, path: target, body }, at);
  const answer = await fetch(providerUrl + target, {
    method,
    headers: {
      ...signature,
      'mutua-sandbox-key': SANDBOX_KEY,
      ...(body !== '' && { 'content-type': 'application/json' }),
    },
    ...(body !== '' && { body }),
  });
  return (await answer.json()) as Body;
}

/** Payers pay, and one in four has it taken back, until the provider is gone or the time is over. */
async function work(account: string, ids: string[], isOver: () => boolean): Promise<void> {
  try {
    while (!isOver()) {
      const id = randomUUID();
      const number = ids.push(id);
      const request = { id, clientId: 'client-1', account, amount: yuan('7') };
      const { pageUrl } = await ask<PaymentAtProvider>('POST', '/api/payments', request);
      const form = { card: TEST_CARDS.good, holderName: 'Li Na' };
      await fetch(pageUrl, { method: 'POST', body: new URLSearchParams(form) });
      if (number % 4 === 0) await ask('POST', `/sandbox/payments/${id}/reverse`, {});
    }
  } catch (error) {
    // The provider was killed: whether the last payment is there, nobody knows.
    if (!(error instanceof Error)) throw error;
  }
}

it(`${KILLS} kills lose no payment and credit none twice`, async () => {
  const lender = await trial.account('lender');
  const ids: string[] = [];
  for (let kill = 0; kill < KILLS; kill += 1) {
    let isOver = false;
    const workers = Array.from({ length: WORKERS }, () => work(lender, ids, () => isOver));
    const begun = ids.length;
    while (ids.length < begun + PAYMENTS_A_KILL) await pause(5);
    await pause(Math.random() * LOAD_MS_MAX);
    const isBank = kill % 2 === 0;
    const killed = isBank ? bank : provider;
    if (killed !== undefined) await endProcess(killed, 'SIGKILL');
    if (isBank) await pause(Math.random() * 100);
    isOver = true;
    await Promise.all(workers);
    if (isBank) await trial.open();
    else await startProvider();
  }
  await expect
    .poll(async () => (await ask<ProviderState>('GET', '/sandbox/state')).adviceCount, {
      timeout: 60_000,
    })
    .toBe(0);
  const counts = { requested: 0, succeeded: 0, reversed: 0 };
  for (const id of ids) {
    const payment = await ask<Partial<PaymentAtProvider>>('GET', `/api/payments/${id}`);
    const { status, body } = await trial.ask<TopUpAtBank>('GET', `/api/top-ups/${id}`);
    if (payment.state === undefined || payment.state === 'requested') {
      counts.requested += 1;
      expect(status).toBe(404);
    } else {
      const isReversed = payment.state === 'reversed';
      counts[isReversed ? 'reversed' : 'succeeded'] += 1;
      expect(body).toMatchObject({ state: isReversed ? 'reversed' : 'credited' });
      expect(payment.settled).toMatchObject({ bankReference: body.bankReference });
    }
  }
  const result = { kills: KILLS, payments: ids.length, ...counts };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  expect(await trial.standing(lender)).toEqual([String(7 * counts.succeeded), '0']);
  expect(counts.succeeded).toBeGreaterThan(KILLS);
  expect(counts.reversed).toBeGreaterThan(3);
  const credited = await trial.hears('top_up_credited', counts.succeeded + counts.reversed);
  expect(new Map(credited.map(({ id, data }) => [id, data.id])).size).toBe(
    new Set(credited.map(({ data }) => data.id)).size,
  );
}, 300_000);
