// The words below each step of the close.
import { declareWords } from '../../ui/words/declare-words.ts';

export const STEP_WORDS = declareWords('office.closeSteps', {
  lines: ['笔分录', 'lines'],
  due: ['件待处理', 'due'],
  worked: ['件已处理', 'worked'],
  breaks: ['处待说明', 'to explain'],
  laws: ['条账律', 'laws'],
  done: ['已完成', 'done'],
  next: ['下一步', 'next'],
  stopped: ['须处理', 'has to be dealt with'],
  later: ['未到', 'later'],
});
