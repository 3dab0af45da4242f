// The business date as it is saved.
import type { Day } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { dayColumn } from '../database/column.ts';

/** The day that is open; nothing before the first one. */
export async function readBusinessDate(pool: pg.Pool): Promise<Day | undefined> {
  const { rows } = await pool.query<{ day: string }>(
    `select day from calendar.business_day where id = 'current'`,
  );
  const day = rows[0]?.day;
  return day === undefined ? undefined : dayColumn.read(day);
}
