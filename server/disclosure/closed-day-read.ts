// Which days are closed, and how the open one stands: public figures are of closed days alone.
import type { Day } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { dayColumn } from '../database/column.ts';

export interface LastClosed {
  readonly day: Day;
  readonly closedAt: string;
  readonly digest: string;
  readonly firstDay: Day;
  readonly openDay: Day;
  readonly openBreaks: number;
}

/** Nothing before the first day was closed. */
export async function readLastClosed(pool: pg.Pool): Promise<LastClosed | undefined> {
  const { rows } = await pool.query<{
    day: string;
    closedAt: Date;
    digest: string;
    firstDay: string;
    openDay: string;
    openBreaks: number;
  }>(
    `select closed.day, closed_at as "closedAt", digest,
       (select min(day) from ledger.day_close) as "firstDay", today.day as "openDay",
       (select count(*)::integer from ledger.break where state = 'found') as "openBreaks"
     from ledger.day_close as closed, calendar.business_day as today
     order by closed.day desc
     limit 1`,
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  return {
    ...{ day: dayColumn.read(row.day), firstDay: dayColumn.read(row.firstDay) },
    ...{ openDay: dayColumn.read(row.openDay), openBreaks: row.openBreaks },
    ...{ closedAt: row.closedAt.toISOString(), digest: row.digest },
  };
}
