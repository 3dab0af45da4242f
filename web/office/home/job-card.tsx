// The work of the day, in its order: what was done, and what is still to be done.
import type { JobOnWire, OfficeDesk } from '@mutua/contract/office/home.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { END_OF_DAY_STEP_LABELS } from '@mutua/contract/words/value-lists.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { type Status, StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage, TimeOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { HOME_FIGURES } from './home-figures.ts';
import { HOME_WORDS } from './home-words.ts';

interface JobCardProps {
  readonly jobs: readonly JobOnWire[];
  readonly desk: OfficeDesk;
}

/** The close of the day before stands at the foot. */
export function JobCard({ jobs, desk }: JobCardProps) {
  const { t } = useWords(HOME_WORDS);
  const columns = useColumns();
  return (
    <Card title={t('jobs')} note={<span data-plain="">{t('jobsNote', { day: desk.day })}</span>}>
      <DataTable
        caption={t('jobs')}
        columns={columns}
        rows={jobs}
        rowKey={({ job }) => job}
        isKept
      />
      {desk.lastClosedDay !== undefined && desk.lastClosedAt !== undefined && (
        <p className="quiet">
          {t('closedDay')} <DayOnPage day={desk.lastClosedDay} />{' '}
          <TimeOnPage at={desk.lastClosedAt} />
        </p>
      )}
    </Card>
  );
}

function useColumns(): readonly Column<JobOnWire>[] {
  const { t, language } = useWords(HOME_WORDS);
  return [
    {
      ...{ key: 'job', head: t('job') },
      cell: ({ job }) => wordOf(END_OF_DAY_STEP_LABELS, job, language),
    },
    {
      ...{ key: 'done', head: t('done'), align: 'right', isOnPhone: false },
      cell: ({ job, done }) => <Figure {...HOME_FIGURES.jobDone} row={job} count={done} />,
    },
    {
      ...{ key: 'left', head: t('left'), align: 'right' },
      cell: ({ job, waiting }) => <Figure {...HOME_FIGURES.jobWaiting} row={job} count={waiting} />,
    },
    {
      ...{ key: 'at', head: t('at'), align: 'right', isOnPhone: false },
      cell: ({ lastAt }) => (lastAt === undefined ? '—' : <TimeOnPage at={lastAt} />),
    },
    { key: 'state', head: t('state'), cell: (job) => <JobState job={job} /> },
  ];
}

function JobState({ job: { done, waiting } }: { readonly job: JobOnWire }) {
  const { t } = useWords(HOME_WORDS);
  const [status, word] = stateOf(done, waiting);
  return <StatusMark status={status} word={t(word)} />;
}

function stateOf(
  done: number,
  waiting: number,
): readonly [Status, 'stateDone' | 'stateWaiting' | 'stateNone' | 'statePart'] {
  if (waiting > 0) return done > 0 ? ['grace', 'statePart'] : ['pending', 'stateWaiting'];
  return done > 0 ? ['ok', 'stateDone'] : ['pending', 'stateNone'];
}
