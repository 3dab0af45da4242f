// The facts as the command log gives them, played again into an empty World, in bounded memory.
//
// What is not at hand stands in a temporary table of the connection: when a command needs a fact from there, what
// it had done so far is dropped, the fact is brought, and the command is played again. The application may make no
// such table; read with its rights, everything stays in memory.
import { assert } from '@mutua/core/kit/assert.ts';
import {
  type Account,
  type AccountAddress,
  addressText,
  emptyAccount,
} from '@mutua/core/ledger/account.ts';
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
import { sqlStateOf } from '../database/failure.ts';
import { readPacked, writePacked } from '../database/packed-json.ts';
import type { Connection } from '../ledger/standing.ts';

/** Facts in memory at once; beyond it all go to the temporary table. */
const FACTS_MAX = 200_000;
const ROWS_AT_ONCE = 5_000;
const INSUFFICIENT_PRIVILEGE = '42501';

interface Kept {
  readonly kind: FactKind;
  readonly key: string;
  readonly fact: unknown;
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
  readonly #kept = new Map<string, Kept>();
  readonly #dirty = new Set<string>();
  /** Which claims a loan ever has, by the table; those that the log has not made yet are not there. */
  readonly #claimIds = new Map<string, readonly string[]>();
  /** What the command that is played now has changed. */
  readonly #changed = new Map<string, Kept>();
  #factsMax: number;
  #isSpilled = false;

  constructor(connection: Connection, factsMax = FACTS_MAX) {
    this.#connection = connection;
    this.#factsMax = factsMax;
  }

  /** Makes the temporary table; it goes with the transaction. */
  async begin(): Promise<void> {
    await this.#connection.query('savepoint before_table');
    try {
      await this.#connection.query('drop table if exists pg_temp.replayed');
      await this.#connection.query(
        `create temporary table replayed (
           kind text not null,
           key text not null,
           fact text,
           primary key (kind, key)
         ) on commit drop`,
      );
    } catch (error) {
      if (sqlStateOf(error) !== INSUFFICIENT_PRIVILEGE) throw error;
      await this.#connection.query('rollback to savepoint before_table');
      this.#factsMax = Number.POSITIVE_INFINITY;
    }
  }

  /** Plays one command: all of what it changes, or nothing where `play` throws. */
  async play(play: () => void): Promise<void> {
    for (;;) {
      this.#changed.clear();
      try {
        play();
        break;
      } catch (error) {
        if (!(error instanceof Wanted)) throw error;
        if (error.kind === 'claimsOfLoan') await this.#bringClaims(error.key);
        else await this.#bring([{ kind: error.kind, key: error.key }]);
      }
    }
    for (const [place, kept] of this.#changed) {
      this.#kept.set(place, kept);
      this.#dirty.add(place);
    }
    this.#changed.clear();
    if (this.#kept.size > this.#factsMax) await this.spill();
  }

  /** Writes everything to the temporary table and forgets it. */
  async spill(): Promise<void> {
    const dirty = [...this.#dirty].map((place) => this.#kept.get(place));
    for (let start = 0; start < dirty.length; start += ROWS_AT_ONCE) {
      const rows = dirty.slice(start, start + ROWS_AT_ONCE).filter((one) => one !== undefined);
      await this.#connection.query(
        `insert into replayed (kind, key, fact)
         select *
         from unnest($1::text[], $2::text[], $3::text[])
         on conflict (kind, key) do update
         set fact = excluded.fact`,
        [
          rows.map(({ kind }) => kind),
          rows.map(({ key }) => key),
          rows.map(({ fact }) => (fact === undefined ? null : writePacked(fact))),
        ],
      );
    }
    this.#isSpilled = true;
    this.#claimIds.clear();
    this.#kept.clear();
    this.#dirty.clear();
  }

  /** The facts of one kind under these keys, when everything was played. */
  async factsOf(kind: FactKind, keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    const missing = keys.filter((key) => !this.#kept.has(placeOf(kind, key)));
    const brought = await this.#read(kind, missing);
    return new Map(
      keys.map((key) => [key, this.#kept.get(placeOf(kind, key))?.fact ?? brought.get(key)]),
    );
  }

  /** How many facts of each kind there are. */
  async counts(): Promise<ReadonlyMap<string, number>> {
    if (!this.#isSpilled) {
      const counts = new Map<string, number>();
      for (const { kind, fact } of this.#kept.values()) {
        if (fact !== undefined) counts.set(kind, (counts.get(kind) ?? 0) + 1);
      }
      return counts;
    }
    await this.spill();
    const { rows } = await this.#connection.query<{ kind: string; count: number }>(
      `select kind, count(*)::integer as count
       from replayed
       where fact is not null
       group by kind`,
    );
    return new Map(rows.map(({ kind, count }) => [kind, count]));
  }

  get<Kind extends FactKind>(kind: Kind, key: string): Facts[Kind] | undefined {
    const place = placeOf(kind, key);
    const kept = this.#changed.get(place) ?? this.#kept.get(place);
    if (kept === undefined && this.#isSpilled) throw new Wanted(kind, key);
    return kept?.fact as Facts[Kind] | undefined;
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

  #set(kind: FactKind, key: string, fact: unknown): void {
    this.#changed.set(placeOf(kind, key), { kind, key, fact });
  }

  async #bring(needs: readonly { kind: FactKind; key: string }[]): Promise<void> {
    for (const { kind, key } of needs) {
      const fact = (await this.#read(kind, [key])).get(key);
      this.#kept.set(placeOf(kind, key), { kind, key, fact });
    }
  }

  async #bringClaims(loanId: string): Promise<void> {
    const { rows } = await this.#connection.query<{ id: string }>(
      'select id from claim.claim where loan_id = $1 order by id',
      [loanId],
    );
    const ids = rows.map(({ id }) => id);
    this.#claimIds.set(loanId, ids);
    const missing = ids.filter((id) => !this.#kept.has(placeOf('claim', id)));
    const brought = await this.#read('claim', missing);
    if (!this.#isSpilled) return;
    for (const key of missing) {
      this.#kept.set(placeOf('claim', key), { kind: 'claim', key, fact: brought.get(key) });
    }
  }

  async #read(kind: FactKind, keys: readonly string[]): Promise<ReadonlyMap<string, unknown>> {
    if (!this.#isSpilled || keys.length === 0) return new Map();
    const { rows } = await this.#connection.query<{ key: string; fact: string | null }>(
      `select key, fact
       from replayed
       where kind = $1 and key = any($2::text[])`,
      [kind, keys],
    );
    return new Map(
      rows.map(({ key, fact }) => [key, fact === null ? undefined : readPacked(fact)]),
    );
  }
}

function placeOf(kind: FactKind, key: string): string {
  return `${kind} ${key}`;
}
