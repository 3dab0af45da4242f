// Chance from a seed, for a past that is lived: the same draws in the same order, on every machine.

/** Below which a draw lies. */
const RANGE = 0x1_0000_0000;

/** Mulberry32 by T. Ettinger: every seed gives another sequence of 32-bit numbers. */
export class Chance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** Of a text, such as an id: what is drawn for one thing does not hang on what was drawn for another. */
  static of(text: string, seed: number): Chance {
    // FNV-1a.
    let hash = (0x811c9dc5 ^ seed) >>> 0;
    for (let index = 0; index < text.length; index += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193) >>> 0;
    }
    return new Chance(hash);
  }

  /** A whole number from 0 to below. */
  below(limit: number): number {
    return Math.floor((this.#next() / RANGE) * limit);
  }

  /** A whole number between two, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** Whether it happens that happens in so many of a thousand cases. */
  isIn(permille: number): boolean {
    return this.below(1_000) < permille;
  }

  among<Value>(...values: readonly [Value, ...Value[]]): Value {
    return values[this.below(values.length)] ?? values[0];
  }

  /** One of the places of a list, by their weights. */
  place(weights: readonly number[]): number {
    let drawn = this.below(weights.reduce((sum, weight) => sum + weight, 0));
    const place = weights.findIndex((weight) => {
      drawn -= weight;
      return drawn < 0;
    });
    return Math.max(place, 0);
  }

  /** In another order. */
  shuffled<Value>(values: readonly Value[]): Value[] {
    const left = [...values];
    const drawn: Value[] = [];
    while (left.length > 0) drawn.push(...left.splice(this.below(left.length), 1));
    return drawn;
  }

  #next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let value = this.#state;
    value = Math.imul(value ^ (value >>> 15), value | 1);
    value ^= value + Math.imul(value ^ (value >>> 7), value | 61);
    return (value ^ (value >>> 14)) >>> 0;
  }
}
