// The pages for everybody that the browser tests open.
import type pg from 'pg';
import { pathOf, type TriedPage } from './tried-page.ts';

/** The loan of that state with the most to show; the market where there is none. */
const loanIn = (states: string) => async (db: pg.Pool) => {
  const { rows } = await db.query<{ id: string }>(
    `select loan.id from loan.loan
     join loan.listing on listing.loan_id = loan.id and listing.state = 'published'
     where loan.state = any ($1)
     order by loan.accepted desc, loan.id limit 1`,
    [states.split(',')],
  );
  return rows[0] === undefined ? '/market' : `/loans/${rows[0].id}`;
};

const hasBid = `select bid.loan_id from loan.bid
  join loan.loan on loan.id = bid.loan_id and loan.state = 'funding'
  join people.sign_in on sign_in.person_id = bid.lender_id
  where sign_in_name = 'demo-lender-one' and bid.state = 'accepted'
  order by bid.loan_id limit 1`;
const isGuaranteed = `select loan.id from loan.loan
  join loan.listing on listing.loan_id = loan.id and listing.state = 'published'
  join safeguard.commitment on commitment.loan_id = loan.id and commitment.state = 'signed'
  where loan.state in ('funding', 'repaying', 'overdue')
  order by loan.id desc limit 1`;

export const PUBLIC_PAGES: readonly TriedPage[] = [
  { name: 'the first page', path: '/' },
  { name: 'the market', path: '/market' },
  { name: 'the market, searched', path: '/market?grade=A,B,C&termMonths=6,12,18&sort=rate' },
  { name: 'the market, listings to come', path: '/market?tab=listed' },
  { name: 'the market as a lender sees it', path: '/market', as: 'lender-one' },
  { name: 'a loan that takes bids', path: loanIn('funding') },
  { name: 'a loan that takes bids, as a lender', path: loanIn('funding'), as: 'lender-one' },
  {
    name: 'a loan on which a lender has bid',
    path: pathOf('/loans/$1', hasBid),
    as: 'lender-one',
  },
  { name: 'a loan that somebody stands behind', path: pathOf('/loans/$1', isGuaranteed) },
  { name: 'a loan that is repaid', path: loanIn('repaying,overdue') },
  { name: 'signing in', path: '/sign-in?next=%2Fmarket' },
  { name: 'the registration', path: '/register' },
];
