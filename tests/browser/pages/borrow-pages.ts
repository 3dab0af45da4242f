// The pages of borrowers, as the browser tests open them.
import type pg from 'pg';
import type { TriedPage } from './tried-page.ts';

const BORROWER = 'borrower';

/** A page of the newest loan of the borrower, best one in such a state; the home where there is none. */
async function loanPath(
  db: pg.Pool,
  condition: string,
  part = '',
  key = BORROWER,
): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `select loan.id from loan.loan
     join people.sign_in on sign_in.person_id = loan.borrower_id
     where sign_in.sign_in_name = $1
     order by (${condition}) desc, loan.id desc limit 1`,
    [`demo-${key}`],
  );
  return rows[0] === undefined ? '/borrow' : `/borrow/loans/${rows[0].id}${part}`;
}

const OWED = `loan.state in ('repaying', 'disbursed')`;
const LATE = `loan.state in ('overdue', 'defaulted')`;

export const BORROW_PAGES: readonly TriedPage[] = [
  { name: 'the calculator for borrowers', path: '/quote' },
  { name: 'what an application needs', path: '/borrow/start' },
  { name: 'what a borrower still needs', path: '/borrow/start', as: BORROWER },
  { name: 'a borrower’s home', path: '/borrow', as: BORROWER },
  { name: 'an application, first step', path: '/borrow/apply?step=loan', as: BORROWER },
  { name: 'an application, income and work', path: '/borrow/apply?step=work', as: BORROWER },
  { name: 'an application, documents', path: '/borrow/apply?step=documents', as: BORROWER },
  { name: 'an application, last look', path: '/borrow/apply?step=check', as: BORROWER },
  {
    name: 'an organisation’s application',
    path: '/borrow/apply?step=person',
    as: 'borrower-organisation',
  },
  { name: 'a loan being repaid', path: (db) => loanPath(db, OWED), as: BORROWER },
  { name: 'a loan in arrears', path: (db) => loanPath(db, LATE), as: BORROWER },
  {
    name: 'a loan that is repaid',
    path: (db) => loanPath(db, `loan.state = 'closed'`),
    as: BORROWER,
  },
  {
    name: 'a loan that takes bids, for its borrower',
    path: (db) => loanPath(db, `loan.state = 'funding'`, '', 'borrower-organisation'),
    as: 'borrower-organisation',
  },
  { name: 'paying now', path: (db) => loanPath(db, LATE, '/pay'), as: BORROWER },
  { name: 'repaying early', path: (db) => loanPath(db, OWED, '/early'), as: BORROWER },
  { name: 'asking for help', path: (db) => loanPath(db, LATE, '/help'), as: BORROWER },
];
