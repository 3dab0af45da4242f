// For millions of keys, a few bytes each: whether what stands under a key is known, and where it is.
//
// A key is kept as 64 bits of its own, not as a text. Two keys that share them would be taken for one; among ten
// million keys that is one chance in three hundred thousand, and the law that counts rows would still see it.

/** Where a fact is that is not at hand. */
export type KeyState = 'nowhere' | 'settled' | 'spilled';

const STATES: readonly KeyState[] = ['nowhere', 'settled', 'spilled'];
const FIRST_SLOTS = 1_024;
/** Beyond it a table is doubled. */
const LOAD = 0.65;

export class KeyStates {
  #slots = FIRST_SLOTS;
  #high = new Uint32Array(FIRST_SLOTS);
  #low = new Uint32Array(FIRST_SLOTS);
  /** 0 where there is no key, or else the place of its state from 1. */
  #states = new Uint8Array(FIRST_SLOTS);
  #used = 0;

  /** Nothing was ever put here: nobody has to ask. */
  get isEmpty(): boolean {
    return this.#used === 0;
  }

  get(kind: string, key: string): KeyState {
    const state = this.#states[this.#find(highOf(kind, key), lowOf(kind, key))] ?? 0;
    return state === 0 ? 'nowhere' : (STATES[state - 1] ?? 'nowhere');
  }

  set(kind: string, key: string, state: KeyState): void {
    const [high, low] = [highOf(kind, key), lowOf(kind, key)];
    let slot = this.#find(high, low);
    if (this.#states[slot] === 0) {
      if (this.#used + 1 > this.#slots * LOAD) {
        this.#double();
        slot = this.#find(high, low);
      }
      this.#used += 1;
    }
    this.#write(slot, high, low, STATES.indexOf(state) + 1);
  }

  /** The slot of these bits, or the free one where they would stand. */
  #find(high: number, low: number): number {
    const mask = this.#slots - 1;
    let slot = low & mask;
    while (this.#states[slot] !== 0 && (this.#high[slot] !== high || this.#low[slot] !== low)) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #write(slot: number, high: number, low: number, state: number): void {
    this.#high[slot] = high;
    this.#low[slot] = low;
    this.#states[slot] = state;
  }

  #double(): void {
    const [highs, lows, states] = [this.#high, this.#low, this.#states];
    this.#slots *= 2;
    this.#high = new Uint32Array(this.#slots);
    this.#low = new Uint32Array(this.#slots);
    this.#states = new Uint8Array(this.#slots);
    for (const [slot, state] of states.entries()) {
      if (state === 0) continue;
      const [high, low] = [highs[slot] ?? 0, lows[slot] ?? 0];
      this.#write(this.#find(high, low), high, low, state);
    }
  }
}

function lowOf(kind: string, key: string): number {
  return mixed(mixed(0x811c9dc5, kind, 0x01000193), key, 0x01000193);
}

function highOf(kind: string, key: string): number {
  return mixed(mixed(0x9e3779b9, kind, 0x85ebca6b), key, 0x85ebca6b);
}

/** As FNV-1a does it, with the upper bits folded down at the end. */
function mixed(seed: number, text: string, factor: number): number {
  let hash = seed;
  for (let place = 0; place < text.length; place += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(place), factor);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}
