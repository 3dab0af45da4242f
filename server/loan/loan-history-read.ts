// What came to a loan, from the log and the book: for the command that corrects a repayment, and for whoever looks at
// the repayments of a loan.
//
// It is found by the accounts of the loan: their transfers name the commands that booked them. A plan may change
// without any, so those commands are looked through besides: they are few, and have an index of their own.
import type { MutuaEvent } from '@mutua/core/events.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import type { AccountAddress } from '@mutua/core/ledger/account.ts';
import { type AccountKind, CHART } from '@mutua/core/ledger/chart.ts';
import { codeOfNumber } from '@mutua/core/ledger/transfer-codes.ts';
import {
  type HistoryEntry,
  isOfLoan,
  type LoanHistory,
  type StandingTransfer,
} from '@mutua/core/loan/loan-history.ts';
import { currency } from '@mutua/core/money/currency.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { LoadedFact } from '@mutua/core/world-in-memory.ts';
import { dayColumn } from '../database/column.ts';
import type { Statement } from '../database/fact-table.ts';
import { readPacked } from '../database/packed-json.ts';

type Row = Readonly<Record<string, unknown>>;
type Read = (statement: Statement) => Promise<readonly Row[]>;

/** The accounts of one loan through which every repayment and every charge goes. */
const KINDS = [CHART.loan_repayment, CHART.loan_owed].map(({ number }) => number).join(', ');

/** The history of each loan. */
export async function loadLoanHistories(
  loanIds: readonly string[],
  read: Read,
): Promise<readonly LoadedFact<'loanHistory'>[]> {
  return Promise.all(
    loanIds.map(async (loanId) => ({
      fact: await readLoanHistory(idOf(loanId), read),
      version: 0,
    })),
  );
}

/** What was decided about it, each with the day on which it was. */
export type LoanEvents = Omit<HistoryEntry, 'transfers'>;

interface LoggedEvents extends LoanEvents {
  readonly sequence: bigint;
}

export async function readLoanEvents(loanId: Id, read: Read): Promise<readonly LoggedEvents[]> {
  const commands = await read({
    name: 'commands of a loan',
    text: `select sequence, business_date, events
      from commit.command
      where sequence in (${COMMANDS})
      order by sequence`,
    values: [loanId],
    rows: -1,
  });
  return commands.map((row) => {
    const events = readPacked(String(row.events)) as readonly MutuaEvent[];
    return {
      sequence: row.sequence as bigint,
      day: dayColumn.read(row.business_date as string),
      events: events.filter((event) => isOfLoan(event, loanId)),
    };
  });
}

export async function readLoanHistory(loanId: Id, read: Read): Promise<LoanHistory> {
  const logged = await readLoanEvents(loanId, read);
  const transfers = await read({
    name: 'standing transfers of a loan',
    text: `select transfer.transfer_id as id, code, amount, booked_day, effective_day, transfer.command_sequence,
        debit.kind as debit_kind, debit.owner as debit_owner, debit.currency as currency,
        credit.kind as credit_kind, credit.owner as credit_owner
      from (
        select command_sequence, min(transfer_id) as first, max(transfer_id) as last
        from (${LINES}) as line
        group by command_sequence
      ) as span
      join ledger.transfer on transfer.transfer_id between span.first and span.last
        and transfer.subject_id = $1::uuid
        and transfer.command_sequence = span.command_sequence
      join ledger.account as debit on debit.account_id = transfer.debit_account
      join ledger.account as credit on credit.account_id = transfer.credit_account
      where transfer.kind in ('posted', 'post')
        and reverses_id is null
        and not exists (
          select from ledger.transfer as reversal
          where reversal.reverses_id = transfer.transfer_id and reversal.subject_id = $1::uuid
        )
      order by transfer.transfer_id`,
    values: [loanId],
    rows: -1,
  });
  const byCommand = new Map<bigint, StandingTransfer[]>();
  for (const row of transfers) {
    const sequence = row.command_sequence as bigint;
    const alike = byCommand.get(sequence) ?? [];
    byCommand.set(sequence, [...alike, readTransfer(row, loanId)]);
  }
  return {
    loanId,
    entries: logged.map(
      ({ sequence, day, events }): HistoryEntry => ({
        ...{ day, events, transfers: byCommand.get(sequence) ?? [] },
      }),
    ),
  };
}

/** By the two indexes of accounts. */
const LINES = ['debit_account', 'credit_account']
  .map(
    (side) => `select transfer_id, command_sequence
        from ledger.transfer
        where ${side} in (
          select account_id
          from ledger.account
          where owner = $1::text and account_id / 1000000000000000 in (${KINDS})
        )`,
  )
  .join(' union ');
const COMMANDS = `select command_sequence from (${LINES}) as line
  union
  select sequence
  from commit.command
  where kind in ('AccelerateLoan', 'RescheduleLoan') and events::text like '%"loanId":"' || $1::text || '"%'`;

function readTransfer(row: Row, subjectId: Id): StandingTransfer {
  const booked = dayColumn.read(row.booked_day as string);
  const effective = dayColumn.read(row.effective_day as string);
  const code = codeOfNumber(Number(row.code));
  assert(code !== undefined, 'Every transfer has a code of the chart.');
  return {
    id: row.id as bigint,
    ...{ code, debit: addressIn(row, 'debit'), credit: addressIn(row, 'credit') },
    amount: minorUnits(row.amount as bigint),
    subjectId,
    bookedDay: booked,
    ...(effective < booked && { effectiveDay: effective }),
  };
}

function addressIn(row: Row, side: 'debit' | 'credit'): AccountAddress {
  return {
    kind: row[`${side}_kind`] as AccountKind,
    owner: String(row[`${side}_owner`]),
    currency: currency(String(row.currency)),
  };
}
