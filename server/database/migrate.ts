// Brings the tables up to date: every migration once, in order, and none that changed since.
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Client } from 'pg';
import { StartRefused } from '../start-refused.ts';

// In the sources this is the folder beside this file, in a build the copy beside the bundle.
export const MIGRATIONS = path.join(import.meta.dirname, 'migrations');

// Any number will do, as long as nobody else uses it: "mutua" in ASCII.
const LOCK_KEY = 0x6d75747561n;

export interface Migration {
  readonly number: number;
  /** The file's name. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text. */
  readonly digest: string;
}

interface Applied {
  readonly number: number;
  readonly name: string;
  readonly digest: string;
}

/** Applies what is missing, as the owner, and gives the names of what it applied. */
export async function migrate(owner: Client, folder = MIGRATIONS): Promise<readonly string[]> {
  const known = readMigrations(folder);
  // Of two platforms that start on one database, the second waits and then finds everything done.
  await owner.query('select pg_advisory_lock($1)', [LOCK_KEY]);
  try {
    const applied = await readApplied(owner);
    requireAgreement(known, applied);
    const missing = known.slice(applied.length);
    for (const migration of missing) await apply(owner, migration);
    return missing.map(({ name }) => name);
  } finally {
    await owner.query('select pg_advisory_unlock($1)', [LOCK_KEY]);
  }
}

/** The migrations of a folder: files named `0001-what-it-does.sql`, numbered from 1 without a gap. */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort();
  return names.map((name, index) => {
    const number = Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]);
    if (number !== index + 1) {
      throw new Error(`The migration ${name} should be number ${index + 1}.`);
    }
    // A check-out may have changed the line ends; the migration is still the same.
    const sql = readFileSync(path.join(folder, name), 'utf8').replaceAll('\r\n', '\n');
    return { number, name, sql, digest: createHash('sha256').update(sql).digest('hex') };
  });
}

async function readApplied(owner: Client): Promise<readonly Applied[]> {
  const { rows: found } = await owner.query<{ exists: boolean }>(
    `select to_regclass('platform.migration') is not null as exists`,
  );
  if (found[0]?.exists !== true) return [];
  const { rows } = await owner.query<Applied>(
    `select number, name, digest
     from platform.migration
     order by number`,
  );
  return rows;
}

function requireAgreement(known: readonly Migration[], applied: readonly Applied[]): void {
  for (const { number, name, digest } of applied) {
    const migration = known[number - 1];
    if (migration === undefined) {
      throw new StartRefused(
        `The database is newer than this program: it has migration ${name}, and the program knows ${known.length}. Start the newer version of Mutua that made it.`,
        1,
      );
    }
    if (migration.name !== name || migration.digest !== digest) {
      throw new StartRefused(
        `The migration ${migration.name} was changed after it had been applied to this database (there it is ${name}, ${digest.slice(0, 12)}). Bring the file back as it was, and make the change in a new migration.`,
        1,
      );
    }
  }
}

async function apply(owner: Client, { number, name, sql, digest }: Migration): Promise<void> {
  await owner.query('begin');
  try {
    await owner.query(sql);
    await owner.query(
      `insert into platform.migration (number, name, digest)
       values ($1, $2, $3)`,
      [number, name, digest],
    );
    await owner.query('commit');
  } catch (error) {
    await owner.query('rollback');
    throw new Error(`The migration ${name} failed; nothing of it was kept.`, { cause: error });
  }
}
