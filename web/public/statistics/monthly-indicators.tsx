// The indicators that the rules want each month, three columns of them.
import { MONTHLY_INDICATORS } from '@mutua/core/disclosure/figure-catalogue.ts';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { Disclosed, DisclosedLabel } from './disclosed.tsx';
import type { FigureSet } from './disclosed-figures.ts';
import { STATISTICS_WORDS } from './statistics-words.ts';

export function MonthlyIndicators({ set, day }: { readonly set: FigureSet; readonly day: string }) {
  const { t } = useWords(STATISTICS_WORDS);
  return (
    <Card
      title={t('monthlyTitle')}
      note={<span data-plain="">{t('monthlyNote')}</span>}
      links={
        <>
          <Go to={`/statistics/indicators?day=${day}`}>{t('indicators')}</Go>
          <a href={`/api/disclosure/figures.csv?day=${day}`}>{t('file')}</a>
          <a href={`/api/disclosure/figures?day=${day}`}>{t('interface')}</a>
        </>
      }
    >
      <dl className="indicator-columns">
        {MONTHLY_INDICATORS.map((id) => (
          <div key={id}>
            <dt>
              <DisclosedLabel id={id} />
            </dt>
            <dd>
              <Disclosed of={set} id={id} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
