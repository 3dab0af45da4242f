// The account groups of a day that is being closed: what each kind of account had, what came and went, what the
// ledger says now, and what custodian and payment provider said when the books were compared.
import type { AccountGroup } from '@mutua/contract/office/day-close.ts';
import type { TrialBalanceRow } from '@mutua/core/calendar/trial-balance.ts';
import { ACCOUNT_KINDS, type AccountKind, CHART } from '@mutua/core/ledger/chart.ts';
import { readPacked } from '../database/packed-json.ts';
import { moneyOf } from '../http/read-fields.ts';
import { MOVED_ACCOUNTS } from '../ledger/day-balance-store.ts';
import type { Connection } from '../ledger/standing.ts';

/** A difference that the comparison found on one kind of account, theirs less ours. */
export interface GroupDifference {
  readonly kind: AccountKind;
  readonly rail: string;
  readonly difference: bigint;
}

export interface GroupsAsked {
  readonly firstTransferId: bigint;
  readonly currency: string;
  /** Nothing before the books were compared. */
  readonly differences?: readonly GroupDifference[];
}

/** Of every transfer that has been booked and is going to be. */
export const LAST_TRANSFER = 9_223_372_036_854_775_807n;

const IN_THE_BANKS_BOOKS: readonly AccountKind[] = ACCOUNT_KINDS.filter(
  (kind) => CHART[kind].side === 'money' && kind !== 'custody',
);

interface Moved {
  readonly kind: AccountKind;
  readonly debit: bigint;
  readonly credit: bigint;
}

/** Kinds that never had anything have no row, unless something was found on them; the custody stands last. */
export async function readCloseGroups(
  connection: Connection,
  asked: GroupsAsked,
): Promise<readonly AccountGroup[]> {
  const [opening, moved] = [
    await readOpening(connection, asked.currency),
    await readMoved(connection, asked),
  ];
  const rows = [...IN_THE_BANKS_BOOKS, 'custody' as const].map((kind) => {
    const change = moved.get(kind) ?? { kind, debit: 0n, credit: 0n };
    return groupOf(change, opening.get(kind) ?? 0n, asked);
  });
  return rows.filter(
    ({ kind, opening: before, moneyIn, moneyOut, breaks }) =>
      kind === 'custody' ||
      breaks > 0 ||
      [before, moneyIn, moneyOut].some(({ minorUnits }) => minorUnits !== '0'),
  );
}

function groupOf(
  { kind, debit, credit }: Moved,
  before: bigint,
  { currency, differences }: GroupsAsked,
): AccountGroup {
  const isDebit = CHART[kind].normal === 'debit';
  // What a rail still has to bring is money that the clients have and the custodian has not.
  const sign = kind === 'rails_clearing' ? -1n : 1n;
  const [came, went] = isDebit ? [debit, credit] : [credit, debit];
  const ledger = sign * (before + came - went);
  const own = differences?.filter((one) => one.kind === kind) ?? [];
  const difference = own.reduce((sum, one) => sum + one.difference, 0n);
  const isOfProvider = kind === 'rails_clearing';
  const theirs = moneyOf(ledger + difference, currency);
  return {
    ...{ kind, currency, opening: moneyOf(sign * before, currency) },
    moneyIn: moneyOf(sign === 1n ? came : went, currency),
    moneyOut: moneyOf(sign === 1n ? went : came, currency),
    ledger: moneyOf(ledger, currency),
    ...(differences !== undefined && {
      ...(isOfProvider ? { provider: theirs } : { custodian: theirs }),
      difference: moneyOf(difference, currency),
    }),
    breaks: own.length,
  };
}

async function readOpening(
  connection: Connection,
  currency: string,
): Promise<ReadonlyMap<AccountKind, bigint>> {
  const { rows } = await connection.query<{ balance: string }>(
    'select trial_balance::text as balance from ledger.day_close order by day desc limit 1',
  );
  const balance = rows[0]?.balance;
  if (balance === undefined) return new Map();
  const kinds = readPacked(balance) as readonly TrialBalanceRow[];
  return new Map(
    kinds.filter((one) => one.currency === currency).map((one) => [one.kind, one.balance]),
  );
}

async function readMoved(
  connection: Connection,
  { firstTransferId, currency }: GroupsAsked,
): Promise<ReadonlyMap<AccountKind, Moved>> {
  const { rows } = await connection.query<Moved>({
    name: 'close: groups',
    text: `select account.kind, sum(moved.debit)::bigint as debit, sum(moved.credit)::bigint as credit
      from (${MOVED_ACCOUNTS}) as moved
      join ledger.account on account.account_id = moved.account_id
      where account.currency = $3
      group by account.kind`,
    values: [firstTransferId, LAST_TRANSFER, currency],
  });
  return new Map(rows.map((row) => [row.kind, row]));
}
