// What the money of a break left behind: in the ledger, in what the custodian and the payment provider told, and in
// the comparison that found it. One statement for all breaks of a day.
import type { BreakMark } from '@mutua/contract/office/day-close.ts';
import { codeOfNumber } from '@mutua/core/ledger/transfer-codes.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import type { Connection } from '../ledger/standing.ts';
import type { BreakRow, BreaksAsked } from './break-row.ts';

interface MarkRow {
  readonly key: string;
  readonly at: Date;
  readonly place: BreakMark['where'];
  readonly what: string;
  readonly amount: bigint | null;
  readonly reference: string;
  readonly transferId: bigint | null;
}

/** Of an account so many of its latest movements. */
const LATEST = 3;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** By break, the earliest first. */
export async function readBreakMarks(
  connection: Connection,
  rows: readonly BreakRow[],
  asked: BreaksAsked,
): Promise<ReadonlyMap<string, readonly BreakMark[]>> {
  const keys = [...new Set(rows.map(keyOf))];
  const ids = keys.filter((key) => UUID.test(key));
  const sequences = rows.flatMap(({ reference }) => /^command (\d+) /.exec(reference)?.[1] ?? []);
  const owned = rows.filter(({ account }) => account !== null);
  const { rows: found } = await connection.query<MarkRow>({
    name: 'close: marks of breaks',
    text: MARKS,
    values: [
      ...[keys, ids, sequences, asked.currency, asked.firstTransferId],
      ...[owned.map((one) => one.account), owned.map((one) => one.accountKind)],
      owned.map((one) => one.ownerId ?? '00000000-0000-0000-0000-000000000000'),
    ],
  });
  return new Map(
    rows.map((row) => {
      const own = found.filter(({ key }) => key === keyOf(row)).map((one) => markOf(one, asked));
      return [row.breakId, [...own, ...comparisonOf(row, asked)].toSorted(byTime)];
    }),
  );
}

/** The number that the two books have for it, or the account. */
function keyOf({ account, reference }: BreakRow): string {
  return account ?? reference.replace(/^command /, 'command~').split(' ')[0] ?? reference;
}

function markOf(row: MarkRow, { currency }: BreaksAsked): BreakMark {
  const { at, place, what, amount, reference, transferId } = row;
  return {
    ...{ at: at.toISOString(), where: place, reference },
    what: /^\d+$/.test(what) ? (codeOfNumber(Number(what)) ?? what) : what,
    ...(amount !== null && { amount: moneyOf(amount, currency) }),
    ...present({ transferId: transferId === null ? undefined : String(transferId) }),
  };
}

function comparisonOf(row: BreakRow, { comparedAt, currency, day }: BreaksAsked): BreakMark[] {
  if (comparedAt === undefined || row.day !== day) return [];
  const amount = row.theirs ?? row.ours;
  const isMoney = amount !== null && /^-?\d{1,19}$/.test(amount);
  return [
    {
      ...{ at: comparedAt.toISOString(), where: 'comparison', what: row.kind },
      reference: row.reference,
      ...(isMoney && { amount: moneyOf(BigInt(amount), currency) }),
    },
  ];
}

function byTime(left: BreakMark, right: BreakMark): number {
  return left.at < right.at ? -1 : left.at > right.at ? 1 : 0;
}

const MARKS = `with named as (select unnest($1::text[]) as key),
  ids as (select unnest($2::text[])::uuid as id),
  owned as (
    select * from unnest($6::text[], $7::text[], $8::text[]) as owned (account, kind, owner)
  )
  select movement.bank_reference as key, movement.told_at as at, 'custodian' as place,
    movement.code as what, movement.amount, movement.bank_reference as reference,
    null::bigint as "transferId"
  from wallet.bank_movement as movement
  where movement.bank_reference in (select key from named)
  union all
  select receipt.bank_reference, receipt.received_at, 'custodian', 'incoming_transfer', receipt.amount,
    receipt.bank_reference, null
  from wallet.receipt
  where receipt.bank_reference in (select key from named)
  union all
  select coalesce(named.key, top_up.id::text), top_up.requested_at,
    case top_up.rail when 'card' then 'provider' else 'ledger' end, 'top_up_requested', top_up.amount,
    top_up.id::text, null
  from wallet.top_up
  left join named on named.key = top_up.bank_reference
  where named.key is not null or top_up.id in (select id from ids)
  union all
  select coalesce(named.key, top_up.id::text), command.at, 'ledger', transfer.code::text, transfer.amount,
    coalesce(top_up.bank_reference, top_up.id::text), transfer.transfer_id
  from wallet.top_up
  left join named on named.key = top_up.bank_reference
  join ledger.transfer
    on transfer.transfer_id = top_up.transfer_id and transfer.subject_id = top_up.client_id
  join commit.command on command.sequence = transfer.command_sequence
  where named.key is not null or top_up.id in (select id from ids)
  union all
  select coalesce(named.key, instruction.batch_id::text), instruction.created_at, 'ledger',
    instruction."order" ->> 'kind', null, instruction.id::text, null
  from wallet.instruction
  left join named on named.key = instruction.bank_reference
  where named.key is not null or instruction.batch_id in (select id from ids)
  union all
  select batch.id::text, batch.sent_at, 'custodian', 'batch_' || batch.state, null, batch.id::text, null
  from wallet.custody_batch as batch
  where batch.id in (select id from ids)
  union all
  select 'command~' || command.sequence, command.at, 'ledger', transfer.code::text, transfer.amount,
    command.command_id::text, transfer.transfer_id
  from commit.command
  join ledger.transfer on transfer.command_sequence = command.sequence
    and transfer.transfer_id >= $5
  where command.sequence = any($3::bigint[])
  union all
  select owned.account, latest.told_at, 'custodian', latest.code, latest.amount, latest.bank_reference, null
  from owned
  cross join lateral (
    select told_at, code, amount, bank_reference
    from wallet.bank_movement
    where bank_movement.account = owned.account
    order by told_at desc
    limit ${LATEST}
  ) as latest
  union all
  select owned.account, command.at, 'ledger', latest.code::text, latest.amount, latest.transfer_id::text,
    latest.transfer_id
  from owned
  join ledger.account on account.kind = owned.kind and account.owner = owned.owner
    and account.currency = $4
  cross join lateral (
    select moved.* from (
      (
        select transfer_id, code, amount, command_sequence
        from ledger.transfer
        where debit_account = account.account_id
        order by transfer_id desc
        limit ${LATEST}
      )
      union all
      (
        select transfer_id, code, amount, command_sequence
        from ledger.transfer
        where credit_account = account.account_id
        order by transfer_id desc
        limit ${LATEST}
      )
    ) as moved
    order by moved.transfer_id desc
    limit ${LATEST}
  ) as latest
  join commit.command on command.sequence = latest.command_sequence`;
