// PostgreSQL as a process: started when nothing of an earlier one is in its way, waited for, and stopped.
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { StartRefused, systemCodeOf } from '../../start-refused.ts';
import { type Account, spawnAs } from './account.ts';
import { readRecord, recordOf } from './postmaster-record.ts';

// After a kill -9 PostgreSQL refuses to start as long as one of its old processes lives.
const RETRY_MS = 30_000;
// A recovery after a crash can take minutes; as long as the process lives it is making progress.
const READY_MS = 600_000;
const STOP_MS = 30_000;
const LOG_BYTES_MAX = 10 * 2 ** 20;
const PASSING = /already exists|still in use|another postmaster|Address already in use/;

export interface PostmasterOptions {
  readonly program: string;
  readonly account: Account;
  readonly cluster: string;
  readonly settings: readonly string[];
  readonly logFile: string;
  /** Whether it answers; asked again and again until it does, or throws because it never will. */
  readonly isReady: () => Promise<boolean>;
  /** Aborted when the platform is told to stop while PostgreSQL is still starting. */
  readonly signal: AbortSignal;
}

export interface Postmaster {
  readonly pid: number;
  /** Settles when the process has ended; true when a signal ended it. */
  readonly ended: Promise<boolean>;
  /** `fast` rolls back what is open and writes everything down; `immediate` only drops everything. */
  stop(mode: 'fast' | 'immediate'): Promise<void>;
}

export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
  await stopLeftover(options.cluster);
  const until = Date.now() + RETRY_MS;
  for (;;) {
    const logStart = beginLog(options.logFile);
    const postmaster = launch(options);
    try {
      if (await isReadyInTime(postmaster, options)) return postmaster;
    } catch (error) {
      await postmaster.stop('fast');
      throw error;
    }
    await postmaster.stop('fast');
    options.signal.throwIfAborted();
    const said = readFrom(options.logFile, logStart);
    if (!PASSING.test(said) || Date.now() > until)
      throw new StartRefused(failure(options, said), 1);
    await pause(500, undefined, { signal: options.signal });
  }
}

function launch({ program, account, cluster, settings, logFile }: PostmasterOptions): Postmaster {
  const log = fs.openSync(logFile, 'a', 0o600);
  // Detached: Ctrl-C in the terminal is for the platform, which stops PostgreSQL when its requests are done.
  const child = spawn(program, ['-D', cluster, ...settings], {
    ...spawnAs(account),
    detached: true,
    stdio: ['ignore', log, log],
  });
  fs.closeSync(log);
  const ended = new Promise<boolean>((resolve) => {
    child.once('exit', (_status, signal) => resolve(signal !== null));
    child.once('error', () => resolve(false));
  });
  return { pid: child.pid ?? 0, ended, stop: (mode) => stopChild(child, ended, mode) };
}

async function stopChild(
  child: ChildProcess,
  ended: Promise<boolean>,
  mode: 'fast' | 'immediate',
): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill(mode === 'fast' ? 'SIGINT' : 'SIGQUIT');
  if (await isWithin(ended, STOP_MS)) return;
  child.kill('SIGQUIT');
  if (await isWithin(ended, STOP_MS)) return;
  child.kill('SIGKILL');
  await ended;
}

async function isReadyInTime(
  { ended }: Postmaster,
  { isReady, signal }: PostmasterOptions,
): Promise<boolean> {
  let hasEnded = false;
  void ended.then(() => {
    hasEnded = true;
  });
  const until = Date.now() + READY_MS;
  while (!hasEnded && !signal.aborted && Date.now() < until) {
    if (await isReady()) return true;
    await pause(25);
  }
  return false;
}

/**
 * Stops a PostgreSQL on this cluster that outlived its platform. Whoever calls holds the data folder's lock,
 * so there is no living platform to whom it could belong.
 */
async function stopLeftover(cluster: string): Promise<void> {
  const record = readRecord(cluster);
  if (record === undefined) return;
  const pid = postmasterIn(record, cluster);
  if (pid === undefined) return disownRecord(record, cluster);
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!sent(pid, signal)) return;
    const until = Date.now() + STOP_MS;
    while (Date.now() < until) {
      if (postmasterIn(readRecord(cluster), cluster) !== pid) return;
      await pause(25);
    }
  }
}

/**
 * The record names a process that is not PostgreSQL: its number may have gone to another of our processes, and
 * PostgreSQL would wait for that for ever. It passes over the number of its own parent, which is ours. The rest
 * of the record stays: by it PostgreSQL finds out whether old processes of this cluster are still alive.
 */
function disownRecord(record: readonly string[], cluster: string): void {
  // One that was ending when it was read has taken its record away, and needs none of ours.
  if (readRecord(cluster) === undefined) return;
  fs.writeFileSync(recordOf(cluster), [process.pid, ...record.slice(1)].join('\n'));
}

/** False where it has ended meanwhile. */
function sent(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if (systemCodeOf(error) === 'ESRCH') return false;
    throw error;
  }
}

/** The process that the record names, if it lives and really is PostgreSQL on this cluster. */
function postmasterIn(record: readonly string[] | undefined, cluster: string): number | undefined {
  const pid = Number(record?.[0]);
  if (!Number.isSafeInteger(pid) || pid <= 1) return undefined;
  return isPostmasterOf(pid, cluster) ? pid : undefined;
}

/** The number may have gone to somebody else since. A postmaster stands in its cluster, and was told so. */
function isPostmasterOf(pid: number, cluster: string): boolean {
  if (process.platform !== 'linux') {
    const { stdout } = spawnSync('ps', ['-p', String(pid), '-o', 'command='], { encoding: 'utf8' });
    return stdout.includes(`-D ${cluster}`);
  }
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`) === fs.realpathSync(cluster);
  } catch {
    // Gone, or not ours to ask: then it is not our PostgreSQL.
    return false;
  }
}

/** Where the log of the coming start begins; a log that has grown large is put aside first. */
function beginLog(file: string): number {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  if (size <= LOG_BYTES_MAX) return size;
  fs.renameSync(file, `${file}.old`);
  return 0;
}

function readFrom(file: string, start: number): string {
  return fs.readFileSync(file).subarray(start).toString('utf8').trim();
}

function failure({ cluster, logFile }: PostmasterOptions, said: string): string {
  const advice = /No space left on device/.test(said)
    ? 'The disk is full. Make room and start again.'
    : `Everything it said stands in ${logFile}.`;
  const last = said.split('\n').slice(-5).join('\n');
  return `PostgreSQL did not start on ${cluster}. It said:\n${last}\n${advice}`;
}

async function isWithin(ended: Promise<boolean>, milliseconds: number): Promise<boolean> {
  const abort = new AbortController();
  const late = pause(milliseconds, false, { signal: abort.signal }).catch(() => false);
  const result = await Promise.race([ended.then(() => true), late]);
  abort.abort();
  return result;
}
