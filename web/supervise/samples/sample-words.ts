// The words of samples, and how anybody draws the same one.
import { declareWords } from '../../ui/words/declare-words.ts';

export const SAMPLE_WORDS = declareWords('supervise.samples', {
  title: ['抽样', 'Samples'],
  lead: [
    '给一个种子，抽一组借款。同样的种子、日期和总体，任何人抽到的都一样。',
    'Give a seed and draw loans. The same seed, day and population give anybody the same loans.',
  ],
  seed: ['种子', 'Seed'],
  seedHint: [
    '字母、数字、点、横线，任选。',
    'Letters, digits, dots and dashes, whatever you like.',
  ],
  seedWrong: [
    '种子只能有字母、数字、点、横线和下划线，不超过六十四个字符。',
    'A seed has letters, digits, dots, dashes and underscores alone, and no more than sixty-four of them.',
  ],
  size: ['抽多少笔', 'How many'],
  population: ['从哪些借款中抽', 'Of which loans'],
  disbursed: ['全部已放款的借款', 'All that were paid out'],
  open: ['还有待还本金的借款', 'Those with principal outstanding'],
  draw: ['抽样', 'Draw'],
  drawn: ['抽到的借款', 'The sample'],
  none: ['这一天没有这样的借款。', 'There is no such loan on this day.'],
  file: ['下载全部证据', 'Download with all evidence'],
  fileNote: [
    '一行一笔的文件：合同、投标、债权、每次状态变化和每一条账本分录。',
    'A file with a line for each loan: contract, bids, claims, every change of state, every line of the book.',
  ],
  populationSize: ['总体笔数', 'Population'],
  populationDigest: ['总体摘要', 'Digest of the population'],
  place: ['序', 'Place'],
  digest: ['摘要', 'Digest'],
  how: ['怎样自己验证', 'How to check it yourself'],
  howOrder: [
    '把总体里每笔借款的编号写成“种子:编号”，按 UTF-8 求 SHA-256，再按所得的十六进制数字从小到大排列，最前面的就是样本。',
    'Write the id of each loan of the population as seed:id, take SHA-256 of it in UTF-8, and put the hexadecimal digits in ascending order: the first ones are the sample.',
  ],
  howWhole: [
    '总体摘要是把全部编号从小到大排列、每个后面加一个换行，求得的 SHA-256：总体少一笔或多一笔，它就不同。',
    'The digest of the population is SHA-256 over all ids in ascending order, each followed by a line feed: with a loan more or less it is another one.',
  ],
  howCommand: ['一笔借款的摘要，用一条命令就能算：', 'The digest of one loan, in one command:'],
});
