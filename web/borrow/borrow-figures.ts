// The figures of a borrower's pages.
import { declareFigures } from '../ui/figure/declare-figures.ts';

export const BORROW_FIGURES = declareFigures('borrow', {
  loanAmount: {
    label: ['借款金额', 'Loan amount'],
    definition: [
      '审批通过后为批准金额，之前为申请金额。放款时一分不扣。',
      'What was approved; before that, what was applied for. Paid out whole.',
    ],
    source: ['借款合同要素', 'Terms of the loan'],
  },
  annualRate: {
    label: ['年利率', 'Annual rate'],
    definition: ['合同约定的年利率，不含费用。', 'The rate of the contract a year, without fees.'],
    source: ['借款合同要素', 'Terms of the loan'],
  },
  allInRate: {
    label: ['综合年化', 'All-in rate'],
    definition: [
      '把每期要还的本金、利息和全部费用，与到手金额相比得出的年化成本。',
      'What all that you repay, fees included, costs a year against what you receive.',
    ],
    source: ['借款合同要素', 'Terms of the loan'],
  },
  lenderRate: {
    label: ['出借人得到', 'Lenders receive'],
    definition: [
      '年利率减去平台向出借人收取的费用，未扣除损失。',
      'The annual rate less what lenders pay to the platform, before losses.',
    ],
    source: ['借款合同要素与产品费率', 'Terms of the loan and the tariff of its product'],
  },
  accepted: {
    label: ['已募集', 'Funded so far'],
    definition: ['出借人投标的金额合计。', 'What lenders have bid together.'],
    source: ['投标记录', 'Bids'],
  },
  fees: {
    label: ['费用合计', 'Fees in all'],
    definition: ['合同约定的全部费用。', 'All fees of the contract.'],
    source: ['借款合同要素', 'Terms of the loan'],
  },
  outstanding: {
    label: ['待还本金', 'Principal still owed'],
    definition: [
      '尚未归还的本金，含逾期部分。',
      'Principal that is not repaid, overdue parts included.',
    ],
    source: ['还款账', 'The accounts of the instalments'],
  },
  nextDueAmount: {
    label: ['下一期应还', 'Next payment'],
    definition: [
      '最早一期尚未还清的金额，含本金、利息、费用和罚息。',
      'What is open of the first instalment that is not settled: principal, interest, fees and penalty.',
    ],
    source: ['还款账', 'The accounts of the instalments'],
  },
  dueNow: {
    label: ['今日应还', 'Due now'],
    definition: [
      '已到期（含今日到期）而未还的金额。',
      'What has fallen due, today’s included, and is not paid.',
    ],
    source: ['还款账', 'The accounts of the instalments'],
  },
  arrearsTotal: {
    label: ['逾期未还', 'In arrears'],
    definition: [
      '已到期而未还的本金、利息、费用和罚息。在途还款视同已还。',
      'What was to be paid by now and was not, penalty included; a payment under way counts as paid.',
    ],
    source: ['还款账', 'The accounts of the instalments'],
  },
  arrearsPenalty: {
    label: ['逾期罚息', 'Penalty in arrears'],
    definition: ['逾期未还款项中的罚息。', 'What of the arrears is penalty.'],
    source: ['还款账', 'The accounts of the instalments'],
  },
  daysOverdue: {
    label: ['逾期天数', 'Days overdue'],
    definition: ['还款日的次日为第 1 天。', 'The day after the due day is day 1.'],
    source: ['还款账与业务日', 'The accounts of the instalments and the business date'],
  },
  rowTotal: {
    label: ['应还', 'Instalment'],
    definition: [
      '该期本金、利息、费用与罚息之和。',
      'Principal, interest, fees and penalty of it.',
    ],
    source: ['还款账', 'The accounts of the instalments'],
  },
  rowPrincipal: {
    label: ['本金', 'Principal'],
    definition: ['该期应还本金。', 'Principal of the instalment.'],
    source: ['还款账', 'The accounts of the instalments'],
  },
  rowInterest: {
    label: ['利息', 'Interest'],
    definition: ['该期应还利息。', 'Interest of the instalment.'],
    source: ['还款账', 'The accounts of the instalments'],
  },
  rowFee: {
    label: ['费用', 'Fees'],
    definition: ['该期应付费用。', 'Fees of the instalment.'],
    source: ['还款账', 'The accounts of the instalments'],
  },
  rowPenalty: {
    label: ['罚息', 'Penalty'],
    definition: ['该期因逾期计收的罚息。', 'What was charged on it for lateness.'],
    source: ['还款账', 'The accounts of the instalments'],
  },
  rowOpen: {
    label: ['未还', 'Still open'],
    definition: ['该期尚未归还的金额。', 'What is not paid of the instalment.'],
    source: ['还款账', 'The accounts of the instalments'],
  },
  repaid: {
    label: ['累计已还', 'Repaid so far'],
    definition: ['各期已还金额之和。', 'What was paid of all instalments.'],
    source: ['还款账', 'The accounts of the instalments'],
  },
  instalmentsLeft: {
    label: ['剩余期数', 'Instalments left'],
    definition: ['尚未还清的期数。', 'How many instalments are not settled.'],
    source: ['还款账', 'The accounts of the instalments'],
  },
  available: {
    label: ['存管账户可用余额', 'Available at the custodian'],
    definition: [
      '您名下借款人存管账户的余额，减去已冻结的金额。',
      'What lies in your own account as a borrower at the custodian, less what is held.',
    ],
    source: ['存管账户总账', 'The account in the ledger'],
  },
  repaymentAmount: {
    label: ['还款金额', 'Repayment'],
    definition: ['一次还款的金额。', 'What was repaid at once.'],
    source: ['还款指令', 'The instruction to the custodian'],
  },
  mandateCap: {
    label: ['授权上限', 'Authorised at most'],
    definition: ['在该授权下最多可以扣出的金额合计。', 'The most that may go out under it in all.'],
    source: ['授权记录', 'The mandate'],
  },
});
