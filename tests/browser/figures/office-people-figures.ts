// What the office's pages of collection, people and safeguards must show, recomputed from accounts, lines and facts.
import { totalOfAmounts } from '@mutua/core/loan/repay/components.ts';
import { openAmounts } from '@mutua/core/loan/repay/instalment-account.ts';
import { readAccounts } from '@mutua/server/loan/accounts-column.ts';
import { COLLECTOR_FIGURES } from './disclosure-recovery.ts';
import {
  asOfNow,
  bigintOf,
  countValue,
  type FigureQueries,
  type FigureQuery,
  moneyValue,
} from './figure-query.ts';

const money =
  (text: string): FigureQuery =>
  async ({ db, row }) =>
    moneyValue(await bigintOf(db, text, text.includes('$1') ? [row] : []));

const count =
  (text: string): FigureQuery =>
  async ({ db, row }) =>
    countValue(await bigintOf(db, asOfNow(text), text.includes('$1') ? [row] : []));

const OPEN_CASES = `work.case
  where state in ('open', 'in_progress', 'waiting', 'in_check')
    and case_kind = 'collection'
    and collection ->> 'stage' = $1`;

/** Instalments that have fallen due, and what of each is neither paid nor waived; nothing once it is written off. */
const overdue: FigureQuery = async ({ db, row }) => {
  const { rows } = await db.query<{ accounts: string; due: number }>(
    `select accounts, fallen_due as due from loan.servicing
     where loan_id = $1::uuid and written_off is null and under_way is null`,
    [row],
  );
  const [found] = rows;
  const due = found === undefined ? [] : readAccounts(found.accounts).slice(0, found.due);
  return moneyValue(due.reduce((sum, one) => sum + totalOfAmounts(openAmounts(one)), 0n));
};

/** In which currency accounts are, `client/role` of a purse. */
const purse =
  (value: string): FigureQuery =>
  async ({ db, row }) => {
    const [clientId, role] = row.split('/');
    const text = `select coalesce(sum(${value}), 0) from ledger.account where owner = $1 and kind = $2`;
    return moneyValue(await bigintOf(db, text, [clientId, `${role}_cash`]));
  };

const ownMoney = (kind: string) =>
  money(
    `select coalesce(sum(posted), 0) from ledger.account
     where kind = '${kind}' and currency = (
       select currency from wallet.own_account where account = $1
     )`,
  );

const limit: FigureQuery = async ({ db, row }) => {
  const [number, position] = row.split('/');
  const text = `select substr(one ->> 'amountMax', 2)::bigint
    from people.authority, json_array_elements(limits) as one
    where name = 'loan_decision' and number = $1::integer and one ->> 'position' = $2`;
  return moneyValue(await bigintOf(db, text, [number, position]));
};

const STANDING_LINE = `substr(standing ->> 'line', 2)::bigint`;
const CLAIMS = `claim.claim where holder_id = $1::uuid and state in ('active', 'on_sale')`;
const LOANS = 'loan.loan where borrower_id = $1::uuid';

/** All lines of these codes on the account of a reserve, into it less back out of it by reversals. */
const reserveLines = (code: number) =>
  money(
    `select coalesce(sum(case when reverses_id is null then amount else -amount end), 0)
     from ledger.transfer
     join ledger.account on account.account_id in (debit_account, credit_account)
     where account.kind = 'risk_reserve' and account.owner = $1
       and transfer.code = ${code} and transfer.kind in ('posted', 'post')`,
  );

export const OFFICE_PEOPLE_FIGURES: FigureQueries = {
  'officeCollection.stageCount': count(`select count(*) from ${OPEN_CASES}`),
  'officeCollection.stageLate': count(
    `select count(*) from ${OPEN_CASES} and stopped_at is null and deadline_at <= now()`,
  ),
  'officeCollection.overdue': overdue,
  'officeCollection.promised': async ({ db, row }) => {
    const caseId = /^case (.+)$/.exec(row)?.[1];
    return moneyValue(
      caseId === undefined
        ? await bigintOf(db, 'select amount from work.promise where id = $1::uuid', [row])
        : await bigintOf(
            db,
            `select amount from work.promise where case_id = $1::uuid order by made_at desc limit 1`,
            [caseId],
          ),
    );
  },
  'officeCollection.promisePaid': money('select paid from work.promise where id = $1::uuid'),
  'officeCollection.contactsToday': count(
    `select count(*) from work.contact
     where client_id = $1::uuid and day = (select max(day) from work.contact where client_id = $1::uuid)
       and day >= (select day from calendar.business_day)`,
  ),
  'officeCollection.contactsWeek': count(
    `select count(*) from work.contact
     where client_id = $1::uuid and day > (select day from calendar.business_day) - 7`,
  ),
  'officeCollection.cost': money('select amount from work.collection_cost where id = $1::uuid'),
  // What the borrower has paid, and nobody in the borrower's place.
  'officeCollection.recovered': money(
    `select coalesce(sum(case when credit_account = account_id then amount else -amount end), 0)
       - coalesce((
         select substr(collection -> 'legal' ->> 'paidBefore', 2)::bigint
         from work.case where id = $1::uuid
       ), 0)
     from work.case
     join ledger.account on account.kind = 'loan_repayment' and account.owner = subject_id::text
     join ledger.transfer on account_id in (debit_account, credit_account)
       and transfer.code = 220 and transfer.kind in ('posted', 'post')
     where work.case.id = $1::uuid`,
  ),
  ...COLLECTOR_FIGURES,
  'officeCollection.ownFees': ownMoney('platform_fees'),
  'officeCollection.ownFunds': ownMoney('platform_funds'),
  'officeCollection.ownHeld': money(
    `select coalesce(sum(hold.amount), 0)
     from ledger.hold
     join ledger.account on account.account_id = hold.debit_account
     where account.kind in ('platform_fees', 'platform_funds') and $1 <> ''`,
  ),
  'officePeople.cash': purse('posted'),
  'officePeople.held': purse('pending_debit'),
  'officePeople.available': purse('posted - pending_debit'),
  'officePeople.exposure': money('select exposure from people.lender where id = $1::uuid'),
  'officePeople.ceiling': money('select exposure_ceiling from people.lender where id = $1::uuid'),
  'officePeople.claims': count(`select count(*) from ${CLAIMS}`),
  'officePeople.outstanding': money(`select coalesce(sum(outstanding), 0) from ${CLAIMS}`),
  'officePeople.loans': count(`select count(*) from ${LOANS}`),
  'officePeople.openLoans': count(
    `select count(*) from ${LOANS} and state not in ('closed', 'rejected', 'withdrawn', 'failed')`,
  ),
  'officePeople.overdueLoans': count(
    `select count(*) from ${LOANS} and state in ('overdue', 'defaulted', 'written_off')`,
  ),
  'officePeople.owed': money('select owed from people.borrower where id = $1::uuid'),
  'officePeople.loanAmount': money('select loan_amount from loan.loan where id = $1::uuid'),
  'officePeople.limit': limit,
  'officeSafeguard.line': money(
    `select ${STANDING_LINE} from safeguard.guarantor where id = $1::uuid`,
  ),
  'officeSafeguard.committed': money(
    `select coalesce(sum(amount), 0) from safeguard.commitment
     where guarantor_id = $1::uuid and state = 'signed'`,
  ),
  'officeSafeguard.remaining': money(
    `select ${STANDING_LINE} - committed from safeguard.guarantor where id = $1::uuid`,
  ),
  'officeSafeguard.commitment': money(
    'select amount from safeguard.commitment where id = $1::uuid',
  ),
  'officeSafeguard.compensatedPrincipal': money(
    'select principal from safeguard.compensation where id = $1::uuid',
  ),
  'officeSafeguard.compensatedInterest': money(
    'select interest from safeguard.compensation where id = $1::uuid',
  ),
  'officeSafeguard.reserveBalance': money(
    `select coalesce(sum(posted), 0) from ledger.account where kind = 'risk_reserve' and owner = $1`,
  ),
  'officeSafeguard.reserveContributed': reserveLines(420),
  'officeSafeguard.reserveSpent': reserveLines(421),
  'officeSafeguard.collateralValue': money(
    'select value from safeguard.collateral where id = $1::uuid',
  ),
  'officeSafeguard.priorDebts': money(
    'select prior_debts from safeguard.collateral where id = $1::uuid',
  ),
};
