// The pages of supervision that the browser tests open.
import type pg from 'pg';
import type { TriedPage } from './tried-page.ts';

const as = 'regulator';

/** The loan that was paid out last. */
async function aLoan(db: pg.Pool): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    'select id from loan.loan order by value_day desc nulls last, id limit 1',
  );
  return rows[0]?.id ?? '00000000-0000-7000-8000-000000000000';
}

const indicator = (name: string, indicatorId: string): TriedPage => ({
  ...{ name: `the rows of ${name}, for a regulator`, as },
  path: `/supervise/indicators/${indicatorId}`,
});

export const SUPERVISE_PAGES: readonly TriedPage[] = [
  { name: 'a closed day, for a regulator', path: '/supervise', as },
  { name: 'a closed day, for an auditor', path: '/supervise', as: 'auditor' },
  indicator('client money', 'client_money'),
  indicator('money that came in', 'money_in'),
  indicator('open loans', 'principal_outstanding'),
  indicator('breaks', 'breaks_found'),
  { name: 'samples before one is drawn', path: '/supervise/samples', as },
  { name: 'a sample', path: '/supervise/samples?seed=2026-Q4&size=10', as },
  {
    ...{ name: 'the evidence of a loan', as },
    path: async (db) => `/supervise/loans/${await aLoan(db)}`,
  },
  { name: 'the log of a regulator', path: '/supervise/access-log', as },
];
