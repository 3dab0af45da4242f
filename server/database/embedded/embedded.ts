// The embedded PostgreSQL: everything from an empty folder to a running database that can be connected to.
import path from 'node:path';
import pg from 'pg';
import { StartRefused } from '../../start-refused.ts';
import { sqlStateOf } from '../failure.ts';
import { APPLICATION_ROLE, OWNER_ROLE } from '../roles.ts';
import { type Account, postgresAccount } from './account.ts';
import {
  ADMINISTRATOR,
  DATABASE,
  isClusterMade,
  settleCluster,
  settleDatabase,
} from './cluster.ts';
import { type DataFolder, takeDataFolder } from './data-folder.ts';
import { leaveHome, machineFolder, settleHome } from './home.ts';
import { type Keeper, keepRunning } from './keeper.ts';
import { findPrograms } from './programs.ts';
import { settleSecrets } from './secrets.ts';
import { settingsFor } from './settings.ts';

export interface EmbeddedOptions {
  readonly folder: string;
  /** Called when the data folder is ours, and before anything is started. */
  readonly beforeStart: () => Promise<void>;
  /** Gets a line when the database died, and when it was brought back. */
  readonly say: (line: string) => void;
  /** Aborted when the platform is told to stop while the database is still starting. */
  readonly signal: AbortSignal;
  /** Instead of what the platform sets; left out but for tests. */
  readonly settings?: Readonly<Record<string, string>>;
}

export interface EmbeddedPostgres extends Keeper {
  /** Such as `18.4`. */
  readonly version: string;
  /** The data folder, as an absolute path. */
  readonly folder: string;
  /** Where the database's files really are. */
  readonly cluster: string;
  readonly owner: pg.ClientConfig;
  readonly application: pg.ClientConfig;
  /** Tells whoever tries to start on the same folder where this one is. */
  describe(note: Readonly<Record<string, unknown>>): void;
}

/** Takes the data folder and starts the database in it; `stop` gives both back. */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const account = postgresAccount();
  const data = takeDataFolder(options.folder, account);
  try {
    await options.beforeStart();
    return await startIn(data, account, options);
  } catch (error) {
    data.lock.release();
    throw error;
  }
}

async function startIn(
  data: DataFolder,
  account: Account,
  { say, signal, settings = {} }: EmbeddedOptions,
): Promise<EmbeddedPostgres> {
  const home = settleHome(data.path, account);
  const programs = await findPrograms(account, () =>
    account.isOwn ? path.join(data.path, 'programs') : machineFolder(),
  );
  const secrets = settleSecrets(data.path, isClusterMade(home.cluster));
  await settleCluster({ home, programs, account, password: secrets.administrator, signal });
  const keeper = await keepRunning(
    {
      program: programs.postgres,
      account,
      cluster: home.cluster,
      settings: settingsFor(home.socketFolder, { others: settings }),
      logFile: path.join(data.path, 'log', 'postgres.log'),
      isReady: () => answers(home.socketFolder, secrets.administrator),
      signal,
    },
    say,
  );
  try {
    await settleDatabase(home.socketFolder, secrets);
  } catch (error) {
    await keeper.stop('fast');
    throw error;
  }
  const place = { host: home.socketFolder, database: DATABASE };
  return {
    version: programs.version,
    folder: data.path,
    cluster: home.cluster,
    owner: { ...place, user: OWNER_ROLE, password: secrets.owner },
    application: { ...place, user: APPLICATION_ROLE, password: secrets.application },
    lost: keeper.lost,
    describe: (note) => data.lock.describe(note),
    async stop(mode) {
      await keeper.stop(mode);
      leaveHome(home);
      data.lock.release();
    },
  };
}

/** Whether the server takes connections; not yet while it starts or recovers. */
async function answers(host: string, password: string): Promise<boolean> {
  const client = new pg.Client({ host, user: ADMINISTRATOR, password, database: 'postgres' });
  // A connection that breaks while it is made says so twice; the first time is enough.
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch (error) {
    if (sqlStateOf(error) !== '28P01') return false;
    throw new StartRefused(
      'The passwords in secrets.json are not those of the database. Bring the right file back from a copy, or begin anew with another folder: --data DIR.',
      2,
    );
  }
}
