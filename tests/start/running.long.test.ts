// The platform that is told everything by its environment, is started twice at once, stopped before it is ready, or has
// lost its terminal.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { postmasterPid } from './database-process.ts';
import {
  cleanUp,
  ensureBuilt,
  newData,
  ROOT,
  removeTemplate,
  startPlatform,
  statusOf,
} from './platform.ts';
import { eventually, isAlive, startProcess } from './processes.ts';

beforeAll(ensureBuilt);
afterEach(cleanUp);
afterAll(removeTemplate);

describe('a start', () => {
  it('takes port, address and data folder from the environment too, and tells programs on one line', async () => {
    const data = newData();
    const platform = startProcess(
      process.execPath,
      [path.join(ROOT, 'dist/mutua.mjs'), 'start', '--json'],
      {
        cwd: '/',
        env: {
          ...{ MUTUA_DATA: data, MUTUA_PORT: '0', MUTUA_HOST: 'localhost' },
          MUTUA_PAST: 'off',
        },
      },
    );
    const [line] = await platform.says(/^.+\n/);
    const { url, pid } = JSON.parse(line) as { readonly url: string; readonly pid: number };
    expect(url).toMatch(/^http:\/\/localhost:\d+$/);
    expect(pid).toBe(platform.pid);
    expect(await statusOf(`${url}/health`)).toBe(200);
    expect(postmasterPid(data)).toBeGreaterThan(1);
  });
});

describe('a second start on the same data', () => {
  it('is refused while the first is still starting', async () => {
    const data = newData();
    const both = await Promise.all([startOrNot(data), startOrNot(data)]);
    expect(both.filter((outcome) => outcome === 'ready')).toHaveLength(1);
    expect(both.find((outcome) => outcome !== 'ready')).toContain('already runs');
  });
});

async function startOrNot(data: string): Promise<string> {
  try {
    await startPlatform({ data });
    return 'ready';
  } catch (error) {
    return String(error);
  }
}

describe('a platform that is told to stop', () => {
  it('when its terminal is closed ends without a further word, and its database with it', async () => {
    const platform = await startPlatform({ detached: true });
    const database = postmasterPid(platform.data) ?? 0;
    const said = platform.stdout();
    platform.kill('SIGHUP');
    expect(await platform.ended).toEqual({ status: 0, stdout: said, stderr: '' });
    expect(isAlive(database)).toBe(false);
  });

  it('while it is still starting leaves nothing behind', async () => {
    const data = newData();
    const platform = startProcess(
      process.execPath,
      [path.join(ROOT, 'dist/mutua.mjs'), 'start', '--port=0', '--data', data],
      { cwd: '/', env: { MUTUA_PAST: 'off' } },
    );
    await eventually('it has begun', () => existsSync(path.join(data, 'secrets.json')));
    platform.kill('SIGTERM');
    const { status, stdout } = await platform.ended;
    expect({ status, stdout }).toEqual({ status: 0, stdout: '' });
    expect(postmasterPid(data)).toBeUndefined();
    const next = await startPlatform({ data });
    expect(await statusOf(`${next.url}/health`)).toBe(200);
  });

  it('goes on when nobody reads its first lines any more', async () => {
    const platform = await startPlatform({ env: { MUTUA_LOG: 'info' } });
    platform.hangUp();
    for (let count = 0; count < 5; count += 1) {
      expect(await statusOf(`${platform.url}/health`)).toBe(200);
    }
    platform.kill('SIGTERM');
    expect((await platform.ended).status).toBe(0);
  });
});
