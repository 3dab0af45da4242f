// What collecting costs, as the office reads it, and what the operator has of its own to pay it with.
import type {
  CollectionCostOnWire,
  CollectionCostsOfLoan,
  OwnAccountOnWire,
} from '@mutua/contract/work/collection-cost.ts';
import type { Id } from '@mutua/core/kit/id.ts';
import type { Loan } from '@mutua/core/loan/loan.ts';
import { formatDay } from '@mutua/core/time/day.ts';
import type { CollectionCost } from '@mutua/core/work/collection-cost.ts';
import type pg from 'pg';
import { mayUse, type PersonActor } from '../http/access.ts';
import type { PageRequest } from '../http/cursor.ts';
import { moneyOf, present } from '../http/read-fields.ts';
import { rowsOf } from '../loan/servicing-read.ts';
import { collectionCostTable } from './case-store.ts';

const FINANCE = { roles: ['staff'], positions: ['finance_officer'] } as const;

export async function readCosts(
  pool: pg.Pool,
  { actor, state }: { readonly actor: PersonActor; readonly state: string | undefined },
  { after, readLimit }: PageRequest,
): Promise<readonly CollectionCostOnWire[]> {
  const costs = await rowsOf(pool, collectionCostTable, {
    name: 'collection costs',
    text: `select ${collectionCostTable.selected}
      from work.collection_cost
      where ($1::text is null or state = $1) and ($2::uuid is null or id < $2)
      order by id desc
      limit $3`,
    values: [state ?? null, after?.[0] ?? null, readLimit],
    rows: -1,
  });
  return costs.map((one) => costOnWire(one, actor));
}

export function readCostsOfCase(pool: pg.Pool, caseId: Id): Promise<readonly CollectionCost[]> {
  return rowsOf(pool, collectionCostTable, {
    name: 'collection costs of a case',
    text: `select ${collectionCostTable.selected}
      from work.collection_cost
      where case_id = $1
      order by recorded_on, id`,
    values: [caseId],
    rows: -1,
  });
}

export async function readCostsOfLoan(
  pool: pg.Pool,
  { id, currency }: Loan,
): Promise<CollectionCostsOfLoan> {
  const { rows } = await pool.query<{ recorded: bigint; underWay: bigint; paid: bigint }>(
    `select coalesce(sum(amount) filter (where state = 'recorded'), 0)::bigint as recorded,
       coalesce(sum(amount) filter (where state = 'under_way'), 0)::bigint as "underWay",
       coalesce(sum(amount) filter (where state = 'paid'), 0)::bigint as paid
     from work.collection_cost
     where loan_id = $1`,
    [id],
  );
  const [{ recorded, underWay, paid } = { recorded: 0n, underWay: 0n, paid: 0n }] = rows;
  const say = (amount: bigint) => moneyOf(amount, currency);
  return { recorded: say(recorded), underWay: say(underWay), paid: say(paid) };
}

export async function readOwnAccounts(pool: pg.Pool): Promise<readonly OwnAccountOnWire[]> {
  const { rows } = await pool.query<{
    account: string;
    currency: string;
    fees: bigint;
    funds: bigint;
    held: bigint;
  }>(
    `select own.account, own.currency,
       coalesce(sum(book.posted) filter (where kind = 'platform_fees'), 0)::bigint as fees,
       coalesce(sum(book.posted) filter (where kind = 'platform_funds'), 0)::bigint as funds,
       coalesce(sum(book.pending_debit), 0)::bigint as held
     from wallet.own_account as own
     left join ledger.account as book
       on book.kind in ('platform_fees', 'platform_funds') and book.currency = own.currency
     group by own.account, own.currency
     order by own.currency`,
  );
  return rows.map(({ account, currency, fees, funds, held }) => ({
    account,
    ...{ fees: moneyOf(fees, currency), funds: moneyOf(funds, currency) },
    held: moneyOf(held, currency),
  }));
}

function costOnWire(cost: CollectionCost, actor: PersonActor): CollectionCostOnWire {
  const { id, caseId, loanId, amount, currency, purpose, reference, payeeName, payeeAccount } =
    cost;
  const { recordedBy, recordedOn, state, checkerId, endedOn, reason } = cost;
  const isFinance = mayUse(actor, FINANCE) && state === 'recorded';
  return {
    ...{ costId: id, caseId, loanId, amount: moneyOf(amount, currency), purpose, reference },
    ...{ payeeName, payeeAccount, recordedBy, recordedOn: formatDay(recordedOn), state },
    ...present({ checkerId, endedOn: endedOn && formatDay(endedOn), reason }),
    actions: [
      ...(isFinance && recordedBy !== actor.id ? ['release'] : []),
      ...(isFinance ? ['decline'] : []),
    ],
  };
}
