// The figures of the office's loans.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

const LOANS = ['借款表', 'The table of loans'] as const;
const ACCOUNTS = ['分期账户', 'The instalments of the loan'] as const;
const CLAIMS = ['债权表', 'The table of claims'] as const;
const REPAYMENTS = ['还款指令与其记账', 'Repayments and what was booked of them'] as const;

export const LOANS_FIGURES = declareFigures('loans', {
  loanAmount: {
    label: ['金额', 'Amount'],
    definition: ['整笔借款', 'The whole loan'],
    source: LOANS,
  },
  outstanding: {
    label: ['待收本金', 'Outstanding'],
    definition: [
      '还没还的本金，已核销的不计',
      'Principal not repaid; nothing of what is written off',
    ],
    source: ['总账 loan_principal 账户', 'Ledger accounts loan_principal'],
  },
  rate: {
    label: ['年利率', 'Rate'],
    definition: ['合同上的年利率', 'The yearly rate of the contract'],
    source: LOANS,
  },
  allIn: {
    label: ['综合年化', 'All-in rate'],
    definition: [
      '借款人一年付出的全部，含费用',
      'All that the borrower pays a year, fees included',
    ],
    source: LOANS,
  },
  accepted: {
    label: ['已投', 'Bids accepted'],
    definition: ['已接受的投标', 'Bids that were accepted'],
    source: ['投标表', 'The table of bids'],
  },
  frozen: {
    label: ['已冻结', 'Frozen'],
    definition: ['存管已冻结的投标', 'Bids that the custodian has frozen'],
    source: ['投标表', 'The table of bids'],
  },
  arrears: {
    label: ['欠款', 'Arrears'],
    definition: [
      '到期未还的本金、利息、罚息、费用',
      'What is due and unpaid: principal, interest, penalty, fees',
    ],
    source: ACCOUNTS,
  },
  daysOverdue: {
    label: ['逾期天数', 'Days overdue'],
    definition: ['到期日的次日是第 1 天', 'The day after the due day is the first'],
    source: ACCOUNTS,
  },
  writtenOff: {
    label: ['核销', 'Written off'],
    definition: ['核销时欠的全部', 'All that was owed when it was written off'],
    source: ACCOUNTS,
  },
  recovered: {
    label: ['收回', 'Recovered'],
    definition: ['核销后收回的', 'What was recovered since'],
    source: ACCOUNTS,
  },
  leftOver: {
    label: ['还剩', 'Left'],
    definition: ['核销后还欠的', 'What is still owed'],
    source: ACCOUNTS,
  },
  principal: {
    label: ['本金', 'Principal'],
    definition: ['应还本金', 'Asked for'],
    source: ACCOUNTS,
  },
  interest: {
    label: ['利息', 'Interest'],
    definition: ['应还利息', 'Asked for'],
    source: ACCOUNTS,
  },
  penalty: { label: ['罚息', 'Penalty'], definition: ['应还罚息', 'Asked for'], source: ACCOUNTS },
  fee: { label: ['费用', 'Fees'], definition: ['应还费用', 'Asked for'], source: ACCOUNTS },
  paid: {
    label: ['已还', 'Paid'],
    definition: ['已还的部分', 'What was paid of it'],
    source: ACCOUNTS,
  },
  open: { label: ['未还', 'Open'], definition: ['还没还的部分', 'What is open'], source: ACCOUNTS },
  claimPrincipal: {
    label: ['出借本金', 'Lent'],
    definition: ['这笔债权借出的本金', 'What was lent under it'],
    source: CLAIMS,
  },
  claimOutstanding: {
    label: ['待收', 'Outstanding'],
    definition: ['这笔债权还没收回的本金', 'What of it is outstanding'],
    source: CLAIMS,
  },
  claimLoss: {
    label: ['损失', 'Loss'],
    definition: ['催收终止时仍缺的本金', 'What was still missing when collection ended'],
    source: CLAIMS,
  },
  commitment: {
    label: ['担保金额', 'Promised'],
    definition: ['担保人承诺的最高金额', 'The most that the guarantor promises'],
    source: ['担保承诺表', 'The table of commitments'],
  },
  collateral: {
    label: ['估值', 'Value'],
    definition: ['最近一次估值', 'The last valuation'],
    source: ['抵押物表', 'The table of collateral'],
  },
  repayment: {
    label: ['还款', 'Repayment'],
    definition: ['这一次还了多少', 'How much was paid'],
    source: REPAYMENTS,
  },
});
