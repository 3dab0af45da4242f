// The World in memory: filled by the door with what the rules say they need, and aware of what changed.
//
// What it keeps for the door is the difference: which facts are new, changed or gone since the last save.
import { type Account, type AccountAddress, addressText, emptyAccount } from './ledger/account.ts';
import type { AccountBook } from './ledger/book.ts';
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

/** A rule read what it did not say that it needs, or what was not loaded before it was asked. */
export class NotNeeded extends Error {
  override readonly name = 'NotNeeded';

  constructor(what: string) {
    super(`A rule reads only ${what}.`);
  }
}

/** One fact that differs from what is saved; `fact` is undefined where it is gone. */
export interface Change<Kind extends FactKind = FactKind> {
  readonly kind: Kind;
  readonly key: string;
  readonly fact: Facts[Kind] | undefined;
  /** The fact that is saved; undefined where there is none. */
  readonly saved: Facts[Kind] | undefined;
  /** Its version; 0 where there is none. */
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
  saved: unknown;
  savedVersion: number;
}

type ListMembers = Set<string>;

/** So many new facts stay in memory after they were saved: most are asked for once more soon, or not for long. */
const RECENT_MAX = 20_000;

/** Facts that are as large as so many others. */
const WEIGHTS: Partial<Record<FactKind, number>> = { servicing: 30, instruction: 5, contract: 10 };

/** A batch's facts. Every method works on memory alone. */
export class WorldInMemory implements WorldDraft, AccountBook {
  readonly #entries = new Map<FactKind, Map<string, Entry>>();
  /** The keys of every list that is whole; what was not asked for is not counted up. */
  readonly #lists = new Map<ListName, Map<string, ListMembers>>();
  readonly #changed = new Set<Entry>();
  /** What was new and is saved, and stands in no list that is whole: the oldest first. */
  readonly #recent = new Set<Entry>();
  /** What was taken in since lists were last made whole: their members are among it, or not saved yet. */
  readonly #fresh = new Map<FactKind, Set<string>>();
  readonly #recentMax: number;
  #undo: (() => void)[] | undefined;

  constructor(recentMax = RECENT_MAX) {
    this.#recentMax = recentMax;
  }

  /** What rules see while they say what they need. */
  readonly known: KnownWorld = {
    get: (kind, key) => this.#entry(kind, key)?.fact as never,
    list: (name, key) => this.#membersOf(name, key) ?? [],
  };

  /** How much is in memory, counted in small facts. */
  get size(): number {
    let size = 0;
    for (const [kind, ofKind] of this.#entries) size += ofKind.size * (WEIGHTS[kind] ?? 1);
    return size;
  }

  get<Kind extends FactKind>(kind: Kind, key: string): Facts[Kind] | undefined {
    const entry = this.#entry(kind, key);
    if (entry === undefined) throw new NotNeeded(`facts that it needs: ${kind} ${key}`);
    return entry.fact as Facts[Kind] | undefined;
  }

  list<Name extends ListName>(name: Name, key: string): readonly Facts[ListKind[Name]][] {
    const members = this.#membersOf(name, key);
    if (members === undefined) throw new NotNeeded(`lists that it needs: ${name} ${key}`);
    return members;
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
        ? this.#entry(need.fact, need.key) === undefined
        : this.#lists.get(need.list)?.has(need.key) !== true,
    );
  }

  /** Takes in what is saved; a fact that is here already stays as it is. */
  load<Kind extends FactKind>(kind: Kind, facts: readonly LoadedFact<Kind>[]): void {
    const ofKind = this.#ofKind(kind);
    const fresh = this.#fresh.get(kind) ?? new Set();
    this.#fresh.set(kind, fresh);
    for (const { fact, version } of facts) {
      const key = KEY_OF[kind](fact);
      fresh.add(key);
      if (ofKind.has(key)) continue;
      ofKind.set(key, { kind, key, fact, saved: fact, savedVersion: version });
      this.#enlist(kind, key, undefined, fact);
    }
  }

  /** These were asked for: a fact that did not come is not there, and a list is whole. */
  settle(needs: readonly Need[]): void {
    const lists = new Map<ListName, Map<string, ListMembers>>();
    for (const need of needs) {
      if ('list' in need) {
        const begun = lists.get(need.list) ?? new Map<string, ListMembers>();
        lists.set(need.list, begun.set(need.key, new Set()));
        continue;
      }
      const { fact: kind, key } = need;
      const ofKind = this.#ofKind(kind);
      if (!ofKind.has(key)) ofKind.set(key, absent(kind, key));
    }
    for (const [name, begun] of lists) this.#gather(name, begun);
    this.#fresh.clear();
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
    const changes: Change[] = [];
    for (const { kind, key, fact, saved, savedVersion } of this.#changed) {
      changes.push({ kind, key, fact, saved, savedVersion } as Change);
    }
    return changes;
  }

  /**
   * The difference was saved. What was new in it is forgotten after a while, unless it stands in a list that is
   * whole: an instruction is asked for again when the custodian answers, a bid hardly ever, and whoever asks
   * later asks the database.
   */
  saved(): void {
    for (const entry of this.#changed) {
      const { kind, key, fact, savedVersion } = entry;
      if (fact === undefined) this.#entries.get(kind)?.delete(key);
      else if (savedVersion === 0) this.#recent.add(entry);
      entry.saved = fact;
      entry.savedVersion = savedVersion + 1;
    }
    this.#changed.clear();
    for (const entry of this.#recent) {
      if (this.#recent.size <= this.#recentMax) break;
      const { kind, key, fact } = entry;
      this.#recent.delete(entry);
      const ofKind = this.#entries.get(kind);
      if (ofKind?.get(key) === entry && !this.#isListed(kind, key, fact)) ofKind.delete(key);
    }
  }

  /** Takes back all that is not saved, and keeps in memory what is. */
  takeBack(): void {
    for (const entry of this.#changed) {
      const { kind, key, fact, saved, savedVersion } = entry;
      this.#enlist(kind, key, fact, saved);
      entry.fact = saved;
      if (savedVersion === 0) this.#entries.get(kind)?.delete(key);
    }
    this.#changed.clear();
  }

  /** Forgets all facts of a kind that nobody ever changes: the next who asks reads them anew. */
  forget(kind: FactKind): void {
    this.#entries.delete(kind);
  }

  /** Forgets everything, as after a save that failed. */
  clear(): void {
    this.#entries.clear();
    this.#lists.clear();
    this.#changed.clear();
    this.#recent.clear();
    this.#fresh.clear();
  }

  #entry(kind: FactKind, key: string): Entry | undefined {
    return this.#entries.get(kind)?.get(key);
  }

  #ofKind(kind: FactKind): Map<string, Entry> {
    let ofKind = this.#entries.get(kind);
    if (ofKind === undefined) {
      ofKind = new Map();
      this.#entries.set(kind, ofKind);
    }
    return ofKind;
  }

  #set(kind: FactKind, key: string, fact: unknown): void {
    const ofKind = this.#ofKind(kind);
    const known = ofKind.get(key);
    const entry = known ?? absent(kind, key);
    const { fact: before } = entry;
    const wasChanged = this.#changed.has(entry);
    entry.fact = fact;
    if (known === undefined) ofKind.set(key, entry);
    if (!wasChanged) this.#changed.add(entry);
    this.#enlist(kind, key, before, fact);
    this.#undo?.push(() => {
      this.#enlist(kind, key, fact, before);
      entry.fact = before;
      if (known === undefined) ofKind.delete(key);
      if (!wasChanged) this.#changed.delete(entry);
    });
  }

  /** Moves a fact between the lists that are whole: out of those of what it was, into those of what it is. */
  #enlist(kind: FactKind, key: string, before: unknown, fact: unknown): void {
    for (const name of LISTS_OF_KIND.get(kind) ?? []) {
      const whole = this.#lists.get(name);
      if (whole === undefined || whole.size === 0) continue;
      const [left, entered] = [ownerOf(name, before), ownerOf(name, fact)];
      if (left === entered) continue;
      if (left !== undefined) whole.get(left)?.delete(key);
      if (entered !== undefined) whole.get(entered)?.add(key);
    }
  }

  /** Fills lists that begin to be whole with what was taken in for them, and with what is not saved yet. */
  #gather(name: ListName, begun: ReadonlyMap<string, ListMembers>): void {
    const whole = this.#lists.get(name) ?? new Map<string, ListMembers>();
    const { kind } = LISTS[name];
    const ofKind = this.#ofKind(kind);
    const changed = [...this.#changed].filter((entry) => entry.kind === kind);
    for (const key of [...(this.#fresh.get(kind) ?? []), ...changed.map((entry) => entry.key)]) {
      const owner = ownerOf(name, ofKind.get(key)?.fact);
      if (owner !== undefined) begun.get(owner)?.add(key);
    }
    for (const [owner, members] of begun) if (!whole.has(owner)) whole.set(owner, members);
    this.#lists.set(name, whole);
  }

  #isListed(kind: FactKind, key: string, fact: unknown): boolean {
    const names = LISTS_OF_KIND.get(kind) ?? [];
    return names.some((name) =>
      this.#lists
        .get(name)
        ?.get(ownerOf(name, fact) ?? '')
        ?.has(key),
    );
  }

  #membersOf<Name extends ListName>(
    name: Name,
    key: string,
  ): readonly Facts[ListKind[Name]][] | undefined {
    const members = this.#lists.get(name)?.get(key);
    if (members === undefined) return undefined;
    const ofKind = this.#ofKind(LISTS[name].kind);
    return [...members].sort().map((member) => ofKind.get(member)?.fact as Facts[ListKind[Name]]);
  }
}

const LISTS_OF_KIND: ReadonlyMap<FactKind, readonly ListName[]> = new Map(
  Object.values(LISTS).map(({ kind }) => [
    kind,
    (Object.keys(LISTS) as ListName[]).filter((name) => LISTS[name].kind === kind),
  ]),
);

function absent(kind: FactKind, key: string): Entry {
  return { kind, key, fact: undefined, saved: undefined, savedVersion: 0 };
}

/** To whose list of this name a fact belongs, if there is a fact. */
function ownerOf(name: ListName, fact: unknown): string | undefined {
  return fact === undefined ? undefined : LISTS[name].keyOf(fact as never);
}
