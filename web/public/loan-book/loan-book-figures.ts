// The figures of the loan book's first rows.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

const SOURCE = [
  '账本中该借款截至所示日终的记录',
  'The ledger of the loan at the close of the day shown',
] as const;

export const LOAN_BOOK = declareFigures('loanBook', {
  lent: {
    label: ['放款本金', 'Lent'],
    definition: ['放款给借款人的本金。', 'Principal that was paid out.'],
    source: SOURCE,
  },
  principal: {
    label: ['未还本金', 'Outstanding'],
    definition: [
      '当日未还本金，不含已核销。',
      'Outstanding principal, without what is written off.',
    ],
    source: SOURCE,
  },
  rate: {
    label: ['合同年利率', 'Contract rate'],
    definition: ['合同约定的年利率。', 'The yearly rate of the contract.'],
    source: ['借款合同', 'The contract'],
  },
  overdue: {
    label: ['逾期金额', 'Overdue'],
    definition: [
      '出借人应收未收的本金和利息。',
      'Principal and interest that lenders should have and have not.',
    ],
    source: SOURCE,
  },
});
