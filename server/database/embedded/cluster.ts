// A database made from nothing: PostgreSQL's own files, then our database and its two roles.
import { spawn } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { StartRefused } from '../../start-refused.ts';
import { APPLICATION_ROLE, OWNER_ROLE } from '../roles.ts';
import { type Account, spawnAs } from './account.ts';
import { type Home, makeDraft } from './home.ts';
import type { Programs } from './programs.ts';
import type { Secrets } from './secrets.ts';

export const DATABASE = 'mutua';
export const ADMINISTRATOR = 'postgres';
// The first major version with the locale provider that sorts the same on every machine.
const BUILTIN_LOCALE_SINCE = 17;

export interface ClusterOptions {
  readonly home: Home;
  readonly programs: Programs;
  readonly account: Account;
  /** The administrator's. */
  readonly password: string;
  readonly signal: AbortSignal;
}

/** Makes the cluster's files where there are none; refuses those of another major version. */
export async function settleCluster({
  home: { cluster },
  programs,
  account,
  password,
  signal,
}: ClusterOptions): Promise<void> {
  if (isClusterMade(cluster)) return requireVersion(cluster, programs);
  requireEmpty(cluster);
  const draft = makeDraft(cluster, account);
  const passwordFile = `${draft}-password`;
  fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (!account.isOwn) fs.chownSync(passwordFile, account.uid, account.gid);
  try {
    await runInitdb({ programs, account, signal }, draft, passwordFile);
  } finally {
    fs.rmSync(passwordFile, { force: true });
  }
  fs.renameSync(draft, cluster);
}

export function isClusterMade(cluster: string): boolean {
  return fs.existsSync(path.join(cluster, 'PG_VERSION'));
}

/** The cluster appears whole: one without its version is damaged, and somebody may still save what is in it. */
function requireEmpty(cluster: string): void {
  if (!fs.existsSync(cluster) || fs.readdirSync(cluster).length === 0) return;
  throw new StartRefused(
    `The database in ${cluster} is damaged: its file PG_VERSION is missing. Bring it back from a copy, or begin anew with another folder: --data DIR.`,
    1,
  );
}

function requireVersion(cluster: string, { major, version }: Programs): void {
  const found = fs.readFileSync(path.join(cluster, 'PG_VERSION'), 'utf8').trim();
  if (found === String(major)) return;
  throw new StartRefused(
    [
      `The database in ${cluster} was made by PostgreSQL ${found}, and this is PostgreSQL ${version}, which cannot read it.`,
      `Either start Mutua with another data folder: --data DIR;`,
      `or run the database with PostgreSQL ${found} and give its address in DATABASE_URL;`,
      `or write it out with pg_dump of PostgreSQL ${found} and read it into a new data folder.`,
    ].join('\n'),
    2,
  );
}

function runInitdb(
  {
    programs: { initdb, major },
    account,
    signal,
  }: Pick<ClusterOptions, 'programs' | 'account' | 'signal'>,
  folder: string,
  passwordFile: string,
): Promise<void> {
  const locale =
    major >= BUILTIN_LOCALE_SINCE
      ? ['--locale-provider=builtin', '--locale=C.UTF-8']
      : ['--locale=C.UTF-8'];
  const child = spawn(
    initdb,
    [
      ...['-D', folder, '-E', 'UTF8', ...locale, '--data-checksums'],
      ...['-U', ADMINISTRATOR, '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
    ],
    { ...spawnAs(account), signal, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  const chunks: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status) => {
      const said = Buffer.concat(chunks).toString('utf8').trim();
      if (status === 0) resolve();
      else reject(new StartRefused(initdbFailure(folder, said), 1));
    });
  });
}

function initdbFailure(folder: string, said: string): string {
  const advice = /No space left on device/.test(said)
    ? 'The disk is full. Make room, or choose a folder on another disk: --data DIR.'
    : 'Choose another folder with --data DIR, or set DATABASE_URL to a PostgreSQL server of your own.';
  const last = said.split('\n').slice(-5).join('\n');
  return `The database could not be made in ${folder}. PostgreSQL said:\n${last}\n${advice}`;
}

/** Makes our database and its roles where they are missing, so that an interrupted first start goes on. */
export async function settleDatabase(host: string, secrets: Secrets): Promise<void> {
  const administrator = new pg.Client({
    host,
    user: ADMINISTRATOR,
    password: secrets.administrator,
    database: 'postgres',
  });
  await administrator.connect();
  try {
    const { rows } = await administrator.query<{ name: string }>(
      `select rolname as name from pg_roles
       union all
       select 'database ' || datname from pg_database`,
    );
    const names = new Set(rows.map(({ name }) => name));
    const roles = [
      [OWNER_ROLE, secrets.owner],
      [APPLICATION_ROLE, secrets.application],
    ] as const;
    for (const [role, password] of roles) {
      const literal = administrator.escapeLiteral(password);
      if (!names.has(role))
        await administrator.query(`create role ${role} login password ${literal}`);
    }
    if (!names.has(`database ${DATABASE}`)) {
      await administrator.query(`create database ${DATABASE} owner ${OWNER_ROLE}`);
      await administrator.query(`revoke all on database ${DATABASE} from public`);
      await administrator.query(`grant connect on database ${DATABASE} to ${APPLICATION_ROLE}`);
    }
  } finally {
    await administrator.end();
  }
}
