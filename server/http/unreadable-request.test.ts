import { once } from 'node:events';
import { connect } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildTrialApp } from './trial-app.ts';

let app: FastifyInstance;
let port: number;

beforeEach(async () => {
  app = await buildTrialApp();
  expect(app.server.headersTimeout).toBeLessThan(app.server.requestTimeout);
  // As the platform has it, a hundred times as fast.
  app.server.headersTimeout /= 100;
  app.server.requestTimeout /= 100;
  Object.assign(app.server, { connectionsCheckingInterval: 20 });
  port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port);
});

afterEach(() => app.close());

const HEAD = [
  'POST /api/quotes HTTP/1.1',
  ...['Host: localhost', 'Content-Type: application/json', 'Content-Length: 100'],
];

/** What is answered to a request of which a little more comes every now and then, until the connection ends. */
async function answerTo(begin: string, more: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (part) => {
    answer += String(part);
  });
  socket.on('error', () => undefined);
  socket.write(begin);
  const drip = setInterval(() => socket.write(more), 20);
  await once(socket, 'close');
  clearInterval(drip);
  return answer;
}

function problemIn(answer: string): unknown {
  return JSON.parse(answer.slice(answer.indexOf('\r\n\r\n')));
}

describe('a request that comes too slowly is ended with a problem document', () => {
  it.each([
    ['body', `${HEAD.join('\r\n')}\r\n\r\n{`, ' '],
    ['head', `${HEAD.join('\r\n')}\r\n`, 'X: y\r\n'],
  ])('by its %s', async (_, begin, more) => {
    const began = performance.now();
    const answer = await answerTo(begin, more);
    expect(performance.now() - began).toBeLessThan(3_000);
    expect(answer).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\n/);
    expect(answer).toContain('application/problem+json');
    expect(problemIn(answer)).toMatchObject({ status: 408, code: 'request_too_slow' });
  });
});

it('a head that is too large, or no request at all, is told so in the same form', async () => {
  const large = await answerTo(`GET / HTTP/1.1\r\nX: ${'y'.repeat(20_000)}`, '');
  expect(large).toMatch(/^HTTP\/1\.1 431 /);
  expect(problemIn(large)).toMatchObject({ status: 431, code: 'head_too_large' });
  const nonsense = await answerTo('what\r\n\r\n', '');
  expect(nonsense).toMatch(/^HTTP\/1\.1 400 /);
  expect(problemIn(nonsense)).toMatchObject({ status: 400, code: 'bad_request' });
});
