// Which data folders are taken and which are refused, each with what to do.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  cleanUp,
  ensureBuilt,
  IS_ROOT,
  installationOf,
  makeFolder,
  NOBODY,
  newData,
  removeTemplate,
  startPlatform,
  statusOf,
  stopPlatform,
  tryPlatform,
  usedData,
} from './platform.ts';

beforeAll(ensureBuilt);
afterAll(removeTemplate);
afterEach(cleanUp);

describe('a data folder', () => {
  it('is closed to all others, and so are its secrets and its socket', async () => {
    const { data } = await startPlatform({ data: newData() });
    const mode = (name: string) => (statSync(path.join(data, name)).mode & 0o777).toString(8);
    // As root the way to the database stays open for its account, and nothing else.
    expect(mode('')).toBe(IS_ROOT ? '711' : '700');
    expect(['postgres', 'socket', 'log', 'secrets.json'].map(mode)).toEqual([
      '700',
      '700',
      '700',
      '600',
    ]);
  });

  it('may be an empty one that exists', async () => {
    const data = makeFolder();
    const platform = await startPlatform({ data });
    expect(await statusOf(`${platform.url}/health`)).toBe(200);
  });

  it('may have a path too long for a socket, and nothing stays behind elsewhere', async () => {
    const farSockets = () => readdirSync('/tmp').filter((name) => name.startsWith('mutua-socket-'));
    const before = farSockets();
    const data = path.join(makeFolder(), 'a'.repeat(100), '数据 folder');
    const first = await startPlatform({ data });
    expect(await statusOf(`${first.url}/health`)).toBe(200);
    expect(farSockets().length).toBe(before.length + 1);
    first.kill('SIGKILL');
    await first.ended;
    const second = await startPlatform({ data });
    expect(await statusOf(`${second.url}/health`)).toBe(200);
    await stopPlatform(second);
    expect(farSockets()).toEqual(before);
  });

  it('may be moved', async () => {
    const first = await startPlatform();
    const installation = await installationOf(first);
    await stopPlatform(first);
    const moved = path.join(makeFolder(), 'moved');
    renameSync(first.data, moved);
    const second = await startPlatform({ data: moved });
    expect(await installationOf(second)).toBe(installation);
  });
});

describe('a data folder that is refused', () => {
  it('was made by another version of PostgreSQL', async () => {
    const data = await usedData();
    const version = path.join(data, 'postgres', 'PG_VERSION');
    writeFileSync(version, '15\n');
    const { status, stderr } = await tryPlatform({ data });
    expect(status).toBe(2);
    expect(stderr).toContain('was made by PostgreSQL 15, and this is PostgreSQL 18');
    expect(stderr).toContain('--data DIR');
    expect(stderr).toContain('DATABASE_URL');
    expect(readFileSync(version, 'utf8')).toBe('15\n');
  });

  it('is damaged, and nothing in it is touched', async () => {
    const data = await usedData();
    rmSync(path.join(data, 'postgres', 'PG_VERSION'));
    const before = readdirSync(path.join(data, 'postgres'));
    expect(await tryPlatform({ data })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('is damaged: its file PG_VERSION is missing'),
    });
    expect(readdirSync(path.join(data, 'postgres'))).toEqual(before);
  });

  it('is not empty and not ours, and nothing is written into it', async () => {
    const data = makeFolder();
    writeFileSync(path.join(data, 'thesis.txt'), 'years of work');
    const { status, stderr } = await tryPlatform({ data });
    expect(status).toBe(2);
    expect(stderr).toContain(`${data} is not empty and was not made by Mutua`);
    expect(readdirSync(data)).toEqual(['thesis.txt']);
  });

  it('is a file', async () => {
    const data = path.join(makeFolder(), 'file');
    writeFileSync(data, '');
    expect(await tryPlatform({ data })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('is not a folder'),
    });
    expect(await tryPlatform({ data: path.join(data, 'below') })).toMatchObject({ status: 2 });
  });

  it('has another layout', async () => {
    const data = await usedData();
    writeFileSync(path.join(data, 'mutua.json'), '{"layout":99}');
    expect(await tryPlatform({ data })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('has layout 99'),
    });
  });

  it('has lost its secrets', async () => {
    const data = await usedData();
    rmSync(path.join(data, 'secrets.json'));
    expect(await tryPlatform({ data })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('secrets.json is missing'),
    });
  });

  it('has the secrets of another', async () => {
    const data = await usedData();
    const file = path.join(data, 'secrets.json');
    const secrets = JSON.parse(readFileSync(file, 'utf8')) as object;
    writeFileSync(file, JSON.stringify({ ...secrets, administrator: 'of another' }));
    expect(await tryPlatform({ data })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('are not those of the database'),
    });
  });

  it('is used by a program that is older than its database', async () => {
    const data = await usedData();
    const platform = await startPlatform({ data });
    await asOwner(
      data,
      `insert into platform.migration (number, name, digest) values (9999, '9999-later.sql', repeat('0', 64))`,
    );
    await stopPlatform(platform);
    expect(await tryPlatform({ data })).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('The database is newer than this program'),
    });
  });

  it.skipIf(IS_ROOT)('cannot be written', async () => {
    const folder = makeFolder();
    chmodSync(folder, 0o555);
    expect(await tryPlatform({ data: path.join(folder, 'data') })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('cannot be written (EACCES)'),
    });
  });

  it.runIf(IS_ROOT)('belongs to another user', async () => {
    const data = await usedData();
    chownSync(data, 12_345, 12_345);
    const { status, stderr } = await tryPlatform({ data });
    expect(status).toBe(2);
    expect(stderr).toContain('belongs to user 12345, and this is user 0');
  });

  it.runIf(IS_ROOT)('has a database that belongs to another user', async () => {
    const data = await usedData();
    chownSync(path.join(data, 'postgres'), 12_345, 12_345);
    const { status, stderr } = await tryPlatform({ data });
    expect(status).toBe(2);
    expect(stderr).toContain('belongs to user 12345, and PostgreSQL would run as user nobody');
  });

  it.runIf(canMount())('is on a disk that is full', async () => {
    const folder = makeFolder();
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=20m', 'tmpfs', folder]);
    try {
      const { status, stderr } = await tryPlatform({ data: path.join(folder, 'data') });
      expect(status).toBe(2);
      expect(stderr).toMatch(/has \d+ MB of free space left, and the database needs 300 MB/);
    } finally {
      execFileSync('umount', [folder]);
    }
  });
});

describe.runIf(IS_ROOT)(
  'as root, a data folder that the account of PostgreSQL cannot reach',
  () => {
    it('leads to a place of the machine that it can', async () => {
      const closed = makeFolder();
      chmodSync(closed, 0o700);
      const data = path.join(closed, 'data');
      const first = await startPlatform({ data });
      const installation = await installationOf(first);
      expect(lstatSync(path.join(data, 'postgres')).isSymbolicLink()).toBe(true);
      expect(statSync(path.join(data, 'postgres')).uid).toBe(NOBODY.uid);
      expect(statSync(closed).mode & 0o777).toBe(0o700);
      await stopPlatform(first);
      const second = await startPlatform({ data });
      expect(await installationOf(second)).toBe(installation);
    });

    it('is refused when it is a copy that leads to the database of another', async () => {
      const closed = makeFolder();
      chmodSync(closed, 0o700);
      const data = path.join(closed, 'data');
      const first = await startPlatform({ data });
      const copy = path.join(closed, 'copy');
      mkdirSync(copy);
      for (const name of ['mutua.json', 'secrets.json']) {
        cpSync(path.join(data, name), path.join(copy, name));
      }
      symlinkSync(readlinkSync(path.join(data, 'postgres')), path.join(copy, 'postgres'));
      const { status, stderr } = await tryPlatform({ data: copy });
      expect(status).toBe(2);
      expect(stderr).toContain(`${copy} is a copy of ${data}`);
      expect(await statusOf(`${first.url}/health`)).toBe(200);
      expect(existsSync(path.join(copy, 'running.json'))).toBe(false);
    });
  },
);

async function asOwner(data: string, sql: string): Promise<void> {
  const { withClient } = await import('@mutua/server/database/pool.ts');
  const { owner } = JSON.parse(readFileSync(path.join(data, 'secrets.json'), 'utf8')) as {
    owner: string;
  };
  const host = path.join(data, 'socket');
  await withClient({ host, user: 'mutua_owner', password: owner, database: 'mutua' }, (client) =>
    client.query(sql),
  );
}

/** Whether a small disk can be made here: root, and not in a container without that right. */
function canMount(): boolean {
  if (!IS_ROOT || process.platform !== 'linux') return false;
  const folder = makeFolder();
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', folder], { stdio: 'ignore' });
    execFileSync('umount', [folder]);
    return true;
  } catch {
    return false;
  }
}
