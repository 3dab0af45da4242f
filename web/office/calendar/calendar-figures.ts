// The figures of the calendar in the office.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

export const CALENDAR_FIGURES = declareFigures('officeCalendar', {
  jobWaiting: {
    label: ['待处理', 'Waiting'],
    definition: [
      '到本业务日为止等待这一任务的借款、事项或准备金',
      'Loans, cases or reserves that wait for the job through this business date',
    ],
    source: [
      'loan.loan、work.case、safeguard.reserve_scheme',
      'loan.loan, work.case, safeguard.reserve_scheme',
    ],
  },
  jobDone: {
    label: ['本日已处理', 'Worked today'],
    definition: ['本业务日该任务的指令数', 'Commands of the job on this business date'],
    source: ['commit.command', 'commit.command'],
  },
});
