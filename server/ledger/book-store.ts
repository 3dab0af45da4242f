// Accounts, holds and transfers in PostgreSQL: what the door reads of the book and what it adds to it.
//
// In memory an account is known by its address, here by its number; this file is where the one meets the other.

import { assert } from '@mutua/core/kit/assert.ts';
import { idOf } from '@mutua/core/kit/id.ts';
import {
  type Account,
  type AccountAddress,
  accountNumber,
  addressText,
} from '@mutua/core/ledger/account.ts';
import type { AccountKind } from '@mutua/core/ledger/chart.ts';
import type { Hold, Transfer } from '@mutua/core/ledger/transfer.ts';
import { TRANSFER_CODES, type TransferCode } from '@mutua/core/ledger/transfer-codes.ts';
import { type Currency, currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Day } from '@mutua/core/time/day.ts';
import type { Change, LoadedFact } from '@mutua/core/world-in-memory.ts';
import { arrayOf } from '../database/array-parameter.ts';
import type { Statement } from '../database/fact-table.ts';
import { type SentColumn, sentRows } from '../database/row-parameters.ts';

const SERIAL_LIMIT = 10_000_000_000n;

const CODE_NAMES: ReadonlyMap<number, TransferCode> = new Map(
  Object.entries(TRANSFER_CODES).map(([name, { number }]) => [number, name as TransferCode]),
);

/** A transfer with the command that brought it about. */
export interface BookedTransfer {
  readonly transfer: Transfer;
  readonly commandSequence: bigint;
}

interface AccountRow {
  readonly account_id: bigint;
  readonly kind: AccountKind;
  readonly owner: string;
  readonly currency: string;
  readonly posted: bigint;
  readonly pending_debit: bigint;
  readonly pending_credit: bigint;
  readonly version: number;
}

interface HoldRow {
  readonly hold_id: bigint;
  readonly subject_id: string;
  readonly code: number;
  readonly amount: bigint;
  readonly debit_kind: AccountKind;
  readonly debit_owner: string;
  readonly credit_kind: AccountKind;
  readonly credit_owner: string;
  readonly currency: string;
}

/** Which number each address has, as far as this process has met it, and which number comes next. */
export class AccountNumbers {
  readonly #numbers = new Map<string, bigint>();
  readonly #lastSerials = new Map<string, bigint>();

  /**
   * The highest numbers in the book, one for each kind and currency: to be read before any account is made. It goes
   * down the numbers from one kind and currency to the next, and so reads as many rows as there are of these.
   */
  static readonly lastNumbers: Statement = {
    name: 'last account numbers',
    text: `with recursive highest as (
        (
          select account_id
          from ledger.account
          order by account_id desc
          limit 1
        )
        union all
        select (
          select account_id
          from ledger.account
          where account_id < highest.account_id / ${SERIAL_LIMIT} * ${SERIAL_LIMIT}
          order by account_id desc
          limit 1
        )
        from highest
        where highest.account_id is not null
      )
      select kind, currency, account_id as last
      from highest
      join ledger.account using (account_id)`,
    values: [],
    rows: -1,
  };

  begin(rows: readonly { kind: AccountKind; currency: string; last: bigint }[]): void {
    this.#numbers.clear();
    this.#lastSerials.clear();
    for (const row of rows) {
      this.#lastSerials.set(`${row.kind} ${row.currency}`, row.last % SERIAL_LIMIT);
    }
  }

  note(address: AccountAddress, number: bigint): void {
    this.#numbers.set(addressText(address), number);
  }

  /** The number of an account, which gets one now if it has none. */
  of(address: AccountAddress): bigint {
    const known = this.#numbers.get(addressText(address));
    if (known !== undefined) return known;
    const like = `${address.kind} ${address.currency}`;
    const serial = (this.#lastSerials.get(like) ?? 0n) + 1n;
    this.#lastSerials.set(like, serial);
    const number = accountNumber(address.kind, address.currency, serial);
    this.note(address, number);
    return number;
  }
}

export function loadAccounts(keys: readonly string[]): Statement {
  const parts = keys.map((key) => key.split('/'));
  return {
    name: 'load accounts',
    text: `select account_id, kind, owner, currency, posted, pending_debit, pending_credit, version
      from (
        select unnest($1::text[]) as owner, unnest($2::text[]) as kind, unnest($3::text[]) as currency
      ) as asked
      join ledger.account using (owner, kind, currency)`,
    values: [
      arrayOf('text', parts, (part) => part[1] ?? ''),
      arrayOf('text', parts, (part) => part[0] ?? ''),
      arrayOf('text', parts, (part) => part[2] ?? ''),
    ],
    rows: -1,
  };
}

export function readAccount(row: unknown, numbers: AccountNumbers): LoadedFact<'account'> {
  const { account_id, kind, owner, posted, ...rest } = row as AccountRow;
  const fact: Account = {
    ...{ kind, owner, currency: currency(rest.currency) },
    posted: minorUnits(posted),
    pendingDebit: minorUnits(rest.pending_debit),
    pendingCredit: minorUnits(rest.pending_credit),
  };
  numbers.note(fact, account_id);
  return { fact, version: rest.version };
}

export function loadHolds(keys: readonly string[]): Statement {
  return {
    name: 'load holds',
    text: `select hold.hold_id, hold.subject_id, hold.code, hold.amount,
        debit.kind as debit_kind, debit.owner as debit_owner, debit.account_id as debit_account,
        credit.kind as credit_kind, credit.owner as credit_owner, debit.currency
      from ledger.hold
      join ledger.account as debit on debit.account_id = hold.debit_account
      join ledger.account as credit on credit.account_id = hold.credit_account
      where hold.hold_id = any($1::bigint[])`,
    values: [keys],
    rows: -1,
  };
}

export function readHold(row: unknown): LoadedFact<'hold'> {
  const { hold_id, subject_id, code, amount, currency: letters, ...sides } = row as HoldRow;
  const name = CODE_NAMES.get(code);
  assert(name !== undefined, 'A hold has a code of the glossary.');
  const inCurrency: Currency = currency(letters);
  const fact: Hold = {
    id: hold_id,
    code: name,
    debit: { kind: sides.debit_kind, owner: sides.debit_owner, currency: inCurrency },
    credit: { kind: sides.credit_kind, owner: sides.credit_owner, currency: inCurrency },
    amount: minorUnits(amount),
    subjectId: idOf(subject_id),
  };
  return { fact, version: 1 };
}

export function saveAccounts(
  changes: readonly Change<'account'>[],
  numbers: AccountNumbers,
): readonly Statement[] {
  const rows = changes.map(({ fact, savedVersion }) => {
    assert(fact !== undefined, 'An account never goes away.');
    return { fact, savedVersion, number: numbers.of(fact) };
  });
  const created = rows.filter(({ savedVersion }) => savedVersion === 0);
  const updated = rows.filter(({ savedVersion }) => savedVersion > 0);
  return [
    ...(created.length === 0 ? [] : [insertAccounts(created)]),
    ...(updated.length === 0 ? [] : [updateAccounts(updated)]),
  ];
}

interface NumberedAccount {
  readonly fact: Account;
  readonly number: bigint;
  readonly savedVersion: number;
}

const BALANCES: readonly SentColumn<NumberedAccount>[] = [
  { type: 'bigint', read: ({ fact }) => fact.posted },
  { type: 'bigint', read: ({ fact }) => fact.pendingDebit },
  { type: 'bigint', read: ({ fact }) => fact.pendingCredit },
];

const NEW_ACCOUNT: readonly SentColumn<NumberedAccount>[] = [
  { type: 'bigint', read: ({ number }) => number },
  { type: 'text', read: ({ fact }) => fact.kind },
  { type: 'text', read: ({ fact }) => fact.owner },
  { type: 'text', read: ({ fact }) => fact.currency },
  ...BALANCES,
];

const CHANGED_ACCOUNT: readonly SentColumn<NumberedAccount>[] = [
  { type: 'bigint', read: ({ number }) => number },
  { type: 'integer', read: ({ savedVersion }) => savedVersion },
  ...BALANCES,
];

function insertAccounts(rows: readonly NumberedAccount[]): Statement {
  const { selected, values } = sentRows(NEW_ACCOUNT, rows);
  return {
    name: 'insert accounts',
    text: `insert into ledger.account
        (account_id, kind, owner, currency, posted, pending_debit, pending_credit, version)
      select ${selected}, 1`,
    values,
    rows: rows.length,
  };
}

function updateAccounts(rows: readonly NumberedAccount[]): Statement {
  const { selected, values } = sentRows(CHANGED_ACCOUNT, rows);
  return {
    name: 'update accounts',
    text: `update ledger.account as saved
      set posted = given.posted,
        pending_debit = given.pending_debit,
        pending_credit = given.pending_credit,
        version = saved.version + 1
      from (select ${selected})
        as given (account_id, version, posted, pending_debit, pending_credit)
      where saved.account_id = given.account_id
        and saved.version = given.version`,
    values,
    rows: rows.length,
  };
}

/** Holds that began and are still open, and holds that were open and ended. */
export function saveHolds(
  changes: readonly Change<'hold'>[],
  numbers: AccountNumbers,
): readonly Statement[] {
  const begun = changes.flatMap(({ fact }) => (fact === undefined ? [] : [fact]));
  const ended = changes.filter(({ fact, savedVersion }) => fact === undefined && savedVersion > 0);
  const statements: Statement[] = [];
  if (begun.length > 0) statements.push(insertHolds(begun, numbers));
  if (ended.length > 0) {
    statements.push({
      name: 'delete holds',
      text: 'delete from ledger.hold where hold_id = any($1::bigint[])',
      values: [arrayOf('bigint', ended, ({ key }) => BigInt(key))],
      rows: ended.length,
    });
  }
  return statements;
}

function insertHolds(begun: readonly Hold[], numbers: AccountNumbers): Statement {
  const columns: readonly SentColumn<Hold>[] = [
    { type: 'bigint', read: ({ id }) => id },
    { type: 'uuid', read: ({ subjectId }) => subjectId },
    { type: 'smallint', read: ({ code }) => TRANSFER_CODES[code].number, isOftenAlike: true },
    { type: 'bigint', read: ({ debit }) => numbers.of(debit) },
    { type: 'bigint', read: ({ credit }) => numbers.of(credit) },
    { type: 'bigint', read: ({ amount }) => amount },
  ];
  const { selected, values, form } = sentRows(columns, begun);
  return {
    name: `insert holds ${form}`,
    text: `insert into ledger.hold (hold_id, subject_id, code, debit_account, credit_account, amount)
      select ${selected}`,
    values,
    rows: begun.length,
  };
}

export function insertTransfers(
  booked: readonly BookedTransfer[],
  bookedDay: Day,
  numbers: AccountNumbers,
): Statement {
  const columns: readonly SentColumn<BookedTransfer>[] = [
    { type: 'bigint', read: ({ transfer }) => transfer.id },
    { type: 'uuid', read: ({ transfer }) => transfer.subjectId },
    {
      ...{ type: 'text', becomes: 'ledger.transfer_kind' },
      read: ({ transfer }) => transfer.kind,
      isOftenAlike: true,
    },
    { type: 'smallint', read: ({ transfer }) => TRANSFER_CODES[transfer.code].number },
    { type: 'bigint', read: ({ transfer }) => numbers.of(transfer.debit) },
    { type: 'bigint', read: ({ transfer }) => numbers.of(transfer.credit) },
    { type: 'bigint', read: ({ transfer }) => transfer.amount },
    { type: 'date', read: () => bookedDay, isOftenAlike: true },
    {
      type: 'date',
      read: ({ transfer }) => transfer.effectiveDay ?? bookedDay,
      isOftenAlike: true,
    },
    { type: 'bigint', read: ({ commandSequence }) => commandSequence },
    {
      type: 'bigint',
      read: ({ transfer }) => ('endsId' in transfer ? transfer.endsId : null),
      isOftenAlike: true,
    },
    { type: 'bigint', read: ({ transfer }) => reversedBy(transfer), isOftenAlike: true },
  ];
  const { selected, values, form } = sentRows(columns, booked);
  return {
    name: `insert transfers ${form}`,
    text: `insert into ledger.transfer
        (transfer_id, subject_id, kind, code, debit_account, credit_account, amount,
          booked_day, effective_day, command_sequence, ends_id, reverses_id)
      select ${selected}`,
    values,
    rows: booked.length,
  };
}

function reversedBy(transfer: Transfer): bigint | null {
  return transfer.kind === 'posted' ? (transfer.reversesId ?? null) : null;
}
