import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { closeApp } from './app.ts';
import { buildTrialApp } from './trial-app.ts';

const PERSON = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

let folder: string;
let app: FastifyInstance;

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'mutua-pages-'));
  const web = path.join(folder, 'web');
  mkdirSync(path.join(web, 'assets'), { recursive: true });
  writeFileSync(
    path.join(web, 'index.html'),
    '<!doctype html><meta name="time-zone" content="%time-zone%"><title>first page</title>',
  );
  writeFileSync(path.join(web, 'assets', 'index-abc.js'), 'export {};');
  writeFileSync(path.join(web, '.hidden'), 'hidden');
  writeFileSync(path.join(folder, 'secrets.json'), 'secret');
  app = await buildTrialApp({ isDatabaseReachable: async () => true, webFolder: web });
});

afterEach(async () => {
  await app.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the pages', () => {
  it.each(['/', '/index.html', '/borrow/quote', '/loans/42?tab=claims'])(
    'open at %s',
    async (url) => {
      const answer = await app.inject({ url, headers: PERSON });
      expect(answer.statusCode).toBe(200);
      expect(answer.headers['content-type']).toContain('text/html');
      expect(answer.headers['cache-control']).toBe('no-cache');
      expect(answer.body).toContain('first page');
    },
  );

  it.each(['/api/nothing', '/api', '/health/nothing', '/assets/gone.js', '/favicon.ico'])(
    'are not given for %s, which is not found',
    async (url) => {
      const answer = await app.inject({ url, headers: PERSON });
      expect(answer.statusCode).toBe(404);
      expect(answer.headers['content-type']).toBe('application/problem+json');
    },
  );

  it('are not given to a program that does not ask for a page', async () => {
    const answer = await app.inject({ url: '/nothing', headers: { accept: 'application/json' } });
    expect(answer.statusCode).toBe(404);
  });

  it('keep files that never change for good', async () => {
    const answer = await app.inject('/assets/index-abc.js');
    expect(answer.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(answer.headers['content-type']).toContain('javascript');
  });
});

describe('a path that leads out of the pages', () => {
  let port: string;
  beforeEach(async () => {
    ({ port } = new URL(await app.listen({ port: 0, host: '127.0.0.1' })));
  });

  // Sent as it is: a client library would tidy the path first.
  function getRaw(address: string): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      request({ port, path: address, headers: PERSON, agent: false }, (answer) => {
        let body = '';
        answer.on('data', (chunk) => {
          body += String(chunk);
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }));
      })
        .on('error', reject)
        .end();
    });
  }

  it.each([
    '/../secrets.json',
    '/%2e%2e/secrets.json',
    '/%2e%2e%2fsecrets.json',
    '/assets/../../secrets.json',
    '/assets/..%2f..%2fsecrets.json',
    '/..%5csecrets.json',
    '//../secrets.json',
    '/%00/../secrets.json',
    '/.hidden',
  ])('leads nowhere: %s', async (address) => {
    const { status, body } = await getRaw(address);
    expect(body).not.toMatch(/^(secret|hidden)$/);
    expect(status === 200 ? body : 'refused').toMatch(/first page|refused/);
  });

  it.each(['//etc/passwd', `/api/loans/${'a'.repeat(5_000)}`, '/api//bids'])(
    'is not there, as nothing is (%#)',
    async (address) => {
      const { status, body } = await getRaw(address);
      expect(JSON.parse(body)).toMatchObject({ status: 404, code: 'not_found' });
      expect(status).toBe(404);
    },
  );
});

describe('a server that stops', () => {
  it('answers what is under way, and then closes at once', async () => {
    let finish = () => undefined as unknown;
    const begun = new Promise<void>((resolve) => {
      app.get('/api/slow', { config: { access: 'public' } }, async () => {
        resolve();
        await new Promise((done) => {
          finish = () => done(undefined);
        });
        return { done: true };
      });
    });
    const address = await app.listen({ port: 0, host: '127.0.0.1' });
    // Leaves a connection behind that is kept for a next request.
    await fetch(`${address}/health`);
    // As a browser opens one in advance, and asks nothing on it yet.
    const early = connect(Number(new URL(address).port), '127.0.0.1');
    await once(early, 'connect');
    const slow = fetch(`${address}/api/slow`);
    await begun;
    const began = performance.now();
    const closed = closeApp(app);
    setTimeout(finish, 200);
    expect(await (await slow).json()).toEqual({ done: true });
    await closed;
    expect(performance.now() - began).toBeLessThan(2_000);
    await expect(fetch(`${address}/health`)).rejects.toThrow();
  });
});
