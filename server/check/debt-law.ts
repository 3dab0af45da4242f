// What each instalment has open against the book: interest, penalty and fees that have fallen due, and all principal.
import type { Id } from '@mutua/core/kit/id.ts';
import { COMPONENTS, type ComponentAmounts } from '@mutua/core/loan/repay/components.ts';
import { dueAmounts } from '@mutua/core/loan/serviced-accounts.ts';
import { wholeDebt } from '@mutua/core/loan/written-off.ts';
import { minorUnits } from '@mutua/core/money/minor-units.ts';
import type { Connection } from '../ledger/standing.ts';
import { readAccounts } from '../loan/accounts-column.ts';
import { type Finding, type Law, VIOLATIONS_SHOWN } from './law.ts';

/** So many loans are read at a time, whatever their number. */
const PAGE = 2_000;

interface Row extends Record<keyof ComponentAmounts | 'writtenOff', bigint> {
  readonly loanId: Id;
  readonly accounts: string;
  readonly fallenDue: number;
  readonly isWrittenOff: boolean;
}

export const INSTALMENTS_LAW: Law = {
  name: 'instalments_are_the_debt',
  words: {
    'zh-CN': '每笔借款各期未还的本金、利息、罚息与费用等于其债务账户余额',
    en: 'What the instalments of every loan have open is what its debt accounts say, component by component',
  },
  unit: 'loans',
  examine,
};

async function examine(connection: Connection): Promise<Finding> {
  const violations: string[] = [];
  let [examined, broken] = [0, 0];
  let after: string | undefined;
  for (;;) {
    const rows = await readPage(connection, after);
    for (const row of rows) {
      const violation = violationOf(row);
      if (violation === undefined) continue;
      broken += 1;
      if (violations.length < VIOLATIONS_SHOWN) violations.push(violation);
    }
    examined += rows.length;
    after = rows.at(-1)?.loanId;
    if (after === undefined || rows.length < PAGE) return { examined, broken, violations };
  }
}

async function readPage(connection: Connection, after: string | undefined) {
  const { rows } = await connection.query<Row>(
    `with page as (
      select loan_id, accounts, fallen_due, written_off is not null as is_written_off
      from loan.servicing
      where $1::uuid is null or loan_id > $1::uuid
      order by loan_id
      limit ${PAGE}
    )
    select page.loan_id as "loanId", page.accounts, page.fallen_due as "fallenDue",
      page.is_written_off as "isWrittenOff",
      coalesce(sum(posted) filter (where kind = 'loan_principal'), 0)::bigint as principal,
      coalesce(sum(posted) filter (where kind = 'loan_interest'), 0)::bigint as interest,
      coalesce(sum(posted) filter (where kind = 'loan_penalty'), 0)::bigint as penalty,
      coalesce(sum(posted) filter (where kind = 'loan_fee'), 0)::bigint as fee,
      coalesce(sum(posted) filter (where kind = 'loan_written_off'), 0)::bigint as "writtenOff"
    from page
    left join ledger.account on account.owner = page.loan_id::text
    group by page.loan_id, page.accounts, page.fallen_due, page.is_written_off
    order by page.loan_id`,
    [after ?? null],
  );
  return rows;
}

function violationOf(row: Row): string | undefined {
  const accounts = readAccounts(row.accounts);
  const due = dueAmounts({ accounts, fallenDue: row.fallenDue });
  const open: ComponentAmounts = { ...due, principal: wholeDebt({ accounts }).principal };
  const booked = bookedOf(row);
  // What is written off stands in one account, which does not tell its components apart.
  const differs = row.isWrittenOff
    ? sumOf(open) !== sumOf(booked) + row.writtenOff
    : COMPONENTS.some((component) => open[component] !== booked[component]);
  if (!differs) return undefined;
  return `Loan ${row.loanId}: its instalments have ${listOf(open)} open; the book has ${listOf(booked)}.`;
}

function bookedOf({ principal, interest, penalty, fee }: Row): ComponentAmounts {
  return {
    principal: minorUnits(principal),
    interest: minorUnits(interest),
    penalty: minorUnits(penalty),
    fee: minorUnits(fee),
  };
}

function sumOf(amounts: ComponentAmounts): bigint {
  return COMPONENTS.reduce((total, component) => total + amounts[component], 0n);
}

function listOf(amounts: ComponentAmounts): string {
  return COMPONENTS.map((component) => `${component} ${amounts[component]}`).join(', ');
}
