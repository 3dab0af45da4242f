// One indicator of a day: what is counted, its value, and every row of it.
import { type IndicatorId, SUPERVISED_INDICATORS } from '@mutua/contract/supervision/indicators.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { NoPage } from '../../ui/frame/no-page.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { usePath } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { AsOf, NotClosed, useAsOf } from '../as-of.tsx';
import { isNotThere } from '../is-not-there.ts';
import { SUPERVISE_FIGURES } from '../supervise-figures.ts';
import { SuperviseFrame } from '../supervise-frame.tsx';
import { DAY_WORDS } from './day-words.ts';
import { RowTable } from './row-table.tsx';

/** `/supervise/indicators/$indicatorId` */
export function IndicatorPage() {
  const { indicatorId = '' } = usePath();
  if (!Object.hasOwn(SUPERVISED_INDICATORS, indicatorId)) return <NoPage />;
  return <OneIndicator indicatorId={indicatorId as IndicatorId} />;
}

function OneIndicator({ indicatorId }: { readonly indicatorId: IndicatorId }) {
  const { t, language } = useWords(DAY_WORDS);
  const { name, definition } = SUPERVISED_INDICATORS[indicatorId];
  const day = useAsOf();
  const back = day === undefined ? '/supervise' : (`/supervise?day=${day}` as const);
  return (
    <SuperviseFrame
      title={name[language]}
      lead={definition[language]}
      acts={<Go to={back}>{t('back')}</Go>}
    >
      <AsOf />
      {day !== undefined && <IndicatorContent indicatorId={indicatorId} day={day} />}
    </SuperviseFrame>
  );
}

function IndicatorContent({
  indicatorId,
  day,
}: {
  readonly indicatorId: IndicatorId;
  readonly day: string;
}) {
  const { t } = useWords(DAY_WORDS);
  const figures = useRead('/api/supervision/indicators', { query: { day } });
  if (isNotThere(figures)) return <NotClosed />;
  return (
    <>
      <Shown read={figures} lines={2}>
        {({ indicators }) => {
          const whole = indicators.find((one) => one.indicatorId === indicatorId);
          const { money, count } = whole ?? {};
          const figure = (
            <Figure
              {...SUPERVISE_FIGURES.indicator}
              row={indicatorId}
              size="figure"
              money={money}
              count={money === undefined ? count : undefined}
            />
          );
          return (
            <div className="supervise-facts">
              <Facts items={[{ key: 'total', label: t('total'), value: figure }]} />
            </div>
          );
        }}
      </Shown>
      <Card title={t('rows')}>
        <RowTable indicatorId={indicatorId} day={day} />
      </Card>
    </>
  );
}
