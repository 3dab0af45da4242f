// What was outstanding and what of it was overdue, at the ends of months.
import { Chart } from '../../ui/chart/chart.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import type { FigureSet } from './disclosed-figures.ts';
import { STATISTICS_WORDS } from './statistics-words.ts';

export function HistoryChart({ set }: { readonly set: FigureSet }) {
  const { t } = useWords(STATISTICS_WORDS);
  const months = set.rowsOf('historyBalance');
  return (
    <Card title={t('historyTitle')} note={t('historyNote')}>
      <Chart
        label={t('historyLabel')}
        kind="line"
        x={months}
        xLabel={t('month')}
        unit="money"
        height={320}
        series={[
          {
            ...{ name: t('balance'), tone: 'yours' as const },
            values: months.map((month) => set.drawn('historyBalance', month)),
          },
          {
            ...{ name: t('overdue'), tone: 'late' as const },
            values: months.map((month) => set.drawn('historyOverdue', month)),
          },
        ]}
      />
    </Card>
  );
}
