// The facts as the tables have them, of whatever kind: by their keys, and all of them one after the other.

import { addressText } from '@mutua/core/ledger/account.ts';
import type { FactKind } from '@mutua/core/world.ts';
import { KEY_OF } from '@mutua/core/world.ts';
import { FACT_TABLES } from '../commit/fact-stores.ts';
import type { Statement } from '../database/fact-table.ts';
import {
  AccountNumbers,
  loadAccounts,
  loadHolds,
  readAccount,
  readHold,
} from '../ledger/book-store.ts';
import type { Connection } from '../ledger/standing.ts';
import { PERSONAL_KINDS } from './compared-facts.ts';

const ROWS_AT_ONCE = 1_000;

/** The table of one kind of facts. */
export interface SavedKind {
  readonly kind: FactKind;
  readonly byKeys: (connection: Connection, keys: readonly string[]) => Promise<readonly unknown[]>;
  readonly page: (connection: Connection, after: string | undefined) => Promise<readonly unknown[]>;
  readonly count: (connection: Connection) => Promise<number>;
}

/** Every kind of fact that the log gives whole, but for personal fields. */
export const SAVED_KINDS: ReadonlyMap<FactKind, SavedKind> = new Map(
  [...FACT_TABLES.map(tableKind), accounts(), holds()]
    .filter(({ kind }) => !PERSONAL_KINDS.has(kind))
    .map((saved) => [saved.kind, saved]),
);

export function keyOf(kind: FactKind, fact: unknown): string {
  return kind === 'account' ? addressText(fact as never) : KEY_OF[kind](fact as never);
}

function tableKind(table: (typeof FACT_TABLES)[number]): SavedKind {
  const facts = async (connection: Connection, statement: Statement) =>
    (await rowsOf(connection, statement)).map((row) => table.read(row).fact);
  return {
    kind: table.kind,
    byKeys: (connection, keys) => facts(connection, table.loadByKey(keys)),
    page: (connection, after) => facts(connection, table.loadPage(after, ROWS_AT_ONCE)),
    count: (connection) => rowsIn(connection, table.name),
  };
}

function accounts(): SavedKind {
  const read = (rows: readonly unknown[]) => {
    const numbers = new AccountNumbers();
    return rows.map((row) => readAccount(row, numbers).fact);
  };
  return {
    kind: 'account',
    byKeys: async (connection, keys) => read(await rowsOf(connection, loadAccounts(keys))),
    page: async (connection, after) => {
      const [kind, owner, letters] = after?.split('/') ?? [];
      const { rows } = await connection.query(
        `select account_id, kind, owner, currency, posted, pending_debit, pending_credit, version
         from ledger.account
         where $1::text is null or (owner, kind, currency) > ($1, $2, $3)
         order by owner, kind, currency
         limit ${ROWS_AT_ONCE}`,
        [owner ?? null, kind ?? null, letters ?? null],
      );
      return read(rows);
    },
    count: (connection) => rowsIn(connection, 'ledger.account'),
  };
}

function holds(): SavedKind {
  return {
    kind: 'hold',
    byKeys: async (connection, keys) =>
      (await rowsOf(connection, loadHolds(keys))).map((row) => readHold(row).fact),
    page: async (connection, after) => {
      const { rows } = await connection.query(
        `select hold.hold_id, hold.subject_id, hold.code, hold.amount,
           debit.kind as debit_kind, debit.owner as debit_owner,
           credit.kind as credit_kind, credit.owner as credit_owner, debit.currency
         from ledger.hold
         join ledger.account as debit on debit.account_id = hold.debit_account
         join ledger.account as credit on credit.account_id = hold.credit_account
         where hold.hold_id > $1
         order by hold.hold_id
         limit ${ROWS_AT_ONCE}`,
        [after ?? 0n],
      );
      return rows.map((row) => readHold(row).fact);
    },
    count: (connection) => rowsIn(connection, 'ledger.hold'),
  };
}

async function rowsOf(
  connection: Connection,
  { text, values }: Pick<Statement, 'text' | 'values'>,
) {
  const { rows } = await connection.query<Record<string, unknown>>(text, [...values]);
  return rows;
}

async function rowsIn(connection: Connection, table: string): Promise<number> {
  const { rows } = await connection.query<{ count: bigint }>(
    `select count(*) as count
     from ${table}`,
  );
  return Number(rows[0]?.count ?? 0n);
}
