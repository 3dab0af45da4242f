// The bank's process is killed at random moments under load: what was acknowledged is there, once, and all else
// is wholly there or not at all.
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { BatchAtBank, BatchRequest } from '@mutua/contract/custodian/instructions.ts';
import { instantOfMs } from '@mutua/core/time/instant.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle, bundleFolder, endProcess, startBankProcess } from '../trial-process.ts';
import { Bank } from './bank.ts';
import { brokenLaws } from './books/check-books.ts';
import type { BankConfiguration, RunningBank } from './main.ts';
import { LOAN, START_DAY, TrialBank, yuan } from './trial-bank.ts';

const KILLS = 15;
const WORKERS = 8;
const LOAD_MS_MAX = 300;

const folder = bundleFolder('bank-crash');
const program = path.join(folder, 'bank.mjs');
let trial: TrialBank;
let child: ChildProcess | undefined;

beforeAll(async () => {
  await bundle('bank/process.ts', program);
  trial = await TrialBank.start(runElsewhere);
});
afterAll(async () => {
  await trial.end();
  rmSync(folder, { recursive: true, force: true });
});

/** The bank as a process of its own. */
async function runElsewhere(configuration: BankConfiguration): Promise<RunningBank> {
  trialClock();
  const { child: started, said, sandboxKey } = await startBankProcess(program, configuration);
  child = started;
  return { ...said, sandboxKey, close: () => end('SIGTERM') };
}

async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child !== undefined) await endProcess(child, signal);
}

/** The process goes by the machine's clock. */
function trialClock(): void {
  if (trial !== undefined) trial.clock = () => instantOfMs(Date.now());
}

interface Sent {
  readonly request: BatchRequest;
  isAcknowledged: boolean;
}

/** Sends batches of a freeze and half of the time its release, until the bank is gone. */
async function work(freeze: () => BatchRequest['instructions'], sent: Sent[]): Promise<void> {
  for (;;) {
    const one = {
      request: { batchId: randomUUID(), instructions: freeze() },
      isAcknowledged: false,
    };
    sent.push(one);
    try {
      const { status } = await trial.ask('POST', '/api/batches', one.request);
      one.isAcknowledged = status === 202;
    } catch {
      // The bank was killed: whether it has the batch, nobody knows.
      return;
    }
  }
}

it(`${KILLS} kills under load lose nothing that was acknowledged, and double nothing`, async () => {
  trialClock();
  const lender = await trial.funded('lender', '1000000000');
  const payee = await trial.account('borrower');
  const authorisation = await trial.mandate(lender, { cap: yuan('1000000000') });
  const freeze = (): BatchRequest['instructions'] => {
    const id = randomUUID();
    const bound = { account: lender, payee, loanId: LOAN, amount: yuan('7') };
    const released = { kind: 'release', id: randomUUID(), freezeId: id } as const;
    const frozen = { kind: 'freeze', id, ...bound, authorisation } as const;
    return Math.random() < 0.5 ? [frozen] : [frozen, released];
  };
  const sent: Sent[] = [];
  let inFlight = 0;
  for (let kill = 0; kill < KILLS; kill += 1) {
    const workers = Array.from({ length: WORKERS }, () => work(freeze, sent));
    await pause(20 + Math.random() * LOAD_MS_MAX);
    await end('SIGKILL');
    await Promise.all(workers);
    if (sent.slice(-WORKERS).some((one) => !one.isAcknowledged)) inFlight += 1;
    await trial.open();
  }
  const acknowledged = sent.filter((one) => one.isAcknowledged);
  let found = 0;
  for (const { request } of acknowledged) {
    const { body } = await trial.ask<BatchAtBank>('GET', `/api/batches/${request.batchId}`);
    if (body.results?.every(({ outcome }) => outcome === 'confirmed')) found += 1;
  }
  // What is unknown is sent again under its id, and then is there once.
  for (const one of sent) await trial.ask('POST', '/api/batches', one.request);
  const kept = sent.filter(({ request }) => request.instructions.length === 1).length;
  expect(await trial.standing(lender)).toEqual(['1000000000', String(7 * kept)]);
  // It may have been told of some twice.
  const untold = async () => {
    const heard = await trial.hears('batch_done', sent.length);
    const told = new Set(heard.map(({ data }) => data.batchId));
    return sent.filter(({ request }) => !told.has(request.batchId));
  };
  await expect.poll(untold, { timeout: 20_000 }).toEqual([]);
  await trial.close();
  const bank = await Bank.open({
    folder: trial.folder,
    startDay: START_DAY,
    currency: 'CNY',
    clock: trial.clock,
    origin: () => '',
    onFailure: (error) => {
      throw error;
    },
  });
  const broken = brokenLaws(bank.books);
  await bank.close();
  const numbers = { kills: KILLS, inFlight, sent: sent.length };
  const result = { ...numbers, acknowledged: acknowledged.length, found, broken };
  process.stdout.write(`${JSON.stringify(result)}\n`);
  expect(result).toMatchObject({ found: acknowledged.length, broken: [] });
  expect(inFlight).toBeGreaterThan(KILLS / 2);
}, 300_000);
