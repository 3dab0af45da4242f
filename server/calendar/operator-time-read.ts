// By which clock the operator's business dates end, as it is saved.
import type { OperatorTime } from '@mutua/core/calendar/business-date.ts';
import type pg from 'pg';
import { jsonColumn } from '../database/column.ts';
import type { Read } from './end-of-day-read.ts';

const column = jsonColumn<OperatorTime>();

/** Nothing before the operator was installed. */
export async function readOperatorTime(read: Read): Promise<OperatorTime | undefined> {
  const [row] = await read({
    name: 'operator time',
    text: 'select time::text from people.operator',
    values: [],
    rows: -1,
  });
  return row === undefined ? undefined : column.read(String(row.time));
}

/** The name of the zone in the IANA database; empty before the operator was installed. */
export async function readOperatorZone(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ zone: string }>(
    `select time->>'zone' as zone from people.operator`,
  );
  return rows[0]?.zone ?? '';
}
