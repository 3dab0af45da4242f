// The figures of the review.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

const FILE = ['申请资料', 'The file of the application'] as const;
const ASSESSMENT = ['最近一次评估', 'The last assessment'] as const;
const OFFER = [
  '产品条款与核实资料，由核心规则计算',
  'Calculated by the rules from the product and the verified facts',
] as const;

export const REVIEW_FIGURES = declareFigures('review', {
  amount: {
    label: ['申请金额', 'Amount asked for'],
    definition: ['申请人想借多少', 'What the applicant asks for'],
    source: ['借款表', 'The table of loans'],
  },
  instalment: {
    label: ['每期应还', 'Instalment'],
    definition: ['首期本金、利息与费用', 'Principal, interest and fees of the first instalment'],
    source: OFFER,
  },
  allIn: {
    label: ['综合年化', 'All-in rate'],
    definition: [
      '借款人一年付出的全部，含费用，内部收益率',
      'All that the borrower pays a year, by IRR',
    ],
    source: OFFER,
  },
  contractRate: {
    label: ['合同利率', 'Contract rate'],
    definition: ['合同上的年利率', 'The yearly rate of the contract'],
    source: ASSESSMENT,
  },
  burden: {
    label: ['每月还款占收入', 'Payments to income'],
    definition: [
      '每月全部还款除以收入；本笔按产品最高利率算，与规则同口径',
      'All monthly payments over the income; this loan at the product’s highest rate, as the rule counts',
    ],
    source: OFFER,
  },
  burdenLine: {
    label: ['规则线', 'The line'],
    definition: ['高于它须有人看', 'Above it a person looks'],
    source: ['信用政策', 'The credit policy'],
  },
  loss: {
    label: ['预期损失', 'Expected loss'],
    definition: ['一年里占待收本金的比例', 'A year, as a share of what is outstanding'],
    source: ASSESSMENT,
  },
  difference: {
    label: ['差异', 'Difference'],
    definition: ['核实值比填写值高或低多少', 'How much more or less was found than written'],
    source: FILE,
  },
  said: {
    label: ['申请人填写', 'Written'],
    definition: ['申请人自己写的', 'What the applicant wrote'],
    source: FILE,
  },
  found: {
    label: ['核实值', 'Found'],
    definition: ['现在作数的值', 'What holds now'],
    source: FILE,
  },
  feature: {
    label: ['取值', 'Value'],
    definition: ['评估时这一项的取值', 'What was found for this feature'],
    source: ASSESSMENT,
  },
  points: {
    label: ['分值', 'Points'],
    definition: ['这一项得多少分', 'What this feature gives'],
    source: ASSESSMENT,
  },
  pointsMax: {
    label: ['满分', 'At most'],
    definition: ['这一项最多多少分', 'What this feature could give'],
    source: ['评分卡', 'The scorecard'],
  },
  basePoints: {
    label: ['基准分', 'Base'],
    definition: ['人人都有的起点', 'What everybody begins with'],
    source: ['评分卡', 'The scorecard'],
  },
  score: {
    label: ['评分', 'Score'],
    definition: ['基准分加各项分值', 'The base and all points'],
    source: ASSESSMENT,
  },
  income: { label: ['收入', 'Income'], definition: ['每月收入', 'A month'], source: FILE },
  costs: { label: ['成本', 'Costs'], definition: ['每月经营成本', 'A month'], source: FILE },
  otherPayments: {
    label: ['其他还款', 'Other payments'],
    definition: ['每月其他债务的还款', 'Payments on other debts a month'],
    source: FILE,
  },
  left: {
    label: ['剩余', 'Left'],
    definition: [
      '收入减成本、其他还款与本笔首期',
      'Income less costs, other payments and the first instalment',
    ],
    source: OFFER,
  },
  limit: {
    label: ['额度', 'Credit limit'],
    definition: ['这位借款人最多可借多少', 'The most that this borrower may be lent'],
    source: ASSESSMENT,
  },
  part: {
    label: ['定价构成', 'Part of the price'],
    definition: ['各部分之和等于合同利率', 'The parts add up to the contract rate'],
    source: ASSESSMENT,
  },
  owedHere: {
    label: ['在贷', 'Owed here'],
    definition: ['在本平台的待还本金', 'Outstanding principal on this platform'],
    source: ['借款人表', 'The table of borrowers'],
  },
  loansRepaid: {
    label: ['已还清', 'Loans repaid'],
    definition: ['在本平台还清的笔数', 'Loans repaid on this platform'],
    source: ['借款人表', 'The table of borrowers'],
  },
  worstDays: {
    label: ['最长逾期', 'Worst overdue'],
    definition: ['在本平台最长逾期天数', 'Most days overdue on this platform'],
    source: ['借款人表', 'The table of borrowers'],
  },
  pastAmount: {
    label: ['以往借款', 'Other loans'],
    definition: ['那一笔的金额', 'The amount of that loan'],
    source: ['借款表', 'The table of loans'],
  },
  waiting: {
    label: ['等待', 'Waiting'],
    definition: ['这一栏等着的件数', 'How many wait under this tab'],
    source: ['借款与评估', 'Loans and assessments'],
  },
});
