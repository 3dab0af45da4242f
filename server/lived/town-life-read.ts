// What the people of a lived past look at before a day ends: what they owe, what is on the market, and who has money.
import { type Id, idOf } from '@mutua/core/kit/id.ts';
import { type MinorUnits, minorUnits } from '@mutua/core/money/minor-units.ts';
import { type Day, formatDay } from '@mutua/core/time/day.ts';
import { type Instant, instantOfMs } from '@mutua/core/time/instant.ts';
import type pg from 'pg';

export interface OwedLoan {
  readonly loanId: Id;
  readonly borrowerId: Id;
  /** Of the borrower. */
  readonly cash: MinorUnits;
}

/** Loans of people of the past of which something is asked for by that day. */
export async function readOwedLoans(
  pool: pg.Pool,
  day: Day,
  limit: number,
): Promise<readonly OwedLoan[]> {
  const { rows } = await pool.query<{ id: string; borrower: string; cash: bigint }>(
    `select loan.id, loan.borrower_id as borrower,
       coalesce(account.posted - account.pending_debit, 0)::bigint as cash
     from loan.loan
     join people.sign_in on sign_in.person_id = loan.borrower_id
     left join ledger.account on account.owner = loan.borrower_id::text
       and account.kind = 'borrower_cash' and account.currency = loan.currency
     where loan.next_action_day <= $1::date
       and loan.state in ('disbursed', 'repaying', 'overdue')
       and sign_in.sign_in_name like 'town-borrower-%'
     order by loan.id
     limit $2`,
    [formatDay(day), limit],
  );
  return rows.map(({ id, borrower, cash }) => ({
    ...{ loanId: idOf(id), borrowerId: idOf(borrower), cash: minorUnits(cash) },
  }));
}

export interface OpenListing {
  readonly loanId: Id;
  readonly remaining: MinorUnits;
  readonly amount: MinorUnits;
  readonly closesAt: Instant;
}

export async function readOpenListings(pool: pg.Pool): Promise<readonly OpenListing[]> {
  const { rows } = await pool.query<{
    id: string;
    remaining: bigint;
    amount: bigint;
    closes: Date;
  }>(
    `select loan.id, loan.loan_amount - loan.accepted as remaining, loan.loan_amount as amount,
       listing.opens_at + listing.funding_days * interval '1 day' as closes
     from loan.loan
     join loan.listing on listing.loan_id = loan.id
     where loan.state = 'funding' and loan.accepted < loan.loan_amount
     order by loan.id
     limit 100`,
  );
  return rows.map(({ id, remaining, amount, closes }) => ({
    ...{ loanId: idOf(id), remaining: minorUnits(remaining), amount: minorUnits(amount) },
    closesAt: instantOfMs(closes.getTime()),
  }));
}

export interface IdleLender {
  readonly lenderId: Id;
  readonly cash: MinorUnits;
}

/** Lenders of the past, those with the most free cash first. */
export async function readIdleLenders(
  pool: pg.Pool,
  limit: number,
): Promise<readonly IdleLender[]> {
  const { rows } = await pool.query<{ id: string; cash: bigint }>(
    `select sign_in.person_id as id, (account.posted - account.pending_debit)::bigint as cash
     from people.sign_in
     join ledger.account on account.owner = sign_in.person_id::text
       and account.kind = 'lender_cash' and account.currency = 'CNY'
     where sign_in.sign_in_name like 'town-lender-%'
     order by cash desc, id
     limit $1`,
    [limit],
  );
  return rows.map(({ id, cash }) => ({ lenderId: idOf(id), cash: minorUnits(cash) }));
}

export interface FreeBorrower {
  readonly borrowerId: Id;
  readonly isOrganisation: boolean;
}

/** People of the past who owe nothing, and have nothing under way. */
export async function readFreeBorrowers(
  pool: pg.Pool,
  limit: number,
): Promise<readonly FreeBorrower[]> {
  const { rows } = await pool.query<{ id: string; organisation: boolean }>(
    `select sign_in.person_id as id, client.kind = 'organisation' as organisation
     from people.sign_in
     join people.client on client.id = sign_in.person_id
     where sign_in.sign_in_name like 'town-borrower-%' and not coalesce(client.is_held, false)
       and not exists (
         select 1 from loan.loan
         where loan.borrower_id = client.id
           and loan.state not in ('closed', 'rejected', 'failed', 'withdrawn')
       )
     order by id desc
     limit $1`,
    [limit],
  );
  return rows.map(({ id, organisation }) => ({
    ...{ borrowerId: idOf(id), isOrganisation: organisation },
  }));
}

/** What the owner of the money is asked on a page of the bank, and the states in which it waits for that. */
const PAGES = {
  top_up: ['requested'],
  mandate: ['requested'],
  instruction: ['created', 'sent', 'unknown'],
} as const;

export type AskedOnPage = keyof typeof PAGES;

/** Where the owner is asked; nothing before the bank has said it. */
export async function readPage(
  pool: pg.Pool,
  what: AskedOnPage,
  id: Id,
): Promise<{ readonly isWaiting: boolean; readonly pageUrl?: string }> {
  const { rows } = await pool.query<{ waits: boolean; page: string | null }>(
    `select state = any($2::text[]) as waits, page_url as page
     from wallet.${what}
     where id = $1`,
    [id, PAGES[what]],
  );
  const [row] = rows;
  return { isWaiting: row?.waits ?? false, ...(row?.page != null && { pageUrl: row.page }) };
}

export interface LoanToDecide {
  readonly loanId: Id;
  readonly borrowerId: Id;
}

/** Loans of people of the past whose terms, or whose contract, wait for their word. */
export async function readWaitingForBorrower(
  pool: pg.Pool,
  state: 'approved' | 'funded',
): Promise<readonly LoanToDecide[]> {
  const { rows } = await pool.query<{ id: string; borrower: string }>(
    `select loan.id, loan.borrower_id as borrower
     from loan.loan
     join people.sign_in on sign_in.person_id = loan.borrower_id
     where loan.state = $1 and sign_in.sign_in_name like 'town-borrower-%'
       and ($1 <> 'approved' or loan.terms_accepted_at is null)
       and not exists (select 1 from loan.contract where contract.loan_id = loan.id)
     order by loan.id
     limit 50`,
    [state],
  );
  return rows.map(({ id, borrower }) => ({ loanId: idOf(id), borrowerId: idOf(borrower) }));
}

export interface SurveyedPerson {
  readonly clientId: Id;
  readonly role: 'lender' | 'borrower';
  readonly paidOutId: Id;
  /** Has lost money, was refused, or is behind. */
  readonly isHurt: boolean;
}

/** People of the past to or by whom something was paid out, so many of each kind, in an order that the quarter draws. */
export async function readSurveyed(
  pool: pg.Pool,
  quarter: string,
  limit: number,
): Promise<readonly SurveyedPerson[]> {
  const { rows } = await pool.query<
    Pick<SurveyedPerson, 'role' | 'isHurt'> & { readonly id: string; readonly paid: string }
  >(
    `select id, role, paid, "isHurt"
     from (
       select person.*, row_number() over (
           partition by role, kind order by md5(id::text || $1)
         ) as place
       from (
         select client.id, 'lender' as role, client.kind,
           (select claim.id from claim.claim where holder_id = client.id order by claim.id limit 1) as paid,
           exists (select from claim.claim where holder_id = client.id and loss > 0) as "isHurt"
         from people.client
         join people.sign_in on sign_in.person_id = client.id
         where sign_in_name like 'town-lender-%'
         union all
         select client.id, 'borrower', client.kind,
           (select loan.id from loan.loan
             where borrower_id = client.id and value_day is not null order by loan.id limit 1),
           exists (select from loan.loan where borrower_id = client.id
             and state in ('rejected', 'overdue', 'defaulted', 'written_off'))
         from people.client
         join people.sign_in on sign_in.person_id = client.id
         where sign_in_name like 'town-borrower-%'
       ) as person
       where paid is not null
     ) as placed
     where place <= $2
     order by role, id`,
    [quarter, limit],
  );
  return rows.map(({ id, role, paid, isHurt }) => ({
    ...{ clientId: idOf(id), role, paidOutId: idOf(paid), isHurt },
  }));
}
