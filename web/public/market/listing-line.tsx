// One listing in the market: a row on a desk, a card on a phone; the whole of it is the link. And the heads over rows.
import type { ListingRow } from '@mutua/contract/market/listing.ts';
import { wordOf } from '@mutua/contract/words/office-words.ts';
import { regionName } from '@mutua/contract/words/region-words.ts';
import {
  PURPOSE_LABELS,
  REPAYMENT_METHOD_LABELS,
  SAFEGUARD_LABELS,
} from '@mutua/contract/words/value-lists.ts';
import { memo } from 'react';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { MARKET_FIGURES as FIGURES } from '../../ui/figure/market-figures.ts';
import { Go } from '../../ui/go.tsx';
import { Bar } from '../../ui/kit/bar.tsx';
import { GradeBadge } from '../../ui/kit/grade-badge.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { MARKET_WORDS } from './market-words.ts';
import { TimeLeft } from './time-left.tsx';

const MILLION = 1_000_000;

/** Drawn anew only when the listing itself has changed: a list of thousands scrolls under it. */
export const ListingLine = memo(function ListingLine({
  listing,
}: {
  readonly listing: ListingRow;
}) {
  const { t, language } = useWords(MARKET_WORDS);
  const { loanId: row, repaymentMethod, safeguard } = listing;
  const method = wordOf(REPAYMENT_METHOD_LABELS, repaymentMethod, language);
  return (
    <Go to={`/loans/${row}`} className="listing-line">
      <span className="listing-grade">
        <GradeBadge grade={listing.grade} />
      </span>
      <ListingName listing={listing} />
      <span className="listing-rate" data-head={t('rate')}>
        <Figure {...FIGURES.rowRate} ratePpm={listing.annualRatePpm} row={row} />
      </span>
      <span className="listing-net" data-head={FIGURES.rowNet.label[language === 'en' ? 1 : 0]}>
        <Figure {...FIGURES.rowNet} ratePpm={listing.expectedNetPpm} row={row} />
      </span>
      <span className="listing-term" data-head={t('term')}>
        <Plain>{t('months', { count: listing.termMonths })}</Plain>
      </span>
      <span className="listing-amount" data-head={t('amount')}>
        <Figure {...FIGURES.rowAmount} money={listing.loanAmount} row={row} sign={false} />
      </span>
      <span className="listing-way">
        <span title={method}>{method}</span>
        <span className="quiet">{wordOf(SAFEGUARD_LABELS, safeguard, language)}</span>
      </span>
      <FundingOf listing={listing} />
      <span className="listing-until" data-line-head={t('timeLeft')}>
        <TimeLeft until={listing.state === 'listed' ? listing.opensAt : listing.closesAt} />
      </span>
    </Go>
  );
});

function ListingName({ listing }: { readonly listing: ListingRow }) {
  const { t, language } = useWords(MARKET_WORDS);
  const { title, loanId, purpose, region, isRepeat } = listing;
  const place = region === undefined ? '' : ` · ${regionName(region, language)}`;
  return (
    <span className="listing-name">
      <strong data-plain="">{title}</strong>
      {isRepeat && <span className="tag">{t('again')}</span>}
      <span className="quiet" data-plain="">
        {loanId.slice(-8)} · {wordOf(PURPOSE_LABELS, purpose, language)}
        {place}
      </span>
    </span>
  );
}

function FundingOf({ listing }: { readonly listing: ListingRow }) {
  const { t } = useWords(MARKET_WORDS);
  const { loanId: row, fundedPpm } = listing;
  return (
    <span className="listing-funding">
      <span className="listing-funding-text">
        <Figure {...FIGURES.rowFunded} ratePpm={fundedPpm} row={row} digits={0} />
        <span className="quiet">
          <Figure {...FIGURES.rowLenders} count={listing.lenders} row={row} />{' '}
          {t('lenders', { count: listing.lenders })}
        </span>
        <span className="listing-left">
          {t('left')}{' '}
          <Figure {...FIGURES.rowLeft} money={listing.remaining} row={row} sign={false} />
        </span>
      </span>
      <Bar
        label={t('progress')}
        parts={[{ key: 'funded', share: fundedPpm / MILLION, tone: 'soft' }]}
      />
    </span>
  );
}

/** The heads over such rows, on a desk. */
export function ListHead() {
  const { t } = useWords(MARKET_WORDS);
  return (
    <div className="listing-head">
      <span />
      <span>{t('listing')}</span>
      <span className="listing-rate">
        <FigureLabel {...FIGURES.rowRate} />
      </span>
      <span className="listing-net">
        <FigureLabel {...FIGURES.rowNet} />
      </span>
      <span className="listing-term">{t('term')}</span>
      <span className="listing-amount">{t('amount')}</span>
      <span>{t('methodSafeguard')}</span>
      <span>{t('funding')}</span>
      <span className="listing-until">{t('timeLeft')}</span>
    </div>
  );
}
