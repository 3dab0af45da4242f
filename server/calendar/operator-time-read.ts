// By which clock the operator's business dates end, as it is saved.
import type { OperatorTime } from '@mutua/core/calendar/business-date.ts';
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
