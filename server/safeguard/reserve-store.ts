// The tables of risk reserves, and the one sum that their accrual reads.

import { idOf } from '@mutua/core/kit/id.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { LoadedFact } from '@mutua/core/world-in-memory.ts';
import {
  currencyColumn,
  dayColumn,
  idColumn,
  integerColumn,
  jsonColumn,
  moneyColumn,
  optionalColumn,
  textColumn,
} from '../database/column.ts';
import { factTable, type Statement } from '../database/fact-table.ts';

export const reserveSchemeTable = factTable(
  'reserveScheme',
  'safeguard.reserve_scheme',
  {
    id: idColumn,
    code: textColumn(),
    names: jsonColumn(),
    trusteeId: idColumn,
    contributorId: idColumn,
    currency: currencyColumn,
    accrualPpm: integerColumn,
    cover: textColumn(),
    ceilingPpm: integerColumn,
    shortRule: textColumn(),
    state: textColumn(),
    proposal: optionalColumn(jsonColumn()),
    stateSince: optionalColumn(dayColumn),
    contributed: moneyColumn,
    released: moneyColumn,
    spendDay: optionalColumn(dayColumn),
    accrualDay: optionalColumn(dayColumn),
    move: optionalColumn(jsonColumn()),
    missedSince: optionalColumn(dayColumn),
    shortSince: optionalColumn(dayColumn),
    waiting: moneyColumn,
  },
  { key: ['id'], lists: { reservesOfCode: ['code'], reservesOfTrustee: ['trustee_id'] } },
);

export const reserveAccrualTable = factTable(
  'reserveAccrual',
  'safeguard.reserve_accrual',
  {
    schemeId: idColumn,
    day: dayColumn,
    outstanding: moneyColumn,
    accrualPpm: integerColumn,
    target: moneyColumn,
    balance: moneyColumn,
    funded: moneyColumn,
    asked: moneyColumn,
    state: textColumn(),
    reason: optionalColumn(textColumn()),
  },
  { key: ['scheme_id', 'day'] },
);

export const reserveSpendingTable = factTable(
  'reserveSpending',
  'safeguard.reserve_spending',
  {
    schemeId: idColumn,
    day: dayColumn,
    available: moneyColumn,
    due: moneyColumn,
    paid: moneyColumn,
    shortRule: textColumn(),
    shares: jsonColumn(),
  },
  { key: ['scheme_id', 'day'] },
);

/** What the lenders of the loans of these reserves have outstanding, and whether more is to be lent under them. */
export async function loadReserveStandings(
  schemeIds: readonly string[],
  read: (statement: Statement) => Promise<readonly Readonly<Record<string, unknown>>[]>,
): Promise<readonly LoadedFact<'reserveStanding'>[]> {
  const rows = await read({
    name: 'outstanding under reserves',
    text: `select loan.reserve_scheme_id as id, coalesce(sum(claim.outstanding), 0)::bigint as outstanding,
        bool_or(loan.state in ('listed', 'funding', 'funded')) as promised
      from loan.loan
      left join claim.claim on claim.loan_id = loan.id
        and claim.origin <> 'subrogation'
        and claim.state in ('active', 'on_sale')
      where loan.reserve_scheme_id = any($1::uuid[])
      group by loan.reserve_scheme_id`,
    values: [schemeIds],
    rows: -1,
  });
  const found = new Map(rows.map((row) => [String(row.id), row]));
  return schemeIds.map((id) => {
    const { outstanding = 0n, promised = false } = found.get(id) ?? {};
    const sums = { outstanding: minorUnits(outstanding as bigint), isPromised: promised === true };
    return { fact: { schemeId: idOf(id), ...sums }, version: 0 };
  });
}
