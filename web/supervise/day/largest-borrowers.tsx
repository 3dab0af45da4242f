// The borrowers who owe the most principal, with their share of all of it.
import type { LargestBorrower } from '@mutua/contract/supervision/supervision.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ShortId } from '../short-id.tsx';
import { SUPERVISE_FIGURES } from '../supervise-figures.ts';
import { SUPERVISE_WORDS } from '../supervise-words.ts';
import { DAY_WORDS } from './day-words.ts';

export function LargestBorrowers({
  borrowers,
}: {
  readonly borrowers: readonly LargestBorrower[];
}) {
  const { t } = useWords(DAY_WORDS);
  const { t: say } = useWords(SUPERVISE_WORDS);
  if (borrowers.length === 0) return <Empty why={t('largestNone')} />;
  const ranked = borrowers.map((borrower, index) => ({ ...borrower, rank: index + 1 }));
  return (
    <DataTable
      caption={t('largest')}
      rows={ranked}
      rowKey={({ borrowerId }) => borrowerId}
      isKept
      columns={[
        { key: 'rank', head: t('rank'), cell: ({ rank }) => <Plain>{rank}</Plain> },
        {
          key: 'borrower',
          head: t('borrower'),
          cell: ({ borrowerId }) => <ShortId id={borrowerId} />,
        },
        {
          ...{ key: 'loans', head: t('borrowerLoans'), align: 'right', isOnPhone: false },
          cell: ({ borrowerId, loans }) => (
            <Figure {...SUPERVISE_FIGURES.borrowerLoans} row={borrowerId} count={loans} />
          ),
        },
        {
          ...{ key: 'outstanding', head: say('outstanding'), align: 'right' },
          cell: ({ borrowerId, outstanding }) => (
            <Figure
              {...SUPERVISE_FIGURES.borrowerOutstanding}
              row={borrowerId}
              money={outstanding}
            />
          ),
        },
        {
          ...{ key: 'share', head: t('share'), align: 'right' },
          cell: ({ borrowerId, sharePpm }) => (
            <Figure {...SUPERVISE_FIGURES.borrowerShare} row={borrowerId} ratePpm={sharePpm} />
          ),
        },
      ]}
    />
  );
}
