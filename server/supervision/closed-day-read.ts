// The closed days that regulator and auditor can choose from, and the one that they chose.
import type { SupervisedDay } from '@mutua/contract/supervision/supervision.ts';
import type { PageRequest } from '../http/cursor.ts';
import type { Connection } from '../ledger/standing.ts';

/** A day with where its lines begin and end in the book. */
export interface ClosedDayInBook {
  readonly day: string;
  readonly closedAt: Date;
  readonly transfers: bigint;
  readonly digest: string;
  readonly firstTransferId: bigint;
  readonly lastTransferId: bigint;
}

const COLUMNS = `day, closed_at as "closedAt", transfers, digest,
  first_transfer_id as "firstTransferId", last_transfer_id as "lastTransferId"`;

/** Nothing where that day is not closed; without one, the day closed last. */
export async function readClosedDay(
  connection: Connection,
  day: string | undefined,
): Promise<ClosedDayInBook | undefined> {
  const { rows } = await connection.query<ClosedDayInBook>({
    name: 'closed day in book',
    text: `select ${COLUMNS}
      from ledger.day_close
      where $1::date is null or day = $1
      order by day desc
      limit 1`,
    values: [day ?? null],
  });
  return rows[0];
}

/** The newest first. */
export async function readSupervisedDays(
  connection: Connection,
  { after, readLimit }: Pick<PageRequest, 'after' | 'readLimit'>,
): Promise<readonly SupervisedDay[]> {
  const { rows } = await connection.query<ClosedDayInBook>({
    name: 'supervised days',
    text: `select ${COLUMNS}
      from ledger.day_close
      where $1::date is null or day < $1
      order by day desc
      limit $2`,
    values: [after?.[0] ?? null, readLimit],
  });
  return rows.map(writeSupervisedDay);
}

export function writeSupervisedDay({
  day,
  closedAt,
  transfers,
  digest,
}: ClosedDayInBook): SupervisedDay {
  return { day, closedAt: closedAt.toISOString(), transfers: Number(transfers), digest };
}
