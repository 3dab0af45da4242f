// The PostgreSQL under the end of day: a cluster of its own in a folder of its own, two databases in it, and the
// processes of it that may be killed.
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makePool, withClient } from '@mutua/server/database/pool.ts';
import { startDatabaseIn, type TrialDatabase } from '@mutua/server/database/trial-database.ts';
import type pg from 'pg';
import { postmasterPid } from '../../start/database-process.ts';
import { childrenOf, eventually, isAlive } from '../../start/processes.ts';
import type { Chance } from '../chance.ts';

/** Beside that in which the kills are: a copy of it, in which nothing is killed. */
const CALM = 'calm';
const BACK_MS = 60_000;

export class Ground {
  /** With the data folder and whatever else is put beside it. */
  readonly folder: string;
  readonly data: string;
  #database: TrialDatabase | undefined;
  #isLost = false;

  constructor() {
    this.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mutua-end-of-day-'));
    // The database's own user has to reach it.
    fs.chmodSync(this.folder, 0o755);
    this.data = path.join(this.folder, 'data');
  }

  get database(): TrialDatabase {
    if (this.#database === undefined) throw new Error('The database has been started.');
    return this.#database;
  }

  async start(): Promise<void> {
    const started = await startDatabaseIn(this.data);
    this.#database = started;
    this.#isLost = false;
    void started.lost.then(() => {
      if (this.#database === started) this.#isLost = true;
    });
  }

  /** A copy of the whole database, as it is now; nobody may be connected to it. */
  async copyToCalm(): Promise<void> {
    const { administrator, owner } = this.database;
    await withClient(administrator, async (client) => {
      await client.query(`create database ${CALM} template ${owner.database} owner ${owner.user}`);
    });
  }

  /** How the platform connects. */
  application(isCalm: boolean): pg.ClientConfig {
    return { ...this.database.application, ...(isCalm && { database: CALM }) };
  }

  /** To look at the tables. */
  pool(isCalm: boolean): pg.Pool {
    return makePool({ ...this.database.owner, ...(isCalm && { database: CALM }) });
  }

  killPostmaster(): void {
    for (const pid of this.#postmaster()) kill(pid);
  }

  /** PostgreSQL with all its processes at once, as when its container is killed. */
  killAll(): void {
    for (const pid of this.#postmaster().flatMap((one) => [one, ...pidsUnder(one)])) kill(pid);
  }

  /** One of its processes: PostgreSQL then drops all connections and recovers by itself. */
  killBackend(chance: Chance): void {
    const [postmaster = 0] = this.#postmaster();
    const children = childrenOf(postmaster);
    const serving = children.filter(({ name }) => name.includes('mutua_application'));
    const struck = chance.pick(serving.length > 0 ? serving : children);
    if (struck !== undefined) kill(struck.pid);
  }

  /** Comes back when the database answers again, whoever had to start it. */
  async untilBack(): Promise<void> {
    const until = Date.now() + BACK_MS;
    while (!(await this.#answers())) {
      // It is brought back so often in five minutes; then by whoever runs it.
      if (this.#isLost) {
        await this.database.stop('immediate');
        await this.start();
      }
      if (Date.now() > until) throw new Error('PostgreSQL does not come back.');
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  /** Ends it, and leaves nothing behind. */
  async remove(): Promise<void> {
    const [postmaster] = this.#postmaster();
    await this.#database?.remove();
    if (postmaster !== undefined) {
      await eventually('PostgreSQL has ended', () => !isAlive(postmaster));
    }
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  #postmaster(): readonly number[] {
    const pid = postmasterPid(this.data);
    return pid === undefined ? [] : [pid];
  }

  async #answers(): Promise<boolean> {
    try {
      return await withClient(this.database.owner, async (client) => {
        await client.query('select 1');
        return true;
      });
    } catch {
      return false;
    }
  }
}

function pidsUnder(postmaster: number): readonly number[] {
  return childrenOf(postmaster).map(({ pid }) => pid);
}

/** It may be gone already. */
function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
