// The facts as the command log gives them, played again into an empty World, in bounded memory.
//
// When there is no more room, the facts that were not used for longest go. One that is already what its table says it
// is in the end is settled: it is compared, counted, and let go; should a later command ask for it, the table has it.
// One that will still change stands in a temporary table of the connection until then. A command that needs a fact
// from either place is taken back as far as it had come, the fact is brought, and the command is played again. The
// application may make no such table; read with its rights, what is not settled stays in memory.
import { assert } from '@mutua/core/kit/assert.ts';
import { type Account, type AccountAddress, emptyAccount } from '@mutua/core/ledger/account.ts';
import type { AccountBook } from '@mutua/core/ledger/book.ts';
import type { Hold, TransferId } from '@mutua/core/ledger/transfer.ts';
import {
  type FactKind,
  type Facts,
  KEY_OF,
  type ListKind,
  type ListName,
  type WorldDraft,
} from '@mutua/core/world.ts';
import type { Connection } from '../ledger/standing.ts';
import { differenceOf, withoutPersonal } from './compared-facts.ts';
import { factOf, type KeptFact, KeptFacts } from './kept-facts.ts';
import { KeyStates } from './key-states.ts';
import { textOfAddress } from './numbered-accounts.ts';
import { weightOf } from './packed-facts.ts';
import { keyOf, SAVED_KINDS } from './saved-facts.ts';
import { SpilledFacts } from './spilled-facts.ts';

const ROWS_AT_ONCE = 2_000;
/** How full memory is when what was not used for longest has gone. */
const KEPT_SHARE = 0.85;

/** Whoever was asked for by one of so many commands is likely to be asked for again. */
const COMMANDS_RECENT = 1_000;
/** From then on it is known how often facts of a kind are settled. */
const TRIED_ENOUGH = 100;
const NO_HOPE = { tried: 0, settled: 0 } as const;

/** How often facts of a kind were settled when that was tried, of late. */
interface Hope {
  tried: number;
  settled: number;
}

/** How one entry was before the command that is played now. */
interface Before {
  readonly kind: FactKind;
  readonly key: string;
  readonly entry: KeptFact | undefined;
  readonly fact: unknown;
  readonly from: KeptFact['from'];
  readonly state: 'nowhere' | 'settled' | 'spilled';
}

/** What comparing the facts of one kind with their table gave. */
export interface ComparedKind {
  /** As many facts as the log gives. */
  readonly facts: number;
  /** Of these, the rows that the table has. */
  readonly rows: number;
  readonly faults: readonly string[];
}

/** Thrown inside one command, and caught where it is played: this fact, or this loan's claims, have to be brought first. */
class Wanted extends Error {
  override readonly name = 'Wanted';
  readonly kind: FactKind | 'claimsOfLoan';
  readonly key: string;

  constructor(kind: Wanted['kind'], key: string) {
    super(`${kind} ${key}`);
    this.kind = kind;
    this.key = key;
  }
}

export class ReplayedWorld implements WorldDraft, AccountBook {
  readonly #connection: Connection;
  readonly #weightMax: number;
  readonly #spill: SpilledFacts;
  readonly #kept = new KeptFacts();
  /** Where the facts are that are not in memory. */
  readonly #states = new KeyStates();
  readonly #settled = new Map<FactKind, number>();
  readonly #hopes = new Map<FactKind, Hope>();
  /** Which claims a loan ever has, by the table; those that the log has not made yet are not there. */
  readonly #claimIds = new Map<string, readonly string[]>();
  /** What the command that is played now has changed, in that order. */
  readonly #before: Before[] = [];
  #weightLimit: number;
  /** By when room was made before. */
  #madeRoomAt = 0;

  /** @param weightMax bytes, about, that facts may take up in memory. */
  constructor(connection: Connection, weightMax: number) {
    this.#connection = connection;
    this.#weightMax = weightMax;
    this.#weightLimit = weightMax;
    this.#spill = new SpilledFacts(connection);
  }

  async begin(): Promise<void> {
    await this.#spill.begin();
  }

  /** Plays one command: all of what it changes, or nothing where `play` throws. */
  async play(play: () => void): Promise<void> {
    this.#kept.clock += 1;
    for (;;) {
      this.#before.length = 0;
      try {
        play();
        break;
      } catch (error) {
        this.#takeBack();
        if (!(error instanceof Wanted)) throw error;
        if (error.kind === 'claimsOfLoan') await this.#bringClaims(error.key);
        else await this.#bring(error.kind, [error.key]);
      }
    }
    if (this.#kept.weight > this.#weightLimit) await this.#makeRoom();
  }

  get<Kind extends FactKind>(kind: Kind, key: string): Facts[Kind] | undefined {
    const entry = this.#kept.get(kind, key);
    if (entry !== undefined) return this.#kept.use(entry) as Facts[Kind];
    if (!this.#states.isEmpty && this.#states.get(kind, key) !== 'nowhere') {
      throw new Wanted(kind, key);
    }
    return undefined;
  }

  /** Events are applied without lists; the notices that follow from them read who holds a loan. */
  list<Name extends ListName>(name: Name, key: string): readonly Facts[ListKind[Name]][] {
    assert(name === 'claimsOfLoan', `Events are applied without lists, and "${name}" was read.`);
    const ids = this.#claimIds.get(key);
    if (ids === undefined) throw new Wanted('claimsOfLoan', key);
    const claims = ids.map((id) => this.get('claim', id)).filter((claim) => claim !== undefined);
    return claims as readonly Facts['claim'][] as readonly Facts[ListKind[Name]][];
  }

  put<Kind extends FactKind>(kind: Kind, fact: Facts[Kind]): void {
    this.#set(kind, KEY_OF[kind](fact), fact);
  }

  account(address: AccountAddress): Account {
    return this.get('account', textOfAddress(address)) ?? emptyAccount(address);
  }

  setAccount(account: Account): void {
    this.#set('account', textOfAddress(account), account);
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

  /** Whether the log gives a fact under this key. */
  has(kind: FactKind, key: string): boolean {
    return this.#kept.get(kind, key) !== undefined || this.#states.get(kind, key) !== 'nowhere';
  }

  /** When everything was played: the facts of one kind that were not settled before, each against its table. */
  async compare(kind: FactKind): Promise<ComparedKind> {
    const settled = this.#settled.get(kind) ?? 0;
    const faults: string[] = [];
    let [facts, rows] = [settled, settled];
    const examine = async (some: readonly (readonly [key: string, fact: unknown])[]) => {
      const saved = await this.#saved(
        kind,
        some.map(([key]) => key),
      );
      facts += some.length;
      rows += saved.size;
      for (const [key, fact] of some) {
        const row = saved.get(key);
        const difference = row === undefined ? undefined : differenceOf(kind, row, fact);
        if (difference !== undefined) faults.push(`${kind} ${key}: ${difference}`);
        if (row === undefined) {
          faults.push(`${kind} ${key}: the log gives it, and it is not in the table.`);
        }
      }
    };
    const entries = [...this.#kept.ofKind(kind).values()];
    for (let start = 0; start < entries.length; start += ROWS_AT_ONCE) {
      const some = entries.slice(start, start + ROWS_AT_ONCE);
      await examine(some.map((entry) => [entry.key, factOf(entry)] as const));
    }
    for await (const page of this.#spill.pages(kind)) {
      await examine(page.filter(([key]) => this.#states.get(kind, key) === 'spilled'));
    }
    return { facts, rows, faults };
  }

  #set(kind: FactKind, key: string, fact: unknown): void {
    const entry = this.#kept.get(kind, key);
    const state =
      entry !== undefined || this.#states.isEmpty ? 'nowhere' : this.#states.get(kind, key);
    const before = entry === undefined ? undefined : this.#kept.use(entry);
    this.#before.push({ kind, key, entry, fact: before, from: entry?.from, state });
    if (state !== 'nowhere') this.#moved(kind, key, state, 'nowhere');
    if (fact === undefined) {
      if (entry !== undefined) this.#kept.drop(entry);
      return;
    }
    if (entry === undefined) {
      this.#kept.add(kind, key, fact, undefined);
      return;
    }
    entry.fact = fact;
    entry.from = undefined;
    entry.isUnsettled = false;
  }

  /** Undoes what the command did that is played now. */
  #takeBack(): void {
    for (const { kind, key, entry, fact, from, state } of this.#before.toReversed()) {
      const now = this.#kept.get(kind, key);
      if (entry === undefined) {
        if (now !== undefined) this.#kept.drop(now);
        if (state !== 'nowhere') this.#moved(kind, key, 'nowhere', state);
        continue;
      }
      entry.fact = fact;
      entry.from = from;
      if (now === undefined) this.#kept.addAgain(entry);
    }
    this.#before.length = 0;
  }

  /** Notes where a fact that is not in memory is now. */
  #moved(kind: FactKind, key: string, from: Before['state'], to: Before['state']): void {
    this.#states.set(kind, key, to);
    const change = Number(to === 'settled') - Number(from === 'settled');
    if (change !== 0) this.#settled.set(kind, (this.#settled.get(kind) ?? 0) + change);
  }

  /**
   * Packs what takes up much. Then what was not used since room was made before is settled, of the kinds that mostly do
   * not change any more; where that was too little, whatever was not used for longest. What is left will change: loans
   * come round month by month, so of these it is not the one used longest ago that can be done without for longest, and
   * those go that were just used.
   */
  async #makeRoom(): Promise<void> {
    const kept = this.#kept;
    const limit = this.#weightMax * KEPT_SHARE;
    const recently = kept.clock - COMMANDS_RECENT;
    kept.packBefore(recently);
    for (const kind of kept.kinds()) {
      if (this.#isHopeful(kind)) await this.#letGo(kind, [0, this.#madeRoomAt], false);
    }
    const oldest = [0, kept.clockBehindOldest(limit)] as const;
    for (const kind of kept.kinds()) await this.#letGo(kind, oldest, false);
    if (kept.weight > limit) {
      const newest = [kept.clockBeforeNewest(limit, recently), recently] as const;
      for (const kind of kept.kinds()) await this.#letGo(kind, newest, true);
    }
    if (kept.weight > this.#weightMax) {
      for (const kind of kept.kinds()) await this.#letGo(kind, [0, kept.clock], true);
    }
    this.#forgetLists();
    this.#madeRoomAt = kept.clock;
    for (const hope of this.#hopes.values()) {
      hope.tried /= 2;
      hope.settled /= 2;
    }
    // Where nothing may be written aside, there is no use in trying again at once.
    this.#weightLimit = Math.max(this.#weightMax, kept.weight * 1.2);
  }

  #isHopeful(kind: FactKind): boolean {
    const { tried, settled } = this.#hopes.get(kind) ?? NO_HOPE;
    return tried < TRIED_ENOUGH || settled > tried / 2;
  }

  /** The claims of loans of which no claim is in memory. */
  #forgetLists(): void {
    const claims = this.#kept.ofKind('claim');
    for (const [loanId, ids] of this.#claimIds) {
      if (ids.some((id) => claims.has(id))) continue;
      this.#claimIds.delete(loanId);
      this.#kept.weight -= weightOf(ids);
    }
  }

  /** What was used between two commands: what is settled goes, and the rest too if it may be spilled. */
  async #letGo(
    kind: FactKind,
    [since, through]: readonly [number, number],
    maySpill: boolean,
  ): Promise<void> {
    let some: KeptFact[] = [];
    for (const entry of this.#kept.ofKind(kind).values()) {
      if (entry.usedAt < since || entry.usedAt > through) continue;
      if (entry.isUnsettled && !maySpill) continue;
      some.push(entry);
      if (some.length < ROWS_AT_ONCE) continue;
      await this.#letGoSome(kind, some, maySpill);
      some = [];
    }
    await this.#letGoSome(kind, some, maySpill);
  }

  async #letGoSome(kind: FactKind, entries: readonly KeptFact[], maySpill: boolean): Promise<void> {
    const tried = entries.filter(({ from, isUnsettled }) => from === undefined && !isUnsettled);
    const saved = await this.#saved(
      kind,
      tried.map(({ key }) => key),
    );
    let settled = 0;
    const left: KeptFact[] = [];
    for (const entry of entries) {
      const row = saved.get(entry.key);
      const isSettled = row !== undefined && differenceOf(kind, row, factOf(entry)) === undefined;
      settled += Number(isSettled);
      entry.isUnsettled = entry.from === undefined && !isSettled;
      if (entry.isUnsettled) left.push(entry);
      else this.#leave(entry, entry.from ?? 'settled');
    }
    const hope = this.#hopes.get(kind) ?? NO_HOPE;
    const [all, well] = [hope.tried + tried.length, hope.settled + settled];
    this.#hopes.set(kind, { tried: all, settled: well });
    if (!maySpill || !this.#spill.isPossible || left.length === 0) return;
    await this.#spill.write(
      kind,
      left.map((entry) => [entry.key, factOf(entry)]),
    );
    for (const entry of left) this.#leave(entry, 'spilled');
  }

  #leave(entry: KeptFact, state: 'settled' | 'spilled'): void {
    this.#kept.drop(entry);
    this.#moved(entry.kind, entry.key, 'nowhere', state);
  }

  async #bring(kind: FactKind, keys: readonly string[]): Promise<void> {
    const settled = keys.filter((key) => this.#states.get(kind, key) === 'settled');
    for (const [key, row] of await this.#saved(kind, settled)) {
      this.#moved(kind, key, 'settled', 'nowhere');
      this.#kept.add(kind, key, withoutPersonal(kind, row), 'settled');
    }
    const spilled = keys.filter((key) => this.#states.get(kind, key) === 'spilled');
    for (const [key, fact] of await this.#spill.read(kind, spilled)) {
      this.#moved(kind, key, 'spilled', 'nowhere');
      this.#kept.add(kind, key, fact, 'spilled');
    }
  }

  async #bringClaims(loanId: string): Promise<void> {
    const { rows } = await this.#connection.query<{ id: string }>(
      'select id from claim.claim where loan_id = $1 order by id',
      [loanId],
    );
    const ids = rows.map(({ id }) => id);
    this.#claimIds.set(loanId, ids);
    this.#kept.weight += weightOf(ids);
    await this.#bring('claim', ids);
  }

  /** The rows of the table under these keys. */
  async #saved(kind: FactKind, keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    const table = SAVED_KINDS.get(kind);
    if (table === undefined || keys.length === 0) return new Map();
    const facts = await table.byKeys(this.#connection, keys);
    return new Map(facts.map((fact) => [keyOf(kind, fact), fact]));
  }
}
