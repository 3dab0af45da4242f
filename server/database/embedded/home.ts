// Where in the file system the database itself lies: in the data folder, or, where PostgreSQL's account
// cannot reach that (a clone under /root), in a place of the machine to which the data folder has a link.
import fs from 'node:fs';
import path from 'node:path';
import { StartRefused, systemCodeOf } from '../../start-refused.ts';
import { type Account, canUseFolder } from './account.ts';
import { readRecord } from './postmaster-record.ts';

const MACHINE_FOLDERS = ['/var/lib/mutua', '/var/tmp/mutua'];
// The kernel's limit for a socket's path is 107 bytes on Linux and 103 on macOS.
const SOCKET_PATH_MAX = 103;
// In a far home: the data folder that leads to it, so that a copy of that does not lead there as well.
const BELONGS_TO = 'belongs-to';
const DRAFT = 'postgres-draft-';
const FAR_SOCKET = '/tmp/mutua-socket-';
const SOCKET_NAME = '.s.PGSQL.5432.lock';

export interface Home {
  /** Belongs to the account, closed to all others, and empty until the database is made. */
  readonly cluster: string;
  /** Closed to all but the account; its path is short enough for a socket. */
  readonly socketFolder: string;
}

/** Finds or makes the database's place. */
export function settleHome(dataFolder: string, account: Account): Home {
  const link = path.join(dataFolder, 'postgres');
  if (fs.lstatSync(link, { throwIfNoEntry: false }) === undefined) {
    const isReachable = tryHere(path.join(dataFolder, `${DRAFT}trial`), account);
    if (!isReachable) fs.symlinkSync(path.join(makeFarHome(dataFolder), 'postgres'), link);
  }
  const cluster = followLink(link);
  requireOwner(cluster, account);
  const home = path.dirname(cluster);
  removeFarSocket(cluster);
  return { cluster, socketFolder: settleSocketFolder(home, account) };
}

/** A new place beside the cluster, in which it is made before it is moved there. */
export function makeDraft(cluster: string, account: Account): string {
  const prefix = path.join(path.dirname(cluster), DRAFT);
  for (const name of fs.readdirSync(path.dirname(cluster))) {
    if (name.startsWith(DRAFT)) removeDraft(path.join(path.dirname(cluster), name));
  }
  const draft = fs.mkdtempSync(prefix);
  makeAccountFolder(draft, account);
  return draft;
}

/** What an interrupted start left behind never became the database. */
function removeDraft(draft: string): void {
  try {
    fs.rmSync(draft, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch (error) {
    // The program that a killed start left behind is still writing there; the next start removes it.
    if (systemCodeOf(error) !== 'ENOTEMPTY') throw error;
  }
}

/** Removes a socket's folder that is not in the home, when the database is stopped. */
export function leaveHome({ cluster, socketFolder }: Home): void {
  if (!socketFolder.startsWith(path.dirname(cluster))) {
    fs.rmSync(socketFolder, { recursive: true, force: true });
  }
}

/** A folder of the account, closed to all others. */
export function makeAccountFolder(folder: string, account: Account): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!account.isOwn) fs.chownSync(folder, account.uid, account.gid);
  fs.chmodSync(folder, 0o700);
}

/** The machine's folder for what PostgreSQL's account must reach: made by us, and written only by us. */
export function machineFolder(): string {
  for (const folder of MACHINE_FOLDERS) {
    try {
      fs.mkdirSync(folder, { recursive: true });
      const status = fs.lstatSync(folder);
      const isOurs = status.isDirectory() && status.uid === process.getuid?.();
      if (!isOurs) continue;
      fs.chmodSync(folder, 0o755);
      return folder;
    } catch (error) {
      if (!['EACCES', 'EROFS', 'EPERM', 'EEXIST', 'ENOTDIR'].includes(systemCodeOf(error))) {
        throw error;
      }
    }
  }
  throw new StartRefused(
    `PostgreSQL does not run as root, user nobody cannot reach the data folder, and neither ${MACHINE_FOLDERS.join(' nor ')} can be used instead. Choose a folder that every user can reach, with --data DIR or in MUTUA_DATA, or start Mutua as an ordinary user.`,
    2,
  );
}

function tryHere(folder: string, account: Account): boolean {
  makeAccountFolder(folder, account);
  const isReachable = canUseFolder(account, folder);
  fs.rmSync(folder, { recursive: true, force: true });
  return isReachable;
}

function makeFarHome(dataFolder: string): string {
  const name = path.basename(dataFolder).replace(/^\.+/, '');
  const home = fs.mkdtempSync(path.join(machineFolder(), `${name}-`));
  fs.chmodSync(home, 0o711);
  fs.writeFileSync(path.join(home, BELONGS_TO), `${dataFolder}\n`, { mode: 0o600 });
  return home;
}

function followLink(link: string): string {
  const status = fs.lstatSync(link, { throwIfNoEntry: false });
  if (status === undefined || !status.isSymbolicLink()) return link;
  const cluster = path.resolve(path.dirname(link), fs.readlinkSync(link));
  const record = path.join(path.dirname(cluster), BELONGS_TO);
  if (!fs.existsSync(record)) {
    throw new StartRefused(
      `The database of ${path.dirname(link)} was kept in ${path.dirname(cluster)}, which is gone. Bring it back, or begin anew with another folder: --data DIR.`,
      2,
    );
  }
  const other = fs.readFileSync(record, 'utf8').trim();
  const isMoved = !fs.existsSync(path.join(other, 'postgres'));
  if (isMoved) fs.writeFileSync(record, `${path.dirname(link)}\n`);
  if (isMoved || other === path.dirname(link)) return cluster;
  throw new StartRefused(
    `${path.dirname(link)} is a copy of ${other}, and both lead to the same database in ${path.dirname(cluster)}. Use ${other}, or begin anew with another folder: --data DIR.`,
    2,
  );
}

function requireOwner(cluster: string, account: Account): void {
  const status = fs.statSync(cluster, { throwIfNoEntry: false });
  if (status === undefined || account.uid < 0 || status.uid === account.uid) return;
  throw new StartRefused(
    `The database in ${cluster} belongs to user ${status.uid}, and PostgreSQL would run as ${account.name}. Start Mutua as the user who made it, or choose another folder: --data DIR.`,
    2,
  );
}

function settleSocketFolder(home: string, account: Account): string {
  const near = path.join(home, 'socket');
  const isShort = Buffer.byteLength(path.join(near, SOCKET_NAME)) <= SOCKET_PATH_MAX;
  if (isShort) {
    // A socket of an earlier one, and its lock, mean nothing: whoever calls holds the data folder's lock.
    fs.rmSync(near, { recursive: true, force: true });
    makeAccountFolder(near, account);
    return near;
  }
  const far = fs.mkdtempSync(FAR_SOCKET);
  makeAccountFolder(far, account);
  return far;
}

/** What a platform that was killed could not remove; the database's own record says where it was. */
function removeFarSocket(cluster: string): void {
  const folder = readRecord(cluster)?.[4] ?? '';
  const isOurs = folder.startsWith(FAR_SOCKET) && path.dirname(folder) === path.dirname(FAR_SOCKET);
  if (isOurs) fs.rmSync(folder, { recursive: true, force: true });
}
