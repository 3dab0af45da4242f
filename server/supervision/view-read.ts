// What an observer looked at, as the observer sees it.
import type { ObserverView } from '@mutua/contract/supervision/supervision.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type pg from 'pg';
import type { PageRequest } from '../http/cursor.ts';

interface Row {
  readonly viewId: bigint;
  readonly at: Date;
  readonly operation: string;
  readonly address: string;
}

/** The newest first. */
export async function readViewsOf(
  pool: pg.Pool,
  observerId: Id,
  { after, readLimit }: Pick<PageRequest, 'after' | 'readLimit'>,
): Promise<readonly ObserverView[]> {
  const { rows } = await pool.query<Row>({
    name: 'views of an observer',
    text: `select view_id as "viewId", at, operation, address
      from supervision.view
      where observer_id = $1 and ($2::bigint is null or view_id < $2)
      order by view_id desc
      limit $3`,
    values: [observerId, after?.[0] ?? null, readLimit],
  });
  return rows.map(({ viewId, at, operation, address }) => ({
    ...{ viewId: String(viewId), at: at.toISOString(), operation, address },
  }));
}
