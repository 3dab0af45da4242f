// For tests: the whole house behind its HTTP server, with a database, a lane, and somebody in every role.
import { POSITIONS } from '@mutua/contract/people/role.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type { Actor, Role } from '@mutua/core/people/actor.ts';
import { GENERAL_LOAN, SMALL_CREDIT_LOAN } from '@mutua/core/product/catalogue.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { type Day, dayOf } from '@mutua/core/time/day.ts';
import { type Instant, instantOf, plusMs } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { v7 as newUuid } from 'uuid';
import { readBusinessDate } from '../calendar/business-date-read.ts';
import { type Lane, openLane } from '../commit/lane.ts';
import { makePool } from '../database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../database/trial-database.ts';
import { hashPassword } from '../people/password.ts';
import { readSignInNameOf } from '../people/sign-in-read.ts';
import { insertSignIns, type SignIn } from '../people/sign-in-store.ts';
import { identityStub } from '../rails/identity.ts';
import type { AppOptions } from './app.ts';
import { buildTrialApp } from './trial-app.ts';

const CHEAP = { costLog2: 10, blockSize: 8, parallelization: 1 };
export const PASSWORD = 'correct horse battery';
export const FIRST_DAY: Day = dayOf(2026, 3, 2);
const OPERATOR_CODE = '91350100M000100Y43';

export interface Asked {
  readonly status: number;
  // The tests say what they expect of it.
  readonly body: Readonly<Record<string, never>>;
}

export class TrialHouse {
  readonly server: TrialDatabase;
  readonly pool: pg.Pool;
  readonly lane: Lane;
  readonly app: Awaited<ReturnType<typeof buildTrialApp>>;
  readonly alarms: unknown[];
  #now = instantOf('2026-03-02T02:00:00Z');
  readonly #hash: string;
  /** Who may write what no role of the application may. */
  readonly #owner: pg.Pool;
  readonly #tokens = new Map<Id, string>();

  private constructor(
    parts: Pick<TrialHouse, 'server' | 'pool' | 'lane' | 'app' | 'alarms'>,
    hash: string,
    clock: { read: () => Instant },
  ) {
    this.server = parts.server;
    this.#owner = makePool(parts.server.owner);
    this.pool = parts.pool;
    this.lane = parts.lane;
    this.app = parts.app;
    this.alarms = parts.alarms;
    this.#hash = hash;
    clock.read = () => this.#now;
  }

  static async open(options: Partial<AppOptions> = {}): Promise<TrialHouse> {
    const server = await startTrialDatabase();
    const pool = makePool(server.application);
    const alarms: unknown[] = [];
    const clock = { read: () => instantOf('2026-03-02T02:00:00Z') };
    const lane = await openLane({
      database: server.application,
      clock: () => clock.read(),
      alarm: (error) => alarms.push(error),
    });
    const app = await buildTrialApp({
      ...{ pool, lane, clock: () => clock.read() },
      identitySource: identityStub(() => FIRST_DAY),
      signInLimits: { perAddress: 100_000, perName: 100_000 },
      passwordWorkLimits: { cost: CHEAP },
      ...options,
    });
    const hash = await hashPassword(PASSWORD, CHEAP);
    const house = new TrialHouse({ server, pool, lane, app, alarms }, hash, clock);
    await house.#install();
    return house;
  }

  get now(): Instant {
    return this.#now;
  }

  later(milliseconds: number): void {
    this.#now = plusMs(this.#now, milliseconds);
  }

  async close(): Promise<void> {
    await this.app.close();
    await this.lane.close();
    await Promise.all([this.pool.end(), this.#owner.end()]);
    await this.server.remove();
  }

  /** Through the door without HTTP, for what only institutions and the calendar may ask. */
  async command(actor: Actor, command: AnyCommand, commandId = newId()): Promise<Id> {
    const outcome = await this.lane.commit({ commandId, actor, command });
    if (outcome.ok) return commandId;
    throw new Error(`${command.kind}: ${JSON.stringify(outcome.refusal)}`);
  }

  /** Somebody who can sign in, without being a client. */
  async user(role: Role, positions: SignIn['positions'] = []): Promise<Id> {
    const personId = newId();
    const isClient = role === 'lender' || role === 'borrower' || role === 'partner';
    const kind = isClient ? 'client' : (role as 'staff' | 'regulator' | 'auditor');
    const signIn = { personId, kind, roles: [role], positions } as const;
    const names = { signInName: `user-${personId}`, passwordHash: this.#hash };
    await insertSignIns(this.#owner, [{ ...signIn, ...names }], this.#now);
    return personId;
  }

  staff(...positions: SignIn['positions']): Promise<Id> {
    return this.user('staff', positions);
  }

  /** The token of a session of that person; the session lives as long as the test wants. */
  async tokenOf(personId: Id): Promise<string> {
    const known = this.#tokens.get(personId);
    if (known !== undefined) return known;
    const signInName = await readSignInNameOf(this.pool, personId);
    const payload = { signInName, password: PASSWORD, sessionKind: 'bearer' };
    const answer = await this.app.inject({ method: 'POST', url: '/api/sign-in', payload });
    const { token } = answer.json() as { token: string };
    this.#tokens.set(personId, token);
    return token;
  }

  /** The business date. */
  async today(): Promise<Day> {
    const today = await readBusinessDate(this.pool);
    assert(today !== undefined, 'The first day is open.');
    return today;
  }

  /** To be called when time has gone on for longer than a session lasts. */
  forgetSessions(): void {
    this.#tokens.clear();
  }

  async ask(
    who: Id | undefined,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: unknown,
  ): Promise<Asked> {
    const headers = who === undefined ? {} : { authorization: `Bearer ${await this.tokenOf(who)}` };
    const answer = await this.app.inject({
      ...{ method, url, headers },
      ...(payload === undefined ? {} : { payload: payload as object }),
    });
    const isJson = String(answer.headers['content-type']).includes('json');
    return { status: answer.statusCode, body: isJson ? answer.json() : {} };
  }

  get(who: Id | undefined, url: string): Promise<Asked> {
    return this.ask(who, 'GET', url);
  }

  /** A command over HTTP, which has to be accepted. */
  async post(who: Id | undefined, url: string, fields: object = {}): Promise<Id> {
    const commandId = newId();
    const { status, body } = await this.ask(who, 'POST', url, { commandId, ...fields });
    if (status !== 200) throw new Error(`${url}: ${status} ${JSON.stringify(body)}`);
    return commandId;
  }

  async #install(): Promise<void> {
    const calendar: Actor = { kind: 'calendar' };
    await this.command(calendar, { kind: 'OpenFirstDay', day: FIRST_DAY });
    const terms = [SMALL_CREDIT_LOAN, GENERAL_LOAN];
    await this.command(calendar, {
      kind: 'InstallPlatform',
      operator: { name: 'Mutua Ltd', creditCode: OPERATOR_CODE, packId: 'cn', licences: [] },
      administrator: {
        ...{ id: newId(), name: 'First Administrator' },
        credentials: { signInName: 'first-administrator', passwordHash: this.#hash },
      },
      products: terms,
    });
  }
}

export function newId(): Id {
  return idOf(newUuid());
}

/** One user in every role, and one of the staff in every post. */
export async function everybody(house: TrialHouse): Promise<
  readonly {
    readonly id: Id;
    readonly role: Role;
    readonly positions: SignIn['positions'];
  }[]
> {
  const roles: readonly Role[] = ['lender', 'borrower', 'partner', 'regulator', 'auditor'];
  const users = roles.map(async (role) => ({ id: await house.user(role), role, positions: [] }));
  const staff = POSITIONS.map(async (position) => {
    const positions = [position];
    return { id: await house.staff(...positions), role: 'staff' as const, positions };
  });
  return Promise.all([...users, ...staff]);
}
