// The machine's own limit for small transactions: the statements of TPC-B, as pgbench sends them.
import { withClient } from '@mutua/server/database/pool.ts';
import { type Connections, openConnections } from './door-connections.ts';
import type { Town } from './door-town.ts';

/** pgbench has 100,000 accounts a branch; fewer are filled sooner, and it is the branches that are fought for. */
const BRANCHES = 50;
const TELLERS = BRANCHES * 10;
const ACCOUNTS = BRANCHES * 4_000;

const TABLES = { branch: BRANCHES, teller: TELLERS, account: ACCOUNTS } as const;
type Table = keyof typeof TABLES;

export class TpcB {
  readonly #connections: Connections;

  private constructor(connections: Connections) {
    this.#connections = connections;
  }

  /** Makes its tables beside the town's and opens so many connections. */
  static async open(town: Town, count: number): Promise<TpcB> {
    const tables = Object.entries(TABLES).map(
      ([table, rows]) => `create table bench.${table} (
          id integer primary key, balance integer not null, filler text not null);
        insert into bench.${table} select id, 0, repeat(' ', 84) from generate_series(1, ${rows}) as id;`,
    );
    await withClient(town.server.owner, async (owner) => {
      await owner.query('create schema if not exists bench');
      await owner.query(
        `${tables.join('\n')}
         create table bench.history (
           teller integer, branch integer, account integer, delta integer, at timestamptz, filler text);
         grant usage on schema bench to mutua_application;
         grant select, insert, update on all tables in schema bench to mutua_application`,
      );
      for (const table of Object.keys(TABLES)) await owner.query(`vacuum analyze bench.${table}`);
    });
    return new TpcB(await openConnections(town.server.application, count));
  }

  get processIds(): readonly number[] {
    return this.#connections.processIds;
  }

  async transact(caller: number): Promise<void> {
    const connection = this.#connections.at(caller);
    const [account, teller, branch] = [anyOf('account'), anyOf('teller'), anyOf('branch')];
    const delta = Math.floor(Math.random() * 10_001) - 5_000;
    const run = (name: string, text: string, values: readonly number[]) =>
      connection.query({ name, text, values: [...values] });
    const add = (table: Table, id: number) =>
      run(`add ${table}`, `update bench.${table} set balance = balance + $1 where id = $2`, [
        delta,
        id,
      ]);
    await connection.query('begin');
    await add('account', account);
    await run('read', 'select balance from bench.account where id = $1', [account]);
    await add('teller', teller);
    await add('branch', branch);
    await run('note', 'insert into bench.history values ($1, $2, $3, $4, current_timestamp)', [
      ...[teller, branch, account, delta],
    ]);
    await connection.query('commit');
  }

  close(): Promise<void> {
    return this.#connections.close();
  }
}

function anyOf(table: Table): number {
  return 1 + Math.floor(Math.random() * TABLES[table]);
}
