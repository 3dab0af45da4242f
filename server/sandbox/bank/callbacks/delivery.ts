// Callbacks on their way to the platform: one after the other in their order, each until it is taken.
import { type SigningKey, signRequest } from '../../../rails/signed-request.ts';
import type { Bank } from '../bank.ts';
import type { CallbackRow } from '../books/rows.ts';

const FIRST_PAUSE_MS = 50;
const LAST_PAUSE_MS = 5_000;
const ANSWER_MS = 10_000;
/** Callbacks that wait for others of their group to come after them wait no longer than this. */
const GROUP_MS = 3_000;
/** How often it is looked whether a late callback is due by the bank's clock. */
const LATE_LOOK_MS = 100;

/** Sends from its making until it is stopped. */
export class Delivery {
  readonly #bank: Bank;
  readonly #key: SigningKey;
  readonly #url: URL;
  readonly #stopped = new AbortController();
  readonly #attempts = new Map<string, number>();
  /** When the first of a group in reversed order was held back. */
  readonly #heldSince = new Map<number, number>();
  readonly #running: Promise<void>;
  #wake: () => void = () => undefined;

  constructor(bank: Bank, key: SigningKey, callbackUrl: string) {
    this.#bank = bank;
    this.#key = key;
    this.#url = new URL(callbackUrl);
    this.#running = this.#run().catch(bank.fail);
  }

  /** There may be something to send. */
  wake(): void {
    this.#wake();
  }

  attemptsOf(id: string): number {
    return this.#attempts.get(id) ?? 0;
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#running;
  }

  async #run(): Promise<void> {
    let pause = FIRST_PAUSE_MS;
    while (!this.#stopped.signal.aborted) {
      const row = this.#next();
      if (row === undefined) {
        const hasLate = this.#bank.books.callbacks.size > 0;
        await this.#sleep(hasLate ? LATE_LOOK_MS : LAST_PAUSE_MS, 'until_woken');
      } else if (await this.#deliver(row)) {
        pause = FIRST_PAUSE_MS;
      } else {
        await this.#sleep(pause, 'fixed');
        pause = Math.min(2 * pause, LAST_PAUSE_MS);
      }
    }
  }

  /** The first in order that may be sent now. */
  #next(): CallbackRow | undefined {
    const { callbacks, counters } = this.#bank.books;
    const now = this.#bank.now();
    for (const row of callbacks.values()) {
      if (row.lateUntil !== undefined && row.lateUntil > now) continue;
      if (row.reversed === undefined) return row;
      const [first, last] = row.reversed;
      if (counters.callbacks < last && this.#isHeld(first)) continue;
      return [...callbacks.values()].filter((other) => other.reversed?.[0] === first).at(-1);
    }
    return undefined;
  }

  #isHeld(group: number): boolean {
    const since = this.#heldSince.get(group) ?? performance.now();
    this.#heldSince.set(group, since);
    return performance.now() - since < GROUP_MS;
  }

  async #deliver({ callback, isTwice }: CallbackRow): Promise<boolean> {
    const { id } = callback;
    this.#attempts.set(id, this.attemptsOf(id) + 1);
    await this.#bank.settled();
    const body = JSON.stringify(callback);
    const isTaken = (await this.#post(body)) && (!isTwice || (await this.#post(body)));
    if (!isTaken || this.#stopped.signal.aborted) return false;
    this.#attempts.delete(id);
    // If this is lost in a crash it is sent once more, which the id tells the platform.
    this.#bank.turn((turn) => turn.put({ is: 'delivered', id })).catch(this.#bank.fail);
    return true;
  }

  async #post(body: string): Promise<boolean> {
    const path = this.#url.pathname + this.#url.search;
    const at = this.#bank.signatureClock();
    const signature = signRequest(this.#key, { method: 'POST', path, body }, at);
    try {
      const answer = await fetch(this.#url, {
        method: 'POST',
        headers: { ...signature, 'content-type': 'application/json' },
        body,
        signal: AbortSignal.any([this.#stopped.signal, AbortSignal.timeout(ANSWER_MS)]),
      });
      await answer.arrayBuffer();
      return answer.ok;
    } catch {
      // Nobody is there, or too slow: it is tried again.
      return false;
    }
  }

  #sleep(milliseconds: number, kind: 'fixed' | 'until_woken'): Promise<void> {
    const { signal } = this.#stopped;
    if (signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const end = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, milliseconds);
      signal.addEventListener('abort', end);
      if (kind === 'until_woken') this.#wake = end;
    });
  }
}
