// The words and figures of a lender's documents.
import { declareFigures } from '../../ui/figure/declare-figures.ts';
import { declareWords } from '../../ui/words/declare-words.ts';

export const DOCUMENT_WORDS = declareWords('lend.documents', {
  title: ['文件', 'Documents'],
  lead: [
    '年度税务清单、月度流水、每笔债权的合同与证据。',
    'Years for the tax office, monthly statements, contracts and evidence of every claim.',
  ],
  taxYears: ['年度税务清单', 'Tax years'],
  taxNote: ['逐笔借款：利息、罚息、费用、损失', 'Loan by loan: interest, penalty, fees, losses'],
  year: ['年度', 'Year'],
  files: ['下载', 'Download'],
  download: ['下载 {{year}} 年 {{kind}}', 'Download {{year}} as {{kind}}'],
  noYears: [
    '第一笔资金到账后，这里按年、按月列出。',
    'Years and months stand here once money has moved.',
  ],
  statements: ['月度流水', 'Monthly statements'],
  statementsNote: ['最近 12 个月', 'The last twelve months'],
  contracts: ['合同与证据包', 'Contracts and evidence'],
  contractsNote: [
    '每笔债权一份，含合同全文与哈希',
    'One for each claim, with the contract and its hash',
  ],
  noContracts: ['还没有债权，也就没有合同。', 'No claims yet, and so no contracts.'],
  toMarket: ['去市场看看', 'See the market'],
  listing: ['标的', 'Listing'],
  from: ['起息日', 'Interest from'],
  pack: ['证据包', 'Evidence pack'],
  more: ['继续加载', 'Read on'],
});

const BOOK = ['账本：出借人现金账户，按记账日', 'Book: lender cash, by booked day'] as const;

export const TAX_FIGURES = declareFigures('lend.tax', {
  principal: {
    label: ['收回本金', 'Principal received'],
    definition: [
      '当年收回的本金，含代偿。',
      'Principal that came in the year, compensation included.',
    ],
    source: BOOK,
  },
  interest: {
    label: ['利息', 'Interest'],
    definition: ['当年到账的利息，扣费前。', 'Interest that came in the year, before fees.'],
    source: BOOK,
  },
  penalty: {
    label: ['罚息', 'Penalty'],
    definition: ['当年到账的罚息。', 'Penalty that came in the year.'],
    source: BOOK,
  },
  fees: {
    label: ['支付费用', 'Fees paid'],
    definition: [
      '当年向平台支付的费用，已减退费。',
      'What you paid the platform in the year, refunds taken off.',
    ],
    source: BOOK,
  },
  loss: {
    label: ['本金损失', 'Principal lost'],
    definition: [
      '当年催收终结、仍未收回的本金。',
      'Principal still missing when collection ended in the year.',
    ],
    source: ['债权登记', 'Claims'],
  },
});
