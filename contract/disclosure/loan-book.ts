// The data dictionary of the loan book: every column of the file, in its order.
import type { Label } from '../words/value-lists.ts';
import type { DisclosedLoan } from './figures.ts';

export type LoanBookColumn = keyof DisclosedLoan;

export const LOAN_BOOK_COLUMNS: Readonly<Record<LoanBookColumn, Label>> = {
  maskedId: {
    'zh-CN': '借款代号：同一笔借款在每份文件中相同，不能由此找到借款人。',
    en: 'The loan’s stand-in number: the same in every file, and no way to its borrower.',
  },
  grade: { 'zh-CN': '上架时的信用等级。', en: 'Grade at publication.' },
  productCode: { 'zh-CN': '产品代码。', en: 'Product code.' },
  purpose: { 'zh-CN': '借款用途代码。', en: 'Purpose, by its code.' },
  region: {
    'zh-CN': '借款人所在地区的行政区划代码。',
    en: 'The borrower’s region, by its administrative code.',
  },
  safeguard: {
    'zh-CN': '保障措施代码；none 为无。',
    en: 'Safeguard, by its code; none where there is none.',
  },
  repaymentMethod: { 'zh-CN': '还款方式代码。', en: 'Repayment method, by its code.' },
  termMonths: { 'zh-CN': '期限，月。', en: 'Term in months.' },
  annualRatePpm: {
    'zh-CN': '合同年利率，百万分之一。',
    en: 'Yearly rate of the contract, in parts per million.',
  },
  expectedLossPpm: {
    'zh-CN': '上架时冻结的年度损失预测，占未还本金的百万分之一。',
    en: 'Yearly forecast of loss frozen at publication, in parts per million of what is outstanding.',
  },
  valueDay: { 'zh-CN': '放款起息日。', en: 'Day of payout.' },
  lenders: { 'zh-CN': '出借人数量。', en: 'Number of lenders.' },
  lent: { 'zh-CN': '放款本金，主币单位。', en: 'Principal paid out, in major units.' },
  principal: {
    'zh-CN': '当日未还本金，不含已核销。',
    en: 'Outstanding principal on the day, without what is written off.',
  },
  principalRepaid: { 'zh-CN': '已还及追回的本金。', en: 'Principal repaid and recovered.' },
  interestRepaid: { 'zh-CN': '借款人已付利息。', en: 'Interest paid by the borrower.' },
  penaltyRepaid: { 'zh-CN': '借款人已付罚息。', en: 'Penalty paid by the borrower.' },
  compensated: {
    'zh-CN': '第三方已代偿的本金和利息。',
    en: 'Principal and interest that third parties have paid.',
  },
  writtenOff: { 'zh-CN': '已核销且未追回的本金。', en: 'Principal written off and not recovered.' },
  daysOverdue: {
    'zh-CN': '自最早一期未还清的应还日起的天数；未逾期为 0。',
    en: 'Days since the oldest unpaid instalment was due; 0 where none is.',
  },
  bucket: { 'zh-CN': '逾期分段代码。', en: 'Band of days overdue, by its code.' },
  overdueAmount: {
    'zh-CN': '出借人应收未收的本金和利息。',
    en: 'Principal and interest that lenders should have and have not.',
  },
};
