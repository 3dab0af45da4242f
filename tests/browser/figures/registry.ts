// Every figure that pages show, with the SQL that recomputes it; each area of pages has its own file.
import { BORROW_FIGURE_QUERIES } from './borrow-figures.ts';
import { DISCLOSURE_FIGURES } from './disclosure-figures.ts';
import type { FigureQueries } from './figure-query.ts';
import { LEND_FIGURES } from './lend-figures.ts';
import { LEND_PATH_FIGURES } from './lend-path-figures.ts';
import { OFFICE_FIGURES } from './office-figures.ts';
import { OFFICE_LOAN_FIGURES } from './office-loan-figures.ts';
import { OFFICE_MONEY_FIGURES } from './office-money-figures.ts';
import { OFFICE_REVIEW_FIGURES } from './office-review-figures.ts';
import { PUBLIC_FIGURES } from './public-figures.ts';
import { SUPERVISE_FIGURES } from './supervise-figures.ts';

/** By area; the ids of an area begin with names of their own, and none stands twice. */
const BY_AREA: Readonly<Record<string, FigureQueries>> = {
  public: PUBLIC_FIGURES,
  disclosure: DISCLOSURE_FIGURES,
  lendPath: LEND_PATH_FIGURES,
  office: OFFICE_FIGURES,
  officeReview: OFFICE_REVIEW_FIGURES,
  officeLoans: OFFICE_LOAN_FIGURES,
  borrow: BORROW_FIGURE_QUERIES,
  lend: LEND_FIGURES,
  'office money': OFFICE_MONEY_FIGURES,
  supervise: SUPERVISE_FIGURES,
};

/** @throws Error where two areas name the same figure. */
export function allFigures(
  areas: Readonly<Record<string, FigureQueries>> = BY_AREA,
): ReadonlyMap<string, FigureQueries[string]> {
  const found = new Map<string, FigureQueries[string]>();
  for (const [area, queries] of Object.entries(areas)) {
    for (const [id, query] of Object.entries(queries)) {
      if (found.has(id)) throw new Error(`The figure ${id} of ${area} stands in another area too.`);
      found.set(id, query);
    }
  }
  return found;
}
