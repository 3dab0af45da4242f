// The figures of the office's reports.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

const LOG = ['借款状态变更记录', 'The transitions of loans'] as const;

export const REPORTS_FIGURES = declareFigures('reports', {
  reached: {
    label: ['到达', 'Reached'],
    definition: ['到过这一步的有多少', 'How many ever came so far'],
    source: LOG,
  },
  ofPrevious: {
    label: ['转化', 'Conversion'],
    definition: ['到过上一步的里面，有多少到了这一步', 'Of those who came to the step before'],
    source: LOG,
  },
  lendersReached: {
    label: ['到达', 'Reached'],
    definition: ['做过这一步的出借人', 'Lenders who have done so'],
    source: ['客户、测评、充值、债权', 'Clients, questionnaires, top-ups and claims'],
  },
  lendersOfPrevious: {
    label: ['转化', 'Conversion'],
    definition: ['与上一步之比', 'Against the step before'],
    source: ['客户、测评、充值、债权', 'Clients, questionnaires, top-ups and claims'],
  },
  ended: {
    label: ['笔数', 'Loans'],
    definition: ['没有放款就结束的借款', 'Loans that ended before they were paid out'],
    source: ['借款表', 'The table of loans'],
  },
  times: {
    label: ['次数', 'Times'],
    definition: ['这样走过几次', 'How often a loan went this way'],
    source: LOG,
  },
});
