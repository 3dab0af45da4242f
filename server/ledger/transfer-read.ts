// Lines of the book, the newest first, and one line with the command that brought it about.
import type { TransferInBook } from '@mutua/contract/ledger/book.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import { transferWords } from '@mutua/contract/words/transfer-words.ts';
import { assert } from '@mutua/core/kit/assert.ts';
import { type AccountKind, kindOfNumber } from '@mutua/core/ledger/chart.ts';
import { codeOfNumber } from '@mutua/core/ledger/transfer-codes.ts';
import type pg from 'pg';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';

interface Row {
  readonly transferId: bigint;
  readonly kind: TransferInBook['kind'];
  readonly code: number;
  readonly debitAccount: bigint;
  readonly creditAccount: bigint;
  readonly debitOwner: string;
  readonly creditOwner: string;
  readonly debitName: string | null;
  readonly creditName: string | null;
  readonly currency: string;
  readonly amount: bigint;
  readonly bookedDay: string;
  readonly effectiveDay: string;
  readonly bookedAt: Date;
  readonly subjectId: string;
  readonly commandId: string;
  readonly commandKind: string;
  readonly commandSequence: bigint;
  readonly actor: string;
  readonly actorName: string | null;
  readonly endsId: bigint | null;
  readonly reversesId: bigint | null;
}

export interface TransfersAsked {
  readonly language: Language;
  readonly transferId?: bigint;
  /** Those of one command. */
  readonly commandSequence?: bigint;
}

/** The newest first. */
export async function readTransfers(
  pool: pg.Pool,
  { language, transferId, commandSequence }: TransfersAsked,
  { after, readLimit }: Pick<PageRequest, 'after' | 'readLimit'>,
): Promise<readonly TransferInBook[]> {
  const { rows } = await pool.query<Row>(TRANSFERS, [
    ...[after?.[0] ?? null, transferId ?? null, commandSequence ?? null, readLimit],
  ]);
  return rows.map((row) => write(row, language));
}

/** One line, with the lines that ended it or took it back. */
export async function readTransfer(
  pool: pg.Pool,
  transferId: bigint,
  language: Language,
): Promise<TransferInBook | undefined> {
  const page = { after: undefined, readLimit: 1 };
  const [found] = await readTransfers(pool, { language, transferId }, page);
  if (found === undefined) return undefined;
  const { rows } = await pool.query<{ endedById: bigint | null; reversedById: bigint | null }>(
    `select
       (select max(transfer_id) from ledger.transfer where reverses_id = $1 and subject_id = $2)
         as "reversedById",
       (select max(later.transfer_id)
        from ledger.transfer as own
        join ledger.transfer as later
          on later.debit_account = own.debit_account and later.transfer_id > own.transfer_id
         and later.ends_id = own.transfer_id
        where own.transfer_id = $1 and own.kind = 'pending') as "endedById"`,
    [transferId, found.subjectId],
  );
  const { endedById, reversedById } = rows[0] ?? { endedById: null, reversedById: null };
  return {
    ...found,
    ...present({ endedById: endedById?.toString(), reversedById: reversedById?.toString() }),
  };
}

function write(row: Row, language: Language): TransferInBook {
  const { kind, currency, endsId, reversesId } = row;
  const code = codeOfNumber(row.code);
  assert(code !== undefined, 'The book holds only codes of the glossary.');
  const isReversal = reversesId !== null;
  return {
    transferId: String(row.transferId),
    ...{ kind, code, words: transferWords({ code, kind, isReversal }, language), isReversal },
    debit: endOf(row.debitAccount, row.debitOwner, row.debitName),
    credit: endOf(row.creditAccount, row.creditOwner, row.creditName),
    amount: moneyOf(row.amount, currency),
    ...{ bookedDay: row.bookedDay, effectiveDay: row.effectiveDay },
    bookedAt: row.bookedAt.toISOString(),
    ...{ subjectId: row.subjectId, commandId: row.commandId, commandKind: row.commandKind },
    ...{ commandSequence: String(row.commandSequence), actor: actorWord(row.actor) },
    ...present({ actorName: row.actorName, endsId: endsId?.toString() }),
    ...present({ reversesId: reversesId?.toString() }),
  };
}

function endOf(account: bigint, owner: string, ownerName: string | null) {
  const kind = kindOfNumber(account);
  assert(kind !== undefined, 'An account is of a kind of the chart.');
  return { kind: kind satisfies AccountKind, owner, ...present({ ownerName }) };
}

/** What kind of actor it was; who exactly, the name says where there is one. */
function actorWord(actor: string): string {
  return actor.split(' ')[0] ?? actor;
}

const TRANSFERS = `select transfer.transfer_id as "transferId", transfer.kind, transfer.code,
    transfer.debit_account as "debitAccount", transfer.credit_account as "creditAccount",
    debited.owner as "debitOwner", credited.owner as "creditOwner",
    debitor.name as "debitName", creditor.name as "creditName", debited.currency, transfer.amount,
    transfer.booked_day as "bookedDay", transfer.effective_day as "effectiveDay",
    command.at as "bookedAt", transfer.subject_id as "subjectId", command.command_id as "commandId",
    command.kind as "commandKind", transfer.command_sequence as "commandSequence", command.actor,
    person.name as "actorName", transfer.ends_id as "endsId", transfer.reverses_id as "reversesId"
  from (
    select *
    from ledger.transfer
    where ($1::bigint is null or transfer_id < $1)
      and ($2::bigint is null or transfer_id = $2)
      and ($3::bigint is null or command_sequence = $3)
    order by transfer_id desc
    limit $4
  ) as transfer
  join ledger.account as debited on debited.account_id = transfer.debit_account
  join ledger.account as credited on credited.account_id = transfer.credit_account
  join commit.command on command.sequence = transfer.command_sequence
  left join people.identity as debitor on debitor.person_id::text = debited.owner
  left join people.identity as creditor on creditor.person_id::text = credited.owner
  left join people.identity as person on 'person ' || person.person_id = command.actor
  order by transfer.transfer_id desc`;
