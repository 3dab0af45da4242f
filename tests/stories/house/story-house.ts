// The house of a story: the platform put together as in production, on a database and an address of its own, with the
// sandbox bank and the payment provider as processes of their own. Everybody acts over HTTP and on the bank's pages;
// only the clock is the story's.
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { addDays, type Day, formatDay, parseDay } from '@mutua/core/time/day.ts';
import { type Instant, instantOf, instantOfMs } from '@mutua/core/time/instant.ts';
import { checkLaws, everyLaw } from '@mutua/server/check/check.ts';
import type { Database } from '@mutua/server/database/database.ts';
import { makePool, withClient } from '@mutua/server/database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '@mutua/server/database/trial-database.ts';
import { closeApp } from '@mutua/server/http/app.ts';
import { assemble, type Platform, type PlatformConfiguration } from '@mutua/server/platform.ts';
import { readRailKeys } from '@mutua/server/rails/keys.ts';
import {
  type PaymentProvider,
  reachPaymentProvider,
} from '@mutua/server/rails/payment/provider.ts';
import type pg from 'pg';
import { v7 as newUuid } from 'uuid';
import { ensureBuilt, ROOT } from '../../start/platform.ts';
import { allItems } from './all-items.ts';
import { BankAtHand } from './bank-at-hand.ts';

/** A Monday, at ten in the morning in China. */
export const FIRST_MORNING = '2026-03-02T02:00:00Z';
export const PASSWORD = 'correct horse battery';
const CHEAP = { costLog2: 10, blockSize: 8, parallelization: 1 };
const MS_A_DAY = 86_400_000;
const PATIENCE_MS = 30_000;

/** Somebody who can sign in. */
export interface Person {
  /** The platform's id. */
  readonly id: string;
  readonly signInName: string;
}

/** How long a rail may be silent, and how cards are settled, in a story of that. */
type RailWishes = Pick<PlatformConfiguration['rails'], 'answerMs' | 'cardSettlement'>;
/** Whose platform it is; left out: one for trying out, by the law of China. */
type Wishes = RailWishes & Pick<PlatformConfiguration, 'operator'>;

export interface Told<Body = Readonly<Record<string, unknown>>> {
  readonly status: number;
  readonly body: Body;
}

/** What a command gave. */
export interface Done {
  readonly commandId: string;
  readonly result: Readonly<Record<string, unknown>>;
}

export class StoryHouse {
  readonly pool: pg.Pool;
  readonly bank: BankAtHand;
  /** The payment provider, as the platform asks it, with the platform's own key. */
  readonly provider: PaymentProvider;
  /** What the platform said while it ran: alarms, and work that failed. */
  readonly said: readonly string[];
  readonly administrator: Person = { id: '', signInName: 'administrator' };
  #platform: Platform;
  readonly #database: TrialDatabase;
  #url: string;
  readonly #clock: { aheadMs: number };
  readonly #tokens = new Map<string, Promise<string>>();

  readonly #ground: Ground;

  private constructor(ground: Ground, platform: Platform, url: string) {
    this.pool = ground.pool;
    this.said = ground.said;
    this.#platform = platform;
    this.#ground = ground;
    this.#database = ground.database;
    this.#url = url;
    this.#clock = ground.clock;
    const sandbox = (which: 'bank' | 'payment') => () => {
      const running = this.#platform.sandboxes()?.[which];
      if (running === undefined) throw new Error(`The sandbox ${which} is not running.`);
      return running;
    };
    this.bank = new BankAtHand(sandbox('bank'), ground.database.folder);
    this.provider = reachPaymentProvider({
      url: () => sandbox('payment')().url,
      key: readRailKeys(ground.database.folder).key,
      clock: () => instantOfMs(Date.now()),
    });
  }

  static async open(wishes: Wishes = {}): Promise<StoryHouse> {
    await ensureBuilt();
    const database = await startTrialDatabase();
    const clock = { aheadMs: instantOf(FIRST_MORNING) - Date.now() };
    const pool = makePool(database.application);
    const ground: Ground = { database, pool, clock, said: [], wishes };
    const platform = await putTogether(ground);
    return new StoryHouse(ground, platform, await listen(platform));
  }

  /**
   * The platform is dropped as it stands, with whatever is under way, and put together anew on the same data. The new
   * one takes the lease first, so that from then on the dropped one writes nothing, as if it had been killed.
   */
  async restart(): Promise<void> {
    const dropped = this.#platform;
    const platform = await putTogether(this.#ground);
    dropped.app.server.closeAllConnections();
    await closeApp(dropped.app);
    await dropped.close();
    this.#platform = platform;
    this.#url = await listen(platform);
  }

  /** The bank dies at once; whoever keeps it running starts it again. */
  killBank(): void {
    const record = path.join(this.#database.folder, 'sandbox', 'bank', 'running.json');
    const { pid } = JSON.parse(readFileSync(record, 'utf8')) as { readonly pid: number };
    process.kill(pid, 'SIGKILL');
  }

  async close(): Promise<void> {
    await closeApp(this.#platform.app);
    await this.#platform.close();
    await this.pool.end();
    await this.#database.remove();
  }

  /** Where it is reached. */
  get url(): string {
    return this.#url;
  }

  get now(): Instant {
    return instantOfMs(Date.now() + this.#clock.aheadMs);
  }

  /** The business date: from the table, since after a day left out nobody is signed in any more who could ask. */
  async today(): Promise<Day> {
    const { rows } = await this.pool.query<{ day: string }>(
      'select day from calendar.business_day',
    );
    const read = parseDay(rows[0]?.day ?? '', 'day');
    if (!read.ok) throw new Error('There is no business date.');
    return read.value;
  }

  /** Time goes by, and nothing is waited for. */
  pass(milliseconds: number): void {
    this.#clock.aheadMs += milliseconds;
  }

  /** Time goes by within the day; what comes to its time is done. */
  async later(milliseconds: number): Promise<void> {
    this.#clock.aheadMs += milliseconds;
    await this.finish();
  }

  /** Day by day, each at the same time of day: what is due is done, and the days close by the clock. */
  async goTo(day: Day): Promise<void> {
    for (let today = await this.today(); today < day; today = await this.today()) {
      this.#clock.aheadMs += MS_A_DAY;
      await this.finish();
      const next = addDays(today, 1);
      await this.until(`the day ${formatDay(next)}`, async () => (await this.today()) >= next);
    }
    await this.finish();
  }

  /** Everything that happens by itself has happened, here and at the bank. */
  async finish(): Promise<void> {
    await this.#platform.finish(PATIENCE_MS);
  }

  async ask<Body = Readonly<Record<string, unknown>>>(
    who: Person | undefined,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    content?: object,
  ): Promise<Told<Body>> {
    const answer = await this.#send(who, method, url, content);
    // A session does not outlive the days that a story leaves out.
    if (answer.status !== 401 || who === undefined) return (await told(answer)) as Told<Body>;
    this.#tokens.delete(who.signInName);
    return (await told(await this.#send(who, method, url, content))) as Told<Body>;
  }

  /** What is there to be read, which has to be there. */
  async read<Body = Readonly<Record<string, never>>>(
    who: Person | undefined,
    url: string,
  ): Promise<Body> {
    const { status, body } = await this.ask<Body>(who, 'GET', url);
    if (status !== 200) throw new Error(`${url}: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** All items of a list. */
  async list<Item = Readonly<Record<string, never>>>(
    who: Person | undefined,
    url: string,
  ): Promise<readonly Item[]> {
    return allItems(url, (page) => this.read<{ items: Item[]; next?: string }>(who, page));
  }

  /** A command as it is answered, whatever the answer is. */
  command(
    who: Person | undefined,
    url: string,
    fields: object = {},
    commandId: string = newUuid(),
  ): Promise<Told> {
    return this.ask(who, 'POST', url, { commandId, ...fields });
  }

  /** A command that has to be accepted. */
  async do(who: Person | undefined, url: string, fields: object = {}): Promise<Done> {
    const commandId = newUuid();
    const { status, body } = await this.command(who, url, fields, commandId);
    if (status !== 200) throw new Error(`${url}: ${status} ${JSON.stringify(body)}`);
    return { commandId, result: (body as { readonly result: Done['result'] }).result };
  }

  /** Looks until there is something to be seen. */
  async until<Value>(what: string, look: () => Promise<Value | false | undefined>): Promise<Value> {
    const end = performance.now() + PATIENCE_MS;
    for (;;) {
      const seen = await look();
      if (seen !== undefined && seen !== false) return seen;
      if (performance.now() > end) {
        throw new Error(`It did not come about: ${what}. ${this.said.slice(-3).join(' ')}`);
      }
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /**
   * Every law of the books, and account by account what the bank says of each: empty when all agree. To be asked when
   * nothing is on its way.
   */
  async violations(): Promise<readonly string[]> {
    await this.finish();
    const checked = await checkLaws(this.pool, { laws: everyLaw(() => this.bank.totals()) });
    const broken = checked.flatMap(({ law, violations }) =>
      violations.map((violation) => `${law.name}: ${violation}`),
    );
    return [...broken, ...(await this.bank.differences(this.pool))];
  }

  /** Writes into the tables as their owner, whom no rule and no right holds back: what is planted, `check` has to find. */
  async pastTheDoor(text: string, values: readonly unknown[] = []): Promise<void> {
    await withClient(this.#database.owner, (owner) => owner.query(text, [...values]));
  }

  async #send(
    who: Person | undefined,
    method: string,
    url: string,
    content: object | undefined,
  ): Promise<Response> {
    return fetch(`${this.#url}${url}`, {
      method,
      headers: {
        ...(who === undefined ? {} : { authorization: `Bearer ${await this.#tokenOf(who)}` }),
        ...(content === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(content === undefined ? {} : { body: JSON.stringify(content) }),
    });
  }

  #tokenOf({ signInName }: Person): Promise<string> {
    const known = this.#tokens.get(signInName);
    if (known !== undefined) return known;
    const signedIn = this.ask<{ token: string }>(undefined, 'POST', '/api/sign-in', {
      ...{ signInName, password: PASSWORD, sessionKind: 'bearer' },
    }).then(({ status, body }) => {
      if (status !== 200) throw new Error(`${signInName} cannot sign in: ${JSON.stringify(body)}`);
      return body.token;
    });
    this.#tokens.set(signInName, signedIn);
    return signedIn;
  }
}

/** What a platform stands on, and what is left when it is gone. */
interface Ground {
  readonly database: TrialDatabase;
  readonly pool: pg.Pool;
  readonly clock: { aheadMs: number };
  readonly said: string[];
  readonly wishes: Wishes;
}

function putTogether({ database, pool, clock, said, wishes }: Ground): Promise<Platform> {
  const { operator, ...railWishes } = wishes;
  return assemble(
    {
      ...{ host: '127.0.0.1', dataFolder: database.folder, databaseUrl: undefined },
      ...{ programFolder: path.join(ROOT, 'dist'), webFolder: path.join(ROOT, 'dist', 'web') },
      ...{ logLevel: 'fatal', version: '0.0.0', demo: 'off', operatorTime: {} },
      ...{ administratorPassword: PASSWORD, publicOrigin: undefined, trustProxy: undefined },
      rails: {
        sandboxPorts: { bank: 0, payment: 0 },
        ...railWishes,
      },
      operator,
      signInLimits: { perAddress: 100_000, perName: 100_000 },
      passwordWorkLimits: { cost: CHEAP },
      clock: () => instantOfMs(Date.now() + clock.aheadMs),
    },
    asDatabase(database, pool),
    (line) => said.push(line),
  );
}

async function listen(platform: Platform): Promise<string> {
  const url = await platform.app.listen({ host: '127.0.0.1', port: 0 });
  await platform.open(url);
  return url;
}

async function told(answer: Response): Promise<Told<unknown>> {
  const isJson = String(answer.headers.get('content-type')).includes('json');
  return { status: answer.status, body: isJson ? await answer.json() : await answer.text() };
}

function asDatabase({ application }: TrialDatabase, pool: pg.Pool): Database {
  return {
    ...{ pool, application, description: 'of a story' },
    lost: new Promise(() => undefined),
    isReachable: async () => true,
    describe: () => undefined,
    close: async () => undefined,
  };
}
