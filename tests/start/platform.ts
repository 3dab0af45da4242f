// The platform as it is built, started as a process of its own on data folders of its own.
import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { makeTrialFolder } from '@mutua/server/trial-folder.ts';
import { waitForLock } from '../../setup/lock.mjs';
import { isBuilt } from '../../setup/sources.mjs';
import { removeDatabase } from './database-process.ts';
import {
  type Ended,
  endProcesses,
  type Process,
  type ProcessOptions,
  runProcess,
  startProcess,
} from './processes.ts';

export const ROOT = path.join(import.meta.dirname, '..', '..');
export const IS_ROOT = process.getuid?.() === 0;
export const NOBODY = { uid: 65_534, gid: 65_534 };

export interface StartOptions extends Partial<ProcessOptions> {
  readonly data?: string;
  /** Instead of `--port 0`. */
  readonly args?: readonly string[];
}

export interface Platform extends Process {
  readonly url: string;
  readonly data: string;
}

const folders = new Set<string>();
let template: string | undefined;

/** What `usedData` keeps from one test of a file to the next. */
export function removeTemplate(): void {
  if (template !== undefined) fs.rmSync(template, { recursive: true, force: true });
  template = undefined;
}

/** The tests run what is built, so it must be built from what the sources are now. */
export async function ensureBuilt(): Promise<void> {
  if (isBuilt(ROOT)) return;
  const lock = await waitForLock(path.join(ROOT, '.cache', 'setup.lock'));
  try {
    if (!isBuilt(ROOT)) execFileSync(process.execPath, [path.join(ROOT, 'build.mjs')]);
  } finally {
    lock.release();
  }
}

/** A new empty folder, removed when the test is over, that everybody may enter. */
export function makeFolder(): string {
  const folder = makeTrialFolder('mutua-start-');
  folders.add(folder);
  return folder;
}

/** The path of a data folder that is not there yet. */
export function newData(): string {
  return path.join(makeFolder(), 'data');
}

/** A data folder on which a platform has run and stopped; making the database once a file saves time. */
export async function usedData(): Promise<string> {
  const data = newData();
  if (template === undefined) {
    await stopPlatform(await startPlatform({ data }));
    // Where the database lies elsewhere (as root, on a closed temporary folder) a copy is no second one.
    if (fs.lstatSync(path.join(data, 'postgres')).isSymbolicLink()) return data;
    const made = makeTrialFolder('mutua-template-');
    execFileSync('cp', ['-a', data, made]);
    template = made;
    return data;
  }
  execFileSync('cp', ['-a', path.join(template, 'data'), data]);
  return data;
}

/** Started on data of its own, on which one has run before, unless the options say otherwise. */
export async function startPlatform(options: StartOptions = {}): Promise<Platform> {
  const isOwn = options.env?.DATABASE_URL === undefined;
  const data = options.data ?? (isOwn ? await usedData() : newData());
  const started = startProcess(process.execPath, commandLine({ ...options, data }), place(options));
  const ready = await started.says(/^ {2}Open {6}(http:\S+)$/m);
  return { ...started, url: ready[1] ?? '', data };
}

/** A start that is expected to end by itself. */
export function tryPlatform(options: StartOptions = {}): Promise<Ended> {
  const data = options.data ?? newData();
  return runProcess(process.execPath, commandLine({ ...options, data }), place(options));
}

function commandLine({ data = '', args = ['--port', '0'] }: StartOptions): string[] {
  return [path.join(ROOT, 'dist', 'mutua.mjs'), 'start', '--data', data, ...args];
}

function place({ cwd = '/', env = {}, ...account }: StartOptions): ProcessOptions {
  // The persons of a demo have tests of their own; here they would only take time.
  const plain = { PATH: process.env.PATH, HOME: '/', MUTUA_DEMO: 'off', MUTUA_PAST: 'off' };
  return { cwd, env: { ...plain, ...env }, ...account };
}

/** Stops it as Ctrl-C does, and gives how it ended. */
export async function stopPlatform(platform: Process): Promise<Ended> {
  platform.kill('SIGINT');
  return platform.ended;
}

/** Ends everything that the test began and removes its folders. */
export async function cleanUp(): Promise<void> {
  await endProcesses();
  for (const folder of folders) {
    for (const data of dataFoldersIn(folder)) await removeDatabase(data);
    fs.rmSync(folder, { recursive: true, force: true });
  }
  folders.clear();
}

function dataFoldersIn(folder: string): string[] {
  return fs
    .readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => path.basename(name) === 'mutua.json')
    .map((name) => path.dirname(path.join(folder, name)));
}

export async function getJson(url: string): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(url);
  return { status: answer.status, body: await answer.json() };
}

export async function installationOf(platform: Platform): Promise<unknown> {
  const { body } = await getJson(`${platform.url}/api/platform`);
  return (body as { installationId: unknown }).installationId;
}

/** Whether anything answers there, and with which status. */
export async function statusOf(url: string): Promise<number | undefined> {
  try {
    return (await fetch(url)).status;
  } catch {
    return undefined;
  }
}
