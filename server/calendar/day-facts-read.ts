// What closing a day needs to know of it: sums over what the day changed, and what is still to be done.
//
// Everything here is found by the day's ranges of numbers and by partial indexes, so that a day costs what it
// changed, however long the book is.
import type {
  BrokenLaw,
  DayTotals,
  OpenInstruction,
  OpenWork,
} from '@mutua/core/calendar/day-close.ts';
import { digestOfLines } from '@mutua/core/calendar/day-digest.ts';
import type { KindChange } from '@mutua/core/calendar/trial-balance.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { idOf } from '@mutua/core/kit/id.ts';
import type { AccountKind } from '@mutua/core/ledger/chart.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { type Day, parseDay } from '@mutua/core/time/day.ts';
import type { InstructionState } from '@mutua/core/wallet/instruction.ts';
import type { LoadedFact } from '@mutua/core/world-in-memory.ts';
import type { Statement } from '../database/fact-table.ts';
import { BALANCE_BEFORE, MOVED_ACCOUNTS } from '../ledger/day-balance-store.ts';
import { BROKEN_LAWS } from './day-laws-read.ts';

type Read = (statement: Statement) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** Rows under one digest; a day's digest is over the digests of its blocks. */
const BLOCK_ROWS = 4_096;

/** The sums under each key, which names the day and its first numbers. */
export async function loadDayTotals(
  keys: readonly string[],
  read: Read,
): Promise<readonly LoadedFact<'dayTotals'>[]> {
  return Promise.all(keys.map(async (key) => ({ fact: await dayTotals(key, read), version: 0 })));
}

/** What is still to be done, for each of the days. */
export async function loadOpenWork(
  keys: readonly string[],
  read: Read,
): Promise<readonly LoadedFact<'openWork'>[]> {
  return Promise.all(keys.map(async (key) => ({ fact: await openWork(key, read), version: 0 })));
}

async function dayTotals(key: string, read: Read): Promise<DayTotals> {
  const [dayText = '', firstTransfer = '', firstCommand = ''] = key.split(' ');
  const [firstTransferId, firstSequence] = [BigInt(firstTransfer), BigInt(firstCommand)];
  const [range] = await read(rangeOfDay(firstTransferId, firstSequence));
  assert(range !== undefined, 'A count always has its row.');
  const { lastTransferId, lastSequence, transfers, commands } = range as unknown as DayTotals;
  const [commandBlocks, transferBlocks, changes, broken] = await Promise.all([
    read(commandDigests(firstSequence, lastSequence)),
    read(transferDigests(firstTransferId, lastTransferId)),
    read(kindChanges(firstTransferId, lastTransferId)),
    read({ ...BROKEN_LAWS, values: [firstTransferId, lastTransferId] }),
  ]);
  return {
    day: dayIn(dayText),
    ...{ firstTransferId, lastTransferId, firstSequence, lastSequence, transfers, commands },
    contentDigest: digestOfLines(
      [...commandBlocks, ...transferBlocks].map(({ digest }) => String(digest)),
    ),
    accountsChanged: changes.reduce((count, row) => count + (row.accounts as bigint), 0n),
    changes: changes.map(readChange),
    broken: broken as unknown as readonly BrokenLaw[],
  };
}

function rangeOfDay(firstTransferId: bigint, firstSequence: bigint): Statement {
  return {
    name: 'range of the day',
    text: `select moved.last as "lastTransferId", moved.count as transfers,
        logged.last as "lastSequence", logged.count as commands
      from (
        select coalesce(max(transfer_id), $1::bigint - 1) as last, count(*) as count
        from ledger.transfer
        where transfer_id >= $1
      ) as moved, (
        select coalesce(max(sequence), $2::bigint - 1) as last, count(*) as count
        from commit.command
        where sequence >= $2
      ) as logged`,
    values: [firstTransferId, firstSequence],
    rows: 1,
  };
}

/** Each row as a JSON array of texts and whole numbers, a line each; days and moments are counted from 1970. */
export function commandDigests(first: bigint, last: bigint): Statement {
  return {
    name: 'digest commands',
    text: `select encode(sha256(convert_to(string_agg(line || chr(10), '' order by sequence), 'UTF8')), 'hex') as digest
      from (
        select sequence, json_build_array(sequence, command_id, batch, kind, actor, encode(digest, 'hex'),
          (extract(epoch from at) * 1000)::bigint, business_date - date '1970-01-01', events)::text as line
        from commit.command
        where sequence between $1 and $2
      ) as day
      group by (sequence - $1) / ${BLOCK_ROWS}
      order by (sequence - $1) / ${BLOCK_ROWS}`,
    values: [first, last],
    rows: -1,
  };
}

export function transferDigests(first: bigint, last: bigint): Statement {
  return {
    name: 'digest transfers',
    text: `select encode(sha256(convert_to(string_agg(line || chr(10), '' order by transfer_id), 'UTF8')), 'hex') as digest
      from (
        select transfer_id, json_build_array(transfer_id, subject_id, kind, code, debit_account, credit_account,
          amount, booked_day - date '1970-01-01', effective_day - date '1970-01-01', command_sequence,
          ends_id, reverses_id)::text as line
        from ledger.transfer
        where transfer_id between $1 and $2
      ) as day
      group by (transfer_id - $1) / ${BLOCK_ROWS}
      order by (transfer_id - $1) / ${BLOCK_ROWS}`,
    values: [first, last],
    rows: -1,
  };
}

function kindChanges(first: bigint, last: bigint): Statement {
  return {
    name: 'changes of the day',
    text: `select account.kind, account.currency, count(*) as accounts,
        sum(moved.debit)::bigint as debit,
        sum(moved.credit)::bigint as credit,
        sum(account.posted - coalesce(before.posted, 0))::bigint as change
      from (${MOVED_ACCOUNTS}) as moved
      join ledger.account on account.account_id = moved.account_id
      left join lateral (${BALANCE_BEFORE}) as before on true
      group by account.kind, account.currency
      order by account.kind, account.currency`,
    values: [first, last],
    rows: -1,
  };
}

function readChange(row: Readonly<Record<string, unknown>>): KindChange {
  const money = (name: string) => minorUnits(row[name] as bigint);
  return {
    kind: row.kind as AccountKind,
    currency: currency(row.currency as string),
    ...{ debit: money('debit'), credit: money('credit'), balanceChange: money('change') },
  };
}

async function openWork(key: string, read: Read): Promise<OpenWork> {
  const [loans, [counts], instructions] = await Promise.all([
    read({
      name: 'loans to work',
      text: `select state, count(*)::integer as count
        from loan.loan
        where next_action_day <= $1::date
        group by state
        order by state`,
      values: [key],
      rows: -1,
    }),
    read({
      name: 'open breaks, reminders and cases',
      text: `select
          (select count(*)::integer from ledger.break where state = 'found') as breaks,
          (select count(*)::integer from loan.loan where reminder_day <= $1::date) as reminders,
          (select count(*)::integer from work.case where next_action_day <= $1::date) as cases`,
      values: [key],
      rows: 1,
    }),
    read({
      name: 'open instructions',
      text: `select id, state
        from wallet.instruction
        where state in ('created', 'sent', 'unknown')
        order by id`,
      values: [],
      rows: -1,
    }),
  ]);
  return {
    day: dayIn(key),
    loans: loans.map(({ state, count }) => ({ state: String(state), count: Number(count) })),
    reminders: Number(counts?.reminders),
    cases: Number(counts?.cases),
    breaks: Number(counts?.breaks),
    inTransit: instructions.map(
      ({ id, state }): OpenInstruction => ({
        instructionId: idOf(String(id)),
        state: state as InstructionState,
      }),
    ),
  };
}

function dayIn(text: string): Day {
  const day = parseDay(text, 'day');
  assert(day.ok, 'A key names a day.');
  return day.value;
}
