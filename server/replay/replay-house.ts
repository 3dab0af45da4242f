// The platform in which past loans live again: a database of its own, a clock that is set, its staff and its product.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type { Actor, StaffPosition } from '@mutua/core/people/actor.ts';
import { REPLAY_LOAN } from '@mutua/core/product/replay-loan.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import type { Day } from '@mutua/core/time/day.ts';
import { type Instant, plusMs, startOfDay } from '@mutua/core/time/instant.ts';
import { v7 } from 'uuid';
import { type Lane, openLane } from '../commit/lane.ts';
import type { LoggedCommand } from '../commit/log-store.ts';
import { newPlatformId } from '../commit/platform-id.ts';
import type { Outcome } from '../commit/request.ts';
import { twoAtATime } from '../commit/two-at-a-time.ts';
import { type Database, openDatabase } from '../database/database.ts';
import type { Statement } from '../database/fact-table.ts';
import { install, TRIAL_OPERATOR } from '../installation/install.ts';
import { readInstalled } from '../installation/install-read.ts';
import { PasswordWork } from '../people/password-work.ts';

import { StartRefused } from '../start-refused.ts';

export interface HousePlace {
  readonly folder: string;
  readonly url: string | undefined;
  readonly ownerUrl: string | undefined;
}

type Person = Extract<Actor, { kind: 'person' }>;

/** Makers and checkers, each a person of its own. */
export interface ReplayStaff {
  readonly loanOfficer: Person;
  readonly loanOfficerLead: Person;
  readonly analyst: Person;
  readonly committeeLead: Person;
}

const POSITIONS = {
  loanOfficer: 'loan_officer',
  loanOfficerLead: 'loan_officer_lead',
  analyst: 'risk_analyst',
  committeeLead: 'committee_member_lead',
  productOfficer: 'product_officer',
  productLead: 'product_officer_lead',
} as const satisfies Readonly<Record<string, StaffPosition>>;

/** The house keeps the hours of China, where its operator for trying out is. */
const OFFSET_MINUTES = 480;
const OPENING_HOUR_MS = 9 * 3_600_000;
/** So many commands wait in the lane at once. */
const AT_ONCE = 500;

/** A command that has to be accepted was not. */
export class ReplayRefused extends Error {
  override readonly name = 'ReplayRefused';
}

export class ReplayHouse {
  readonly database: Database;
  readonly passwordHash: string;
  #day: Day;
  #now: Instant;
  #lane: Lane | undefined;
  #staff: ReplayStaff | undefined;

  private constructor(database: Database, firstDay: Day, passwordHash: string) {
    this.database = database;
    this.passwordHash = passwordHash;
    this.#day = firstDay;
    this.#now = openingOf(firstDay);
  }

  /** @throws StartRefused where the database has been used before. */
  static async open(place: HousePlace, firstDay: Day): Promise<ReplayHouse> {
    const database = await openDatabase({
      ...place,
      beforeStart: async () => undefined,
      say: () => undefined,
      signal: new AbortController().signal,
    });
    try {
      const { businessDate } = await readInstalled(database.pool);
      if (businessDate !== undefined) {
        throw new StartRefused(
          'This database is not empty: loans are replayed on an empty one. Name another data folder, or leave --data out.',
          2,
        );
      }
      const hashed = await new PasswordWork().hash(newPlatformId());
      if (!hashed.ok) throw new Error('No password can be made.');
      const house = new ReplayHouse(database, firstDay, hashed.value);
      await house.#found(place.folder);
      return house;
    } catch (error) {
      await database.close('fast');
      throw error;
    }
  }

  get lane(): Lane {
    if (this.#lane === undefined) throw new Error('The house stands.');
    return this.#lane;
  }

  get staff(): ReplayStaff {
    if (this.#staff === undefined) throw new Error('The house has its staff.');
    return this.#staff;
  }

  get day(): Day {
    return this.#day;
  }

  get now(): Instant {
    return this.#now;
  }

  readonly read = async ({ name, text, values }: Statement) => {
    const asked = { name: `replay: ${name}`, text, values: [...values] };
    const { rows } = await this.database.pool.query<Record<string, unknown>>(asked);
    return rows;
  };

  openDay(day: Day): void {
    this.#day = day;
    this.#now = openingOf(day);
  }

  pass(milliseconds: number): void {
    this.#now = plusMs(this.#now, milliseconds);
  }

  /** An id as clients give it to a command of theirs. */
  newId(): Id {
    return idOf(v7({ msecs: this.#now }));
  }

  async ask(actor: Actor, command: AnyCommand, commandId = this.newId()): Promise<Outcome> {
    return this.lane.commit({ commandId, actor, command });
  }

  /** @throws ReplayRefused */
  async must(actor: Actor, command: AnyCommand, commandId?: Id): Promise<LoggedCommand> {
    const outcome = await this.ask(actor, command, commandId);
    if (outcome.ok) return outcome.command;
    const { code, data } = outcome.refusal;
    throw new ReplayRefused(`${command.kind} is refused: ${code} ${JSON.stringify(data)}`);
  }

  async close(): Promise<void> {
    await this.#lane?.close();
    await this.database.close('fast');
  }

  async #found(dataFolder: string): Promise<void> {
    this.#lane = await openLane({
      database: this.database.application,
      clock: () => this.#now,
      // Whoever asked is told as well, and ends the replay.
      alarm: () => undefined,
    });
    const { administratorId } = await install({
      ...{ lane: this.#lane, pool: this.database.pool, dataFolder, clock: () => this.#now },
      operator: { ...TRIAL_OPERATOR, packId: REPLAY_LOAN.packId },
    });
    const administrator: Person = {
      ...{ kind: 'person', id: administratorId, roles: ['staff'] },
      positions: ['administrator'],
    };
    const employ = async (key: keyof typeof POSITIONS): Promise<Person> => {
      const positions = [POSITIONS[key]];
      const credentials = {
        signInName: `replay-${key.toLowerCase()}`,
        passwordHash: this.passwordHash,
      };
      const { commandId: id } = await this.must(administrator, {
        ...{ kind: 'RegisterStaff', name: key, positions, credentials },
      });
      return { kind: 'person', id, roles: ['staff'], positions };
    };
    this.#staff = {
      loanOfficer: await employ('loanOfficer'),
      loanOfficerLead: await employ('loanOfficerLead'),
      analyst: await employ('analyst'),
      committeeLead: await employ('committeeLead'),
    };
    await this.#release(await employ('productOfficer'), await employ('productLead'));
  }

  /** The product holds from the day on which the house is founded. */
  async #release(officer: Person, lead: Person): Promise<void> {
    const { businessDate: effectiveFrom } = await readInstalled(this.database.pool);
    if (effectiveFrom === undefined) throw new Error('An installed house has its day.');
    const tariff = { ...REPLAY_LOAN.tariff, effectiveFrom };
    const terms = { ...REPLAY_LOAN, effectiveFrom, tariff };
    await this.must(officer, { kind: 'ProposeProduct', terms, clientMoney: 'own_accounts' });
    const { code, version } = terms;
    await this.must(lead, { kind: 'ApproveProduct', code, version });
  }
}

/** Does the same for each, so many side by side that the lane gathers them. */
export async function forEach<One, Done>(
  all: readonly One[],
  act: (one: One) => Promise<Done>,
): Promise<Done[]> {
  const done: Done[] = [];
  let start = 0;
  await twoAtATime(async () => {
    const first = start;
    const some = all.slice(first, first + AT_ONCE);
    start += some.length;
    if (some.length === 0) return undefined;
    return some.map(async (one, index) => {
      done[first + index] = await act(one);
    });
  });
  return done;
}

function openingOf(day: Day): Instant {
  return plusMs(startOfDay(day, OFFSET_MINUTES), OPENING_HOUR_MS);
}
