// The jobs of the end of a day: what waits for each, and what each has worked on the business date.
import type { DayJob } from '@mutua/contract/office/day-close.ts';
import { END_OF_DAY_STEPS, type EndOfDayFinds } from '@mutua/core/calendar/end-of-day.ts';
import type pg from 'pg';
import { present } from '../http/read-fields.ts';
import { type Connection, inSnapshot } from '../ledger/standing.ts';

/** A command that the log has of the business date: how often, and when first and last. */
export interface LoggedKind {
  readonly kind: string;
  readonly count: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
}

/** The commands by which a day ends, as they stand in the log of the open day. */
export async function readLoggedKinds(
  connection: Connection,
  firstSequence: bigint,
): Promise<readonly LoggedKind[]> {
  const { rows } = await connection.query<LoggedKind>({
    name: 'close: commands of the end of the day',
    text: `select kind, count(*)::integer as count, min(at) as "firstAt", max(at) as "lastAt"
      from commit.command
      where sequence >= $1 and kind = any($2::text[])
      group by kind`,
    values: [
      firstSequence,
      [...['StartEndOfDay', 'RecordBreaks'], ...END_OF_DAY_STEPS.map((one) => one.command)],
    ],
  });
  return rows;
}

interface WaitingRow {
  readonly finds: EndOfDayFinds;
  readonly state: string | null;
  readonly count: number;
}

/** Each step with what waits for it on the business date. */
export async function readDayJobs(
  connection: Connection,
  logged: readonly LoggedKind[],
): Promise<readonly DayJob[]> {
  const { rows } = await connection.query<WaitingRow>({
    name: 'close: what waits for the end of the day',
    text: WAITING,
  });
  return END_OF_DAY_STEPS.map(({ name, finds, states, command }) => {
    const own = rows.filter(
      (row) =>
        row.finds === finds && (states === undefined || states.some((one) => one === row.state)),
    );
    const done = logged.find(({ kind }) => kind === command);
    return {
      step: name,
      waiting: own.reduce((sum, { count }) => sum + count, 0),
      done: done?.count ?? 0,
      ...present({ lastAt: done?.lastAt.toISOString() }),
    };
  });
}

/** The jobs of the open day; none before the first. */
export function readJobsOfToday(pool: pg.Pool): Promise<readonly DayJob[]> {
  return inSnapshot(pool, async (connection) => {
    const { rows } = await connection.query<{ first: bigint }>(
      'select first_sequence as first from calendar.business_day',
    );
    const [today] = rows;
    if (today === undefined) return [];
    return readDayJobs(connection, await readLoggedKinds(connection, today.first));
  });
}

const WAITING = `with today as (select day from calendar.business_day)
  select 'loans_to_work' as finds, state, count(*)::integer as count
  from loan.loan, today
  where next_action_day <= today.day
  group by state
  union all
  select 'loans_to_remind_of', null, count(*)::integer
  from loan.loan, today
  where reminder_day <= today.day
  union all
  select 'loans_to_compensate', null, count(*)::integer
  from loan.loan, today
  where compensation_day <= today.day
  union all
  select 'reserves_to_spend', null, count(*)::integer
  from safeguard.reserve_scheme, today
  where spend_day <= today.day
  union all
  select 'reserves_to_accrue', null, count(*)::integer
  from safeguard.reserve_scheme, today
  where accrual_day <= today.day
  union all
  select 'cases_to_work', null, count(*)::integer
  from work.case, today
  where next_action_day <= today.day`;
