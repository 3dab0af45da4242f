// `mutua start`: the platform on its embedded PostgreSQL, or on the one of DATABASE_URL.
import path from 'node:path';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type { Command } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { rootFolder } from '../root-folder.ts';
import { StartRefused } from '../start-refused.ts';
import { dataFolder } from './data-folder.ts';
import { explain } from './help.ts';

const DEFAULT_PORT = '3000';
/** How much a demo has lived when it first starts. */
const PAST_MONTHS = 36;
const PAST_MONTHS_MAX = 60;
const WHOLE = 100;
/** Of a day as it is written: its year and month. */
const MONTH_LENGTH = 7;
const BAR_WIDTH = 30;
const LOG_LEVELS = ['fatal', 'error', 'warn', 'info', 'debug', 'silent'];

/** What was typed; what was left out comes from the environment. */
export interface StartOptions {
  readonly port?: string;
  readonly host?: string;
  readonly data?: string;
  readonly json?: boolean;
  readonly empty?: boolean;
}

const NOTES = `Environment:
  MUTUA_PORT, PORT    the port, if --port is not given
  MUTUA_HOST          the address to listen on, if --host is not given
  MUTUA_DATA          the data folder, if --data is not given
  DATABASE_URL        a PostgreSQL server of your own (15 or later), instead of the embedded one
  DATABASE_OWNER_URL  the same with the login that owns the tables, if that is another one
  MUTUA_DEMO          on, off, or auto (if left out): persons to try it out with, on this machine alone
  MUTUA_PAST          for how many months a demo has lived when it first starts (36 if left out), or off
  MUTUA_PAST_PERCENT  how many people come in that past, in per cent (100 if left out)
  MUTUA_TIME_ZONE, MUTUA_CUT_OFF, MUTUA_END_OF_DAY
                      by which clock days end, from this start on: a zone (Asia/Shanghai at first), the hour
                      (24:00 at first; 25:00 is one in the night after), and by_clock or by_hand, when the
                      office says so
  MUTUA_ADMINISTRATOR_PASSWORD, MUTUA_ADMINISTRATOR_PASSWORD_FILE
                      the first administrator's password; one is made at random if neither is given
  MUTUA_OPERATOR_NAME, MUTUA_OPERATOR_CREDIT_CODE, MUTUA_RULE_PACK
                      at the first start: whose platform it is, and the law it keeps (cn if left out, or
                      neutral); one for trying out if none is given
  MUTUA_CUSTODIAN_URL, MUTUA_CUSTODIAN_KEY, MUTUA_PAYMENT_URL, MUTUA_PAYMENT_KEY
                      a custodian and a payment provider of your own, each with the file of its public key
  MUTUA_BANK_PORT, MUTUA_PAYMENT_PORT
                      the ports of the sandboxes that stand in for them; any free ones if left out
  MUTUA_PUBLIC_ORIGIN, MUTUA_TRUST_PROXY
                      how browsers reach the platform through a proxy, and which proxies are believed
  MUTUA_LOG           what is logged on standard error: ${LOG_LEVELS.join(', ')}

Ctrl-C stops it; a second Ctrl-C no longer waits.

Exit status:
  0  stopped as asked
  1  it runs already on this data folder; or the database did not start or was lost
  2  the port, the address or the data folder cannot be used, or arguments are wrong`;

export function addStart(program: Command): void {
  explain(
    program
      .command('start')
      .option('--port <number>', `the port to listen on (${DEFAULT_PORT})`)
      .option('--host <address>', 'the address to listen on (127.0.0.1)')
      .option('--data <folder>', "the embedded database's folder (.mutua in the repository)")
      .option('--empty', 'without a past: the books of a demo begin today'),
    {
      summary: 'Runs the platform and says where to open it.',
      example: 'mutua start --port 4000 --data /var/lib/mutua/first',
      notes: NOTES,
    },
  ).action(async (_options: StartOptions, command: Command) => {
    process.exitCode = await startPlatform(command.optsWithGlobals<StartOptions>());
  });
}

/** Runs the platform until it is stopped, and gives the exit status. @throws StartRefused when it does not start. */
export async function startPlatform(options: StartOptions): Promise<number> {
  process.setSourceMapsEnabled(true);
  // Whoever read our first lines may have gone (npm start | head -1): that is no reason to stop, and least
  // of all without stopping the database.
  for (const stream of [process.stdout, process.stderr]) {
    stream.removeAllListeners('error').on('error', () => undefined);
  }
  const began = performance.now();
  // Read only here: the calculator should not wait for them.
  const { runPlatform } = await import('../main.ts');
  const { readRailSettings } = await import('../rails/connect.ts');
  const { givenPassword } = await import('../installation/first-password.ts');
  const { givenTime } = await import('../installation/operator-time.ts');
  const { givenOperator } = await import('../installation/operator-details.ts');
  const { env } = process;
  const root = rootFolder();
  return runPlatform(
    {
      host: options.host ?? env.MUTUA_HOST ?? '127.0.0.1',
      port: readPort(options.port ?? env.MUTUA_PORT ?? env.PORT ?? DEFAULT_PORT),
      dataFolder: dataFolder(options.data, env),
      databaseUrl: env.DATABASE_URL,
      databaseOwnerUrl: env.DATABASE_OWNER_URL,
      programFolder: path.join(root, 'dist'),
      rails: readRailSettings(env),
      demo: readChoice(env.MUTUA_DEMO, 'MUTUA_DEMO', ['auto', 'on', 'off']),
      pastMonths: options.empty === true ? 0 : readPastMonths(env.MUTUA_PAST),
      pastPercent: readPastPercent(env.MUTUA_PAST_PERCENT),
      isProduction: env.NODE_ENV === 'production',
      operatorTime: givenTime(env),
      administratorPassword: givenPassword(env),
      operator: givenOperator(env),
      publicOrigin: env.MUTUA_PUBLIC_ORIGIN,
      trustProxy: env.MUTUA_TRUST_PROXY,
      webFolder: path.join(root, 'dist', 'web'),
      logLevel: readLogLevel(env.MUTUA_LOG ?? 'error'),
      version: packageJson.version,
    },
    {
      onReady: ({ url, database, notes }) => {
        const seconds = ((performance.now() - began) / 1_000).toFixed(1);
        const { pid } = process;
        process.stdout.write(
          options.json === true
            ? `${JSON.stringify({ url, database, pid })}\n`
            : `Mutua 互信 ${packageJson.version} is ready after ${seconds} s.\n  Database  ${database}\n  API       ${url}/api/openapi.json\n  Open      ${url}\n${notes.map((note) => `  ${note}\n`).join('')}Ctrl-C stops it.\n`,
        );
      },
      say: (line) => process.stderr.write(`${line}\n`),
      onPast: showPast,
    },
  );
}

/** A bar for whoever looks on. */
function showPast(permille: number | undefined, day?: Day): void {
  if (!process.stderr.isTTY) return;
  const width = Math.floor(((permille ?? 0) * BAR_WIDTH) / 1_000);
  const bar = `${'█'.repeat(width)}${'░'.repeat(BAR_WIDTH - width)}`;
  const month = day === undefined ? '' : formatDay(day).slice(0, MONTH_LENGTH);
  const percent = String(Math.floor((permille ?? 0) / 10)).padStart(3);
  const line = permille === undefined ? '' : `  ${month}  ${bar} ${percent} %`;
  process.stderr.write(`\r\u001b[2K${line}`);
}

function readPastMonths(text: string | undefined): number {
  if (text === undefined || text === '') return PAST_MONTHS;
  if (text === 'off') return 0;
  const months = /^\d{1,2}$/.test(text) ? Number(text) : 0;
  if (months >= 1 && months <= PAST_MONTHS_MAX) return months;
  throw new StartRefused(
    `MUTUA_PAST is "${text}"; it is off, or a number of months from 1 to ${PAST_MONTHS_MAX}.`,
    2,
  );
}

function readPastPercent(text: string | undefined): number {
  if (text === undefined || text === '') return WHOLE;
  const percent = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (percent >= 1 && percent <= WHOLE) return percent;
  throw new StartRefused(`MUTUA_PAST_PERCENT is "${text}"; it is a number from 1 to ${WHOLE}.`, 2);
}

function readPort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port >= 0 && port <= 65_535) return port;
  throw new StartRefused(`The port "${text}" cannot be used: it is a number from 0 to 65535.`, 2);
}

function readChoice<Choice extends string>(
  text: string | undefined,
  name: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  if (text === undefined || text === '') return choices[0];
  const chosen = choices.find((choice) => choice === text);
  if (chosen !== undefined) return chosen;
  throw new StartRefused(`${name} is "${text}"; it is one of ${choices.join(', ')}.`, 2);
}

function readLogLevel(text: string): string {
  if (LOG_LEVELS.includes(text)) return text;
  throw new StartRefused(`MUTUA_LOG is "${text}"; it is one of ${LOG_LEVELS.join(', ')}.`, 2);
}
