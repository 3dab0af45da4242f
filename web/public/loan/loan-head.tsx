// The head of a loan's page: where it stands, its grade and name, and the five facts.
import type { ListingOnWire } from '@mutua/contract/market/listing.ts';
import { LOAN_STATE_LABELS, wordOf } from '@mutua/contract/words/office-words.ts';
import { regionName } from '@mutua/contract/words/region-words.ts';
import {
  PURPOSE_LABELS,
  REPAYMENT_METHOD_LABELS,
  SAFEGUARD_LABELS,
} from '@mutua/contract/words/value-lists.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { LOAN_FIGURES as FIGURES } from '../../ui/figure/loan-figures.ts';
import { Go } from '../../ui/go.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { GradeBadge } from '../../ui/kit/grade-badge.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { LOAN_WORDS } from './loan-words.ts';

export function LoanHead({ listing }: { readonly listing: ListingOnWire }) {
  const { t, language } = useWords(LOAN_WORDS);
  const { loanId, title, purpose, repaymentMethod, safeguard, disclosure, state } = listing;
  const region = disclosure.borrower_region;
  const parts = [
    wordOf(PURPOSE_LABELS, purpose, language),
    ...(region === undefined ? [] : [regionName(region, language)]),
    wordOf(REPAYMENT_METHOD_LABELS, repaymentMethod, language),
    wordOf(SAFEGUARD_LABELS, safeguard, language),
    wordOf(LOAN_STATE_LABELS, state, language),
  ];
  return (
    <header className="loan-head">
      <nav aria-label={t('path')} className="quiet">
        <Go to="/market">{t('market')}</Go> / <Plain>{loanId.slice(-8)}</Plain>
      </nav>
      <div className="loan-title">
        <GradeBadge grade={listing.grade ?? ''} size="large" />
        <div>
          <h1 data-plain="">{title}</h1>
          <p data-plain="">{parts.join(' · ')}</p>
        </div>
      </div>
    </header>
  );
}

/** Amount, contract rate, expected net, term, borrower's all-in rate. */
export function FiveFacts({ listing }: { readonly listing: ListingOnWire }) {
  const { t } = useWords(LOAN_WORDS);
  const row = listing.loanId;
  return (
    <section className="card loan-facts" aria-label={t('factsLabel')}>
      <Facts
        items={[
          {
            key: 'amount',
            label: <FigureLabel {...FIGURES.amount} />,
            value: (
              <Figure {...FIGURES.amount} money={listing.loanAmount} row={row} size="figure" />
            ),
          },
          {
            key: 'rate',
            label: <FigureLabel {...FIGURES.rate} />,
            value: (
              <Figure {...FIGURES.rate} ratePpm={listing.annualRatePpm} row={row} size="figure" />
            ),
            note: t('rateNote'),
          },
          {
            key: 'net',
            label: <FigureLabel {...FIGURES.net} />,
            value: (
              <span className="yours">
                <Figure
                  {...FIGURES.net}
                  ratePpm={listing.outlook?.expectedNetPpm}
                  row={row}
                  size="figure"
                />
              </span>
            ),
            note: t('netNote'),
          },
          {
            key: 'term',
            label: t('term'),
            value: (
              <span className="figure figure-figure" data-plain="">
                {t('months', { count: listing.termMonths })}
              </span>
            ),
            note: t('termNote'),
          },
          {
            key: 'allIn',
            label: <FigureLabel {...FIGURES.allIn} />,
            value: (
              <Figure {...FIGURES.allIn} ratePpm={listing.allInRatePpm} row={row} size="figure" />
            ),
            note: t('allInNote'),
          },
        ]}
      />
    </section>
  );
}
