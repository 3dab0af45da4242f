// The lease of the writing lane: whoever took it last writes, and everybody else's transactions fail.
import type pg from 'pg';
import type { Statement } from '../database/fact-table.ts';

/** Takes the lease over, whoever had it: their next transaction finds another epoch. */
export async function takeLease(client: pg.ClientBase, holder: string): Promise<bigint> {
  const { rows } = await client.query<{ epoch: bigint }>(
    `update commit.lease
     set epoch = epoch + 1, holder = $1, taken_at = clock_timestamp()
     returning epoch`,
    [holder],
  );
  const [lease] = rows;
  if (lease === undefined) throw new Error('The migration made the one row of the lease.');
  return lease.epoch;
}

/** Part of every writing transaction: changes no row, and finds one only while the lease is ours. */
export function holdLease(epoch: bigint): Statement {
  return {
    name: 'hold lease',
    text: `select epoch
      from commit.lease
      where epoch = $1
      for share`,
    values: [epoch],
    rows: 1,
  };
}
