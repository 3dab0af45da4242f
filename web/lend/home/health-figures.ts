// The figures of how a lender's claims stand and are spread.
import { declareFigures } from '../../ui/figure/declare-figures.ts';

const CLAIMS = ['债权登记，逾期天数按今日', 'Claims, with the days late of today'] as const;

export const HEALTH_FIGURES = declareFigures('lend.health', {
  bucketClaims: {
    label: ['笔', 'Claims'],
    definition: [
      '该分段中未结清且未核销的债权笔数。',
      'Claims of the bucket that are neither closed nor written off.',
    ],
    source: CLAIMS,
  },
  bucketOutstanding: {
    label: ['待收本金', 'Outstanding'],
    definition: ['该分段债权的待收本金。', 'Outstanding principal of the bucket.'],
    source: CLAIMS,
  },
  bucketShare: {
    label: ['占比', 'Share'],
    definition: [
      '该分段占全部待收本金的比例。',
      'The bucket’s share of all outstanding principal.',
    ],
    source: CLAIMS,
  },
  bucketImpairment: {
    label: ['减值', 'Impairment'],
    definition: [
      '该分段的待收本金 × 公布比例。',
      'The bucket’s outstanding principal times its published rate.',
    ],
    source: CLAIMS,
  },
  late: {
    label: ['逾期债权', 'Late claims'],
    definition: ['超过宽限期的债权笔数。', 'Claims past their grace days.'],
    source: CLAIMS,
  },
  lostClaims: {
    label: ['已核销债权', 'Claims written off'],
    definition: ['已核销或有损失的债权笔数。', 'Claims with a loss, or whose loan is written off.'],
    source: ['债权登记', 'Claims'],
  },
  lost: {
    label: ['损失本金', 'Principal lost'],
    definition: [
      '已核销或损失的本金，已扣除追回部分。',
      'Principal lost or written off, recoveries taken off.',
    ],
    source: ['债权登记', 'Claims'],
  },
});

export const SPREAD_FIGURES = declareFigures('lend.spread', {
  outstanding: {
    label: ['待收本金', 'Outstanding'],
    definition: [
      '该项债权的待收本金；各项之和为全部待收本金。',
      'Outstanding principal of the row; the rows come to all of it.',
    ],
    source: ['债权登记与标的披露', 'Claims, and what their listings disclosed'],
  },
  share: {
    label: ['占比', 'Share'],
    definition: ['该项占全部待收本金的比例。', 'The row’s share of all outstanding principal.'],
    source: ['债权登记', 'Claims'],
  },
  largest: {
    label: ['单一借款人最大', 'Largest single borrower'],
    definition: [
      '同一借款人名下待收本金的最大值。',
      'The most outstanding principal with one borrower.',
    ],
    source: ['债权登记', 'Claims'],
  },
  largestShare: {
    label: ['单一借款人最大占比', 'Share of the largest single borrower'],
    definition: ['上项占全部待收本金的比例。', 'Its share of all outstanding principal.'],
    source: ['债权登记', 'Claims'],
  },
});

export const CALENDAR_FIGURES = declareFigures('lend.calendar', {
  received: {
    label: ['已到账', 'Received'],
    definition: [
      '当日到账的本金、利息和罚息，已扣服务费。',
      'Principal, interest and penalty that came on the day, after your fees.',
    ],
    source: ['账本：出借人现金账户', 'Book: lender cash'],
  },
  expected: {
    label: ['合同应收', 'Due by contract'],
    definition: [
      '当日到期且尚未到账的本息，按您的份额向下取整到分，已扣服务费。',
      'Due on the day and not come yet, by your share rounded down to the cent, after your fee.',
    ],
    source: ['各借款的还款计划', 'The schedules of the loans'],
  },
  claims: {
    label: ['笔数', 'Claims'],
    definition: ['当日有应收款的债权笔数。', 'Claims with something due on the day.'],
    source: ['各借款的还款计划', 'The schedules of the loans'],
  },
  contractAhead: {
    label: ['合同应收', 'By contract'],
    definition: [
      '今日起若干天内，未逾期债权按合同应收的金额。',
      'Due by contract from today on, on claims that are not late.',
    ],
    source: ['各借款的还款计划', 'The schedules of the loans'],
  },
  expectedAhead: {
    label: ['预计到账', 'Expected'],
    definition: [
      '合同应收 × 您的债权近 12 个月的准时率。',
      'By contract, times the share of your instalments that came in time in the last year.',
    ],
    source: ['还款计划与实际到账', 'Schedules and what came'],
  },
  onTime: {
    label: ['准时率', 'In time'],
    definition: [
      '近 12 个月到期的期次中，宽限期内到账的比例。',
      'Of the instalments due in the last year, the share that came within the grace days.',
    ],
    source: ['还款计划与实际到账', 'Schedules and what came'],
  },
  overdue: {
    label: ['逾期未到账', 'Past due'],
    definition: [
      '今日之前到期、尚未到账的本息，已扣服务费。',
      'Due before today and not come, after your fee.',
    ],
    source: ['各借款的还款计划', 'The schedules of the loans'],
  },
});
