// The figures of a loan's public page.
import { declareFigures } from './declare-figures.ts';

const TERMS = ['审批时确定的借款条件。', 'The terms of the approved loan.'] as const;
const BIDS = ['已受理的投标。', 'The accepted bids.'] as const;
const PLAN = [
  '借款的还款计划；放款前按今天放款试算。',
  'The schedule of the loan; before the disbursement, as if it were disbursed today.',
] as const;
const SHARE = [
  '全标还款计划按份额累计取整，各出借人之和等于全标。',
  'The schedule split by shares with cumulative rounding, so that all lenders add up to the loan.',
] as const;
const FORECAST = [
  '上架时冻结的预期损失，按还款计划折算到全期。',
  'The expected loss frozen at publication, over the schedule of the whole term.',
] as const;
const FACE = ['上架时冻结的披露内容。', 'What was disclosed and frozen at publication.'] as const;

const PUBLISHED = [
  '最近一个已关账日的披露数据。',
  'Published figures of the last closed day.',
] as const;

export const LOAN_FIGURES = declareFigures('loan', {
  amount: {
    label: ['借款金额', 'Loan amount'],
    definition: ['借款人申请并获批的本金。', 'The principal that was applied for and approved.'],
    source: TERMS,
  },
  rate: {
    label: ['合同年利率', 'Contract rate'],
    definition: [
      '借款合同的年利率，按月计息。',
      'The yearly rate of the contract, charged monthly.',
    ],
    source: TERMS,
  },
  net: {
    label: ['预期净年化', 'Expected net'],
    definition: [
      '各期扣除服务费后按存续概率加权，计入回收，月收益率乘以 12。不是承诺。',
      'Instalments after fees, weighted by survival, with recoveries; the monthly rate times 12. No promise.',
    ],
    source: FORECAST,
  },
  allIn: {
    label: ['借款人综合年化', 'Borrower’s all-in rate'],
    definition: [
      '借款人到手和支付的全部款项的年化，含各项费用。',
      'The yearly rate of all that the borrower gets and pays, fees included.',
    ],
    source: TERMS,
  },
  firstInstalment: {
    label: ['首期应还', 'First instalment'],
    definition: [
      '第一期本金、利息和借款人费用之和。',
      'Principal, interest and borrower’s fee of the first instalment.',
    ],
    source: PLAN,
  },
  accepted: {
    label: ['已投', 'Bid'],
    definition: ['已受理的投标之和。', 'All accepted bids.'],
    source: BIDS,
  },
  left: {
    label: ['剩余', 'Left'],
    definition: ['借款金额减去已受理的投标。', 'The loan amount less the accepted bids.'],
    source: BIDS,
  },
  funded: {
    label: ['已募集', 'Funded'],
    definition: ['已受理的投标占借款金额的比例。', 'Accepted bids as a share of the loan amount.'],
    source: BIDS,
  },
  lenders: {
    label: ['出借人数', 'Lenders'],
    definition: ['有有效投标的出借人数。', 'Lenders with bids that stand.'],
    source: BIDS,
  },
  disclosed: {
    label: ['披露金额', 'Disclosed amount'],
    definition: [
      '上架时披露的借款人金额类信息。',
      'An amount of the borrower, disclosed at publication.',
    ],
    source: FACE,
  },
  loansRepaid: {
    label: ['本平台已结清', 'Repaid here'],
    definition: ['借款人以往在本平台结清的借款笔数。', 'Loans that the borrower has repaid here.'],
    source: ['借款人档案。', 'The borrower’s record.'],
  },
  worstDays: {
    label: ['本平台最长逾期', 'Longest overdue here'],
    definition: [
      '借款人以往在本平台的最长逾期天数。',
      'The longest that the borrower was overdue here.',
    ],
    source: ['借款人档案。', 'The borrower’s record.'],
  },
  termPd: {
    label: ['违约概率', 'Probability of default'],
    definition: [
      '全期内预计违约的同类借款比例。',
      'The share of like loans expected to default before the term ends.',
    ],
    source: FORECAST,
  },
  exposure: {
    label: ['违约时余额', 'Balance at default'],
    definition: [
      '违约时剩余本金占借出本金的比例。',
      'Outstanding principal at default, as a share of what was lent.',
    ],
    source: FORECAST,
  },
  lgd: {
    label: ['损失率', 'Loss given default'],
    definition: [
      '违约时余额中预计收不回来的比例。',
      'The share of that balance expected never to come back.',
    ],
    source: FORECAST,
  },
  termLoss: {
    label: ['预期损失', 'Expected loss'],
    definition: [
      '违约概率 × 违约时余额 × 损失率，占借出本金，全期。',
      'Probability of default × balance at default × loss given default, of what was lent, over the term.',
    ],
    source: FORECAST,
  },
  score: {
    label: ['信用评分', 'Credit score'],
    definition: [
      '评分卡各项得分加基础分，越高越安全。',
      'Points of the scorecard with its base; higher is safer.',
    ],
    source: ['最近一次评估。', 'The last assessment.'],
  },
  points: {
    label: ['得分', 'Points'],
    definition: ['评分卡这一项的得分。', 'Points of this feature.'],
    source: ['最近一次评估。', 'The last assessment.'],
  },
  coverLeft: {
    label: ['剩余担保额', 'Cover left'],
    definition: [
      '担保承诺金额减去已代偿的本金。',
      'The commitment less the principal already compensated.',
    ],
    source: ['担保承诺与代偿。', 'Commitments and compensations.'],
  },
  principal: {
    label: ['本金', 'Principal'],
    definition: ['该期应还本金。', 'Principal due.'],
    source: PLAN,
  },
  interest: {
    label: ['利息', 'Interest'],
    definition: ['该期应付利息。', 'Interest due.'],
    source: PLAN,
  },
  due: {
    label: ['全标应收', 'Due to lenders'],
    definition: [
      '该期本金与利息之和，不含借款人费用。',
      'Principal and interest of the instalment, without the borrower’s fees.',
    ],
    source: PLAN,
  },
  balance: {
    label: ['剩余本金', 'Balance'],
    definition: ['该期之后的剩余本金。', 'Outstanding principal after the instalment.'],
    source: PLAN,
  },
  share: {
    label: ['您的份额', 'Your share'],
    definition: [
      '该期您能收到的本金与利息，扣除服务费之前。',
      'Principal and interest that reach you, before the fee.',
    ],
    source: SHARE,
  },
  sumPrincipal: {
    label: ['本金合计', 'Principal in all'],
    definition: ['各期本金之和。', 'All principal.'],
    source: PLAN,
  },
  sumInterest: {
    label: ['利息合计', 'Interest in all'],
    definition: ['各期利息之和。', 'All interest.'],
    source: PLAN,
  },
  sumDue: {
    label: ['应收合计', 'Due in all'],
    definition: ['本金与利息合计。', 'Principal and interest in all.'],
    source: PLAN,
  },
  sumShare: {
    label: ['您的合计', 'Yours in all'],
    definition: ['出借金额加合同利息。', 'What you lend and the contract’s interest.'],
    source: SHARE,
  },
  yourInterest: {
    label: ['合同利息', 'Interest of the contract'],
    definition: ['各期都按时付清时的利息。', 'Interest if every instalment is paid on time.'],
    source: SHARE,
  },
  yourFees: {
    label: ['出借服务费', 'Lender’s fee'],
    definition: ['从收到的款项里扣除的费用。', 'The fee taken out of what you receive.'],
    source: ['产品的收费标准。', 'The tariff of the product.'],
  },
  yourLoss: {
    label: ['预期损失', 'Expected loss'],
    definition: ['出借金额 × 全期预期损失率。', 'The amount × the expected loss over the term.'],
    source: FORECAST,
  },
  yourGain: {
    label: ['预期净收益', 'Expected net gain'],
    definition: [
      '合同利息 − 服务费 − 预期损失。不是承诺。',
      'Interest − fee − expected loss. No promise.',
    ],
    source: FORECAST,
  },
  worst: {
    label: ['最坏情形', 'Worst case'],
    definition: [
      '借款人一分不还、也无人代偿时的损失。',
      'The loss if the borrower pays nothing and nobody pays instead.',
    ],
    source: ['出借金额。', 'The amount lent.'],
  },
  available: {
    label: ['可用余额', 'Available cash'],
    definition: ['出借账户余额减去冻结。', 'The lender’s cash less what is held.'],
    source: ['账簿的出借人存管余额账户。', 'The lender’s cash account in the book.'],
  },
  yourBids: {
    label: ['您在此标的', 'Yours on this listing'],
    definition: ['您在本标的有效的投标之和。', 'Your bids on this listing that stand.'],
    source: ['投标。', 'Bids.'],
  },
  bidAmount: {
    label: ['投标金额', 'Bid'],
    definition: ['这一笔投标的金额。', 'The amount of the bid.'],
    source: BIDS,
  },
  bidTotal: {
    label: ['累计', 'Running total'],
    definition: ['到这一笔为止有效投标之和。', 'Bids that stand, up to this one.'],
    source: BIDS,
  },
  gradeExpectedByNow: {
    label: ['按上架时预测，至今应为', 'Due by now, as forecast'],
    definition: [
      '本等级全部已放款：上架时的预期损失按各自年龄折算到今天，占放款本金。',
      'Of all loans of the grade: the forecast frozen at listing, to each loan’s age, of principal lent.',
    ],
    source: PUBLISHED,
  },
  gradeActualLoss: {
    label: ['实际至今', 'Actual so far'],
    definition: [
      '本等级全部已放款：已核销净损失与长期逾期的预计损失，占放款本金。',
      'Of all loans of the grade: written off after recoveries, and what long arrears are expected to lose, of principal lent.',
    ],
    source: PUBLISHED,
  },
  gradeExpectedLoss: {
    label: ['全期预测', 'Forecast, whole term'],
    definition: [
      '本等级全部已放款：全期预期损失，占放款本金。',
      'Of all loans of the grade: the forecast over the whole term, of principal lent.',
    ],
    source: PUBLISHED,
  },
});
