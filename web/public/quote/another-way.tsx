// Three loans that differ in one thing each, with the difference in money, also where it is worse.
import { type Quote, type QuoteRequest, quoteLoan } from '@mutua/core/loan/quote.ts';
import { type MinorUnits, minus } from '@mutua/core/money/minor-units.ts';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '../../ui/money-text.tsx';
import { RateText } from '../../ui/rate-text.tsx';
import { EXPONENT, type QuoteInput, TERMS_MONTHS } from './quote-input.ts';

interface AnotherWayProps {
  readonly request: QuoteRequest;
  readonly quote: Quote;
  readonly onChoose: (part: Partial<QuoteInput>) => void;
}

interface Way {
  readonly part: Partial<QuoteInput>;
  readonly request: QuoteRequest;
}

/** A shorter term, a longer term, another method. */
export function AnotherWay({ request, quote, onChoose }: AnotherWayProps) {
  const { t } = useTranslation();
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('quote.another')}</h2>
        <span className="quiet">{t('quote.anotherBasis')}</span>
      </div>
      <table>
        <thead>
          <tr>
            <th>{t('quote.anotherIf')}</th>
            <th>{t('quote.column.total')}</th>
            <th>{t('quote.cost')}</th>
            <th>{t('quote.allInSimple')}</th>
          </tr>
        </thead>
        <tbody>
          {otherWays(request).map((way) => (
            <WayRow
              key={JSON.stringify(way.part)}
              way={way}
              cost={quote.totalCost}
              onChoose={onChoose}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

interface WayRowProps {
  readonly way: Way;
  readonly cost: MinorUnits;
  readonly onChoose: AnotherWayProps['onChoose'];
}

function WayRow({ way, cost, onChoose }: WayRowProps) {
  const { t } = useTranslation();
  const other = quoteLoan(way.request);
  if (!other.ok) return null;
  const difference = minus(other.value.totalCost, cost);
  const label =
    way.part.method === undefined
      ? t('quote.anotherTerm', { count: way.request.instalmentCount })
      : t('quote.anotherMethod', { method: t(`quote.method.${way.part.method}`) });
  return (
    <tr>
      <td>
        <button type="button" className="link" onClick={() => onChoose(way.part)}>
          {label}
        </button>
      </td>
      <td>
        {other.value.instalments[0] !== undefined && (
          <MoneyText value={other.value.instalments[0].total} exponent={EXPONENT} />
        )}
      </td>
      <td>
        <MoneyText value={other.value.totalCost} exponent={EXPONENT} />
        <div className="quiet">
          {difference > 0n && '+'}
          <MoneyText value={difference} exponent={EXPONENT} />
        </div>
      </td>
      <td className="strong">
        {other.value.allInRate !== null && <RateText ppm={other.value.allInRate.cnSimplePpm} />}
      </td>
    </tr>
  );
}

function otherWays(request: QuoteRequest): Way[] {
  const shorter = TERMS_MONTHS.filter((months) => months < request.instalmentCount).at(-1);
  const longer = TERMS_MONTHS.find((months) => months > request.instalmentCount);
  const method =
    request.repaymentMethod === 'equal_principal' ? 'equal_instalments' : 'equal_principal';
  const terms = [shorter, longer].filter((months) => months !== undefined);
  return [
    ...terms.map((months) => ({
      part: { termMonths: months },
      request: { ...request, instalmentCount: months },
    })),
    { part: { method }, request: { ...request, repaymentMethod: method } },
  ];
}
