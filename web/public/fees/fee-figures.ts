// The figures of the page of fees.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

const PRODUCT = ['产品的现行版本', 'The version of the product in force'] as const;

export const FEES = declareFigures('fees', {
  fixed: {
    label: ['收费金额', 'Fee'],
    definition: ['每次收取的固定金额。', 'A fixed amount each time.'],
    source: PRODUCT,
  },
  share: {
    label: ['收费比例', 'Fee'],
    definition: ['按所列基数收取的比例。', 'A share of the base that is named.'],
    source: PRODUCT,
  },
  minimumRate: {
    label: ['借款年利率，最低', 'Borrower’s rate, lowest'],
    definition: ['该产品合同年利率的下限。', 'The least yearly rate of the product.'],
    source: PRODUCT,
  },
  maximumRate: {
    label: ['借款年利率，最高', 'Borrower’s rate, highest'],
    definition: ['该产品合同年利率的上限。', 'The highest yearly rate of the product.'],
    source: PRODUCT,
  },
  minimumLenderRate: {
    label: ['出借人年利率，最低', 'Lender’s rate, lowest'],
    definition: [
      '借款年利率的下限减去利差和出借人服务费，未扣除损失。',
      'The least rate less the spread and lenders’ fees, before losses.',
    ],
    source: PRODUCT,
  },
  maximumLenderRate: {
    label: ['出借人年利率，最高', 'Lender’s rate, highest'],
    definition: [
      '借款年利率的上限减去利差和出借人服务费，未扣除损失。',
      'The highest rate less the spread and lenders’ fees, before losses.',
    ],
    source: PRODUCT,
  },
  penalty: {
    label: ['罚息', 'Penalty'],
    definition: [
      '占合同年利率的比例，逾期期间按日计收，归出借人。',
      'A share of the contract’s rate, charged by the day while something is overdue; it is the lenders’.',
    ],
    source: PRODUCT,
  },
});
