// The words of the page of the loan book.
import { declareWords } from '../../ui/words/declare-words.ts';

export const LOAN_BOOK_WORDS = declareWords('loanBook', {
  title: ['逐笔数据', 'Loan book'],
  lead: [
    '自开业起放过款的每一笔借款，截至所选日终，一行一笔；不含任何人的姓名或联系方式。',
    'Every loan that was ever paid out, one a line, at the close of the chosen day; without anybody’s name or address.',
  ],
  asOf: ['截至日终', 'As of the close of'],
  download: ['下载 CSV', 'Download CSV'],
  dictionary: ['下载数据字典', 'Download the data dictionary'],
  back: ['返回运营数据', 'Back to the statistics'],
  rows: ['前几行', 'The first rows'],
  rowsNote: ['最新放款在前', 'The newest first'],
  filter: ['逾期天数', 'Days overdue'],
  all: ['全部', 'All'],
  code: ['代号', 'Stand-in number'],
  grade: ['等级', 'Grade'],
  valueDay: ['放款日', 'Paid out'],
  term: ['期限', 'Term'],
  months: ['{{count}} 个月', '{{count}} months', '{{count}} month'],
  state: ['逾期分段', 'Band'],
  more: ['再看更多', 'More'],
  none: ['没有这样的借款。', 'There is no such loan.'],
  unpublished: ['还没有已日结的放款数据。', 'Nothing is published yet.'],
  columns: ['数据字典', 'Data dictionary'],
  columnsNote: ['文件各列，按先后', 'The columns of the file, in their order'],
  column: ['列名', 'Column'],
  meaning: ['含义', 'Meaning'],
});
