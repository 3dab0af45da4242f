// The words of the calendar of receipts.
import { declareWords } from '../../ui/words/declare-words.ts';

export const CALENDAR_WORDS = declareWords('lend.calendar', {
  title: ['回款日历', 'Calendar of receipts'],
  lead: [
    '每天到了多少、合同应到多少。点开一天看当天的债权。',
    'What came on each day, and what is due by contract. Open a day to see its claims.',
  ],
  mon: ['一', 'Mon'],
  tue: ['二', 'Tue'],
  wed: ['三', 'Wed'],
  thu: ['四', 'Thu'],
  fri: ['五', 'Fri'],
  sat: ['六', 'Sat'],
  sun: ['日', 'Sun'],
  grid: ['按周排列的回款', 'Receipts week by week'],
  ahead: ['未来 {{days}} 天', 'Next {{days}} days'],
  contract: ['合同应收', 'by contract'],
  previous: ['上个月', 'Previous month'],
  next: ['下个月', 'Next month'],
  thisMonth: ['本月', 'This month'],
  note: [
    '预计到账 = 合同应收 × 近 12 个月的准时率。合同应收按份额取整到分，实际到账以账本为准。',
    'Expected = by contract × the share that came in time in the last year. Due amounts are rounded to the cent by share; the book has what really came.',
  ],
  overdue: ['今日之前到期未到账', 'Past due'],
  shaded: ['灰底为已到账，其余为合同应收。', 'Shaded: received. Else due by contract.'],
  dayClaims: ['{{day}}，查看债权', '{{day}}, see its claims'],
  inMonth: ['本月已到账', 'Received in the month'],
  dueInMonth: ['本月合同应收未到账', 'Due in the month, not come'],
});
