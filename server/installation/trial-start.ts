// For tests: a database, a lane and a clock that is moved by hand, after the first start.
import { rmSync } from 'node:fs';
import { CHINA_TIME } from '@mutua/core/calendar/business-date.ts';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type { Actor } from '@mutua/core/people/actor.ts';
import type { AnyCommand } from '@mutua/core/rules.ts';
import { type Instant, instantOf, plusMs } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { v7 as newUuid } from 'uuid';
import { type Lane, openLane } from '../commit/lane.ts';
import { makePool, withClient } from '../database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../database/trial-database.ts';
import { PasswordWork } from '../people/password-work.ts';
import { makeTrialFolder } from '../trial-folder.ts';
import { install } from './install.ts';

export class TrialStart {
  readonly server: TrialDatabase;
  readonly pool: pg.Pool;
  readonly alarms: unknown[] = [];
  now = instantOf('2026-03-02T02:00:00Z');
  #lane: Lane | undefined;

  private constructor(server: TrialDatabase) {
    this.server = server;
    this.pool = makePool(server.application);
  }

  /** On 2026-03-02, at ten in the morning in China. */
  static async open(): Promise<TrialStart> {
    const server = await startTrialDatabase();
    const trial = new TrialStart(server);
    await trial.reopen();
    const dataFolder = makeTrialFolder('mutua-start-');
    const cost = { costLog2: 10, blockSize: 8, parallelization: 1 };
    await install({
      ...{ lane: trial.lane, pool: trial.pool, clock: trial.clock, dataFolder },
      ...{ operatorTime: CHINA_TIME, passwordWork: new PasswordWork({ cost }) },
    });
    rmSync(dataFolder, { recursive: true });
    return trial;
  }

  get lane(): Lane {
    if (this.#lane === undefined) throw new Error('The lane is closed.');
    return this.#lane;
  }

  readonly clock = (): Instant => this.now;

  later(milliseconds: number): void {
    this.now = plusMs(this.now, milliseconds);
  }

  /** As when the process ends and starts again: nothing in memory is left. */
  async reopen(): Promise<void> {
    await this.#lane?.close();
    this.#lane = await openLane({
      ...{ database: this.server.application, clock: this.clock },
      alarm: (error) => this.alarms.push(error),
    });
  }

  /** The id of a command that has to be accepted. */
  async command(actor: Actor, command: AnyCommand): Promise<Id> {
    const commandId = newTrialId();
    const outcome = await this.lane.commit({ commandId, actor, command });
    if (outcome.ok) return commandId;
    throw new Error(`${command.kind}: ${JSON.stringify(outcome.refusal)}`);
  }

  /** As the owner of the tables. */
  async write(text: string, values: readonly unknown[] = []): Promise<void> {
    await withClient(this.server.owner, (owner) => owner.query(text, [...values]));
  }

  /** The first column of every row. */
  async column(text: string, values: readonly unknown[] = []): Promise<readonly unknown[]> {
    const { rows } = await this.pool.query({ text, values: [...values], rowMode: 'array' });
    return (rows as unknown[][]).map(([first]) => first);
  }

  async close(): Promise<void> {
    await this.#lane?.close();
    await this.pool.end();
    await this.server.remove();
  }
}

export function newTrialId(): Id {
  return idOf(newUuid());
}
