// The pages of public figures, fees and education.
import type { TriedPage } from './tried-page.ts';

export const DISCLOSURE_PAGES: readonly TriedPage[] = [
  { name: 'statistics', path: '/statistics' },
  { name: 'all indicators', path: '/statistics/indicators' },
  { name: 'the loan book', path: '/statistics/loan-book' },
  { name: 'what was corrected', path: '/statistics/corrections' },
  { name: 'how it works', path: '/learn' },
  { name: 'fees', path: '/fees' },
  { name: 'the calculator of returns', path: '/calculators' },
  { name: 'the calculator of costs', path: '/calculators?for=borrower' },
];
