// What a loan costs, calculated in the browser by the code of the contract, with what would lower it.

import type { ProductTermsOnWire } from '@mutua/contract/product/product.ts';
import { refusalText } from '@mutua/contract/words/refusals.ts';
import { quoteLoan } from '@mutua/core/loan/quote.ts';
import { useState } from 'react';
import { useRead } from '../../api/use-read.ts';
import { PublicFrame } from '../../ui/frame/public-frame.tsx';
import { useQueryString } from '../../ui/page-route.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { AnotherWay } from './another-way.tsx';
import { EarlyCard, NeedsCard } from './early-card.tsx';
import { InstalmentChart } from './instalment-chart.tsx';
import './quote.css';
import { PhoneBar, QuoteActs } from './quote-acts.tsx';
import { QuoteForm } from './quote-form.tsx';
import { firstInput, type QuoteInput, readInput } from './quote-input.ts';
import { boundsOf, productFor, termsOfProduct } from './quote-product.ts';
import { QuoteResult, QuoteSum } from './quote-result.tsx';
import { QUOTE_WORDS } from './quote-words.ts';
import { ScheduleTable } from './schedule-table.tsx';

/** Rates and fees are those of the product until the reader enters others. */
export function QuotePage() {
  const { t } = useWords(QUOTE_WORDS);
  const [query] = useQueryString();
  const products = useRead('/api/products');
  const offered = products.kind === 'ready' ? products.value.items.map(({ terms }) => terms) : [];
  const product = productFor(offered, query.get('product'));
  return (
    <PublicFrame title={t('title')} lead={t('lead')}>
      <Calculator product={product} asked={query} />
    </PublicFrame>
  );
}

interface CalculatorProps {
  /** Absent while nobody has answered; the page reckons all the same. */
  readonly product: ProductTermsOnWire | undefined;
  readonly asked: URLSearchParams;
}

/** While a field is being typed and cannot be used, the last good result stays. */
function Calculator({ product, asked }: CalculatorProps) {
  const { language } = useWords(QUOTE_WORDS);
  const [typed, setTyped] = useState<QuoteInput>(() => firstInput(asked));
  const [isOwn, setOwn] = useState(asked.has('rate') || asked.has('fee'));
  const [purpose, setPurpose] = useState(asked.get('purpose') ?? 'consumption');
  const withTerms = (input: QuoteInput, own: boolean): QuoteInput =>
    own || product === undefined ? input : { ...input, ...termsOfProduct(product, input.amount) };
  const input = withTerms(typed, isOwn);
  const bounds = boundsOf(product);
  const { request, complaints } = readInput(input, bounds);
  const [good, setGood] = useState(request);
  const shown = request ?? good;
  const result = shown === null ? null : quoteLoan(shown);
  const change = (part: Partial<QuoteInput>) => {
    const own = isOwn || part.annualRate !== undefined || part.fee !== undefined;
    const next = { ...input, ...part };
    setOwn(own);
    setTyped(next);
    setGood(readInput(withTerms(next, own), bounds).request ?? shown);
  };
  const acts = { input, isOwn, purpose, product };
  return (
    // Everything here is reckoned from what the reader typed.
    <div className="columns quote" data-plain="">
      <div className="stack">
        <QuoteForm
          {...{ input, complaints, product, purpose, isOwn, bounds }}
          onChange={change}
          onPurpose={setPurpose}
        />
        {shown !== null && result?.ok && (
          <>
            <AnotherWay request={shown} quote={result.value} isOwn={isOwn} onChoose={change} />
            <EarlyCard quote={result.value} />
          </>
        )}
        <NeedsCard />
      </div>
      <div className="stack result">
        {result !== null && !result.ok && (
          <section className="card">
            <p className="refused">{refusalText(result.refusal, language)}</p>
          </section>
        )}
        {shown !== null && result?.ok && (
          <>
            <QuoteResult request={shown} quote={result.value}>
              <QuoteActs {...acts} />
            </QuoteResult>
            <div className="pair">
              <QuoteSum request={shown} quote={result.value} />
              <InstalmentChart instalments={result.value.instalments} />
            </div>
            <ScheduleTable quote={result.value} disbursedOn={shown.disbursedOn} />
            <PhoneBar quote={result.value} {...acts} />
          </>
        )}
      </div>
    </div>
  );
}
