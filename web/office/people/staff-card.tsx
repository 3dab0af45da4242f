// Who works for the operator or looks on, and in which positions.
import type { StaffInOffice } from '@mutua/contract/office/people-standing.ts';
import { ROLE_LABELS } from '@mutua/contract/words/case-words.ts';
import { positionLabel } from '@mutua/contract/words/office-words.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { LabelText } from '../books/label-text.tsx';
import { MoreRows } from '../books/more-rows.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { PEOPLE_WORDS } from './people-words.ts';

export function StaffCard() {
  const { t } = useWords(PEOPLE_WORDS);
  const language = useLanguage();
  const staff = usePagedRead('/api/office/staff');
  const columns: readonly Column<StaffInOffice>[] = [
    {
      ...{ key: 'name', head: t('name') },
      cell: ({ name, personId }) =>
        name === undefined ? <ShortId id={personId} /> : <Plain>{name}</Plain>,
    },
    {
      ...{ key: 'kind', head: t('userKind') },
      cell: ({ userKind }) => <LabelText of={ROLE_LABELS} value={userKind} />,
    },
    {
      ...{ key: 'positions', head: t('positions') },
      cell: ({ positions }) =>
        positions.length === 0
          ? '—'
          : positions.map((one) => positionLabel(one, language)).join(' · '),
    },
    {
      ...{ key: 'registered', head: t('registered') },
      cell: ({ registeredAt }) => <MomentOnPage at={registeredAt} />,
    },
  ];
  return (
    <Card title={t('staff')}>
      <Shown read={staff.state} lines={10}>
        {(rows) => (
          <DataTable
            caption={t('staff')}
            columns={columns}
            rows={rows}
            rowKey={({ personId }) => personId}
          />
        )}
      </Shown>
      <MoreRows of={staff} />
    </Card>
  );
}
