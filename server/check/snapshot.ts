// Several connections that see the database as it was at one moment, however long they look.
import type pg from 'pg';
import type { Connection } from '../ledger/standing.ts';

/** Shared with the connections that see the same. */
export interface Snapshot {
  readonly connection: Connection;
  /** Works on a further connection. */
  aside<Value>(work: (connection: Connection) => Promise<Value>): Promise<Value>;
}

/** The name by which PostgreSQL gives a snapshot to another connection. */
const NAME = /^[0-9A-F-]+$/;

export async function inOneSnapshot<Value>(
  pool: pg.Pool,
  work: (snapshot: Snapshot) => Promise<Value>,
): Promise<Value> {
  return inTransaction(pool, undefined, async (connection) => {
    const { rows } = await connection.query<{ name: string }>(
      'select pg_export_snapshot() as name',
    );
    const name = rows[0]?.name ?? '';
    return work({ connection, aside: (others) => inTransaction(pool, name, others) });
  });
}

/** Whatever is done in it is undone. */
async function inTransaction<Value>(
  pool: pg.Pool,
  snapshot: string | undefined,
  work: (connection: Connection) => Promise<Value>,
): Promise<Value> {
  const connection = await pool.connect();
  try {
    await connection.query('begin isolation level repeatable read');
    if (snapshot !== undefined && NAME.test(snapshot)) {
      await connection.query(`set transaction snapshot '${snapshot}'`);
    }
    // A law may take long, and one connection may wait for the other.
    await connection.query('set local statement_timeout = 0');
    await connection.query('set local idle_in_transaction_session_timeout = 0');
    return await work(connection);
  } finally {
    await connection.query('rollback').catch(() => undefined);
    connection.release();
  }
}
