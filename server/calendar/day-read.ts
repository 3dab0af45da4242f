// How the business day stands, and what stands between it and its close.
import type { DayState } from '@mutua/contract/office/money.ts';
import { CHINA_TIME, type OperatorTime } from '@mutua/core/calendar/business-date.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { jsonColumn } from '../database/column.ts';
import { mayUse, type PersonActor } from '../http/access.ts';
import { cutOffText } from './cut-off.ts';

const timeColumn = jsonColumn<OperatorTime>();

interface Row {
  readonly day: string;
  readonly state: DayState['state'];
  readonly endThrough: string | null;
  readonly time: string | null;
  readonly openBreaks: number;
  readonly closedDay: string | null;
  readonly closedAt: Date | null;
  readonly transfers: bigint | null;
  readonly digest: string | null;
}

/** Nothing before the first day was opened. */
export async function readDayState(
  pool: pg.Pool,
  now: Instant,
  actor: PersonActor | undefined,
): Promise<DayState | undefined> {
  const [days, waiting] = await Promise.all([
    pool.query<Row>(
      `select today.day, today.state, today.end_through as "endThrough",
         (select time::text from people.operator) as time,
         (select count(*)::integer from ledger.break where state = 'found') as "openBreaks",
         closed.day as "closedDay", closed.closed_at as "closedAt", closed.transfers, closed.digest
       from calendar.business_day as today
       left join lateral (
         select day, closed_at, transfers, digest
         from ledger.day_close
         order by day desc
         limit 1
       ) as closed on true`,
    ),
    pool.query<{ state: string; count: number }>(
      `select loan.state, count(*)::integer as count
       from loan.loan, calendar.business_day as today
       where loan.next_action_day <= today.day
       group by loan.state
       order by loan.state`,
    ),
  ]);
  const [row] = days.rows;
  if (row === undefined) return undefined;
  const { day, state, openBreaks, closedDay, closedAt, transfers, digest } = row;
  const time = row.time === null ? CHINA_TIME : timeColumn.read(row.time);
  const finance = { roles: ['staff'], positions: ['finance_officer'] } as const;
  const isFinance = actor !== undefined && mayUse(actor, finance);
  return {
    ...{ day, state, now: isoOf(now), openBreaks },
    time: {
      ...{ timeZone: time.zone, daysEnd: time.daysEnd },
      cutOff: cutOffText(time.cutOffMinutes),
    },
    ...(row.endThrough !== null && { endThrough: row.endThrough }),
    ...(closedDay === null || closedAt === null
      ? {}
      : {
          lastClosed: {
            ...{ day: closedDay, closedAt: closedAt.toISOString() },
            ...{ transfers: Number(transfers), digest: digest ?? '' },
          },
        }),
    loansWaiting: waiting.rows,
    actions: isFinance ? [state === 'open' ? 'start_end_of_day' : 'close_day'] : [],
  };
}
