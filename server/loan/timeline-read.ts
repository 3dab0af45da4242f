// Every transition of a loan, as its reader may see it: the office sees who, everybody else of what kind.
import type { TransitionOnWire } from '@mutua/contract/loan/servicing.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type pg from 'pg';
import { present } from '../http/read-fields.ts';

/** What happened before the listing is the borrower's and the office's business. */
export type TimelineReader = 'public' | 'borrower' | 'office';

interface Row {
  readonly number: number;
  readonly event: string;
  readonly from: string | null;
  readonly to: string;
  readonly actor: string;
  readonly at: Date;
  readonly day: string;
  readonly reason: string | null;
}

const PRIVATE_STATES = ['applied', 'assessed', 'approved', 'rejected', 'withdrawn'];

export async function readTimeline(
  pool: pg.Pool,
  loanId: Id,
  reader: TimelineReader,
): Promise<TransitionOnWire[]> {
  const { rows } = await pool.query<Row>(
    `select number, event, "from", "to", actor, at, day, reason
     from loan.transition
     where loan_id = $1
     order by number`,
    [loanId],
  );
  const seen = reader === 'public' ? rows.filter(({ to }) => !PRIVATE_STATES.includes(to)) : rows;
  return seen.map(({ number, event, from, to, actor, at, day, reason }) => ({
    ...{ number, event, to, day, at: at.toISOString() },
    actor: reader === 'office' ? actor : (actor.split(' ')[0] ?? ''),
    ...present({ from, reason: reader === 'public' ? null : reason }),
  }));
}
