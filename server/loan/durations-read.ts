// How long loans take: from each state to the next, and the three times by which a platform is measured (FLW-06).
import type { DurationRow, Durations } from '@mutua/contract/office/queues.ts';
import type pg from 'pg';

export interface DaysAsked {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

const FIGURES = `count(*)::integer as count,
  round(avg(seconds))::integer as "averageSeconds",
  round(percentile_cont(0.5) within group (order by seconds))::integer as "medianSeconds",
  round(max(seconds))::integer as "longestSeconds"`;

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
       select later."from", later."to", extract(epoch from later.at - earlier.at) as seconds
       from loan.transition as later
       join loan.transition as earlier
         on earlier.loan_id = later.loan_id and earlier.number = later.number - 1
       where ($1::date is null or later.day >= $1) and ($2::date is null or later.day <= $2)
     ) as step
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

/** A time that no loan has taken yet is not there. */
async function readTimes(
  pool: pg.Pool,
  { from, to }: DaysAsked,
): Promise<Omit<Durations, 'items'>> {
  const asked = Object.entries(TIMES).flatMap(([name, { since, until }]) =>
    until.map((event) => ({ name, since, event })),
  );
  const { rows } = await pool.query<Required<Durations>[Time] & { readonly name: Time }>(
    `select name, ${FIGURES}
     from (
       select asked.name, extract(epoch from later.at - earlier.at) as seconds
       from unnest($3::text[], $4::text[], $5::text[]) as asked (name, since, event)
       join loan.transition as later on later.event = asked.event
       join loan.transition as earlier
         on earlier.loan_id = later.loan_id and earlier.event = asked.since
       where ($1::date is null or later.day >= $1) and ($2::date is null or later.day <= $2)
     ) as step
     group by name`,
    [
      from ?? null,
      to ?? null,
      ...(['name', 'since', 'event'] as const).map((field) => asked.map((one) => one[field])),
    ],
  );
  return Object.fromEntries(rows.map(({ name, ...figures }) => [name, figures]));
}
