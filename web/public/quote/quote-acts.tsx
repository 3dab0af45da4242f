// What follows the calculation: the way to an application, which takes the figures along, and a link to keep.
import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import type { Quote } from '@mutua/core/loan/quote.ts';
import { useState } from 'react';
import { Button, ButtonLink } from '../../ui/kit/button.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { RateText } from '../../ui/rate-text.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { EXPONENT, type QuoteInput } from './quote-input.ts';
import { percentText } from './quote-product.ts';
import { QUOTE_WORDS } from './quote-words.ts';

interface ActsProps {
  readonly input: QuoteInput;
  /** Whether the reader has entered a rate or a fee. */
  readonly isOwn: boolean;
  readonly purpose: string;
  readonly product: ProductTermsOnWire | undefined;
}

/** Below the result; on a phone the bar at the foot has the act. */
export function QuoteActs(props: ActsProps) {
  const { t } = useWords(QUOTE_WORDS);
  const { isOwn, product } = props;
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    const link = `${location.origin}/quote?${questionOf(props)}`;
    await navigator.clipboard?.writeText(link);
    setCopied(true);
  };
  const range = product?.annualRatePpm;
  return (
    <div className="quote-acts">
      <p className="quiet">
        {isOwn || range === undefined
          ? t('ownRange')
          : t('range', {
              lowest: `${percentText(range.minimum)}%`,
              highest: `${percentText(range.maximum)}%`,
            })}
      </p>
      <div className="acts">
        <Button onClick={() => void copy()}>{t(isCopied ? 'copied' : 'copy')}</Button>
        <span className="desk-only">
          <StartLink {...props} />
        </span>
      </div>
    </div>
  );
}

/** On a phone, above everything: what it costs, and the act. */
export function PhoneBar({ quote, ...props }: ActsProps & { readonly quote: Quote }) {
  const { t } = useWords(QUOTE_WORDS);
  const [first] = quote.instalments;
  return (
    <div className="phone-bar quote-bar">
      <p>
        {quote.allInRate !== null && (
          <span className="quiet">
            {t('allIn')} <RateText ppm={quote.allInRate.cnSimplePpm} />
          </span>
        )}
        <br />
        {first !== undefined && (
          <strong>
            {t('anotherEach')} <MoneyText value={first.total} exponent={EXPONENT} sign="¥" />
          </strong>
        )}
      </p>
      <StartLink {...props} />
    </div>
  );
}

function StartLink(props: ActsProps) {
  const { t } = useWords(QUOTE_WORDS);
  return (
    <ButtonLink to={`/borrow/start?${questionOf(props)}`} kind="primary">
      {t('start')}
    </ButtonLink>
  );
}

function questionOf({ input, isOwn, purpose, product }: ActsProps): string {
  const { amount, termMonths, method, annualRate, fee } = input;
  return new URLSearchParams({
    ...(product === undefined ? {} : { product: product.code }),
    ...{ amount, term: String(termMonths), method, purpose },
    ...(isOwn ? { rate: annualRate, fee } : {}),
  }).toString();
}
