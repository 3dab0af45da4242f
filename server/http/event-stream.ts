// Server-sent events: what happens goes to whoever may see it, as it happens, and after a broken
// connection from where it broke. Nothing is kept here for a reader: each reads on when it has taken what
// was sent, so a slow one costs no memory, and is cut when it takes nothing any more.
import { assert } from '@mutua/core/kit/assert.ts';
import { invalid, type Result, refuse } from '@mutua/core/kit/result.ts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Session, Sessions } from '../people/session.ts';
import { sessionOf } from './access.ts';
import { Refused } from './problems.ts';

const HEARTBEAT_MS = 15_000;
const STALLED_MS = 60_000;
const RECONNECT_MS = 3_000;
const STREAMS_MAX = 2_000;
const STREAMS_OF_SESSION_MAX = 10;
const POSITION_LENGTH_MAX = 200;

/** One event as a reader gets it; `id` is the position after it. */
export interface StreamEvent {
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
}

export interface EventBatch {
  /** The oldest first. */
  readonly events: readonly StreamEvent[];
  /** From where to read on. */
  readonly position: string;
}

/** Where the events of one subject come from; whoever makes one has checked that the reader may see it. */
export interface EventSource {
  /**
   * What happened after a position, no more at once than is well kept in memory. Without a position: nothing
   * yet, and the position from now on. A position that was never given out is refused.
   */
  read(after: string | undefined): Promise<Result<EventBatch>>;
  /** Calls when there may be something to read, and gives the way to stop that. */
  subscribe(wake: () => void): () => void;
}

export interface EventStreamsOptions {
  readonly sessions: Pick<Sessions, 'isOpen' | 'onEnded'>;
  readonly heartbeatMs?: number;
  readonly stalledMs?: number;
}

/** All open streams of this process. */
export class EventStreams {
  readonly #sessions: EventStreamsOptions['sessions'];
  readonly #heartbeatMs: number;
  readonly #stalledMs: number;
  readonly #open = new Set<Stream>();
  #isClosing = false;

  constructor({ sessions, heartbeatMs, stalledMs }: EventStreamsOptions) {
    this.#sessions = sessions;
    this.#heartbeatMs = heartbeatMs ?? HEARTBEAT_MS;
    this.#stalledMs = stalledMs ?? STALLED_MS;
  }

  get count(): number {
    return this.#open.size;
  }

  /** Ends every stream when the server stops, before it waits for its connections. */
  closeWith(app: FastifyInstance): void {
    app.addHook('preClose', async () => {
      this.#isClosing = true;
      for (const stream of this.#open) stream.close();
    });
  }

  /**
   * Answers a request with the events of a source, until the reader goes, the session ends or the server
   * stops. For a route that is open to roles, and best declared `isBackground`.
   */
  async answer(request: FastifyRequest, reply: FastifyReply, source: EventSource): Promise<void> {
    const session = sessionOf(request);
    this.#requireRoom(session);
    const stream = new Stream(reply, source, {
      session,
      sessions: this.#sessions,
      heartbeatMs: this.#heartbeatMs,
      stalledMs: this.#stalledMs,
    });
    this.#open.add(stream);
    try {
      await stream.run(positionOf(request), request.method === 'HEAD');
    } finally {
      this.#open.delete(stream);
    }
  }

  #requireRoom({ sessionId }: Session): void {
    if (this.#isClosing || this.#open.size >= STREAMS_MAX) {
      throw new Refused(refuse('busy').refusal);
    }
    const ofSession = [...this.#open].filter((stream) => stream.sessionId === sessionId);
    if (ofSession.length < STREAMS_OF_SESSION_MAX) return;
    const seconds = String(Math.ceil(this.#stalledMs / 1_000));
    throw new Refused(refuse('too_many_requests', { seconds }).refusal);
  }
}

function positionOf({ headers }: FastifyRequest): string | undefined {
  const position = headers['last-event-id'];
  if (position === undefined || position === '') return undefined;
  if (typeof position === 'string' && position.length <= POSITION_LENGTH_MAX) return position;
  throw new Refused(invalid('last-event-id', 'It does not have the right form.').refusal, 'header');
}

interface StreamOptions {
  readonly session: Session;
  readonly sessions: EventStreamsOptions['sessions'];
  readonly heartbeatMs: number;
  readonly stalledMs: number;
}

class Stream {
  readonly sessionId: Session['sessionId'];
  readonly #reply: FastifyReply;
  readonly #source: EventSource;
  readonly #options: StreamOptions;
  #isClosed = false;
  /** Whether something may have happened since the last reading. */
  #isWoken = false;
  #wake: () => void = () => undefined;
  /** Called when the reader's connection can take more, or is gone. */
  #goOn: () => void = () => undefined;

  constructor(reply: FastifyReply, source: EventSource, options: StreamOptions) {
    this.sessionId = options.session.sessionId;
    this.#reply = reply;
    this.#source = source;
    this.#options = options;
  }

  close(): void {
    const { raw } = this.#reply;
    this.#isClosed = true;
    // Whoever does not take what was sent would never see the end.
    if (raw.writableNeedDrain) raw.destroy();
    this.#goOn();
    this.#wakeUp();
  }

  /** What is refused is refused before anything is sent; later the reader comes again on its own. */
  async run(after: string | undefined, isHead: boolean): Promise<void> {
    const stops = this.#listen();
    try {
      const first = await this.#source.read(after);
      if (!first.ok) throw new Refused(first.refusal, 'header');
      this.#begin();
      if (!isHead) await this.#follow(first.value);
    } catch (error) {
      if (!this.#reply.sent) throw error;
      this.#reply.log.error({ err: error }, 'A stream of events failed.');
    } finally {
      for (const stop of stops) stop();
      if (this.#reply.sent) this.#reply.raw.end();
    }
  }

  #listen(): readonly (() => void)[] {
    const { sessions, heartbeatMs } = this.#options;
    const { raw } = this.#reply;
    const gone = () => this.close();
    const drained = () => this.#goOn();
    raw.on('drain', drained).on('close', gone).on('error', gone);
    const heart = setInterval(() => void this.#beat(), heartbeatMs);
    return [
      () => clearInterval(heart),
      () => raw.off('drain', drained).off('close', gone),
      sessions.onEnded(this.sessionId, gone),
      this.#source.subscribe(() => this.#wakeUp()),
    ];
  }

  #begin(): void {
    const { raw } = this.#reply;
    this.#reply.hijack();
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      // A proxy that gathers would hold events back.
      'x-accel-buffering': 'no',
    });
  }

  async #follow(first: EventBatch): Promise<void> {
    await this.#send(`retry: ${RECONNECT_MS}\n`);
    let batch = first;
    let known = '';
    for (;;) {
      known = batch.events.at(-1)?.id ?? known;
      // A position without an event is remembered by the reader all the same.
      const rest = known === batch.position ? '' : `id: ${checked(batch.position)}\n\n`;
      await this.#send(batch.events.map(textOf).join('') + rest);
      known = batch.position;
      if (batch.events.length === 0) await this.#somethingMore();
      if (this.#isClosed) return;
      this.#isWoken = false;
      const read = await this.#source.read(batch.position);
      assert(read.ok, 'A source takes the positions that it gave.');
      batch = read.value;
    }
  }

  /** Gives the reader's connection the text, and waits until it can take more. */
  async #send(text: string): Promise<void> {
    const { raw } = this.#reply;
    if (this.#isClosed || text === '' || raw.write(text)) return;
    const late = setTimeout(() => raw.destroy(), this.#options.stalledMs);
    await new Promise<void>((resolve) => {
      this.#goOn = resolve;
    });
    clearTimeout(late);
  }

  /** Tells the reader that the line stands, and itself what nobody called about. */
  async #beat(): Promise<void> {
    try {
      if (!(await this.#options.sessions.isOpen(this.sessionId))) this.close();
    } catch (error) {
      // Nobody can say whether the session is still open, so nothing more is shown in it.
      this.#reply.log.error({ err: error }, 'A stream of events could not be checked.');
      this.close();
    }
    const { raw } = this.#reply;
    if (!this.#isClosed && raw.headersSent && !raw.writableNeedDrain) raw.write(': \n\n');
    this.#wakeUp();
  }

  #somethingMore(): Promise<void> {
    if (this.#isWoken || this.#isClosed) return Promise.resolve();
    return new Promise((resolve) => {
      this.#wake = resolve;
    });
  }

  #wakeUp(): void {
    this.#isWoken = true;
    this.#wake();
  }
}

function textOf({ id, type, data }: StreamEvent): string {
  return `id: ${checked(id)}\nevent: ${checked(type)}\ndata: ${JSON.stringify(data)}\n\n`;
}

function checked(text: string): string {
  assert(/^[\x21-\x7e]{1,200}$/.test(text), 'An id or a type of an event is one plain word.');
  return text;
}
