// The platform as a process: reads nothing, wires everything, listens, and stops in order. This is the only
// place where things are put together.

import { createServer } from 'node:net';
import type { Day } from '@mutua/core/time/day.ts';
import type { FastifyInstance } from 'fastify';
import { type Database, openDatabase } from './database/database.ts';
import { closeApp } from './http/app.ts';
import { settlePast } from './installation/past/settle-past.ts';
import {
  assemble,
  MACHINE_CLOCK,
  type Platform,
  type PlatformConfiguration,
  wantsDemo,
} from './platform.ts';
import { StartRefused, systemCodeOf } from './start-refused.ts';

// Ctrl-C reaches us from the terminal and once more through npm; only a later one is a second one.
const SECOND_SIGNAL_MS = 1_000;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

export interface Configuration extends PlatformConfiguration {
  /** 0 takes any free port. */
  readonly port: number;
  readonly databaseOwnerUrl: string | undefined;
  /** How many months of a past a demo has at its first start; 0 for none. */
  readonly pastMonths: number;
  /** How many people come in it, in per cent of a whole one. */
  readonly pastPercent: number;
}

export interface Running {
  readonly url: string;
  /** For the person at the terminal. */
  readonly database: string;
  readonly notes: readonly string[];
}

export interface Listeners {
  /** Called once, when everything is ready. */
  readonly onReady: (running: Running) => void;
  /** Gets lines about what happens afterwards. */
  readonly say: (line: string) => void;
  /** How much of the past of a demo is lived, in thousandths, and up to which day; nothing when it is over. */
  readonly onPast?: (permille: number | undefined, day?: Day) => void;
}

/**
 * Runs the platform until it is told to stop, and gives the exit status: 0 when it stopped as told, 1 when its
 * database was lost or a bug ended it.
 *
 * @throws StartRefused when it does not start.
 */
export async function runPlatform(
  configuration: Configuration,
  listeners: Listeners,
): Promise<number> {
  const stop = listenForStop();
  let database: Database | undefined;
  let platform: Platform | undefined;
  stop.onSecond(async () => {
    platform?.app.server.closeAllConnections();
    await database?.close('immediate');
    process.exit(130);
  });
  try {
    database = await openDatabase({
      folder: configuration.dataFolder,
      url: configuration.databaseUrl,
      ownerUrl: configuration.databaseOwnerUrl,
      beforeStart: () => requireFreePort(configuration),
      say: listeners.say,
      signal: stop.signal,
    });
    await settlePastOf(configuration, database, { listeners, signal: stop.signal });
    platform = await assemble(configuration, database, listeners.say);
    await listen(configuration, platform.app);
    const url = urlOf(configuration.host, platform.app);
    await platform.open(url);
    database.describe({ url });
    const { notes } = platform;
    listeners.onReady({ url, database: database.description, notes });
    const reason = await Promise.race([stop.asked, database.lost, platform.lost, firstBug()]);
    if (reason !== undefined) listeners.say(`The platform stops: ${reason.message}`);
    return reason === undefined ? 0 : 1;
  } catch (error) {
    if (stop.signal.aborted) return 0;
    throw error;
  } finally {
    if (platform !== undefined) {
      await closeApp(platform.app);
      await platform.close();
    }
    await database?.close('fast');
    stop.forget();
  }
}

/** A demo opens on a past; what was broken off of one is never worked on, demo or not. */
async function settlePastOf(
  configuration: Configuration,
  database: Database,
  { listeners, signal }: { readonly listeners: Listeners; readonly signal: AbortSignal },
): Promise<void> {
  const { dataFolder, databaseUrl, operator, operatorTime, administratorPassword } = configuration;
  if (databaseUrl !== undefined && databaseUrl !== '') return;
  const isWanted = wantsDemo(configuration) && (operator === undefined || operator.packId === 'cn');
  await settlePast(database, {
    ...{ dataFolder, operator, operatorTime, administratorPassword, signal },
    months: isWanted ? configuration.pastMonths : 0,
    sizePercent: configuration.pastPercent,
    clock: configuration.clock ?? MACHINE_CLOCK,
    say: listeners.say,
    onProgress: listeners.onPast ?? (() => undefined),
  });
}

interface Stop {
  /** Settles when somebody asks the platform to stop. */
  readonly asked: Promise<undefined>;
  readonly signal: AbortSignal;
  onSecond(act: () => Promise<void>): void;
  forget(): void;
}

function listenForStop(): Stop {
  const controller = new AbortController();
  let askedAt = 0;
  let second: () => Promise<void> = async () => undefined;
  let settle: (nothing: undefined) => void = () => undefined;
  const asked = new Promise<undefined>((resolve) => {
    settle = resolve;
  });
  const onSignal = () => {
    if (askedAt !== 0 && Date.now() - askedAt > SECOND_SIGNAL_MS) void second();
    if (askedAt !== 0) return;
    askedAt = Date.now();
    controller.abort();
    settle(undefined);
  };
  for (const name of SIGNALS) process.on(name, onSignal);
  return {
    asked,
    signal: controller.signal,
    onSecond: (act) => {
      second = act;
    },
    forget: () => {
      for (const name of SIGNALS) process.off(name, onSignal);
    },
  };
}

/** A bug outside any request: what is in memory may be wrong, so the platform stops, in order. */
function firstBug(): Promise<Error> {
  return new Promise((resolve) => {
    process.once('uncaughtException', (error) => {
      process.stderr.write(`${error.stack ?? error.message}\n`);
      resolve(error);
    });
  });
}

async function listen({ host, port }: Configuration, app: FastifyInstance): Promise<void> {
  try {
    await app.listen({ host, port });
  } catch (error) {
    throw portRefusal({ host, port }, error);
  }
}

/** Tried before the database starts: whoever chose a wrong port learns it at once. */
async function requireFreePort({ host, port }: Configuration): Promise<void> {
  const trial = createServer();
  try {
    await new Promise<void>((resolve, reject) => {
      trial.once('error', reject).listen({ host, port, exclusive: true }, resolve);
    });
  } catch (error) {
    throw portRefusal({ host, port }, error);
  }
  await new Promise((resolve) => trial.close(resolve));
}

function portRefusal({ host, port }: Pick<Configuration, 'host' | 'port'>, error: unknown): Error {
  const choose = `Choose another: --port N (for npm: npm start -- --port N), or MUTUA_PORT=N; --port 0 takes any free one.`;
  switch (systemCodeOf(error)) {
    case 'EADDRINUSE':
      return new StartRefused(`Port ${port} of ${host} is in use by another program. ${choose}`, 2);
    case 'EACCES':
      return new StartRefused(`This user may not listen on port ${port}. ${choose}`, 2);
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartRefused(
        `This machine has no address ${host}. Choose one of its own with --host, such as 127.0.0.1.`,
        2,
      );
    default:
      return error instanceof Error ? error : new Error(String(error));
  }
}

/** The address to open: any address of the machine is reached through the loopback one. */
function urlOf(host: string, app: FastifyInstance): string {
  const address = app.server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const isAny = host === '0.0.0.0' || host === '::';
  const name = isAny ? '127.0.0.1' : host.includes(':') ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
