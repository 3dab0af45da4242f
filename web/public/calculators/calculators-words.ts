// The words of the calculators.
import { declareWords } from '../../ui/words/declare-words.ts';

export const CALCULATORS_WORDS = declareWords('calculators', {
  title: ['试算', 'Calculators'],
  lead: [
    '用与合同相同的规则，在您的浏览器里计算，不上传任何内容。结果是试算，不是承诺。',
    'Reckoned in your browser by the rules of the contract; nothing is sent. What comes out is an estimate and no promise.',
  ],
  which: ['哪种试算', 'Which calculator'],
  returns: ['出借收益', 'Return for a lender'],
  costs: ['借款费用', 'Cost for a borrower'],
  product: ['产品', 'Product'],
  amount: ['金额', 'Amount'],
  rate: ['合同年利率，%', 'Contract rate, % a year'],
  term: ['期限', 'Term'],
  months: ['{{count}} 个月', '{{count}} months', '{{count}} month'],
  method: ['还款方式', 'Repayment method'],
  loss: ['预期年损失，%', 'Expected loss, % a year'],
  lossHint: [
    '占未还本金；各等级的预测和实际见运营数据。',
    'Of what is outstanding; forecasts and what happened stand in the statistics.',
  ],
  interest: ['利息', 'Interest'],
  lenderFee: ['− 出借人服务费', '− lender’s fee'],
  expectedLoss: ['− 预期损失', '− expected loss'],
  net: ['= 预期净收益', '= expected net gain'],
  netRate: ['预期净年化', 'Expected net return, a year'],
  netRateNote: [
    '按还款计划逐期计算的内部收益率；收回的钱未再出借',
    'Internal rate of the planned payments; what comes back is not lent again',
  ],
  worst: [
    '最坏的情况：借款人一分不还，全部本金都会损失。',
    'At worst the borrower repays nothing, and all of the principal is lost.',
  ],
  fees: ['费用合计', 'All fees'],
  totalCost: ['= 总成本', '= total cost'],
  allIn: ['年化综合成本', 'All-in rate, a year'],
  allInNote: [
    '含全部费用，按月复利的内部收益率',
    'Internal rate of what changes hands, fees included, compounded monthly',
  ],
  result: ['结果', 'Result'],
  loseNote: [
    '等级越低，损失越可能超过利息，净收益会是负数。',
    'Losses may be more than the interest, above all in low grades.',
  ],
  wrongAmount: ['请填写大于零的金额。', 'Enter an amount above zero.'],
  wrongRate: ['请填写 0 到 100 之间的数。', 'Enter a number from 0 to 100.'],
  noProduct: ['没有正在提供的产品。', 'No product is offered today.'],
});
