// The figures of products and fees.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

const TERMS = ['产品版本的条款', 'The terms of the version'] as const;
const PREVIEW = ['浏览器里的核心规则', 'The rules of the house, in the browser'] as const;

export const PRODUCTS_FIGURES = declareFigures('products', {
  amountFrom: { label: ['最低', 'Least'], definition: ['最低金额', 'Least amount'], source: TERMS },
  amountTo: {
    label: ['最高', 'Largest'],
    definition: ['最高金额', 'Largest amount'],
    source: TERMS,
  },
  termFrom: {
    label: ['最短', 'Shortest'],
    definition: ['最短期限', 'Shortest term'],
    source: TERMS,
  },
  termTo: { label: ['最长', 'Longest'], definition: ['最长期限', 'Longest term'], source: TERMS },
  rateFrom: { label: ['最低', 'Least'], definition: ['最低年利率', 'Least rate'], source: TERMS },
  rateTo: { label: ['最高', 'Highest'], definition: ['最高年利率', 'Highest rate'], source: TERMS },
  term: {
    label: ['条款', 'Term'],
    definition: ['这个版本写明的值', 'What this version says'],
    source: TERMS,
  },
  feeAmount: {
    label: ['费用', 'Fee'],
    definition: ['定额费用', 'A fixed fee'],
    source: ['费用表', 'The tariff'],
  },
  feeShare: {
    label: ['费率', 'Share'],
    definition: ['按比例的费用', 'A fee as a share'],
    source: ['费用表', 'The tariff'],
  },
  preview: {
    label: ['预览', 'Preview'],
    definition: ['按正在填写的条款算出', 'Calculated from the terms as they are filled in'],
    source: PREVIEW,
  },
});
