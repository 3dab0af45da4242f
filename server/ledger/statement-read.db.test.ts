import type { Transfer } from '@mutua/core/ledger/transfer.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { addDays, type Day, dayOf, formatDay } from '@mutua/core/time/day.ts';
import { type Instant, instantOf, plusMs } from '@mutua/core/time/instant.ts';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dayColumn } from '../database/column.ts';
import { makePool, TYPES } from '../database/pool.ts';
import { startTrialDatabase, type TrialDatabase } from '../database/trial-database.ts';
import { findAccount, inSnapshot, standingAt, standingAtEndOf } from './standing.ts';
import { readStatement, type StatementAsked } from './statement-read.ts';
import { type Entry, entry, TrialBook } from './trial-book.ts';

const FIRST = dayOf(2026, 3, 2);
const DAY = 86_400_000;
const LENDER = '00000000-0000-7000-8000-00000000000a';
const CASH = { kind: 'lender_cash', owner: LENDER, currency: currency('CNY') } as const;
const lender = ['lender_cash', LENDER] as const;
const custodian = ['custody', 'custodian'] as const;

let server: TrialDatabase;
let pool: pg.Pool;
let client: pg.Client;
let book: TrialBook;
let now: Instant;
/** Every line of the lender's cash, as a bookkeeper without a program would keep them. */
const kept: {
  transfer: Transfer;
  at: Instant;
  booked: Day;
  effective: Day;
  change: bigint;
  held: bigint;
}[] = [];

beforeAll(async () => {
  server = await startTrialDatabase();
  pool = makePool(server.application);
  client = new pg.Client({ ...server.application, types: TYPES });
  await client.connect();
  now = instantOf('2026-03-02T02:00:00Z');
  book = new TrialBook(client, server.application, () => now);
  await book.turn(FIRST);
  await writeSevenDays();
});
afterAll(async () => {
  await client.end();
  await pool.end();
  await server.remove();
});

describe('a statement', () => {
  it('says of every line what it was, and what stood after it', async () => {
    const statement = await statementOf({ limit: 6 });
    expect(
      statement.lines.map((line) => [line.words, line.amount, line.balance, line.held].join(' | ')),
    ).toEqual([
      'Top-up | 1000 | 1000 | 0',
      'held for withdrawal | 400 | 1000 | 400',
      'Withdrawal | 400 | 600 | 0',
      'held for withdrawal | 100 | 600 | 100',
      'released | 100 | 600 | 0',
      'Top-up | 1000 | 1600 | 0',
    ]);
    expect(statement.lines[0]).toMatchObject({
      ...{
        side: 'credit',
        counterKind: 'custody',
        bookedDay: '2026-03-02',
        effectiveDay: '2026-03-02',
      },
      bookedAt: '2026-03-02T02:00:00.000Z',
    });
    expect(statement).toMatchObject({ opening: { balance: '0' }, currency: 'CNY' });
  });

  it.each(['booked', 'effective'] as const)(
    'by %s day begins and ends with the sums of the lines, whatever its days and pages are',
    async (by) => {
      for (const [from, to] of [
        [0, 6],
        [2, 4],
        [3, 3],
        [6, 9],
        [-3, -1],
      ] as const) {
        for (const limit of [1, 3, 200]) {
          const days = { from: addDays(FIRST, from), to: addDays(FIRST, to) };
          const [lines, first] = await allPages({ ...days, by, limit });
          const expected = keptIn(days, by);
          expect(lines.map(({ transferId }) => transferId)).toEqual(
            expected.map(({ transfer }) => String(transfer.id)),
          );
          const opening = sumOf(kept.filter((one) => one[by] < days.from));
          expect([first.opening.balance, first.opening.held]).toEqual(opening);
          expect([first.closing.balance, first.closing.held]).toEqual(
            sumOf(kept.filter((one) => one[by] <= days.to)),
          );
          const last = lines.at(-1);
          if (last)
            expect([last.balance, last.held]).toEqual([first.closing.balance, first.closing.held]);
        }
      }
    },
  );

  it('turns its pages without a gap or a double while new lines come in', async () => {
    for (const by of ['booked', 'effective'] as const) {
      const days = { from: FIRST, to: addDays(FIRST, 9) };
      const before = keptIn(days, by);
      const first = await statementOf({ ...days, by, limit: 5 });
      await topUp(7, addDays(FIRST, 1));
      await topUp(7);
      const second = await statementOf({ ...days, by, limit: 200, cursor: first.next });
      const seen = [...first.lines, ...second.lines];
      expect(seen.map(({ transferId }) => transferId)).toEqual(
        before.map(({ transfer }) => String(transfer.id)),
      );
      expect(seen.at(-1)?.balance).toBe(second.closing.balance);
    }
  });

  it('of an account that was never used is empty, and a cursor of somebody else is refused', async () => {
    const account = { ...CASH, owner: 'nobody' };
    const asked: StatementAsked = {
      account,
      from: FIRST,
      to: FIRST,
      by: 'booked',
      language: 'zh-CN',
      page: {},
    };
    expect(await readStatement(pool, asked)).toMatchObject({ ok: true, value: { lines: [] } });
    expect(await readStatement(pool, { ...asked, page: { cursor: 'x' } })).toMatchObject({
      refusal: { code: 'invalid_input', data: { field: 'cursor' } },
    });
  });
});

describe('a balance', () => {
  it('of any day is the sum of the lines up to it, by booked and by effective day', async () => {
    for (const by of ['booked', 'effective'] as const) {
      for (let day = addDays(FIRST, -2); day < addDays(FIRST, 10); day = addDays(day, 1)) {
        expect(
          await standing((connection, account) => standingAtEndOf(connection, account, day, by)),
        ).toEqual(sumOf(kept.filter((one) => one[by] <= day)));
      }
    }
  });

  it('of any moment is the sum of the lines that were booked by then', async () => {
    for (
      let moment = instantOf('2026-03-01T23:00:00Z');
      moment < now + DAY;
      moment = plusMs(moment, DAY / 4)
    ) {
      const booked = kept.filter(({ at }) => at <= moment);
      expect(
        await standing((connection, account) => standingAt(connection, account, moment, 'booked')),
      ).toEqual(sumOf(booked));
      // By effective day, a later correction for a day before counts as well.
      const closes = Math.floor((moment - instantOf('2026-03-02T05:00:00Z')) / DAY) + 1;
      const day = addDays(FIRST, Math.min(6, Math.max(0, closes)));
      const counted = kept.filter(
        (one) =>
          one.effective < day ||
          (one.booked === one.effective && one.effective === day && one.at <= moment),
      );
      expect(
        await standing((connection, account) =>
          standingAt(connection, account, moment, 'effective'),
        ),
      ).toEqual(sumOf(counted));
    }
  });
});

/** Seven days, of which six are closed: top-ups, withdrawals that are paid or given back, and corrections of days before. */
async function writeSevenDays(): Promise<void> {
  for (let index = 0; index < 7; index += 1) {
    const day = addDays(FIRST, index);
    await topUp(1000);
    const withdrawal = entry('withdrawal', lender, custodian, 400, { isPending: true });
    const [hold] = await write([withdrawal]);
    now = plusMs(now, 3_600_000);
    if (hold && index % 2 === 0) await write([{ ends: hold, by: 'post' }]);
    const [other] = await write([entry('withdrawal', lender, custodian, 100, { isPending: true })]);
    if (other && index !== 3) await write([{ ends: other, by: 'void' }]);
    if (index === 4) await topUp(30, addDays(day, -2));
    if (index === 5) await topUp(20, addDays(day, -3));
    if (index === 5) await topUp(10, addDays(day, -3));
    now = plusMs(now, 2 * 3_600_000);
    if (index < 6) {
      await book.turn();
      now = plusMs(now, DAY - 3 * 3_600_000);
    }
  }
}

async function topUp(amount: number, effectiveDay?: Day): Promise<void> {
  await write([
    entry('top_up', custodian, lender, amount, effectiveDay === undefined ? {} : { effectiveDay }),
  ]);
}

async function write(entries: readonly Entry[]): Promise<readonly Transfer[]> {
  const transfers = await book.write(...entries);
  const booked = await openDay();
  for (const transfer of transfers) {
    const { kind, amount } = transfer;
    const sign = transfer.debit.kind === 'lender_cash' ? -1n : 1n;
    kept.push({
      ...{ transfer, at: now, booked, effective: transfer.effectiveDay ?? booked },
      change: kind === 'posted' || kind === 'post' ? sign * amount : 0n,
      held: { pending: BigInt(amount), post: -amount, void: -amount, posted: 0n }[kind],
    });
  }
  return transfers;
}

async function openDay(): Promise<Day> {
  const { rows } = await client.query<{ day: string }>('select day from calendar.business_day');
  return dayColumn.read(rows[0]?.day ?? '');
}

function keptIn({ from, to }: { from: Day; to: Day }, by: 'booked' | 'effective') {
  return kept
    .filter((one) => one[by] >= from && one[by] <= to)
    .toSorted((one, other) => one[by] - other[by] || Number(one.transfer.id - other.transfer.id));
}

function sumOf(lines: typeof kept): [string, string] {
  return [
    String(lines.reduce((total, { change }) => total + change, 0n)),
    String(lines.reduce((total, { held }) => total + held, 0n)),
  ];
}

interface Asked {
  from?: Day;
  to?: Day;
  by?: 'booked' | 'effective';
  limit: number;
  cursor?: string | undefined;
}

async function statementOf({ from = FIRST, to = FIRST, by = 'booked', limit, cursor }: Asked) {
  const page = cursor === undefined ? { limit } : { limit, cursor };
  const last = to === FIRST ? addDays(FIRST, 1) : to;
  const statement = await readStatement(pool, {
    account: CASH,
    from,
    to: last,
    by,
    language: 'en',
    page,
  });
  if (!statement.ok) throw new Error(statement.refusal.code);
  return statement.value;
}

async function allPages(asked: Asked & { from: Day; to: Day; by: 'booked' | 'effective' }) {
  const lines = [];
  let cursor: string | undefined;
  let first: Awaited<ReturnType<typeof statementOf>> | undefined;
  do {
    const page = cursor === undefined ? { limit: asked.limit } : { limit: asked.limit, cursor };
    const read = await readStatement(pool, { ...asked, account: CASH, language: 'zh-CN', page });
    if (!read.ok) throw new Error(read.refusal.code);
    first ??= read.value;
    lines.push(...read.value.lines);
    cursor = read.value.next;
  } while (cursor !== undefined);
  expect(first.from).toBe(formatDay(asked.from));
  return [lines, first] as const;
}

async function standing(
  read: (
    ...of: [Parameters<typeof standingAtEndOf>[0], Parameters<typeof standingAtEndOf>[1]]
  ) => ReturnType<typeof standingAtEndOf>,
): Promise<[string, string]> {
  return inSnapshot(pool, async (connection) => {
    const account = await findAccount(connection, CASH);
    if (account === undefined) throw new Error('The lender has cash.');
    const { posted, pendingDebit } = await read(connection, account);
    return [String(posted), String(pendingDebit)];
  });
}
