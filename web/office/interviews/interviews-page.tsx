// Interviews that are to be held: when, with whom, and who leads them.
import { CASE_STATE_LABELS } from '@mutua/contract/words/case-words.ts';
import type { CaseInQueue } from '@mutua/contract/work/case.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useOpenPage } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { StateMark } from '../books/label-text.tsx';
import { MoreRows } from '../books/more-rows.tsx';
import { useListKeys } from '../books/use-list-keys.ts';
import { OfficeFrame } from '../office-frame.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { INTERVIEWS_WORDS } from './interviews-words.ts';
import '../books/books.css';

/** The page `/office/interviews`. */
export function InterviewsPage() {
  const { t } = useWords(INTERVIEWS_WORDS);
  const cases = usePagedRead('/api/office/cases', { query: { caseKind: 'interview' } });
  return (
    <OfficeFrame
      title={t('title')}
      keys={[
        { keys: ['J', 'K'], does: t('keyMove') },
        { keys: ['↵'], does: t('keyOpen') },
      ]}
    >
      <Card title={t('waiting')} note={t('waitingNote')}>
        <Shown read={cases.state} lines={8}>
          {(rows) => <InterviewTable rows={rows} />}
        </Shown>
        <MoreRows of={cases} />
      </Card>
    </OfficeFrame>
  );
}

function InterviewTable({ rows }: { readonly rows: readonly CaseInQueue[] }) {
  const { t } = useWords(INTERVIEWS_WORDS);
  const open = useOpenPage();
  const openRow = ({ caseId }: CaseInQueue) => open(`/office/interviews/${caseId}`);
  const { isMarked, mark } = useListKeys(rows, ({ caseId }) => caseId, openRow);
  const columns = useColumns();
  if (rows.length === 0) return <Empty why={t('none')} />;
  return (
    <DataTable
      caption={t('waiting')}
      columns={columns}
      rows={rows}
      rowKey={({ caseId }) => caseId}
      isMarked={isMarked}
      onOpen={(row) => {
        mark(row);
        openRow(row);
      }}
    />
  );
}

function useColumns(): readonly Column<CaseInQueue>[] {
  const { t } = useWords(INTERVIEWS_WORDS);
  return [
    {
      ...{ key: 'when', head: t('when') },
      cell: ({ bookedAt }) =>
        bookedAt === undefined ? (
          <StatusMark status="pending" word={t('notBooked')} />
        ) : (
          <MomentOnPage at={bookedAt} />
        ),
    },
    {
      ...{ key: 'applicant', head: t('applicant') },
      cell: ({ caseId, clientName }) => (
        <Go to={`/office/interviews/${caseId}`}>
          {clientName === undefined ? t('interview') : <Plain>{clientName}</Plain>}
        </Go>
      ),
    },
    {
      ...{ key: 'loan', head: t('loan'), isOnPhone: false },
      cell: ({ subject }) => <ShortId id={subject.id} />,
    },
    {
      ...{ key: 'owner', head: t('owner') },
      cell: ({ ownerId, ownerName }) =>
        ownerId === undefined ? t('nobody') : <Plain>{ownerName ?? '—'}</Plain>,
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => <StateMark of={CASE_STATE_LABELS} state={state} />,
    },
    {
      ...{ key: 'deadline', head: t('deadline'), isOnPhone: false },
      cell: ({ deadlineAt }) => <MomentOnPage at={deadlineAt} />,
    },
  ];
}
