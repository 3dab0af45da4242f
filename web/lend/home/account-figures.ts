// The figures of a lender's account: what it is worth, what it is made of, and what it earned.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

export const ACCOUNT_FIGURES = declareFigures('lend.account', {
  value: {
    label: ['账户总资产', 'Account value'],
    definition: [
      '可用余额 + 投标冻结 + 提现在途 + 待收本金 + 应计利息 − 逾期减值。',
      'Cash + held for bids + on its way out + outstanding principal + accrued interest − impairment.',
    ],
    source: [
      '账本中您的出借人现金账户与全部债权',
      'Your lender cash account in the book and all claims',
    ],
  },
  cash: {
    label: ['可用余额', 'Available cash'],
    definition: [
      '存管账户余额减去投标冻结和已申请的提现。',
      'The custody balance less bids held and withdrawals asked for.',
    ],
    source: ['账本：出借人现金账户，余额减冻结', 'Book: lender cash, balance less holds'],
  },
  held: {
    label: ['投标冻结', 'Held for bids'],
    definition: ['已投标、借款尚未放款的金额。', 'Bids on listings that are not disbursed yet.'],
    source: ['账本：未终结的投标冻结', 'Book: open holds of bids'],
  },
  bidsHeld: {
    label: ['募集中的投标', 'Bids that wait'],
    definition: ['等待满标和放款的投标笔数。', 'Bids that wait for their listings to be full.'],
    source: ['投标记录', 'Bids'],
  },
  onItsWay: {
    label: ['提现在途', 'On its way out'],
    definition: [
      '已申请、银行尚未确认的提现，仍属于您。',
      'Withdrawals asked for and not confirmed by the bank yet; still yours.',
    ],
    source: ['提现记录及其冻结', 'Withdrawals and their holds'],
  },
  outstanding: {
    label: ['待收本金', 'Outstanding principal'],
    definition: [
      '全部未结清且未核销债权的本金，逾期的也计入。',
      'Of all claims neither closed nor written off, late ones included.',
    ],
    source: ['债权登记', 'Claims'],
  },
  claims: {
    label: ['债权笔数', 'Claims'],
    definition: ['未结清且未核销的债权笔数。', 'Claims neither closed nor written off.'],
    source: ['债权登记', 'Claims'],
  },
  accrued: {
    label: ['应计利息', 'Accrued interest'],
    definition: [
      '正常和宽限期内的债权自上个到期日以来已产生、尚未到期的利息。',
      'Earned since the last due day on claims on time or in their grace days.',
    ],
    source: ['各借款的还款计划，按您的份额', 'The schedule of each loan, by your share'],
  },
  impairment: {
    label: ['逾期减值', 'Impairment'],
    definition: [
      '各逾期分段的待收本金 × 公布比例（1、6、18、38、56、72%）。债权仍按全额追讨。',
      'Outstanding principal of each bucket times its published rate (1, 6, 18, 38, 56, 72%). The claims stay owed in full.',
    ],
    source: ['债权登记与逾期天数', 'Claims and days late'],
  },
  netDeposited: {
    label: ['净充值', 'Net deposits'],
    definition: ['累计充值减累计提现。', 'All top-ups less all withdrawals.'],
    source: ['账本：进出存管的流水', 'Book: transfers over the custody’s border'],
  },
  netGain: {
    label: ['累计净收益', 'Net gain'],
    definition: ['账户总资产 − 净充值。', 'Account value less net deposits.'],
    source: ['账本与债权登记', 'Book and claims'],
  },
  interestThisMonth: {
    label: ['本月到账利息，扣费后', 'Interest this month, after fees'],
    definition: [
      '本月到账的利息和罚息，减本月支付的服务费。',
      'Interest and penalty that came this month, less fees paid in it.',
    ],
    source: ['账本：本月利息、罚息与费用', 'Book: interest, penalty and fees of the month'],
  },
});

export const RETURN_FIGURES = declareFigures('lend.returns', {
  contract: {
    label: ['合同年利率', 'Contract rate'],
    definition: [
      '全部债权的合同年利率，按每日待收本金加权。',
      'The yearly rates of all claims, weighted by each day’s outstanding principal.',
    ],
    source: ['合同与账本中的本金往来', 'Contracts, and principal in the book'],
  },
  actual: {
    label: ['实际年化 XIRR', 'Actual, XIRR'],
    definition: [
      '资金加权的年化收益率：整个账户，含闲置资金；核销的计为损失，逾期减值未扣。',
      'Money-weighted, a year: the whole account with idle cash; what is written off is lost, impairment is not taken off.',
    ],
    source: [
      '账本：充值、提现；今日账户资产',
      'Book: top-ups and withdrawals; the account’s value today',
    ],
  },
  impaired: {
    label: ['扣除逾期减值后', 'After impairment'],
    definition: [
      '同上，今日资产扣除逾期减值。',
      'The same, with impairment taken off today’s value.',
    ],
    source: ['同上', 'The same'],
  },
  change: {
    label: ['从合同利率到实际到手', 'From the contract rate to what arrived'],
    definition: [
      '各步之差由四舍五入后的两级相减得出，因此印出的各步正好相加。',
      'Each step is the difference of two rounded levels, so the printed steps add up.',
    ],
    source: ['账本与合同', 'Book and contracts'],
  },
});
