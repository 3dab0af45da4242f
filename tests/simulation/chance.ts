// Chance that a seed begets: the same seed gives the same throws on every machine.
import { type Id, idOf } from '@mutua/core/kit/id.ts';

export class Chance {
  #state: number;
  #ids = 0;
  readonly #seed: number;

  constructor(seed: number) {
    this.#seed = seed;
    this.#state = (seed * 2_654_435_761) >>> 0;
  }

  /** A whole number from 0 to below `count`: 32 bits by Marsaglia's xorshift over a Weyl sequence. */
  below(count: number): number {
    this.#state = (this.#state + 0x6d_2b_79_f5) >>> 0;
    let bits = this.#state;
    bits = Math.imul(bits ^ (bits >>> 15), bits | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) % count;
  }

  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }

  /** True in so many of a hundred. */
  isIn(percent: number): boolean {
    return this.below(100) < percent;
  }

  of<One>(all: readonly One[]): One | undefined {
    return all[this.below(Math.max(1, all.length))];
  }

  /** One of several that are there. */
  among<One>(first: One, ...others: readonly One[]): One {
    return [first, ...others][this.below(others.length + 1)] ?? first;
  }

  /** Each as often as its weight says. */
  weighed<One extends { readonly weight: number }>(all: readonly One[]): One | undefined {
    let left = this.below(
      Math.max(
        1,
        all.reduce((total, { weight }) => total + weight, 0),
      ),
    );
    for (const one of all) {
      if (left < one.weight) return one;
      left -= one.weight;
    }
    return undefined;
  }

  /** An id as a client's program makes them. */
  newId(): Id {
    this.#ids += 1;
    const [seed, number] = [this.#seed, this.#ids].map((one) => one.toString(16).padStart(12, '0'));
    return idOf(`${seed?.slice(4)}-0000-7000-8000-${number}`);
  }
}
