// The accounts of the book as those who keep it look through them: kind by kind, and the accounts of a kind.
import type { AccountInBook, AccountKindInBook } from '@mutua/contract/ledger/book.ts';
import { ACCOUNT_KINDS, type AccountKind, CHART } from '@mutua/core/ledger/chart.ts';
import type pg from 'pg';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';

interface KindRow {
  readonly kind: AccountKind;
  readonly currency: string;
  readonly count: number;
  readonly posted: bigint;
  readonly pendingDebit: bigint;
  readonly pendingCredit: bigint;
}

/** In the order of the chart; kinds of which there is no account have no row. */
export async function readAccountKinds(pool: pg.Pool): Promise<readonly AccountKindInBook[]> {
  const { rows } = await pool.query<KindRow>({
    name: 'account kinds',
    text: `select kind, currency, count(*)::integer as count, sum(posted)::bigint as posted,
        sum(pending_debit)::bigint as "pendingDebit", sum(pending_credit)::bigint as "pendingCredit"
      from ledger.account
      group by kind, currency`,
  });
  return rows
    .toSorted((left, right) => ACCOUNT_KINDS.indexOf(left.kind) - ACCOUNT_KINDS.indexOf(right.kind))
    .map(({ kind, currency, count, posted, pendingDebit, pendingCredit }) => {
      const { side, normal } = CHART[kind];
      const held = normal === 'credit' ? pendingDebit : pendingCredit;
      return {
        ...{ kind, side, normal, currency, count, balance: moneyOf(posted, currency) },
        held: moneyOf(held, currency),
      };
    });
}

export interface AccountsAsked {
  readonly kind: AccountKind;
  /** An id, or the name of what it is for. */
  readonly owner?: string;
  readonly isNotEmpty: boolean;
}

interface AccountRow {
  readonly accountId: bigint;
  readonly kind: AccountKind;
  readonly owner: string;
  readonly ownerName: string | null;
  readonly currency: string;
  readonly posted: bigint;
  readonly pendingDebit: bigint;
  readonly pendingCredit: bigint;
}

const KIND_SPAN = 1_000_000_000_000_000n;

/** In the order of their numbers. */
export async function readAccountsOfKind(
  pool: pg.Pool,
  { kind, owner, isNotEmpty }: AccountsAsked,
  { after, readLimit }: PageRequest,
): Promise<readonly AccountInBook[]> {
  const first = BigInt(CHART[kind].number) * KIND_SPAN;
  const { rows } = await pool.query<AccountRow>({
    name: 'accounts of a kind',
    text: `select account.account_id as "accountId", account.kind, account.owner,
        identity.name as "ownerName", account.currency, account.posted,
        account.pending_debit as "pendingDebit", account.pending_credit as "pendingCredit"
      from ledger.account
      left join people.identity on identity.person_id::text = account.owner
      where account.account_id > $1 and account.account_id < $2
        and ($3::text is null or account.owner = $3)
        and (not $4 or account.posted <> 0 or account.pending_debit + account.pending_credit > 0)
      order by account.account_id
      limit $5`,
    values: [...[after?.[0] ?? first, first + KIND_SPAN, owner ?? null, isNotEmpty, readLimit]],
  });
  return rows.map((row) => {
    const { currency, posted, pendingDebit, pendingCredit } = row;
    const isCredit = CHART[row.kind].normal === 'credit';
    return {
      ...{ accountId: String(row.accountId), kind: row.kind, owner: row.owner, currency },
      ...present({ ownerName: row.ownerName }),
      balance: moneyOf(posted, currency),
      held: moneyOf(isCredit ? pendingDebit : pendingCredit, currency),
      coming: moneyOf(isCredit ? pendingCredit : pendingDebit, currency),
    };
  });
}
