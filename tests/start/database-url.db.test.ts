// A PostgreSQL server of the operator's own, in DATABASE_URL. Here another embedded one plays it.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { OwnServer } from './own-server.ts';
import {
  cleanUp,
  ensureBuilt,
  installationOf,
  newData,
  startPlatform,
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
  it('the platform starts none, serves with limited rights, and keeps its data there', async () => {
    const { url, name } = await server.makeDatabase();
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
});

describe('a server that will not do', () => {
  it('refuses the password: it is not shown', async () => {
    const { name } = await server.makeDatabase();
    const url = server.addressOf(name, { password: 'not-the-one' });
    const { status, stderr } = await tryPlatform({ env: { DATABASE_URL: url } });
    expect(status).toBe(2);
    expect(stderr).toContain('password authentication failed');
    expect(stderr).toContain('Check DATABASE_URL');
    expect(stderr).not.toContain('not-the-one');
  });

  it('has no such database', async () => {
    const url = server.addressOf('nowhere');
    expect(await tryPlatform({ env: { DATABASE_URL: url } })).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('database "nowhere" does not exist'),
    });
  });

  it('stores text in another encoding', async () => {
    const { url } = await server.makeDatabase(
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
