// A sandbox as a process of its own, for tests that kill it.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rolldown } from 'rolldown';
import type { BankConfiguration } from './bank/main.ts';

/** A folder beside node_modules, where what is bundled into it finds its libraries. */
export function bundleFolder(name: string): string {
  const cache = path.join(import.meta.dirname, '..', '..', '.cache');
  mkdirSync(cache, { recursive: true });
  return mkdtempSync(path.join(cache, `${name}-`));
}

/** Puts a program into one file of the folder. */
export async function bundle(program: string, file: string): Promise<void> {
  const built = await rolldown({
    input: path.join(import.meta.dirname, program),
    platform: 'node',
    external: (id) => /^[\w@]/.test(id) && !id.startsWith('@mutua/') && !path.isAbsolute(id),
    logLevel: 'silent',
  });
  await built.write({ file, format: 'es' });
  await built.close();
}

export interface Started {
  readonly child: ChildProcess;
  /** The line of JSON that it wrote first. */
  readonly said: { readonly url: string; readonly publicKey: string };
}

export async function startProcess(
  file: string,
  { args = [], env }: { readonly args?: readonly string[]; readonly env?: NodeJS.ProcessEnv },
): Promise<Started> {
  const child = spawn(process.execPath, [file, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
    ...(env !== undefined && { env }),
  });
  const said = await new Promise<string>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString('utf8')));
    child.once('exit', (status) => reject(new Error(`The process ended with ${status}.`)));
  });
  return { child, said: JSON.parse(said) };
}

/** @returns its exit status; nothing if the signal ended it. */
export async function endProcess(
  child: ChildProcess,
  signal: 'SIGTERM' | 'SIGKILL',
): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const ended = once(child, 'exit');
  child.kill(signal);
  const [status] = (await ended) as [number | null];
  return status;
}

/** The bank by its settings in the environment. @param more settings that no test configuration has. */
export async function startBankProcess(
  file: string,
  configuration: BankConfiguration,
  more: NodeJS.ProcessEnv = {},
): Promise<Started & { readonly sandboxKey: string }> {
  const { folder, host, callbackUrl, platformOrigin, platformPublicKey, startDay } = configuration;
  const keyFile = path.join(folder, 'platform-key.pem');
  writeFileSync(keyFile, platformPublicKey);
  const started = await startProcess(file, {
    env: {
      MUTUA_BANK_FOLDER: folder,
      MUTUA_BANK_HOST: host,
      MUTUA_BANK_PORT: '0',
      MUTUA_BANK_PLATFORM_KEY: keyFile,
      MUTUA_BANK_CALLBACK_URL: callbackUrl,
      MUTUA_BANK_PLATFORM_ORIGIN: platformOrigin,
      MUTUA_BANK_START_DAY: startDay,
      ...more,
    },
  });
  return { ...started, sandboxKey: readFileSync(path.join(folder, 'sandbox-key'), 'utf8') };
}
