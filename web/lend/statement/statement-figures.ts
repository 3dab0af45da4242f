// The figures of a statement.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

const BOOK = ['账本：出借人现金账户', 'Book: lender cash'] as const;

export const STATEMENT_FIGURES = declareFigures('lend.statement', {
  opening: {
    label: ['期初余额', 'Opening balance'],
    definition: [
      '起始日之前的账面余额，含冻结。',
      'Booked before the first day, held money included.',
    ],
    source: BOOK,
  },
  closing: {
    label: ['期末余额', 'Closing balance'],
    definition: [
      '截止日结束时的账面余额，含冻结。',
      'Booked at the end of the last day, held money included.',
    ],
    source: BOOK,
  },
  amount: {
    label: ['金额', 'Amount'],
    definition: ['该笔流水的金额，转出为负。', 'What the line moved; what goes out is negative.'],
    source: BOOK,
  },
  balance: {
    label: ['余额', 'Balance'],
    definition: ['该笔之后的账面余额。', 'Booked after the line.'],
    source: BOOK,
  },
});
