// The parts of the platform on their database: the lane, the rails, what happens by itself, and the HTTP server
// over them. Put together here, and started and stopped in this order.
import { businessDateAt, CHINA_TIME } from '@mutua/core/calendar/business-date.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { instantOfMs } from '@mutua/core/time/instant.ts';
import type { FastifyInstance } from 'fastify';
import type { EndOfDayMode } from './calendar/day-turn.ts';
import { openLane } from './commit/lane.ts';
import { LeaseLost } from './commit/writer.ts';
import type { Database } from './database/database.ts';
import { buildApp } from './http/app.ts';
import { Demo } from './installation/demo/demo.ts';
import { demoAllowed } from './installation/demo/demo-allowed.ts';
import { registerDemo } from './installation/demo/demo-route.ts';
import { type Household, startHousehold } from './installation/household.ts';
import { install } from './installation/install.ts';
import { connectRails, type RailSettings } from './rails/connect.ts';
import { identityStub } from './rails/identity.ts';
import { StartRefused } from './start-refused.ts';

export interface PlatformConfiguration {
  readonly host: string;
  readonly dataFolder: string;
  readonly databaseUrl: string | undefined;
  /** The folder of the build, where the programs of the sandboxes lie. */
  readonly programFolder: string;
  readonly webFolder: string;
  readonly logLevel: string;
  readonly version: string;
  readonly rails: RailSettings;
  /** `auto`: where a demo may be, there is one. */
  readonly demo: 'on' | 'off' | 'auto';
  readonly endOfDay: EndOfDayMode;
  /** The first administrator's password; left out, one is made at random. */
  readonly administratorPassword: string | undefined;
  /** Scheme and host under which browsers reach the platform, where a proxy changes them. */
  readonly publicOrigin: string | undefined;
  readonly trustProxy: string | undefined;
}

export interface Platform {
  readonly app: FastifyInstance;
  /** For the person at the terminal. */
  readonly notes: readonly string[];
  /** Settles with the reason when the lane has to end. */
  readonly lost: Promise<Error>;
  /** When the platform listens at this origin: the rails are connected, and what happens by itself begins. */
  open(origin: string): Promise<void>;
  /** After the platform has stopped listening. */
  close(): Promise<void>;
}

const CURRENCY = currency('CNY');

/** @throws StartRefused when something that was configured cannot be. */
export async function assemble(
  configuration: PlatformConfiguration,
  database: Database,
  say: (line: string) => void,
): Promise<Platform> {
  const hasDemo = wantsDemo(configuration);
  const clock = () => instantOfMs(Date.now());
  const { pool } = database;
  let lose: (reason: Error) => void = () => undefined;
  const lost = new Promise<Error>((resolve) => {
    lose = resolve;
  });
  const lane = await openLane({
    database: database.application,
    clock,
    alarm: (error) => {
      if (error instanceof LeaseLost) lose(error);
      else
        say(`Alarm: a command failed. ${error instanceof Error ? error.message : String(error)}`);
    },
  });
  try {
    const onFailed = (duty: string, error: unknown) => say(`${duty}: ${messageOf(error)}`);
    const connection = connectRails({
      ...{ lane, pool, clock, signatureClock: clock, currency: CURRENCY, onFailed, say },
      dataFolder: configuration.dataFolder,
      programFolder: configuration.programFolder,
      host: configuration.host,
      settings: configuration.rails,
      onAlarm: ({ kind, reference }) => say(`Alarm: ${kind}, ${reference}.`),
    });
    const { dataFolder, administratorPassword: password } = configuration;
    const installed = await install({
      ...{ lane, pool, clock, operatorTime: CHINA_TIME, dataFolder, password },
    });
    const identitySource = identityStub(() => businessDateAt(clock(), CHINA_TIME));
    const demo = hasDemo
      ? new Demo({
          ...{ lane, pool, custodian: connection.custodian },
          ...{ installationId: installed.installationId },
          administratorId: installed.administratorId,
          bankUrl: () => connection.sandboxes()?.bank?.url ?? '',
        })
      : undefined;
    const app = await buildApp({
      ...{ pool, clock, lane, identitySource, custodian: connection.custodian },
      isDatabaseReachable: () => database.isReachable(),
      version: configuration.version,
      webFolder: configuration.webFolder,
      logLevel: configuration.logLevel,
      publicOrigin: configuration.publicOrigin,
      trustProxy: configuration.trustProxy,
      register: (routes) => {
        connection.registerCallbacks(routes);
        if (demo !== undefined) registerDemo(routes, demo);
      },
    });
    let household: Household | undefined;
    return {
      app,
      notes: installed.note === undefined ? [] : [installed.note],
      lost,
      async open(origin) {
        await connection.open(origin);
        household = startHousehold({
          ...{ lane, pool, clock, identitySource, onFailed },
          ...{ operatorTime: CHINA_TIME, endOfDay: configuration.endOfDay },
          reconcile: async (day) => {
            await connection.reconcile(day);
          },
          ...(demo !== undefined && { demo }),
        });
      },
      async close() {
        await household?.close();
        await connection.close();
        await lane.close();
      },
    };
  } catch (error) {
    await lane.close();
    throw error;
  }
}

function wantsDemo({ demo, host, databaseUrl, rails }: PlatformConfiguration): boolean {
  if (demo === 'off') return false;
  const reason = demoAllowed({ host, databaseUrl, isSandboxBank: rails.custodian === undefined });
  if (demo === 'on' && reason !== undefined) throw new StartRefused(reason, 2);
  return reason === undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
