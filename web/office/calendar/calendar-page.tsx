// The calendar: the business date, running the day or several, the jobs of the end of a day, and the days closed.
import type { DayJob } from '@mutua/contract/office/day-close.ts';
import type { DayState } from '@mutua/contract/office/money.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { END_OF_DAY_STEP_LABELS } from '@mutua/contract/words/value-lists.ts';
import { usePagedRead, useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage, MomentOnPage } from '../../ui/moment.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { MoreRows } from '../books/more-rows.tsx';
import { ClosedDaysTable } from '../close/close-lists.tsx';
import { OfficeFrame } from '../office-frame.tsx';
import { CALENDAR_FIGURES } from './calendar-figures.ts';
import { CALENDAR_WORDS } from './calendar-words.ts';
import { OperatorTimeForm } from './operator-time-form.tsx';
import { RunDays } from './run-days.tsx';
import '../books/books.css';

const EVERY_MS = 5_000;

export function CalendarPage() {
  const { t } = useWords(CALENDAR_WORDS);
  const day = useRead('/api/office/days/current', { everyMs: EVERY_MS });
  const jobs = useRead('/api/office/days/current/jobs', { everyMs: EVERY_MS });
  return (
    <OfficeFrame title={t('title')}>
      <div className="desk-split">
        <div className="close-left">
          <Card title={t('now')}>
            <Shown read={day}>{(value) => <DayFacts day={value} />}</Shown>
          </Card>
          <Card title={t('jobs')} note={t('jobsNote')}>
            <Shown read={jobs} lines={10}>
              {({ items }) => <JobTable jobs={items} />}
            </Shown>
          </Card>
          <ClosedDays />
        </div>
        <div className="desk-side">
          <Shown read={day}>{(value) => <RunDays day={value} />}</Shown>
          <Shown read={day}>
            {(value) => <OperatorTimeForm key={JSON.stringify(value.time)} time={value.time} />}
          </Shown>
        </div>
      </div>
    </OfficeFrame>
  );
}

function DayFacts({ day }: { readonly day: DayState }) {
  const { t } = useWords(CALENDAR_WORDS);
  const { state, now, time, endThrough, lastClosed } = day;
  return (
    <Facts
      items={[
        { key: 'day', label: t('now'), value: <DayOnPage day={day.day} /> },
        {
          ...{ key: 'state', label: t('state') },
          value: <StatusMark status={state === 'open' ? 'ok' : 'grace'} word={t(state)} />,
        },
        { key: 'clock', label: t('clock'), value: <MomentOnPage at={now} /> },
        { key: 'zone', label: t('zone'), value: <Plain>{time.timeZone}</Plain> },
        { key: 'cutOff', label: t('cutOff'), value: <time>{time.cutOff}</time> },
        { key: 'daysEnd', label: t('daysEnd'), value: t(time.daysEnd) },
        {
          ...{ key: 'through', label: t('endThrough') },
          value: endThrough === undefined ? '—' : <DayOnPage day={endThrough} />,
        },
        {
          ...{ key: 'closed', label: t('lastClosed') },
          value: lastClosed === undefined ? t('none') : <DayOnPage day={lastClosed.day} />,
        },
      ]}
    />
  );
}

function JobTable({ jobs }: { readonly jobs: readonly DayJob[] }) {
  const { t } = useWords(CALENDAR_WORDS);
  const language = useLanguage();
  const columns: readonly Column<DayJob>[] = [
    {
      ...{ key: 'job', head: t('job') },
      cell: ({ step }) => wordOf(END_OF_DAY_STEP_LABELS, step, language),
    },
    {
      ...{ key: 'waiting', head: <FigureLabel {...CALENDAR_FIGURES.jobWaiting} /> },
      align: 'right',
      cell: ({ step, waiting }) => (
        <Figure {...CALENDAR_FIGURES.jobWaiting} row={step} count={waiting} />
      ),
    },
    {
      ...{ key: 'done', head: <FigureLabel {...CALENDAR_FIGURES.jobDone} />, align: 'right' },
      cell: ({ step, done }) => <Figure {...CALENDAR_FIGURES.jobDone} row={step} count={done} />,
    },
    {
      ...{ key: 'last', head: t('lastRun') },
      cell: ({ lastAt }) => (lastAt === undefined ? '—' : <MomentOnPage at={lastAt} />),
    },
    { key: 'state', head: t('jobState'), cell: (job) => <JobState job={job} /> },
  ];
  return (
    <DataTable caption={t('jobs')} columns={columns} rows={jobs} rowKey={({ step }) => step} />
  );
}

function JobState({ job: { waiting, done } }: { readonly job: DayJob }) {
  const { t } = useWords(CALENDAR_WORDS);
  if (waiting > 0) return <StatusMark status="pending" word={t('jobWaits')} />;
  return <StatusMark status="ok" word={t(done > 0 ? 'jobDone' : 'jobIdle')} />;
}

function ClosedDays() {
  const { t } = useWords(CALENDAR_WORDS);
  const days = usePagedRead('/api/office/days');
  return (
    <Card title={t('closed')}>
      <Shown read={days.state} lines={8}>
        {(rows) =>
          rows.length === 0 ? <Empty why={t('closedNone')} /> : <ClosedDaysTable days={rows} />
        }
      </Shown>
      <MoreRows of={days} />
    </Card>
  );
}
