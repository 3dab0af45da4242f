// What each collector recovered of what was assigned, as of the last closed day.
import type { CollectorRecovery } from '@mutua/contract/work/collector-recovery.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ShortId } from '../parts/short-id.tsx';
import { useIsObserver, usePosts } from '../parts/use-posts.ts';
import { COLLECTION_FIGURES } from './collection-figures.ts';
import { COLLECTION_WORDS } from './collection-words.ts';

const { collectorCases, collectorAssigned, collectorRecovered, collectorRecovery } =
  COLLECTION_FIGURES;

/** Those who lead or check collection; one collector does not read of another. */
export function useMayReadRecovery(): boolean {
  const mayCheck = usePosts(
    ...['risk_analyst', 'committee_member', 'compliance_officer', 'internal_auditor'],
    'collector_lead',
  );
  const isObserver = useIsObserver();
  return mayCheck || isObserver;
}

export function RecoveryDesk() {
  const { t } = useWords(COLLECTION_WORDS);
  const read = useRead('/api/office/collector-recovery');
  const columns = useColumns();
  return (
    <Shown read={read} lines={6}>
      {({ day, collectors }) => (
        <Card
          title={t('recoveryTitle')}
          note={
            day === undefined ? undefined : (
              <>
                {t('recoveryNote')} <DayOnPage day={day} />
              </>
            )
          }
        >
          {collectors.length === 0 ? (
            <Empty why={t('noRecovery')} />
          ) : (
            <DataTable
              caption={t('recoveryTitle')}
              columns={columns}
              rows={collectors}
              rowKey={({ collectorId }) => collectorId}
            />
          )}
        </Card>
      )}
    </Shown>
  );
}

function useColumns(): readonly Column<CollectorRecovery>[] {
  const { t } = useWords(COLLECTION_WORDS);
  return [
    {
      ...{ key: 'owner', head: t('owner') },
      cell: ({ collectorId, collectorName }) =>
        collectorName === undefined ? <ShortId id={collectorId} /> : <Plain>{collectorName}</Plain>,
    },
    {
      ...{ key: 'cases', head: <FigureLabel {...collectorCases} />, align: 'right' },
      cell: ({ collectorId, cases }) => (
        <Figure {...collectorCases} row={collectorId} count={cases} />
      ),
    },
    {
      ...{ key: 'assigned', head: <FigureLabel {...collectorAssigned} />, align: 'right' },
      cell: ({ collectorId, assigned }) => (
        <Figure {...collectorAssigned} row={collectorId} money={assigned} />
      ),
    },
    {
      ...{ key: 'recovered', head: <FigureLabel {...collectorRecovered} />, align: 'right' },
      cell: ({ collectorId, recovered }) => (
        <Figure {...collectorRecovered} row={collectorId} money={recovered} />
      ),
    },
    {
      ...{ key: 'rate', head: <FigureLabel {...collectorRecovery} />, align: 'right' },
      cell: ({ collectorId, recoveryRatePpm }) =>
        recoveryRatePpm === undefined ? (
          <Plain>·</Plain>
        ) : (
          <Figure {...collectorRecovery} row={collectorId} ratePpm={recoveryRatePpm} />
        ),
    },
  ];
}
