// The bids on a loan: who bid is a number; the reader's own are marked.
import type { PublicBid } from '@mutua/contract/market/bid.ts';
import { usePagedRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { LOAN_FIGURES as FIGURES } from '../../ui/figure/loan-figures.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { LOAN_WORDS } from './loan-words.ts';
import type { Bidder } from './use-bid.ts';

const PAGE = 6;

export function BidsCard({ loanId, bidder }: { readonly loanId: string; readonly bidder: Bidder }) {
  const { t } = useWords(LOAN_WORDS);
  const bids = usePagedRead('/api/listings/:loanId/bids', {
    path: { loanId },
    query: { order: 'newest', limit: PAGE },
  });
  const own = usePagedRead('/api/bids', { query: { loanId }, isOn: bidder === 'lender' });
  const mine = new Set(
    own.state.kind === 'ready' ? own.state.value.map(({ placedAt }) => placedAt) : [],
  );
  const isMine = ({ placedAt }: PublicBid) => mine.has(placedAt);
  return (
    <Card title={t('bids')} note={t('bidsNote')}>
      <Shown read={bids.state} lines={6}>
        {(rows) =>
          rows.length === 0 ? (
            <p className="empty">{t('noBids')}</p>
          ) : (
            <div className="narrow-table">
              <BidTable loanId={loanId} rows={rows} isMine={isMine} />
              {bids.hasMore && <Button onClick={bids.more}>{t('moreBids')}</Button>}
            </div>
          )
        }
      </Shown>
    </Card>
  );
}

function BidTable({
  loanId,
  rows,
  isMine,
}: {
  readonly loanId: string;
  readonly rows: readonly PublicBid[];
  readonly isMine: (bid: PublicBid) => boolean;
}) {
  const { t } = useWords(LOAN_WORDS);
  return (
    <DataTable
      caption={t('bids')}
      rows={rows}
      rowKey={({ place }) => `${place}`}
      isMarked={isMine}
      columns={[
        {
          ...{ key: 'time', head: t('time') },
          cell: ({ placedAt }) => <MomentOnPage at={placedAt} />,
        },
        {
          ...{ key: 'lender', head: t('lender') },
          cell: (bid) => <Plain>{isMine(bid) ? `${bid.lender}（${t('you')}）` : bid.lender}</Plain>,
        },
        {
          ...{ key: 'amount', head: <FigureLabel {...FIGURES.bidAmount} />, align: 'right' },
          cell: ({ amount, place }) => (
            <Figure {...FIGURES.bidAmount} money={amount} row={`${loanId} ${place}`} sign={false} />
          ),
        },
        {
          ...{ key: 'how', head: t('how'), isOnPhone: false },
          cell: ({ source }) => t(source),
        },
        {
          ...{ key: 'total', head: <FigureLabel {...FIGURES.bidTotal} />, align: 'right' },
          cell: ({ total, place }) => (
            <Figure {...FIGURES.bidTotal} money={total} row={`${loanId} ${place}`} sign={false} />
          ),
        },
      ]}
    />
  );
}
