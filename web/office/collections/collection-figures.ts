// The figures of collection in the office.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

export const COLLECTION_FIGURES = declareFigures('officeCollection', {
  stageCount: {
    label: ['件数', 'Cases'],
    definition: ['该阶段未办结的催收事项', 'Cases of collection of the stage that are not ended'],
    source: ['work.case', 'work.case'],
  },
  stageLate: {
    label: ['超时', 'Late'],
    definition: ['其中期限已过、计时未停的', 'Of them, those past their deadline whose clock runs'],
    source: ['work.case', 'work.case'],
  },
  overdue: {
    label: ['逾期欠款', 'Arrears'],
    definition: [
      '已到期未还的本金、利息、罚息与费用',
      'Principal, interest, penalty and fees that are due and unpaid',
    ],
    source: ['loan.servicing 的各期', 'The instalments of loan.servicing'],
  },
  promised: {
    label: ['承诺金额', 'Promised'],
    definition: ['借款人承诺支付的金额', 'What the borrower promised to pay'],
    source: ['work.promise', 'work.promise'],
  },
  promisePaid: {
    label: ['其间已付', 'Paid since'],
    definition: ['承诺之后到核对时支付的金额', 'What was paid since, when it was looked at'],
    source: ['work.promise', 'work.promise'],
  },
  contactsToday: {
    label: ['今天已联系', 'Today'],
    definition: ['今天对该借款人的联系次数', 'Contacts with this borrower today'],
    source: ['work.contact', 'work.contact'],
  },
  contactsWeek: {
    label: ['七天已联系', 'In seven days'],
    definition: ['七天内对该借款人的联系次数', 'Contacts with this borrower in seven days'],
    source: ['work.contact', 'work.contact'],
  },
  cost: {
    label: ['费用', 'Cost'],
    definition: ['一笔催收费用', 'One cost of collecting'],
    source: ['work.collection_cost', 'work.collection_cost'],
  },
  recovered: {
    label: ['起诉后收回', 'Recovered'],
    definition: ['决定起诉之后借款人支付的金额', 'What was paid since the decision to go to court'],
    source: ['loan.servicing', 'loan.servicing'],
  },
  collectorCases: {
    label: ['事项', 'Cases'],
    definition: [
      '日终由该经办人办理过的催收事项，每件只计一次',
      'Cases of collection that were this owner’s at the close of any day, each counted once',
    ],
    source: ['work.entry', 'work.entry'],
  },
  collectorAssigned: {
    label: ['移交金额', 'Assigned'],
    definition: [
      '事项到该经办人手中之日日终，借款人已到期未还的本金和利息之和，不含罚息和费用；再次接手的按接手时重新计算',
      'Principal and interest overdue at the close of the day on which each case came to this owner, without penalty and fees; a case taken again is assigned again',
    ],
    source: ['work.entry 与 loan.servicing 的各期', 'work.entry and the instalments'],
  },
  collectorRecovered: {
    label: ['追回金额', 'Recovered'],
    definition: [
      '接手次日起至移交或办结之日，借款人偿还的本金、利息和核销后追回的款项，每次不超过移交金额；代偿不计，接手当日的还款不计',
      'What borrowers paid of principal and interest, and what came after a write-off, from the day after through the day on which the case went on or ended, of each at most what was assigned; neither compensations nor what was paid on the day of taking',
    ],
    source: ['ledger.transfer 的 610、611、631', 'Transfers 610, 611 and 631'],
  },
  collectorRecovery: {
    label: ['追回率', 'Recovery rate'],
    definition: ['追回金额 ÷ 移交金额', 'Recovered ÷ assigned'],
    source: ['上列两数', 'The two beside it'],
  },
  ownFees: {
    label: ['费用收入', 'Fees'],
    definition: ['平台费用收入的余额', 'What the operator has of fees'],
    source: ['ledger.account', 'ledger.account'],
  },
  ownFunds: {
    label: ['自有资金', 'Own funds'],
    definition: ['平台自有资金的余额', 'What the operator has of its own'],
    source: ['ledger.account', 'ledger.account'],
  },
  ownHeld: {
    label: ['冻结', 'Held'],
    definition: ['待付费用冻结的金额', 'What payments under way hold'],
    source: ['ledger.account', 'ledger.account'],
  },
});
