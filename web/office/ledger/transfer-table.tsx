// Lines of the book as a table: what, from where, to where, how much.
import type { TransferInBook } from '@mutua/contract/ledger/book.ts';
import {
  ACCOUNT_KIND_LABELS,
  RAIL_LABELS,
  TRANSFER_KIND_LABELS,
} from '@mutua/contract/words/book-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { FEE_KIND_LABELS } from '@mutua/contract/words/value-lists.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { Go } from '../../ui/go.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useOpenPage } from '../../ui/page-route.ts';
import { useLanguage, useWords } from '../../ui/words/declare-words.ts';
import { LabelText } from '../books/label-text.tsx';
import { useListKeys } from '../books/use-list-keys.ts';
import { ShortId } from '../parts/short-id.tsx';
import { LEDGER_FIGURES } from './ledger-figures.ts';
import { LEDGER_WORDS } from './ledger-words.ts';

export function TransferTable({ rows }: { readonly rows: readonly TransferInBook[] }) {
  const { t } = useWords(LEDGER_WORDS);
  const open = useOpenPage();
  const openRow = ({ transferId }: TransferInBook) =>
    open(`/office/ledger/transfers/${transferId}`);
  const { isMarked, mark } = useListKeys(rows, ({ transferId }) => transferId, openRow);
  const columns: readonly Column<TransferInBook>[] = [
    {
      ...{ key: 'number', head: t('number') },
      cell: ({ transferId }) => <Plain>{transferId}</Plain>,
    },
    { key: 'at', head: t('at'), cell: ({ bookedAt }) => <MomentOnPage at={bookedAt} /> },
    { key: 'words', head: t('words'), cell: ({ words }) => words },
    { key: 'from', head: t('from'), cell: ({ debit }) => <End end={debit} /> },
    { key: 'to', head: t('to'), cell: ({ credit }) => <End end={credit} /> },
    {
      ...{ key: 'state', head: t('state'), isOnPhone: false },
      cell: ({ kind }) => <LabelText of={TRANSFER_KIND_LABELS} value={kind} />,
    },
    {
      ...{ key: 'amount', head: <FigureLabel {...LEDGER_FIGURES.line} />, align: 'right' },
      cell: ({ transferId, amount }) => (
        <Figure {...LEDGER_FIGURES.line} row={transferId} money={amount} sign={false} />
      ),
    },
  ];
  return (
    <DataTable
      caption={t('latest')}
      columns={columns}
      rows={rows}
      rowKey={({ transferId }) => transferId}
      isMarked={isMarked}
      onOpen={(row) => {
        mark(row);
        openRow(row);
      }}
    />
  );
}

/** One end of a line: the kind of the account, and whose it is. */
export function End({
  end: { kind, owner, ownerName },
}: {
  readonly end: TransferInBook['debit'];
}) {
  const language = useLanguage();
  return (
    <>
      <Go to={`/office/ledger/accounts/${kind}/of/${owner}`}>
        {ACCOUNT_KIND_LABELS[kind][language]}
      </Go>{' '}
      {kind !== 'custody' && (
        <span className="quiet">{ownerName ?? <OwnerText owner={owner} />}</span>
      )}
    </>
  );
}

const UUID_LENGTH = 36;

/** The end of an id, or the name of what the account is for. */
export function OwnerText({ owner }: { readonly owner: string }) {
  const { t, language } = useWords(LEDGER_WORDS);
  if (owner.length === UUID_LENGTH) return <ShortId id={owner} />;
  if (owner === 'own') return t('own');
  return <Plain>{wordOf({ ...FEE_KIND_LABELS, ...RAIL_LABELS }, owner, language)}</Plain>;
}
