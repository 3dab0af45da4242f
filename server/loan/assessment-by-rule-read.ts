// Applications that nobody has assessed yet.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type pg from 'pg';

/** The next ones after that id, by the index on state and id. */
export async function readApplied(
  pool: pg.Pool,
  after: Id | undefined,
  limit: number,
): Promise<readonly Id[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'loans applied for',
    text: `select id
      from loan.loan
      where state = 'applied'
        and ($1::uuid is null or id > $1::uuid)
      order by id
      limit $2`,
    values: [after ?? null, limit],
  });
  return rows.map(({ id }) => idOf(id));
}

/** Those of them that nobody has assessed yet. */
export async function readStillApplied(
  pool: pg.Pool,
  loanIds: readonly Id[],
): Promise<readonly Id[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'loans still applied for',
    text: `select id
      from loan.loan
      where id = any($1::uuid[])
        and state = 'applied'`,
    values: [loanIds],
  });
  return rows.map(({ id }) => idOf(id));
}
