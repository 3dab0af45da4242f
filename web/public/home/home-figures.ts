// The figures of the first page and of the sign-in page, as they were published for the last closed day.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

const PUBLISHED = [
  '最近一个已关账日的披露数据，可在运营数据页下载背后的每一笔。',
  'Published figures of the last closed day; the rows behind them can be downloaded on the statistics page.',
] as const;

export const HOME_FIGURES = declareFigures('home', {
  balance: {
    label: ['借贷余额', 'Outstanding'],
    definition: [
      '累计放款 − 已还本金（含追回）− 已核销 − 已减免。',
      'All that was paid out − principal repaid (recoveries included) − written off − waived.',
    ],
    source: PUBLISHED,
  },
  loansOutstanding: {
    label: ['在贷笔数', 'Loans outstanding'],
    definition: ['还有本金未还的借款笔数。', 'Loans with principal outstanding.'],
    source: PUBLISHED,
  },
  netReturn: {
    label: ['全部账户实际净年化', 'Actual net return, all accounts'],
    definition: [
      '利息与罚息扣除服务费和损失后，除以平均余额和时间。过去不代表将来。',
      'Interest and penalties after fees and losses, over the average balance and time. The past does not tell the future.',
    ],
    source: PUBLISHED,
  },
  lost: {
    label: ['已核销损失', 'Written off'],
    definition: [
      '核销的本金减去之后追回的。',
      'Principal written off, less what was recovered later.',
    ],
    source: PUBLISHED,
  },
  lostRate: {
    label: ['占累计放款', 'Of all that was lent'],
    definition: [
      '已核销损失占累计放款的比例。',
      'What was written off, as a share of all that was lent.',
    ],
    source: PUBLISHED,
  },
});
