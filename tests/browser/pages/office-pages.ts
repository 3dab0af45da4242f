// The pages of the office's first half that the browser tests open.
import type { Page } from 'playwright-core';
import { pathOf, type TriedPage } from './tried-page.ts';

const aLoan = (condition: string) =>
  `select loan.id from loan.loan where ${condition} order by loan.id desc limit 1`;

const ofTheBorrower = `state = 'applied' and borrower_id = (
  select person_id from people.sign_in where sign_in_name = 'demo-borrower'
)`;
const isLost = 'select 1 from claim.claim where claim.loan_id = loan.id and loss > 0';
const isGuaranteed = 'select 1 from safeguard.commitment where commitment.loan_id = loan.id';
const isSecured = 'select 1 from safeguard.collateral where collateral.loan_id = loan.id';

/** One of the parts of a case, by its key: 3 its price, 4 what was borrowed before, 5 the rules. */
const part = (key: '3' | '4' | '5') => (page: Page) => page.keyboard.press(key);

export const OFFICE_PAGES: readonly TriedPage[] = [
  { name: 'the office’s home', path: '/office', as: 'finance-officer' },
  { name: 'the review without a case', path: '/office/review', as: 'risk-analyst' },
  {
    name: 'the review of an assessed case',
    path: pathOf('/office/review/$1', aLoan(`state = 'assessed'`)),
    as: 'risk-analyst',
  },
  {
    name: 'the review for the second person',
    path: pathOf('/office/review/$1?tab=to_decide', aLoan(`state = 'assessed'`)),
    as: 'risk-analyst-lead',
  },
  {
    name: 'the review of somebody whose income is not what it was said to be',
    path: pathOf('/office/review/$1?tab=applied', aLoan(ofTheBorrower)),
    as: 'risk-analyst',
  },
  {
    name: 'the review, how a price is made up',
    path: pathOf('/office/review/$1', aLoan(`state = 'assessed'`)),
    as: 'risk-analyst',
    act: part('3'),
  },
  {
    name: 'the review, by which rules',
    path: pathOf('/office/review/$1', aLoan(`state = 'assessed'`)),
    as: 'risk-analyst',
    act: part('5'),
  },
  {
    name: 'the review, what was borrowed before',
    path: pathOf('/office/review/$1?tab=applied', aLoan(ofTheBorrower)),
    as: 'risk-analyst',
    act: part('4'),
  },
  { name: 'interviews to hold', path: '/office/interviews', as: 'loan-officer' },
  {
    name: 'an interview',
    path: pathOf(
      '/office/interviews/$1',
      `select id from work.case where case_kind = 'interview' order by id desc limit 1`,
    ),
    as: 'loan-officer',
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
    path: pathOf('/office/loans/$1', aLoan(`state = 'repaying'`)),
    as: 'loan-officer',
  },
  {
    name: 'a loan that is behind, and by what it is secured',
    path: pathOf(
      '/office/loans/$1',
      aLoan(`state in ('overdue', 'defaulted') and exists (${isSecured})`),
    ),
    as: 'risk-analyst',
  },
  {
    name: 'a loan that is written off',
    path: pathOf('/office/loans/$1', aLoan(`state = 'written_off'`)),
    as: 'risk-analyst',
  },
  {
    name: 'a loan whose lenders lost of it',
    path: pathOf('/office/loans/$1', aLoan(`exists (${isLost})`)),
    as: 'risk-analyst',
  },
  {
    name: 'a loan that somebody stands behind',
    path: pathOf('/office/loans/$1', aLoan(`state = 'repaying' and exists (${isGuaranteed})`)),
    as: 'risk-analyst',
  },
  {
    name: 'a loan before its payout',
    path: pathOf('/office/loans/$1', aLoan(`state = 'funding'`)),
    as: 'loan-officer',
  },
  { name: 'the products', path: '/office/products', as: 'product-officer' },
  {
    name: 'one product',
    path: pathOf(
      '/office/products/$1',
      `select code from product.product_version order by terms::text not like '%"fixed"%', code limit 1`,
    ),
    as: 'product-officer',
  },
  { name: 'the reports of the office', path: '/office/reports', as: 'loan-officer' },
];
