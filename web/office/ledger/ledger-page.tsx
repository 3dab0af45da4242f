// The ledger: the kinds of account with what stands on them, and the latest lines.
import type { AccountKindInBook } from '@mutua/contract/ledger/book.ts';
import { ACCOUNT_KIND_LABELS } from '@mutua/contract/words/book-words.ts';
import { usePagedRead, useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { MoreRows } from '../books/more-rows.tsx';
import { OfficeFrame } from '../office-frame.tsx';
import { LEDGER_FIGURES } from './ledger-figures.ts';
import { LEDGER_WORDS } from './ledger-words.ts';
import { TransferTable } from './transfer-table.tsx';
import '../books/books.css';

const LATEST = 25;

export function LedgerPage() {
  const { t } = useWords(LEDGER_WORDS);
  const kinds = useRead('/api/office/account-kinds');
  const latest = usePagedRead('/api/office/transfers', { query: { limit: LATEST } });
  return (
    <OfficeFrame
      title={t('title')}
      keys={[
        { keys: ['J', 'K'], does: t('keyMove') },
        { keys: ['↵'], does: t('keyOpen') },
      ]}
    >
      <div className="office-row office-row-2">
        {(['money', 'debt'] as const).map((side) => (
          <Card key={side} title={t(side)} note={t('kindsNote')}>
            <Shown read={kinds} lines={10}>
              {({ items }) => (
                <KindTable caption={t(side)} kinds={items.filter((one) => one.side === side)} />
              )}
            </Shown>
          </Card>
        ))}
      </div>
      <Card title={t('latest')}>
        <Shown read={latest.state} lines={12}>
          {(rows) => <TransferTable rows={rows} />}
        </Shown>
        <MoreRows of={latest} />
      </Card>
    </OfficeFrame>
  );
}

function KindTable({
  caption,
  kinds,
}: {
  readonly caption: string;
  readonly kinds: readonly AccountKindInBook[];
}) {
  const { t } = useWords(LEDGER_WORDS);
  const language = useLanguage();
  const columns: readonly Column<AccountKindInBook>[] = [
    {
      ...{ key: 'kind', head: t('kind') },
      cell: ({ kind }) => (
        <Go to={`/office/ledger/kinds/${kind}`}>{ACCOUNT_KIND_LABELS[kind][language]}</Go>
      ),
    },
    { key: 'side', head: t('side'), isOnPhone: false, cell: ({ normal }) => t(normal) },
    {
      ...{ key: 'count', head: <FigureLabel {...LEDGER_FIGURES.kindCount} />, align: 'right' },
      cell: ({ kind, count }) => <Figure {...LEDGER_FIGURES.kindCount} row={kind} count={count} />,
    },
    {
      ...{ key: 'held', head: <FigureLabel {...LEDGER_FIGURES.kindHeld} />, align: 'right' },
      isOnPhone: false,
      cell: ({ kind, held }) => (
        <Figure {...LEDGER_FIGURES.kindHeld} row={kind} money={held} sign={false} />
      ),
    },
    {
      ...{ key: 'balance', head: <FigureLabel {...LEDGER_FIGURES.kindBalance} />, align: 'right' },
      cell: ({ kind, balance }) => (
        <Figure {...LEDGER_FIGURES.kindBalance} row={kind} money={balance} sign={false} />
      ),
    },
  ];
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={kinds}
      rowKey={({ kind, currency }) => `${kind} ${currency}`}
    />
  );
}
