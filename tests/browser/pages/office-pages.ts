// The pages of the office's first half that the browser tests open.
import type pg from 'pg';
import type { TriedPage } from './tried-page.ts';

const NOBODYS = '00000000-0000-7000-8000-000000000000';

async function aLoan(db: pg.Pool, condition: string): Promise<string> {
  const { rows } = await db.query<{ id: string }>(
    `select loan.id from loan.loan
     left join loan.application on application.loan_id = loan.id
     where ${condition}
     order by loan.id desc limit 1`,
  );
  return rows[0]?.id ?? NOBODYS;
}

export const OFFICE_PAGES: readonly TriedPage[] = [
  { name: 'the office’s home', path: '/office', as: 'finance-officer' },
  { name: 'the review without a case', path: '/office/review', as: 'risk-analyst' },
  {
    name: 'the review of an assessed case',
    path: async (db) => `/office/review/${await aLoan(db, `state = 'assessed'`)}`,
    as: 'risk-analyst',
  },
  {
    name: 'the review for the second person',
    path: async (db) => `/office/review/${await aLoan(db, `state = 'assessed'`)}?tab=to_decide`,
    as: 'risk-analyst-lead',
  },
  {
    name: 'the review of a case whose file is to come',
    path: async (db) => `/office/review/${await aLoan(db, `state = 'applied'`)}?tab=applied`,
    as: 'risk-analyst',
  },
  { name: 'the listings', path: '/office/listings', as: 'loan-officer' },
  { name: 'all loans', path: '/office/loans', as: 'loan-officer' },
  {
    name: 'loans that are behind',
    path: '/office/loans?state=overdue,defaulted',
    as: 'risk-analyst',
  },
  {
    name: 'a loan that is repaid',
    path: async (db) => `/office/loans/${await aLoan(db, `state = 'repaying'`)}`,
    as: 'loan-officer',
  },
  {
    name: 'a loan that is behind',
    path: async (db) => `/office/loans/${await aLoan(db, `state in ('overdue', 'defaulted')`)}`,
    as: 'risk-analyst',
  },
  {
    name: 'a loan before its payout',
    path: async (db) => `/office/loans/${await aLoan(db, `state in ('funding', 'approved')`)}`,
    as: 'loan-officer',
  },
  { name: 'the products', path: '/office/products', as: 'product-officer' },
  {
    name: 'one product',
    path: async (db) => {
      const { rows } = await db.query<{ code: string }>(
        'select code from product.product_version order by code limit 1',
      );
      return `/office/products/${rows[0]?.code ?? 'none'}`;
    },
    as: 'product-officer',
  },
  { name: 'the reports of the office', path: '/office/reports', as: 'loan-officer' },
];
