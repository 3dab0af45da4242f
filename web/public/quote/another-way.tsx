// Loans that differ in one thing each, with the difference in money, also where it is worse.
import { type Quote, type QuoteRequest, quoteLoan } from '@mutua/core/loan/quote.ts';
import { fraction } from '@mutua/core/money/fraction.ts';
import {
  formatMajor,
  type MinorUnits,
  minorUnits,
  minus,
  plus,
  scale,
} from '@mutua/core/money/minor-units.ts';
import { MoneyText } from '../../ui/money-text.tsx';
import { RateText } from '../../ui/rate-text.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { EXPONENT, type QuoteInput, TERMS_MONTHS } from './quote-input.ts';
import { QUOTE_WORDS } from './quote-words.ts';

interface AnotherWayProps {
  readonly request: QuoteRequest;
  readonly quote: Quote;
  /** Whether the fee was entered by the reader; that of the product follows the amount. */
  readonly isOwn: boolean;
  readonly onChoose: (part: Partial<QuoteInput>) => void;
}

interface Way {
  readonly key: 'shorter' | 'longer' | 'less';
  readonly part: Partial<QuoteInput>;
  readonly request: QuoteRequest;
}

/** A shorter term, a longer term, a smaller amount. */
export function AnotherWay({ request, quote, isOwn, onChoose }: AnotherWayProps) {
  const { t } = useWords(QUOTE_WORDS);
  const ways = otherWays(request, isOwn);
  const longer = ways.find(({ key }) => key === 'longer');
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('another')}</h2>
        <span className="quiet">{t('anotherBasis')}</span>
      </div>
      <table>
        <caption className="unseen">{t('another')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('anotherIf')}</th>
            <th scope="col">{t('anotherEach')}</th>
            <th scope="col">{t('cost')}</th>
            <th scope="col">{t('allIn')}</th>
          </tr>
        </thead>
        <tbody>
          {ways.map((way) => (
            <WayRow key={way.key} way={way} cost={quote.totalCost} onChoose={onChoose} />
          ))}
        </tbody>
      </table>
      {longer !== undefined && <LongerNote way={longer} quote={quote} />}
    </section>
  );
}

interface WayRowProps {
  readonly way: Way;
  readonly cost: MinorUnits;
  readonly onChoose: AnotherWayProps['onChoose'];
}

function WayRow({ way, cost, onChoose }: WayRowProps) {
  const { t } = useWords(QUOTE_WORDS);
  const other = quoteLoan(way.request);
  if (!other.ok) return null;
  const { totalCost, instalments, allInRate } = other.value;
  const difference = minus(totalCost, cost);
  const [first] = instalments;
  return (
    <tr>
      <td>
        <button type="button" className="link" onClick={() => onChoose(way.part)}>
          {way.key === 'less'
            ? t('anotherAmount', { amount: `¥${grouped(way.part.amount ?? '')}` })
            : t('anotherTerm', { count: way.request.instalmentCount })}
        </button>
      </td>
      <td>{first !== undefined && <MoneyText value={first.total} exponent={EXPONENT} />}</td>
      <td>
        <MoneyText value={totalCost} exponent={EXPONENT} />
        <div className="quiet">
          {difference > 0n && '+'}
          <MoneyText value={difference} exponent={EXPONENT} />
        </div>
      </td>
      <td className="strong">{allInRate !== null && <RateText ppm={allInRate.cnSimplePpm} />}</td>
    </tr>
  );
}

/** Lower each month and dearer in all: both are said. */
function LongerNote({ way, quote }: { readonly way: Way; readonly quote: Quote }) {
  const { t } = useWords(QUOTE_WORDS);
  const other = quoteLoan(way.request);
  const [first] = quote.instalments;
  const otherFirst = other.ok ? other.value.instalments[0] : undefined;
  if (!other.ok || first === undefined || otherFirst === undefined) return null;
  const say = (value: MinorUnits) => `¥${grouped(formatMajor(value, EXPONENT))}`;
  const less = minus(first.total, otherFirst.total);
  const more = minus(other.value.totalCost, quote.totalCost);
  if (less <= 0n || more <= 0n) return null;
  const count = way.request.instalmentCount;
  return <p className="quiet">{t('anotherLonger', { count, less: say(less), more: say(more) })}</p>;
}

function grouped(text: string): string {
  const [whole = '', decimals] = text.split('.');
  const spaced = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return decimals === undefined ? spaced : `${spaced}.${decimals}`;
}

/** Smaller by so much, or by half where it is not more. */
const LESS = minorUnits(1_000_000n);

function otherWays(request: QuoteRequest, isOwn: boolean): Way[] {
  const { instalmentCount, loanAmount, feePerInstalment } = request;
  const shorter = TERMS_MONTHS.filter((months) => months < instalmentCount).at(-1);
  const longer = TERMS_MONTHS.find((months) => months > instalmentCount);
  const terms = { shorter, longer };
  const half = scale(loanAmount, fraction(1n, 2n), 'down');
  const less = loanAmount > plus(LESS, LESS) ? minus(loanAmount, LESS) : half;
  const fee = scale(feePerInstalment, fraction(less, loanAmount), 'half_up');
  return [
    ...(['shorter', 'longer'] as const).flatMap((key): Way[] => {
      const months = terms[key];
      if (months === undefined) return [];
      return [
        { key, part: { termMonths: months }, request: { ...request, instalmentCount: months } },
      ];
    }),
    {
      key: 'less',
      part: { amount: formatMajor(less, EXPONENT).replace(/\.00$/, '') },
      request: { ...request, loanAmount: less, ...(isOwn ? {} : { feePerInstalment: fee }) },
    },
  ];
}
