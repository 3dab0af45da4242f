// The figures of the market.
import { declareFigures } from './declare-figures.ts';

const LISTINGS = ['标的与其已受理的投标。', 'Listings and the bids accepted on them.'] as const;

export const MARKET_FIGURES = declareFigures('market', {
  open: {
    label: ['募集中', 'Open'],
    definition: ['现在可以投标的标的个数。', 'Listings that take bids now.'],
    source: LISTINGS,
  },
  left: {
    label: ['剩余可投', 'Left to lend'],
    definition: [
      '募集中标的的借款金额减去已受理的投标。',
      'Loan amounts of open listings less the bids accepted.',
    ],
    source: LISTINGS,
  },
  rate: {
    label: ['加权合同年利率', 'Contract rate, weighted'],
    definition: [
      '募集中标的的合同年利率，按剩余可投加权。',
      'Contract rates of open listings, weighted by what is left to lend.',
    ],
    source: LISTINGS,
  },
  net: {
    label: ['加权预期净年化', 'Expected net, weighted'],
    definition: [
      '扣除服务费和预期损失后的年化：各期按存续概率加权，计入回收，月收益率乘以 12；再按剩余可投加权。不是承诺。',
      'A year, after fees and expected loss: instalments weighted by survival, with recoveries, monthly rate times 12; weighted by what is left to lend. No promise.',
    ],
    source: LISTINGS,
  },
  found: {
    label: ['筛选结果', 'Found'],
    definition: ['符合现有筛选条件的标的个数。', 'Listings that the filters leave.'],
    source: LISTINGS,
  },
  foundLeft: {
    label: ['筛选结果剩余可投', 'Left to lend of those found'],
    definition: [
      '符合筛选条件的标的剩余可投之和。',
      'What is left to lend of the listings that the filters leave.',
    ],
    source: LISTINGS,
  },
  facet: {
    label: ['该选项的标的个数', 'Listings of this choice'],
    definition: [
      '其他筛选条件不变时，选这一项能看到的标的个数。',
      'Listings that this choice shows, with the other filters in force.',
    ],
    source: LISTINGS,
  },
  rowRate: {
    label: ['合同年利率', 'Contract rate'],
    definition: ['借款合同的年利率。', 'The yearly rate of the loan contract.'],
    source: ['审批时确定的借款条件。', 'The terms of the approved loan.'],
  },
  rowNet: {
    label: ['预期净年化', 'Expected net'],
    definition: [
      '扣除服务费和预期损失后的年化：各期按存续概率加权，计入回收，月收益率乘以 12。不是承诺。',
      'A year, after fees and expected loss: instalments weighted by survival, with recoveries, monthly rate times 12. No promise.',
    ],
    source: [
      '还款计划、收费标准和上架时冻结的预期损失。',
      'The schedule, the tariff and the expected loss frozen at publication.',
    ],
  },
  rowAmount: {
    label: ['借款金额', 'Loan amount'],
    definition: ['本标的的借款金额。', 'What the listing asks for.'],
    source: ['借款。', 'The loan.'],
  },
  rowFunded: {
    label: ['已募集', 'Funded'],
    definition: ['已受理的投标占借款金额的比例。', 'Accepted bids as a share of the loan amount.'],
    source: LISTINGS,
  },
  rowLenders: {
    label: ['出借人数', 'Lenders'],
    definition: ['有有效投标的出借人数。', 'Lenders with bids that stand.'],
    source: ['投标。', 'Bids.'],
  },
  rowLeft: {
    label: ['剩余', 'Left'],
    definition: ['借款金额减去已受理的投标。', 'The loan amount less the accepted bids.'],
    source: LISTINGS,
  },
});
