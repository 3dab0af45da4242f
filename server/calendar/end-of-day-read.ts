// What the end of a day reads: which day it is, and which loans wait for it.
import type { EndOfDayFinds, EndOfDayStep } from '@mutua/core/calendar/end-of-day.ts';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { dayColumn } from '../database/column.ts';
import type { Statement } from '../database/fact-table.ts';

/** Runs one statement and gives its rows. */
export type Read = (statement: Statement) => Promise<readonly Readonly<Record<string, unknown>>[]>;

export interface OpenDay {
  readonly day: Day;
  readonly state: string;
  /** Every day through this one ends whatever the clock says. */
  readonly endThrough?: Day;
}

/** A loan, or a case, that waits, as it stands saved: when it changed, it has another version. */
export interface WaitingThing {
  readonly id: Id;
  readonly version: number;
}

/** The business date; nothing before the first day. */
export async function readBusinessDay(read: Read): Promise<OpenDay | undefined> {
  const [row] = await read({
    name: 'business date',
    text: 'select day, state, end_through from calendar.business_day',
    values: [],
    rows: -1,
  });
  if (row === undefined) return undefined;
  const { day, state, end_through: endThrough } = row;
  return {
    ...{ day: dayColumn.read(String(day)), state: String(state) },
    ...(endThrough !== null && { endThrough: dayColumn.read(String(endThrough)) }),
  };
}

/** What waits for the end of a day. */
export interface Waiting {
  /** Of which things the day of any has come. */
  readonly finds: ReadonlySet<EndOfDayFinds>;
  /** The states of the loans whose next day of action has come. */
  readonly states: ReadonlySet<string>;
}

/** By which day of which table things are found, each by an index of its own. */
const PLACES: Readonly<Record<EndOfDayFinds, { readonly table: string; readonly day: string }>> = {
  loans_to_work: { table: 'loan.loan', day: 'next_action_day' },
  loans_to_remind_of: { table: 'loan.loan', day: 'reminder_day' },
  loans_to_compensate: { table: 'loan.loan', day: 'compensation_day' },
  reserves_to_spend: { table: 'safeguard.reserve_scheme', day: 'spend_day' },
  reserves_to_accrue: { table: 'safeguard.reserve_scheme', day: 'accrual_day' },
  cases_to_work: { table: 'work.case', day: 'next_action_day' },
};

const WAITING = `select finds, null as state
  from (values
    ${Object.entries(PLACES)
      .map(([finds, { table, day }]) => `('${finds}', (select min(${day}) from ${table}))`)
      .join(',\n    ')}
  ) as earliest (finds, day)
  where day <= $1::date
  union all
  select distinct 'loans_to_work', state
  from loan.loan
  where next_action_day <= $1::date
    and (select min(next_action_day) from loan.loan) <= $1::date`;

/**
 * What waits. The earliest of all days stands first in its index, and only if it has come are loans looked at: so a
 * day with nothing due reads no loan, whatever PostgreSQL thinks of how many there may be.
 */
export async function readWaiting(read: Read, day: Day): Promise<Waiting> {
  const name = 'what waits for the end of the day';
  const rows = await read({ name, text: WAITING, values: [formatDay(day)], rows: -1 });
  return {
    finds: new Set(rows.map(({ finds }) => finds as EndOfDayFinds)),
    states: new Set(rows.flatMap(({ state }) => (state === null ? [] : [String(state)]))),
  };
}

/** The next things that a step finds, in the order of their ids. */
export async function readToWork(
  read: Read,
  { finds, states = [] }: Pick<EndOfDayStep, 'finds' | 'states'>,
  {
    day,
    after,
    limit,
  }: { readonly day: Day; readonly after: Id | undefined; readonly limit: number },
): Promise<readonly WaitingThing[]> {
  const place = PLACES[finds];
  const rows = await read({
    name: `${finds} at the end of the day`,
    text: `select id, version
      from ${place.table}
      where ${place.day} <= $1::date
        and ($2::uuid is null or id > $2::uuid)
        ${finds === 'loans_to_work' ? 'and state = any($4::text[])' : ''}
      order by id
      limit $3`,
    values: [formatDay(day), after ?? null, limit, ...(finds === 'loans_to_work' ? [states] : [])],
    rows: -1,
  });
  return rows.map(({ id, version }) => ({ id: idOf(String(id)), version: Number(version) }));
}
