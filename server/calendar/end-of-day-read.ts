// What the end of a day reads: which day it is, and which loans wait for it.
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
export interface WaitingLoan {
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
  /** The states of the loans whose next day of action has come. */
  readonly states: ReadonlySet<string>;
  /** Whether any borrower is still to be reminded. */
  readonly hasReminders: boolean;
  /** Whether the next day of any case has come. */
  readonly hasCases: boolean;
  /** Whether the compensation day of any loan has come. */
  readonly hasCompensations: boolean;
}

/**
 * What waits. The earliest of all days stands first in its index, and only if it has come are loans looked at: so a
 * day with nothing due reads no loan, whatever PostgreSQL thinks of how many there may be.
 */
export async function readWaiting(read: Read, day: Day): Promise<Waiting> {
  const rows = await read({
    name: 'loans that wait',
    text: `select distinct state
      from loan.loan
      where next_action_day <= $1::date
        and (select min(next_action_day) from loan.loan) <= $1::date
      union all
      select null
      where (select min(reminder_day) from loan.loan) <= $1::date
      union all
      select ''
      where (select min(next_action_day) from work.case) <= $1::date
      union all
      select 'compensation'
      where (select min(compensation_day) from loan.loan) <= $1::date`,
    values: [formatDay(day)],
    rows: -1,
  });
  const states = rows.map(({ state }) => state);
  return {
    states: new Set(states.filter((state) => state !== null && state !== '').map(String)),
    hasCompensations: states.includes('compensation'),
    hasReminders: states.includes(null),
    hasCases: states.includes(''),
  };
}

/** The next loans whose borrower is still to be reminded, in the order of their ids. */
export async function readLoansToRemind(
  read: Read,
  {
    day,
    after,
    limit,
  }: { readonly day: Day; readonly after: Id | undefined; readonly limit: number },
): Promise<readonly WaitingLoan[]> {
  const rows = await read({
    name: 'loans left to remind of',
    text: `select id, version
      from loan.loan
      where reminder_day <= $1::date
        and ($2::uuid is null or id > $2::uuid)
      order by id
      limit $3`,
    values: [formatDay(day), after ?? null, limit],
    rows: -1,
  });
  return rows.map(waitingLoan);
}

/** The next cases whose day has come, in the order of their ids. */
export async function readCasesWaiting(
  read: Read,
  {
    day,
    after,
    limit,
  }: { readonly day: Day; readonly after: Id | undefined; readonly limit: number },
): Promise<readonly WaitingLoan[]> {
  const rows = await read({
    name: 'cases waiting',
    text: `select id, version
      from work.case
      where next_action_day <= $1::date
        and ($2::uuid is null or id > $2::uuid)
      order by id
      limit $3`,
    values: [formatDay(day), after ?? null, limit],
    rows: -1,
  });
  return rows.map(waitingLoan);
}

/** The next loans for which somebody has to pay, in the order of their ids. */
export async function readLoansToCompensate(
  read: Read,
  {
    day,
    after,
    limit,
  }: { readonly day: Day; readonly after: Id | undefined; readonly limit: number },
): Promise<readonly WaitingLoan[]> {
  const rows = await read({
    name: 'loans to compensate',
    text: `select id, version
      from loan.loan
      where compensation_day <= $1::date
        and ($2::uuid is null or id > $2::uuid)
      order by id
      limit $3`,
    values: [formatDay(day), after ?? null, limit],
    rows: -1,
  });
  return rows.map(waitingLoan);
}

/** The next loans that wait in one of these states, in the order of their ids. */
export async function readLoansWaiting(
  read: Read,
  asked: {
    readonly day: Day;
    readonly states: readonly string[];
    readonly after: Id | undefined;
    readonly limit: number;
  },
): Promise<readonly WaitingLoan[]> {
  const rows = await read({
    name: 'loans waiting',
    text: `select id, version
      from loan.loan
      where next_action_day <= $1::date
        and state = any($2::text[])
        and ($3::uuid is null or id > $3::uuid)
      order by id
      limit $4`,
    values: [formatDay(asked.day), asked.states, asked.after ?? null, asked.limit],
    rows: -1,
  });
  return rows.map(waitingLoan);
}

function waitingLoan({ id, version }: Readonly<Record<string, unknown>>): WaitingLoan {
  return { id: idOf(String(id)), version: Number(version) };
}
