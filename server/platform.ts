// The parts of the platform on their database: the lane, the rails, what happens by itself, and the HTTP server
// over them. Put together here, and started and stopped in this order.
import {
  businessDateAt,
  CHINA_TIME,
  type OperatorTime,
} from '@mutua/core/calendar/business-date.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { type Instant, instantOfMs } from '@mutua/core/time/instant.ts';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { type Lane, openLane } from './commit/lane.ts';
import { readEpoch } from './commit/lease-store.ts';
import { LeaseLost } from './commit/writer.ts';
import type { Database } from './database/database.ts';
import { type AppOptions, buildApp } from './http/app.ts';
import { Demo } from './installation/demo/demo.ts';
import { demoAllowed } from './installation/demo/demo-allowed.ts';
import { refuseDemoPersons } from './installation/demo/demo-left.ts';
import { registerDemo } from './installation/demo/demo-route.ts';
import { type Household, startHousehold } from './installation/household.ts';
import { install } from './installation/install.ts';
import type { OperatorDetails } from './installation/operator-details.ts';
import { readPastMark } from './installation/past/past-mark.ts';
import { TownLife } from './lived/town-life.ts';
import { connectRails, type RailConnection, type RailSettings } from './rails/connect.ts';
import { type IdentitySource, identityStub } from './rails/identity.ts';
import type { Sandboxes } from './sandbox/launch.ts';
import { StartRefused } from './start-refused.ts';

export interface PlatformConfiguration
  extends Pick<AppOptions, 'signInLimits' | 'passwordWorkLimits'> {
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
  /** Whether the environment says that this is no trial (NODE_ENV=production). */
  readonly isProduction?: boolean | undefined;
  /** What the start says of the clock by which days end; what it leaves out stays as it is. */
  readonly operatorTime: Partial<OperatorTime>;
  /** The first administrator's password; left out, one is made at random. */
  readonly administratorPassword: string | undefined;
  /** Whose platform it is, where the first start is told; else one for trying out. */
  readonly operator?: OperatorDetails | undefined;
  /** Scheme and host under which browsers reach the platform, where a proxy changes them. */
  readonly publicOrigin: string | undefined;
  readonly trustProxy: string | undefined;
  /** By which the business goes; left out: the machine's, by which signatures go always. */
  readonly clock?: () => Instant;
}

export interface Platform {
  readonly app: FastifyInstance;
  /** For the person at the terminal. */
  readonly notes: readonly string[];
  /** Settles with the reason when the lane has to end. */
  readonly lost: Promise<Error>;
  /** When the platform listens at this origin: the rails are connected, and what happens by itself begins. */
  open(origin: string): Promise<void>;
  /** What is running in the place of real rails, if anything is. */
  readonly sandboxes: () => Sandboxes | undefined;
  /**
   * Does everything that can be done by itself now.
   *
   * @returns false when the time was over before.
   */
  finish(timeoutMs: number): Promise<boolean>;
  /** After the platform has stopped listening. */
  close(): Promise<void>;
}

const CURRENCY = currency('CNY');
/** How soon a platform learns that another one took over. */
const LEASE_MS = 2_000;
/** The real time. */
export const MACHINE_CLOCK = () => instantOfMs(Date.now());

/** @throws StartRefused when something that was configured cannot be. */
export async function assemble(
  configuration: PlatformConfiguration,
  database: Database,
  say: (line: string) => void,
): Promise<Platform> {
  const hasDemo = wantsDemo(configuration);
  const { clock = MACHINE_CLOCK } = configuration;
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
      else say(`Alarm: a command failed. ${messageOf(error)}`);
    },
  });
  try {
    const parts = await makeParts(configuration, { lane, pool, say, clock, hasDemo });
    const app = await buildApp({
      ...{ pool, lane, ...configuration, clock },
      identitySource: parts.identitySource,
      isDemo: hasDemo,
      custodian: parts.connection.custodian,
      isDatabaseReachable: () => database.isReachable(),
      register: (routes) => {
        parts.connection.registerCallbacks(routes);
        if (parts.demo !== undefined) registerDemo(routes, parts.demo);
      },
    });
    return { app, lost, ...livesOf(parts, { lane, pool, say, clock, lose }) };
  } catch (error) {
    await lane.close();
    throw error;
  }
}

interface Ground {
  readonly lane: Lane;
  readonly pool: pg.Pool;
  readonly say: (line: string) => void;
  readonly clock: () => Instant;
}

interface Parts {
  readonly connection: RailConnection;
  readonly identitySource: IdentitySource;
  readonly demo: Demo | undefined;
  /** The people of its past, where it has one. */
  readonly town: TownLife | undefined;
  readonly notes: readonly string[];
}

/** The rails, what the first start installs, and a demo's persons where there may be one. */
async function makeParts(
  {
    dataFolder,
    programFolder,
    host,
    rails,
    administratorPassword,
    operator,
    operatorTime,
    ...place
  }: PlatformConfiguration,
  { lane, pool, say, clock, hasDemo }: Ground & { readonly hasDemo: boolean },
): Promise<Parts> {
  const connection = connectRails({
    ...{ lane, pool, say, dataFolder, programFolder, host, settings: rails, currency: CURRENCY },
    ...{ clock, signatureClock: MACHINE_CLOCK },
    onFailed: (duty, error) => say(`${duty}: ${messageOf(error)}`),
    onAlarm: ({ kind, reference }) => say(`Alarm: ${kind}, ${reference}.`),
  });
  const { installationId, administratorId, note } = await install({
    ...{ lane, pool, dataFolder, clock, operatorTime },
    ...{ operator, isReal: rails.custodian !== undefined },
    password: administratorPassword,
  });
  const { databaseUrl } = place;
  const isSandboxBank = rails.custodian === undefined;
  await refuseDemoPersons(pool, installationId, {
    ...{ host, databaseUrl, isSandboxBank, isProduction: place.isProduction },
  });
  const { custodian } = connection;
  const bankUrl = () => connection.sandboxes()?.bank?.url ?? '';
  const demo = { lane, pool, custodian, installationId, administratorId, bankUrl };
  return {
    connection,
    identitySource: identityStub(() => businessDateAt(clock(), CHINA_TIME)),
    demo: hasDemo ? new Demo(demo) : undefined,
    town:
      hasDemo && readPastMark(dataFolder) === 'lived'
        ? new TownLife({
            lane,
            pool,
            clock,
            installationId,
            onFailed: (what, error) => say(`${what}: ${messageOf(error)}`),
          })
        : undefined,
    notes: note === undefined ? [] : [note],
  };
}

/** How the parts begin and end. */
function livesOf(
  { connection, identitySource, demo, town, notes }: Parts,
  { lane, pool, say, clock, lose }: Ground & { readonly lose: (reason: Error) => void },
): Omit<Platform, 'app' | 'lost'> {
  let household: Household | undefined;
  let watch: NodeJS.Timeout | undefined;
  return {
    notes,
    async open(origin) {
      watch = setInterval(() => void watchLease({ lane, pool }, lose), LEASE_MS);
      await connection.open(origin);
      household = startHousehold({
        ...{ lane, pool, identitySource, clock },
        reconcile: async (day) => {
          await connection.reconcile(day);
        },
        onFailed: (duty, error) => say(`${duty}: ${messageOf(error)}`),
        ...(demo !== undefined && { demo }),
        ...(town !== undefined && { liveDay: town.liveDay }),
      });
    },
    sandboxes: connection.sandboxes,
    async finish(timeoutMs) {
      const isSent = await connection.rails.finish(timeoutMs);
      return ((await household?.finish(timeoutMs)) ?? true) && isSent;
    },
    async close() {
      clearInterval(watch);
      await Promise.all([household?.close(), connection.close()]);
      await lane.close();
    },
  };
}

/** Whoever starts on this database later takes the writing over; this platform then has nothing left to do. */
async function watchLease(
  { lane, pool }: Pick<Ground, 'lane' | 'pool'>,
  lose: (reason: Error) => void,
): Promise<void> {
  // A database that does not answer for a moment is somebody else's matter.
  const epoch = await readEpoch(pool).catch(() => undefined);
  if (epoch !== undefined && epoch !== lane.epoch) {
    lose(new LeaseLost('another platform took over the writing of this database'));
  }
}

/** @throws StartRefused where one is wanted and there may be none. */
export function wantsDemo({
  demo,
  host,
  databaseUrl,
  rails,
  isProduction,
}: PlatformConfiguration): boolean {
  if (demo === 'off') return false;
  const isSandboxBank = rails.custodian === undefined;
  const reason = demoAllowed({ host, databaseUrl, isSandboxBank, isProduction });
  if (demo === 'on' && reason !== undefined) throw new StartRefused(reason, 2);
  return reason === undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
