// At which rates each grade borrowed, month by month.
import { Chart } from '../../ui/chart/chart.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { Disclosed } from './disclosed.tsx';
import type { FigureSet } from './disclosed-figures.ts';
import { STATISTICS_WORDS } from './statistics-words.ts';

export function RateChart({ set }: { readonly set: FigureSet }) {
  const { t } = useWords(STATISTICS_WORDS);
  const places = set.rowsOf('gradeRateInMonth').map((row) => row.split('/'));
  const months = [...new Set(places.map(([month = '']) => month))].toSorted();
  const grades = [...new Set(places.map(([, grade = '']) => grade))].toSorted();
  return (
    <Card title={t('ratesTitle')} note={t('ratesNote')}>
      <Chart
        label={t('ratesLabel')}
        kind="line"
        x={months}
        xLabel={t('month')}
        unit="rate"
        height={330}
        series={grades.map((grade) => ({
          ...{ name: grade, tone: { grade } },
          values: months.map((month) => set.drawn('gradeRateInMonth', `${month}/${grade}`)),
          cell: (index: number) => (
            <Disclosed of={set} id="gradeRateInMonth" row={`${months[index]}/${grade}`} />
          ),
        }))}
      />
    </Card>
  );
}
