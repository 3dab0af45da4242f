// Cohorts by their age: of each quarter's loans, what was ever more than 90 days late.
import { Chart } from '../../ui/chart/chart.tsx';
import { Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { Disclosed } from './disclosed.tsx';
import type { FigureSet } from './disclosed-figures.ts';
import { STATISTICS_WORDS } from './statistics-words.ts';

/** A line needs two points. */
const AGES_MIN = 2;

export function VintageChart({ set, day }: { readonly set: FigureSet; readonly day: string }) {
  const { t } = useWords(STATISTICS_WORDS);
  const places = set.rowsOf('vintageShare').map((row) => row.split('/'));
  const ages = [...new Set(places.map(([, age = '']) => age))].toSorted();
  const quarters = [...new Set(places.map(([quarter = '']) => quarter))].filter(
    (quarter) => places.filter(([one]) => one === quarter).length >= AGES_MIN,
  );
  return (
    <Card title={t('vintageTitle')} note={<Plain>{t('vintageNote')}</Plain>}>
      {quarters.length === 0 ? (
        <p className="empty">{t('vintageYoung')}</p>
      ) : (
        <Chart
          label={t('vintageLabel')}
          kind="line"
          x={ages.map((age) => age.replace(/^0/, ''))}
          xLabel={t('age')}
          unit="rate"
          height={320}
          series={quarters.map((quarter) => ({
            name: shortName(quarter),
            tone: toneOf(quarter, day),
            values: ages.map((age) => set.drawn('vintageShare', `${quarter}/${age}`)),
            cell: (index) => (
              <Disclosed of={set} id="vintageShare" row={`${quarter}/${ages[index]}`} />
            ),
          }))}
        />
      )}
      <p className="quiet">{t('vintageTones')}</p>
    </Card>
  );
}

/** 2026-Q1 is 26Q1. */
function shortName(quarter: string): string {
  return quarter.slice(2).replace('-', '');
}

function toneOf(quarter: string, day: string): 'yours' | 'soft' | 'rest' {
  const years = Number(day.slice(0, 4)) - Number(quarter.slice(0, 4));
  return years === 0 ? 'yours' : years === 1 ? 'soft' : 'rest';
}
