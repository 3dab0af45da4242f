// The rails of one platform: its key, the custodian and the payment provider that the operator connected or the
// sandboxes in their place, and the daily comparison with them.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Currency } from '@mutua/core/money/currency.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import { launchSandboxes, type Sandboxes } from '../sandbox/launch.ts';
import type { SettlementMode } from '../sandbox/payment/advices.ts';
import { type DayReconciled, reconcileDay } from '../wallet/reconcile.ts';
import { type Custodian, reachCustodian } from './custodian/custodian.ts';
import { readRailKeys } from './keys.ts';
import { type PaymentProvider, reachPaymentProvider } from './payment/provider.ts';
import type { RailLane } from './rail-door.ts';
import {
  CUSTODIAN_CALLBACKS,
  makeRails,
  PROVIDER_CALLBACKS,
  type Rails,
  type RailsOptions,
} from './rails.ts';
import { readBusinessDate } from './rails-read.ts';
import { RailSilent } from './signed-client.ts';
import { type PublicKeys, publicKeysOf } from './signed-request.ts';

/** A rail that the operator runs or has a contract with. */
export interface OwnRail {
  /** Without a slash at its end. */
  readonly url: string;
  /** The file with its public key (PEM). */
  readonly keyFile: string;
}

export interface RailSettings {
  /** Left out: the sandbox bank. */
  readonly custodian?: OwnRail;
  /** Left out: the sandbox, where the custodian is a sandbox too; else none. */
  readonly provider?: OwnRail;
  readonly sandboxPorts: { readonly bank: number; readonly payment: number };
  /** How the sandbox provider settles payments by card; left out: each at once. */
  readonly cardSettlement?: SettlementMode;
  /** After how long a rail that has not answered counts as silent; left out: ten seconds. */
  readonly answerMs?: number;
}

export interface ConnectOptions
  extends Pick<RailsOptions, 'clock' | 'signatureClock' | 'onAlarm' | 'onFailed' | 'times'> {
  readonly lane: RailLane;
  readonly pool: pg.Pool;
  readonly dataFolder: string;
  /** The folder of the build, where the sandboxes' programs lie. */
  readonly programFolder: string;
  readonly host: string;
  readonly currency: Currency;
  readonly settings: RailSettings;
  readonly say: (line: string) => void;
}

export interface RailConnection {
  readonly custodian: Custodian;
  readonly rails: Rails;
  /** What is running in the place of real rails; undefined before `open` and where there is none. */
  readonly sandboxes: () => Sandboxes | undefined;
  /** Before the platform listens. */
  registerCallbacks(app: FastifyInstance): void;
  /** When the platform listens at this origin and its calendar is open: starts the sandboxes, and sends. */
  open(origin: string): Promise<void>;
  /** The hook of the end of the day. @throws as `reconcileDay` does. */
  reconcile(day: Day): Promise<DayReconciled>;
  /** After the platform has stopped listening, and before its lane closes. */
  close(): Promise<void>;
}

/** The settings as the environment has them. */
export function readRailSettings(env: NodeJS.ProcessEnv): RailSettings {
  const custodian = ownRail(env.MUTUA_CUSTODIAN_URL, env.MUTUA_CUSTODIAN_KEY);
  const provider = ownRail(env.MUTUA_PAYMENT_URL, env.MUTUA_PAYMENT_KEY);
  return {
    ...(custodian !== undefined && { custodian }),
    ...(provider !== undefined && { provider }),
    sandboxPorts: {
      bank: portIn(env.MUTUA_BANK_PORT),
      payment: portIn(env.MUTUA_PAYMENT_PORT),
    },
  };
}

export function connectRails(options: ConnectOptions): RailConnection {
  const { lane, pool, dataFolder, settings, signatureClock, currency } = options;
  const { key, publicKeyFile } = readRailKeys(dataFolder);
  let sandboxes: Sandboxes | undefined;
  const clock = signatureClock;
  const bankUrl = () => settings.custodian?.url ?? urlOf(sandboxes?.bank);
  const paymentUrl = () => settings.provider?.url ?? urlOf(sandboxes?.payment);
  const { answerMs } = settings;
  const reaching = { key, clock, ...(answerMs !== undefined && { answerMs }) };
  const custodian = reachCustodian({ url: bankUrl, ...reaching });
  const hasProvider = settings.provider !== undefined || settings.custodian === undefined;
  const provider: PaymentProvider | undefined = hasProvider
    ? reachPaymentProvider({ url: paymentUrl, ...reaching })
    : undefined;
  const rails = makeRails({
    ...options,
    custodian,
    custodianKeys: () => keysOf(settings.custodian, sandboxes?.bank),
    ...(provider !== undefined && {
      provider,
      providerKeys: () => keysOf(settings.provider, sandboxes?.payment),
    }),
  });
  return {
    custodian,
    rails,
    sandboxes: () => sandboxes,
    registerCallbacks: rails.registerCallbacks,
    async open(origin) {
      if (settings.custodian === undefined) {
        sandboxes = await launchSandboxes(await sandboxOptions(options, publicKeyFile, origin));
      }
      rails.start();
    },
    reconcile: (day) => {
      const closeRailDays = (next: Day) => sandboxes?.closeDaysBefore(next) ?? Promise.resolve();
      const parts = { lane, pool, custodian, rails, currency, closeRailDays };
      return reconcileDay({ ...parts, ...(provider !== undefined && { provider }) }, day);
    },
    async close() {
      await rails.stop();
      await sandboxes?.stop();
    },
  };
}

async function sandboxOptions(
  { pool, dataFolder, programFolder, host, settings, say }: ConnectOptions,
  platformKeyFile: string,
  platformOrigin: string,
) {
  const startDay = await readBusinessDate(pool);
  // Their days follow the business date, so there is none for them before there is one here.
  if (startDay === undefined) throw new Error('The calendar has to be open before the rails are.');
  return {
    ...{ programFolder, host, say, startDay, platformKeyFile, platformOrigin },
    folder: path.join(dataFolder, 'sandbox'),
    ports: settings.sandboxPorts,
    custodianCallbacks: CUSTODIAN_CALLBACKS,
    providerCallbacks: PROVIDER_CALLBACKS,
    wanted: { bank: true, payment: settings.provider === undefined },
    ...(settings.cardSettlement !== undefined && { cardSettlement: settings.cardSettlement }),
  };
}

function ownRail(url: string | undefined, keyFile: string | undefined): OwnRail | undefined {
  if (!url || !keyFile) return undefined;
  return { url: url.replace(/\/+$/, ''), keyFile };
}

function portIn(text: string | undefined): number {
  return /^\d{1,5}$/.test(text ?? '') ? Number(text) : 0;
}

/** Before a rail is there, it is as silent as one that does not answer. */
function urlOf(sandbox: { readonly url: string } | undefined): string {
  if (sandbox === undefined) throw new RailSilent('The rail is not there yet.');
  return sandbox.url;
}

function keysOf(
  own: OwnRail | undefined,
  sandbox: { readonly publicKey: string } | undefined,
): PublicKeys {
  if (own !== undefined) return publicKeysOf(readFileSync(own.keyFile, 'utf8'));
  return sandbox === undefined ? new Map() : publicKeysOf(sandbox.publicKey);
}
