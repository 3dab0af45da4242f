// The pages of the office's second half that the browser tests open.
import type pg from 'pg';
import type { TriedPage } from './tried-page.ts';

const finance = 'finance-officer';
const collector = 'collector';
const compliance = 'compliance-officer';
const analyst = 'risk-analyst';

const NOBODY = '00000000-0000-7000-8000-000000000000';

async function first(db: pg.Pool, text: string): Promise<string> {
  const { rows } = await db.query({ text, rowMode: 'array' });
  return String((rows as unknown[][])[0]?.[0] ?? NOBODY);
}

/** The account of the lender with most on it. */
const aPurse = `select owner from ledger.account where kind = 'lender_cash' order by posted desc, owner limit 1`;
/** A fee: it ends where it came, at the operator. */
const aFee = `select transfer_id from ledger.transfer
  where code = 301 and kind in ('posted', 'post') order by transfer_id desc limit 1`;
const aCase = `select id from work.case
  where case_kind = 'collection' and state in ('open', 'in_progress', 'waiting')
  order by (owner_id is null), id desc limit 1`;
const aLender = `select holder_id from claim.claim order by outstanding desc, id limit 1`;
const aBorrower = `select borrower_id from loan.loan where state = 'overdue' order by id desc limit 1`;
const aGuarantor = `select id from safeguard.guarantor order by committed desc, id limit 1`;

const at = (path: string, text: string) => async (db: pg.Pool) =>
  path.replace('$1', await first(db, text));

export const OFFICE_MONEY_PAGES: readonly TriedPage[] = [
  { name: 'the day close', path: '/office/close', as: finance },
  { name: 'the day close, for an auditor', path: '/office/close', as: 'auditor' },
  { name: 'top-ups in the office', path: '/office/money', as: finance },
  { name: 'withdrawals in the office', path: '/office/money?tab=withdrawals', as: finance },
  { name: 'unmatched receipts', path: '/office/money?tab=unmatched', as: finance },
  { name: 'instructions to the custodian', path: '/office/money?tab=instructions', as: finance },
  { name: 'breaks of all days', path: '/office/money?tab=breaks', as: finance },
  { name: 'alarms', path: '/office/money?tab=alarms', as: finance },
  { name: 'the calendar', path: '/office/calendar', as: finance },
  { name: 'the ledger', path: '/office/ledger', as: finance },
  { name: 'accounts of a kind', path: '/office/ledger/kinds/lender_cash', as: finance },
  {
    ...{ name: 'an account of the ledger', as: finance },
    path: at('/office/ledger/accounts/lender_cash/of/$1', aPurse),
  },
  {
    ...{ name: 'a line of the ledger with its trace', as: finance },
    path: at('/office/ledger/transfers/$1', aFee),
  },
  { name: 'the board of collection', path: '/office/collections', as: collector },
  { name: 'own cases of collection', path: '/office/collections?only=mine', as: collector },
  { name: 'collection costs', path: '/office/collections?view=costs', as: finance },
  {
    ...{ name: 'a case of collection', as: collector },
    path: at('/office/collections/$1', aCase),
  },
  { name: 'clients in the office', path: '/office/people', as: compliance },
  { name: 'staff', path: '/office/people?view=staff', as: compliance },
  { name: 'authority limits', path: '/office/people?view=limits', as: compliance },
  { name: 'a lender in the office', path: at('/office/people/$1', aLender), as: compliance },
  { name: 'a borrower in the office', path: at('/office/people/$1', aBorrower), as: analyst },
  { name: 'guarantors', path: '/office/safeguards', as: analyst },
  { name: 'risk reserves', path: '/office/safeguards?view=reserves', as: analyst },
  { name: 'collateral', path: '/office/safeguards?view=collateral', as: analyst },
  {
    ...{ name: 'a guarantor', as: analyst },
    path: at('/office/safeguards/guarantors/$1', aGuarantor),
  },
];
