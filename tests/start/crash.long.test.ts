// What is killed comes back: the platform at its next start, its database by itself.
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { postmasterPid } from './database-process.ts';
import {
  cleanUp,
  ensureBuilt,
  getJson,
  installationOf,
  newData,
  type Platform,
  ROOT,
  removeTemplate,
  startPlatform,
  statusOf,
  stopPlatform,
  tryPlatform,
} from './platform.ts';
import { childrenOf, eventually, isAlive, startProcess } from './processes.ts';

beforeAll(ensureBuilt);
afterAll(removeTemplate);
afterEach(cleanUp);

async function killHard(platform: Platform): Promise<void> {
  platform.kill('SIGKILL');
  await eventually('the platform is gone', () => !isAlive(platform.pid));
}

describe('a platform that was killed', () => {
  it('starts again on its data, though its database is still running', async () => {
    const first = await startPlatform();
    const installation = await installationOf(first);
    const database = postmasterPid(first.data) ?? 0;
    await killHard(first);
    expect(isAlive(database)).toBe(true);
    const second = await startPlatform({ data: first.data });
    expect(await installationOf(second)).toBe(installation);
    expect(isAlive(database)).toBe(false);
    expect((await stopPlatform(second)).status).toBe(0);
  });

  it('starts again though its database was killed with it', async () => {
    const first = await startPlatform();
    const installation = await installationOf(first);
    await killHard(first);
    process.kill(postmasterPid(first.data) ?? 0, 'SIGKILL');
    const second = await startPlatform({ data: first.data });
    expect(await installationOf(second)).toBe(installation);
  });

  it('starts again though its number and the number of its database went to others', async () => {
    const first = await startPlatform();
    const running = path.join(first.data, 'running.json');
    const record = path.join(first.data, 'postgres', 'postmaster.pid');
    const [lock, pids] = [readFileSync(running, 'utf8'), readFileSync(record, 'utf8')];
    await stopPlatform(first);
    const other = startProcess(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], {
      cwd: '/',
      env: {},
    });
    writeFileSync(running, lock.replace(`"pid":${first.pid}`, `"pid":${other.pid}`));
    writeFileSync(record, pids.replace(/^\d+/, String(other.pid)));
    const second = await startPlatform({ data: first.data });
    expect(await statusOf(`${second.url}/health`)).toBe(200);
    expect(isAlive(other.pid)).toBe(true);
  });

  it('in the middle of its very first start begins anew', async () => {
    const data = newData();
    const first = startProcess(
      process.execPath,
      [path.join(ROOT, 'dist/mutua.mjs'), 'start', '--port=0', '--data', data],
      { cwd: '/', env: { MUTUA_PAST: 'off' } },
    );
    const drafts = () =>
      namesIn(data).filter(
        (name) => name.startsWith('postgres-draft-') && exists(path.join(data, name, 'PG_VERSION')),
      );
    await eventually('the database is being made', () => drafts().length > 0);
    first.kill('SIGKILL');
    await first.ended;
    const second = await startPlatform({ data });
    expect(await statusOf(`${second.url}/health`)).toBe(200);
    await stopPlatform(second);
    const third = await startPlatform({ data });
    expect(await statusOf(`${third.url}/health`)).toBe(200);
  });
});

describe('a database that dies under a running platform', () => {
  it('is brought back, and until then every answer says so', async () => {
    const platform = await startPlatform();
    const installation = await installationOf(platform);
    const database = postmasterPid(platform.data) ?? 0;
    const seen = watch(`${platform.url}/api/platform`);
    process.kill(database, 'SIGKILL');
    await eventually('it is noticed', () => platform.stderr().includes('bringing it back'));
    await eventually('it is back', () => platform.stderr().includes('PostgreSQL is back'));
    await eventually('all is well', async () => (await statusOf(`${platform.url}/health`)) === 200);
    expect(await installationOf(platform)).toBe(installation);
    expect(postmasterPid(platform.data)).not.toBe(database);
    // Nobody got anything else than the answer or "not now".
    expect(
      [...(await seen()), 200, 503].filter((status) => status !== 200 && status !== 503),
    ).toEqual([]);
    expect((await stopPlatform(platform)).status).toBe(0);
  });

  it('says so at /health as long as it does not answer', async () => {
    const platform = await startPlatform();
    const database = postmasterPid(platform.data) ?? 0;
    await installationOf(platform);
    const all = [database, ...childrenOf(database).map(({ pid }) => pid)];
    for (const pid of all) process.kill(pid, 'SIGSTOP');
    try {
      const health = await getJson(`${platform.url}/health`);
      expect(health).toMatchObject({ status: 503, body: { code: 'unavailable' } });
    } finally {
      for (const pid of all) process.kill(pid, 'SIGCONT');
    }
    await eventually('all is well', async () => (await statusOf(`${platform.url}/health`)) === 200);
  });

  it('again and again ends the platform, which says why', async () => {
    const platform = await startPlatform();
    for (let deaths = 1; deaths <= 6; deaths += 1) {
      process.kill(postmasterPid(platform.data) ?? 0, 'SIGKILL');
      const backs = new RegExp(`(PostgreSQL is back[^]*){${deaths}}`);
      if (deaths < 6) await eventually('it is back', () => backs.test(platform.stderr()));
    }
    const { status, stderr } = await platform.ended;
    expect(status).toBe(1);
    expect(stderr).toContain('PostgreSQL died 6 times within 5 minutes.');
    const next = await startPlatform({ data: platform.data });
    expect(await statusOf(`${next.url}/health`)).toBe(200);
  });

  it('and cannot be brought back ends the platform, which says why', async () => {
    const platform = await startPlatform();
    rmSync(path.join(platform.data, 'postgres', 'global', 'pg_control'));
    process.kill(postmasterPid(platform.data) ?? 0, 'SIGKILL');
    const { status, stderr } = await platform.ended;
    expect(status).toBe(1);
    expect(stderr).toContain('PostgreSQL did not start');
    expect(stderr).toContain('pg_control');
    const next = await tryPlatform({ data: platform.data });
    expect(next.status).toBe(1);
    expect(next.stderr).toContain('pg_control');
  });

  it('loses one connection and keeps the others', async () => {
    const platform = await startPlatform();
    await installationOf(platform);
    const backend = childrenOf(postmasterPid(platform.data) ?? 0).find(({ name }) =>
      name.includes('mutua_application'),
    );
    process.kill(backend?.pid ?? 0, 'SIGTERM');
    await eventually('it is gone', () => !isAlive(backend?.pid ?? 0));
    expect(await statusOf(`${platform.url}/api/platform`)).toBe(200);
    expect(platform.stderr()).toBe('');
  });
});

function exists(file: string): boolean {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}

function namesIn(folder: string): string[] {
  return exists(path.join(folder, 'mutua.json')) ? readdirSync(folder) : [];
}

/** Asks all the time; what it gives back stops asking and tells every status that came. */
function watch(url: string): () => Promise<readonly number[]> {
  const statuses: number[] = [];
  let isOver = false;
  const asking = (async () => {
    while (!isOver) statuses.push((await statusOf(url)) ?? 0);
  })();
  return async () => {
    isOver = true;
    await asking;
    return statuses;
  };
}
