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
