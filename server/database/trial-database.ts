// For tests: a database of its own for one file, real, and gone afterwards.
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type pg from 'pg';
import { waitForLock } from '../../setup/lock.mjs';
import { rootFolder } from '../root-folder.ts';
import { type EmbeddedPostgres, startEmbedded } from './embedded/embedded.ts';

const ROOT = rootFolder();
const CACHE = path.join(ROOT, '.cache', 'new-database');

export interface TrialDatabase extends EmbeddedPostgres {
  /** The one who may do everything on the server. */
  readonly administrator: pg.ClientConfig;
  /** Stops it and removes everything. */
  remove(): Promise<void>;
}

/**
 * An empty database with its two roles; `migrate` fills it.
 *
 * @param data the data folder of an earlier one that was only stopped, to start it again.
 */
export async function startTrialDatabase(data?: string): Promise<TrialDatabase> {
  if (data === undefined) return startTrialDatabase(await newDataFolder());
  const postgres = await start(data);
  const secrets = fs.readFileSync(path.join(data, 'secrets.json'), 'utf8');
  const { administrator: password } = JSON.parse(secrets) as { administrator: string };
  return {
    ...postgres,
    administrator: { ...postgres.owner, user: 'postgres', password, database: 'postgres' },
    async remove() {
      // Nothing of it is needed any more.
      await postgres.stop('immediate');
      removeHome(data);
    },
  };
}

function start(folder: string): Promise<EmbeddedPostgres> {
  return startEmbedded({
    folder,
    beforeStart: async () => undefined,
    say: () => undefined,
    signal: new AbortController().signal,
  });
}

/** A data folder with a new database in it. To make one takes seconds, so one is kept and copied for each who asks. */
async function newDataFolder(): Promise<string> {
  const kept = path.join(CACHE, nameOfProgram());
  if (!fs.existsSync(kept)) await keepNew(kept);
  const data = makeDataFolder();
  if (fs.existsSync(kept)) execFileSync('cp', ['-a', kept, data]);
  return data;
}

async function keepNew(kept: string): Promise<void> {
  const lock = await waitForLock(`${CACHE}.lock`);
  try {
    if (fs.existsSync(kept)) return;
    const data = makeDataFolder();
    await (await start(data)).stop('fast');
    // As root, on a closed temporary folder, the database lies elsewhere, and a copy is no second one.
    if (!fs.lstatSync(path.join(data, 'postgres')).isSymbolicLink()) {
      fs.rmSync(CACHE, { recursive: true, force: true });
      fs.mkdirSync(CACHE, { recursive: true });
      execFileSync('cp', ['-a', data, `${kept}-draft`]);
      fs.renameSync(`${kept}-draft`, kept);
    }
    removeHome(data);
  } finally {
    lock.release();
  }
}

/** Another way of making a database makes another one; so does another PostgreSQL, or another user. */
function nameOfProgram(): string {
  const hash = createHash('sha256').update(String(process.getuid?.()));
  const embedded = path.join(ROOT, 'server', 'database', 'embedded');
  for (const name of fs.readdirSync(embedded).sort()) {
    hash.update(fs.readFileSync(path.join(embedded, name)));
  }
  hash.update(fs.readFileSync(path.join(ROOT, 'package-lock.json')));
  return hash.digest('hex').slice(0, 16);
}

function removeHome(data: string): void {
  const home = path.dirname(fs.realpathSync(path.join(data, 'postgres')));
  fs.rmSync(home, { recursive: true, force: true });
  fs.rmSync(path.dirname(data), { recursive: true, force: true });
}

function makeDataFolder(): string {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'mutua-trial-'));
  // As root, the account of PostgreSQL passes through here.
  fs.chmodSync(folder, 0o755);
  return path.join(folder, 'data');
}
