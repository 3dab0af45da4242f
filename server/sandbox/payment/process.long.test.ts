// The payment sandbox as a process that is killed: what was answered is there afterwards, once.
import type { ChildProcess } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { instantOfMs } from '@mutua/core/time/instant.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newSigningKeyPem, readSigningKey, signRequest } from '../../rails/signed-request.ts';
import { bundle, bundleFolder, endProcess, startProcess } from '../trial-process.ts';
import { TEST_CARDS } from './cards.ts';
import { newPayment, SANDBOX_KEY } from './trial-platform.test.ts';

const folder = bundleFolder('payment');
const key = readSigningKey(newSigningKeyPem());

let running: ChildProcess | undefined;
let url = '';

beforeAll(async () => {
  await bundle('payment/process.ts', path.join(folder, 'process.mjs'));
  const configuration = {
    host: '127.0.0.1',
    port: 0,
    folder: path.join(folder, 'books'),
    day: '2026-11-23',
    platformPublicKey: key.publicKeyPem,
    callbackUrl: 'http://127.0.0.1:9/rails/payment',
    sandboxKey: SANDBOX_KEY,
  };
  writeFileSync(path.join(folder, 'configuration.json'), JSON.stringify(configuration));
});

afterAll(async () => {
  if (running) await end(running, 'SIGKILL');
  rmSync(folder, { recursive: true });
});

async function start(): Promise<ChildProcess> {
  const [program = '', ...args] = ['process.mjs', 'configuration.json'].map((file) =>
    path.join(folder, file),
  );
  const { child, said } = await startProcess(program, { args });
  running = child;
  url = said.url;
  return child;
}

async function end(child: ChildProcess, signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null> {
  running = undefined;
  return endProcess(child, signal);
}

async function ask(method: string, target: string, content?: unknown) {
  const body = content === undefined ? '' : JSON.stringify(content);
  const now = instantOfMs(Date.now());
  const signature = signRequest(key, { method, path: target, body }, now);
  const answer = await fetch(url + target, {
    method,
    headers: { ...signature, ...(body !== '' && { 'content-type': 'application/json' }) },
    ...(body !== '' && { body }),
  });
  return (await answer.json()) as Readonly<Record<string, unknown>>;
}

it('loses nothing that it has answered, and does nothing twice, whenever it is killed', async () => {
  const answered: string[] = [];
  for (let round = 0; round < 4; round += 1) {
    const child = await start();
    const payments = Array.from({ length: 20 }, () => newPayment());
    const before = answered.length;
    const work = payments.map(async (payment) => {
      const { pageUrl } = await ask('POST', '/api/payments', payment);
      const form = { card: TEST_CARDS.good, holderName: '李雷' };
      await fetch(String(pageUrl), {
        method: 'POST',
        body: new URLSearchParams(form),
        redirect: 'manual',
      });
      answered.push(payment.id);
      if (answered.length - before === 5 + round) child.kill('SIGKILL');
    });
    await Promise.allSettled(work);
    await end(child, 'SIGKILL');
  }
  expect(answered.length).toBeGreaterThan(20);
  const child = await start();
  const payments = await Promise.all(answered.map((id) => ask('GET', `/api/payments/${id}`)));
  expect(new Set(payments.map(({ state }) => state))).toEqual(new Set(['succeeded']));
  const references = payments.map(({ providerReference }) => providerReference);
  expect(new Set(references).size).toBe(answered.length);
  expect(await end(child, 'SIGTERM')).toBe(0);
});
