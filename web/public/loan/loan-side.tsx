// What stays in sight beside a loan: how far it is funded, its timeline, its documents.
import type { ListingForLender, ListingOnWire } from '@mutua/contract/market/listing.ts';
import { LOAN_STATE_LABELS, wordOf } from '@mutua/contract/words/office-words.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { LOAN_FIGURES as FIGURES } from '../../ui/figure/loan-figures.ts';
import { Go } from '../../ui/go.tsx';
import { Bar } from '../../ui/kit/bar.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import { lessMoney, unitsOf } from '../../ui/money-math.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { TimeLeft } from '../market/time-left.tsx';
import { LOAN_WORDS } from './loan-words.ts';
import { useEditions } from './use-editions.ts';

const MILLION = 1_000_000n;

interface FundingProps {
  readonly listing: ListingOnWire;
  readonly standing: ListingForLender | undefined;
}

/** Others light, own dark, the rest grey. */
export function Funding({ listing, standing }: FundingProps) {
  const { t } = useWords(LOAN_WORDS);
  const { loanId: row, accepted, remaining, loanAmount, closesAt } = listing;
  const own = standing?.yourBids;
  const others = own === undefined ? accepted : lessMoney(accepted, own);
  const share = (part: typeof accepted) =>
    Number((unitsOf(part) * MILLION) / unitsOf(loanAmount)) / Number(MILLION);
  return (
    <div className="funding">
      <p className="funding-line">
        <strong>
          <Figure {...FIGURES.funded} ratePpm={listing.fundedPpm} row={row} />
        </strong>
        <span>
          <Figure {...FIGURES.lenders} count={listing.lenders} row={row} />{' '}
          {t('lendersBid', { count: listing.lenders })}{' '}
          <Figure {...FIGURES.accepted} money={accepted} row={row} sign={false} />
        </span>
        <span className="funding-left">
          {t('leftWord')} <Figure {...FIGURES.left} money={remaining} row={row} sign={false} />
        </span>
      </p>
      <Bar
        label={t('progress')}
        parts={[
          { key: 'others', share: share(others), tone: 'soft' },
          ...(own === undefined ? [] : [{ key: 'own', share: share(own), tone: 'yours' as const }]),
        ]}
      />
      <p className="quiet funding-line">
        {own !== undefined && unitsOf(own) > 0n && <span>{t('yoursDark')}</span>}
        <span className="funding-left">
          {t('closes')} <MomentOnPage at={closesAt} />{' '}
          {listing.state === 'funding' && (
            <>
              · {t('timeLeft')} <TimeLeft until={closesAt} />
            </>
          )}
        </span>
      </p>
    </div>
  );
}

export function Timeline({ listing }: { readonly listing: ListingOnWire }) {
  const { t, language } = useWords(LOAN_WORDS);
  const { timeline, state, closesAt } = listing;
  return (
    <Card title={t('timeline')}>
      <ol className="timeline">
        {timeline.map(({ number, to, at }) => (
          <li key={number} data-done="">
            <span>{wordOf(LOAN_STATE_LABELS, to, language)}</span>
            <MomentOnPage at={at} />
          </li>
        ))}
        {(state === 'funding' || state === 'listed') && (
          <li>
            <span>{t('closes')}</span>
            <MomentOnPage at={closesAt} />
          </li>
        )}
      </ol>
    </Card>
  );
}

export function Documents({ listing }: { readonly listing: ListingOnWire }) {
  const { t } = useWords(LOAN_WORDS);
  const { editionOf } = useEditions();
  return (
    <Card title={t('documents')}>
      <ul className="documents">
        <li>
          <Go to="/learn">{t('docRisk')}</Go>
          <span className="quiet" data-plain="">
            {editionOf(listing.bidRules.riskNotice)}
          </span>
        </li>
        <li>
          <Go to="/fees">{t('docFees')}</Go>
          <span className="quiet" data-plain="">
            {t('edition', { number: listing.productVersion })}
          </span>
        </li>
        <li>
          <span>{t('docContract')}</span>
          <span className="quiet">{t('docContractNote')}</span>
        </li>
      </ul>
    </Card>
  );
}
