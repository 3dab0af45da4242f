// Who decides on loans up to which amount and grade: every version that was set, and those that wait.
import type { AuthorityOnWire } from '@mutua/contract/office/authority.ts';
import type { HeldPosition } from '@mutua/contract/people/role.ts';
import { positionLabel } from '@mutua/contract/words/office-words.ts';
import { useCommand } from '../../api/use-command.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { GradeBadge } from '../../ui/kit/grade-badge.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Refusal } from '../../ui/kit/refusal.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { MoreRows } from '../books/more-rows.tsx';
import { PEOPLE_FIGURES } from './people-figures.ts';
import { PEOPLE_WORDS } from './people-words.ts';

const CURRENCY = 'CNY';

export function AuthorityCard() {
  const { t } = useWords(PEOPLE_WORDS);
  const versions = usePagedRead('/api/office/authority-limits');
  return (
    <>
      <Shown read={versions.state} lines={8}>
        {(rows) =>
          rows.length === 0 ? (
            <Card title={t('limits')}>
              <Empty why={t('noLimits')} />
            </Card>
          ) : (
            rows
              .toReversed()
              .map((version) => <VersionCard key={version.number} version={version} />)
          )
        }
      </Shown>
      <MoreRows of={versions} />
    </>
  );
}

type Limit = AuthorityOnWire['limits'][number];

function VersionCard({ version }: { readonly version: AuthorityOnWire }) {
  const { t } = useWords(PEOPLE_WORDS);
  const language = useLanguage();
  const command = useCommand('/api/office/authority-limits/:number/approval');
  const { number, limits, effectiveFrom, isApproved, actions } = version;
  const columns: readonly Column<Limit>[] = [
    {
      ...{ key: 'position', head: t('position') },
      cell: ({ position }) => positionLabel(position as HeldPosition, language),
    },
    {
      ...{ key: 'amount', head: <FigureLabel {...PEOPLE_FIGURES.limit} />, align: 'right' },
      cell: ({ position, amountMax }) => (
        <Figure
          {...PEOPLE_FIGURES.limit}
          row={`${number}/${position}`}
          money={{ minorUnits: amountMax, currency: CURRENCY }}
          sign={false}
        />
      ),
    },
    {
      ...{ key: 'grade', head: t('worstGrade') },
      cell: ({ worstGrade }) => <GradeBadge grade={worstGrade} />,
    },
  ];
  return (
    <Card
      title={
        <>
          {t('limits')} <Plain>{number}</Plain>
        </>
      }
      note={
        <>
          {t('from')} <DayOnPage day={effectiveFrom} />
        </>
      }
      links={
        <StatusMark
          status={isApproved ? 'ok' : 'grace'}
          word={t(isApproved ? 'approved' : 'notApproved')}
        />
      }
    >
      <DataTable
        caption={t('limits')}
        columns={columns}
        rows={limits}
        rowKey={({ position }) => position}
      />
      {actions.includes('approve') && (
        <>
          <Refusal of={command} />
          <Button
            kind="primary"
            isBusy={command.state.kind === 'sending'}
            onClick={() => void command.send({}, { path: { number: String(number) } })}
          >
            {t('approve')}
          </Button>
        </>
      )}
    </Card>
  );
}
