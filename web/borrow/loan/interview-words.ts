// The words of an applicant's interview.
import { declareWords } from '../../ui/words/declare-words.ts';

export const INTERVIEW_WORDS = declareWords('borrow.interview', {
  toBook: ['请预约面审', 'Please book an interview'],
  toBookWhy: [
    '审批前需要和您面谈一次，大约二十分钟。请选择时间和方式。',
    'We need to talk with you once before the decision, for about twenty minutes. Please choose when and how.',
  ],
  booked: ['面审已预约', 'Your interview is booked'],
  held: ['面审已完成', 'Your interview was held'],
  heldWhy: ['接下来由工作人员作出审批决定。', 'The staff now decide on your application.'],
  when: ['时间', 'When'],
  way: ['方式', 'How'],
  day: ['日期', 'Day'],
  time: ['时段', 'Time'],
  needTime: ['请选择一个时段', 'Please choose a time'],
  book: ['确认预约', 'Book this time'],
  move: ['改约', 'Change the time'],
  moveOnce: ['当日之前可以改约一次。', 'Until the day before you may change it once.'],
  moveNow: ['确认改约', 'Take this time instead'],
  keep: ['不改了', 'Keep it as it is'],
  fixed: ['时间已不能再改。', 'The time can no longer be changed.'],
  noSlots: [
    '近期没有空闲时段，请明天再来看看。',
    'No time is free at present. Please look again tomorrow.',
  ],
  prepare: ['请准备', 'Please have ready'],
  prepareDocument: ['申请时所用的身份证件原件', 'the identity document of your application'],
  preparePapers: ['收入、经营和其他负债的材料', 'papers on your income, business and other debts'],
  prepareVideo: [
    '视频面审：工作人员会在约定时间联系您，请选安静、光线好的地方',
    'by video: we call you at that time; choose a quiet, well-lit place',
  ],
  prepareBranch: ['到网点面审：请提前到达', 'at our branch: please come a little early'],
  recorded: [
    '面审会录音录像，仅用于审批和检查。',
    'It is recorded, for the decision and for audits alone.',
  ],
  weekday1: ['周一', 'Mon'],
  weekday2: ['周二', 'Tue'],
  weekday3: ['周三', 'Wed'],
  weekday4: ['周四', 'Thu'],
  weekday5: ['周五', 'Fri'],
  weekday6: ['周六', 'Sat'],
  weekday7: ['周日', 'Sun'],
});
