// The words of a supervised day and of its indicators.
import { declareWords } from '../../ui/words/declare-words.ts';

export const DAY_WORDS = declareWords('supervise.day', {
  title: ['某日账况', 'A day in the book'],
  lead: [
    '选一个已关账的日子，看存管、资金流和借款；每个指标都能打开到逐行。',
    'Choose a closed day: custody, flows and loans. Every indicator opens down to its rows.',
  ],
  custody: ['存管与资金', 'Custody and money'],
  equation: [
    '存管余额 + 在途 = 客户资金 + 平台自有资金',
    'Custody + clearing = client money + money of the platform',
  ],
  flows: ['当日资金流', 'Flows of the day'],
  loans: ['借款', 'Loans'],
  publishedTitle: ['公布的指标', 'Published figures'],
  publishedNote: [
    '平台当日公布的数字，口径与公开披露相同。',
    'What the platform published of the day, as on its public pages.',
  ],
  publishedNone: ['这一天没有公布的数字。', 'Nothing was published of this day.'],
  publishedMore: ['全部公布的指标', 'All published figures'],
  largest: ['待还本金最多的十位借款人', 'The ten borrowers who owe the most'],
  largestNone: ['这一天没有待还本金。', 'No principal is outstanding on this day.'],
  rank: ['名次', 'Rank'],
  borrower: ['借款人', 'Borrower'],
  borrowerLoans: ['笔数', 'Loans'],
  share: ['占比', 'Share'],
  back: ['返回当日账况', 'Back to the day'],
  rows: ['构成这一指标的各行', 'The rows of this indicator'],
  none: ['没有任何一行。', 'There is no row.'],
  number: ['编号', 'Number'],
  account: ['账户', 'Account'],
  owner: ['属于', 'Owner'],
  line: ['事由', 'Reason'],
  kind: ['类别', 'Kind'],
  subject: ['涉及', 'About'],
  reference: ['差异所在', 'What differs'],
  total: ['各行合计等于', 'The rows add up to'],
});
