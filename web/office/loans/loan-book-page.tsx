// All loans, with filters, a search, and keys to go through them.
import type { LoanInBook } from '@mutua/contract/office/review.ts';
import { LOAN_STATE_LABELS, wordOf } from '@mutua/contract/words/office-words.ts';
import { PURPOSE_LABELS } from '@mutua/contract/words/value-lists.ts';
import { useState } from 'react';
import { usePagedRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { GradeBadge } from '../../ui/kit/grade-badge.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useOpenPage, useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { OfficeFrame } from '../office-frame.tsx';
import { LoanStateMark } from '../parts/loan-state-mark.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { useKeys } from '../parts/use-keys.ts';
import { Waited } from '../parts/waited.tsx';
import { LoanFilters } from './loan-filters.tsx';
import { LOANS_FIGURES } from './loans-figures.ts';
import { LOANS_WORDS } from './loans-words.ts';

const FILTERS = ['state', 'grade', 'purpose', 'assetClass', 'search'] as const;

/** The page `/office/loans`; its filters stand in the address. */
export function LoanBookPage() {
  const { t } = useWords(LOANS_WORDS);
  return (
    <OfficeFrame
      title={t('title')}
      keys={[
        { keys: ['J', 'K'], does: t('keyMove') },
        { keys: ['↵'], does: t('keyOpen') },
        { keys: ['/'], does: t('keySearch') },
      ]}
    >
      <LoanBook />
    </OfficeFrame>
  );
}

function LoanBook() {
  const { t } = useWords(LOANS_WORDS);
  const [query, change] = useQueryString();
  const asked = Object.fromEntries(
    FILTERS.map((name) => [name, query.get(name) ?? undefined] as const),
  );
  const page = usePagedRead('/api/office/loan-book', { query: asked });
  const loans = page.state.kind === 'ready' ? page.state.value : [];
  const columns = useColumns();
  const openPage = useOpenPage();
  const [marked, setMarked] = useState(0);
  const open = (loan: LoanInBook | undefined) => {
    if (loan !== undefined) openPage(`/office/loans/${loan.loanId}`);
  };
  useKeys({
    j: () => setMarked(Math.min(loans.length - 1, marked + 1)),
    k: () => setMarked(Math.max(0, marked - 1)),
    enter: () => open(loans[marked]),
  });
  return (
    <Card title={t('title')}>
      <LoanFilters query={query} onChange={change} />
      <Shown read={page.state} lines={12}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty why={t('none')} />
          ) : (
            <DataTable
              caption={t('title')}
              columns={columns}
              rows={rows}
              rowKey={({ loanId }) => loanId}
              isMarked={(loan) => loan === loans[marked]}
            />
          )
        }
      </Shown>
      {page.hasMore && (
        <Button isBusy={page.isReadingMore} onClick={page.more}>
          {t('more')}
        </Button>
      )}
    </Card>
  );
}

function useColumns(): readonly Column<LoanInBook>[] {
  const { t, language } = useWords(LOANS_WORDS);
  return [
    {
      ...{ key: 'loan', head: t('loan') },
      cell: ({ loanId }) => (
        <Go to={`/office/loans/${loanId}`}>
          <ShortId id={loanId} />
        </Go>
      ),
    },
    {
      ...{ key: 'grade', head: t('grade') },
      cell: ({ grade }) => (grade === undefined ? '—' : <GradeBadge grade={grade} />),
    },
    {
      ...{ key: 'borrower', head: t('borrower') },
      cell: ({ borrowerName }) => <Plain>{borrowerName ?? '—'}</Plain>,
    },
    {
      ...{ key: 'purpose', head: t('purpose'), isOnPhone: false },
      cell: ({ purpose }) => wordOf(PURPOSE_LABELS, purpose, language),
    },
    {
      ...{ key: 'amount', head: t('amount'), align: 'right' },
      cell: ({ loanId, loanAmount }) => (
        <Figure {...LOANS_FIGURES.loanAmount} row={loanId} money={loanAmount} sign={false} />
      ),
    },
    {
      ...{ key: 'outstanding', head: t('outstanding'), align: 'right' },
      cell: ({ loanId, outstanding }) => (
        <Figure {...LOANS_FIGURES.outstanding} row={loanId} money={outstanding} sign={false} />
      ),
    },
    {
      ...{ key: 'rate', head: t('rate'), align: 'right' },
      cell: ({ loanId, annualRatePpm }) => (
        <Figure {...LOANS_FIGURES.rate} row={loanId} ratePpm={annualRatePpm} />
      ),
    },
    {
      ...{ key: 'term', head: t('term'), align: 'right', isOnPhone: false },
      cell: ({ termMonths }) => <Plain>{t('months', { count: termMonths })}</Plain>,
    },
    {
      ...{ key: 'applied', head: t('applied'), isOnPhone: false },
      cell: ({ appliedOn }) => <DayOnPage day={appliedOn} />,
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ state }) => (
        <LoanStateMark state={state} word={wordOf(LOAN_STATE_LABELS, state, language)} />
      ),
    },
    {
      ...{ key: 'waited', head: t('waited'), align: 'right', isOnPhone: false },
      cell: ({ waitedSeconds }) => <Waited seconds={waitedSeconds} />,
    },
  ];
}
