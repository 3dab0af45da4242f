// Every page that the browser tests open, area by area.

import { BORROW_PAGES } from './borrow-pages.ts';
import { DISCLOSURE_PAGES } from './disclosure-pages.ts';
import { LEND_PAGES } from './lend-pages.ts';
import { LEND_PATH_PAGES } from './lend-path-pages.ts';
import { OFFICE_MONEY_PAGES } from './office-money-pages.ts';
import { OFFICE_PAGES } from './office-pages.ts';
import { PUBLIC_PAGES } from './public-pages.ts';
import { SUPERVISE_PAGES } from './supervise-pages.ts';
import type { TriedPage } from './tried-page.ts';

export const ALL_PAGES: readonly TriedPage[] = [
  ...PUBLIC_PAGES,
  ...DISCLOSURE_PAGES,
  ...LEND_PATH_PAGES,
  ...LEND_PAGES,
  ...OFFICE_PAGES,
  ...BORROW_PAGES,
  ...OFFICE_MONEY_PAGES,
  ...SUPERVISE_PAGES,
];
