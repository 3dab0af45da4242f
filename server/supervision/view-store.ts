// The rows of `supervision.view`: only ever added.
import type { Id } from '@mutua/core/kit/id.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';

export interface NewView {
  readonly observerId: Id;
  readonly sessionId: Id;
  readonly at: Instant;
  readonly operation: string;
  readonly address: string;
}

/** When it returns, the row is on the disk. */
export async function insertView(pool: pg.Pool, view: NewView): Promise<void> {
  await pool.query({
    name: 'insert view',
    text: `insert into supervision.view (observer_id, session_id, at, operation, address)
      values ($1, $2, $3, $4, $5)`,
    values: [view.observerId, view.sessionId, isoOf(view.at), view.operation, view.address],
  });
}
