// What was read of the book as it stands is read once for all who ask before it changes: the cards of one page ask
// together, and mostly for the same.

const KEPT_MAX = 100;

export class ReadOnce<Value> {
  readonly #kept = new Map<string, Promise<Value>>();

  /** @param key names what is read, and the last command of the log that it may know. */
  read(key: string, make: () => Promise<Value>): Promise<Value> {
    const known = this.#kept.get(key);
    if (known !== undefined) return known;
    const made = make();
    this.#kept.set(key, made);
    // What could not be read is read again by the next who asks.
    made.catch(() => this.#kept.delete(key));
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= KEPT_MAX) break;
      this.#kept.delete(oldest);
    }
    return made;
  }
}
