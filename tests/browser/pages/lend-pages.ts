// The lender's own pages, as the browser tests open them.
import type pg from 'pg';
import { MONTH_BEFORE, pathOf, type TriedPage } from './tried-page.ts';

const LENDER = 'lender-one';

/** The newest claim of the lender who is signed in, in one state or another. */
async function claimPath(db: pg.Pool, condition: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `select claim.id from claim.claim
     join loan.loan on loan.id = claim.loan_id
     join people.sign_in on sign_in.person_id = claim.holder_id
     where sign_in.sign_in_name = $1
     order by (${condition}) desc, claim.id desc limit 1`,
    [`demo-${LENDER}`],
  );
  return rows[0] === undefined ? '/lend/claims' : `/lend/claims/${rows[0].id}`;
}

export const LEND_PAGES: readonly TriedPage[] = [
  { name: 'the lender’s home', path: '/lend', as: LENDER },
  { name: 'the home of a new lender', path: '/lend', as: 'lender-new' },
  { name: 'a lender’s claims', path: '/lend/claims', as: LENDER },
  { name: 'a lender’s late claims', path: '/lend/claims?tab=late', as: LENDER },
  { name: 'a lender’s bids', path: '/lend/claims?tab=bids', as: LENDER },
  { name: 'claims that were lost', path: '/lend/claims?tab=lost', as: LENDER },
  { name: 'claims of a new lender', path: '/lend/claims', as: 'lender-new' },
  {
    name: 'a claim on time',
    path: (db) => claimPath(db, `claim.outstanding > 0 and loan.state = 'repaying'`),
    as: LENDER,
  },
  {
    name: 'a claim that is late',
    path: (db) => claimPath(db, `loan.state in ('overdue', 'defaulted')`),
    as: LENDER,
  },
  {
    name: 'a claim that was lost',
    path: (db) => claimPath(db, 'coalesce(claim.loss, 0) > 0'),
    as: LENDER,
  },
  {
    name: 'a claim with penalty received',
    path: (db) => claimPath(db, 'claim.penalty_received > 0'),
    as: LENDER,
  },
  { name: 'the calendar of receipts', path: '/lend/calendar', as: LENDER },
  {
    name: 'a lender’s statement',
    path: pathOf('/lend/statement?from=$1', `select ${MONTH_BEFORE}`),
    as: LENDER,
  },
  { name: 'a lender’s documents', path: '/lend/documents', as: LENDER },
  { name: 'documents of a new lender', path: '/lend/documents', as: 'lender-new' },
];
