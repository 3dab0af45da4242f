// Every figure of the office's second half: days, money, the ledger, collection, people and safeguards.
import type { FigureQueries } from './figure-query.ts';
import { OFFICE_BOOK_FIGURES } from './office-book-figures.ts';
import { OFFICE_CLOSE_FIGURES } from './office-close-figures.ts';
import { OFFICE_PEOPLE_FIGURES } from './office-people-figures.ts';

export const OFFICE_MONEY_FIGURES: FigureQueries = {
  ...OFFICE_CLOSE_FIGURES,
  ...OFFICE_BOOK_FIGURES,
  ...OFFICE_PEOPLE_FIGURES,
};
