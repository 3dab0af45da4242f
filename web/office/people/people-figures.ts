// The figures of people in the office.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

export const PEOPLE_FIGURES = declareFigures('officePeople', {
  cash: {
    label: ['现金', 'Cash'],
    definition: ['客户现金账户的已入账余额', 'What is booked on the client’s cash account'],
    source: ['ledger.account', 'ledger.account'],
  },
  held: {
    label: ['冻结', 'Held'],
    definition: ['投标、提现等占用的金额', 'What bids, withdrawals and the like hold'],
    source: ['ledger.account', 'ledger.account'],
  },
  available: {
    label: ['可用', 'Available'],
    definition: ['现金减冻结', 'Cash less what is held'],
    source: ['ledger.account', 'ledger.account'],
  },
  exposure: {
    label: ['已出借与投标', 'Lent and bid'],
    definition: ['出借中与投标中的金额', 'What is lent and bid now'],
    source: ['people.lender', 'people.lender'],
  },
  ceiling: {
    label: ['出借上限', 'Ceiling'],
    definition: ['问卷与规则允许的上限', 'The most that questionnaire and rules allow'],
    source: ['people.lender', 'people.lender'],
  },
  claims: {
    label: ['债权数', 'Claims'],
    definition: ['未结清的债权', 'Claims that are not ended'],
    source: ['claim.claim', 'claim.claim'],
  },
  outstanding: {
    label: ['待收本金', 'Outstanding'],
    definition: ['未结清债权的未还本金', 'What of those claims is not repaid'],
    source: ['claim.claim', 'claim.claim'],
  },
  loans: {
    label: ['借款笔数', 'Loans'],
    definition: ['该客户的全部借款', 'All loans that the client ever asked for'],
    source: ['loan.loan', 'loan.loan'],
  },
  openLoans: {
    label: ['未结清', 'Open'],
    definition: ['其中未结束的', 'Of them, those that are not ended'],
    source: ['loan.loan', 'loan.loan'],
  },
  overdueLoans: {
    label: ['逾期', 'Overdue'],
    definition: ['其中逾期、违约或核销的', 'Of them, those overdue, in default or written off'],
    source: ['loan.loan', 'loan.loan'],
  },
  owed: {
    label: ['待还本金', 'Owed'],
    definition: [
      '该客户全部借款的未还本金',
      'Principal of all the client’s loans that is not repaid',
    ],
    source: ['people.borrower', 'people.borrower'],
  },
  loanAmount: {
    label: ['借款金额', 'Amount'],
    definition: ['借款的金额', 'The amount of the loan'],
    source: ['loan.loan', 'loan.loan'],
  },
  limit: {
    label: ['金额上限', 'Up to'],
    definition: ['该岗位可决定的借款上限', 'Up to which amount the position decides'],
    source: ['people.authority', 'people.authority'],
  },
});
