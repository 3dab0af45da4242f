// What `npm start` does before anything runs, in a small tree with an npm of our own that needs no network.
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isNodeVersionSupported } from '../../setup/node-version.mjs';
import {
  type Ended,
  endProcesses,
  eventually,
  isAlive,
  runProcess,
  startProcess,
} from './processes.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');

// Says what it was called with, takes a while, and leaves what npm leaves.
const NPM = `#!${process.execPath}
import fs from 'node:fs';
fs.appendFileSync('npm.log', JSON.stringify({ args: process.argv.slice(2), nodeEnv: process.env.NODE_ENV }) + '\\n');
if (fs.existsSync('npm-fails')) { console.error('npm error code E503'); process.exit(1); }
fs.rmSync('node_modules', { recursive: true, force: true });
setTimeout(() => {
  fs.mkdirSync('node_modules', { recursive: true });
  fs.writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages: {} }));
}, fs.existsSync('npm-is-slow') ? 60_000 : 300);
`;
// Builds a program that says how it was called, and stays or leaves as it is told.
const BUILD = `import fs from 'node:fs';
import { digestOf, stampBuild } from './setup/sources.mjs';
fs.appendFileSync('build.log', 'built\\n');
if (fs.existsSync('build-fails')) { console.error('UNRESOLVED_IMPORT'); process.exit(1); }
fs.mkdirSync('dist', { recursive: true });
fs.writeFileSync('dist/mutua.mjs', fs.readFileSync('program.mjs'));
stampBuild('dist', digestOf('.'));
`;
const PROGRAM = `const args = process.argv.slice(2);
process.on('SIGTERM', () => { console.log('told to stop'); process.exit(7); });
console.log(JSON.stringify(args));
if (args.includes('--stay')) setInterval(() => {}, 1000);
if (args.includes('--fail')) process.exitCode = 3;
`;

let tree: string;

beforeEach(() => {
  tree = mkdtempSync(path.join(os.tmpdir(), 'mutua-set-up-'));
  for (const name of ['start.mjs', 'mutua.mjs', 'setup']) {
    cpSync(path.join(ROOT, name), path.join(tree, name), { recursive: true });
  }
  write('package.json', '{"name":"mutua","type":"module"}');
  write('package-lock.json', '{"packages":{"node_modules/library":{"version":"1.0.0"}}}');
  write('build.mjs', BUILD);
  write('program.mjs', PROGRAM);
  write('server/main.ts', 'export {};');
  write('server/main.test.ts', 'export {};');
  write('bin/npm', NPM, 0o755);
});

afterEach(async () => {
  await endProcesses();
  rmSync(tree, { recursive: true, force: true });
});

function write(name: string, content: string, mode = 0o644): void {
  mkdirSync(path.dirname(path.join(tree, name)), { recursive: true });
  writeFileSync(path.join(tree, name), content, { mode });
}

function linesOf(name: string): string[] {
  const file = path.join(tree, name);
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
}

function options(env: Readonly<Record<string, string>> = {}) {
  return { cwd: tree, env: { PATH: path.join(tree, 'bin'), HOME: tree, ...env } };
}

function start(args: readonly string[] = [], env = {}): Promise<Ended> {
  return runProcess(process.execPath, ['start.mjs', ...args], options(env));
}

describe('the version of Node', () => {
  it.each([
    ...[
      ['20.19.0', true],
      ['20.20.2', true],
      ['22.12.0', true],
      ['24.0.0', true],
    ],
    ...[
      ['18.20.8', false],
      ['20.18.3', false],
      ['21.7.3', false],
      ['22.11.0', false],
    ],
  ] as const)('%s will do: %s', (version, isSupported) => {
    expect(isNodeVersionSupported(version)).toBe(isSupported);
  });

  it('is told in both languages where it will not do', async () => {
    write('old.mjs', "Object.defineProperty(process.versions, 'node', { value: '18.20.8' });");
    const { status, stderr } = await runProcess(
      process.execPath,
      ['--import', './old.mjs', 'start.mjs'],
      options(),
    );
    expect(status).toBe(2);
    expect(stderr).toContain('Mutua needs Node.js 20.19 or later');
    expect(stderr).toContain('Mutua 需要 Node.js 20.19 或更高版本');
    expect(linesOf('npm.log')).toEqual([]);
  });
});

describe('a first start', () => {
  it('installs, builds and runs, and passes on arguments and exit status', async () => {
    const { status, stdout, stderr } = await start(['--port', '4000', '--fail']);
    expect(stdout).toBe('["start","--port","4000","--fail"]\n');
    expect(status).toBe(3);
    expect(stderr.trim().split('\n')).toHaveLength(2);
    expect([linesOf('npm.log').length, linesOf('build.log').length]).toEqual([1, 1]);
  });

  it('installs the development libraries under NODE_ENV=production as well', async () => {
    await start([], { NODE_ENV: 'production' });
    const { args, nodeEnv } = JSON.parse(linesOf('npm.log')[0] ?? '{}');
    expect(nodeEnv).toBe('production');
    expect(args).toEqual(
      expect.arrayContaining(['ci', '--include=dev', '--include=optional', '--ignore-scripts']),
    );
  });

  it('uses the npm that started it', async () => {
    const npm = path.join(tree, 'other', 'npm-cli.js');
    write('other/npm-cli.js', NPM);
    const { status } = await start([], { npm_execpath: npm, PATH: '/nonexistent' });
    expect(status).toBe(0);
    expect(linesOf('npm.log')).toHaveLength(1);
  });

  it('says what npm said when it fails, and what to do; and the next one starts over', async () => {
    write('npm-fails', '');
    const { status, stderr } = await start();
    expect(status).toBe(1);
    expect(stderr).toContain('npm error code E503');
    expect(stderr).toContain('run the same command again');
    rmSync(path.join(tree, 'npm-fails'));
    expect((await start()).status).toBe(0);
  });

  it('says so when there is no npm', async () => {
    const { status, stderr } = await start([], { PATH: '/nonexistent' });
    expect(status).toBe(1);
    expect(stderr).toContain('npm was not found');
  });

  it('says so when the build fails, and builds again the next time', async () => {
    write('build-fails', '');
    const { status, stderr } = await start();
    expect(status).toBe(1);
    expect(stderr).toContain('UNRESOLVED_IMPORT');
    rmSync(path.join(tree, 'build-fails'));
    expect((await start()).status).toBe(0);
    expect(linesOf('npm.log')).toHaveLength(1);
  });

  it('takes what somebody installed by hand', async () => {
    write(
      'node_modules/.package-lock.json',
      '{"packages":{"node_modules/library":{"version":"1.0.0"}}}',
    );
    expect((await start()).status).toBe(0);
    expect(linesOf('npm.log')).toEqual([]);
  });

  it('does not take an installation of another version of a library', async () => {
    write(
      'node_modules/.package-lock.json',
      '{"packages":{"node_modules/library":{"version":"0.9.0"}}}',
    );
    await start();
    expect(linesOf('npm.log')).toHaveLength(1);
  });
});

describe('a second start', () => {
  beforeEach(async () => {
    await start();
  });

  it('needs neither npm nor a network, writes nothing and says nothing', async () => {
    const { status, stderr, stdout } = await start([], { PATH: '/nonexistent' });
    expect({ status, stderr, stdout }).toEqual({ status: 0, stderr: '', stdout: '["start"]\n' });
    expect(existsSync(path.join(tree, '.cache', 'setup.lock'))).toBe(false);
  });

  it.each([
    ['the lock file changed', 'package-lock.json', '{"packages":{}}', [2, 2]],
    ['a source changed', 'server/main.ts', 'export const changed = true;', [1, 2]],
    ['a source is new', 'core/new.ts', 'export {};', [1, 2]],
    ['only a test changed', 'server/main.test.ts', 'export const changed = true;', [1, 1]],
    ['the build is gone', 'dist/build.json', '', [1, 2]],
  ])('does only what is needed when %s', async (_what, name, content, counts) => {
    write(name, content);
    await start();
    expect([linesOf('npm.log').length, linesOf('build.log').length]).toEqual(counts);
  });

  it('installs again for another version of Node', async () => {
    const stamp = path.join(tree, 'node_modules', '.mutua-install.json');
    writeFileSync(stamp, readFileSync(stamp, 'utf8').replace(/"node":"\d+"/, '"node":"18"'));
    await start();
    expect(linesOf('npm.log')).toHaveLength(2);
  });
});

describe('two starts at the same time', () => {
  it('set up once, and both run', async () => {
    const both = await Promise.all([start(['--a']), start(['--b'])]);
    expect(both.map(({ status }) => status)).toEqual([0, 0]);
    expect(both.map(({ stdout }) => stdout)).toEqual(['["start","--a"]\n', '["start","--b"]\n']);
    expect([linesOf('npm.log').length, linesOf('build.log').length]).toEqual([1, 1]);
    expect(both.map(({ stderr }) => stderr).join('')).toMatch(/Another start \(process \d+\)/);
  });

  it('do not wait for one that was killed, but for the npm that it left behind', async () => {
    write('npm-is-slow', '');
    const first = startProcess(process.execPath, ['start.mjs'], options());
    await eventually('the first one installs', () => linesOf('npm.log').length === 1);
    first.kill('SIGKILL');
    await eventually('it is gone', () => !isAlive(first.pid));
    rmSync(path.join(tree, 'npm-is-slow'));
    const second = startProcess(process.execPath, ['start.mjs'], options());
    await eventually('the second one waits', () => second.stderr().includes('waiting'));
    const lock = readFileSync(path.join(tree, '.cache', 'setup.lock'), 'utf8');
    const { worker } = JSON.parse(lock) as { worker: { pid: number } };
    process.kill(worker.pid);
    expect((await second.ended).status).toBe(0);
    expect(linesOf('npm.log')).toHaveLength(2);
  });

  it.each([
    ['of a process that is gone', { pid: 2 ** 22 - 3, began: '1' }],
    ['of a process whose number went to another', { pid: process.pid, began: '1' }],
    ['from before the machine started', { pid: process.pid, boot: 'another' }],
  ])('do not wait for a lock %s', async (_what, part) => {
    const own = JSON.parse(await lockOfLiving());
    write('.cache/setup.lock', JSON.stringify({ ...own, ...part }));
    expect((await start()).status).toBe(0);
  });

  it('wait for a holder on another machine as long as it shows life', async () => {
    const own = JSON.parse(await lockOfLiving());
    write('.cache/setup.lock', JSON.stringify({ ...own, host: 'another' }));
    const waiting = startProcess(process.execPath, ['start.mjs'], options());
    await eventually('it says that it waits', () => waiting.stderr().includes('waiting'));
    rmSync(path.join(tree, '.cache', 'setup.lock'));
    expect((await waiting.ended).status).toBe(0);
  });
});

/** A lock as a living process writes it. */
async function lockOfLiving(): Promise<string> {
  write('npm-is-slow', '');
  const holder = startProcess(process.execPath, ['start.mjs'], options());
  await eventually('it installs', () => linesOf('npm.log').length === 1);
  const lock = readFileSync(path.join(tree, '.cache', 'setup.lock'), 'utf8');
  holder.kill('SIGTERM');
  await holder.ended;
  rmSync(path.join(tree, 'npm-is-slow'));
  return lock;
}

describe('a signal', () => {
  it('during the set-up ends it and what it started, and frees the lock', async () => {
    write('npm-is-slow', '');
    const process = startProcess(global.process.execPath, ['start.mjs'], options());
    await eventually('it installs', () => linesOf('npm.log').length === 1);
    process.kill('SIGTERM');
    expect((await process.ended).status).toBe(143);
    expect(existsSync(path.join(tree, '.cache', 'setup.lock'))).toBe(false);
  });

  it('afterwards reaches the platform, whose exit status is ours', async () => {
    const process = startProcess(global.process.execPath, ['start.mjs', '--stay'], options());
    await process.says(/--stay/);
    process.kill('SIGTERM');
    const { status, stdout } = await process.ended;
    expect(stdout).toContain('told to stop');
    expect(status).toBe(7);
  });
});

describe('the `mutua` command', () => {
  it('sets itself up in a fresh clone, and runs what was built from then on', async () => {
    const first = await runProcess(process.execPath, ['mutua.mjs', 'calc'], options());
    expect(first.stdout).toBe('["calc"]\n');
    const second = await runProcess(process.execPath, ['mutua.mjs', 'calc'], options());
    expect(second).toEqual({ status: 0, stdout: '["calc"]\n', stderr: '' });
  });

  it('finds itself through a link, as npm makes one', async () => {
    await start();
    symlinkSync(path.join(tree, 'mutua.mjs'), path.join(tree, 'bin', 'mutua'));
    const { stdout } = await runProcess(process.execPath, ['bin/mutua', 'calc'], options());
    expect(stdout).toBe('["calc"]\n');
  });
});
