// The laws of the chart over what the open day has changed so far: on how many things each was checked, and how many
// of them break it.
import type { AccountGroup, CloseView } from '@mutua/contract/office/day-close.ts';
import type { Connection } from '../ledger/standing.ts';
import { LAST_TRANSFER } from './close-groups-read.ts';
import { BROKEN_LAWS } from './day-laws-read.ts';

interface Examined {
  readonly transfers: number;
  readonly debts: number;
  readonly fundings: number;
  readonly repayments: number;
  readonly ownMoney: number;
}

export async function readCloseLaws(
  connection: Connection,
  firstTransferId: bigint,
  groups: readonly AccountGroup[],
): Promise<CloseView['laws']> {
  const range = [firstTransferId, LAST_TRANSFER];
  const examined = await connection.query<Examined>({
    name: 'close: examined by laws',
    text: EXAMINED,
    values: range,
  });
  const broken = await connection.query<{ law: number }>({
    ...{ name: BROKEN_LAWS.name, text: BROKEN_LAWS.text, values: range },
  });
  const brokenBy = (law: number) => broken.rows.filter((row) => row.law === law).length;
  const [{ transfers, debts, fundings, repayments, ownMoney }] = [
    examined.rows[0] ?? { transfers: 0, debts: 0, fundings: 0, repayments: 0, ownMoney: 0 },
  ];
  return [
    { law: 1, examined: transfers, broken: isBalanced(groups) ? 0 : 1 },
    { law: 2, examined: debts, broken: brokenBy(2) },
    { law: 3, examined: debts, broken: brokenBy(3) },
    { law: 4, examined: fundings, broken: brokenBy(4) },
    { law: 5, examined: repayments, broken: brokenBy(5) },
    // Between other kinds of account no code can move anything: the tables refuse it.
    { law: 6, examined: ownMoney, broken: 0 },
  ];
}

/** What clients and operator have is what lies at the custodian and is on its way there. */
function isBalanced(groups: readonly AccountGroup[]): boolean {
  const sumOf = (isCustody: boolean) =>
    groups
      .filter(({ kind }) => (kind === 'custody') === isCustody)
      .reduce((sum, { ledger }) => sum + BigInt(ledger.minorUnits), 0n);
  return sumOf(true) === sumOf(false);
}

const EXAMINED = `with line as (
    select debit_account, credit_account
    from ledger.transfer
    where transfer_id between $1 and $2
  ),
  moved as (
    select debit_account as account_id from line
    union
    select credit_account from line
  )
  select (select count(*)::integer from line) as transfers,
    count(distinct account.owner) filter (where account.account_id / 1000000000000000 >= 40)::integer
      as debts,
    count(*) filter (where account.kind = 'loan_funding')::integer as fundings,
    count(*) filter (where account.kind = 'loan_repayment')::integer as repayments,
    (
      select count(*)::integer
      from line
      where debit_account / 1000000000000000 in (30, 31)
        or credit_account / 1000000000000000 in (30, 31)
    ) as "ownMoney"
  from moved
  join ledger.account on account.account_id = moved.account_id`;
