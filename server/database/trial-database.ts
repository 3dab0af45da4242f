// For tests: a database of its own for one file, real, and gone afterwards.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import type pg from 'pg';
import { waitForLock } from '../../setup/lock.mjs';
import { rootFolder } from '../root-folder.ts';
import { makeTrialFolder } from '../trial-folder.ts';
import { type EmbeddedPostgres, startEmbedded } from './embedded/embedded.ts';
import { MIGRATIONS, migrate, readMigrations } from './migrate.ts';
import { withClient } from './pool.ts';

const ROOT = rootFolder();
const CACHE = path.join(ROOT, '.cache', 'new-database');

/**
 * No test cuts the power: whoever kills a process finds all that it wrote in the machine's memory. And what a file of tests
 * writes is small.
 */
const HASTY = {
  ...{ fsync: 'off', full_page_writes: 'off', wal_level: 'minimal', max_wal_senders: '0' },
  ...{ shared_buffers: '64MB', max_wal_size: '512MB' },
  // A segment that is not filled takes up no room on the disk.
  ...{ wal_recycle: 'off', wal_init_zero: 'off' },
};

export interface TrialWishes {
  /** Set as the platform sets it, for whoever measures it or kills what is around it. */
  readonly isAsServed?: boolean;
}

/** How far a database is that is kept to be copied. */
interface Stage {
  readonly name: string;
  readonly fill: (postgres: EmbeddedPostgres, administrator: pg.ClientConfig) => Promise<unknown>;
  /** What else decides on what is in it. */
  readonly content: () => readonly string[];
}

const EMPTY: Stage = { name: 'empty', fill: async () => undefined, content: () => [] };
const MIGRATED: Stage = {
  name: 'migrated',
  fill: async (postgres, administrator) => {
    await withClient(postgres.owner, (client) => migrate(client));
    await withClient(administrator, leaveOut);
  },
  content: () => readMigrations(MIGRATIONS).map(({ digest }) => digest),
};

/** What would only be copied each time: the databases that new ones are made of, and the log of how it was filled. */
async function leaveOut(administrator: pg.Client): Promise<void> {
  await administrator.query('update pg_database set datistemplate = false');
  for (const name of ['template0', 'template1']) {
    await administrator.query(`drop database ${name}`);
  }
  await administrator.query('select pg_switch_wal()');
}

export interface TrialDatabase extends EmbeddedPostgres {
  /** The one who may do everything on the server. */
  readonly administrator: pg.ClientConfig;
  /** Stops it and removes everything. */
  remove(): Promise<void>;
}

/** A database with all its tables, and what the migrations write into them. */
export async function startTrialDatabase(wishes: TrialWishes = {}): Promise<TrialDatabase> {
  const database = await open(await newDataFolder(MIGRATED, wishes), wishes);
  // Where none could be kept, it is empty still.
  await withClient(database.owner, (owner) => migrate(owner));
  return database;
}

/** An empty database with its two roles; `migrate` fills it. */
export async function startEmptyDatabase(): Promise<TrialDatabase> {
  return open(await newDataFolder(EMPTY, {}), {});
}

/** The one in a data folder, as it is served: that was only stopped there, or a new and empty one. */
export function startDatabaseIn(data: string): Promise<TrialDatabase> {
  return open(data, { isAsServed: true });
}

async function open(data: string, { isAsServed = false }: TrialWishes): Promise<TrialDatabase> {
  const postgres = await start(data, isAsServed ? {} : HASTY);
  return {
    ...postgres,
    administrator: administratorOf(postgres, data),
    async remove() {
      // Nothing of it is needed any more.
      await postgres.stop('immediate');
      removeHome(data);
    },
  };
}

function administratorOf({ owner }: EmbeddedPostgres, data: string): pg.ClientConfig {
  const secrets = fs.readFileSync(path.join(data, 'secrets.json'), 'utf8');
  const { administrator: password } = JSON.parse(secrets) as { administrator: string };
  return { ...owner, user: 'postgres', password, database: 'postgres' };
}

function start(
  folder: string,
  settings: Readonly<Record<string, string>>,
): Promise<EmbeddedPostgres> {
  return startEmbedded({
    ...{ folder, settings },
    beforeStart: async () => undefined,
    say: () => undefined,
    signal: new AbortController().signal,
  });
}

/** A data folder with a new database in it. To make one takes seconds, so one is kept and copied for each who asks. */
async function newDataFolder(stage: Stage, wishes: TrialWishes): Promise<string> {
  const kept = path.join(CACHE, `${stage.name}-${digestOf(stage)}`);
  if (!fs.existsSync(kept)) await keepNew(stage, kept);
  const data = makeDataFolder(wishes);
  if (fs.existsSync(kept)) execFileSync('cp', ['-a', kept, data]);
  return data;
}

async function keepNew(stage: Stage, kept: string): Promise<void> {
  const lock = await waitForLock(`${CACHE}.lock`);
  try {
    if (fs.existsSync(kept)) return;
    const data = makeDataFolder({});
    const postgres = await start(data, HASTY);
    await stage.fill(postgres, administratorOf(postgres, data));
    await postgres.stop('fast');
    // As root, on a closed temporary folder, the database lies elsewhere, and a copy is no second one.
    if (!fs.lstatSync(path.join(data, 'postgres')).isSymbolicLink()) {
      fs.mkdirSync(CACHE, { recursive: true });
      for (const former of fs.readdirSync(CACHE)) {
        if (!former.startsWith(`${stage.name}-`)) continue;
        fs.rmSync(path.join(CACHE, former), { recursive: true, force: true });
      }
      execFileSync('cp', ['-a', data, `${kept}-draft`]);
      fs.renameSync(`${kept}-draft`, kept);
    }
    removeHome(data);
  } finally {
    lock.release();
  }
}

/** Another way of making a database makes another one; so does another PostgreSQL, or another user. */
function digestOf({ content }: Stage): string {
  const hash = createHash('sha256').update(String(process.getuid?.()));
  const embedded = path.join(ROOT, 'server', 'database', 'embedded');
  for (const name of fs.readdirSync(embedded).sort()) {
    hash.update(fs.readFileSync(path.join(embedded, name)));
  }
  for (const file of ['package-lock.json', 'server/database/trial-database.ts']) {
    hash.update(fs.readFileSync(path.join(ROOT, file)));
  }
  for (const one of content()) hash.update(one);
  return hash.digest('hex').slice(0, 16);
}

function removeHome(data: string): void {
  const home = path.dirname(fs.realpathSync(path.join(data, 'postgres')));
  fs.rmSync(home, { recursive: true, force: true });
  fs.rmSync(path.dirname(data), { recursive: true, force: true });
}

function makeDataFolder({ isAsServed = false }: TrialWishes): string {
  return path.join(makeTrialFolder('mutua-trial-', isAsServed), 'data');
}
