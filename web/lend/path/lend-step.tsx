// The fifth step: listings for the lender's class, and what became of the bids so far.
import type { BidOnWire } from '@mutua/contract/market/bid.ts';
import type { ListingRow } from '@mutua/contract/market/listing.ts';
import { usePagedRead, useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { LOAN_FIGURES } from '../../ui/figure/loan-figures.ts';
import { MARKET_FIGURES } from '../../ui/figure/market-figures.ts';
import { Go } from '../../ui/go.tsx';
import { GradeBadge } from '../../ui/kit/grade-badge.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { PATH_WORDS } from './path-words.ts';

const SHOWN = 3;
const LOOKED_AT = 50;
const ASK_AGAIN_MS = 3_000;

export function LendStep({ tolerance }: { readonly tolerance: number }) {
  const { t } = useWords(PATH_WORDS);
  const list = usePagedRead('/api/listings', { query: { sort: 'closing', limit: LOOKED_AT } });
  const isFit = ({ minimumTolerance, remaining }: ListingRow) =>
    minimumTolerance <= tolerance && remaining.minorUnits !== '0';
  return (
    <>
      <YourBids />
      <p>{t('lendNote')}</p>
      <Shown read={list.state}>
        {(rows) => <Suggested rows={rows.filter(isFit).slice(0, SHOWN)} />}
      </Shown>
      <p>
        <Go to="/market">{t('toMarket')}</Go>
      </p>
    </>
  );
}

function Suggested({ rows }: { readonly rows: readonly ListingRow[] }) {
  const { t } = useWords(PATH_WORDS);
  if (rows.length === 0) return <p className="empty">{t('noListings')}</p>;
  return (
    <ul className="path-list">
      {rows.map(({ loanId, grade, title, expectedNetPpm, remaining }) => (
        <li key={loanId}>
          <Go to={`/loans/${loanId}`}>
            <GradeBadge grade={grade} />
            <Plain>{title}</Plain>
            <span className="path-list-end">
              <Figure {...MARKET_FIGURES.rowNet} ratePpm={expectedNetPpm} row={loanId} />
              <Figure {...MARKET_FIGURES.rowLeft} money={remaining} row={loanId} />
            </span>
          </Go>
        </li>
      ))}
    </ul>
  );
}

export function YourBids() {
  const { t } = useWords(PATH_WORDS);
  const read = useRead('/api/bids', { query: { limit: SHOWN }, everyMs: ASK_AGAIN_MS });
  if (read.kind !== 'ready' || read.value.items.length === 0) return null;
  return (
    <>
      <h3>{t('yourBids')}</h3>
      <ul className="path-list">
        {read.value.items.map((bid) => (
          <li key={bid.bidId}>
            <Go to={`/loans/${bid.loanId}`}>
              <Plain>{bid.title ?? bid.loanId.slice(-8)}</Plain>
              <span className="path-list-end">
                <Figure {...LOAN_FIGURES.bidAmount} money={bid.amount} row={bid.bidId} />
              </span>
            </Go>
            <span className="quiet" data-testid={`bid-${bid.freezeState}`}>
              {t(wordOfBid(bid))}
            </span>
            {bid.pageUrl !== undefined && (
              <a href={bid.pageUrl} target="_blank" rel="noopener" data-testid="to-bank">
                {t('confirm')}
              </a>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function wordOfBid({ state, freezeState, pageUrl }: BidOnWire) {
  if (state === 'converted') return 'bidConverted';
  if (state !== 'placed' && state !== 'accepted') return 'bidLost';
  if (pageUrl !== undefined) return 'bidBank';
  return freezeState === 'confirmed' ? 'bidFrozen' : 'bidWaits';
}
