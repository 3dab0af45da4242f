// What waits at every desk: how many, the oldest against its limit, and where it is worked on.
import type { DeskGroup, DeskQueue, DeskQueueOnWire } from '@mutua/contract/office/home.ts';
import { useState } from 'react';
import { Figure } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Tabs } from '../../ui/kit/tabs.tsx';
import type { PageAddress } from '../../ui/page-address.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { WaitBar, Waited } from '../parts/waited.tsx';
import { HOME_FIGURES } from './home-figures.ts';
import { HOME_WORDS } from './home-words.ts';

const PLACES: Readonly<Record<DeskQueue, PageAddress>> = {
  applied: '/office/review?tab=applied',
  in_review: '/office/review?tab=in_review',
  interview: '/office/interviews',
  to_decide: '/office/review?tab=to_decide',
  listing_to_prepare: '/office/listings',
  listing_to_publish: '/office/listings',
  to_disburse: '/office/loans?state=funded',
  step_to_release: '/office/loans?state=overdue,defaulted,written_off',
  client_held: '/office/people',
  withdrawal: '/office/money?tab=withdrawals',
  receipt: '/office/money?tab=unmatched',
  break: '/office/close',
  instruction: '/office/money?tab=instructions',
  alarm: '/office/money?tab=alarms',
  collection: '/office/collections',
  hardship: '/office/collections',
  fraud: '/office/people',
  complaint: '/office/people',
  warning: '/office/people',
};

const GROUP_WORDS = {
  review: 'reviewGroup',
  listing: 'listingGroup',
  money: 'moneyGroup',
  servicing: 'servicingGroup',
  compliance: 'complianceGroup',
} as const satisfies Readonly<Record<DeskGroup, string>>;

/** The counts add up to the total of the page. */
export function QueueCard({ queues }: { readonly queues: readonly DeskQueueOnWire[] }) {
  const { t } = useWords(HOME_WORDS);
  const [shows, setShows] = useState<'full' | 'all'>('full');
  const rows = shows === 'all' ? queues : queues.filter(({ count }) => count > 0);
  const columns = useColumns();
  const total = queues.reduce((sum, { count }) => sum + count, 0);
  return (
    <Card
      title={t('waiting')}
      note={t('waitingNote')}
      links={
        <>
          <Tabs
            label={t('waiting')}
            kind="segments"
            items={[
              { key: 'full', label: t('onlyFull') },
              { key: 'all', label: t('all') },
            ]}
            current={shows}
            onChange={setShows}
          />
          <span>
            {t('inAll')} <Figure {...HOME_FIGURES.queueTotal} count={total} />
          </span>
        </>
      }
    >
      {rows.length === 0 ? (
        <Empty why={t('noneWaiting')} />
      ) : (
        <DataTable
          caption={t('waiting')}
          columns={columns}
          rows={rows}
          rowKey={({ queue }) => queue}
          isKept
        />
      )}
    </Card>
  );
}

function useColumns(): readonly Column<DeskQueueOnWire>[] {
  const { t } = useWords(HOME_WORDS);
  return [
    {
      key: 'queue',
      head: t('queue'),
      cell: ({ queue }) => <Go to={PLACES[queue]}>{t(queue)}</Go>,
    },
    {
      ...{ key: 'group', head: t('group'), isOnPhone: false },
      cell: ({ group }) => t(GROUP_WORDS[group]),
    },
    {
      ...{ key: 'count', head: t('count'), align: 'right' },
      cell: ({ queue, count }) => (
        <strong>
          <Figure {...HOME_FIGURES.queueCount} row={queue} count={count} />
        </strong>
      ),
    },
    {
      ...{ key: 'oldest', head: t('oldest'), align: 'right' },
      cell: ({ waitedSeconds, limitSeconds }) =>
        waitedSeconds === undefined ? '—' : <Waited seconds={waitedSeconds} limit={limitSeconds} />,
    },
    {
      ...{ key: 'limit', head: t('limit'), align: 'right' },
      cell: ({ limitSeconds }) =>
        limitSeconds === undefined ? '—' : <Waited seconds={limitSeconds} />,
    },
    {
      ...{ key: 'used', head: t('used'), isOnPhone: false },
      cell: ({ waitedSeconds, limitSeconds }) =>
        waitedSeconds !== undefined && limitSeconds !== undefined && limitSeconds > 0 ? (
          <WaitBar seconds={waitedSeconds} limit={limitSeconds} />
        ) : null,
    },
  ];
}
