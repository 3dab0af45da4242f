// The World in memory: filled by the door with what the rules say they need, and aware of what changed.
//
// What it keeps for the door is the difference: which facts are new, changed or gone since the last save.
import { assert } from './kit/assert.ts';
import { type Account, type AccountAddress, addressText, emptyAccount } from './ledger/account.ts';
import type { Book } from './ledger/book.ts';
import type { Hold, TransferId } from './ledger/transfer.ts';
import {
  type FactKind,
  type Facts,
  KEY_OF,
  type KnownWorld,
  LISTS,
  type ListKind,
  type ListName,
  type Need,
  type WorldDraft,
} from './world.ts';

/** One fact that differs from what is saved; `fact` is undefined where it is gone. */
export interface Change<Kind extends FactKind = FactKind> {
  readonly kind: Kind;
  readonly key: string;
  readonly fact: Facts[Kind] | undefined;
  /** The version that is saved; 0 where there is none. */
  readonly savedVersion: number;
}

/** A fact as it is saved. */
export interface LoadedFact<Kind extends FactKind> {
  readonly fact: Facts[Kind];
  readonly version: number;
}

/** One thing in memory. `fact` is undefined where there is none under this key. */
interface Entry {
  readonly kind: FactKind;
  readonly key: string;
  fact: unknown;
  savedVersion: number;
}

/** A batch's facts. Every method works on memory alone. */
export class WorldInMemory implements WorldDraft, Book {
  readonly #entries = new Map<string, Entry>();
  /** Keys by list; whole once the list was asked for. */
  readonly #lists = new Map<string, { readonly keys: Set<string>; isWhole: boolean }>();
  readonly #changed = new Set<Entry>();
  #undo: (() => void)[] | undefined;

  /** What rules see while they say what they need. */
  readonly known: KnownWorld = {
    get: (kind, key) => this.#entries.get(placeOf(kind, key))?.fact as never,
    list: (name, key) => this.#membersOf(name, key),
  };

  get size(): number {
    return this.#entries.size;
  }

  get<Kind extends FactKind>(kind: Kind, key: string): Facts[Kind] | undefined {
    const entry = this.#entries.get(placeOf(kind, key));
    assert(entry !== undefined, `A rule reads only facts that it needs: ${kind} ${key}.`);
    return entry.fact as Facts[Kind] | undefined;
  }

  list<Name extends ListName>(name: Name, key: string): readonly Facts[ListKind[Name]][] {
    const isWhole = this.#lists.get(placeOf(name, key))?.isWhole === true;
    assert(isWhole, `A rule reads only lists that it needs: ${name} ${key}.`);
    return this.#membersOf(name, key);
  }

  put<Kind extends FactKind>(kind: Kind, fact: Facts[Kind]): void {
    this.#set(kind, KEY_OF[kind](fact), fact);
  }

  account(address: AccountAddress): Account {
    return this.get('account', addressText(address)) ?? emptyAccount(address);
  }

  setAccount(account: Account): void {
    this.put('account', account);
  }

  hold(id: TransferId): Hold | undefined {
    return this.get('hold', String(id));
  }

  openHold(hold: Hold): void {
    this.put('hold', hold);
  }

  endHold(id: TransferId): void {
    this.#set('hold', String(id), undefined);
  }

  /** Which of the needs are not loaded yet. */
  missing(needs: readonly Need[]): readonly Need[] {
    return needs.filter((need) =>
      'fact' in need
        ? !this.#entries.has(placeOf(need.fact, need.key))
        : this.#lists.get(placeOf(need.list, need.key))?.isWhole !== true,
    );
  }

  /** Takes in what is saved; a fact that is here already stays as it is. */
  load<Kind extends FactKind>(kind: Kind, facts: readonly LoadedFact<Kind>[]): void {
    for (const { fact, version } of facts) {
      const key = KEY_OF[kind](fact);
      if (this.#entries.has(placeOf(kind, key))) continue;
      this.#entries.set(placeOf(kind, key), { kind, key, fact, savedVersion: version });
      this.#enlist(kind, key, fact);
    }
  }

  /** These were asked for: a fact that did not come is not there, and a list is whole. */
  settle(needs: readonly Need[]): void {
    for (const need of needs) {
      if ('list' in need) {
        this.#listAt(placeOf(need.list, need.key)).isWhole = true;
        continue;
      }
      const { fact: kind, key } = need;
      if (this.#entries.has(placeOf(kind, key))) continue;
      this.#entries.set(placeOf(kind, key), { kind, key, fact: undefined, savedVersion: 0 });
    }
  }

  /** Does the work; where it gives false or throws, all that it changed is undone. */
  attempt(work: () => boolean): void {
    const steps: (() => void)[] = [];
    this.#undo = steps;
    let isKept = false;
    try {
      isKept = work();
    } finally {
      this.#undo = undefined;
      if (!isKept) for (const step of steps.reverse()) step();
    }
  }

  /** What has to be saved, in the order in which it changed. */
  difference(): readonly Change[] {
    return [...this.#changed].map(({ kind, key, fact, savedVersion }) => ({
      ...{ kind, key, savedVersion },
      fact: fact as Facts[FactKind] | undefined,
    }));
  }

  /** The difference was saved. */
  saved(): void {
    for (const entry of this.#changed) {
      entry.savedVersion = entry.fact === undefined ? 0 : entry.savedVersion + 1;
    }
    this.#changed.clear();
  }

  /** Forgets everything, as after a save that failed. */
  clear(): void {
    this.#entries.clear();
    this.#lists.clear();
    this.#changed.clear();
  }

  #set(kind: FactKind, key: string, fact: unknown): void {
    const place = placeOf(kind, key);
    const known = this.#entries.get(place);
    const entry = known ?? { kind, key, fact: undefined, savedVersion: 0 };
    const { fact: before } = entry;
    const wasChanged = this.#changed.has(entry);
    entry.fact = fact;
    if (known === undefined) this.#entries.set(place, entry);
    this.#changed.add(entry);
    this.#undo?.push(() => {
      entry.fact = before;
      if (known === undefined) this.#entries.delete(place);
      if (!wasChanged) this.#changed.delete(entry);
    });
    if (fact !== undefined) this.#enlist(kind, key, fact);
  }

  #enlist(kind: FactKind, key: string, fact: unknown): void {
    for (const [name, list] of Object.entries(LISTS)) {
      if (list.kind !== kind) continue;
      const owner = list.keyOf(fact as never);
      if (owner === undefined) continue;
      const { keys } = this.#listAt(placeOf(name, owner));
      if (keys.has(key)) continue;
      keys.add(key);
      this.#undo?.push(() => keys.delete(key));
    }
  }

  #listAt(place: string) {
    const list = this.#lists.get(place) ?? { keys: new Set<string>(), isWhole: false };
    this.#lists.set(place, list);
    return list;
  }

  #membersOf<Name extends ListName>(name: Name, key: string): Facts[ListKind[Name]][] {
    const { kind } = LISTS[name];
    return [...(this.#lists.get(placeOf(name, key))?.keys ?? [])]
      .sort()
      .map((member) => this.#entries.get(placeOf(kind, member))?.fact as Facts[ListKind[Name]]);
  }
}

function placeOf(kind: string, key: string): string {
  return `${kind} ${key}`;
}
