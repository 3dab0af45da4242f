// How far the first start has come.
import type { OperatorTime } from '@mutua/core/calendar/business-date.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { dayColumn, jsonColumn } from '../database/column.ts';

const timeColumn = jsonColumn<OperatorTime>();

export interface Installed {
  /** Nothing before the first day was opened. */
  readonly businessDate: Day | undefined;
  /** Nothing before the operator was installed. */
  readonly time: OperatorTime | undefined;
}

export async function readInstalled(pool: pg.Pool): Promise<Installed> {
  const { rows } = await pool.query<{ day: string | null; time: string | null }>(
    `select
       (select day from calendar.business_day) as day,
       (select time::text from people.operator) as time`,
  );
  const [row] = rows;
  const day = row?.day ?? undefined;
  return {
    businessDate: day === undefined ? undefined : dayColumn.read(day),
    time: row?.time == null ? undefined : timeColumn.read(row.time),
  };
}
