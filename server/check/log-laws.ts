// The laws of the command log and of the closed days: nothing is missing, nothing goes back, every digest carries on.
import type { DayClose } from '@mutua/core/calendar/day-close.ts';
import { dayDigest, digestOfLines } from '@mutua/core/calendar/day-digest.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import { dayCloseTable } from '../calendar/calendar-store.ts';
import { commandDigests, transferDigests } from '../calendar/day-facts-read.ts';
import type { Statement } from '../database/fact-table.ts';
import type { Connection } from '../ledger/standing.ts';
import { type Finding, type Law, type Progress, sqlLaw, VIOLATIONS_SHOWN } from './law.ts';

const DEBIT_NORMAL_KINDS = '10, 11, 40, 41, 42, 43, 44';

export const LOG_LAWS: readonly Law[] = [
  sqlLaw({
    name: 'transfers_have_their_command',
    words: {
      'zh-CN': '每笔流水都有其指令，记账日与指令一致，次序不倒退',
      en: 'Every transfer has its command, is booked on its day, and stands in its order',
    },
    unit: 'transfers',
    examined: 'select 1 from ledger.transfer',
    broken: `select format('Transfer %s of %s names command %s of %s.', transfer_id, booked_day, command_sequence,
        coalesce(command.business_date::text, 'no day')) as violation
      from (
        select transfer_id, booked_day, command_sequence,
          lag(command_sequence) over (order by transfer_id) as before
        from ledger.transfer
      ) as transfer
      left join commit.command on command.sequence = transfer.command_sequence
      where command.business_date is distinct from transfer.booked_day
        or transfer.command_sequence < transfer.before`,
  }),
  sqlLaw({
    name: 'log_goes_forward',
    words: {
      'zh-CN': '指令日志的批次与业务日期不倒退',
      en: 'Batches and business dates of the command log never go back',
    },
    unit: 'commands',
    examined: 'select 1 from commit.command',
    broken: `select format('Command %s of batch %s on %s follows batch %s on %s.', sequence, batch, business_date,
        batch_before, date_before) as violation
      from (
        select sequence, batch, business_date,
          lag(batch) over (order by sequence) as batch_before,
          lag(business_date) over (order by sequence) as date_before
        from commit.command
      ) as command
      where batch < batch_before or business_date < date_before or sequence <= 0`,
  }),
  sqlLaw({
    name: 'closed_days_are_not_written',
    words: {
      'zh-CN': '每笔流水的记账日就是其编号所在的业务日',
      en: 'The booked day of every transfer is the day among whose numbers it stands',
    },
    unit: 'transfers',
    examined: 'select 1 from ledger.transfer',
    // Joined by the day, not by the range: so each transfer meets one day, however many there are.
    broken: `with day as (
        select day, first_transfer_id as first, last_transfer_id as last
        from ledger.day_close
        union all
        select day, first_transfer_id, 9223372036854775807
        from calendar.business_day
      )
      select format('Transfer %s is booked on %s and stands among the numbers of %s.', transfer_id, booked_day,
        (select string_agg(other.day::text, ', ') from day as other where transfer_id between other.first and other.last)
        ) as violation
      from ledger.transfer
      left join day on day.day = booked_day
      where coalesce(transfer_id not between day.first and day.last, true)
      union all
      select format('The numbers of %s begin with %s, which is among those of a day before.', day, first)
      from (
        select *, max(last) over (order by first, last rows between unbounded preceding and 1 preceding) as before
        from day
      ) as ordered
      where first <= before and last >= first`,
  }),
  sqlLaw({
    name: 'day_balances_equal_lines',
    words: {
      'zh-CN': '每个账户每日终的余额等于截至当日流水之和，且仅在有变动的日子记录',
      en: 'How an account stood at the end of a day is the sum of its lines by then, written on the days that changed it',
    },
    unit: 'balances of days',
    examined: 'select 1 from ledger.day_balance',
    broken: `select format('Account %s on %s: written down as %s (%s in, %s out); its lines come to %s in and %s out.',
        account_id, day, coalesce(balance.posted::text, 'nothing'), balance.total_debit, balance.total_credit,
        line.debit, line.credit) as violation
      from ledger.day_balance as balance
      full join (
        select account_id, day,
          sum(debit) over through_day as debit, sum(credit) over through_day as credit,
          sum(held_debit) over through_day as held_debit, sum(held_credit) over through_day as held_credit
        from (
          select line.account_id, close.day,
            sum(case when line.is_debit and line.kind in ('posted', 'post') then amount else 0 end) as debit,
            sum(case when not line.is_debit and line.kind in ('posted', 'post') then amount else 0 end) as credit,
            sum(case when not line.is_debit or line.kind = 'posted' then 0
              when line.kind = 'pending' then amount else -amount end) as held_debit,
            sum(case when line.is_debit or line.kind = 'posted' then 0
              when line.kind = 'pending' then amount else -amount end) as held_credit
          from (
            select transfer_id, booked_day, debit_account as account_id, kind, amount, true as is_debit
            from ledger.transfer
            union all
            select transfer_id, booked_day, credit_account, kind, amount, false
            from ledger.transfer
          ) as line
          join ledger.day_close as close
            on close.day = line.booked_day
              and line.transfer_id between close.first_transfer_id and close.last_transfer_id
          group by line.account_id, close.day
        ) as of_day
        window through_day as (partition by account_id order by day)
      ) as line using (account_id, day)
      where (balance.total_debit, balance.total_credit, balance.pending_debit, balance.pending_credit)
          is distinct from (line.debit, line.credit, line.held_debit, line.held_credit)
        or balance.posted <> (line.debit - line.credit)
          * case when account_id / 1000000000000000 in (${DEBIT_NORMAL_KINDS}) then 1 else -1 end`,
  }),
  sqlLaw({
    name: 'trial_balances_equal_balances',
    words: {
      'zh-CN': '每个日终的试算平衡表，逐类等于当日各账户余额之和',
      en: 'The trial balance of every closed day has, kind by kind, what stood on the accounts at its end',
    },
    unit: 'kinds of account on closed days',
    examined: 'select 1 from ledger.day_close, json_array_elements(trial_balance)',
    // Day by day by what has changed: what stood before it was looked at with the day before.
    broken: `with told as (
        select day, kind, currency,
          balance - coalesce(lag(balance) over (partition by kind, currency order by day), 0) as change
        from (
          select day, row ->> 'kind' as kind, row ->> 'currency' as currency,
            substr(row ->> 'balance', 2)::numeric as balance
          from ledger.day_close, json_array_elements(trial_balance) as row
        ) as balances
      ), moved as (
        select day, account.kind, account.currency::text as currency, sum(posted_change) as change
        from (
          select account_id, day,
            posted - coalesce(lag(posted) over (partition by account_id order by day), 0) as posted_change
          from ledger.day_balance
        ) as balance
        join ledger.account using (account_id)
        group by day, account.kind, account.currency
      )
      select format('%s %s on %s: the trial balance moved by %s, its accounts by %s.', kind, currency, day,
        coalesce(told.change, 0), coalesce(moved.change, 0)) as violation
      from told
      full join moved using (day, kind, currency)
      where coalesce(told.change, 0) <> coalesce(moved.change, 0)`,
  }),
  {
    name: 'days_are_chained',
    words: {
      'zh-CN': '每个日结的摘要与当日内容相符，并承接前一日的摘要，号段首尾相接',
      en: 'The digest of every closed day is that of its content and carries on the one before, without a gap',
    },
    unit: 'closed days',
    examine: examineDays,
  },
];

async function examineDays(connection: Connection, progress: Progress): Promise<Finding> {
  const rows = await connection.query<Record<string, unknown>>(
    'select day from ledger.day_close order by day',
  );
  const days = rows.rows.map(({ day }) => String(day));
  const violations: string[] = [];
  let broken = 0;
  let before: DayClose | undefined;
  for (const [index, day] of days.entries()) {
    const { text, values } = dayCloseTable.loadByKey([day]);
    const [row] = await read(connection, { text, values });
    if (row === undefined) continue;
    const { fact } = dayCloseTable.read(row);
    const faults = await faultsOf(connection, fact, before);
    broken += faults.length > 0 ? 1 : 0;
    violations.push(...faults.map((fault) => `${formatDay(fact.day)}: ${fault}`));
    before = fact;
    progress(index + 1, days.length);
  }
  return { examined: days.length, broken, violations: violations.slice(0, VIOLATIONS_SHOWN) };
}

async function faultsOf(
  connection: Connection,
  close: DayClose,
  before: DayClose | undefined,
): Promise<readonly string[]> {
  const { firstTransferId, lastTransferId, firstSequence, lastSequence } = close;
  const commands = await read(connection, commandDigests(firstSequence, lastSequence));
  const transfers = await read(connection, transferDigests(firstTransferId, lastTransferId));
  const content = digestOfLines([...commands, ...transfers].map(({ digest }) => String(digest)));
  const { digest, closedAt: _, ...digested } = close;
  const first = { lastTransferId: 0n, lastSequence: 0n, digest: undefined, day: close.day - 1 };
  const previous = before ?? first;
  return [
    ...(content === close.contentDigest
      ? []
      : ['its commands or transfers are not those that were closed.']),
    ...(dayDigest(digested) === digest ? [] : ['its digest is not that of what it says.']),
    ...(close.previousDigest === previous.digest
      ? []
      : ['it does not carry on the digest of the day before.']),
    ...(close.day === previous.day + 1 ? [] : ['the day before it is missing.']),
    ...(firstTransferId === previous.lastTransferId + 1n &&
    firstSequence === previous.lastSequence + 1n
      ? []
      : ['its numbers do not follow those of the day before.']),
  ];
}

async function read(connection: Connection, { text, values }: Pick<Statement, 'text' | 'values'>) {
  const { rows } = await connection.query<Record<string, unknown>>(text, [...values]);
  return rows;
}
