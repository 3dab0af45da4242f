// The figures of the page of listings.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

export const LISTINGS_FIGURES = declareFigures('listings', {
  loanAmount: {
    label: ['借款金额', 'Amount'],
    definition: ['获批的金额', 'The amount that was approved'],
    source: ['借款表', 'The table of loans'],
  },
  listed: {
    label: ['标的金额', 'Listed'],
    definition: ['标的写明的金额，等于整笔借款', 'What the listing offers: the whole of the loan'],
    source: ['标的表', 'The table of listings'],
  },
});
