// A PostgreSQL server of the operator's own that is late, fails, is shared with a second platform, or gives few rights.
import { setTimeout as pause } from 'node:timers/promises';
import { withClient } from '@mutua/server/database/pool.ts';
import { startDatabaseIn, startEmptyDatabase } from '@mutua/server/database/trial-database.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addressOf, OwnServer } from './own-server.ts';
import {
  cleanUp,
  ensureBuilt,
  installationOf,
  startPlatform,
  statusOf,
  stopPlatform,
  tryPlatform,
} from './platform.ts';

const server = new OwnServer();

beforeAll(async () => {
  await ensureBuilt();
  await server.start();
});
afterEach(cleanUp);
afterAll(() => server.remove());

describe('with a server of its own', () => {
  it('a second platform takes over the writing, and the first one stops and says so', async () => {
    const { url } = await server.makeDatabase();
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
