// Fees: for all clients, and product by product, with what of the borrower's rate reaches lenders.
import type { ProductTermsOnWire, ProductVersionOnWire } from '@mutua/contract/product/product.ts';
import type { ClientTariffTerms } from '@mutua/contract/product/tariff.ts';
import { lenderReturn } from '@mutua/core/product/lender-fees.ts';
import { usePagedRead, useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { FigureLabel } from '../../ui/figure/figure-label.tsx';
import { PublicFrame } from '../../ui/frame/public-frame.tsx';
import { ButtonLink } from '../../ui/kit/button.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { FEES } from './fee-figures.ts';
import { FeeTable } from './fee-table.tsx';
import { FEES_WORDS } from './fees-words.ts';
import { tariffOf } from './tariff-on-page.ts';
import '../statistics/statistics.css';

export function FeesPage() {
  const { t } = useWords(FEES_WORDS);
  const tariff = useRead('/api/tariff');
  const { state } = usePagedRead('/api/products', { query: { limit: 200 } });
  return (
    <PublicFrame
      title={t('title')}
      lead={t('lead')}
      acts={<ButtonLink to="/calculators">{t('calculators')}</ButtonLink>}
    >
      <div className="statistics">
        <Card title={t('clients')} note={t('clientsNote')}>
          <Shown read={tariff}>{(value) => <ClientFees tariff={value.tariff} />}</Shown>
        </Card>
        <Shown read={state} lines={12}>
          {(products) => (
            <>
              <div className="fees-products">
                {products.map((one) => (
                  <ProductFees key={one.terms.code} product={one} />
                ))}
              </div>
              <p className="quiet">{t('ratesNote')}</p>
            </>
          )}
        </Shown>
      </div>
    </PublicFrame>
  );
}

function ClientFees({ tariff }: { readonly tariff: ClientTariffTerms | undefined }) {
  const { t } = useWords(FEES_WORDS);
  if (tariff === undefined || tariff.fees.length === 0) return <p>{t('clientsFree')}</p>;
  return (
    <FeeTable fees={tariff.fees} currency={tariff.currency} of="clients" caption={t('clients')} />
  );
}

function ProductFees({ product: { terms } }: { readonly product: ProductVersionOnWire }) {
  const { t, language } = useWords(FEES_WORDS);
  const { tariff, code, version, effectiveFrom } = terms;
  return (
    <Card
      id={code}
      title={<Plain>{terms.names[language]}</Plain>}
      note={<Plain>{t('version', { version, day: effectiveFrom })}</Plain>}
    >
      <Rates terms={terms} />
      {tariff.fees.length === 0 ? (
        <p>{t('free')}</p>
      ) : (
        <FeeTable
          fees={tariff.fees}
          currency={tariff.currency}
          of={code}
          caption={terms.names[language]}
        />
      )}
    </Card>
  );
}

/** The borrower's rate and the lender's side by side, before anybody agrees to anything. */
function Rates({ terms }: { readonly terms: ProductTermsOnWire }) {
  const { t } = useWords(FEES_WORDS);
  const { code, annualRatePpm, penalty, earlyRepayment } = terms;
  const tariff = tariffOf(terms);
  const [low, high] = [
    lenderReturn(annualRatePpm.minimum, tariff),
    lenderReturn(annualRatePpm.maximum, tariff),
  ];
  return (
    <div className="fees-rates">
      <Facts
        items={[
          {
            ...{ key: 'borrower', label: t('borrowerPays') },
            value: (
              <>
                <Figure {...FEES.minimumRate} ratePpm={low.annualRatePpm} row={code} /> {t('to')}{' '}
                <Figure {...FEES.maximumRate} ratePpm={high.annualRatePpm} row={code} />
              </>
            ),
          },
          {
            ...{ key: 'lender', label: t('lenderGets') },
            value: (
              <>
                <Figure {...FEES.minimumLenderRate} ratePpm={low.lenderPpm} row={code} /> {t('to')}{' '}
                <Figure {...FEES.maximumLenderRate} ratePpm={high.lenderPpm} row={code} />
              </>
            ),
          },
          {
            ...{ key: 'penalty', label: <FigureLabel {...FEES.penalty} /> },
            value: (
              <>
                <Figure {...FEES.penalty} ratePpm={penalty.ofAnnualRatePpm} row={code} digits={0} />{' '}
                {t('penaltyOf')}
              </>
            ),
            note: <Plain>{t('graceNote', { count: penalty.graceDays })}</Plain>,
          },
          {
            ...{ key: 'early', label: t('early') },
            value: earlyRepayment.fullAllowed ? t('earlyFull') : t('earlyNone'),
          },
        ]}
      />
    </div>
  );
}
