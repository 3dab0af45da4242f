// The indicators of a closed day, the rows of each, and the ten who owe the most.
import {
  INDICATOR_IDS,
  type IndicatorId,
  SUPERVISED_INDICATORS,
} from '@mutua/contract/supervision/indicators.ts';
import type {
  IndicatorOnWire,
  IndicatorRow,
  LargestBorrower,
  SupervisedFigures,
} from '@mutua/contract/supervision/supervision.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import type { TrialBalanceRow } from '@mutua/core/calendar/trial-balance.ts';
import { shareOf } from '@mutua/core/disclosure/disclosed-figure.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { AccountKind } from '@mutua/core/ledger/chart.ts';
import { codeOfNumber } from '@mutua/core/ledger/transfer-codes.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import { readPacked } from '../database/packed-json.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import type { Connection } from '../ledger/standing.ts';
import { type ClosedDayInBook, writeSupervisedDay } from './closed-day-read.ts';
import {
  BALANCE_ON_DAY,
  type DayPart,
  type IndicatorStatement,
  IS_PRINCIPAL,
  statementOf,
} from './indicator-statement-read.ts';

/** In which the platform keeps its book. */
const CURRENCY = 'CNY';
const LARGEST = 10;

/** One connection, so that all of it is read at one moment. */
export async function readSupervisedFigures(
  connection: Connection,
  day: ClosedDayInBook,
  language: Language,
): Promise<SupervisedFigures> {
  const indicators: IndicatorOnWire[] = [];
  const balances = await readTrialBalance(connection, day);
  for (const id of INDICATOR_IDS) {
    const { unit, rows: made, group, name, definition } = SUPERVISED_INDICATORS[id];
    const { count, amount } = await readSum(connection, { day, balances }, id);
    indicators.push({
      ...{ indicatorId: id, group, rows: made },
      ...{ name: name[language], definition: definition[language] },
      ...(unit === 'money' ? { money: moneyOf(amount, CURRENCY) } : { count: Number(count) }),
    });
  }
  return {
    asOf: writeSupervisedDay(day),
    indicators,
    largestBorrowers: [...(await readLargestBorrowers(connection, day))],
  };
}

interface InBalance {
  readonly day: ClosedDayInBook;
  /** What stood on the accounts of each kind at the end of the day: every close checks it against the lines. */
  readonly balances: ReadonlyMap<AccountKind, bigint>;
}

async function readSum(
  connection: Connection,
  { day, balances }: InBalance,
  indicatorId: IndicatorId,
): Promise<{ readonly count: bigint; readonly amount: bigint }> {
  const statement = statementOf(indicatorId);
  const { kinds, counted = statement.rows } = statement;
  if (kinds !== undefined && SUPERVISED_INDICATORS[indicatorId].unit === 'money') {
    const amount = kinds.reduce((sum, kind) => sum + (balances.get(kind) ?? 0n), 0n);
    return { count: 0n, amount };
  }
  const { rows } = await connection.query<{ count: bigint; amount: bigint }>({
    name: `indicator ${indicatorId}`,
    text: `select count(*) as count, coalesce(sum(amount), 0)::bigint as amount
      from (${counted}) as row`,
    values: valuesOf(statement, day),
  });
  return rows[0] ?? { count: 0n, amount: 0n };
}

async function readTrialBalance(
  connection: Connection,
  { day }: ClosedDayInBook,
): Promise<ReadonlyMap<AccountKind, bigint>> {
  const { rows } = await connection.query<{ balance: string }>({
    name: 'trial balance of a day',
    text: 'select trial_balance::text as balance from ledger.day_close where day = $1',
    values: [day],
  });
  const [row] = rows;
  assert(row !== undefined, 'A closed day has a trial balance.');
  const balances = readPacked(row.balance) as readonly TrialBalanceRow[];
  return new Map(
    balances.flatMap(({ kind, currency, balance }) =>
      currency === CURRENCY ? [[kind, balance] as const] : [],
    ),
  );
}

interface Row {
  readonly key: bigint | string;
  readonly kind: string;
  readonly owner_id: string | null;
  readonly subject_id: string | null;
  readonly loan_id: string | null;
  readonly reference: string | null;
  readonly state: string | null;
  readonly is_reversal: boolean | null;
  readonly amount: bigint | null;
}

/** In the order of their keys. */
export async function readIndicatorRows(
  connection: Connection,
  { day, indicatorId }: { readonly day: ClosedDayInBook; readonly indicatorId: IndicatorId },
  { after, readLimit }: Pick<PageRequest, 'after' | 'readLimit'>,
): Promise<readonly IndicatorRow[]> {
  const statement = statementOf(indicatorId);
  const [place, limit] = [statement.takes.length + 1, statement.takes.length + 2];
  const { rows } = await connection.query<Row>({
    name: `rows of indicator ${indicatorId}`,
    text: `select *
      from (${statement.rows}) as row
      where $${place}::${statement.keyType} is null or key > $${place}
      order by key
      limit $${limit}`,
    values: [...valuesOf(statement, day), after?.[0] ?? null, readLimit],
  });
  const { rows: made } = SUPERVISED_INDICATORS[indicatorId];
  return rows.map((row) => ({
    rowId: String(row.key),
    kind: made === 'transfers' ? codeOf(row.kind) : row.kind,
    ...present({
      ...{ ownerId: row.owner_id, subjectId: row.subject_id, loanId: row.loan_id },
      ...{ reference: row.reference, state: row.state },
      isReversal: row.is_reversal,
      amount: row.amount === null ? null : moneyOf(row.amount, CURRENCY),
    }),
  }));
}

/** By the principal that stood on the accounts of their loans at the end of the day. */
async function readLargestBorrowers(
  connection: Connection,
  { day }: ClosedDayInBook,
): Promise<readonly LargestBorrower[]> {
  const { rows } = await connection.query<{
    borrowerId: Id;
    loans: number;
    outstanding: bigint;
    total: bigint;
  }>({
    name: 'largest borrowers',
    text: `select borrower_id as "borrowerId", count(*)::integer as loans,
        sum(balance.posted)::bigint as outstanding, (sum(sum(balance.posted)) over ())::bigint as total
      from ledger.account
      join lateral (${BALANCE_ON_DAY}) as balance on balance.posted > 0
      join loan.loan on loan.id = account.owner::uuid
      where ${IS_PRINCIPAL} and account.currency = $2
      group by borrower_id
      order by outstanding desc, borrower_id
      limit $3`,
    values: [day, CURRENCY, LARGEST],
  });
  return rows.map(({ borrowerId, loans, outstanding, total }) => ({
    ...{ borrowerId, loans, outstanding: moneyOf(outstanding, CURRENCY) },
    sharePpm: shareOf(minorUnits(outstanding), minorUnits(total)) ?? 0,
  }));
}

function valuesOf({ takes }: IndicatorStatement, day: ClosedDayInBook): unknown[] {
  const parts: Readonly<Record<DayPart, unknown>> = { ...day, currency: CURRENCY };
  return takes.map((part) => parts[part]);
}

function codeOf(number: string): string {
  return codeOfNumber(Number(number)) ?? number;
}
