// What waits at every desk of the office, how long the oldest has waited, and how the business day stands.
import type {
  DeskGroup,
  DeskQueue,
  DeskQueueOnWire,
  OfficeDesk,
} from '@mutua/contract/office/home.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { present } from '../http/read-fields.ts';
import { DESK, DESK_LIMITS } from './office-desks.ts';

/** On whose desk each queue stands, in the order in which the desk shows them. */
const GROUPS: Readonly<Record<DeskQueue, DeskGroup>> = {
  applied: 'review',
  in_review: 'review',
  interview: 'review',
  to_decide: 'review',
  listing_to_prepare: 'listing',
  listing_to_publish: 'listing',
  to_disburse: 'listing',
  withdrawal: 'money',
  receipt: 'money',
  break: 'money',
  instruction: 'money',
  alarm: 'money',
  step_to_release: 'servicing',
  collection: 'servicing',
  hardship: 'servicing',
  client_held: 'compliance',
  fraud: 'compliance',
  complaint: 'compliance',
  warning: 'compliance',
};

interface QueueRow {
  readonly queue: DeskQueue;
  readonly count: number;
  readonly waitedSeconds: number | null;
  readonly limitSeconds: number | null;
}

const QUEUES = `with ${DESK},
  waiting (queue, since, until) as (
    select case part when 'funded' then 'to_disburse' else part end, since, null::timestamptz
      from desk
      where part = any('{applied,in_review,to_decide,listing_to_prepare,listing_to_publish,funded}')
    union all
    select 'withdrawal', requested_at, null from wallet.withdrawal where state in ('requested', 'unknown')
    union all
    select 'receipt', received_at, null from wallet.receipt where state in ('unmatched', 'proposed')
    union all
    select 'instruction', created_at, null from wallet.instruction where state = 'unknown'
    union all
    select 'alarm', raised_at, null from wallet.alarm where state = 'open'
    union all
    select 'break', coalesce(
        (select closed_at from ledger.day_close where day_close.day = break.day),
        break.day + interval '1 day'
      ), null
      from ledger.break where state = 'found'
    union all
    select 'step_to_release', null, null from loan.servicing where proposal is not null
    union all
    select 'client_held', null, null from people.client where is_held
    union all
    select case_kind, opened_at, deadline_at
      from work.case where state in ('open', 'in_progress', 'waiting', 'in_check')
  ),
  ranked as (
    select *, row_number() over (partition by queue order by until, since) as place,
      count(*) over (partition by queue) as count
    from waiting
  )
  select queue, count::integer as count,
    greatest(extract(epoch from $1::timestamptz - since), 0)::double precision as "waitedSeconds",
    extract(epoch from until - since)::double precision as "limitSeconds"
  from ranked
  where place = 1`;

const DAY = `select today.day, today.state, closed.day as "lastClosedDay", closed.closed_at as "lastClosedAt",
    (
      select count(*)::integer
      from loan.loan join loan.application on application.loan_id = loan.id
      where loan.state in ('applied', 'assessed')
        and application.prepared_by::text like '%' || $1 || '%'
    ) as mine
  from calendar.business_day as today
  left join lateral (
    select day, closed_at from ledger.day_close order by day desc limit 1
  ) as closed on true`;

interface DayRow {
  readonly day: string;
  readonly state: OfficeDesk['state'];
  readonly lastClosedDay: string | null;
  readonly lastClosedAt: Date | null;
  readonly mine: number;
}

/** Nothing before the first day was opened. */
export async function readOfficeDesk(
  pool: pg.Pool,
  now: Instant,
  actorId: Id,
): Promise<OfficeDesk | undefined> {
  const [queues, days] = await Promise.all([
    pool.query<QueueRow>({ name: 'office queues', text: QUEUES, values: [isoOf(now)] }),
    pool.query<DayRow>({ name: 'office day', text: DAY, values: [actorId] }),
  ]);
  const [day] = days.rows;
  if (day === undefined) return undefined;
  const { lastClosedAt, lastClosedDay, ...own } = day;
  const found = new Map(queues.rows.map((row) => [row.queue, row]));
  return {
    ...own,
    now: isoOf(now),
    ...present({ lastClosedDay, lastClosedAt: lastClosedAt?.toISOString() }),
    queues: (Object.keys(GROUPS) as DeskQueue[]).map((queue) => queueOf(queue, found.get(queue))),
  };
}

function queueOf(queue: DeskQueue, row: QueueRow | undefined): DeskQueueOnWire {
  const group = GROUPS[queue];
  const limit = DESK_LIMITS[queue];
  if (row === undefined) return { queue, group, count: 0, ...present({ limitSeconds: limit }) };
  return {
    ...{ queue, group, count: row.count },
    ...(row.waitedSeconds !== null && { waitedSeconds: Math.floor(row.waitedSeconds) }),
    ...present({
      limitSeconds: row.limitSeconds === null ? limit : Math.floor(row.limitSeconds),
    }),
  };
}
