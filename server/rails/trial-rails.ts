// For tests: the platform's side of its rails on a real database, with a sandbox bank and a payment provider that
// call it over HTTP.
import { rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { ClientRole } from '@mutua/core/people/client.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { addDays, type Day, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { type Instant, instantOf, instantOfMs } from '@mutua/core/time/instant.ts';
import Fastify, { type FastifyInstance } from 'fastify';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import { type Lane, openLane } from '../commit/lane.ts';
import type { Outcome } from '../commit/request.ts';
import { makePool } from '../database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../database/trial-database.ts';
import { answerError } from '../http/problems.ts';
import { codeFromMessages, confirmPage, openAccountPage } from '../sandbox/bank/customer.ts';
import { type RunningBank, runBank } from '../sandbox/bank/main.ts';
import type { RunningPaymentProvider } from '../sandbox/payment/main.ts';
import { makeTrialFolder } from '../trial-folder.ts';
import { openCustodyAccount } from '../wallet/custody-account.ts';
import { type Custodian, reachCustodian } from './custodian/custodian.ts';
import { reachPaymentProvider } from './payment/provider.ts';
import {
  CUSTODIAN_CALLBACKS,
  makeRails,
  PROVIDER_CALLBACKS,
  type Rails,
  type RailTimes,
} from './rails.ts';
import { newSigningKeyPem, publicKeysOf, readSigningKey } from './signed-request.ts';
import { LOOKS, MOBILE, TrialTown } from './trial-town-store.ts';

export const CNY = currency('CNY');
export const PASSWORD = '314159';
const SANDBOX_KEY = 'sandbox-key-of-the-tests';
const FIRST_DAY = '2026-11-23';

const QUICK: RailTimes = {
  lookMs: 50,
  answerMs: 300,
  answerLastMs: 2_000,
  explainMs: 300,
  failedMs: [50, 500],
};

/** A client with an account at the bank. */
export interface TrialClient {
  readonly id: Id;
  readonly clientNumber: number;
  readonly name: string;
  readonly account: string;
  readonly role: ClientRole;
}

export class TrialRails {
  readonly folder = makeTrialFolder('mutua-rails-');
  readonly key = readSigningKey(newSigningKeyPem());
  readonly alarms: string[] = [];
  readonly failures: unknown[] = [];
  readonly database: TrialDatabase;
  readonly pool: pg.Pool;
  readonly town: TrialTown;
  lane: Lane;
  #app: FastifyInstance | undefined;
  #rails: Rails | undefined;
  #bank: RunningBank | undefined;
  #provider: RunningPaymentProvider | undefined;
  #bankPort = 0;
  #platformPort = 0;
  #clients = 0;
  /** What the platform's clock is ahead of the real one. */
  aheadMs: number;

  private constructor(database: TrialDatabase, lane: Lane, now: () => Instant, aheadMs: number) {
    this.database = database;
    this.lane = lane;
    this.pool = makePool(database.application);
    this.town = new TrialTown(database.owner);
    this.aheadMs = aheadMs;
    this.now = now;
  }

  readonly now: () => Instant;

  static async start(): Promise<TrialRails> {
    const database = await startTrialDatabase();
    const clock = { aheadMs: instantOf(`${FIRST_DAY}T02:00:00Z`) - Date.now() };
    const now = () => instantOfMs(Date.now() + (trial?.aheadMs ?? clock.aheadMs));
    let trial: TrialRails | undefined;
    const lane = await openTrialLane(database, now);
    trial = new TrialRails(database, lane, now, clock.aheadMs);
    await trial.listen();
    await trial.openBank();
    await trial.must({ kind: 'calendar' }, { kind: 'OpenFirstDay', day: dayOfText(FIRST_DAY) });
    return trial;
  }

  get rails(): Rails {
    return given(this.#rails, 'The rails are not started.');
  }

  get bank(): RunningBank {
    return given(this.#bank, 'The bank is closed.');
  }

  get provider(): RunningPaymentProvider {
    return given(this.#provider, 'The provider is closed.');
  }

  get origin(): string {
    return `http://127.0.0.1:${this.#platformPort}`;
  }

  get custodian(): Custodian {
    const { key, now: clock } = this;
    return reachCustodian({ url: () => this.bank.url, key, clock, answerMs: 1_000 });
  }

  /** The platform's HTTP server and its rails; at the same port as before. */
  async listen(times: Partial<RailTimes> = {}): Promise<void> {
    const { lane, pool, key, now, custodian } = this;
    const rails = makeRails({
      ...{ lane, pool, clock: now, signatureClock: now, custodian },
      custodianKeys: () => publicKeysOf(this.bank.publicKey),
      provider: reachPaymentProvider({
        url: () => this.provider.url,
        key,
        clock: now,
        answerMs: 1_000,
      }),
      providerKeys: () => publicKeysOf(this.provider.publicKey),
      onAlarm: ({ kind, reference }) => this.alarms.push(`${kind} ${reference}`),
      onFailed: (_, error) => this.failures.push(error),
      times: { ...QUICK, ...times },
    });
    const app = Fastify({ forceCloseConnections: true });
    app.setErrorHandler(answerError);
    rails.registerCallbacks(app);
    await app.listen({ host: '127.0.0.1', port: this.#platformPort });
    this.#platformPort = (app.server.address() as AddressInfo).port;
    this.#app = app;
    this.#rails = rails;
    rails.start();
  }

  /** As when the process of the platform ends, however it ends: nothing in memory is left. */
  async endPlatform(): Promise<void> {
    await this.#app?.close();
    await this.#rails?.stop();
    await this.lane.close();
    this.#app = undefined;
  }

  async restartPlatform(times: Partial<RailTimes> = {}): Promise<void> {
    await this.endPlatform();
    this.lane = await openTrialLane(this.database, this.now);
    await this.listen(times);
  }

  async openBank(): Promise<void> {
    this.#bank = await runBank({
      ...{ host: '127.0.0.1', port: this.#bankPort, folder: path.join(this.folder, 'bank') },
      ...{ platformPublicKey: this.key.publicKeyPem, clock: this.now },
      callbackUrl: `${this.origin}${CUSTODIAN_CALLBACKS}`,
      platformOrigin: this.origin,
      startDay: FIRST_DAY,
    });
    this.#bankPort = Number(new URL(this.bank.url).port);
  }

  /** Only where a test pays by card. */
  async openProvider(): Promise<void> {
    const { runPaymentProvider } = await import('../sandbox/payment/main.ts');
    this.#provider = await runPaymentProvider({
      ...{ host: '127.0.0.1', port: 0, folder: path.join(this.folder, 'payment'), day: FIRST_DAY },
      ...{ platformPublicKey: this.key.publicKeyPem, clock: this.now, sandboxKey: SANDBOX_KEY },
      callbackUrl: () => `${this.origin}${PROVIDER_CALLBACKS}`,
      bankUrl: () => this.bank.url,
    });
    const { name, publicKey } = this.provider;
    await this.control('providers', { name, publicKey });
  }

  async closeBank(): Promise<void> {
    await this.#bank?.close();
    this.#bank = undefined;
  }

  async end(): Promise<void> {
    if (this.#app !== undefined) await this.endPlatform();
    await this.closeBank();
    await this.#provider?.close();
    await this.pool.end();
    await this.database.remove();
    rmSync(this.folder, { recursive: true, force: true });
  }

  commit(actor: Actor, command: AnyCommand, commandId: Id = newTrialId()): Promise<Outcome> {
    return this.lane.commit({ commandId, actor, command });
  }

  /** The id of a command that has to be accepted. */
  async must(actor: Actor, command: AnyCommand): Promise<Id> {
    const outcome = await this.commit(actor, command);
    if (!outcome.ok) throw new Error(`${command.kind}: ${JSON.stringify(outcome.refusal)}`);
    return outcome.command.commandId;
  }

  /** A control of the sandbox bank. */
  async control(target: string, content: unknown): Promise<unknown> {
    return this.#control(this.bank.url, this.bank.sandboxKey, target, content);
  }

  async stateOfBank(): Promise<unknown> {
    const { url, sandboxKey } = this.bank;
    const headers = { 'mutua-sandbox-key': sandboxKey };
    return (await fetch(`${url}/sandbox/state`, { headers })).json();
  }

  /** A control of the payment provider. */
  async providerControl(target: string, content: unknown): Promise<unknown> {
    return this.#control(this.provider.url, SANDBOX_KEY, target, content);
  }

  async #control(url: string, key: string, target: string, content: unknown): Promise<unknown> {
    const answer = await fetch(`${url}/sandbox/${target}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'mutua-sandbox-key': key },
      body: JSON.stringify(content),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${target}: ${text}`);
    return JSON.parse(text);
  }

  /** Somebody verified, with an account at the bank that its owner has opened. */
  async client(role: ClientRole, name = '李雷'): Promise<TrialClient> {
    const id = newTrialId();
    this.#clients += 1;
    const clientNumber = this.#clients;
    await this.town.addClient(id, clientNumber, role, name);
    const { pool, custodian } = this;
    const opened = await openCustodyAccount(
      { pool, custodian },
      { clientId: id, role, currency: CNY },
    );
    if (!opened.ok) throw new Error(opened.refusal.code);
    const { account, pageUrl } = opened.value;
    const { url: bankUrl, sandboxKey } = this.bank;
    const readCode = codeFromMessages({ bankUrl, sandboxKey, mobile: MOBILE, account });
    await openAccountPage(String(pageUrl), { password: PASSWORD, holderName: name }, readCode);
    const accounts = () => this.value(LOOKS.custodyAccounts, [id]);
    await this.until(async () => String(await accounts()).includes(account));
    return { id, clientNumber, name, account, role };
  }

  /** A client who has topped up so much at the bank. */
  async funded(role: ClientRole, amount: bigint, name?: string): Promise<TrialClient> {
    const client = await this.client(role, name);
    const topUpId = await this.topUp(client, amount);
    await this.pay(topUpId);
    await this.until(async () => (await this.topUpState(topUpId)) === 'credited');
    return client;
  }

  topUp({ id, role }: TrialClient, amount: bigint, rail: 'custodian' | 'card' = 'custodian') {
    const command = { kind: 'RequestTopUp', role, amount: minorUnits(amount), currency: CNY, rail };
    return this.must(personOf(id, [role]), command as AnyCommand);
  }

  /** The page of a top-up, once the platform shows it. */
  async topUpPage(topUpId: Id): Promise<string> {
    const page = () => this.value(LOOKS.topUpPage, [topUpId]);
    await this.until(async () => (await page()) !== null);
    return String(await page());
  }

  /** The owner confirms the top-up on the bank's page. */
  async pay(topUpId: Id): Promise<void> {
    await confirmPage(await this.topUpPage(topUpId), PASSWORD);
  }

  async topUpState(topUpId: Id): Promise<unknown> {
    return this.value(LOOKS.topUpState, [topUpId]);
  }

  /** A loan in funding of this borrower. */
  async loan(borrower: TrialClient, amount: bigint): Promise<Id> {
    const id = newTrialId();
    await this.town.addLoan(id, borrower.id, amount, this.now());
    return id;
  }

  bid({ id }: TrialClient, loanId: Id, amount: bigint): Promise<Id> {
    const command = {
      kind: 'PlaceBid',
      loanId,
      amount: minorUnits(amount),
      acknowledgedNotice: 'v1',
    };
    return this.must(personOf(id, ['lender']), command as AnyCommand);
  }

  bidState(bidId: Id): Promise<unknown> {
    return this.value(LOOKS.bidState, [bidId]);
  }

  /** The lender authorises the freeze of a bid on the bank's page. */
  async authoriseBid(bidId: Id): Promise<void> {
    const page = () => this.value(LOOKS.bidPage, [bidId]);
    await this.until(async () => (await page()) !== null);
    await confirmPage(String(await page()), PASSWORD);
  }

  /** Booked and held in the ledger. */
  async cash({ id, role }: TrialClient): Promise<string> {
    const value = await this.value(LOOKS.cash, [id, `${role}_cash`]);
    return value === undefined ? '0 0' : String(value);
  }

  /** Booked and frozen at the bank. */
  async atBank(account: string): Promise<string> {
    const { booked, frozen } = await this.custodian.account(account);
    return `${booked.minorUnits} ${frozen.minorUnits}`;
  }

  /** As the custodian would have told it; the lane forgets what it knew. */
  async setCustodyAccount({ id, role }: TrialClient, account: string): Promise<void> {
    await this.town.setCustodyAccount(id, role, account);
    await this.restartPlatform();
  }

  /** The first column of the first row. */
  async value(text: string, values: readonly unknown[] = []): Promise<unknown> {
    const { rows } = await this.pool.query({ text, values: [...values], rowMode: 'array' });
    return (rows as unknown[][])[0]?.[0];
  }

  async until(isSo: () => Promise<boolean>, timeoutMs = 8_000): Promise<void> {
    const end = performance.now() + timeoutMs;
    for (;;) {
      if (await isSo()) return;
      if (performance.now() > end) {
        throw new Error(`It did not come about: ${isSo.toString()} ${this.failures.map(String)}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** The day after the platform's business date, and the same for both sandboxes. */
  async businessDate(): Promise<Day> {
    return dayOfText(String(await this.value(LOOKS.businessDate)));
  }

  async nextDayAtRails(): Promise<Day> {
    const day = await this.businessDate();
    const next = { day: formatDay(addDays(day, 1)) };
    await this.control('day', next);
    if (this.#provider !== undefined) await this.providerControl('day', next);
    return day;
  }
}

export function personOf(id: Id, roles: readonly ClientRole[]): Actor {
  return { kind: 'person', id, roles, positions: [] };
}

export function financeOfficer(): Actor {
  return { kind: 'person', id: newTrialId(), roles: ['staff'], positions: ['finance_officer'] };
}

export function newTrialId(): Id {
  return idOf(uuid());
}

function openTrialLane(database: TrialDatabase, clock: () => Instant): Promise<Lane> {
  const alarm = (error: unknown) => process.stderr.write(`${String(error)}\n`);
  return openLane({ database: database.application, clock, alarm });
}

function dayOfText(text: string): Day {
  const day = parseDay(text, 'day');
  if (!day.ok) throw new Error(`There is no day ${text}.`);
  return day.value;
}

function given<Value>(value: Value | undefined, otherwise: string): Value {
  if (value === undefined) throw new Error(otherwise);
  return value;
}
