// A loan's public page: the loan, the borrower, the risk, the safeguard, the schedule, the bids; beside them what can
// be done.
import type { ListingOnWire } from '@mutua/contract/market/listing.ts';
import { useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { LOAN_FIGURES as FIGURES } from '../../ui/figure/loan-figures.ts';
import { Button } from '../../ui/kit/button.tsx';
import { Sheet } from '../../ui/kit/sheet.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { usePath } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { LenderOrPublicFrame } from '../market/lender-or-public-frame.tsx';
import { BidBox } from './bid-box.tsx';
import { TitledBidSum } from './bid-sum.tsx';
import { BidsCard } from './bids-card.tsx';
import { BorrowerBlock, LoanBlock, SafeguardBlock } from './loan-blocks.tsx';
import { FiveFacts, LoanHead } from './loan-head.tsx';
import { Documents, Funding, Timeline } from './loan-side.tsx';
import { BID_WORDS, LOAN_WORDS } from './loan-words.ts';
import { RiskBlock } from './risk-block.tsx';
import { ScheduleCard } from './schedule-card.tsx';
import { type BidUnderWay, useBid } from './use-bid.ts';
import { useIsPhone } from './use-is-phone.ts';
import './loan.css';
import '../../ui/kit/narrow-table.css';

const ASK_AGAIN_MS = 15_000;

export function LoanPage() {
  const { loanId = '' } = usePath();
  const { t } = useWords(LOAN_WORDS);
  const read = useRead('/api/listings/:loanId', { path: { loanId }, everyMs: ASK_AGAIN_MS });
  if (read.kind === 'ready') return <Loan listing={read.value} />;
  return (
    <LenderOrPublicFrame title={t('market')}>
      <Shown read={read} lines={12}>
        {() => null}
      </Shown>
    </LenderOrPublicFrame>
  );
}

function Loan({ listing }: { readonly listing: ListingOnWire }) {
  const bid = useBid(listing);
  const isPhone = useIsPhone();
  const { loanId } = listing;
  const isOpen = listing.state === 'funding';
  const isRepaying = bid.schedule?.basis === 'contract';
  const schedule = <ScheduleCard loanId={loanId} schedule={bid.schedule} isFirst={isRepaying} />;
  return (
    <LenderOrPublicFrame
      title={listing.title}
      isBare
      {...(isPhone && isOpen ? { phoneBar: <PhoneBar bid={bid} /> } : {})}
    >
      <LoanHead listing={listing} />
      <FiveFacts listing={listing} />
      <div className="loan">
        <div className="loan-main">
          {isPhone && <PhoneFunding bid={bid} />}
          {isRepaying && schedule}
          <LoanBlock listing={listing} schedule={bid.schedule} />
          <BorrowerBlock listing={listing} />
          <RiskBlock listing={listing} />
          <SafeguardBlock listing={listing} />
          {!isRepaying && schedule}
          <BidsCard loanId={loanId} bidder={bid.bidder} />
        </div>
        <div className="loan-side">
          {!isPhone && (
            <section className="card">
              <Funding listing={listing} standing={bid.standing} />
              <BidBox bid={bid} />
            </section>
          )}
          <Timeline listing={listing} />
          <Documents listing={listing} />
        </div>
      </div>
    </LenderOrPublicFrame>
  );
}

function PhoneFunding({ bid }: { readonly bid: BidUnderWay }) {
  const { listing, standing, command } = bid;
  const isOpen = listing.state === 'funding';
  return (
    <section className="card">
      <Funding listing={listing} standing={standing} />
      {isOpen && command.state.kind !== 'done' ? <TitledBidSum bid={bid} /> : <BidBox bid={bid} />}
    </section>
  );
}

/** Above the menu: what is left, and the way to bid. */
function PhoneBar({ bid }: { readonly bid: BidUnderWay }) {
  const { t } = useWords(BID_WORDS);
  const [isOpen, setOpen] = useState(false);
  const { listing, standing } = bid;
  return (
    <section className="bar-acts" aria-label={t('title')}>
      <span className="bar-left">
        {standing !== undefined && (
          <span className="quiet">
            {t('available')}{' '}
            <Figure {...FIGURES.available} money={standing.available} sign={false} />
          </span>
        )}
        <strong>
          {t('left')} <Figure {...FIGURES.left} money={listing.remaining} row={listing.loanId} />
        </strong>
      </span>
      <Button kind="primary" onClick={() => setOpen(true)} testId="open-bid">
        {t('title')}
      </Button>
      {isOpen && (
        <Sheet title={t('title')} onClose={() => setOpen(false)}>
          <BidBox bid={bid} />
        </Sheet>
      )}
    </section>
  );
}
