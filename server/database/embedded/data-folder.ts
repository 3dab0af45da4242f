// The folder with everything of one installation: its database, its secrets, its log.
//
//   mutua.json     that it is ours, and in which layout
//   running.json   who runs on it (a lock)
//   secrets.json   the database's passwords
//   postgres/      the database; a link where PostgreSQL's account cannot reach this folder
//   socket/        the database's only entrance
//   log/           what PostgreSQL says
import fs from 'node:fs';
import path from 'node:path';
import { type HeldLock, type Holder, tryLock } from '../../../setup/lock.mjs';
import { StartRefused, systemCodeOf } from '../../start-refused.ts';
import type { Account } from './account.ts';

const LAYOUT = 1;
const MEGABYTE = 2 ** 20;
// A new database takes 40 MB, and its first day must not end on a full disk.
const FREE_AT_FIRST_BYTES = 300 * MEGABYTE;
const FREE_LATER_BYTES = 50 * MEGABYTE;
// What may stand in an empty folder: the lock itself, and what a file system puts there.
const NOT_CONTENT = new Set(['running.json', 'running.json.guard', 'lost+found', '.DS_Store']);

export interface DataFolder {
  readonly path: string;
  /** Held as long as the platform runs on the folder. */
  readonly lock: HeldLock;
}

/** Takes the folder for this process, making it at first; refuses what is not ours to take. */
export function takeDataFolder(folder: string, account: Account): DataFolder {
  const place = path.resolve(folder);
  const isNew = explain(place, () => inspect(place));
  const lock = explain(place, () => lockFolder(place));
  try {
    explain(place, () => settle(place, account, isNew));
  } catch (error) {
    lock.release();
    throw error;
  }
  return { path: place, lock };
}

/** True for a new folder, false for ours. Writes nothing into a folder that it refuses. */
function inspect(place: string): boolean {
  const status = fs.statSync(place, { throwIfNoEntry: false });
  if (status === undefined) {
    fs.mkdirSync(place, { recursive: true });
    return true;
  }
  if (!status.isDirectory()) throw refusal(place, 'is not a folder. Choose another');
  const content = fs.readdirSync(place).filter((name) => !NOT_CONTENT.has(name));
  if (content.length === 0) return true;
  if (!content.includes('mutua.json')) {
    throw refusal(place, 'is not empty and was not made by Mutua. Choose an empty or a new folder');
  }
  const uid = process.getuid?.() ?? status.uid;
  if (status.uid !== uid) {
    throw refusal(
      place,
      `belongs to user ${status.uid}, and this is user ${uid}. Start Mutua as the user who made it, or choose another folder`,
    );
  }
  return false;
}

function lockFolder(place: string): HeldLock {
  const { held, holder } = tryLock(path.join(place, 'running.json'));
  if (held === undefined) throw new StartRefused(alreadyRunning(place, holder), 1);
  return held;
}

function alreadyRunning(place: string, { pid, since, url }: Holder): string {
  const where = typeof url === 'string' ? `Open it at ${url}` : 'It is just starting';
  return [
    `Mutua already runs on ${place}: process ${pid}, since ${since}.`,
    `${where}; stop it with "kill ${pid}"; or start a second one beside it with --data DIR --port N.`,
  ].join('\n');
}

function settle(place: string, account: Account, isNew: boolean): void {
  requireSpace(place, isNew ? FREE_AT_FIRST_BYTES : FREE_LATER_BYTES);
  // Another account passes through on its way to the database; nobody else can read anything here.
  fs.chmodSync(place, account.isOwn ? 0o700 : 0o711);
  fs.mkdirSync(path.join(place, 'log'), { recursive: true, mode: 0o700 });
  const marker = path.join(place, 'mutua.json');
  if (isNew) fs.writeFileSync(marker, `${JSON.stringify({ layout: LAYOUT })}\n`);
  const { layout } = JSON.parse(fs.readFileSync(marker, 'utf8')) as { layout: number };
  if (layout !== LAYOUT) {
    throw refusal(
      place,
      `has layout ${layout}, and this version of Mutua knows ${LAYOUT}. Start it with the version that made it, or choose another folder`,
    );
  }
}

/** Refuses where the disk is (nearly) full: a database that cannot write does not start, or stops soon. */
export function requireSpace(place: string, neededBytes: number, freeBytes = freeAt(place)): void {
  if (freeBytes >= neededBytes) return;
  const [free, needed] = [freeBytes, neededBytes].map((bytes) => Math.floor(bytes / MEGABYTE));
  throw refusal(
    place,
    `has ${free} MB of free space left, and the database needs ${needed} MB. Make room, or choose a folder on another disk`,
  );
}

function freeAt(place: string): number {
  const { bavail, bsize } = fs.statfsSync(place);
  return bavail * bsize;
}

/** Turns the system's refusals into words. */
function explain<Value>(place: string, act: () => Value): Value {
  try {
    return act();
  } catch (error) {
    const code = systemCodeOf(error);
    if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
      throw refusal(place, `cannot be written (${code}). Choose another folder`);
    }
    if (code === 'ENOSPC' || code === 'EDQUOT') {
      throw refusal(place, 'is on a disk that is full. Make room, or choose another folder');
    }
    if (code === 'ENOTDIR' || code === 'ENAMETOOLONG' || code === 'ELOOP') {
      throw refusal(place, `is not a folder that can be made (${code}). Choose another`);
    }
    throw error;
  }
}

function refusal(place: string, what: string): StartRefused {
  return new StartRefused(`The data folder ${place} ${what}, with --data DIR or in MUTUA_DATA.`, 2);
}
