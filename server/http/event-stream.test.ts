import { EventEmitter } from 'node:events';
import { connect, type Socket } from 'node:net';
import { idOf } from '@mutua/core/kit/id.ts';
import { invalid, ok } from '@mutua/core/kit/result.ts';
import { instantOf } from '@mutua/core/time/instant.ts';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Session } from '../people/session.ts';
import { closeApp } from './app.ts';
import { type EventSource, EventStreams } from './event-stream.ts';
import { closeIdleConnectionsAtEnd } from './idle-connections.ts';
import { answerError } from './problems.ts';

const SESSION: Session = {
  sessionId: idOf('00000000-0000-7000-8000-0000000000aa'),
  personId: idOf('00000000-0000-7000-8000-000000000001'),
  kind: 'client',
  roles: ['lender'],
  positions: [],
  expiresAt: instantOf('2026-03-01T08:30:00Z'),
  expiresForGoodAt: instantOf('2026-03-01T20:00:00Z'),
};
const BATCH = 3;

/** A log in memory: the id of an event is its number, counted from 1. */
class Log implements EventSource {
  readonly entries: unknown[] = [];
  readonly #bell = new EventEmitter();
  reads = 0;

  get listeners(): number {
    return this.#bell.listenerCount('more');
  }

  add(...data: readonly unknown[]): void {
    this.entries.push(...data);
    this.#bell.emit('more');
  }

  /** What another process does, of which nobody tells us. */
  addUnheard(data: unknown): void {
    this.entries.push(data);
  }

  async read(after: string | undefined) {
    this.reads += 1;
    const from = after === undefined ? this.entries.length : Number(after);
    if (!(from <= this.entries.length)) return invalid('last-event-id', 'It is odd.');
    const events = this.entries.slice(from, from + BATCH).map((data, index) => ({
      id: String(from + index + 1),
      type: 'noted',
      data,
    }));
    return ok({ events, position: String(from + events.length) });
  }

  subscribe(wake: () => void): () => void {
    this.#bell.on('more', wake);
    return () => this.#bell.off('more', wake);
  }
}

let app: FastifyInstance;
let log: Log;
let streams: EventStreams;
let isOpen: boolean;
let endings: Set<() => void>;
let address: string;

async function serve(heartbeatMs: number, stalledMs = 60_000): Promise<void> {
  log = new Log();
  isOpen = true;
  endings = new Set();
  const sessions = {
    isOpen: async () => isOpen,
    onEnded: (_: string, listener: () => void) => {
      endings.add(listener);
      return () => endings.delete(listener);
    },
  };
  streams = new EventStreams({ sessions, heartbeatMs, stalledMs });
  app = Fastify({ return503OnClosing: false });
  app.setErrorHandler(answerError);
  app.decorateRequest('session', null);
  app.addHook('onRequest', async (request) => {
    request.session = SESSION;
  });
  streams.closeWith(app);
  closeIdleConnectionsAtEnd(app);
  app.get('/events', (request, reply) => streams.answer(request, reply, log));
  address = await app.listen({ port: 0, host: '127.0.0.1' });
}

beforeEach(() => serve(60_000));
afterEach(() => closeApp(app));

/** Opens a stream, and gives a way to wait until it has said something, and one to leave. */
async function listen(headers: Readonly<Record<string, string>> = {}) {
  const leave = new AbortController();
  const answer = await fetch(`${address}/events`, { headers, signal: leave.signal });
  let said = '';
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of answer.body ?? []) said += decoder.decode(chunk, { stream: true });
  })().catch(() => undefined);
  return {
    answer,
    said: () => said,
    events: () => [...said.matchAll(/^data: (.*)$/gm)].map(([, data = '']) => JSON.parse(data)),
    ended: () => reading,
    leave: () => leave.abort(),
  };
}

describe('a stream of events', () => {
  it('sends what happens from now on, each event with its id', async () => {
    log.add('before');
    const stream = await listen();
    expect(stream.answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(stream.answer.headers.get('cache-control')).toBe('no-store');
    await expect.poll(stream.said).toBe('retry: 3000\nid: 1\n\n');
    log.add({ text: 'first\nsecond' });
    await expect
      .poll(stream.said)
      .toContain('id: 2\nevent: noted\ndata: {"text":"first\\nsecond"}\n\n');
    stream.leave();
  });

  it('goes on after the last event that the reader had, in batches, in order, each once', async () => {
    log.add(1, 2, 3, 4, 5, 6, 7, 8);
    const stream = await listen({ 'last-event-id': '1' });
    await expect.poll(stream.events).toEqual([2, 3, 4, 5, 6, 7, 8]);
    log.add(9);
    await expect.poll(stream.events).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    stream.leave();
  });

  it.each(['99', 'x', '1'.repeat(201)])(
    'is refused when it is to go on from where it never was: %s',
    async (position) => {
      const answer = await fetch(`${address}/events`, { headers: { 'last-event-id': position } });
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({
        code: 'invalid_input',
        errors: [{ in: 'header', field: 'last-event-id' }],
      });
      expect(streams.count).toBe(0);
      expect(log.listeners).toBe(0);
    },
  );

  it('shows signs of life, and with them what nobody told us about', async () => {
    await closeApp(app);
    await serve(30);
    const stream = await listen();
    log.addUnheard('from elsewhere');
    await expect.poll(stream.events).toEqual(['from elsewhere']);
    await expect.poll(stream.said).toMatch(/(: \n\n){2}/);
    stream.leave();
  });

  it('leaves nothing behind when the reader goes', async () => {
    const stream = await listen();
    await expect.poll(stream.said).toContain('retry');
    expect([streams.count, log.listeners, endings.size]).toEqual([1, 1, 1]);
    stream.leave();
    await expect.poll(() => [streams.count, log.listeners, endings.size]).toEqual([0, 0, 0]);
  });

  it('ends at once with the session where that ends here', async () => {
    const stream = await listen();
    await expect.poll(stream.said).toContain('retry');
    for (const end of [...endings]) end();
    await stream.ended();
    log.add('too late');
    expect(stream.events()).toEqual([]);
    expect(streams.count).toBe(0);
  });

  it('ends with the next sign of life where the session ended elsewhere or by time', async () => {
    await closeApp(app);
    await serve(30);
    const stream = await listen();
    isOpen = false;
    await stream.ended();
    expect(streams.count).toBe(0);
  });

  it('ends where an event cannot be read', async () => {
    const stream = await listen();
    await expect.poll(stream.said).toContain('retry');
    log.entries.length = 0;
    log.read = async () => {
      throw new Error('The database is gone.');
    };
    log.add('x');
    await stream.ended();
    expect(streams.count).toBe(0);
  });

  it('answers a question about it alone with its head', async () => {
    const answer = await fetch(`${address}/events`, { method: 'HEAD' });
    expect(answer.headers.get('content-type')).toContain('text/event-stream');
    await expect.poll(() => streams.count).toBe(0);
  });

  it('is one of ten of a session at most', async () => {
    const open = await Promise.all(Array.from({ length: 10 }, () => listen()));
    const answer = await fetch(`${address}/events`);
    expect(answer.status).toBe(429);
    expect(await answer.json()).toMatchObject({ code: 'too_many_requests' });
    for (const stream of open) stream.leave();
  });
});

/** Asks for everything from the start, and reads nothing of it. */
async function stall(): Promise<Socket> {
  log.add(...Array.from({ length: 3_000 }, (_, index) => `${index}`.padEnd(20_000, '.')));
  const socket = connect(Number(new URL(address).port), '127.0.0.1');
  socket.on('error', () => undefined);
  socket.pause();
  socket.write('GET /events HTTP/1.1\r\nhost: x\r\nlast-event-id: 0\r\n\r\n');
  let reads = -1;
  const isStill = () => {
    const before = reads;
    reads = log.reads;
    return reads > 1 && before === reads;
  };
  await expect.poll(isStill, { interval: 100, timeout: 5_000 }).toBe(true);
  return socket;
}

describe('a reader that takes nothing', () => {
  it('is not read for, and is cut after a while', async () => {
    await closeApp(app);
    await serve(60_000, 500);
    const socket = await stall();
    // Of a thousand batches only those that fitted into the line were read.
    expect(log.reads).toBeLessThan(500);
    expect(streams.count).toBe(1);
    await expect.poll(() => streams.count).toBe(0);
    socket.destroy();
  });

  it('is cut at once when the session ends', async () => {
    const socket = await stall();
    for (const end of [...endings]) end();
    const connections = () =>
      new Promise<number>((resolve) => {
        app.server.getConnections((_, count) => resolve(count));
      });
    await expect.poll(connections).toBe(0);
    expect(streams.count).toBe(0);
    socket.destroy();
  });
});

describe('a server that stops', () => {
  it('does not wait for streams, not even for one whose reader takes nothing', async () => {
    const stream = await listen();
    const socket = await stall();
    expect(streams.count).toBe(2);
    const began = performance.now();
    await closeApp(app);
    expect(performance.now() - began).toBeLessThan(2_000);
    await stream.ended();
    expect(streams.count).toBe(0);
    socket.destroy();
  });
});
