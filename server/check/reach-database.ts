// The database that is to be checked: that of a running platform, or of one that is stopped, which is started for it.
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { startEmbedded } from '../database/embedded/embedded.ts';
import { MIGRATIONS, readMigrations } from '../database/migrate.ts';
import { makePool } from '../database/pool.ts';
import { OWNER_ROLE } from '../database/roles.ts';
import { StartRefused } from '../start-refused.ts';

const DATABASE = 'mutua';
/** In which line of its `postmaster.pid` a running PostgreSQL says where its socket is. */
const SOCKET_LINE = 4;

export interface Place {
  readonly folder: string;
  readonly url: string | undefined;
  readonly ownerUrl: string | undefined;
}

export interface ReachedDatabase {
  /** Of the owner, who may make the temporary table of a long check; nothing is changed. */
  readonly pool: pg.Pool;
  close(): Promise<void>;
}

/** @throws StartRefused where there is no database of Mutua, or one of another version. */
export async function reachDatabase(place: Place): Promise<ReachedDatabase> {
  const { config, stop } = await locate(place);
  const pool = makePool(config);
  const close = async () => {
    await pool.end();
    await stop();
  };
  try {
    await requireTables(pool);
    return { pool, close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function locate({ folder, url, ownerUrl }: Place) {
  const nothing = async () => undefined;
  if (url !== undefined && url !== '') {
    return { config: { connectionString: ownerUrl ?? url }, stop: nothing };
  }
  if (!fs.existsSync(path.join(folder, 'secrets.json'))) {
    throw new StartRefused(
      `There is no database of Mutua in ${folder}. Name the data folder with --data DIR or in MUTUA_DATA.`,
      2,
    );
  }
  const running = await runningIn(folder);
  if (running !== undefined) return { config: running, stop: nothing };
  const embedded = await startEmbedded({
    folder,
    beforeStart: nothing,
    say: () => undefined,
    signal: new AbortController().signal,
  });
  return { config: embedded.owner, stop: () => embedded.stop('fast') };
}

/** How to reach the database of a platform that runs on this folder, if one does. */
async function runningIn(folder: string): Promise<pg.ClientConfig | undefined> {
  const note = path.join(folder, 'postgres', 'postmaster.pid');
  if (!fs.existsSync(note)) return undefined;
  const host = fs.readFileSync(note, 'utf8').split('\n')[SOCKET_LINE]?.trim() ?? '';
  const secrets = fs.readFileSync(path.join(folder, 'secrets.json'), 'utf8');
  const { owner: password } = JSON.parse(secrets) as { owner: string };
  const config = { host, database: DATABASE, user: OWNER_ROLE, password };
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 2_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return config;
  } catch {
    // The note was left behind by a PostgreSQL that was killed: the folder is free, and is taken in the usual way.
    return undefined;
  }
}

/** A database of another version has other tables, and the laws would speak of what is not there. */
async function requireTables(pool: pg.Pool): Promise<void> {
  const { rows: found } = await pool.query<{ isThere: boolean }>(
    `select to_regclass('platform.migration') is not null as "isThere"`,
  );
  const names =
    found[0]?.isThere === true
      ? (await pool.query<{ name: string }>('select name from platform.migration order by number'))
          .rows
      : [];
  const known = readMigrations(MIGRATIONS).map(({ name }) => name);
  if (known.join() === names.map(({ name }) => name).join()) return;
  throw new StartRefused(
    'The tables of this database are not those of this version of Mutua. Start the platform once, which brings them up to date, or check with the version that made them.',
    2,
  );
}
