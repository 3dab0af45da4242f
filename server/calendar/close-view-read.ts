// The close of the open day in one look, of one moment: its steps, the books side by side, breaks, laws, and the days
// closed before.
import type { BreakInClose, CloseView } from '@mutua/contract/office/day-close.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { mayUse, type PersonActor } from '../http/access.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { type Connection, inSnapshot } from '../ledger/standing.ts';
import {
  differenceOf,
  groupDifferences,
  readCloseBreaks,
  writeCloseBreaks,
} from './close-breaks-read.ts';
import { readCloseGroups } from './close-groups-read.ts';
import { readCloseLaws } from './close-laws-read.ts';
import { readClosedDays } from './closed-days-read.ts';
import { type LoggedKind, readDayJobs, readLoggedKinds } from './day-jobs-read.ts';

const CLOSED_SHOWN = 5;
const FINANCE = { roles: ['staff'], positions: ['finance_officer'] } as const;

/** In which currency the operator's clients have their money, as long as there is nothing booked. */
const CURRENCY = 'CNY';

interface Today {
  readonly day: string;
  readonly state: CloseView['state'];
  readonly firstTransferId: bigint;
  readonly firstSequence: bigint;
  readonly currency: string | null;
}

/** Nothing before the first day was opened. */
export function readCloseView(
  pool: pg.Pool,
  now: Instant,
  actor: PersonActor,
): Promise<CloseView | undefined> {
  return inSnapshot(pool, async (connection) => {
    const today = await readToday(connection);
    if (today === undefined) return undefined;
    const { day, state, firstTransferId, firstSequence } = today;
    const currency = today.currency ?? CURRENCY;
    const logged = await readLoggedKinds(connection, firstSequence);
    const compared = loggedKind(logged, 'RecordBreaks');
    const comparedAt = state === 'processing' ? compared?.lastAt : undefined;
    const rows = await readCloseBreaks(connection, { day });
    const groups = await readCloseGroups(connection, {
      ...{ firstTransferId, currency },
      ...(comparedAt !== undefined && { differences: groupDifferences(rows, day) }),
    });
    const asked = { day, currency, firstTransferId, comparedAt, actor };
    const breaks = await writeCloseBreaks(connection, rows, asked);
    const laws = await readCloseLaws(connection, firstTransferId, groups);
    const jobs = await readDayJobs(connection, logged);
    const page = { after: undefined, readLimit: CLOSED_SHOWN };
    const isFinance = mayUse(actor, FINANCE);
    return {
      ...{ day, state, now: isoOf(now), groups: [...groups], breaks: [...breaks], laws },
      steps: stepsOf(state, { logged, comparedAt, breaks, laws, jobs }),
      ...present({ comparedAt: comparedAt?.toISOString() }),
      recentBreaks: await readRecentBreaks(connection, day, currency),
      closed: [...(await readClosedDays(connection, page))],
      actions: isFinance ? [state === 'open' ? 'start_end_of_day' : 'close_day'] : [],
    };
  });
}

async function readToday(connection: Connection): Promise<Today | undefined> {
  const { rows } = await connection.query<Today>({
    name: 'close: today',
    text: `select day, state, first_transfer_id as "firstTransferId", first_sequence as "firstSequence",
        (select currency from ledger.account where kind = 'custody' order by account_id limit 1) as currency
      from calendar.business_day`,
  });
  return rows[0];
}

interface StepsFrom {
  readonly logged: readonly LoggedKind[];
  readonly comparedAt: Date | undefined;
  readonly breaks: readonly BreakInClose[];
  readonly laws: CloseView['laws'];
  readonly jobs: Awaited<ReturnType<typeof readDayJobs>>;
}

function stepsOf(
  dayState: CloseView['state'],
  { logged, comparedAt, breaks, laws, jobs }: StepsFrom,
): CloseView['steps'] {
  const started = dayState === 'processing' ? loggedKind(logged, 'StartEndOfDay') : undefined;
  const waiting = jobs.reduce((sum, job) => sum + job.waiting, 0);
  const worked = jobs.reduce((sum, job) => sum + job.done, 0);
  const workedAt = jobs.flatMap(({ lastAt }) => lastAt ?? []).toSorted();
  const open = breaks.filter(({ state }) => state === 'found');
  const hasHeld = laws.every(({ broken }) => broken === 0);
  const isCompared = comparedAt !== undefined;
  const at = (moment: Date | string | undefined) =>
    moment === undefined ? {} : { at: new Date(moment).toISOString() };
  const done: readonly Omit<CloseView['steps'][number], 'state'>[] = [
    { step: 'stop_bookings', count: laws[0]?.examined ?? 0, ...at(started?.firstAt) },
    { step: 'work_due', count: started === undefined || waiting > 0 ? waiting : worked },
    { step: 'compare_rails', count: open.length, ...at(comparedAt) },
    { step: 'check_laws', count: laws.length },
    { step: 'explain_breaks', count: open.length },
    { step: 'close', count: 0 },
  ];
  const isDone = [
    started !== undefined,
    started !== undefined && waiting === 0,
    isCompared,
    isCompared && hasHeld,
    isCompared && open.length === 0,
    false,
  ];
  const next = isDone.indexOf(false);
  const isStopped = next === 4 || (next === 3 && !hasHeld);
  return done.map((step, index) => ({
    ...step,
    ...(step.step === 'work_due' && isDone[index] === true ? at(workedAt.at(-1)) : {}),
    state:
      isDone[index] === true
        ? ('done' as const)
        : index !== next
          ? ('later' as const)
          : isStopped
            ? ('stopped' as const)
            : ('next' as const),
  }));
}

async function readRecentBreaks(
  connection: Connection,
  day: string,
  currency: string,
): Promise<CloseView['recentBreaks']> {
  const { rows } = await connection.query<{
    readonly breakId: string;
    readonly day: string;
    readonly kind: string;
    readonly reference: string;
    readonly ours: string | null;
    readonly theirs: string | null;
    readonly state: BreakInClose['state'];
  }>({
    name: 'close: breaks of thirty days',
    text: `select id as "breakId", day, kind, reference, ours, theirs, state
      from ledger.break
      where day > $1::date - 30
      order by day desc, id desc
      limit 20`,
    values: [day],
  });
  return rows.map((row) => {
    const difference = differenceOf(row);
    return {
      ...{ breakId: row.breakId, day: row.day, kind: row.kind, state: row.state },
      ...(difference !== undefined && { difference: moneyOf(difference, currency) }),
    };
  });
}

function loggedKind(logged: readonly LoggedKind[], kind: string): LoggedKind | undefined {
  return logged.find((one) => one.kind === kind);
}
