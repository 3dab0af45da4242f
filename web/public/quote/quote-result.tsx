// The price of the loan: what is paid each time, what it costs a year, what it costs in all.
import type { Quote, QuoteRequest } from '@mutua/core/loan/quote.ts';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { MoneyText } from '../../ui/money-text.tsx';
import { RateText } from '../../ui/rate-text.tsx';
import { EXPONENT } from './quote-input.ts';

interface QuoteResultProps {
  readonly request: QuoteRequest;
  readonly quote: Quote;
}

/** The figures at the head of the page, and the parts of the all-in rate. */
export function QuoteResult({ request, quote }: QuoteResultProps) {
  const { t } = useTranslation();
  const { allInRate } = quote;
  const first = quote.instalments[0];
  const words = quote.instalments.length === 1 ? 'once' : quote.level ? 'each' : 'first';
  return (
    <section className="card first" aria-live="polite" data-testid="quote-result">
      <dl className="figures">
        <Figure label={t(`quote.${words}`, { count: quote.instalments.length })} hero>
          {first !== undefined && <MoneyText value={first.total} exponent={EXPONENT} sign="¥" />}
        </Figure>
        <Figure label={t('quote.allInSimple')} note={t('quote.simpleMeaning')}>
          {allInRate === null ? t('quote.noRate') : <RateText ppm={allInRate.cnSimplePpm} />}
        </Figure>
        <Figure label={t('quote.allInCompound')} note={t('quote.compoundMeaning')}>
          {allInRate === null ? t('quote.noRate') : <RateText ppm={allInRate.cnIrrPpm} />}
        </Figure>
        <Figure label={t('quote.cost')}>
          <MoneyText value={quote.totalCost} exponent={EXPONENT} />
        </Figure>
      </dl>
      {allInRate !== null && <RateParts parts={allInRate.simpleParts} />}
      {request.takenInAdvance > 0n && <AdvanceWarning request={request} quote={quote} />}
    </section>
  );
}

interface FigureProps {
  readonly label: string;
  readonly note?: string;
  readonly hero?: boolean;
  readonly children: ReactNode;
}

function Figure({ label, note, hero, children }: FigureProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={hero ? 'figure hero' : 'figure'}>{children}</dd>
      {note !== undefined && <dd className="quiet">{note}</dd>}
    </div>
  );
}

const PARTS = ['rate', 'fee', 'advance'] as const;

function RateParts({
  parts,
}: {
  readonly parts: Readonly<Record<(typeof PARTS)[number], bigint>>;
}) {
  const { t } = useTranslation();
  const shown = PARTS.filter((part) => part === 'rate' || parts[part] > 0n);
  return (
    <>
      <div className="parts-bar" aria-hidden="true">
        {shown.map((part) => (
          <span
            key={part}
            className={`part-${part}`}
            style={{ flexGrow: parts[part].toString() }}
          />
        ))}
      </div>
      <p className="parts">
        {shown.map((part) => (
          <span key={part}>
            <i className={`part-${part}`} />
            {t(`quote.parts.${part}`)} <RateText ppm={parts[part]} />
          </span>
        ))}
        <span className="quiet">{t('quote.partsBasis')}</span>
      </p>
    </>
  );
}

function AdvanceWarning({ request, quote }: QuoteResultProps) {
  const { t } = useTranslation();
  const [before, between, after] = t('quote.advanceWarning', { received: '|', loan: '|' }).split(
    '|',
  );
  return (
    <p className="warning">
      {before}
      <MoneyText value={quote.amountReceived} exponent={EXPONENT} sign="¥" />
      {between}
      <MoneyText value={request.loanAmount} exponent={EXPONENT} sign="¥" />
      {after}
    </p>
  );
}

/** From the amount received to everything repaid, line by line. */
export function QuoteSum({ request, quote }: QuoteResultProps) {
  const { t } = useTranslation();
  const count = quote.instalments.length;
  const [feeBefore, feeAfter] = t('quote.feeSum', { fee: '|', count }).split('|');
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('quote.sum')}</h2>
      </div>
      <table>
        <tbody>
          <SumLine value={quote.amountReceived}>
            {t('quote.received')}
            <div className="quiet">
              {t(request.takenInAdvance > 0n ? 'quote.receivedLess' : 'quote.receivedWhole')}
            </div>
          </SumLine>
          {request.takenInAdvance > 0n && (
            <SumLine value={request.takenInAdvance}>{t('quote.advance')}</SumLine>
          )}
          <SumLine value={quote.interest}>
            {count === 1 ? t('quote.interestOnce') : t('quote.interest', { count })}
          </SumLine>
          {quote.fees > 0n && (
            <SumLine value={quote.fees}>
              {feeBefore}
              <MoneyText value={request.feePerInstalment} exponent={EXPONENT} />
              {feeAfter}
            </SumLine>
          )}
          <SumLine value={quote.totalCost} strong>
            {t('quote.totalCost')}
          </SumLine>
          <SumLine value={quote.totalRepaid} strong>
            {t('quote.totalRepaid')}
          </SumLine>
        </tbody>
      </table>
    </section>
  );
}

interface SumLineProps {
  readonly value: Quote['interest'];
  readonly strong?: boolean;
  readonly children: ReactNode;
}

function SumLine({ value, strong, children }: SumLineProps) {
  return (
    <tr className={strong ? 'sum-row' : undefined}>
      <td>{children}</td>
      <td>
        <MoneyText value={value} exponent={EXPONENT} />
      </td>
    </tr>
  );
}
