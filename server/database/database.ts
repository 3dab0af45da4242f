// The platform's database: that of DATABASE_URL if it is set, else the embedded one.
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { StartRefused } from '../start-refused.ts';
import { type EmbeddedPostgres, startEmbedded } from './embedded/embedded.ts';
import { isDatabaseUnavailable } from './failure.ts';
import { migrate } from './migrate.ts';
import { makePool, withClient } from './pool.ts';
import { APPLICATION_ROLE, requireLimitedRole, settleApplicationRole } from './roles.ts';

const EXTERNAL_WAIT_MS = 30_000;
const REACHABLE_MS = 2_000;
const OLDEST_VERSION = 15;

export interface DatabaseOptions {
  /** The embedded database's folder; unused where a server is given. */
  readonly folder: string;
  /** A PostgreSQL server of the operator's own, as in DATABASE_URL. */
  readonly url?: string | undefined;
  /** The same for the owner's role, as in DATABASE_OWNER_URL, where that is another login. */
  readonly ownerUrl?: string | undefined;
  /** Called when the data folder is ours, and before anything is started. */
  readonly beforeStart: () => Promise<void>;
  /** Gets lines about what happens to the database while it runs. */
  readonly say: (line: string) => void;
  /** Aborted when the platform is told to stop while the database is still starting. */
  readonly signal: AbortSignal;
}

export interface Database {
  /** Connections of the application's role. */
  readonly pool: pg.Pool;
  /** How to make one more of them. */
  readonly application: pg.ClientConfig;
  /** For the person at the terminal. */
  readonly description: string;
  /** Settles with the reason when the database is gone for good. */
  readonly lost: Promise<Error>;
  isReachable(): Promise<boolean>;
  /** Tells whoever tries to start on the same data folder where this platform is. */
  describe(note: Readonly<Record<string, unknown>>): void;
  /** Everything in it is gone, and its tables are made anew; only where the database is the embedded one. */
  readonly beginAnew?: () => Promise<void>;
  /** Called again with `immediate`, it no longer waits for what is open. */
  close(mode: 'fast' | 'immediate'): Promise<void>;
}

/** Starts or reaches the database, brings its tables up to date, and opens the application's connections. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  return options.url === undefined || options.url === ''
    ? openEmbedded(options)
    : openExternal(options.url, options);
}

async function openEmbedded(options: DatabaseOptions): Promise<Database> {
  const postgres = await startEmbedded(options);
  try {
    await withClient(postgres.owner, (owner) => migrate(owner));
    await withClient(postgres.application, requireLimitedRole);
    options.signal.throwIfAborted();
  } catch (error) {
    await postgres.stop('fast');
    throw error;
  }
  return serve(postgres.application, {
    description: describeOwn(postgres),
    postgres,
  });
}

/** Before anything else uses it. */
async function dropAll(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `select nspname as name
     from pg_namespace
     where nspowner = (select oid from pg_roles where rolname = current_user)
       and nspname <> 'public'`,
  );
  for (const { name } of rows)
    await owner.query(`drop schema ${pg.escapeIdentifier(name)} cascade`);
}

async function openExternal(url: string, options: DatabaseOptions): Promise<Database> {
  requireAddress(url);
  await options.beforeStart();
  const owner = { connectionString: options.ownerUrl ?? url };
  const application = { connectionString: url, options: `-c role=${APPLICATION_ROLE}` };
  const server = await describeServer(url, options.signal);
  await explain(url, async () => {
    await withClient(owner, async (client) => {
      await settleApplicationRole(client);
      await migrate(client);
    });
    await withClient(application, requireLimitedRole);
  });
  return serve(application, { description: server });
}

function describeOwn({ version, folder, cluster }: EmbeddedPostgres): string {
  const isElsewhere = path.dirname(cluster) !== folder;
  const place = isElsewhere ? `${folder} (kept in ${path.dirname(cluster)})` : folder;
  return `PostgreSQL ${version}, embedded, in ${place}`;
}

function serve(
  application: pg.ClientConfig,
  { description, postgres }: { description: string; postgres?: EmbeddedPostgres },
): Database {
  const pool = makePool(application);
  return {
    ...{ pool, application, description },
    lost: postgres?.lost ?? new Promise(() => undefined),
    isReachable: () => isReachable(pool),
    describe: (note) => postgres?.describe(note),
    ...(postgres !== undefined && {
      beginAnew: () =>
        withClient(postgres.owner, async (owner) => {
          await dropAll(owner);
          await migrate(owner);
        }),
    }),
    async close(mode) {
      if (mode === 'fast' && !pool.ended) await pool.end();
      await postgres?.stop(mode);
    },
  };
}

async function isReachable(pool: pg.Pool): Promise<boolean> {
  const asked = pool.query('select 1').then(
    () => true,
    () => false,
  );
  const late = new AbortController();
  const waited = pause(REACHABLE_MS, false, { signal: late.signal }).catch(() => false);
  const reachable = await Promise.race([asked, waited]);
  late.abort();
  return reachable;
}

/** Waits for a server that is just starting, and refuses one that will not do. */
async function describeServer(url: string, signal: AbortSignal): Promise<string> {
  const until = Date.now() + EXTERNAL_WAIT_MS;
  for (;;) {
    try {
      return await explain(url, () =>
        withClient({ connectionString: url }, (client) => requireServer(client, url)),
      );
    } catch (error) {
      if (!isDatabaseUnavailable(error)) throw error;
      if (Date.now() > until) throw new StartRefused(unreachable(url, error), 1);
    }
    await pause(500, undefined, { signal });
  }
}

async function requireServer(client: pg.Client, url: string): Promise<string> {
  const { rows } = await client.query<{ version: string; encoding: string }>(
    `select
       current_setting('server_version') as version,
       current_setting('server_encoding') as encoding`,
  );
  const { version, encoding } = rows[0] ?? { version: '', encoding: '' };
  if (Number.parseInt(version, 10) < OLDEST_VERSION) {
    throw new StartRefused(
      `The server at ${nameOf(url)} is PostgreSQL ${version}; Mutua needs ${OLDEST_VERSION} or later.`,
      2,
    );
  }
  if (encoding !== 'UTF8') {
    throw new StartRefused(
      `The database at ${nameOf(url)} has the encoding ${encoding}; make one with the encoding UTF8.`,
      2,
    );
  }
  return `PostgreSQL ${version.split(' ')[0]}, at ${nameOf(url)}`;
}

/** What the server refuses for good (a password, a name) is an expected no; the password is never shown. */
async function explain<Value>(url: string, act: () => Promise<Value>): Promise<Value> {
  try {
    return await act();
  } catch (error) {
    const isServersNo =
      error instanceof pg.DatabaseError && /^(28|3D|42501)/.test(error.code ?? '');
    if (!isServersNo) throw error;
    throw new StartRefused(
      `The server at ${nameOf(url)} refused: ${error.message}. Check DATABASE_URL and the rights of its user.`,
      2,
    );
  }
}

function unreachable(url: string, error: unknown): string {
  const said = error instanceof Error ? error.message : String(error);
  return `The server at ${nameOf(url)} cannot be reached: ${said}. Start it, or correct DATABASE_URL; without DATABASE_URL Mutua brings its own database.`;
}

function requireAddress(url: string): void {
  if (/^postgres(ql)?:\/\//.test(url) && URL.canParse(url)) return;
  throw new StartRefused(
    'DATABASE_URL is no address of a PostgreSQL server; it looks like postgresql://user:password@host:5432/database.',
    2,
  );
}

/** Where the server is, without user and password. */
function nameOf(url: string): string {
  const { host, port, database } = new pg.Client({ connectionString: url });
  return `${host}:${port}/${database ?? ''}`;
}
