// Runs the built `mutua` command as a process of its own, as an operator does.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { waitForLock } from '../../setup/lock.mjs';

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PROGRAM = `${ROOT}dist/mutua.mjs`;

/** Starts the command; its three streams are pipes, never a terminal. */
export async function start(args: readonly string[], nodeArgs: readonly string[] = []) {
  await built();
  const child = spawn(process.execPath, [...nodeArgs, PROGRAM, ...args], { cwd: ROOT });
  child.stdin.on('error', ignoreClosedPipe);
  return child;
}

/** Runs it to its end with that input. */
export async function mutua(
  args: readonly string[],
  input: string | Uint8Array = '',
): Promise<Run> {
  const child = await start(args);
  const stdout = collect(child.stdout);
  const stderr = collect(child.stderr);
  child.stdin.end(input);
  return { status: await exitOf(child), stdout: await stdout, stderr: await stderr };
}

export async function exitOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return child.exitCode;
}

export async function collect(stream: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}

export function jsonLines(text: string): Readonly<Record<string, unknown>>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** `npm test` builds first; a test that is run alone builds what has changed, one file at a time. */
let build: Promise<void> | undefined;

function built(): Promise<void> {
  build ??= buildIfChanged();
  return build;
}

async function buildIfChanged(): Promise<void> {
  const { isBuilt } = (await import(pathToFileURL(`${ROOT}setup/sources.mjs`).href)) as {
    isBuilt: (root: string) => boolean;
  };
  if (existsSync(PROGRAM) && isBuilt(ROOT)) return;
  const lock = await waitForLock(`${ROOT}.cache/setup.lock`);
  try {
    if (existsSync(PROGRAM) && isBuilt(ROOT)) return;
    const child = spawn(process.execPath, ['build.mjs'], { cwd: ROOT });
    const said = collect(child.stderr);
    if ((await exitOf(child)) !== 0) throw new Error(`The build failed:\n${await said}`);
  } finally {
    lock.release();
  }
}

/** The command may end before it has read everything; then the rest of the input has nowhere to go. */
function ignoreClosedPipe(error: Error & { readonly code?: string }): void {
  if (error.code !== 'EPIPE' && error.code !== 'ECONNRESET') throw error;
}
