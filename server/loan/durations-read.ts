// How long loans take: from each state to the next, and the three times by which a platform is measured (FLW-06).
import type { DurationRow, Durations } from '@mutua/contract/office/queues.ts';
import type pg from 'pg';

export interface DaysAsked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const FIGURES = `count(*)::integer as count,
  round(avg(seconds)::numeric)::integer as "averageSeconds",
  round(percentile_cont(0.5) within group (order by seconds)::numeric)::integer as "medianSeconds",
  round(max(seconds)::numeric)::integer as "longestSeconds"`;

/** For transitions between two days. */
export async function readDurations(pool: pg.Pool, days: DaysAsked): Promise<Durations> {
  const [items, times] = await Promise.all([readSteps(pool, days), readTimes(pool, days)]);
  return { items, ...times };
}

/** How long loans stood in one state before they went to the next. */
async function readSteps(pool: pg.Pool, { from, to }: DaysAsked): Promise<DurationRow[]> {
  const { rows } = await pool.query<DurationRow>(
    `select "from", "to", ${FIGURES}
     from (
       select "from", "to", day,
         date_part('epoch', at - lag(at) over (partition by loan_id order by number)) as seconds
       from loan.transition
     ) as step
     where seconds is not null
       and ($1::date is null or day >= $1) and ($2::date is null or day <= $2)
     group by "from", "to"
     order by "from", "to"`,
    [from ?? null, to ?? null],
  );
  return rows;
}

type Time = Exclude<keyof Durations, 'items'>;

/** From which event to which (glossary 3.14); each happens once in a loan's life. */
const TIMES: Readonly<Record<Time, { readonly since: string; readonly until: readonly string[] }>> =
  {
    timeToDecision: { since: 'LoanApplied', until: ['LoanApproved', 'LoanRejected'] },
    timeToFull: { since: 'FundingOpened', until: ['LoanFunded'] },
    timeToDisburse: { since: 'LoanFunded', until: ['LoanDisbursed'] },
  };

/** When a loan came to the last of these events, and on which day. */
function momentOf(column: 'at' | 'day', events: readonly string[]): string {
  const names = events.map((event) => `'${event}'`).join(', ');
  return `max(${column}) filter (where event in (${names}))`;
}

const NAMES = Object.keys(TIMES) as Time[];
const MOMENTS = NAMES.map((name) => {
  const { since, until } = TIMES[name];
  return `date_part('epoch', ${momentOf('at', until)} - ${momentOf('at', [since])}) as "${name}",
    ${momentOf('day', until)} as "day of ${name}"`;
});

/** One look at every life. A time that no loan has taken yet is not there. */
async function readTimes(
  pool: pg.Pool,
  { from, to }: DaysAsked,
): Promise<Omit<Durations, 'items'>> {
  const { rows } = await pool.query<Required<Durations>[Time] & { readonly name: Time }>(
    `select name, ${FIGURES}
     from (
       select ${MOMENTS.join(', ')}
       from loan.transition
       group by loan_id
     ) as life
     cross join lateral (
       values ${NAMES.map((name) => `('${name}', "${name}", "day of ${name}")`).join(', ')}
     ) as step (name, seconds, day)
     where seconds is not null
       and ($1::date is null or day >= $1) and ($2::date is null or day <= $2)
     group by name`,
    [from ?? null, to ?? null],
  );
  return Object.fromEntries(rows.map(({ name, ...figures }) => [name, figures]));
}
