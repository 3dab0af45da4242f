// The sandbox bank and the payment-provider sandbox, started by the platform as processes of their own where the
// operator has not connected real ones.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { KeptProcess, type KeptProcessOptions } from './kept-process.ts';
import type { SettlementMode } from './payment/advices.ts';

/** Under which the bank knows the payment provider. */
const PROVIDER_NAME = 'sandbox-pay';
/** As long as a sandbox may take to start. */
const INTRODUCE_MS = 30_000;
const INTRODUCE_PAUSE_MS = 100;
/** An earlier one that has the port may still be ending. */
const LAST_PORT_MS = 10_000;

export interface SandboxesOptions {
  /** Theirs alone; each has a folder of its own in it. */
  readonly folder: string;
  /** The folder of the build, where their programs lie. */
  readonly programFolder: string;
  readonly host: string;
  readonly ports: { readonly bank: number; readonly payment: number };
  /** The file with the platform's public key. */
  readonly platformKeyFile: string;
  /** The platform's own origin, to which pages send people back. */
  readonly platformOrigin: string;
  /** Paths at that origin. */
  readonly custodianCallbacks: string;
  readonly providerCallbacks: string;
  /** The first day of new books. */
  readonly startDay: Day;
  /** Which are wanted; a real one stands in the place of the other. */
  readonly wanted: { readonly bank: boolean; readonly payment: boolean };
  /** How payments by card are settled; left out: each at once. */
  readonly cardSettlement?: SettlementMode;
  readonly say: (line: string) => void;
  /** How long the ports of the last time are tried. */
  readonly lastPortMs?: number;
}

export interface RunningSandbox {
  readonly url: string;
  /** PEM: with which the platform checks its callbacks. */
  readonly publicKey: string;
  /** Opens its controls. */
  readonly sandboxKey: string;
}

export interface Sandboxes {
  readonly bank: RunningSandbox | undefined;
  readonly payment: RunningSandbox | undefined;
  /** Their days follow the platform's business date: every day before this one is closed. */
  closeDaysBefore(day: Day): Promise<void>;
  stop(): Promise<void>;
}

/** Starts them and waits until both are ready; from then on they are kept running. @throws Error */
export async function launchSandboxes(options: SandboxesOptions): Promise<Sandboxes> {
  const { wanted } = options;
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const bank = wanted.bank ? await startBank(options) : undefined;
  let payment: Launched | undefined;
  try {
    payment = wanted.payment ? await startPayment(options, bank) : undefined;
    if (bank !== undefined && payment !== undefined) await introduce(sandboxOf(bank), payment);
  } catch (error) {
    // What is left running would keep this process alive.
    for (const one of [payment, bank]) await one?.kept.stop();
    throw error;
  }
  const running = [bank, payment].filter((one) => one !== undefined);
  return {
    bank: bank && sandboxOf(bank),
    payment: payment && sandboxOf(payment),
    closeDaysBefore: async (day) => {
      for (const one of running) await moveTo(sandboxOf(one), day);
    },
    stop: async () => {
      for (const { kept } of [...running].reverse()) await kept.stop();
    },
  };
}

interface Launched {
  readonly kept: KeptProcess;
  readonly sandboxKey: () => string;
}

async function startBank(options: SandboxesOptions): Promise<Launched> {
  const { programFolder, host, ports, platformKeyFile, platformOrigin, startDay, say } = options;
  const folder = path.join(options.folder, 'bank');
  const kept = await startWhereItWas(options, 'bank-port', {
    name: 'The sandbox bank',
    program: path.join(programFolder, 'sandbox-bank.mjs'),
    programArguments: () => [],
    environment: (port) => ({
      MUTUA_BANK_FOLDER: folder,
      MUTUA_BANK_PLATFORM_KEY: platformKeyFile,
      MUTUA_BANK_CALLBACK_URL: `${platformOrigin}${options.custodianCallbacks}`,
      MUTUA_BANK_PLATFORM_ORIGIN: platformOrigin,
      MUTUA_BANK_HOST: host,
      MUTUA_BANK_PORT: String(port),
      MUTUA_BANK_START_DAY: formatDay(startDay),
    }),
    port: ports.bank,
    say,
  });
  return { kept, sandboxKey: () => readFileSync(path.join(folder, 'sandbox-key'), 'utf8') };
}

async function startPayment(
  options: SandboxesOptions,
  bank: Launched | undefined,
): Promise<Launched> {
  const { programFolder, host, ports, platformKeyFile, platformOrigin, startDay, say } = options;
  const folder = path.join(options.folder, 'payment');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const sandboxKey = secretIn(path.join(options.folder, 'payment-sandbox-key'));
  const file = path.join(options.folder, 'payment.json');
  const configuration = {
    ...{ host, folder, sandboxKey, day: formatDay(startDay), name: PROVIDER_NAME },
    platformPublicKey: readFileSync(platformKeyFile, 'utf8'),
    callbackUrl: `${platformOrigin}${options.providerCallbacks}`,
    ...(options.cardSettlement !== undefined && { settlement: options.cardSettlement }),
  };
  const kept = await startWhereItWas(options, 'payment-port', {
    name: 'The payment-provider sandbox',
    program: path.join(programFolder, 'sandbox-payment.mjs'),
    programArguments: (port) => {
      const bankUrl = bank?.kept.ready.url;
      const content = { ...configuration, port, ...(bankUrl !== undefined && { bankUrl }) };
      writeFileSync(file, JSON.stringify(content), { mode: 0o600 });
      return [file];
    },
    environment: () => ({}),
    port: ports.payment,
    say,
  });
  return { kept, sandboxKey: () => sandboxKey };
}

/**
 * Where any port will do, it is that of the last time if nobody else has taken it: people were sent to pages there, and
 * may still have to go.
 */
async function startWhereItWas(
  { folder, lastPortMs = LAST_PORT_MS }: SandboxesOptions,
  name: string,
  options: KeptProcessOptions,
): Promise<KeptProcess> {
  const file = path.join(folder, name);
  const last = options.port === 0 && existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
  const again = { ...options, port: last, startMs: lastPortMs };
  const kept =
    last > 0
      ? await KeptProcess.start(again).catch(() => KeptProcess.start(options))
      : await KeptProcess.start(options);
  writeFileSync(file, new URL(kept.ready.url).port);
  return kept;
}

function sandboxOf({ kept, sandboxKey }: Launched): RunningSandbox {
  const key = sandboxKey();
  return {
    get url() {
      return kept.ready.url;
    },
    get publicKey() {
      return kept.ready.publicKey;
    },
    sandboxKey: key,
  };
}

/** From now on the bank takes what the provider settles. Told again, nothing happens. */
async function introduce(bank: RunningSandbox, { kept }: Launched): Promise<void> {
  const { publicKey } = kept.ready;
  const until = performance.now() + INTRODUCE_MS;
  for (;;) {
    try {
      const named = await fetch(`${bank.url}/sandbox/providers`, {
        method: 'POST',
        headers: { 'mutua-sandbox-key': bank.sandboxKey, 'content-type': 'application/json' },
        body: JSON.stringify({ name: PROVIDER_NAME, publicKey }),
        signal: AbortSignal.timeout(INTRODUCE_MS),
      });
      if (named.ok) return;
      throw new Error(`The bank does not take the provider: ${await named.text()}`);
    } catch (error) {
      // It may have ended since it was ready: it is started again, and told then.
      const isSilent = error instanceof TypeError;
      if (!isSilent || performance.now() > until) throw error;
      await delay(INTRODUCE_PAUSE_MS);
    }
  }
}

/** Told again, or when its day is later already, nothing happens. */
async function moveTo({ url, sandboxKey }: RunningSandbox, day: Day): Promise<void> {
  const headers = { 'mutua-sandbox-key': sandboxKey, 'content-type': 'application/json' };
  const state = await fetch(`${url}/sandbox/state`, { headers });
  const { day: open } = (await state.json()) as { readonly day: string };
  const wanted = formatDay(day);
  if (!state.ok || open >= wanted) return;
  const moved = await fetch(`${url}/sandbox/day`, {
    ...{ method: 'POST', headers },
    body: JSON.stringify({ day: wanted }),
  });
  if (!moved.ok) throw new Error(`A sandbox did not close its day: ${await moved.text()}`);
}

function secretIn(file: string): string {
  if (!existsSync(file)) {
    writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600, flush: true });
  }
  return readFileSync(file, 'utf8');
}
