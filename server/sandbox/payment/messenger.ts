// Delivers the provider's callbacks to the platform, signed, until each is taken.
import { setTimeout as delay } from 'node:timers/promises';
import type { Instant } from '@mutua/core/time/instant.ts';
import { type SigningKey, signRequest } from '../../rails/signed-request.ts';
import type { Books, CallbackRow } from './books.ts';

const ANSWER_MS = 5_000;
const FIRST_RETRY_MS = 200;
const LAST_RETRY_MS = 30_000;
const LOOK_MS = 100;

export interface MessengerOptions {
  readonly books: Books;
  readonly key: SigningKey;
  /** The real clock: signatures and retries go by it. */
  readonly clock: () => Instant;
  /** The provider's clock: late callbacks go by it. */
  readonly now: () => Instant;
  /** Where callbacks go; nothing as long as the platform has no address. */
  readonly callbackUrl: () => string | undefined;
  /** Settles when what has happened is on the disk: nobody is told of what may still be lost. */
  readonly settled: () => Promise<void>;
  readonly onDelivered: (id: string) => Promise<void>;
  /** Called before each look at what is to be told: whatever time alone has brought about. */
  readonly beforeLook: () => Promise<void>;
}

export class Messenger {
  readonly #options: MessengerOptions;
  readonly #stop = new AbortController();
  /** By callback: when it may be tried again, and how long it then waits. */
  readonly #retries = new Map<string, { readonly at: number; readonly waitMs: number }>();
  readonly #done: Promise<void>;

  constructor(options: MessengerOptions) {
    this.#options = options;
    this.#done = this.#run();
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await this.#done;
  }

  async #run(): Promise<void> {
    while (!this.#stop.signal.aborted) {
      await this.#options.beforeLook();
      for (const row of this.#due()) {
        if (this.#stop.signal.aborted) return;
        await this.#deliver(row);
      }
      await delay(LOOK_MS, undefined, { ref: false });
    }
  }

  /** Those that may be sent now: in their order, but a group that is to come reversed from its last one. */
  #due(): readonly CallbackRow[] {
    const { books, now } = this.#options;
    const isDue = ({ callback, lateUntil, reversed }: CallbackRow) =>
      (lateUntil === undefined || lateUntil <= now()) &&
      (reversed === undefined || books.callbackCount >= reversed[1]) &&
      (this.#retries.get(callback.id)?.at ?? 0) <= performance.now();
    return [...books.callbacks.values()]
      .filter(isDue)
      .sort((one, other) => rank(one) - rank(other));
  }

  async #deliver({ callback, isTwice }: CallbackRow): Promise<void> {
    const { settled, onDelivered } = this.#options;
    await settled();
    const body = JSON.stringify(callback);
    for (let times = isTwice ? 2 : 1; times > 0; times -= 1) {
      if (await this.#post(body)) continue;
      const waitMs = this.#retries.get(callback.id)?.waitMs ?? FIRST_RETRY_MS;
      this.#retries.set(callback.id, {
        at: performance.now() + waitMs,
        waitMs: Math.min(2 * waitMs, LAST_RETRY_MS),
      });
      return;
    }
    this.#retries.delete(callback.id);
    await onDelivered(callback.id);
  }

  /** Whether the platform has taken it. */
  async #post(body: string): Promise<boolean> {
    const url = this.#options.callbackUrl();
    if (url === undefined) return false;
    const { pathname, search } = new URL(url);
    const request = { method: 'POST', path: pathname + search, body };
    const headers = signRequest(this.#options.key, request, this.#options.clock());
    try {
      const answer = await fetch(url, {
        method: 'POST',
        body,
        redirect: 'error',
        headers: { ...headers, 'content-type': 'application/json' },
        signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(ANSWER_MS)]),
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch (error) {
      // No answer is no error of ours: the callback is sent again.
      if (error instanceof Error) return false;
      throw error;
    }
  }
}

/** Within a reversed group the last comes first, where the first would have come. */
function rank({ callback: { sequence }, reversed }: CallbackRow): number {
  return reversed === undefined ? sequence : reversed[0] + (reversed[1] - sequence);
}
