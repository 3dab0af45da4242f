// The lease of the writing lane: whoever took it last writes, and everybody else's transactions fail.
import type pg from 'pg';
import type { Statement } from '../database/fact-table.ts';

export const HOLD_LEASE = 'hold lease';

/**
 * Takes the lease over, whoever had it: their next transaction finds another epoch, and one that is under way
 * is waited for, since it reads the lease too. So whatever is read afterwards is all that they ever wrote.
 *
 * @param epoch of a lease that was ours and stays so, unless somebody else took it since.
 * @returns the epoch; undefined if somebody else has the lease.
 */
export async function takeLease(
  client: pg.ClientBase,
  holder: string,
  epoch?: bigint,
): Promise<bigint | undefined> {
  const { rows } = await client.query<{ epoch: bigint }>(
    `update commit.lease
     set epoch = coalesce($2::bigint, epoch + 1), holder = $1, taken_at = clock_timestamp()
     where $2::bigint is null or epoch = $2
     returning epoch`,
    [holder, epoch],
  );
  return rows[0]?.epoch;
}

/** Part of every writing transaction: changes no row, and finds one only while the lease is ours. */
export function holdLease(epoch: bigint): Statement {
  return {
    name: HOLD_LEASE,
    text: `select epoch
      from commit.lease
      where epoch = $1
      for share`,
    values: [epoch],
    rows: 1,
  };
}

/** Who holds the lease now: another epoch than ours means another process. */
export async function readEpoch(pool: pg.Pool): Promise<bigint | undefined> {
  const { rows } = await pool.query<{ epoch: bigint }>(
    `select epoch
     from commit.lease`,
  );
  return rows[0]?.epoch;
}
