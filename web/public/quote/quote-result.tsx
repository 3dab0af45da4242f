// The price of the loan: what is paid each time, what it costs a year, what it costs in all.
import type { Quote, QuoteRequest } from '@mutua/core/loan/quote.ts';
import type { ReactNode } from 'react';
import { MoneyText } from '../../ui/money-text.tsx';
import { RateText } from '../../ui/rate-text.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { EXPONENT } from './quote-input.ts';
import { QUOTE_WORDS } from './quote-words.ts';

interface QuoteResultProps {
  readonly request: QuoteRequest;
  readonly quote: Quote;
}

interface ResultProps extends QuoteResultProps {
  /** What can be done with it. */
  readonly children: ReactNode;
}

/** The figures at the head of the page, and the parts of the all-in rate. */
export function QuoteResult({ request, quote, children }: ResultProps) {
  const { t, language } = useWords(QUOTE_WORDS);
  const { allInRate, instalments, level, totalCost } = quote;
  const [first] = instalments;
  const words = instalments.length === 1 ? 'once' : level ? 'each' : 'first';
  return (
    <section className="card first" aria-live="polite" data-testid="quote-result">
      <dl className="figures">
        <Headline label={t(words, { count: instalments.length })} isHero>
          {first !== undefined && <MoneyText value={first.total} exponent={EXPONENT} sign="¥" />}
        </Headline>
        <Headline
          label={t('allIn')}
          note={
            allInRate !== null && (
              <>
                {t('allInMeaning')}
                {language === 'en' ? '; ' : '；'}
                {t('compound')}
                <RateText ppm={allInRate.cnIrrPpm} />
              </>
            )
          }
        >
          {allInRate === null ? t('noRate') : <RateText ppm={allInRate.cnSimplePpm} />}
        </Headline>
        <Headline label={t('cost')}>
          <MoneyText value={totalCost} exponent={EXPONENT} />
        </Headline>
      </dl>
      {allInRate !== null && <RateParts parts={allInRate.simpleParts} />}
      {request.takenInAdvance > 0n && <AdvanceWarning request={request} quote={quote} />}
      {children}
    </section>
  );
}

interface HeadlineProps {
  readonly label: string;
  readonly note?: ReactNode;
  readonly isHero?: boolean;
  readonly children: ReactNode;
}

function Headline({ label, note, isHero = false, children }: HeadlineProps) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className={isHero ? 'figure hero' : 'figure'}>{children}</dd>
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
  const { t } = useWords(QUOTE_WORDS);
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
            {t(`part_${part}`)} <RateText ppm={parts[part]} />
          </span>
        ))}
        <span className="quiet">{t('partsBasis')}</span>
      </p>
    </>
  );
}

function AdvanceWarning({ request, quote }: QuoteResultProps) {
  const { t } = useWords(QUOTE_WORDS);
  const [before, between, after] = t('advanceWarning', { received: '|', loan: '|' }).split('|');
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
  const { t } = useWords(QUOTE_WORDS);
  const count = quote.instalments.length;
  const [feeBefore, feeAfter] = t('feeSum', { fee: '|', count }).split('|');
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('sum')}</h2>
      </div>
      <table>
        <tbody>
          <SumLine value={quote.amountReceived}>
            {t('received')}
            <div className="quiet">
              {t(request.takenInAdvance > 0n ? 'receivedLess' : 'receivedWhole')}
            </div>
          </SumLine>
          {request.takenInAdvance > 0n && (
            <SumLine value={request.takenInAdvance}>{t('advance')}</SumLine>
          )}
          <SumLine value={quote.interest}>
            {count === 1 ? t('interestOnce') : t('interest', { count })}
          </SumLine>
          {quote.fees > 0n && (
            <SumLine value={quote.fees}>
              {feeBefore}
              <MoneyText value={request.feePerInstalment} exponent={EXPONENT} />
              {feeAfter}
            </SumLine>
          )}
          <SumLine value={quote.totalCost} strong>
            {t('totalCost')}
          </SumLine>
          <SumLine value={quote.totalRepaid} strong>
            {t('totalRepaid')}
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
