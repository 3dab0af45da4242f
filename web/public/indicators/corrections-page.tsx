// What was published and turned out otherwise: each day's versions, with every figure before and after.
import { FIGURE_WORDS } from '@mutua/contract/disclosure/figure-words.ts';
import type { FigureValueOnWire, RestatementOnWire } from '@mutua/contract/disclosure/figures.ts';
import { figureIdOf } from '@mutua/core/disclosure/figure-catalogue.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { PublicFrame } from '../../ui/frame/public-frame.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { CORRECTIONS } from './correction-figures.ts';
import { INDICATORS_WORDS } from './indicators-words.ts';
import '../statistics/statistics.css';

export function CorrectionsPage() {
  const { t } = useWords(INDICATORS_WORDS);
  const { state, hasMore, more, isReadingMore } = usePagedRead('/api/disclosure/corrections', {
    query: { limit: 10 },
  });
  return (
    <PublicFrame
      title={t('correctionsTitle')}
      lead={t('correctionsLead')}
      acts={<Go to="/statistics">{t('back')}</Go>}
    >
      <Shown read={state} lines={6}>
        {(items) =>
          items.length === 0 ? (
            <Empty why={t('noCorrections')} />
          ) : (
            <div className="statistics">
              {items.map((item) => (
                <Restated key={`${item.day} ${item.currency} ${item.version}`} item={item} />
              ))}
              {hasMore && (
                <Button onClick={more} isBusy={isReadingMore}>
                  {t('more')}
                </Button>
              )}
            </div>
          )
        }
      </Shown>
    </PublicFrame>
  );
}

type Change = RestatementOnWire['changes'][number];

function Restated({ item }: { readonly item: RestatementOnWire }) {
  const { t, language } = useWords(INDICATORS_WORDS);
  const place = (change: Change) => [item.day, item.version, change.figure, change.row].join('/');
  const nameOf = ({ figure, row }: Change) => {
    const id = figureIdOf(figure);
    const name = id === undefined ? figure : FIGURE_WORDS[id].label[language];
    return row === '' ? name : `${name} · ${row}`;
  };
  return (
    <Card
      title={<DayOnPage day={item.day} />}
      note={
        <>
          {t('version')} <Plain>{item.version}</Plain> · <MomentOnPage at={item.publishedAt} /> ·{' '}
          {t('bookedLater')}
        </>
      }
    >
      <DataTable
        caption={t('changed')}
        rows={item.changes}
        rowKey={place}
        columns={[
          { key: 'name', head: t('changed'), cell: (change) => <Plain>{nameOf(change)}</Plain> },
          {
            ...{ key: 'before', head: t('before'), align: 'right' },
            cell: (change) => (
              <Value {...CORRECTIONS.before} value={change.before} row={place(change)} />
            ),
          },
          {
            ...{ key: 'after', head: t('after'), align: 'right' },
            cell: (change) => (
              <Value {...CORRECTIONS.after} value={change.after} row={place(change)} />
            ),
          },
        ]}
      />
    </Card>
  );
}

type Declared = (typeof CORRECTIONS)['before'];

function Value({
  value,
  row,
  ...figure
}: Declared & { readonly value: FigureValueOnWire | undefined; readonly row: string }) {
  if (value === undefined) return <Plain>·</Plain>;
  const { money, count, ratePpm } = value;
  return <Figure {...figure} {...{ money, count, ratePpm }} row={row} />;
}
