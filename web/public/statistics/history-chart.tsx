// Month by month: what was outstanding and what of it was overdue, and what went out and came back.
import type { FigureId } from '@mutua/core/disclosure/figure-catalogue.ts';
import { Chart } from '../../ui/chart/chart.tsx';
import type { ChartSeries } from '../../ui/chart/chart-data.ts';
import { Card } from '../../ui/kit/card.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { Disclosed } from './disclosed.tsx';
import type { FigureSet } from './disclosed-figures.ts';
import { STATISTICS_WORDS } from './statistics-words.ts';

/** At the ends of months. */
export function HistoryChart({ set }: { readonly set: FigureSet }) {
  const { t } = useWords(STATISTICS_WORDS);
  return (
    <Card title={t('historyTitle')} note={t('historyNote')}>
      <Chart
        label={t('historyLabel')}
        kind="line"
        x={set.rowsOf('historyBalance')}
        xLabel={t('month')}
        unit="money"
        height={320}
        series={[
          { name: t('balance'), tone: 'yours', ...monthly(set, 'historyBalance') },
          { name: t('overdue'), tone: 'late', ...monthly(set, 'historyOverdue') },
        ]}
      />
    </Card>
  );
}

/** Within each month. */
export function FlowChart({ set }: { readonly set: FigureSet }) {
  const { t } = useWords(STATISTICS_WORDS);
  return (
    <Card title={t('flowTitle')} note={t('flowNote')}>
      <Chart
        label={t('flowLabel')}
        kind="bar"
        x={set.rowsOf('historyLent')}
        xLabel={t('month')}
        unit="money"
        series={[
          { name: t('lentLine'), tone: 'yours', ...monthly(set, 'historyLent') },
          { name: t('repaidLine'), tone: 'rest', ...monthly(set, 'historyRepaid') },
        ]}
      />
    </Card>
  );
}

function monthly(set: FigureSet, id: FigureId): Pick<ChartSeries, 'values' | 'cell'> {
  const months = set.rowsOf(id);
  return {
    values: months.map((month) => set.drawn(id, month)),
    cell: (index) => <Disclosed of={set} id={id} row={months[index] ?? ''} />,
  };
}
