// The words of the first page.
import { declareWords } from '../../ui/words/declare-words.ts';

export const HOME_WORDS = declareWords('public.home', {
  title: ['钱从谁来，到谁去，每一笔都对得上', 'Whose money goes to whom, and every cent adds up'],
  what: [
    '互信是信息中介：核实借款人，评定风险，撮合，记账，披露。钱在存管银行，按您的授权走。我们不放贷、不担保、不设资金池，出借有可能损失本金。',
    'Mutua is an information intermediary: it checks borrowers, grades risks, matches, keeps the books and discloses. The money lies at the custodian bank and moves as you authorise. We never lend, guarantee or pool; lenders may lose principal.',
  ],
  toMarket: ['看标的', 'See the market'],
  wholeMarket: ['全部标的', 'All listings'],
  nothingOpen: ['此刻没有可出借的标的。', 'No listing takes bids at the moment.'],
  toQuote: ['我要借款', 'I want to borrow'],
  toStatistics: ['运营数据与信息披露', 'Statistics and disclosure'],
  today: ['公开的真实数字', 'True figures, published'],
  asOf: [
    '截至 {{day}} 日终，由账簿逐笔计算',
    'At the close of {{day}}, reckoned from the book line by line',
  ],
  noFigures: [
    '还没有已关账的日子，所以还没有公开数字。',
    'No day is closed yet, so there are no public figures.',
  ],
  now: ['此刻的市场', 'The market now'],
  how: ['一笔借款怎么走', 'How a loan goes'],
  step1: ['借款人申请，提交材料', 'A borrower applies and hands in papers'],
  step1Note: ['事实逐项核实，写明来源。', 'Each fact is checked, with its source.'],
  step2: ['评分、定级、定价', 'It is scored, graded and priced'],
  step2Note: [
    '评分卡公开，预期损失在上架时冻结。',
    'The scorecard is public; the expected loss is frozen at publication.',
  ],
  step3: ['两个人复核后上架', 'Two persons look, then it is listed'],
  step3Note: ['编制与发布不是同一个人。', 'Who prepares and who publishes are two.'],
  step4: ['出借人投标，银行冻结', 'Lenders bid, the bank freezes'],
  step4Note: [
    '满标前钱在您名下；未满标全额退回。',
    'Until it is full the money is yours; if it does not fill, all goes back.',
  ],
  step5: ['签约、放款、按月还款', 'Contract, payout, monthly repayment'],
  step5Note: [
    '还款当天按份额分到每位出借人。',
    'Each repayment is split to its lenders the same day.',
  ],
  step6: ['逾期怎么办', 'And if it is late'],
  step6Note: [
    '天数、催收记录和损失都如实显示。',
    'Days, contacts and losses are shown as they are.',
  ],
  fees: ['费用', 'Fees'],
  feesNote: [
    '开户、充值不收费；出借服务费从已收利息里扣；借款服务费随每期支付，全部计入综合年化。',
    'Opening an account and topping up are free; the lender’s fee comes out of interest received; the borrower’s fee is paid with each instalment and stands in the all-in rate.',
  ],
  toFees: ['全部收费标准', 'All fees'],
  risk: ['风险', 'Risk'],
  riskNote: [
    '借款人可能不还，担保人可能不履约，到期前可能无法退出。请只用一段时间内用不到的钱，并分散到许多标的。',
    'Borrowers may not pay, guarantors may fail, and there may be no way out before the end. Lend only what you will not need for a while, and spread it over many listings.',
  ],
  toLearn: ['风险教育', 'Learn about the risks'],
  start: ['开始出借', 'Start lending'],
});
