// The replayed facts that are in memory: how much room they take up, and which of them may go.
import type { FactKind } from '@mutua/core/world.ts';
import { isHeavy, packFact, unpackFact, weightOf } from './packed-facts.ts';

/** So closely it is told when something was used. */
const COMMANDS_TOGETHER = 64;

export interface KeptFact {
  readonly kind: FactKind;
  readonly key: string;
  /** Undefined while it stands as `packed`. */
  fact: unknown;
  packed: string | undefined;
  weight: number;
  /** Which command asked for it last, counted from 1. */
  usedAt: number;
  /** Where it lies as it is, if it was not changed since it was brought from there. */
  from: 'settled' | 'spilled' | undefined;
  /** As it is now, it is known to differ from its table. */
  isUnsettled: boolean;
}

export class KeptFacts {
  readonly #kinds = new Map<FactKind, Map<string, KeptFact>>();
  /** Bytes, about. */
  weight = 0;
  /** How many commands were played. */
  clock = 0;

  get(kind: FactKind, key: string): KeptFact | undefined {
    return this.#kinds.get(kind)?.get(key);
  }

  ofKind(kind: FactKind): Map<string, KeptFact> {
    let ofKind = this.#kinds.get(kind);
    if (ofKind === undefined) {
      ofKind = new Map();
      this.#kinds.set(kind, ofKind);
    }
    return ofKind;
  }

  kinds(): readonly FactKind[] {
    return [...this.#kinds.keys()];
  }

  add(kind: FactKind, key: string, fact: unknown, from: KeptFact['from']): void {
    const weight = weightOf(fact);
    const usedAt = this.clock;
    this.addAgain({ kind, key, fact, packed: undefined, weight, usedAt, from, isUnsettled: false });
  }

  addAgain(kept: KeptFact): void {
    this.ofKind(kept.kind).set(kept.key, kept);
    this.weight += kept.weight;
  }

  drop({ kind, key, weight }: KeptFact): void {
    this.#kinds.get(kind)?.delete(key);
    this.weight -= weight;
  }

  use(kept: KeptFact): unknown {
    kept.usedAt = this.clock;
    if (kept.packed !== undefined) {
      kept.fact = unpackFact(kept.kind, kept.packed);
      kept.packed = undefined;
      this.#weigh(kept, weightOf(kept.fact));
    }
    return kept.fact;
  }

  /** Keeps short what takes up much and was not used of late. */
  packBefore(clock: number): void {
    for (const ofKind of this.#kinds.values()) {
      for (const kept of ofKind.values()) {
        if (kept.usedAt >= clock || !isHeavy(kept)) continue;
        kept.packed = packFact(kept.kind, kept.fact);
        kept.fact = undefined;
        this.#weigh(kept, weightOf(kept.packed));
      }
    }
  }

  /** Without what was used no later, there is no more than that in memory; -1 where there is no more already. */
  clockBehindOldest(limit: number): number {
    const spans = this.#spans((one, other) => one - other);
    return this.#clockOfLess(limit, spans, -1);
  }

  /** Without what was used no sooner, but before that command, there is no more than that in memory. */
  clockBeforeNewest(limit: number, before: number): number {
    const spans = this.#spans((one, other) => other - one);
    const clock = this.#clockOfLess(
      limit,
      spans.filter(([span]) => span * COMMANDS_TOGETHER < before),
      before + COMMANDS_TOGETHER,
    );
    return clock - COMMANDS_TOGETHER;
  }

  #clockOfLess(
    limit: number,
    spans: readonly (readonly [span: number, weight: number])[],
    first: number,
  ): number {
    let left = this.weight;
    let clock = first;
    for (const [span, weight] of spans) {
      if (left <= limit) break;
      clock = span * COMMANDS_TOGETHER;
      left -= weight;
    }
    return clock;
  }

  /** How much was used last in each span of commands. */
  #spans(order: (one: number, other: number) => number): readonly (readonly [number, number])[] {
    const weights = new Map<number, number>();
    for (const ofKind of this.#kinds.values()) {
      for (const { usedAt, weight } of ofKind.values()) {
        const span = Math.ceil(usedAt / COMMANDS_TOGETHER);
        weights.set(span, (weights.get(span) ?? 0) + weight);
      }
    }
    return [...weights].sort(([one], [other]) => order(one, other));
  }

  #weigh(kept: KeptFact, weight: number): void {
    this.weight += weight - kept.weight;
    kept.weight = weight;
  }
}

/** The fact, whichever way it stands. */
export function factOf({ kind, fact, packed }: KeptFact): unknown {
  return packed === undefined ? fact : unpackFact(kind, packed);
}
