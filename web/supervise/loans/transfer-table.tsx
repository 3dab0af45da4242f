// Every line of the book that touches a loan, from its first bid to its last instalment.
import { ACCOUNT_KIND_LABELS } from '@mutua/contract/words/book-words.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { PagedTable } from '../paged-table.tsx';
import { SUPERVISE_FIGURES } from '../supervise-figures.ts';
import { SUPERVISE_WORDS } from '../supervise-words.ts';
import { wordsOfCode } from '../words-of-code.ts';
import { EVIDENCE_WORDS } from './evidence-words.ts';

export function TransferTable({ loanId }: { readonly loanId: string }) {
  const { t, language } = useWords(EVIDENCE_WORDS);
  const { t: say } = useWords(SUPERVISE_WORDS);
  const transfers = usePagedRead('/api/supervision/loans/:loanId/transfers', { path: { loanId } });
  const kind = (name: string) => wordOf(ACCOUNT_KIND_LABELS, name, language);
  return (
    <PagedTable
      read={transfers}
      caption={t('lines')}
      empty={t('noLines')}
      rowKey={({ transferId }) => transferId}
      columns={[
        {
          ...{ key: 'number', head: t('number') },
          cell: ({ transferId }) => <Plain>{transferId}</Plain>,
        },
        { key: 'day', head: t('day'), cell: ({ bookedDay }) => <DayOnPage day={bookedDay} /> },
        { key: 'event', head: t('reason'), cell: (line) => wordsOfCode(line, language) },
        { key: 'from', head: t('from'), isOnPhone: false, cell: ({ fromKind }) => kind(fromKind) },
        { key: 'to', head: t('to'), isOnPhone: false, cell: ({ toKind }) => kind(toKind) },
        {
          ...{ key: 'amount', head: say('amount'), align: 'right' },
          cell: ({ transferId, amount }) => (
            <Figure {...SUPERVISE_FIGURES.transferAmount} row={transferId} money={amount} />
          ),
        },
      ]}
    />
  );
}
