// What stands below the break: the laws of the book, the breaks of thirty days, and the days that are closed.
import type { ClosedDay, CloseView } from '@mutua/contract/office/day-close.ts';
import {
  BREAK_KIND_LABELS,
  BREAK_STATE_LABELS,
  CHART_LAW_LABELS,
} from '@mutua/contract/words/book-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { StateMark } from '../books/label-text.tsx';
import { CLOSE_FIGURES } from './close-figures.ts';
import { CLOSE_WORDS } from './close-words.ts';

/** Each law with what of the day it was checked on. */
export function LawsCard({ laws }: { readonly laws: CloseView['laws'] }) {
  const { t } = useWords(CLOSE_WORDS);
  const language = useLanguage();
  return (
    <Card title={t('laws')} note={t('lawsNote')}>
      <ul className="lines">
        {laws.map(({ law, examined, broken }) => (
          <li key={law}>
            <span>
              <StatusMark
                status={broken === 0 ? 'ok' : 'late'}
                word={t(broken === 0 ? 'lawHolds' : 'lawBroken')}
              />{' '}
              {CHART_LAW_LABELS[law - 1]?.[language]}
            </span>
            <Figure {...CLOSE_FIGURES.lawExamined} row={String(law)} count={examined} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** The newest first. */
export function RecentBreaksCard({ breaks }: { readonly breaks: CloseView['recentBreaks'] }) {
  const { t } = useWords(CLOSE_WORDS);
  const language = useLanguage();
  return (
    <Card title={t('recent')} links={<Go to="/office/money?tab=breaks">{t('all')}</Go>}>
      {breaks.length === 0 ? (
        <Empty why={t('recentNone')} />
      ) : (
        <ul className="lines">
          {breaks.slice(0, 8).map(({ breakId, day, kind, state, difference }) => (
            <li key={breakId}>
              <span>
                <DayOnPage day={day} /> {wordOf(BREAK_KIND_LABELS, kind, language)}
              </span>
              <span className="line-amount">
                {difference === undefined ? (
                  '·'
                ) : (
                  <Figure
                    {...CLOSE_FIGURES.breakDifference}
                    row={breakId}
                    money={difference}
                    sign={false}
                  />
                )}
              </span>
              <StateMark of={BREAK_STATE_LABELS} state={state} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

/** With who closed each, and its digest. */
export function ClosedDaysCard({ days }: { readonly days: readonly ClosedDay[] }) {
  const { t } = useWords(CLOSE_WORDS);
  return (
    <Card
      title={t('closed')}
      note={t('closedNote')}
      links={<Go to="/office/calendar">{t('all')}</Go>}
    >
      {days.length === 0 ? <Empty why={t('closedNone')} /> : <ClosedDaysTable days={days} />}
    </Card>
  );
}

const DIGEST_ENDS = 4;

export function ClosedDaysTable({ days }: { readonly days: readonly ClosedDay[] }) {
  const { t } = useWords(CLOSE_WORDS);
  const columns: readonly Column<ClosedDay>[] = [
    { key: 'day', head: t('day'), cell: ({ day }) => <DayOnPage day={day} /> },
    { key: 'at', head: t('closedAt'), cell: ({ closedAt }) => <MomentOnPage at={closedAt} /> },
    {
      ...{ key: 'by', head: t('closedBy') },
      cell: ({ closedByName }) => closedByName ?? t('byCalendar'),
    },
    {
      ...{ key: 'transfers', head: <FigureLabel {...CLOSE_FIGURES.closedTransfers} /> },
      align: 'right',
      cell: ({ day, transfers }) => (
        <Figure {...CLOSE_FIGURES.closedTransfers} row={day} count={transfers} />
      ),
    },
    {
      ...{ key: 'custody', head: <FigureLabel {...CLOSE_FIGURES.closedCustody} /> },
      align: 'right',
      cell: ({ day, custody }) => (
        <Figure {...CLOSE_FIGURES.closedCustody} row={day} money={custody} sign={false} />
      ),
    },
    {
      ...{ key: 'breaks', head: <FigureLabel {...CLOSE_FIGURES.closedBreaks} />, align: 'right' },
      cell: ({ day, breaks }) => (
        <Figure {...CLOSE_FIGURES.closedBreaks} row={day} count={breaks} />
      ),
    },
    {
      ...{ key: 'digest', head: t('digest') },
      cell: ({ digest }) => (
        <code title={digest}>
          <Plain>{`${digest.slice(0, DIGEST_ENDS)}…${digest.slice(-DIGEST_ENDS)}`}</Plain>
        </code>
      ),
    },
  ];
  return (
    <DataTable caption={t('closed')} columns={columns} rows={days} rowKey={({ day }) => day} />
  );
}
