// The receipt of a bid: what is held, whether the bank holds it too, and what comes next.
import type { BidOnWire } from '@mutua/contract/market/bid.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { LOAN_FIGURES as FIGURES } from '../../ui/figure/loan-figures.ts';
import { Go } from '../../ui/go.tsx';
import { Button } from '../../ui/kit/button.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { BID_WORDS, LOAN_WORDS } from './loan-words.ts';
import type { BidPlaced, BidUnderWay } from './use-bid.ts';

const ASK_AGAIN_MS = 2_000;

export function BidReceipt({
  bid,
  placed,
}: {
  readonly bid: BidUnderWay;
  readonly placed: BidPlaced;
}) {
  const { t } = useWords(BID_WORDS);
  const { t: say } = useWords(LOAN_WORDS);
  const { bidId } = placed;
  const read = useRead('/api/bids/:bidId', { path: { bidId }, everyMs: ASK_AGAIN_MS });
  return (
    <div className="bid-receipt" role="status">
      <h3>{t('receipt')}</h3>
      <Shown read={read}>
        {(made) => (
          <>
            <Facts
              isList
              items={[
                { key: 'id', label: t('bidNumber'), value: <code>{bidId.slice(-8)}</code> },
                { key: 'at', label: say('time'), value: <MomentOnPage at={made.placedAt} /> },
                {
                  key: 'held',
                  label: t('frozen'),
                  value: <Figure {...FIGURES.bidAmount} money={made.amount} row={bidId} />,
                },
              ]}
            />
            <AtBank bid={made} />
          </>
        )}
      </Shown>
      <div className="acts">
        <Button
          onClick={() => {
            bid.command.reset();
            bid.setRead(false);
          }}
        >
          {t('again')}
        </Button>
        <Go to="/lend/path">{t('toPath')}</Go>
      </div>
    </div>
  );
}

/** Whether the bank holds the money, or waits for its owner. */
export function AtBank({ bid }: { readonly bid: BidOnWire }) {
  const { t } = useWords(BID_WORDS);
  const { freezeState, pageUrl } = bid;
  if (pageUrl !== undefined) {
    return (
      <p className="notice" data-tone="late">
        {t('bankAsks')}{' '}
        <a href={pageUrl} target="_blank" rel="noopener" data-testid="to-bank">
          {t('toBank')}
        </a>
      </p>
    );
  }
  const word =
    freezeState === 'confirmed'
      ? 'bankFroze'
      : freezeState === 'refused' || freezeState === 'released'
        ? 'bankRefused'
        : 'bankWaits';
  return (
    <p className="notice" data-testid={`freeze-${freezeState}`}>
      {t(word)}
    </p>
  );
}
