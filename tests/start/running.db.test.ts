// The platform from its first line to its last: what it opens, whom it refuses beside it, how it stops.
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
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
import { childrenOf, eventually, isAlive } from './processes.ts';

beforeAll(ensureBuilt);
afterAll(removeTemplate);

describe('a platform that has started', () => {
  let platform: Platform;
  beforeAll(async () => {
    platform = await startPlatform({ data: newData() });
  });
  afterAll(cleanUp);

  it('says where to open it, and there are the first page, the API and its description', async () => {
    expect(platform.stdout()).toMatch(
      /^Mutua 互信 \S+ is ready after [\d.]+ s\.\n {2}Database {2}PostgreSQL/,
    );
    expect(platform.stderr()).toBe('');
    const page = await fetch(platform.url, { headers: { accept: 'text/html' } });
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<div id="page">');
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(
      readFileSync(path.join(ROOT, 'dist/web/index.html'), 'utf8'),
    );
    expect(await statusOf(`${platform.url}${script?.[1]}`)).toBe(200);
    expect(await getJson(`${platform.url}/api/openapi.json`)).toMatchObject({
      status: 200,
      body: { openapi: '3.1.0' },
    });
    expect(await getJson(`${platform.url}/health`)).toEqual({
      status: 200,
      body: { status: 'ok', database: 'reachable' },
    });
    expect(await installationOf(platform)).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('listens to this machine alone, and its database to no network at all', async () => {
    const { port } = new URL(platform.url);
    const listening =
      readFileSync('/proc/net/tcp', 'utf8') + readFileSync('/proc/net/tcp6', 'utf8');
    const hex = Number(port).toString(16).toUpperCase().padStart(4, '0');
    expect(listening).toContain(`0100007F:${hex} 00000000:0000 0A`);
    expect(listening).not.toContain(`00000000:${hex} 00000000:0000 0A`);
    const settings = readFileSync(`/proc/${postmasterPid(platform.data)}/cmdline`, 'utf8');
    expect(settings.split('\0')).toContain('listen_addresses=');
    expect(settings).not.toContain('fsync=off');
  });

  it('has a database and sandboxes that Ctrl-C in the terminal does not reach before its requests are done', () => {
    const groupOf = (pid: number | undefined) =>
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[2];
    const sandboxes = childrenOf(platform.pid).filter(({ name }) => name.includes('sandbox'));
    expect(sandboxes).toHaveLength(2);
    for (const pid of [postmasterPid(platform.data), ...sandboxes.map((one) => one.pid)]) {
      expect(groupOf(pid)).not.toBe(groupOf(platform.pid));
    }
  });

  it('is named to whoever starts another on the same data, and not harmed', async () => {
    const second = await tryPlatform({ data: platform.data });
    expect(second.status).toBe(1);
    expect(second.stderr).toContain(`already runs on ${platform.data}: process ${platform.pid}`);
    expect(second.stderr).toContain(platform.url);
    expect(second.stderr).toContain('--data DIR --port N');
    expect(await statusOf(`${platform.url}/health`)).toBe(200);
  });
});

describe('a start', () => {
  afterEach(cleanUp);

  it('keeps its data over a second start, under NODE_ENV=production as well', async () => {
    const first = await startPlatform();
    const installation = await installationOf(first);
    expect((await stopPlatform(first)).status).toBe(0);
    const second = await startPlatform({ data: first.data, env: { NODE_ENV: 'production' } });
    expect(await installationOf(second)).toBe(installation);
  });
});

describe('a port that cannot be had', () => {
  afterEach(cleanUp);

  let other: Server | undefined;
  afterEach(() => {
    other?.close();
    other = undefined;
  });

  it('is named, with how to choose another, before the database starts', async () => {
    other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other?.once('listening', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? String(address?.port) : '';
    const data = newData();
    const { status, stderr } = await tryPlatform({ data, args: ['--port', port] });
    expect(status).toBe(2);
    expect(stderr).toContain(`Port ${port} of 127.0.0.1 is in use by another program.`);
    expect(stderr).toContain('--port N');
    expect(postmasterPid(data)).toBeUndefined();
  });

  it.each(['65536', '-1', 'http', '3000x', ''])('is refused: "%s"', async (port) => {
    const { status, stderr } = await tryPlatform({ args: [`--port=${port}`] });
    expect(status).toBe(2);
    expect(stderr).toContain('from 0 to 65535');
  });

  it('is refused on an address that this machine does not have', async () => {
    const { status, stderr } = await tryPlatform({ args: ['--port=0', '--host=203.0.113.7'] });
    expect(status).toBe(2);
    expect(stderr).toContain('no address 203.0.113.7');
  });
});

describe('a platform that is told to stop', () => {
  afterEach(cleanUp);

  it('stops without a further word, and its database with it', async () => {
    const platform = await startPlatform({ detached: true });
    const database = postmasterPid(platform.data) ?? 0;
    expect(isAlive(database)).toBe(true);
    const said = platform.stdout();
    platform.pressCtrlC();
    // npm passes it on at the same moment.
    await pause(20);
    platform.kill('SIGINT');
    expect(await platform.ended).toEqual({ status: 0, stdout: said, stderr: '' });
    expect(isAlive(database)).toBe(false);
    expect(postmasterPid(platform.data)).toBeUndefined();
    const log = readFileSync(path.join(platform.data, 'log', 'postgres.log'), 'utf8');
    expect(log).toContain('database system is shut down');
  });

  it('answers what is under way, and then stops without a further word', async () => {
    const platform = await startPlatform();
    const said = platform.stdout();
    const answers: number[] = [];
    let stopping = false;
    const load = Array.from({ length: 8 }, async () => {
      while (!stopping) {
        // An answer that was begun must be whole; a connection that is not taken any more is no answer.
        const answer = await fetch(`${platform.url}/api/platform`).catch(() => undefined);
        if (answer === undefined) return;
        await answer.json();
        answers.push(answer.status);
      }
    });
    await eventually('there is load', () => answers.length > 50);
    platform.kill('SIGTERM');
    const ended = await platform.ended;
    stopping = true;
    await Promise.all(load);
    expect(ended).toEqual({ status: 0, stdout: said, stderr: '' });
    expect(new Set(answers)).toEqual(new Set([200]));
  });
});
