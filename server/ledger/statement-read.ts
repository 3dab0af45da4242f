// A statement 对账单: the lines of one account between two days, as a bank shows them, with the balance after each.
//
// Pages follow a cursor. The first page fixes up to which transfer the book is read; lines that come in while
// somebody turns the pages are on the next statement.
import type {
  LedgerStatement,
  StatementLine,
  StatementQuery,
} from '@mutua/contract/ledger/statement.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import { transferWords } from '@mutua/contract/words/transfer-words.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { ok, type Result } from '@mutua/core/kit/result.ts';
import type { AccountAddress } from '@mutua/core/ledger/account.ts';
import { CHART, kindOfNumber } from '@mutua/core/ledger/chart.ts';
import type { TransferKind } from '@mutua/core/ledger/transfer.ts';
import { codeOfNumber } from '@mutua/core/ledger/transfer-codes.ts';
import {
  formatMinorUnits,
  type MinorUnits,
  minorUnits,
  minus,
  negate,
  plus,
} from '@mutua/core/money/minor-units.ts';
import { addDays, type Day, formatDay } from '@mutua/core/time/day.ts';
import { type Instant, instantOfMs, isoOf } from '@mutua/core/time/instant.ts';
import type pg from 'pg';
import { dayColumn } from '../database/column.ts';
import { KEY_PARTS, type PageRequest, readPageRequest, writeCursor } from '../http/cursor.ts';
import {
  type Connection,
  findAccount,
  inSnapshot,
  lastTransferOf,
  linesOf,
  NOTHING,
  type NumberedAccount,
  type Standing,
  standingAfter,
  standingAtLine,
  WITHOUT_END,
} from './standing.ts';

export interface StatementAsked {
  readonly account: AccountAddress;
  readonly from: Day;
  readonly to: Day;
  readonly by: 'booked' | 'effective';
  readonly language: Language;
  /** `cursor` and `limit`, as they were sent. */
  readonly page: Pick<StatementQuery, 'cursor' | 'limit'>;
}

/** A line as it stands in the book, seen from the account. */
interface Row {
  readonly transferId: bigint;
  readonly kind: TransferKind;
  readonly code: number;
  readonly isDebit: boolean;
  readonly amount: bigint;
  readonly counterAccount: bigint;
  readonly bookedDay: string;
  readonly effectiveDay: string;
  readonly subjectId: string;
  readonly commandId: string;
  readonly at: Date;
  readonly endsId: bigint | null;
  readonly reversesId: bigint | null;
}

/** Where a page begins: after this line of the order that was asked for. */
interface Place {
  readonly known: bigint;
  readonly effectiveDay: Day;
  readonly transferId: bigint;
}

const COLUMNS = `transfer_id, kind, code, amount, debit_account, credit_account, booked_day, effective_day,
  subject_id, command_sequence, ends_id, reverses_id`;

/** @returns the page, or `invalid_input` naming `cursor`. An account that was never used has no lines. */
export async function readStatement(
  pool: pg.Pool,
  asked: StatementAsked,
): Promise<Result<LedgerStatement>> {
  const parts = [KEY_PARTS.number, KEY_PARTS.day, KEY_PARTS.number];
  const page = readPageRequest(asked.page, parts);
  if (!page.ok) return page;
  return ok(await inSnapshot(pool, (connection) => statementIn(connection, asked, page.value)));
}

async function statementIn(
  connection: Connection,
  asked: StatementAsked,
  page: PageRequest,
): Promise<LedgerStatement> {
  const { from, to, by, account: address } = asked;
  const account = await findAccount(connection, address);
  const { currency, kind } = address;
  const head = { kind, currency, by, from: formatDay(from), to: formatDay(to) };
  if (account === undefined) {
    const empty = standingOnWire(account, NOTHING);
    return { ...head, opening: empty, closing: empty, lines: [] };
  }
  const first = addDays(from, -1);
  const [before, last] = [
    await lastTransferOf(connection, first),
    await lastTransferOf(connection, to),
  ];
  const place = placeOf(page) ?? {
    known: await lastTransferThereIs(connection),
    ...{ effectiveDay: first, transferId: by === 'booked' ? before : WITHOUT_END },
  };
  const { known } = place;
  const rows =
    by === 'booked'
      ? await linesByBooking(connection, account, { ...place, last: least(last, known) }, page)
      : await linesByEffect(connection, account, { ...place, last: least(last, known), to }, page);
  const opening = await standingAfter(connection, account, { day: first, last: before, by, known });
  const closing = await standingAfter(connection, account, { day: to, last, by, known });
  const start =
    page.after === undefined
      ? opening
      : await standingAtLine(connection, account, { ...place, by });
  const shown = rows.slice(0, page.limit);
  const end = shown.at(-1);
  return {
    ...head,
    opening: standingOnWire(account, opening),
    closing: standingOnWire(account, closing),
    lines: withBalances(account, start, shown, asked.language),
    ...(rows.length > page.limit && end !== undefined
      ? { next: writeCursor([String(known), end.effectiveDay, String(end.transferId)]) }
      : {}),
  };
}

function placeOf({ after }: PageRequest): Place | undefined {
  if (after === undefined) return undefined;
  const [known = '', day = '', transferId = ''] = after;
  return {
    known: BigInt(known),
    effectiveDay: dayColumn.read(day),
    transferId: BigInt(transferId),
  };
}

async function lastTransferThereIs(connection: Connection): Promise<bigint> {
  const { rows } = await connection.query<{ last: bigint }>(
    'select coalesce(max(transfer_id), 0) as last from ledger.transfer',
  );
  return rows[0]?.last ?? 0n;
}

function linesByBooking(
  connection: Connection,
  account: NumberedAccount,
  { transferId, last }: Place & { readonly last: bigint },
  { readLimit }: PageRequest,
): Promise<readonly Row[]> {
  return readLines(connection, {
    where: 'transfer_id > $2 and transfer_id <= $3',
    order: 'transfer_id',
    values: [account.accountId, transferId, last],
    limit: readLimit,
  });
}

/** What was booked on the day for which it counts, by number, and what was booked later, by that day. */
async function linesByEffect(
  connection: Connection,
  account: NumberedAccount,
  { effectiveDay, transferId, last, known, to }: Place & { last: bigint; to: Day },
  { readLimit }: PageRequest,
): Promise<readonly Row[]> {
  const ofThatDay = least(transferId, await lastTransferOf(connection, effectiveDay));
  const onTime = await readLines(connection, {
    where: 'effective_day = booked_day and transfer_id > $2 and transfer_id <= $3',
    order: 'transfer_id',
    values: [account.accountId, ofThatDay, last],
    limit: readLimit,
  });
  const backDated = await readLines(connection, {
    where: `effective_day < booked_day and effective_day <= $2::date and transfer_id <= $3
      and (effective_day, transfer_id) > ($4::date, $5::bigint)`,
    order: 'effective_day, transfer_id',
    values: [account.accountId, formatDay(to), known, formatDay(effectiveDay), transferId],
    limit: readLimit,
  });
  return [...onTime, ...backDated].toSorted(byEffect).slice(0, readLimit);
}

async function readLines(
  connection: Connection,
  asked: { where: string; order: string; values: readonly unknown[]; limit: number },
): Promise<readonly Row[]> {
  const { rows } = await connection.query<Row>(
    `select line.transfer_id as "transferId", line.kind, line.code, line.is_debit as "isDebit", line.amount,
       case when line.is_debit then line.credit_account else line.debit_account end as "counterAccount",
       line.booked_day as "bookedDay", line.effective_day as "effectiveDay", line.subject_id as "subjectId",
       line.ends_id as "endsId", line.reverses_id as "reversesId",
       command.command_id as "commandId", command.at
     from (
       select *
       from (${linesOf(COLUMNS, asked.where)}) as both_sides
       order by ${asked.order}
       limit ${asked.limit}
     ) as line
     join commit.command on command.sequence = line.command_sequence
     order by ${asked.order}`,
    [...asked.values],
  );
  return rows;
}

function withBalances(
  account: NumberedAccount,
  start: Standing,
  rows: readonly Row[],
  language: Language,
): StatementLine[] {
  let standing = start;
  return rows.map((row) => {
    standing = after(account, standing, row);
    return lineOnWire(account, standing, row, language);
  });
}

/** How the account stands after one more line. */
function after({ kind }: NumberedAccount, standing: Standing, row: Row): Standing {
  const amount = minorUnits(row.amount);
  const isBooked = row.kind === 'posted' || row.kind === 'post';
  const isTowards = (CHART[kind].normal === 'debit') === row.isDebit;
  const held = row.kind === 'posted' ? undefined : row.kind === 'pending' ? amount : negate(amount);
  const add = (value: MinorUnits, change: MinorUnits | undefined) =>
    change === undefined ? value : plus(value, change);
  return {
    posted: add(standing.posted, isBooked ? (isTowards ? amount : negate(amount)) : undefined),
    pendingDebit: add(standing.pendingDebit, row.isDebit ? held : undefined),
    pendingCredit: add(standing.pendingCredit, row.isDebit ? undefined : held),
  };
}

function lineOnWire(
  account: NumberedAccount,
  standing: Standing,
  row: Row,
  language: Language,
): StatementLine {
  const code = codeOfNumber(row.code);
  const counterKind = kindOfNumber(row.counterAccount);
  assert(
    code !== undefined && counterKind !== undefined,
    'The book has only codes and kinds of ours.',
  );
  const isReversal = row.reversesId !== null;
  const earlier = row.endsId ?? row.reversesId;
  return {
    transferId: String(row.transferId),
    ...{ kind: row.kind, code, isReversal, counterKind },
    side: row.isDebit ? 'debit' : 'credit',
    words: transferWords({ code, kind: row.kind, isReversal }, language),
    amount: formatMinorUnits(minorUnits(row.amount)),
    ...standingOnWire(account, standing),
    ...{ bookedDay: row.bookedDay, effectiveDay: row.effectiveDay, bookedAt: momentOf(row.at) },
    ...{ subjectId: row.subjectId, commandId: row.commandId },
    ...(earlier === null ? {} : { earlierTransferId: String(earlier) }),
  };
}

function momentOf(at: Date): string {
  const instant: Instant = instantOfMs(at.getTime());
  return isoOf(instant);
}

/** Held is what counts against the balance: on a credit account its pending debits. */
function standingOnWire(account: NumberedAccount | undefined, standing: Standing) {
  const { posted, pendingDebit, pendingCredit } = standing;
  const isDebit = account !== undefined && CHART[account.kind].normal === 'debit';
  const [held, coming] = isDebit ? [pendingCredit, pendingDebit] : [pendingDebit, pendingCredit];
  return {
    balance: formatMinorUnits(posted),
    held: formatMinorUnits(held),
    available: formatMinorUnits(minus(posted, held)),
    coming: formatMinorUnits(coming),
  };
}

function byEffect(left: Row, right: Row): number {
  if (left.effectiveDay !== right.effectiveDay) {
    return left.effectiveDay < right.effectiveDay ? -1 : 1;
  }
  return left.transferId < right.transferId ? -1 : 1;
}

function least(left: bigint, right: bigint): bigint {
  return left < right ? left : right;
}
