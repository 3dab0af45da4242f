// Reports of the office: the two funnels, where loans ended, and how long each step takes.
import type { DurationRow, Durations } from '@mutua/contract/office/queues.ts';
import { LOAN_STATE_LABELS, wordOf } from '@mutua/contract/words/office-words.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { OfficeFrame } from '../office-frame.tsx';
import { Waited } from '../parts/waited.tsx';
import { FunnelCard } from './funnel-card.tsx';
import { REPORTS_FIGURES } from './reports-figures.ts';
import { REPORTS_WORDS } from './reports-words.ts';

/** The page `/office/reports` (UX-03, FLW-06). */
export function ReportsPage() {
  const { t } = useWords(REPORTS_WORDS);
  return (
    <OfficeFrame title={t('title')}>
      <Funnels />
      <DurationCard />
    </OfficeFrame>
  );
}

function Funnels() {
  const { t, language } = useWords(REPORTS_WORDS);
  const funnel = useRead('/api/office/reports/funnel');
  return (
    <Shown read={funnel} lines={10}>
      {({ borrowers, lenders, ended }) => (
        <>
          <div className="office-row office-row-2">
            <FunnelCard
              title={t('borrowers')}
              note={t('borrowersNote')}
              steps={borrowers.steps}
              weakest={borrowers.weakest}
              reached={REPORTS_FIGURES.reached}
              ofPrevious={REPORTS_FIGURES.ofPrevious}
            />
            <FunnelCard
              title={t('lenders')}
              note={t('lendersNote')}
              steps={lenders.steps}
              weakest={lenders.weakest}
              reached={REPORTS_FIGURES.lendersReached}
              ofPrevious={REPORTS_FIGURES.lendersOfPrevious}
            />
          </div>
          <Card title={t('endedTitle')}>
            {ended.length === 0 ? (
              <Empty why={t('none')} />
            ) : (
              <Facts
                items={ended.map(({ state, count }) => ({
                  key: state,
                  label: wordOf(LOAN_STATE_LABELS, state, language),
                  value: <Figure {...REPORTS_FIGURES.ended} row={state} count={count} />,
                }))}
              />
            )}
          </Card>
        </>
      )}
    </Shown>
  );
}

const TIMES = ['timeToDecision', 'timeToFull', 'timeToDisburse'] as const;

function DurationCard() {
  const { t } = useWords(REPORTS_WORDS);
  const durations = useRead('/api/office/reports/durations');
  return (
    <Card title={t('durations')} note={t('durationsNote')}>
      <Shown read={durations} lines={8}>
        {(value) => <DurationRows durations={value} />}
      </Shown>
    </Card>
  );
}

function DurationRows({ durations }: { readonly durations: Durations }) {
  const { t } = useWords(REPORTS_WORDS);
  const columns = useColumns();
  if (durations.items.length === 0) return <Empty why={t('noTimes')} />;
  return (
    <>
      <Facts
        items={TIMES.map((name) => {
          const time = durations[name];
          return {
            key: name,
            label: t(name),
            value: time === undefined ? '—' : <Waited seconds={time.medianSeconds} />,
            note: t('median'),
          };
        })}
      />
      <DataTable
        caption={t('durations')}
        columns={columns}
        rows={durations.items.toSorted((one, other) => placeOf(one) - placeOf(other))}
        rowKey={({ from, to }) => `${from} ${to}`}
      />
    </>
  );
}

/** In the order of a loan's life, as the labels of its states have it. */
function placeOf({ from, to }: DurationRow): number {
  const states: readonly string[] = Object.keys(LOAN_STATE_LABELS);
  return states.indexOf(from) * states.length + states.indexOf(to);
}

function useColumns(): readonly Column<DurationRow>[] {
  const { t, language } = useWords(REPORTS_WORDS);
  return [
    {
      ...{ key: 'from', head: t('from') },
      cell: ({ from }) => wordOf(LOAN_STATE_LABELS, from, language),
    },
    { key: 'to', head: t('to'), cell: ({ to }) => wordOf(LOAN_STATE_LABELS, to, language) },
    {
      ...{ key: 'times', head: t('times'), align: 'right' },
      cell: ({ from, to, count }) => (
        <Figure {...REPORTS_FIGURES.times} row={`${from} ${to}`} count={count} />
      ),
    },
    {
      ...{ key: 'average', head: t('average'), align: 'right' },
      cell: ({ averageSeconds }) => <Waited seconds={averageSeconds} />,
    },
    {
      ...{ key: 'median', head: t('median'), align: 'right' },
      cell: ({ medianSeconds }) => <Waited seconds={medianSeconds} />,
    },
    {
      ...{ key: 'longest', head: t('longest'), align: 'right' },
      cell: ({ longestSeconds }) => <Waited seconds={longestSeconds} />,
    },
  ];
}
