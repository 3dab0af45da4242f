// The pages of a lender's first steps and of money in and out.
import type { Page } from 'playwright-core';
import type { TriedPage } from './tried-page.ts';

/** What a withdrawal would cost is said while it is typed. */
async function typeAmount(page: Page): Promise<void> {
  await page.locator('form input').first().fill('500');
  await page.locator('[data-figure="money.total"]').waitFor();
}

export const LEND_PATH_PAGES: readonly TriedPage[] = [
  { name: 'the six steps of a new lender', path: '/lend/path', as: 'lender-new' },
  { name: 'the six steps of a lender', path: '/lend/path', as: 'lender-two' },
  { name: 'topping up', path: '/lend/money', as: 'lender-one' },
  { name: 'withdrawing', path: '/lend/money?tab=withdraw', as: 'lender-one' },
  {
    name: 'withdrawals, and what one would cost',
    path: '/lend/money?tab=withdraw',
    as: 'lender-two',
    act: typeAmount,
  },
  { name: 'notices', path: '/notices', as: 'lender-one' },
  { name: 'mandates', path: '/lend/money?tab=mandates', as: 'lender-one' },
];
