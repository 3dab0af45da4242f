// What all pages of supervision say.
import { declareWords } from '../ui/words/declare-words.ts';

export const SUPERVISE_WORDS = declareWords('supervise', {
  day: ['某日账况', 'A day'],
  samples: ['抽样', 'Samples'],
  accessLog: ['我的查看记录', 'My views'],
  published: ['公开披露', 'Public figures'],
  watched: [
    '只读。您在这里的每次查看，都在显示之前记入查看记录；记录只增不改，任何人不能删除。',
    'Read only. Whatever you look at here is written into your log before it is shown; nobody can change or remove a line of it.',
  ],
  asOf: ['账况日期', 'As of'],
  earlier: ['前一日', 'Day before'],
  later: ['后一日', 'Day after'],
  lastClosed: ['最近关账日', 'Last closed day'],
  closedAt: ['关账时间', 'Closed'],
  digest: ['当日摘要', 'Digest of the day'],
  notClosed: [
    '这一天没有关账，没有可以查看的账况。请换一个已关账的日期。',
    'This day is not closed, so there is nothing to be read of it. Choose a day that is.',
  ],
  noDay: [
    '平台还没有关过账，第一个营业日关账之后这里才有内容。',
    'No day has been closed yet; after the first close it stands here.',
  ],
  amount: ['金额', 'Amount'],
  loan: ['借款', 'Loan'],
  state: ['状态', 'State'],
  more: ['再取一页', 'More'],
  loanAmount: ['借款金额', 'Loan amount'],
  outstanding: ['待还本金', 'Outstanding'],
});
