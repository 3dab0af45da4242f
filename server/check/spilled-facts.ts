// Replayed facts for which there was no room in memory, in a temporary table that goes with the transaction.
import type { FactKind } from '@mutua/core/world.ts';
import { sqlStateOf } from '../database/failure.ts';
import { readPacked, writePacked } from '../database/packed-json.ts';
import type { Connection } from '../ledger/standing.ts';

const ROWS_AT_ONCE = 2_000;
const INSUFFICIENT_PRIVILEGE = '42501';

type KeyedFact = readonly [key: string, fact: unknown];

export class SpilledFacts {
  readonly #connection: Connection;
  #isPossible = true;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** The application may make no temporary table. */
  get isPossible(): boolean {
    return this.#isPossible;
  }

  async begin(): Promise<void> {
    await this.#connection.query('savepoint before_table');
    try {
      await this.#connection.query('drop table if exists pg_temp.replayed');
      await this.#connection.query(
        `create temporary table replayed (
           kind text not null,
           key text not null,
           fact text not null,
           primary key (kind, key)
         ) on commit drop`,
      );
    } catch (error) {
      if (sqlStateOf(error) !== INSUFFICIENT_PRIVILEGE) throw error;
      await this.#connection.query('rollback to savepoint before_table');
      this.#isPossible = false;
    }
  }

  async write(kind: FactKind, facts: readonly KeyedFact[]): Promise<void> {
    await this.#connection.query(
      `insert into replayed (kind, key, fact)
       select $1, *
       from unnest($2::text[], $3::text[])
       on conflict (kind, key) do update
       set fact = excluded.fact`,
      [kind, facts.map(([key]) => key), facts.map(([, fact]) => writePacked(fact))],
    );
  }

  async read(kind: FactKind, keys: readonly string[]): Promise<readonly KeyedFact[]> {
    if (keys.length === 0) return [];
    const { rows } = await this.#connection.query<{ key: string; fact: string }>(
      `select key, fact
       from replayed
       where kind = $1 and key = any($2::text[])`,
      [kind, keys],
    );
    return rows.map(({ key, fact }) => [key, readPacked(fact)]);
  }

  /** All of a kind that was ever written, in the order of their keys. */
  async *pages(kind: FactKind): AsyncGenerator<readonly KeyedFact[]> {
    let after = '';
    while (this.#isPossible) {
      const { rows } = await this.#connection.query<{ key: string; fact: string }>(
        `select key, fact
         from replayed
         where kind = $1 and key > $2
         order by key
         limit ${ROWS_AT_ONCE}`,
        [kind, after],
      );
      const last = rows.at(-1);
      if (last === undefined) return;
      yield rows.map(({ key, fact }) => [key, readPacked(fact)]);
      after = last.key;
    }
  }
}
