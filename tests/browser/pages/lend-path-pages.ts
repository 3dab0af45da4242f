// The pages of a lender's first steps and of money in and out.
import type { TriedPage } from './tried-page.ts';

export const LEND_PATH_PAGES: readonly TriedPage[] = [
  { name: 'the six steps of a new lender', path: '/lend/path', as: 'lender-new' },
  { name: 'the six steps of a lender', path: '/lend/path', as: 'lender-two' },
  { name: 'topping up', path: '/lend/money', as: 'lender-one' },
  { name: 'withdrawing', path: '/lend/money?tab=withdraw', as: 'lender-one' },
  { name: 'notices', path: '/notices', as: 'lender-one' },
  { name: 'mandates', path: '/lend/money?tab=mandates', as: 'lender-one' },
];
