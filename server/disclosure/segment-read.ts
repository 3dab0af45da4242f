// Who did something in the month of a closed day, and what was answered in the quarter that had ended last, by segment:
// counts alone.
import {
  CLIENT_SEGMENTS,
  type ClientSegment,
  clientSegment,
  type SegmentOnDay,
} from '@mutua/core/disclosure/client-segment.ts';
import { endOfLastQuarter, quarterOf } from '@mutua/core/disclosure/month.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import type pg from 'pg';

interface Place {
  readonly role: 'lender' | 'borrower';
  readonly kind: 'natural_person' | 'organisation';
}

type ActiveRow = Place & { readonly active: number };
type AnsweredRow = Place & Record<'answers' | 'satisfied' | 'scores', number>;

export async function readSegments(pool: pg.Pool, day: Day): Promise<readonly SegmentOnDay[]> {
  const [active, answered] = await Promise.all([readActive(pool, day), readAnswered(pool, day)]);
  const [activeIn, answeredIn] = [bySegment(active), bySegment(answered)];
  return CLIENT_SEGMENTS.map((segment) => {
    const { answers = 0, satisfied = 0, scores = 0 } = answeredIn.get(segment) ?? {};
    const activeUsers = activeIn.get(segment)?.active ?? 0;
    return { segment, activeUsers, answers, satisfied, scores };
  });
}

/** By the commands of the days of the month that are closed, the day itself the last. */
async function readActive(pool: pg.Pool, day: Day): Promise<readonly ActiveRow[]> {
  const { rows } = await pool.query<ActiveRow>(
    `select role, client.kind, count(*)::integer as active
     from (
       select distinct substr(actor, 8)::uuid as id
       from commit.command
       where actor like 'person %' and sequence between
         (select min(first_sequence) from ledger.day_close
           where day between date_trunc('month', $1::date) and $1)
         and (select last_sequence from ledger.day_close where day = $1)
     ) as person
     join people.client using (id)
     cross join lateral json_array_elements_text(client.roles) as role
     where role in ('lender', 'borrower')
     group by role, client.kind`,
    [formatDay(day)],
  );
  return rows;
}

/** Of a quarter that is over: from one day to the next, figures of the present one would tell of single answers. */
async function readAnswered(pool: pg.Pool, day: Day): Promise<readonly AnsweredRow[]> {
  const { rows } = await pool.query<AnsweredRow>(
    `select answer.role, client.kind, count(*)::integer as answers,
       count(*) filter (where score >= 4)::integer as satisfied, sum(score)::integer as scores
     from people.survey_answer as answer
     join people.client on client.id = answer.client_id
     where quarter = $1
     group by answer.role, client.kind`,
    [quarterOf(endOfLastQuarter(day))],
  );
  return rows;
}

function bySegment<Row extends Place>(rows: readonly Row[]): ReadonlyMap<ClientSegment, Row> {
  return new Map(rows.map((row) => [clientSegment(row.role, row.kind), row]));
}
