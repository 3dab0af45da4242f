// How soon something is tried again: later each time, and at once after a success.

/** Real time in milliseconds, as timers count it. */
export type Now = () => number;

export interface PaceOptions {
  readonly firstMs: number;
  readonly lastMs: number;
  readonly now?: Now;
}

interface Place {
  waitMs: number;
  dueAt: number;
}

/** One waiting time for each thing; what was never tried is due. */
export class Pace<Key> {
  readonly #places = new Map<Key, Place>();
  readonly #options: PaceOptions;
  readonly #now: Now;

  constructor(options: PaceOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  isDue(key: Key): boolean {
    const place = this.#places.get(key);
    return place === undefined || place.dueAt <= this.#now();
  }

  /** It was tried, or begun: next time later than last time. */
  later(key: Key): void {
    const waitMs = Math.min(
      this.#places.get(key)?.waitMs ?? this.#options.firstMs,
      this.#options.lastMs,
    );
    this.#places.set(key, { waitMs: 2 * waitMs, dueAt: this.#now() + waitMs });
  }

  forget(key: Key): void {
    this.#places.delete(key);
  }

  /** Forgets the others. */
  keepOnly(keys: ReadonlySet<Key>): void {
    for (const key of this.#places.keys()) if (!keys.has(key)) this.#places.delete(key);
  }

  /** Everything is due again. */
  clear(): void {
    this.#places.clear();
  }
}
