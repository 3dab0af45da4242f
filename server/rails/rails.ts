// The platform's side of its rails, put together: what is sent and asked after by itself, and what is taken when a
// rail calls.
import { Callback } from '@mutua/contract/custodian/callbacks.ts';
import { ProviderCallback } from '@mutua/contract/payment/callbacks.ts';
import type { Instant } from '@mutua/core/time/instant.ts';
import type { Alarm } from '@mutua/core/wallet/alarm.ts';
import type { FastifyInstance } from 'fastify';
import type pg from 'pg';
import type { LoggedCommand } from '../commit/log-store.ts';
import { registerCallbackRoute } from './callback-route.ts';
import { Batches } from './custodian/batches.ts';
import type { Custodian } from './custodian/custodian.ts';
import { OwnAccounts } from './custodian/own-accounts.ts';
import { OwnerPages } from './custodian/owner-pages.ts';
import { takeCallback } from './custodian/take-callback.ts';
import { Watch } from './custodian/watch.ts';
import { Duties, type Duty } from './duties.ts';
import { CardPayments } from './payment/card-payments.ts';
import type { PaymentProvider } from './payment/provider.ts';
import type { RailLane } from './rail-door.ts';
import type { PublicKeys } from './signed-request.ts';
import { takeUnreadable } from './unreadable.ts';

export const CUSTODIAN_CALLBACKS = '/api/rails/custodian/callbacks';
export const PROVIDER_CALLBACKS = '/api/rails/payment/callbacks';

export interface RailsOptions {
  readonly lane: RailLane;
  /** For reading. */
  readonly pool: pg.Pool;
  /** By which deadlines of the business run. */
  readonly clock: () => Instant;
  /** By which signatures are made and checked: the real one. */
  readonly signatureClock: () => Instant;
  readonly custodian: Custodian;
  readonly custodianKeys: () => PublicKeys;
  /** Left out where no payment provider is connected. */
  readonly provider?: PaymentProvider;
  readonly providerKeys?: () => PublicKeys;
  /** Where the rails' pages send people back to, such as the platform's own origin. */
  readonly returnUrl?: string;
  /** Told at once of every alarm that is raised. */
  readonly onAlarm: (alarm: Omit<Alarm, 'raisedAt' | 'state'>) => void;
  /** Told of work that failed and will be tried again. */
  readonly onFailed: (duty: string, error: unknown) => void;
  readonly times?: Partial<RailTimes>;
}

/** Real times, in milliseconds. */
export interface RailTimes {
  /** How often something is looked for that nobody woke us for. */
  readonly lookMs: number;
  /** How long a callback is waited for before the rail is asked, at first and at most. */
  readonly answerMs: number;
  readonly answerLastMs: number;
  /** How long the message that explains a movement is waited for. */
  readonly explainMs: number;
  /** How long work that failed waits, at first and at most. */
  readonly failedMs: readonly [first: number, last: number];
}

const TIMES: RailTimes = {
  lookMs: 1_000,
  answerMs: 3_000,
  answerLastMs: 60_000,
  explainMs: 2_000,
  failedMs: [500, 30_000],
};

export interface Rails {
  /** To be called once, before the platform listens. */
  registerCallbacks(app: FastifyInstance): void;
  /** Begins to send and to ask after; callbacks are taken before that too. */
  start(): void;
  /** There may be something to do. */
  wake(): void;
  /**
   * Sends, asks after and works everything that can be worked now. What waits for an owner goes on waiting.
   *
   * @returns false when the time was over before.
   */
  finish(timeoutMs: number): Promise<boolean>;
  stop(): Promise<void>;
}

export function makeRails(options: RailsOptions): Rails {
  const times = { ...TIMES, ...options.times };
  const parts = makeParts(options, times);
  let duties: Duties | undefined;
  let unfollow: () => void = () => undefined;
  const listen = (commands: readonly LoggedCommand[]) => {
    for (const { events } of commands) {
      for (const event of events) {
        if (event.kind === 'AlarmRaised') options.onAlarm(event.alarm);
        if (event.kind === 'MandateRevoked') parts.ownerPages.noteRevoked();
      }
    }
    if (commands.some(isOfInterest)) duties?.wake();
  };
  return {
    registerCallbacks: (app) => registerCallbacks(app, options, parts),
    start() {
      unfollow = options.lane.follow(listen);
      const { lookMs, failedMs } = times;
      duties = new Duties({
        duties: dutiesOf(parts),
        lookMs,
        failedMs,
        onFailed: options.onFailed,
      });
    },
    wake: () => duties?.wake(),
    async finish(timeoutMs) {
      parts.batches.hurry();
      parts.ownerPages.hurry();
      parts.cardPayments?.hurry();
      const isDone = (await duties?.finish(timeoutMs)) ?? true;
      parts.watch.hurry();
      return ((await duties?.finish(timeoutMs)) ?? true) && isDone;
    },
    async stop() {
      unfollow();
      await duties?.stop();
    },
  };
}

interface Parts {
  readonly batches: Batches;
  readonly ownerPages: OwnerPages;
  readonly watch: Watch;
  readonly cardPayments: CardPayments | undefined;
  readonly ownAccounts: OwnAccounts;
}

function makeParts(options: RailsOptions, times: RailTimes): Parts {
  const { lane, pool, custodian, provider, returnUrl } = options;
  const { answerMs, answerLastMs, explainMs } = times;
  const pace = { answerMs, answerLastMs };
  const ownAccounts = new OwnAccounts({ lane, pool, custodian });
  const batches = new Batches({ lane, pool, custodian, ownAccounts, ...pace });
  const ownerPages = new OwnerPages({ lane, pool, custodian, ...pace, returnUrl });
  const watch = new Watch({ lane, pool, batches, ownerPages, explainMs });
  const cardPayments =
    provider && new CardPayments({ lane, pool, provider, ownerPages, ...pace, returnUrl });
  return { batches, ownerPages, watch, cardPayments, ownAccounts };
}

function dutiesOf({ batches, ownerPages, watch, cardPayments }: Parts): readonly Duty[] {
  return [
    { name: 'work answers', run: batches.workAnswered },
    { name: 'send batches', run: batches.sendNew },
    { name: 'ask after batches', run: batches.askAfter },
    { name: 'top-ups', run: ownerPages.askForTopUps },
    { name: 'mandates', run: ownerPages.askForMandates },
    { name: 'mandates revoked', run: ownerPages.tellRevoked },
    ...(cardPayments === undefined
      ? []
      : [{ name: 'card payments', run: cardPayments.askForPayments }]),
    { name: 'movements', run: watch.judgeMovements },
    { name: 'reversals', run: watch.bookReversals },
  ];
}

function registerCallbacks(app: FastifyInstance, options: RailsOptions, parts: Parts): void {
  const { lane, pool, clock, signatureClock, custodianKeys, providerKeys } = options;
  const { watch, ownerPages, cardPayments } = parts;
  const unreadable = { lane, pool, clock };
  registerCallbackRoute<Callback>(app, {
    ...{ url: CUSTODIAN_CALLBACKS, operationId: 'takeCustodianCallback' },
    ...{ summary: 'The custodian tells what happened', schema: Callback },
    ...{ keys: custodianKeys, clock: signatureClock },
    take: (callback) => takeCallback({ lane, watch, ownerPages }, callback),
    takeUnreadable: (body) => takeUnreadable({ ...unreadable, rail: 'custodian' }, body),
  });
  if (cardPayments === undefined || providerKeys === undefined) return;
  registerCallbackRoute<ProviderCallback>(app, {
    ...{ url: PROVIDER_CALLBACKS, operationId: 'takePaymentCallback' },
    ...{ summary: 'The payment provider tells what happened', schema: ProviderCallback },
    ...{ keys: providerKeys, clock: signatureClock },
    take: (callback) => cardPayments.takeCallback(callback),
    takeUnreadable: (body) => takeUnreadable({ ...unreadable, rail: 'payment_provider' }, body),
  });
}

/** Whatever a rail has to hear of, or has said. */
const KINDS_OF_INTEREST: ReadonlySet<string> = new Set([
  'BidPlaced',
  'BidFrozen',
  'InstructionMade',
  'TopUpRequested',
  'MandateRequested',
  'MandateRevoked',
  'BatchAnswered',
  'BatchSplit',
  'ReceiptRecorded',
  'ReceiptEndConfirmed',
  'MovementTold',
  'BidReturned',
  'WithdrawalRefused',
  'TopUpReversalTold',
]);

function isOfInterest({ events }: LoggedCommand): boolean {
  return events.some(({ kind }) => KINDS_OF_INTEREST.has(kind));
}
