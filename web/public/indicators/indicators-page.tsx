// Every public figure that stands alone, with its definition, and those by product, region, purpose, industry, month and
// stage of collection.
import { FIGURE_WORDS } from '@mutua/contract/disclosure/figure-words.ts';
import type { FiguresOfDay } from '@mutua/contract/disclosure/figures.ts';
import type { FigureId } from '@mutua/core/disclosure/figure-catalogue.ts';
import { useMemo } from 'react';
import { useRead } from '../../api/use-read.ts';
import { PublicFrame } from '../../ui/frame/public-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { Disclosed, DisclosedLabel } from '../statistics/disclosed.tsx';
import { FigureSet } from '../statistics/disclosed-figures.ts';
import { GroupTables } from './group-tables.tsx';
import { INDICATOR_SECTIONS } from './indicator-sections.ts';
import { INDICATORS_WORDS } from './indicators-words.ts';
import { MonthTables } from './month-tables.tsx';
import '../../ui/kit/narrow-table.css';
import '../statistics/statistics.css';

export function IndicatorsPage() {
  const { t } = useWords(INDICATORS_WORDS);
  const [query] = useQueryString();
  const day = query.get('day');
  const figures = useRead('/api/disclosure/figures', { query: day === null ? {} : { day } });
  const asked = day === null ? '' : `?day=${day}`;
  return (
    <PublicFrame
      title={t('title')}
      lead={t('lead')}
      acts={
        <>
          <Go to="/statistics">{t('back')}</Go>
          <a className="button button-default" href={`/api/disclosure/figures.csv${asked}`}>
            {t('file')}
          </a>
          <a className="button button-default" href="/api/disclosure/dictionary.csv">
            {t('dictionary')}
          </a>
        </>
      }
    >
      <Shown read={figures} lines={20}>
        {(value) => <Sections published={value} />}
      </Shown>
    </PublicFrame>
  );
}

function Sections({ published }: { readonly published: FiguresOfDay }) {
  const { t } = useWords(INDICATORS_WORDS);
  const set = useMemo(() => new FigureSet(published.figures), [published]);
  return (
    <div className="statistics">
      {INDICATOR_SECTIONS.map(([name, ids]) => (
        <Card key={name} title={t(name)} note={<DayOnPage day={published.day} />}>
          <IndicatorTable caption={t(name)} ids={ids} set={set} />
        </Card>
      ))}
      <GroupTables set={set} />
      <MonthTables set={set} />
    </div>
  );
}

function IndicatorTable({
  caption,
  ids,
  set,
}: {
  readonly caption: string;
  readonly ids: readonly FigureId[];
  readonly set: FigureSet;
}) {
  const { t, language } = useWords(INDICATORS_WORDS);
  return (
    <div className="narrow-table indicator-table">
      <DataTable
        caption={caption}
        rows={ids}
        rowKey={(id) => id}
        columns={[
          { key: 'name', head: t('name'), cell: (id) => <DisclosedLabel id={id} /> },
          {
            ...{ key: 'value', head: t('value'), align: 'right' },
            cell: (id) => <Disclosed of={set} id={id} />,
          },
          {
            ...{ key: 'definition', head: t('definition'), isOnPhone: false },
            cell: (id) => <span data-plain="">{FIGURE_WORDS[id].definition[language]}</span>,
          },
        ]}
      />
    </div>
  );
}
