// The words of a borrower's home.
import { declareWords } from '../../ui/words/declare-words.ts';

export const HOME_WORDS = declareWords('borrow.home', {
  title: ['我的借款', 'My loans'],
  lead: [
    '申请、签约、放款和还款，都从这里进去。',
    'Application, contract, payout and repayment start here.',
  ],
  apply: ['申请借款', 'Apply for a loan'],
  goOn: ['继续填写', 'Go on'],
  drafts: ['还没提交的申请', 'Applications not filed yet'],
  draftsNote: ['随时可以接着填，换设备也行', 'Go on whenever you like, on any device'],
  savedAt: ['上次保存', 'Saved'],
  stepsDone: ['已填 {{done}} 步，共 {{all}} 步', '{{done}} of {{all}} steps filled in'],
  open: ['进行中', 'Under way'],
  ended: ['已结束', 'Ended'],
  none: ['您还没有借款。', 'You have no loan yet.'],
  noneOpen: ['现在没有进行中的借款。', 'No loan is under way.'],
  quote: ['先算一算', 'Calculate first'],
  look: ['查看', 'Open'],
  goDo: ['去办理', 'Do it now'],
  dueOn: ['还款日', 'Due'],
  appliedAt: ['申请时间', 'Applied'],
  closedWell: ['按约结清', 'Repaid'],
  term: ['{{count}} 个月', '{{count}} months', '{{count}} month'],
  more: ['更多', 'More'],
});
