// What an amount would bring: interest less fee less expected loss; and the worst case in the same size.
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { LOAN_FIGURES as FIGURES } from '../../ui/figure/loan-figures.ts';
import { moneyWords, negated } from '../../ui/money-math.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { BID_WORDS } from './loan-words.ts';
import type { BidUnderWay } from './use-bid.ts';

interface BidSumProps {
  readonly bid: Pick<BidUnderWay, 'listing' | 'schedule'>;
}

/** With the amount above it, where the amount is not at hand. */
export function TitledBidSum({ bid }: BidSumProps) {
  const { t } = useWords(BID_WORDS);
  const amount = bid.schedule?.share?.amount;
  return (
    <>
      {amount !== undefined && (
        <p className="bid-if" data-plain="">
          {t('ifLent', { amount: moneyWords(amount) })}
        </p>
      )}
      <BidSum bid={bid} />
    </>
  );
}

export function BidSum({ bid }: BidSumProps) {
  const { t } = useWords(BID_WORDS);
  const { listing, schedule } = bid;
  const share = schedule?.share;
  if (schedule === undefined || share === undefined) return null;
  const row = `${listing.loanId} ${share.amount.minorUnits}`;
  const count = schedule.instalments.length;
  return (
    <dl className="bid-sum" aria-label={t('arithmetic')}>
      <div>
        <dt>
          <Plain>{t('interestOf', { count })}</Plain>
        </dt>
        <dd>
          <Figure {...FIGURES.yourInterest} money={share.interest} row={row} sign={false} plus />
        </dd>
      </div>
      <div>
        <dt>
          <FigureLabel {...FIGURES.yourFees} />
        </dt>
        <dd>
          <Figure {...FIGURES.yourFees} money={negated(share.fees)} row={row} sign={false} />
        </dd>
      </div>
      <div>
        <dt>
          <FigureLabel {...FIGURES.yourLoss} />{' '}
          <Figure
            {...FIGURES.termLoss}
            ratePpm={listing.outlook?.termLossPpm}
            row={listing.loanId}
          />
        </dt>
        <dd className="bid-loss">
          <Figure
            {...FIGURES.yourLoss}
            money={negated(share.expectedLoss)}
            row={row}
            sign={false}
          />
        </dd>
      </div>
      <div className="bid-gain">
        <dt>
          <FigureLabel {...FIGURES.yourGain} />
        </dt>
        <dd>
          <Figure {...FIGURES.yourGain} money={share.expectedGain} row={row} sign={false} plus />
        </dd>
      </div>
      <div className="bid-worst">
        <dt>{t('worst')}</dt>
        <dd>
          <Figure {...FIGURES.worst} money={share.worstCase} row={row} sign={false} />
        </dd>
      </div>
    </dl>
  );
}
