// How far the first start has come.
import type { Day } from '@mutua/core/time/day.ts';
import type pg from 'pg';
import { dayColumn } from '../database/column.ts';

export interface Installed {
  /** Nothing before the first day was opened. */
  readonly businessDate: Day | undefined;
  readonly hasOperator: boolean;
}

export async function readInstalled(pool: pg.Pool): Promise<Installed> {
  const { rows } = await pool.query<{ day: string | null; hasOperator: boolean }>(
    `select
       (select day from calendar.business_day) as day,
       exists (select 1 from people.operator) as "hasOperator"`,
  );
  const [row] = rows;
  const day = row?.day ?? undefined;
  return {
    businessDate: day === undefined ? undefined : dayColumn.read(day),
    hasOperator: row?.hasOperator === true,
  };
}
