// The rows of an indicator, page by page: accounts, lines of the book, loans or breaks.
import type { IndicatorId } from '@mutua/contract/supervision/indicators.ts';
import { SUPERVISED_INDICATORS } from '@mutua/contract/supervision/indicators.ts';
import type { IndicatorRow } from '@mutua/contract/supervision/supervision.ts';
import {
  ACCOUNT_KIND_LABELS,
  BREAK_KIND_LABELS,
  BREAK_STATE_LABELS,
} from '@mutua/contract/words/book-words.ts';
import type { Language } from '@mutua/contract/words/language.ts';
import { LOAN_STATE_LABELS, wordOf } from '@mutua/contract/words/office-words.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import type { Column } from '../../ui/kit/data-table.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { PagedTable } from '../paged-table.tsx';
import { ShortId } from '../short-id.tsx';
import { SUPERVISE_FIGURES } from '../supervise-figures.ts';
import { SUPERVISE_WORDS } from '../supervise-words.ts';
import { wordsOfCode } from '../words-of-code.ts';
import { DAY_WORDS } from './day-words.ts';

interface RowTableProps {
  readonly indicatorId: IndicatorId;
  readonly day: string;
}

export function RowTable({ indicatorId, day }: RowTableProps) {
  const { t } = useWords(DAY_WORDS);
  const columns = useColumns(indicatorId);
  const rows = usePagedRead('/api/supervision/indicators/:indicatorId/rows', {
    path: { indicatorId },
    query: { day },
  });
  return (
    <PagedTable
      read={rows}
      caption={t('rows')}
      empty={t('none')}
      columns={columns}
      rowKey={({ rowId }) => rowId}
    />
  );
}

function useColumns(indicatorId: IndicatorId): readonly Column<IndicatorRow>[] {
  const { t, language } = useWords(DAY_WORDS);
  const { t: say } = useWords(SUPERVISE_WORDS);
  const number: Column<IndicatorRow> = {
    ...{ key: 'number', head: t('number') },
    cell: ({ rowId }) => <ShortId id={rowId} />,
  };
  const amount: Column<IndicatorRow> = {
    ...{ key: 'amount', head: say('amount'), align: 'right' },
    cell: ({ rowId, amount: money }) => (
      <Figure {...SUPERVISE_FIGURES.rowAmount} row={`${indicatorId} ${rowId}`} money={money} />
    ),
  };
  const kind = (head: string): Column<IndicatorRow> => ({
    ...{ key: 'kind', head },
    cell: (row) => kindWords(indicatorId, row, language),
  });
  const owner: Column<IndicatorRow> = {
    ...{ key: 'owner', head: t('owner') },
    cell: ({ ownerId = '' }) => <ShortId id={ownerId} />,
  };
  switch (SUPERVISED_INDICATORS[indicatorId].rows) {
    case 'accounts':
      return [number, kind(t('account')), owner, amount];
    case 'transfers':
      return [number, kind(t('line')), { key: 'of', head: t('subject'), cell: subject }, amount];
    case 'loans':
      return [{ key: 'loan', head: say('loan'), cell: subject }, kind(say('state')), owner, amount];
    case 'breaks':
      return [
        number,
        kind(t('kind')),
        {
          ...{ key: 'reference', head: t('reference') },
          cell: ({ reference = '' }) => <code>{reference}</code>,
        },
        {
          ...{ key: 'state', head: say('state') },
          cell: ({ state }) => wordOf(BREAK_STATE_LABELS, state, language),
        },
      ];
  }
}

/** The loan, with its evidence behind it; where there is none, the person. */
function subject({ loanId, subjectId = '' }: IndicatorRow) {
  if (loanId === undefined) return <ShortId id={subjectId} />;
  return (
    <Go to={`/supervise/loans/${loanId}`}>
      <ShortId id={loanId} />
    </Go>
  );
}

function kindWords(
  indicatorId: IndicatorId,
  { kind, isReversal = false }: IndicatorRow,
  language: Language,
): string {
  switch (SUPERVISED_INDICATORS[indicatorId].rows) {
    case 'accounts':
      return wordOf(ACCOUNT_KIND_LABELS, kind, language);
    case 'transfers':
      return wordsOfCode({ code: kind, kind: 'posted', isReversal }, language);
    case 'loans':
      return wordOf(LOAN_STATE_LABELS, kind, language);
    case 'breaks':
      return wordOf(BREAK_KIND_LABELS, kind, language);
  }
}
