// A clone of its own for a test that types the README's command there, without a network.
import fs from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import { postmasterPid } from './database-process.ts';
import { makeFolder, type NOBODY, ROOT, statusOf } from './platform.ts';
import { isAlive, type Process, startProcess } from './processes.ts';

// Large, and needed by nobody who only runs the platform; and our own stamp, which names our version of Node.
const LEFT_OUT = new Set([
  '.mutua-install.json',
  ...['@babel', '@biomejs', '@expo-google-fonts', '@oxc-project', '@rolldown', '@sparticuz'],
  ...['@types', '@typescript', '@vitejs', '@vitest', 'fast-check', 'lightningcss'],
  ...['lightningcss-linux-x64-gnu', 'playwright-core', 'rolldown', 'typescript', 'vite', 'vitest'],
]);
// What the digest of the sources covers, and what the start needs.
const PARTS = [
  ...['bench', 'contract', 'core', 'server', 'setup', 'web', 'dist', 'start.mjs', 'mutua.mjs'],
  ...['build.mjs', 'package.json', 'package-lock.json'],
];

/** The clone, its libraries still missing; it goes with the other folders of the test. */
export function makeClone(): string {
  const tree = path.join(makeFolder(), 'clone');
  fs.mkdirSync(path.join(tree, 'node_modules'), { recursive: true });
  for (const part of PARTS)
    fs.cpSync(path.join(ROOT, part), path.join(tree, part), { recursive: true });
  return tree;
}

/** The libraries as links to ours, which makes the clone complete for this Node. */
export function linkLibraries(tree: string): void {
  const [from, to] = [ROOT, tree].map((root) => path.join(root, 'node_modules'));
  for (const name of fs.readdirSync(from ?? '')) {
    if (name !== '.mutua-install.json')
      fs.symlinkSync(path.join(from ?? '', name), path.join(to ?? '', name));
  }
}

/** The libraries as copies that everybody may read. */
export function copyLibraries(tree: string): void {
  fs.cpSync(path.join(ROOT, 'node_modules'), path.join(tree, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !LEFT_OUT.has(path.relative(path.join(ROOT, 'node_modules'), source)),
  });
}

export function npmStart(
  tree: string,
  env: Readonly<Record<string, string>> = {},
  account: Partial<typeof NOBODY> = {},
): Process {
  return startProcess('npm', ['start', '--', '--port', '0'], {
    cwd: tree,
    env: {
      PATH: process.env.PATH,
      HOME: tree,
      // Whoever asks the network gets no answer.
      npm_config_registry: 'http://127.0.0.1:9',
      npm_config_update_notifier: 'false',
      MUTUA_DEMO: 'off',
      MUTUA_PAST: 'off',
      ...env,
    },
    ...account,
    detached: true,
  });
}

/** Everything opens, and Ctrl-C ends everything. */
export async function expectToWork(platform: Process, tree: string): Promise<void> {
  const [, url] = await platform.says(/^ {2}Open {6}(http:\S+)$/m);
  expect(await statusOf(`${url}/health`)).toBe(200);
  expect(await statusOf(`${url}/`)).toBe(200);
  expect(platform.stderr()).toBe('');
  const database = postmasterPid(path.join(tree, '.mutua')) ?? 0;
  expect(isAlive(database)).toBe(true);
  platform.pressCtrlC();
  expect((await platform.ended).status).toBe(0);
  expect(isAlive(database)).toBe(false);
}

/** The clone, or whatever else lies there, belongs to that account from now on. */
export function giveTo(place: string, { uid, gid }: typeof NOBODY): void {
  fs.lchownSync(place, uid, gid);
  if (!fs.lstatSync(place).isDirectory()) return;
  for (const name of fs.readdirSync(place)) giveTo(path.join(place, name), { uid, gid });
}
