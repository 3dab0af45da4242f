// The platform in which a past is lived: its own database, a clock that is set, and its staff, who come through the
// same door as everybody.
import type { OperatorTime } from '@mutua/core/calendar/business-date.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Actor, StaffPosition } from '@mutua/core/people/actor.ts';
import type { ProductTerms } from '@mutua/core/product/product.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { Day } from '@mutua/core/time/day.ts';
import { type Instant, plusMs, startOfDay } from '@mutua/core/time/instant.ts';
import { type Lane, openLane } from '../commit/lane.ts';
import type { LoggedCommand } from '../commit/log-store.ts';
import type { Outcome } from '../commit/request.ts';
import type { Database } from '../database/database.ts';
import type { Statement } from '../database/fact-table.ts';
import {
  DEMO_PASSWORD,
  DEMO_PERSONS,
  type DemoObserver,
  type DemoStaff,
  demoPersonId,
  demoSignInName,
} from '../installation/demo/demo-persons.ts';
import { type Installed, install } from '../installation/install.ts';
import type { OperatorDetails } from '../installation/operator-details.ts';
import { PasswordWork } from '../people/password-work.ts';
import { LivedIds } from './lived-ids.ts';

/** The house keeps the hours of China. */
const OFFSET_MINUTES = 480;
const OPENING_HOUR_MS = 9 * 3_600_000;

export type Person = Extract<Actor, { kind: 'person' }>;

/** A command that has to be accepted was not. */
export class LivedRefused extends Error {
  override readonly name = 'LivedRefused';
}

/** One command of a wave. */
export interface Asked {
  readonly actor: Actor;
  readonly command: AnyCommand;
  /** Left out: the next id. */
  readonly commandId?: Id;
  /** Told of the refusal, where one is expected now and then; left out, it ends the past. */
  readonly ifRefused?: (code: string) => void;
}

export interface HouseOptions {
  readonly database: Database;
  readonly dataFolder: string;
  readonly firstDay: Day;
  readonly products: readonly ProductTerms[];
  readonly operator?: OperatorDetails | undefined;
  readonly operatorTime: Partial<OperatorTime>;
  readonly administratorPassword: string | undefined;
}

export class LivedHouse {
  readonly database: Database;
  readonly ids = new LivedIds();
  readonly #staff = new Map<StaffPosition, Person[]>();
  #day: Day;
  #now: Instant;
  #lane: Lane | undefined;
  #installed: Installed | undefined;
  #passwordHash = '';

  private constructor({ database, firstDay }: HouseOptions) {
    this.database = database;
    this.#day = firstDay;
    this.#now = openingOf(firstDay);
  }

  static async open(options: HouseOptions): Promise<LivedHouse> {
    const house = new LivedHouse(options);
    house.#lane = await openLane({
      database: {
        ...options.database.application,
        // A past that is broken off is lived again, so none of its saves has to be waited for by itself.
        options: '-c synchronous_commit=off',
      },
      clock: () => house.#now,
      newId: house.ids.ofPlatform,
      // Whoever asked is told as well, and ends the past.
      alarm: () => undefined,
    });
    try {
      await house.#found(options);
      return house;
    } catch (error) {
      await house.close();
      throw error;
    }
  }

  get lane(): Lane {
    if (this.#lane === undefined) throw new Error('The house stands.');
    return this.#lane;
  }

  get installed(): Installed {
    if (this.#installed === undefined) throw new Error('The house is installed.');
    return this.#installed;
  }

  /** Of the password that all persons of a demo have. */
  get passwordHash(): string {
    return this.#passwordHash;
  }

  get day(): Day {
    return this.#day;
  }

  get now(): Instant {
    return this.#now;
  }

  readonly clock = (): Instant => this.#now;

  readonly read = async ({ name, text, values }: Statement) => {
    const asked = { name: `lived: ${name}`, text, values: [...values] };
    const { rows } = await this.database.pool.query<Record<string, unknown>>(asked);
    return rows;
  };

  /** Somebody in this post; of several, one after the other by `place`. */
  officer(position: StaffPosition, place = 0): Person {
    const all = this.#staff.get(position) ?? [];
    const found = all[place % Math.max(all.length, 1)];
    if (found === undefined) throw new Error(`Nobody is ${position}.`);
    return found;
  }

  demoId(key: string): Id {
    return demoPersonId(this.installed.installationId, key);
  }

  /** In the morning. */
  openDay(day: Day): void {
    this.#day = day;
    this.#now = openingOf(day);
  }

  /** The first moment of a day on which nothing is lived any more. */
  openPresent(day: Day): void {
    this.#day = day;
    this.#now = startOfDay(day, OFFSET_MINUTES);
  }

  pass(milliseconds: number): void {
    this.#now = plusMs(this.#now, milliseconds);
  }

  newId(): Id {
    return this.ids.ofPerson(this.#now);
  }

  newPlatformId(): Id {
    return this.ids.ofPlatform(this.#now);
  }

  async ask({ actor, command, commandId = this.newId() }: Asked): Promise<Outcome> {
    return this.lane.commit({ commandId, actor, command });
  }

  /** @throws LivedRefused */
  async must(asked: Asked): Promise<LoggedCommand> {
    const outcome = await this.ask(asked);
    if (outcome.ok) return outcome.command;
    const { code, data } = outcome.refusal;
    throw new LivedRefused(`${asked.command.kind} is refused: ${code} ${JSON.stringify(data)}`);
  }

  /**
   * All of them in this order, so many as fit in one save: each finds what those before it did.
   *
   * @throws LivedRefused
   */
  async all(wave: readonly Asked[]): Promise<readonly LoggedCommand[]> {
    const done = await Promise.all(
      wave.map(async (asked) => {
        if (asked.ifRefused === undefined) return this.must(asked);
        const outcome = await this.ask(asked);
        if (outcome.ok) return outcome.command;
        asked.ifRefused(outcome.refusal.code);
        return undefined;
      }),
    );
    return done.filter((command) => command !== undefined);
  }

  async close(): Promise<void> {
    await this.#lane?.close();
  }

  async #found(options: HouseOptions): Promise<void> {
    const { dataFolder, operator, operatorTime, administratorPassword, products } = options;
    const { pool } = this.database;
    const { clock, lane } = this;
    this.#installed = await install({
      ...{ lane, pool, dataFolder, clock, operator, operatorTime, products },
      password: administratorPassword,
    });
    const hashed = await new PasswordWork().hash(DEMO_PASSWORD);
    if (!hashed.ok) throw new Error('No other password is worked on.');
    this.#passwordHash = hashed.value;
    const administrator: Person = {
      ...{ kind: 'person', id: this.#installed.administratorId },
      ...{ roles: ['staff'], positions: ['administrator'] },
    };
    await this.all(
      DEMO_PERSONS.flatMap((person) =>
        person.kind === 'staff' || person.kind === 'regulator' || person.kind === 'auditor'
          ? [{ actor: administrator, ...this.#registration(person) }]
          : [],
      ),
    );
  }

  #registration(person: DemoStaff | DemoObserver): Omit<Asked, 'actor'> {
    const { key, name } = person;
    const commandId = this.demoId(key);
    const credentials = { signInName: demoSignInName(key), passwordHash: this.#passwordHash };
    if (person.kind !== 'staff') {
      const command = {
        kind: 'RegisterObserver',
        userKind: person.kind,
        name,
        credentials,
      } as const;
      return { commandId, command };
    }
    const { positions } = person;
    for (const position of positions) {
      const one: Person = { kind: 'person', id: commandId, roles: ['staff'], positions };
      this.#staff.set(position, [...(this.#staff.get(position) ?? []), one]);
    }
    return { commandId, command: { kind: 'RegisterStaff', name, positions, credentials } };
  }
}

function openingOf(day: Day): Instant {
  return plusMs(startOfDay(day, OFFSET_MINUTES), OPENING_HOUR_MS);
}
