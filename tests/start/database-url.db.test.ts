// A PostgreSQL server of the operator's own, in DATABASE_URL. Here another embedded one plays it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { withClient } from '@mutua/server/database/pool.ts';
import {
  startDatabaseIn,
  startEmptyDatabase,
  type TrialDatabase,
} from '@mutua/server/database/trial-database.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import {
  cleanUp,
  ensureBuilt,
  installationOf,
  newData,
  startPlatform,
  statusOf,
  stopPlatform,
  tryPlatform,
} from './platform.ts';

let server: TrialDatabase;
let count = 0;

beforeAll(async () => {
  await ensureBuilt();
  server = await startEmptyDatabase();
});
afterEach(cleanUp);
afterAll(() => server.remove());

/** A database of its own, and its address for the administrator. */
async function makeDatabase(options = '') {
  count += 1;
  const name = `operators_own_${count}`;
  await asAdministrator(`create database ${name} ${options}`);
  return { name, url: addressOf(server, name) };
}

function addressOf({ administrator }: TrialDatabase, database: string, login = {}): string {
  const { user, password, host } = { ...administrator, ...login };
  const url = new URL(`postgresql://localhost/${database}`);
  url.username = String(user);
  url.password = String(password);
  url.searchParams.set('host', String(host));
  return url.href;
}

function asAdministrator(sql: string, database = 'postgres') {
  return withClient({ ...server.administrator, database }, (client) => client.query(sql));
}

describe('with a server of its own', () => {
  it('the platform starts none, serves with limited rights, and keeps its data there', async () => {
    const { url, name } = await makeDatabase();
    const data = newData();
    const first = await startPlatform({ data, env: { DATABASE_URL: url } });
    expect(first.stdout()).toContain(`Database  PostgreSQL 18.`);
    expect(first.stdout()).toContain(name);
    expect(first.stdout()).not.toContain('embedded');
    expect(existsSync(path.join(data, 'postgres'))).toBe(false);
    const installation = await installationOf(first);
    expect((await stopPlatform(first)).status).toBe(0);
    const second = await startPlatform({ env: { DATABASE_URL: url } });
    expect(await installationOf(second)).toBe(installation);
  });

  it('a second platform takes over the writing, and the first one stops and says so', async () => {
    const { url } = await makeDatabase();
    const first = await startPlatform({ env: { DATABASE_URL: url } });
    const installation = await installationOf(first);
    const second = await startPlatform({ env: { DATABASE_URL: url } });
    const { status, stderr } = await first.ended;
    expect(status).toBe(1);
    expect(stderr).toContain('another platform took over the writing');
    expect(await installationOf(second)).toBe(installation);
    expect(await statusOf(`${second.url}/health`)).toBe(200);
  });

  it('the platform waits for one that is just starting', async () => {
    const late = await startEmptyDatabase();
    await late.stop('fast');
    const waiting = startPlatform({ env: { DATABASE_URL: addressOf(late, 'postgres') } });
    await pause(1_500);
    const again = await startDatabaseIn(late.folder);
    try {
      expect(await statusOf(`${(await waiting).url}/health`)).toBe(200);
      await stopPlatform(await waiting);
    } finally {
      await again.remove();
    }
  });

  it('the platform outlives its failure, says so meanwhile, and goes on when it is back', async () => {
    const frail = await startEmptyDatabase();
    const platform = await startPlatform({ env: { DATABASE_URL: addressOf(frail, 'postgres') } });
    const installation = await installationOf(platform);
    await frail.stop('fast');
    expect(await statusOf(`${platform.url}/health`)).toBe(503);
    expect(await statusOf(`${platform.url}/api/platform`)).toBe(503);
    const again = await startDatabaseIn(frail.folder);
    try {
      expect(await statusOf(`${platform.url}/health`)).toBe(200);
      expect(await installationOf(platform)).toBe(installation);
      await stopPlatform(platform);
    } finally {
      await again.remove();
    }
  });

  it('an owner who may make no roles is told what an administrator has to run', async () => {
    // Roles belong to the whole server, so this needs one where nobody has made it yet.
    const bare = await startEmptyDatabase();
    const asBoss = (sql: string) =>
      withClient(bare.administrator, (administrator) => administrator.query(sql));
    try {
      await asBoss('drop database mutua');
      await asBoss('drop role mutua_application');
      await asBoss("create role plain login password 'plain'");
      await asBoss('create database plain_own owner plain');
      const url = addressOf(bare, 'plain_own', { user: 'plain', password: 'plain' });
      const refused = await tryPlatform({ env: { DATABASE_URL: url } });
      expect(refused.status).toBe(2);
      const statements = [...refused.stderr.matchAll(/^ {2}(.+;)$/gm)].map(([, sql = '']) => sql);
      expect(statements).toHaveLength(2);
      for (const statement of statements) await asBoss(statement);
      const platform = await startPlatform({ env: { DATABASE_URL: url } });
      expect(await statusOf(`${platform.url}/api/platform`)).toBe(200);
      await stopPlatform(platform);
    } finally {
      await bare.remove();
    }
  });
});

describe('a server that will not do', () => {
  it('refuses the password: it is not shown', async () => {
    const { name } = await makeDatabase();
    const url = addressOf(server, name, { password: 'not-the-one' });
    const { status, stderr } = await tryPlatform({ env: { DATABASE_URL: url } });
    expect(status).toBe(2);
    expect(stderr).toContain('password authentication failed');
    expect(stderr).toContain('Check DATABASE_URL');
    expect(stderr).not.toContain('not-the-one');
  });

  it('has no such database', async () => {
    const url = addressOf(server, 'nowhere');
    expect(await tryPlatform({ env: { DATABASE_URL: url } })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('database "nowhere" does not exist'),
    });
  });

  it('stores text in another encoding', async () => {
    const { url } = await makeDatabase(
      "encoding 'LATIN1' locale_provider libc locale 'C' template template0",
    );
    expect(await tryPlatform({ env: { DATABASE_URL: url } })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('has the encoding LATIN1'),
    });
  });

  it('is no address at all', async () => {
    expect(await tryPlatform({ env: { DATABASE_URL: 'localhost:5432' } })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('DATABASE_URL'),
    });
  });
});
