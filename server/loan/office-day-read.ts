// How the office's day goes: money that comes and leaves by the hour, the work of the calendar, and what to look at.
import type {
  JobOnWire,
  MoneyToday,
  WarningKind,
  WarningOnWire,
} from '@mutua/contract/office/home.ts';
import { CHINA_TIME } from '@mutua/core/calendar/business-date.ts';
import { END_OF_DAY_STEPS } from '@mutua/core/calendar/end-of-day.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { moneyOf, present } from '../http/read-fields.ts';
import { WITHOUT_END } from '../ledger/standing.ts';

interface HourRow {
  readonly hour: number;
  readonly moneyIn: bigint;
  readonly moneyOut: bigint;
  readonly disbursed: bigint;
  readonly repaid: bigint;
}

/**
 * Only between two bounds does PostgreSQL expect few lines, and takes the index.
 *
 * Accounts 10 and 11 are what the custodian and the payment provider hold: beyond them is the world.
 */
const MONEY = `select extract(
      hour from command.at at time zone coalesce((select time ->> 'zone' from people.operator), $2)
    )::integer as hour,
    coalesce(sum(amount) filter (where from_world), 0)::bigint as "moneyIn",
    coalesce(sum(amount) filter (where to_world), 0)::bigint as "moneyOut",
    coalesce(sum(amount) filter (where code = 210 and reverses_id is null), 0)::bigint as disbursed,
    coalesce(sum(amount) filter (
      where code = any('{220,221,410,421}') and reverses_id is null
    ), 0)::bigint as repaid
  from (
    select transfer.amount, transfer.code, transfer.reverses_id, transfer.command_sequence,
      debit_account / 1000000000000000 = any('{10,11}')
        and credit_account / 1000000000000000 <> all('{10,11}') as from_world,
      credit_account / 1000000000000000 = any('{10,11}')
        and debit_account / 1000000000000000 <> all('{10,11}') as to_world
    from ledger.transfer
    where transfer_id between (select first_transfer_id from calendar.business_day) and $3::bigint
      and kind in ('posted', 'post')
      and debit_account / 10000000000 % 100000
        = ascii($1) * 676 + ascii(substr($1, 2)) * 26 + ascii(substr($1, 3)) - 45695
  ) as moved
  join commit.command on command.sequence = moved.command_sequence
  group by 1
  order by 1`;

export async function readMoneyToday(pool: pg.Pool, currency: string): Promise<MoneyToday> {
  const { rows } = await pool.query<HourRow>({
    name: 'money of the day',
    text: MONEY,
    values: [currency, CHINA_TIME.zone, WITHOUT_END],
  });
  const total = (part: 'moneyIn' | 'moneyOut' | 'disbursed' | 'repaid') =>
    rows.reduce((sum, row) => sum + row[part], 0n);
  const say = (amount: bigint) => moneyOf(amount, currency);
  return {
    ...{ moneyIn: say(total('moneyIn')), moneyOut: say(total('moneyOut')) },
    net: say(total('moneyIn') - total('moneyOut')),
    ...{ disbursed: say(total('disbursed')), repaid: say(total('repaid')) },
    hours: rows
      .filter(({ moneyIn, moneyOut }) => moneyIn + moneyOut !== 0n)
      .map(({ hour, moneyIn, moneyOut }) => ({
        ...{ hour, moneyIn: say(moneyIn), moneyOut: say(moneyOut) },
      })),
  };
}

/** What was done by which command, and what still waits: loans by their state, the others by where they are found. */
const WORK = `select 'done' as what, command.kind as name, count(*)::integer as count,
    min(command.at) as "firstAt", max(command.at) as "lastAt"
  from commit.command
  where command.sequence between (select first_sequence from calendar.business_day) and $2::bigint
    and command.kind = any($1)
  group by command.kind
  union all
  select 'state', loan.state, count(*)::integer, null, null
  from loan.loan, calendar.business_day as today
  where loan.next_action_day <= today.day
  group by loan.state
  union all
  select 'found', 'loans_to_remind_of', count(*)::integer, null, null
  from loan.loan, calendar.business_day as today where reminder_day <= today.day
  union all
  select 'found', 'loans_to_compensate', count(*)::integer, null, null
  from loan.loan, calendar.business_day as today where compensation_day <= today.day
  union all
  select 'found', 'cases_to_work', count(*)::integer, null, null
  from work.case, calendar.business_day as today where next_action_day <= today.day
  union all
  select 'found', 'reserves_to_spend', count(*)::integer, null, null
  from safeguard.reserve_scheme, calendar.business_day as today where spend_day <= today.day
  union all
  select 'found', 'reserves_to_accrue', count(*)::integer, null, null
  from safeguard.reserve_scheme, calendar.business_day as today where accrual_day <= today.day`;

interface WorkRow {
  readonly what: 'done' | 'state' | 'found';
  readonly name: string;
  readonly count: number;
  readonly firstAt: Date | null;
  readonly lastAt: Date | null;
}

/** Each kind of work of the day: what was done since the day was opened, and what is still to be done on it. */
export async function readJobs(pool: pg.Pool): Promise<JobOnWire[]> {
  const { rows } = await pool.query<WorkRow>({
    name: 'work of the day',
    text: WORK,
    values: [END_OF_DAY_STEPS.map(({ command }) => command), WITHOUT_END],
  });
  const countOf = (what: WorkRow['what'], names: readonly string[]) =>
    rows.reduce(
      (total, row) => total + (row.what === what && names.includes(row.name) ? row.count : 0),
      0,
    );
  return END_OF_DAY_STEPS.map(({ name, command, finds, states }) => {
    const done = rows.find((row) => row.what === 'done' && row.name === command);
    const { firstAt, lastAt } = done ?? {};
    return {
      ...{ job: name, done: done?.count ?? 0 },
      waiting: states === undefined ? countOf('found', [finds]) : countOf('state', states),
      ...present({ firstAt: firstAt?.toISOString(), lastAt: lastAt?.toISOString() }),
    };
  });
}

const WARNINGS = `select 'alarm' as warning, count(*)::integer as count, min(raised_at) as since
    from wallet.alarm where state = 'open'
  union all
  select 'break', count(*)::integer, min(break.day::timestamptz)
    from ledger.break where state = 'found'
  union all
  select 'case_late', count(*)::integer, min(deadline_at)
    from work.case
    where state in ('open', 'in_progress', 'waiting', 'in_check')
      and stopped_at is null and deadline_at <= $1::timestamptz
  union all
  select 'instruction_unknown', count(*)::integer, min(created_at)
    from wallet.instruction where state = 'unknown'
  union all
  select 'client_debt', count(*)::integer, min(since) from wallet.client_debt where state = 'owed'
  union all
  select 'product_to_release', count(*)::integer, null
    from product.product_version where checker_id is null
  union all
  select 'tariff_to_release', count(*)::integer, null
    from product.client_tariff where checker_id is null
  union all
  select 'authority_to_release', count(*)::integer, null
    from people.authority where checker_id is null
  union all
  select 'guarantor_to_release', count(*)::integer, null
    from safeguard.guarantor where proposal is not null
  union all
  select 'reserve_short', count(*)::integer, min(short_since::timestamptz)
    from safeguard.reserve_scheme where short_since is not null
  union all
  select 'guarantor_suspended', count(*)::integer, null
    from safeguard.guarantor where standing ->> 'status' in ('suspended', 'failed')`;

/** Only what there is. */
export async function readWarnings(pool: pg.Pool, now: Instant): Promise<WarningOnWire[]> {
  const { rows } = await pool.query<{ warning: WarningKind; count: number; since: Date | null }>({
    name: 'warnings of the office',
    text: WARNINGS,
    values: [isoOf(now)],
  });
  return rows
    .filter(({ count }) => count > 0)
    .map(({ warning, count, since }) => ({
      ...{ warning, count, ...present({ since: since?.toISOString() }) },
    }));
}
