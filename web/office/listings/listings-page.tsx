// Listings: approved loans to prepare one for, those that wait for a second person, and those that are public.
import type { ListingInOffice } from '@mutua/contract/office/loans.ts';
import type { LoanInBook } from '@mutua/contract/office/review.ts';
import { LOAN_STATE_LABELS, wordOf } from '@mutua/contract/words/office-words.ts';
import { useState } from 'react';
import { usePagedRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { OfficeFrame } from '../office-frame.tsx';
import { ShortId } from '../parts/short-id.tsx';
import { usePosts } from '../parts/use-posts.ts';
import { LISTINGS_FIGURES } from './listings-figures.ts';
import { LISTINGS_WORDS } from './listings-words.ts';
import { PrepareSheet } from './prepare-sheet.tsx';
import { PublishSheet } from './publish-sheet.tsx';

/** The page `/office/listings`. */
export function ListingsPage() {
  const { t } = useWords(LISTINGS_WORDS);
  return (
    <OfficeFrame title={t('title')}>
      <ToPrepare />
      <Listings state="prepared" />
      <Listings state="published" />
    </OfficeFrame>
  );
}

function ToPrepare() {
  const { t } = useWords(LISTINGS_WORDS);
  const loans = usePagedRead('/api/office/loan-book', { query: { state: 'approved' } });
  const drafts = usePagedRead('/api/office/listings', { query: { state: 'prepared' } });
  const [opened, setOpened] = useState<LoanInBook | undefined>();
  const mayPrepare = usePosts('loan_officer');
  const prepared = new Set(
    drafts.state.kind === 'ready' ? drafts.state.value.map(({ loanId }) => loanId) : [],
  );
  const columns = useLoanColumns(mayPrepare ? setOpened : undefined);
  return (
    <Card title={t('toPrepare')} note={t('toPrepareNote')}>
      <Shown read={loans.state}>
        {(all) => {
          const rows = all.filter(({ loanId }) => !prepared.has(loanId));
          if (rows.length === 0) return <Empty why={t('noneToPrepare')} />;
          return (
            <DataTable
              caption={t('toPrepare')}
              columns={columns}
              rows={rows}
              rowKey={({ loanId }) => loanId}
            />
          );
        }}
      </Shown>
      {opened !== undefined && <PrepareSheet loan={opened} onClose={() => setOpened(undefined)} />}
    </Card>
  );
}

function useLoanColumns(
  onPrepare: ((loan: LoanInBook) => void) | undefined,
): readonly Column<LoanInBook>[] {
  const { t } = useWords(LISTINGS_WORDS);
  return [
    { key: 'loan', head: t('loan'), cell: ({ loanId }) => <LoanLink loanId={loanId} /> },
    {
      ...{ key: 'borrower', head: t('borrower') },
      cell: ({ borrowerName }) => <Plain>{borrowerName ?? '—'}</Plain>,
    },
    {
      ...{ key: 'amount', head: t('amount'), align: 'right' },
      cell: ({ loanId, loanAmount }) => (
        <Figure {...LISTINGS_FIGURES.loanAmount} row={loanId} money={loanAmount} />
      ),
    },
    {
      ...{ key: 'term', head: t('term'), align: 'right' },
      cell: ({ termMonths }) => <Plain>{t('months', { count: termMonths })}</Plain>,
    },
    {
      ...{ key: 'act', head: t('act') },
      cell: (loan) =>
        onPrepare === undefined ? null : (
          <Button kind="link" onClick={() => onPrepare(loan)}>
            {t('prepare')}
          </Button>
        ),
    },
  ];
}

function Listings({ state }: { readonly state: 'prepared' | 'published' }) {
  const { t } = useWords(LISTINGS_WORDS);
  const listings = usePagedRead('/api/office/listings', { query: { state } });
  const [opened, setOpened] = useState<ListingInOffice | undefined>();
  const columns = useListingColumns(state === 'prepared' ? setOpened : undefined);
  const note = state === 'prepared' ? { note: t('preparedNote') } : {};
  return (
    <Card title={t(state)} {...note}>
      <Shown read={listings.state}>
        {(rows) =>
          rows.length === 0 ? (
            <Empty why={t(state === 'prepared' ? 'noneToPublish' : 'nonePublished')} />
          ) : (
            <DataTable
              caption={t(state)}
              columns={columns}
              rows={rows}
              rowKey={({ loanId }) => loanId}
            />
          )
        }
      </Shown>
      {listings.hasMore && (
        <Button isBusy={listings.isReadingMore} onClick={listings.more}>
          {t('more')}
        </Button>
      )}
      {opened !== undefined && (
        <PublishSheet listing={opened} onClose={() => setOpened(undefined)} />
      )}
    </Card>
  );
}

function useListingColumns(
  onPublish: ((listing: ListingInOffice) => void) | undefined,
): readonly Column<ListingInOffice>[] {
  const { t, language } = useWords(LISTINGS_WORDS);
  return [
    { key: 'loan', head: t('loan'), cell: ({ loanId }) => <LoanLink loanId={loanId} /> },
    { key: 'title', head: t('titleHead'), cell: ({ title }) => <Plain>{title}</Plain> },
    {
      ...{ key: 'amount', head: t('amount'), align: 'right' },
      cell: ({ loanId, loanAmount }) => (
        <Figure {...LISTINGS_FIGURES.listed} row={loanId} money={loanAmount} />
      ),
    },
    {
      ...{ key: 'term', head: t('term'), align: 'right' },
      cell: ({ termMonths }) => <Plain>{t('months', { count: termMonths })}</Plain>,
    },
    {
      ...{ key: 'opens', head: t('opensAt') },
      cell: ({ opensAt }) => <MomentOnPage at={opensAt} />,
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ loanState }) => wordOf(LOAN_STATE_LABELS, loanState, language),
    },
    ...(onPublish === undefined
      ? []
      : [
          {
            ...{ key: 'act', head: t('act') },
            cell: (listing: ListingInOffice) =>
              listing.actions.includes('publish') ? (
                <Button kind="link" onClick={() => onPublish(listing)}>
                  {t('publish')}
                </Button>
              ) : (
                <span className="quiet">{t('ownWork')}</span>
              ),
          },
        ]),
  ];
}

function LoanLink({ loanId }: { readonly loanId: string }) {
  return (
    <Go to={`/office/loans/${loanId}`}>
      <ShortId id={loanId} />
    </Go>
  );
}
