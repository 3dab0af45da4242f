// All products with their newest version, and what clients pay apart from any loan.
import type { ProductVersionOnWire } from '@mutua/contract/product/product.ts';
import { useRead } from '../../api/use-read.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { type Column, DataTable } from '../../ui/kit/data-table.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { Shown } from '../../ui/kit/shown.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { OfficeFrame } from '../office-frame.tsx';
import { PRODUCTS_FIGURES } from './products-figures.ts';
import { PRODUCTS_WORDS } from './products-words.ts';
import { TariffCard } from './tariff-card.tsx';

/** The page `/office/products`. */
export function ProductsPage() {
  const { t } = useWords(PRODUCTS_WORDS);
  const products = useRead('/api/office/products', { query: { limit: 200 } });
  const columns = useColumns();
  return (
    <OfficeFrame title={t('title')}>
      <Card title={t('products')} note={t('productsNote')}>
        <Shown read={products}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty why={t('none')} />
            ) : (
              <DataTable
                caption={t('products')}
                columns={columns}
                rows={newestOf(items)}
                rowKey={({ terms }) => terms.code}
              />
            )
          }
        </Shown>
      </Card>
      <TariffCard />
    </OfficeFrame>
  );
}

/** They come by code and version. */
function newestOf(items: readonly ProductVersionOnWire[]): readonly ProductVersionOnWire[] {
  return [...new Map(items.map((one) => [one.terms.code, one])).values()];
}

function useColumns(): readonly Column<ProductVersionOnWire>[] {
  const { t, language } = useWords(PRODUCTS_WORDS);
  return [
    {
      ...{ key: 'name', head: t('name') },
      cell: ({ terms }) => (
        <Go to={`/office/products/${terms.code}`}>
          <Plain>{terms.names[language]}</Plain>
        </Go>
      ),
    },
    { key: 'code', head: t('code'), cell: ({ terms }) => <code>{terms.code}</code> },
    {
      ...{ key: 'version', head: t('newest') },
      cell: ({ terms }) => <Plain>{t('version', { version: terms.version })}</Plain>,
    },
    {
      ...{ key: 'amount', head: t('amount'), align: 'right' },
      cell: ({ terms: { code, amount, currency } }) => (
        <>
          <Figure
            {...PRODUCTS_FIGURES.amountFrom}
            row={code}
            money={{ minorUnits: amount.minimum, currency }}
          />
          {' – '}
          <Figure
            {...PRODUCTS_FIGURES.amountTo}
            row={code}
            money={{ minorUnits: amount.maximum, currency }}
          />
        </>
      ),
    },
    {
      ...{ key: 'term', head: t('term'), align: 'right' },
      cell: ({ terms: { code, termMonths } }) => (
        <>
          <Figure {...PRODUCTS_FIGURES.termFrom} row={code} count={termMonths.minimum} />
          {' – '}
          <Figure {...PRODUCTS_FIGURES.termTo} row={code} count={termMonths.maximum} />{' '}
          {t('months')}
        </>
      ),
    },
    {
      ...{ key: 'rate', head: t('rate'), align: 'right' },
      cell: ({ terms: { code, annualRatePpm } }) => (
        <>
          <Figure {...PRODUCTS_FIGURES.rateFrom} row={code} ratePpm={annualRatePpm.minimum} />
          {' – '}
          <Figure {...PRODUCTS_FIGURES.rateTo} row={code} ratePpm={annualRatePpm.maximum} />
        </>
      ),
    },
    {
      ...{ key: 'from', head: t('from') },
      cell: ({ terms }) => <DayOnPage day={terms.effectiveFrom} />,
    },
    {
      ...{ key: 'state', head: t('state') },
      cell: ({ isApproved }) => (
        <StatusMark
          status={isApproved ? 'ok' : 'pending'}
          word={t(isApproved ? 'inForce' : 'draft')}
        />
      ),
    },
  ];
}
