// How the office's cases wait: for each kind, and for each stage of collection, how many are open, how many nobody has
// taken yet, how long they have been there, and how long it took until somebody took them.
import type { CaseQueueOnWire } from '@mutua/contract/work/case-queue.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type { CaseKind, CollectionStage } from '@mutua/core/work/case.ts';
import type pg from 'pg';
import { present } from '../http/read-fields.ts';

interface Row {
  readonly caseKind: CaseKind;
  readonly stage: CollectionStage | null;
  readonly count: number;
  readonly untaken: number;
  readonly late: number;
  readonly oldestSeconds: number;
  readonly medianSeconds: number;
  readonly taken: number;
  readonly medianSecondsToTaking: number | null;
}

/** Of cases that are not ended, as they stand at a moment. A stopped clock is no lateness. */
export async function readCaseQueues(
  pool: pg.Pool,
  now: Instant,
): Promise<readonly CaseQueueOnWire[]> {
  const { rows } = await pool.query<Row>({
    name: 'case queues',
    text: `with waiting as (
        select case_kind, collection ->> 'stage' as stage, stopped_at, deadline_at,
          greatest(extract(epoch from $1::timestamptz - opened_at), 0) as seconds,
          (
            select extract(epoch from min(entry.at) - opened_at)
            from work.entry
            where entry.case_id = work.case.id and entry.event = 'CaseTaken'
          ) as seconds_to_taking
        from work.case
        where state in ('open', 'in_progress', 'waiting', 'in_check')
      )
      select case_kind as "caseKind", stage,
        count(*)::integer as count,
        count(*) filter (where seconds_to_taking is null)::integer as untaken,
        count(*) filter (where stopped_at is null and deadline_at <= $1::timestamptz)::integer as late,
        floor(max(seconds))::double precision as "oldestSeconds",
        floor(percentile_disc(0.5) within group (order by seconds))::double precision as "medianSeconds",
        count(seconds_to_taking)::integer as taken,
        floor(percentile_disc(0.5) within group (order by seconds_to_taking))::double precision
          as "medianSecondsToTaking"
      from waiting
      group by case_kind, stage
      order by case_kind, array_position(array['early', 'middle', 'final', 'legal'], stage)`,
    values: [isoOf(now)],
  });
  return rows.map(({ stage, medianSecondsToTaking, ...own }) => ({
    ...own,
    ...present({ stage, medianSecondsToTaking }),
  }));
}
