// The words of the page of fees.
import { declareWords } from '../../ui/words/declare-words.ts';

export const FEES_WORDS = declareWords('fees', {
  title: ['费用与规则', 'Fees and rules'],
  lead: [
    '谁付、付多少、什么时候付，都在这里。表里没有的费用就不收。',
    'Who pays, how much and when: it all stands here. What is not listed costs nothing.',
  ],
  calculators: ['试算费用和收益', 'Reckon fees and returns'],
  clients: ['所有用户', 'All clients'],
  clientsNote: ['与具体借款无关的费用', 'Fees apart from any loan'],
  clientsFree: ['注册、充值、提现都不收费。', 'Registration, top-up and withdrawal cost nothing.'],
  fee: ['费用', 'Fee'],
  payer: ['谁付', 'Paid by'],
  amount: ['多少', 'How much'],
  due: ['什么时候', 'When'],
  free: ['本产品不收任何费用。', 'Nothing is charged for this product.'],
  fixed: ['每次', 'each time'],
  share_of_amount: ['× 借款金额或所涉金额', '× the amount concerned'],
  share_of_outstanding: ['× 未还本金', '× outstanding principal'],
  share_of_interest: ['× 利息', '× interest'],
  rates: ['年利率', 'Yearly rates'],
  borrowerPays: ['借款人付', 'Borrowers pay'],
  lenderGets: ['出借人得', 'Lenders get'],
  to: ['至', 'to'],
  ratesNote: [
    '出借人得 = 借款人付 − 利差 − 出借人服务费，未扣除损失。出借人实际所得还要减去违约损失，见运营数据。',
    'Lenders get what borrowers pay, less the spread and lenders’ fees, before losses. What lenders really got, losses included, stands in the statistics.',
  ],
  penaltyOf: ['× 合同年利率，按日', '× the contract’s rate, by the day'],
  graceNote: ['宽限 {{count}} 天', '{{count}} days of grace', '{{count}} day of grace'],
  early: ['提前还款', 'Early repayment'],
  earlyFull: ['可以随时全部提前结清', 'In full at any time'],
  earlyNone: ['不能提前还款', 'Not possible'],
  reading: ['正在取数', 'Reading'],
  version: ['第 {{version}} 版，自 {{day}} 起', 'Version {{version}}, from {{day}}'],
});
