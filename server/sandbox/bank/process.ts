// The sandbox bank as a process of its own: reads the environment, says where it listens, stops on a signal.
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatDay } from '@mutua/core/time/day.ts';
import { dayAt, instantOfMs } from '@mutua/core/time/instant.ts';
import { type BankProvider, runBank } from './main.ts';

const USAGE = `The sandbox bank reads its settings from the environment:
  MUTUA_BANK_FOLDER           its own folder
  MUTUA_BANK_PLATFORM_KEY     the file with the platform's public key (PEM)
  MUTUA_BANK_CALLBACK_URL     where it posts callbacks
  MUTUA_BANK_PLATFORM_ORIGIN  the platform's origin, such as http://127.0.0.1:3000
  MUTUA_BANK_PROVIDERS        a folder with the public key of each payment provider, <name>.pem; optional
  MUTUA_BANK_HOST             127.0.0.1 if not given
  MUTUA_BANK_PORT             3100 if not given
  MUTUA_BANK_CURRENCY         CNY if not given
  MUTUA_BANK_START_DAY        the first day of a new bank; today in China if not given
  MUTUA_BANK_LOG              error if not given
`;

const CHINA_MINUTES = 480;

/** Runs the bank until the process is told to stop. */
export async function runBankProcess(env: NodeJS.ProcessEnv): Promise<void> {
  const clock = () => instantOfMs(Date.now());
  const [folder, keyFile, callbackUrl, platformOrigin] = [
    env.MUTUA_BANK_FOLDER,
    env.MUTUA_BANK_PLATFORM_KEY,
    env.MUTUA_BANK_CALLBACK_URL,
    env.MUTUA_BANK_PLATFORM_ORIGIN,
  ];
  if (!folder || !keyFile || !callbackUrl || !platformOrigin) {
    process.stderr.write(USAGE);
    process.exitCode = 2;
    return;
  }
  const bank = await runBank({
    folder,
    platformPublicKey: readFileSync(keyFile, 'utf8'),
    providers: readProviders(env.MUTUA_BANK_PROVIDERS),
    callbackUrl,
    platformOrigin,
    host: env.MUTUA_BANK_HOST ?? '127.0.0.1',
    port: Number(env.MUTUA_BANK_PORT ?? 3_100),
    currency: env.MUTUA_BANK_CURRENCY ?? 'CNY',
    startDay: env.MUTUA_BANK_START_DAY ?? formatDay(dayAt(clock(), CHINA_MINUTES)),
    logLevel: env.MUTUA_BANK_LOG ?? 'error',
    clock,
    onFailure: (error) => {
      process.stderr.write(`The sandbox bank cannot go on: ${String(error)}\n`);
      process.exit(1);
    },
  });
  const { url, publicKey } = bank;
  process.stdout.write(`${JSON.stringify({ url, publicKey, pid: process.pid })}\n`);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.once(signal, () => {
      bank.close().then(
        () => process.exit(0),
        () => process.exit(1),
      );
    });
  }
}

/** A file for each, named as the provider is. */
function readProviders(folder: string | undefined): readonly BankProvider[] {
  if (!folder) return [];
  return readdirSync(folder)
    .filter((file) => file.endsWith('.pem'))
    .map((file) => ({
      name: path.basename(file, '.pem'),
      publicKey: readFileSync(path.join(folder, file), 'utf8'),
    }));
}

await runBankProcess(process.env);
