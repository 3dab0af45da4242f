import { idOf } from '@mutua/core/kit/id.ts';
import { refuse } from '@mutua/core/kit/result.ts';
import { addDays, type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { instantOf } from '@mutua/core/time/instant.ts';
import pg from 'pg';
import { v7 as uuid } from 'uuid';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkBook } from '../check/check.ts';
import { type Lane, openLane } from '../commit/lane.ts';
import type { Outcome } from '../commit/request.ts';
import { dayColumn } from '../database/column.ts';
import type { Statement } from '../database/fact-table.ts';
import { makePool, TYPES, withClient } from '../database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../database/trial-database.ts';
import { type Entry, entry, TrialBook } from '../ledger/trial-book.ts';
import { type EndOfDayOptions, runDaysUntil, runEndOfDay } from './end-of-day.ts';

const FIRST = dayOf(2026, 3, 2);
const NOW = instantOf('2026-03-02T02:00:00Z');
const HISTORY = 30_000;
const LENDER = '00000000-0000-7000-8000-00000000000a';
const custody = ['custody', 'custodian'] as const;
const lender = ['lender_cash', LENDER] as const;

let server: TrialDatabase;
let pool: pg.Pool;
let client: pg.Client;
let lane: Lane;
let alarms: unknown[];

beforeAll(async () => {
  server = await startTrialDatabase();
  pool = makePool(server.application);
  client = new pg.Client({ ...server.application, types: TYPES });
  await client.connect();
  await book().turn(FIRST);
});
afterAll(async () => {
  await checkBook(pool);
  await client.end();
  await pool.end();
  await server.remove();
});
beforeEach(async () => {
  alarms = [];
  lane = await aLane();
});
afterEach(async () => {
  await lane.close();
  expect(alarms).toEqual([]);
});

describe('a closed day', () => {
  it('has the balances of the accounts that it changed, and of no others', async () => {
    await write(
      entry('top_up', custody, lender, 500),
      entry('top_up', custody, ['lender_cash', 'ben'], 70),
    );
    expect((await endOfDay()).ok).toBe(true);
    await write(entry('top_up', custody, lender, 30));
    expect((await endOfDay()).ok).toBe(true);
    expect((await endOfDay()).ok).toBe(true);
    expect(
      await select(`select day, kind, day_balance.posted, total_debit, total_credit
        from ledger.day_balance
        join ledger.account using (account_id)
        order by day, account_id`),
    ).toEqual([
      '2026-03-02 custody 570 570 0',
      '2026-03-02 lender_cash 500 0 500',
      '2026-03-02 lender_cash 70 0 70',
      '2026-03-03 custody 600 600 0',
      '2026-03-03 lender_cash 530 0 530',
    ]);
    expect(
      await select(`select day, first_transfer_id, last_transfer_id, transfers, accounts_changed
        from ledger.day_close
        order by day`),
    ).toEqual(['2026-03-02 1 2 2 3', '2026-03-03 3 3 1 2', '2026-03-04 4 3 0 0']);
  });

  it('carries the digest of the one before, and keeps its trial balance', async () => {
    const rows = await select('select previous_digest, digest from ledger.day_close order by day');
    const digests = rows.map((row) => row.split(' '));
    expect(digests[0]?.[0]).toBe('null');
    expect(digests[1]?.[0]).toBe(digests[0]?.[1]);
    expect(digests[2]?.[0]).toBe(digests[1]?.[1]);
    const [last] = await select(
      'select trial_balance from ledger.day_close order by day desc limit 1',
    );
    expect(JSON.parse(last ?? '')).toEqual([
      { kind: 'custody', currency: 'CNY', balance: '#600' },
      { kind: 'lender_cash', currency: 'CNY', balance: '#600' },
    ]);
  });

  it('cannot be written by the application, whatever it says', async () => {
    const booking = (day: string) => `insert into ledger.transfer
      select transfer_id + 1000, subject_id, kind, code, debit_account, credit_account, amount, ${day}, ${day},
        command_sequence, ends_id, reverses_id
      from ledger.transfer
      where transfer_id = 1`;
    const refused = { code: '42501', message: expect.stringContaining('row-level security') };
    for (const day of [`date '2026-03-02'`, `(select day + 1 from calendar.business_day)`]) {
      await expect(client.query(booking(day))).rejects.toMatchObject(refused);
    }
    for (const act of [
      'update ledger.day_close set transfers = 0',
      'delete from ledger.day_close',
      'delete from ledger.day_balance',
    ]) {
      await expect(client.query(act)).rejects.toMatchObject({ code: '42501' });
    }
  });
});

describe('the end of a day', () => {
  it('leaves the day open while a loan waits or a break is not explained, and goes on when that is done', async () => {
    const loanId = await waitingLoan();
    const today = await openDay();
    expect(await endOfDay()).toEqual(refuse('end_of_day_unfinished', { steps: 'work_loans' }));
    expect(await select('select state from calendar.business_day')).toEqual(['processing']);

    await asOwner('delete from loan.loan where id = $1', [loanId]);
    await asOwner(
      `insert into ledger.break (id, rail, day, kind, reference, state, version)
      values (gen_random_uuid(), 'custodian', $1, 'missing_at_bank', 'R1', 'found', 1)`,
      [formatDay(today)],
    );
    expect(await endOfDay()).toEqual(refuse('break_open', { count: '1' }));
    await asOwner(
      `update ledger.break
      set state = 'explained', explanation = 'late', explained_by = gen_random_uuid()`,
      [],
    );
    expect((await endOfDay()).ok).toBe(true);
    expect(await openDay()).toBe(addDays(today, 1));
  });

  it('goes on after it was broken off anywhere, without doing anything twice', async () => {
    const today = await openDay();
    for (const dies of ['after start', 'before close', 'after close']) {
      let commits = 0;
      const broken: EndOfDayOptions['lane'] = {
        commit: async (request) => {
          commits += 1;
          if (dies === 'before close' && request.command.kind === 'CloseDay')
            throw new Error('killed');
          const outcome = await lane.commit(request);
          if (dies === 'after start' && commits === 1) throw new Error('killed');
          if (dies === 'after close' && request.command.kind === 'CloseDay')
            throw new Error('killed');
          return outcome;
        },
      };
      await expect(runEndOfDay({ ...options(), lane: broken })).rejects.toThrow('killed');
    }
    expect(await openDay()).toBe(addDays(today, 1));
    const closes = await select(`select count(*) from commit.command
      where kind = 'CloseDay' and business_date = '${formatDay(today)}'`);
    expect(closes).toEqual(['1']);
  });

  it('runs many days, each once, with the reconciliation before each close', async () => {
    const from = await openDay();
    const reconciled: Day[] = [];
    const until = addDays(from, 30);
    const reconcile = async (day: Day) => void reconciled.push(day);
    expect(await runDaysUntil(until, { ...options(), reconcile })).toBeUndefined();
    expect(await openDay()).toBe(until);
    expect(reconciled).toEqual(Array.from({ length: 30 }, (_, index) => addDays(from, index)));
    expect(await runDaysUntil(until, options())).toBeUndefined();
  });
});

describe('the cost of a day', () => {
  it('does not grow with the history: only what the day changed is read', async () => {
    await addHistory();
    await endOfDay();
    await asOwner('analyze', []);
    await write(entry('top_up', custody, lender, 10), entry('withdrawal', lender, custody, 5));
    await lane.close();
    lane = await aLane();
    const before = await rowsRead();
    expect((await endOfDay()).ok).toBe(true);
    await lane.close();
    lane = await aLane();
    const after = await rowsRead();
    for (const [table, rows] of Object.entries(after)) {
      expect([table, rows - (before[table] ?? 0) < 400]).toEqual([table, true]);
    }
  });

  it('is a few questions and two commits for a day on which nothing happened', async () => {
    const asked: string[] = [];
    const { lane: door, read } = options();
    const counted: EndOfDayOptions = {
      lane: {
        commit(request) {
          asked.push(request.command.kind);
          return door.commit(request);
        },
      },
      read(statement) {
        asked.push('question');
        return read(statement);
      },
    };
    expect((await runEndOfDay(counted)).ok).toBe(true);
    const commits = asked.filter((one) => one !== 'question');
    expect(commits).toEqual(['StartEndOfDay', 'CloseDay']);
    // How long it takes is measured by `mutua bench door`.
    expect(asked.length - commits.length).toBeLessThanOrEqual(3);
  });
});

function book(): TrialBook {
  return new TrialBook(client, server.application, () => NOW);
}

function aLane(): Promise<Lane> {
  const alarm = (error: unknown) => alarms.push(error);
  return openLane({ database: server.application, clock: () => NOW, alarm });
}

/** The bookkeeper writes beside the lane, which then begins anew. */
async function write(...entries: readonly Entry[]): Promise<void> {
  await lane.close();
  await book().write(...entries);
  lane = await aLane();
}

function options(): EndOfDayOptions {
  const read = async ({ name, text, values }: Statement) => {
    const { rows } = await pool.query<Record<string, unknown>>({ name, text, values: [...values] });
    return rows;
  };
  return { lane, read };
}

function endOfDay(): Promise<Outcome> {
  return runEndOfDay(options());
}

async function waitingLoan(): Promise<string> {
  const id = idOf(uuid());
  await asOwner(
    `insert into loan.loan (id, borrower_id, state, transitions, product_code, product_version, currency,
       loan_amount, term_months, repayment_method, purpose, fees, accepted, frozen, next_action_day, version)
     values ($1, $1, 'applied', 1, 'p', 1, 'CNY', 100, 12, 'equal_instalments', 'consumption', '[]', 0, 0, $2, 1)`,
    [id, formatDay(await openDay())],
  );
  return id;
}

/** A day with very many top-ups of very many lenders, as it would stand there after years. */
async function addHistory(): Promise<void> {
  await lane.close();
  await asOwner(
    `with day as (select day from calendar.business_day),
       last as (select max(sequence) as sequence from commit.command),
       base as (select max(transfer_id) as id from ledger.transfer),
       accounts as (
         insert into ledger.account
         select 20017140000500000 + n, 'lender_cash', 'many' || n, 'CNY', 3, 0, 0, 1
         from generate_series(1, ${HISTORY}) as n
         returning 1
       ),
       custody as (
         update ledger.account
         set posted = posted + 3 * ${HISTORY}, version = version + 1
         where kind = 'custody'
         returning account_id
       ),
       commands as (
         insert into commit.command
         select last.sequence + n, gen_random_uuid(), 1000 + n, 'Entry', 'calendar', sha256('x'), '[]', $1, day.day
         from last, day, generate_series(1, ${HISTORY}) as n
         returning 1
       )
     insert into ledger.transfer
     select base.id + n, gen_random_uuid(), 'posted', 100, custody.account_id, 20017140000500000 + n, 3, day.day,
       day.day, last.sequence + n, null, null
     from base, last, day, custody, generate_series(1, ${HISTORY}) as n`,
    [new Date(NOW)],
  );
  lane = await aLane();
}

/** How many rows of each large table were read so far, by whatever way. */
async function rowsRead(): Promise<Record<string, number>> {
  await asOwner('select pg_stat_force_next_flush()', []);
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  const { rows } = await client.query<{ name: string; count: bigint }>(
    `select relname as name, coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0) as count
     from pg_stat_user_tables
     where (schemaname, relname) in (('ledger', 'transfer'), ('ledger', 'account'), ('commit', 'command'),
       ('ledger', 'day_balance'))`,
  );
  return Object.fromEntries(rows.map(({ name, count }) => [name, Number(count)]));
}

async function openDay(): Promise<Day> {
  const { rows } = await client.query<{ day: string }>('select day from calendar.business_day');
  return dayColumn.read(rows[0]?.day ?? '');
}

async function select(text: string): Promise<string[]> {
  const { rows } = await client.query<Record<string, unknown>>(text);
  return rows.map((row) => Object.values(row).map(String).join(' '));
}

async function asOwner(text: string, values: readonly unknown[]): Promise<void> {
  await withClient(server.owner, (owner) => owner.query(text, [...values]));
}
