// What the ledger says for the daily comparison with a rail: lines by the rail's own names, and balances.
import type { MutuaEvent } from '@mutua/core/events.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { currencyNumber } from '@mutua/core/ledger/account.ts';
import { ACCOUNT_KINDS, type AccountKind, CHART } from '@mutua/core/ledger/chart.ts';
import { TRANSFER_CODES, type TransferCode } from '@mutua/core/ledger/transfer-codes.ts';
import type { Currency } from '@mutua/core/money/currency.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay, parseDay } from '@mutua/core/time/day.ts';
import type { BatchAnswer, BatchItem } from '@mutua/core/wallet/custody-batch.ts';
import { readPacked } from '../database/packed-json.ts';
import type { Connection } from '../ledger/standing.ts';

type Row = Readonly<Record<string, unknown>>;

/** What one command booked under one code between two kinds of account. */
export interface BookedPart {
  readonly sequence: bigint;
  readonly code: TransferCode;
  readonly debit: AccountKind;
  readonly credit: AccountKind;
  readonly amount: MinorUnits;
  readonly bookedDay: Day;
}

/** A batch of which the custodian has said something on that day or later. */
export interface AnsweredBatch {
  readonly id: Id;
  readonly items: readonly BatchItem[];
  readonly content: string;
  readonly answers: readonly BatchAnswer[];
}

/** A top-up by card, or its reversal. */
export interface CardLine {
  readonly paymentId: Id;
  readonly kind: 'payment' | 'reversal';
  readonly amount: MinorUnits;
}

export interface ReversalLine {
  readonly topUpId: Id;
  readonly debited: MinorUnits;
  readonly bankDay: Day;
  readonly bankReference: string | undefined;
  readonly state: 'told' | 'booked';
}

const CODE_NAMES: ReadonlyMap<number, TransferCode> = new Map(
  Object.entries(TRANSFER_CODES).map(([name, { number }]) => [number, name as TransferCode]),
);

const KIND_NAMES: ReadonlyMap<number, AccountKind> = new Map(
  ACCOUNT_KINDS.map((kind) => [CHART[kind].number, kind]),
);

const KIND_DIVISOR = '1000000000000000';

/**
 * Where the transfers begin that may belong to a day of the rail: on the business date before it, or earlier if
 * the platform's own days were closed later than the rail's.
 */
export async function readFirstTransfer(connection: Connection, day: Day): Promise<bigint> {
  const [row] = await rowsOf(
    connection,
    'first transfer',
    `select coalesce(min(first_transfer_id), 0) as first
      from ledger.day_close
      where day >= $1::date - 1
        or closed_at >= $1::date - interval '1 day'`,
    [formatDay(day)],
  );
  return (row?.first ?? 0n) as bigint;
}

/** Everything that was booked on the money side since then, command by command. */
export async function readBookedParts(
  connection: Connection,
  first: bigint,
  currency: Currency,
): Promise<readonly BookedPart[]> {
  const rows = await rowsOf(
    connection,
    'booked parts',
    `select command_sequence, code, booked_day, sum(amount)::bigint as amount,
        (debit_account / ${KIND_DIVISOR})::integer as debit,
        (credit_account / ${KIND_DIVISOR})::integer as credit
      from ledger.transfer
      where transfer_id >= $1
        and kind in ('posted', 'post')
        and debit_account < 40 * ${KIND_DIVISOR}
        and debit_account / 10000000000 % 100000 = $2
      group by command_sequence, code, booked_day, 5, 6
      order by command_sequence`,
    [first, currencyNumber(currency)],
  );
  return rows.map((row) => ({
    sequence: row.command_sequence as bigint,
    code: codeOf(Number(row.code)),
    debit: KIND_NAMES.get(Number(row.debit)) ?? missing(),
    credit: KIND_NAMES.get(Number(row.credit)) ?? missing(),
    amount: minorUnits(row.amount as bigint),
    bookedDay: dayOfRow(row.booked_day),
  }));
}

/** What happened by each of these commands. */
export async function readEvents(
  connection: Connection,
  sequences: readonly bigint[],
): Promise<ReadonlyMap<bigint, readonly MutuaEvent[]>> {
  const rows = await rowsOf(
    connection,
    'events',
    'select sequence, events from commit.command where sequence = any($1::bigint[])',
    [sequences],
  );
  return new Map(
    rows.map((row) => [
      row.sequence as bigint,
      readPacked(String(row.events)) as readonly MutuaEvent[],
    ]),
  );
}

export async function readAnsweredBatches(
  connection: Connection,
  day: Day,
): Promise<readonly AnsweredBatch[]> {
  const rows = await rowsOf(
    connection,
    'answered batches',
    `select id, items, content, answers
      from wallet.custody_batch
      where last_bank_day >= $1::date`,
    [formatDay(day)],
  );
  return rows.map((row) => ({
    id: idOf(String(row.id)),
    items: readPacked(String(row.items)) as readonly BatchItem[],
    content: String(row.content),
    answers: readPacked(String(row.answers)) as readonly BatchAnswer[],
  }));
}

/** By how much these commands changed what lies on each account at the custodian. */
export async function readAccountChanges(
  connection: Connection,
  sequences: readonly bigint[],
): Promise<ReadonlyMap<string, MinorUnits>> {
  if (sequences.length === 0) return new Map();
  const rows = await rowsOf(
    connection,
    'account changes',
    `with moved as (
        select credit_account as account_id, amount
          from ledger.transfer
          where command_sequence = any($1::bigint[]) and kind in ('posted', 'post')
        union all
        select debit_account, -amount
          from ledger.transfer
          where command_sequence = any($1::bigint[]) and kind in ('posted', 'post')
      )
      select ${CUSTODY_NUMBER} as account, sum(moved.amount)::bigint as change
      from moved
      join ledger.account on account.account_id = moved.account_id
      left join people.client on client.id::text = account.owner
      left join safeguard.reserve_scheme on reserve_scheme.id::text = account.owner
      left join people.client as trustee on trustee.id = reserve_scheme.trustee_id
      left join wallet.receipt on receipt.id::text = account.owner
      left join wallet.own_account on own_account.currency = account.currency
      where moved.account_id < 40 * ${KIND_DIVISOR}
      group by 1`,
    [sequences],
  );
  return new Map(
    rows
      .filter((row) => row.account !== null)
      .map((row) => [String(row.account), minorUnits(row.change as bigint)]),
  );
}

/** The custodian's number of an account of the ledger; its own mirror is the whole custody. */
const CUSTODY_NUMBER = `case account.kind
    when 'lender_cash' then client.custody_accounts ->> 'lender'
    when 'borrower_cash' then client.custody_accounts ->> 'borrower'
    when 'partner_cash' then client.custody_accounts ->> 'partner'
    when 'guarantee_deposit' then client.custody_accounts ->> 'partner'
    when 'risk_reserve' then trustee.custody_accounts ->> 'partner'
    when 'unmatched' then 'unmatched/' || receipt.bank_reference
    when 'platform_fees' then own_account.account
    when 'platform_funds' then own_account.account
    when 'custody' then 'custody'
  end`;

/** What the ledger says of the whole custody. */
export async function readTotals(
  connection: Connection,
  currency: Currency,
): Promise<{ readonly booked: MinorUnits; readonly frozen: MinorUnits }> {
  const [row] = await rowsOf(
    connection,
    'totals',
    `select
        coalesce((
          select posted from ledger.account where kind = 'custody' and currency = $1
        ), 0)::bigint as booked,
        coalesce((
          select sum(bid.amount)
            from loan.bid
            join loan.loan on loan.id = bid.loan_id
            where bid.freeze_state = 'confirmed'
              and bid.state <> 'converted'
              and loan.currency = $1
        ), 0)::bigint as frozen`,
    [currency],
  );
  return {
    booked: minorUnits((row?.booked ?? 0n) as bigint),
    frozen: minorUnits((row?.frozen ?? 0n) as bigint),
  };
}

/** Reversals of the rails' days from that one on. */
export async function readReversals(
  connection: Connection,
  currency: Currency,
  day: Day,
): Promise<readonly ReversalLine[]> {
  const rows = await rowsOf(
    connection,
    'reversals',
    `select id, debited, bank_day, bank_reference, state
      from wallet.top_up_reversal
      where bank_day >= $2::date
        and currency = $1`,
    [currency, formatDay(day)],
  );
  return rows.map((row) => ({
    topUpId: idOf(String(row.id)),
    debited: minorUnits(row.debited as bigint),
    bankDay: dayOfRow(row.bank_day),
    bankReference: row.bank_reference === null ? undefined : String(row.bank_reference),
    state: row.state === 'told' ? 'told' : 'booked',
  }));
}

/** What the ledger has of these payments by card, and of all that the custodian credited or took back that day. */
export async function readCardLines(
  connection: Connection,
  currency: Currency,
  day: Day,
  paymentIds: readonly Id[],
): Promise<readonly CardLine[]> {
  const rows = await rowsOf(
    connection,
    'card lines',
    `select top_up.id, 'payment' as kind, transfer.amount
        from wallet.top_up
        join ledger.transfer
          on transfer.transfer_id = top_up.transfer_id
          and transfer.subject_id = top_up.client_id
        where top_up.rail = 'card'
          and top_up.currency = $1
          and (top_up.bank_day = $2::date or top_up.id = any($3::uuid[]))
      union all
      select top_up.id, 'reversal', reversal.amount
        from wallet.top_up_reversal as reversal
        join wallet.top_up on top_up.id = reversal.id
        where top_up.rail = 'card'
          and top_up.currency = $1
          and (reversal.bank_day = $2::date or top_up.id = any($3::uuid[]))`,
    [currency, formatDay(day), paymentIds],
  );
  return rows.map((row) => ({
    paymentId: idOf(String(row.id)),
    kind: row.kind === 'payment' ? 'payment' : 'reversal',
    amount: minorUnits(row.amount as bigint),
  }));
}

/** Whose money these freezes hold. */
export async function readFreezes(
  connection: Connection,
  bidIds: readonly Id[],
): Promise<readonly { readonly account: string; readonly amount: MinorUnits; readonly id: Id }[]> {
  if (bidIds.length === 0) return [];
  const rows = await rowsOf(
    connection,
    'freezes',
    `select bid.id, bid.amount, client.custody_accounts ->> 'lender' as account
      from loan.bid
      join people.client on client.id = bid.lender_id
      where bid.id = any($1::uuid[])`,
    [bidIds],
  );
  return rows.map((row) => ({
    id: idOf(String(row.id)),
    account: String(row.account),
    amount: minorUnits(row.amount as bigint),
  }));
}

/** Breaks that nobody has explained, of both rails. */
export async function countOpenBreaks(connection: Connection): Promise<number> {
  const text = `select count(*)::integer as count from ledger.break where state = 'found'`;
  const [row] = await rowsOf(connection, 'open breaks', text, []);
  return Number(row?.count ?? 0);
}

async function rowsOf(
  connection: Connection,
  name: string,
  text: string,
  values: readonly unknown[],
): Promise<readonly Row[]> {
  const { rows } = await connection.query<Row>({
    name: `reconcile: ${name}`,
    text,
    values: [...values],
  });
  return rows;
}

function codeOf(number: number): TransferCode {
  return CODE_NAMES.get(number) ?? missing();
}

function missing(): never {
  assert(false, 'The book holds only codes and kinds of the chart.');
}

function dayOfRow(stored: unknown): Day {
  const day = parseDay(String(stored), 'day');
  assert(day.ok, 'A date of the database is a day.');
  return day.value;
}
