// How one account stood: at the end of a day, at a moment, or before a transfer; by booked or by effective day.
//
// Each answer begins at the last day that changed the account before, and adds the lines since then: it costs the
// lines of one day, however long the book is.
import type { AccountAddress } from '@mutua/core/ledger/account.ts';
import { type AccountKind, CHART } from '@mutua/core/ledger/chart.ts';
import { type MinorUnits, minorUnits, minus, plus, ZERO } from '@mutua/core/money/minor-units.ts';
import { addDays, type Day, formatDay } from '@mutua/core/time/day.ts';
import { type Instant, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { dayColumn } from '../database/column.ts';

/** One connection: several reads that belong together stand in one transaction of it. */
export type Connection = Pick<pg.ClientBase, 'query'>;

/** By the day on which a line was booked, or by the day for which it counts. */
export type DayKind = 'booked' | 'effective';

/** What was booked, towards the normal side, and what open holds have on either side. */
export interface Standing {
  readonly posted: MinorUnits;
  readonly pendingDebit: MinorUnits;
  readonly pendingCredit: MinorUnits;
}

export const NOTHING: Standing = { posted: ZERO, pendingDebit: ZERO, pendingCredit: ZERO };

/** An account as the reads know it. */
export interface NumberedAccount {
  readonly accountId: bigint;
  readonly kind: AccountKind;
}

/** What lines did: booked and held, on either side. */
interface Sums {
  readonly debit: bigint;
  readonly credit: bigint;
  readonly heldDebit: bigint;
  readonly heldCredit: bigint;
}

/** Every transfer there is, and those of days to come. */
export const WITHOUT_END = 2n ** 63n - 1n;

const SUMS = `
  coalesce(sum(amount) filter (where is_debit and kind in ('posted', 'post')), 0)::bigint as debit,
  coalesce(sum(amount) filter (where not is_debit and kind in ('posted', 'post')), 0)::bigint as credit,
  coalesce(sum(case kind when 'pending' then amount else -amount end)
    filter (where is_debit and kind <> 'posted'), 0)::bigint as "heldDebit",
  coalesce(sum(case kind when 'pending' then amount else -amount end)
    filter (where not is_debit and kind <> 'posted'), 0)::bigint as "heldCredit"`;

/** Reads that agree with each other: they see the book as it is at one moment. */
export async function inSnapshot<Value>(
  pool: pg.Pool,
  work: (connection: Connection) => Promise<Value>,
): Promise<Value> {
  const connection = await pool.connect();
  try {
    await connection.query('begin isolation level repeatable read read only');
    return await work(connection);
  } finally {
    await connection.query('rollback').catch(() => undefined);
    connection.release();
  }
}

/** The account of that address, if anything was ever booked on it. */
export async function findAccount(
  connection: Connection,
  { kind, owner, currency }: AccountAddress,
): Promise<NumberedAccount | undefined> {
  const { rows } = await connection.query<{ account_id: bigint }>(
    `select account_id
     from ledger.account
     where owner = $1 and kind = $2 and currency = $3`,
    [owner, kind, currency],
  );
  return rows[0] === undefined ? undefined : { accountId: rows[0].account_id, kind };
}

/** How the account stood at the end of a day; a day that is not over yet ends now. */
export async function standingAtEndOf(
  connection: Connection,
  account: NumberedAccount,
  day: Day,
  by: DayKind,
): Promise<Standing> {
  const last = await lastTransferOf(connection, day);
  return standingAfter(connection, account, { day, last, by, known: WITHOUT_END });
}

/**
 * How the account stood at a moment. By effective day, what was booked later for a day before counts too; of the
 * day itself only what was booked by then.
 */
export async function standingAt(
  connection: Connection,
  account: NumberedAccount,
  instant: Instant,
  by: DayKind,
): Promise<Standing> {
  const { rows } = await connection.query<{ day: string; first: bigint; last: bigint | null }>(
    `select day, first_transfer_id as first, last_transfer_id as last
     from ledger.day_close
     where closed_at > $1
     union all
     select day, first_transfer_id, null
     from calendar.business_day
     order by day
     limit 1`,
    [isoOf(instant)],
  );
  const [row] = rows;
  if (row === undefined) return NOTHING;
  const day = dayColumn.read(row.day);
  const yesterday = addDays(day, -1);
  const before = await standingAfter(connection, account, {
    ...{ day: yesterday, last: row.first - 1n, by, known: WITHOUT_END },
  });
  const sums = await sumsOf(
    connection,
    account,
    `transfer_id between $2 and $3
      and ($5 or effective_day = booked_day)
      and (select at from commit.command where sequence = command_sequence) <= $4`,
    [row.first, row.last ?? WITHOUT_END, isoOf(instant), by === 'booked'],
  );
  return add(account.kind, before, sums);
}

/** How the account stood just before that transfer, in the order of booking. */
export async function standingBefore(
  connection: Connection,
  account: NumberedAccount,
  transferId: bigint,
): Promise<Standing> {
  const { rows } = await connection.query<{ day: string; last: bigint }>(
    `select day, last_transfer_id as last
     from ledger.day_close
     where last_transfer_id < $1
     order by last_transfer_id desc, day desc
     limit 1`,
    [transferId],
  );
  const [row] = rows;
  const before = row === undefined ? NOTHING : await standingOn(connection, account, row.day);
  const sums = await sumsOf(connection, account, 'transfer_id between $2 and $3', [
    (row?.last ?? 0n) + 1n,
    transferId - 1n,
  ]);
  return add(account.kind, before, sums);
}

/** Up to which transfer a standing counts: by day, and by what was known. */
export interface Reach {
  readonly day: Day;
  /** The last transfer of the day. */
  readonly last: bigint;
  readonly by: DayKind;
  /** Later transfers are not seen, for whatever day they count. */
  readonly known: bigint;
}

/** How the account stood when that day ended. */
export async function standingAfter(
  connection: Connection,
  account: NumberedAccount,
  { day, last, by, known }: Reach,
): Promise<Standing> {
  const end = last < known ? last : known;
  const booked = await standingBefore(
    connection,
    account,
    end === WITHOUT_END ? WITHOUT_END : end + 1n,
  );
  if (by === 'booked') return booked;
  const later = await sumsOf(
    connection,
    account,
    `effective_day <= $2::date and effective_day < booked_day and transfer_id > $3 and transfer_id <= $4`,
    [formatDay(day), end, known],
  );
  return add(account.kind, booked, later);
}

/** A line in the order of a statement. */
export interface LinePlace {
  readonly by: DayKind;
  readonly effectiveDay: Day;
  readonly transferId: bigint;
  /** Later transfers are not seen, for whatever day they count. */
  readonly known: bigint;
}

/** How the account stood with that line as the last one, in the order of its statement. */
export async function standingAtLine(
  connection: Connection,
  account: NumberedAccount,
  { by, effectiveDay, transferId, known }: LinePlace,
): Promise<Standing> {
  if (by === 'booked') return standingBefore(connection, account, transferId + 1n);
  const dayBefore = addDays(effectiveDay, -1);
  const last = await lastTransferOf(connection, dayBefore);
  const before = await standingAfter(connection, account, { day: dayBefore, last, by, known });
  const ofThatDay = await lastTransferOf(connection, effectiveDay);
  const onTime = await sumsOf(
    connection,
    account,
    'effective_day = booked_day and transfer_id > $2 and transfer_id <= $3',
    [last, transferId < ofThatDay ? transferId : ofThatDay],
  );
  const backDated = await sumsOf(
    connection,
    account,
    'effective_day < booked_day and effective_day = $2::date and transfer_id <= $3',
    [formatDay(effectiveDay), transferId],
  );
  return add(account.kind, add(account.kind, before, onTime), backDated);
}

/** The last transfer that was booked on the day or before; without end for a day that is not closed. */
export async function lastTransferOf(connection: Connection, day: Day): Promise<bigint> {
  const { rows } = await connection.query<{ last: bigint | null; isOver: boolean }>(
    `select $1::date < (select day from calendar.business_day) as "isOver",
       (
         select last_transfer_id
         from ledger.day_close
         where day <= $1::date
         order by day desc
         limit 1
       ) as last`,
    [formatDay(day)],
  );
  const [row] = rows;
  return row?.isOver === true ? (row.last ?? 0n) : WITHOUT_END;
}

/** The lines of an account, `$1`, as rows seen from its side; `where` speaks of the transfer. */
export function linesOf(columns: string, where: string): string {
  return ['debit', 'credit']
    .map(
      (side) => `select ${columns}, ${side === 'debit'} as is_debit
        from ledger.transfer
        where ${side}_account = $1 and ${where}`,
    )
    .join('\n union all\n');
}

async function standingOn(
  connection: Connection,
  { accountId }: NumberedAccount,
  day: string,
): Promise<Standing> {
  const { rows } = await connection.query<Record<string, bigint>>(
    `select posted, pending_debit, pending_credit
     from ledger.day_balance
     where account_id = $1 and day <= $2::date
     order by day desc
     limit 1`,
    [accountId, day],
  );
  const money = (name: string) => minorUnits(rows[0]?.[name] ?? 0n);
  return {
    posted: money('posted'),
    pendingDebit: money('pending_debit'),
    pendingCredit: money('pending_credit'),
  };
}

async function sumsOf(
  connection: Connection,
  { accountId }: NumberedAccount,
  where: string,
  values: readonly unknown[],
): Promise<Sums> {
  const { rows } = await connection.query<Sums>(
    `select ${SUMS}
     from (${linesOf('kind, amount', where)}) as line`,
    [accountId, ...values],
  );
  return rows[0] ?? { debit: 0n, credit: 0n, heldDebit: 0n, heldCredit: 0n };
}

function add(kind: AccountKind, before: Standing, sums: Sums): Standing {
  const [debit, credit] = [minorUnits(sums.debit), minorUnits(sums.credit)];
  const change = CHART[kind].normal === 'debit' ? minus(debit, credit) : minus(credit, debit);
  return {
    posted: plus(before.posted, change),
    pendingDebit: plus(before.pendingDebit, minorUnits(sums.heldDebit)),
    pendingCredit: plus(before.pendingCredit, minorUnits(sums.heldCredit)),
  };
}
