// Statistics: what is so now, where the money went, what was expected and what came of it, for any closed day.
import type { DisclosureHeadline, FiguresOfDay } from '@mutua/contract/disclosure/figures.ts';
import { useMemo } from 'react';
import { useRead } from '../../api/use-read.ts';
import { PublicFrame } from '../../ui/frame/public-frame.tsx';
import { ButtonLink } from '../../ui/kit/button.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { DayChoice } from './day-choice.tsx';
import { DayNotice } from './day-notice.tsx';
import { FigureSet } from './disclosed-figures.ts';
import { GradeTable } from './grade-table.tsx';
import { HeadlineFacts } from './headline-facts.tsx';
import { FlowChart, HistoryChart } from './history-chart.tsx';
import { MoneyIdentity } from './money-identity.tsx';
import { MonthlyIndicators } from './monthly-indicators.tsx';
import { OverdueCard } from './overdue-card.tsx';
import { RateChart } from './rate-chart.tsx';
import { RollTable } from './roll-table.tsx';
import { STATISTICS_WORDS } from './statistics-words.ts';
import { VintageChart } from './vintage-chart.tsx';
import { YearTable } from './year-table.tsx';
import '../../ui/kit/narrow-table.css';
import './statistics.css';

/** The address holds the day, so that a figure can be cited. */
export function StatisticsPage() {
  const { t } = useWords(STATISTICS_WORDS);
  const headline = useRead('/api/disclosure/headline');
  return (
    <PublicFrame
      title={t('title')}
      lead={t('lead')}
      acts={
        <>
          {headline.kind === 'ready' && headline.value.calendar !== undefined && (
            <DayChoice calendar={headline.value.calendar} />
          )}
          <ButtonLink to="/statistics/loan-book">{t('download')}</ButtonLink>
        </>
      }
    >
      <Shown read={headline} lines={12}>
        {(value) =>
          value.published === undefined || value.calendar === undefined ? (
            <Empty why={t('none')} to="/market" action={t('market')} />
          ) : (
            <ChosenDay calendar={value.calendar} />
          )
        }
      </Shown>
    </PublicFrame>
  );
}

type Calendar = NonNullable<DisclosureHeadline['calendar']>;

function ChosenDay({ calendar }: { readonly calendar: Calendar }) {
  const [query] = useQueryString();
  const day = query.get('day') ?? calendar.lastClosedDay;
  const figures = useRead('/api/disclosure/figures', { query: { day } });
  return (
    <Shown read={figures} lines={20}>
      {(value) => <Figures published={value} calendar={calendar} />}
    </Shown>
  );
}

function Figures({
  published,
  calendar,
}: {
  readonly published: FiguresOfDay;
  readonly calendar: Calendar;
}) {
  const set = useMemo(() => new FigureSet(published.figures), [published]);
  return (
    <div className="statistics">
      <DayNotice published={published} calendar={calendar} />
      <HeadlineFacts set={set} />
      <div className="statistics-wide-narrow">
        <HistoryChart set={set} />
        <MoneyIdentity set={set} />
      </div>
      <GradeTable set={set} day={published.day} />
      <div className="statistics-wide-narrow">
        <VintageChart set={set} day={published.day} />
        <YearTable set={set} />
      </div>
      <div className="statistics-narrow-wide">
        <OverdueCard set={set} />
        <div className="stack">
          <RollTable set={set} />
          <RateChart set={set} />
          <FlowChart set={set} />
        </div>
      </div>
      <MonthlyIndicators set={set} day={published.day} />
    </div>
  );
}
