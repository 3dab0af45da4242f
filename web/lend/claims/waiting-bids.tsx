// Bids that wait for their listings to be full: what will become claims.
import type { BidOnWire } from '@mutua/contract/market/bid.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useOpenPage } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { BID_FIGURES as F } from './claim-figures.ts';
import { CLAIMS_WORDS } from './claims-words.ts';

const BIDS_MAX = 100;

/** The newest first. */
export function WaitingBids() {
  const { t } = useWords(CLAIMS_WORDS);
  const open = useOpenPage();
  const bids = useRead('/api/bids', { query: { state: 'accepted', limit: BIDS_MAX } });
  return (
    <Card title={t('bids')}>
      <Shown read={bids} lines={5}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty why={t('noBids')} to="/market" action={t('toMarket')} />
          ) : (
            <DataTable<BidOnWire>
              caption={t('bids')}
              rows={items}
              rowKey={({ bidId }) => bidId}
              onOpen={({ loanId }) => open(`/loans/${loanId}`)}
              columns={[
                {
                  ...{ key: 'listing', head: t('listing') },
                  cell: ({ title }) => <span data-plain="">{title ?? t('untitled')}</span>,
                },
                {
                  ...{ key: 'placedAt', head: t('placedAt') },
                  cell: ({ placedAt }) => <MomentOnPage at={placedAt} />,
                },
                {
                  ...{ key: 'amount', head: t('amount'), align: 'right' },
                  cell: ({ bidId, amount }) => <Figure {...F.amount} money={amount} row={bidId} />,
                },
                {
                  ...{ key: 'status', head: t('status') },
                  cell: ({ freezeState }) => (
                    <StatusMark
                      status="pending"
                      word={t(
                        freezeState === 'awaiting_authorisation' ? 'bidToAuthorise' : 'bidWaits',
                      )}
                    />
                  ),
                },
              ]}
            />
          )
        }
      </Shown>
    </Card>
  );
}
