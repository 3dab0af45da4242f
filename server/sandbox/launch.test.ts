// The sandboxes as processes that the platform keeps: killed they come back, stopped they are gone, and they end
// with a platform that is killed.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { dayOf } from '@mutua/core/time/day.ts';
import { rolldown } from 'rolldown';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newSigningKeyPem, readSigningKey } from '../rails/signed-request.ts';
import { KeptProcess } from './kept-process.ts';
import { launchSandboxes, type Sandboxes, type SandboxesOptions } from './launch.ts';

// Inside the repository, so that the bundles find the libraries.
const cache = path.join(import.meta.dirname, '../../.cache');
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(path.join(cache, 'launch-'));
const platformKeyFile = path.join(folder, 'platform.pem');

const options: SandboxesOptions = {
  folder: path.join(folder, 'sandbox'),
  programFolder: folder,
  host: '127.0.0.1',
  ports: { bank: 0, payment: 0 },
  platformKeyFile,
  platformOrigin: 'http://127.0.0.1:9',
  custodianCallbacks: '/api/rails/custodian/callbacks',
  providerCallbacks: '/api/rails/payment/callbacks',
  startDay: dayOf(2026, 11, 23),
  wanted: { bank: true, payment: true },
  say: () => undefined,
};

let running: Sandboxes | undefined;
let platform: ChildProcess | undefined;

beforeAll(async () => {
  const bundle = await rolldown({
    input: {
      'sandbox-bank': path.join(import.meta.dirname, 'run-bank.ts'),
      'sandbox-payment': path.join(import.meta.dirname, 'run-payment.ts'),
      launch: path.join(import.meta.dirname, 'launch.ts'),
    },
    platform: 'node',
    external: (id) => /^[\w@]/.test(id) && !id.startsWith('@mutua/') && !path.isAbsolute(id),
    logLevel: 'silent',
  });
  await bundle.write({ dir: folder, format: 'es', entryFileNames: '[name].mjs' });
  await bundle.close();
  writeFileSync(platformKeyFile, readSigningKey(newSigningKeyPem()).publicKeyPem);
}, 60_000);

afterAll(async () => {
  platform?.kill('SIGKILL');
  await running?.stop();
  rmSync(folder, { recursive: true });
});

it('start, know each other, close their days, and find their books again', async () => {
  running = await launchSandboxes(options);
  const { bank, payment } = running;
  expect(await stateOf(bank)).toMatchObject({ day: '2026-11-23', providers: ['sandbox-pay'] });
  expect(await stateOf(payment)).toMatchObject({ day: '2026-11-23' });
  await running.closeDaysBefore(dayOf(2026, 11, 25));
  await running.closeDaysBefore(dayOf(2026, 11, 25));
  const publicKey = bank?.publicKey;
  await running.stop();
  await expect(stateOf(bank)).rejects.toThrow();
  running = await launchSandboxes(options);
  expect(await stateOf(running.bank)).toMatchObject({ day: '2026-11-25' });
  expect(await stateOf(running.payment)).toMatchObject({ day: '2026-11-25' });
  expect(running.bank?.publicKey).toBe(publicKey);
  await running.stop();
}, 60_000);

it('start where they were, if nobody else is there now', async () => {
  running = await launchSandboxes(options);
  const [bank, payment] = [running.bank?.url, running.payment?.url];
  await running.stop();
  running = await launchSandboxes(options);
  expect([running.bank?.url, running.payment?.url]).toEqual([bank, payment]);
  await running.stop();
  const other = createServer().listen(Number(new URL(bank ?? '').port), '127.0.0.1');
  await once(other, 'listening');
  running = await launchSandboxes({ ...options, lastPortMs: 500 });
  expect(running.bank?.url).not.toBe(bank);
  expect(running.payment?.url).toBe(payment);
  expect(await stateOf(running.bank)).toMatchObject({ day: '2026-11-25' });
  await running.stop();
  other.close();
}, 60_000);

it('end with a platform that is killed, and do not stand in the way of the next one', async () => {
  const script = `import(${JSON.stringify(path.join(folder, 'launch.mjs'))}).then(async (launch) => {
    const options = ${JSON.stringify({ ...options, say: undefined })};
    const { bank, payment } = await launch.launchSandboxes({ ...options, say: () => undefined });
    console.log(JSON.stringify([bank, payment].map(({ url, sandboxKey }) => ({ url, sandboxKey }))));
  })`;
  platform = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(platform.stdout ?? process.stdin, 'data')) as [Buffer];
  const orphans = JSON.parse(line.toString()) as { url: string; sandboxKey: string }[];
  for (const one of orphans) expect(await stateOf(one)).toMatchObject({ day: '2026-11-25' });
  platform.kill('SIGKILL');
  running = await launchSandboxes(options);
  expect(await stateOf(running.bank)).toMatchObject({ day: '2026-11-25' });
  // They have their ports, so nobody else has.
  expect([running.bank?.url, running.payment?.url]).toEqual(orphans.map(({ url }) => url));
  await running.stop();
}, 60_000);

it('start, though the bank is killed before it has been told of the payment provider', async () => {
  const programFolder = path.join(folder, 'unlucky');
  const books = path.join(folder, 'unlucky-sandbox');
  mkdirSync(programFolder);
  const real = (name: string) => JSON.stringify(path.join(folder, name));
  writeFileSync(
    path.join(programFolder, 'sandbox-bank.mjs'),
    `await import(${real('sandbox-bank.mjs')});`,
  );
  const bankLock = JSON.stringify(path.join(books, 'bank', 'running.json'));
  writeFileSync(
    path.join(programFolder, 'sandbox-payment.mjs'),
    `import { readFileSync } from 'node:fs';
    process.kill(JSON.parse(readFileSync(${bankLock}, 'utf8')).pid, 'SIGKILL');
    await import(${real('sandbox-payment.mjs')});`,
  );
  running = await launchSandboxes({ ...options, folder: books, programFolder });
  expect(await stateOf(running.bank)).toMatchObject({ providers: ['sandbox-pay'] });
  await running.stop();
}, 60_000);

it('a process that is killed comes back at the same address', async () => {
  const said: string[] = [];
  const kept = await KeptProcess.start({
    name: 'The sandbox bank',
    program: path.join(folder, 'sandbox-bank.mjs'),
    programArguments: () => [],
    environment: (port) => ({
      MUTUA_BANK_FOLDER: path.join(folder, 'killed'),
      MUTUA_BANK_PLATFORM_KEY: platformKeyFile,
      MUTUA_BANK_CALLBACK_URL: 'http://127.0.0.1:9/callbacks',
      MUTUA_BANK_PLATFORM_ORIGIN: 'http://127.0.0.1:9',
      MUTUA_BANK_PORT: String(port),
    }),
    port: 0,
    say: (words) => said.push(words),
  });
  const { url, publicKey } = kept.ready;
  const { pid } = kept;
  process.kill(Number(pid), 'SIGKILL');
  for (let attempt = 0; kept.pid === pid || !(await answers(url)); attempt += 1) {
    if (attempt > 200) throw new Error('It did not come back.');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(kept.ready).toMatchObject({ url, publicKey });
  expect(said).toEqual(['The sandbox bank ended (SIGKILL); it is started again.']);
  await kept.stop();
  expect(await answers(url)).toBe(false);
}, 60_000);

it('says why a process does not start', async () => {
  const program = path.join(folder, 'broken.mjs');
  writeFileSync(program, `process.stderr.write('No money.\\n'); process.exit(1);`);
  const none = { programArguments: () => [], environment: () => ({}), say: () => undefined };
  const start = KeptProcess.start({ ...none, name: 'The bank', program, port: 0, startMs: 500 });
  await expect(start).rejects.toThrow('The bank does not start: No money.');
}, 60_000);

async function stateOf(
  sandbox: { readonly url: string; readonly sandboxKey: string } | undefined,
): Promise<unknown> {
  const headers = { 'mutua-sandbox-key': sandbox?.sandboxKey ?? '' };
  return (await fetch(`${sandbox?.url}/sandbox/state`, { headers })).json();
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(`${url}/key`)).ok;
  } catch {
    // Nobody listens there.
    return false;
  }
}
