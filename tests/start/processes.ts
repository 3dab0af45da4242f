// Real processes for the tests: started, listened to, and all ended when a test is over.
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

/** However busy the machine is, nothing that these tests wait for takes longer. */
export const PATIENCE_MS = 30_000;

export interface ProcessOptions {
  readonly cwd: string;
  /** Replaces ours, so that a test says everything that matters; undefined leaves a variable out. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly uid?: number;
  readonly gid?: number;
  /** In a group of its own, to which a signal can go as the terminal sends it. */
  readonly detached?: boolean;
}

export interface Ended {
  /** The exit status, or the signal that ended the process. */
  readonly status: number | string | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Process {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  stdout(): string;
  stderr(): string;
  /** Waits until standard output matches, or fails with everything that was said. */
  says(pattern: RegExp): Promise<RegExpExecArray>;
  kill(signal: NodeJS.Signals): void;
  /** What Ctrl-C does in a terminal: the signal goes to the process and to all that it started. */
  pressCtrlC(): void;
  /** Stops reading what it says, as `head` does when it has enough. */
  hangUp(): void;
}

const started = new Set<ChildProcess>();

/** Set for a run on another day (`npm test -- --day …`): every process takes part in it. */
const { NODE_OPTIONS, MUTUA_TEST_AHEAD_MS } = process.env;
const OTHER_DAY = MUTUA_TEST_AHEAD_MS === undefined ? {} : { NODE_OPTIONS, MUTUA_TEST_AHEAD_MS };

export function startProcess(
  program: string,
  args: readonly string[],
  { cwd, env, uid, gid, detached = false }: ProcessOptions,
): Process {
  const account = uid === undefined || gid === undefined ? {} : { uid, gid };
  const child = spawn(program, args, {
    cwd,
    env: { ...OTHER_DAY, ...env } as NodeJS.ProcessEnv,
    ...account,
    detached,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.add(child);
  let [stdout, stderr] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      started.delete(child);
      resolve({ status: code ?? signal, stdout, stderr });
    });
  });
  return {
    pid: child.pid ?? 0,
    ended,
    stdout: () => stdout,
    stderr: () => stderr,
    says: (pattern) => waitFor(pattern, child, () => ({ stdout, stderr })),
    kill: (signal) => child.kill(signal),
    pressCtrlC: () => process.kill(-(child.pid ?? 0), 'SIGINT'),
    hangUp: () => {
      child.stdout.destroy();
      child.stderr.destroy();
    },
  };
}

async function waitFor(
  pattern: RegExp,
  child: ChildProcess,
  said: () => { stdout: string; stderr: string },
): Promise<RegExpExecArray> {
  const until = Date.now() + PATIENCE_MS;
  while (Date.now() < until) {
    const match = pattern.exec(said().stdout);
    if (match !== null) return match;
    if (child.exitCode !== null || child.signalCode !== null) break;
    await pause(20);
  }
  const { stdout, stderr } = said();
  throw new Error(`The process did not say ${pattern}. It said:\n${stdout}\n${stderr}`);
}

/** Runs a process to its end. */
export function runProcess(
  program: string,
  args: readonly string[],
  options: ProcessOptions,
): Promise<Ended> {
  return startProcess(program, args, options).ended;
}

/** Asks everything that is still running to stop, and ends what does not. */
export async function endProcesses(): Promise<void> {
  for (const child of started) child.kill('SIGTERM');
  const isOver = () => [...started].every(hasExited);
  await eventually('everything has stopped', isOver, 20_000).catch(() => undefined);
  for (const child of started) child.kill('SIGKILL');
  await eventually('everything is gone', isOver);
  started.clear();
}

function hasExited({ exitCode, signalCode }: ChildProcess): boolean {
  return exitCode !== null || signalCode !== null;
}

/** Asks again until the answer is yes. */
export async function eventually(
  what: string,
  ask: () => boolean | Promise<boolean>,
  patienceMs = PATIENCE_MS,
): Promise<void> {
  const until = Date.now() + patienceMs;
  while (!(await ask())) {
    if (Date.now() > until) throw new Error(`It did not come about: ${what}.`);
    await pause(50);
  }
}

/** Whether a process runs; one that is dead but not yet buried by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}

/** The processes that one has started, each with its command line; none where it is gone itself. */
export function childrenOf(pid: number): { pid: number; name: string }[] {
  const children = readIfThere(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean);
  return children.map((child) => ({
    pid: Number(child),
    name: readIfThere(`/proc/${child}/cmdline`).replaceAll('\0', ' '),
  }));
}

/** A process may be gone before it is read. */
function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
