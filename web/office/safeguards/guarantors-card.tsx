// Guarantors: line, what is committed, what is left.

import type { MoneyOnWire } from '@mutua/contract/money/on-wire.ts';
import type { GuarantorOnWire } from '@mutua/contract/safeguard/guarantor.ts';
import {
  GUARANTOR_STATUS_LABELS,
  PARTNER_KIND_LABELS,
  RISK_CONTROL_LABELS,
} from '@mutua/contract/words/case-words.ts';
import { usePagedRead } from '../../api/use-read.ts';
import type { DeclaredFigure } from '../../ui/figure/declare-figures.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { useOpenPage } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { LabelText, StateMark } from '../books/label-text.tsx';
import { MoreRows } from '../books/more-rows.tsx';
import { useListKeys } from '../books/use-list-keys.ts';
import { ShortId } from '../parts/short-id.tsx';
import { SAFEGUARD_FIGURES } from './safeguard-figures.ts';
import { SAFEGUARD_WORDS } from './safeguard-words.ts';

export function GuarantorsCard() {
  const { t } = useWords(SAFEGUARD_WORDS);
  const guarantors = usePagedRead('/api/office/guarantors');
  return (
    <Card title={t('guarantors')}>
      <Shown read={guarantors.state} lines={6}>
        {(rows) =>
          rows.length === 0 ? <Empty why={t('noGuarantors')} /> : <GuarantorTable rows={rows} />
        }
      </Shown>
      <MoreRows of={guarantors} />
    </Card>
  );
}

function GuarantorTable({ rows }: { readonly rows: readonly GuarantorOnWire[] }) {
  const { t } = useWords(SAFEGUARD_WORDS);
  const open = useOpenPage();
  const openRow = ({ guarantorId }: GuarantorOnWire) =>
    open(`/office/safeguards/guarantors/${guarantorId}`);
  const { isMarked, mark } = useListKeys(rows, ({ guarantorId }) => guarantorId, openRow);
  const columns: readonly Column<GuarantorOnWire>[] = [
    {
      ...{ key: 'name', head: t('name') },
      cell: ({ name, guarantorId }) =>
        name === undefined ? <ShortId id={guarantorId} /> : <Plain>{name}</Plain>,
    },
    {
      ...{ key: 'kind', head: t('partner'), isOnPhone: false },
      cell: ({ partnerKind }) =>
        partnerKind === undefined ? (
          '—'
        ) : (
          <LabelText of={PARTNER_KIND_LABELS} value={partnerKind} />
        ),
    },
    {
      ...{ key: 'status', head: t('status') },
      cell: ({ standing, proposal }) =>
        standing === undefined ? (
          <StatusMark status="grace" word={proposal === undefined ? '—' : t('proposal')} />
        ) : (
          <StateMark of={GUARANTOR_STATUS_LABELS} state={standing.status} />
        ),
    },
    {
      ...{ key: 'class', head: t('class') },
      cell: ({ standing }) => standing?.guarantorClass ?? '—',
    },
    {
      ...{ key: 'control', head: t('control'), isOnPhone: false },
      cell: ({ standing }) =>
        standing === undefined ? (
          '—'
        ) : (
          <LabelText of={RISK_CONTROL_LABELS} value={standing.riskControl} />
        ),
    },
    moneyColumn(SAFEGUARD_FIGURES.line, ({ standing }) => standing?.line),
    moneyColumn(SAFEGUARD_FIGURES.committed, ({ committed }) => committed),
    moneyColumn(SAFEGUARD_FIGURES.remaining, ({ remaining }) => remaining),
  ];
  return (
    <DataTable
      caption={t('guarantors')}
      columns={columns}
      rows={rows}
      rowKey={({ guarantorId }) => guarantorId}
      isMarked={isMarked}
      onOpen={(row) => {
        mark(row);
        openRow(row);
      }}
    />
  );
}

function moneyColumn(
  figure: DeclaredFigure,
  moneyOf: (row: GuarantorOnWire) => MoneyOnWire | undefined,
): Column<GuarantorOnWire> {
  return {
    ...{ key: figure.id, head: <FigureLabel {...figure} />, align: 'right' },
    cell: (row) => {
      const money = moneyOf(row);
      if (money === undefined) return '·';
      return <Figure {...figure} row={row.guarantorId} money={money} sign={false} />;
    },
  };
}
