// The pages of public figures, fees and education.
import type { Page } from 'playwright-core';
import type { TriedPage } from './tried-page.ts';

/** Each chart as its table, whose figures are exact. */
async function asTables(page: Page): Promise<void> {
  const switches = page.locator('.chart-acts button');
  for (const one of await switches.all()) await one.click();
}

export const DISCLOSURE_PAGES: readonly TriedPage[] = [
  { name: 'statistics', path: '/statistics' },
  { name: 'the charts of the statistics as tables', path: '/statistics', act: asTables },
  { name: 'all indicators', path: '/statistics/indicators' },
  { name: 'the loan book', path: '/statistics/loan-book' },
  { name: 'what was corrected', path: '/statistics/corrections' },
  { name: 'how it works', path: '/learn' },
  { name: 'fees', path: '/fees' },
  { name: 'the calculator of returns', path: '/calculators' },
  { name: 'the calculator of costs', path: '/calculators?for=borrower' },
];
