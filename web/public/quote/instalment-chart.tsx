// What is in each instalment of the quote, as stacked bars; the same figures stand in the schedule's table.
import type { QuoteInstalment } from '@mutua/core/loan/quote.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { InstalmentBars } from './instalment-bars.tsx';
import { QUOTE_WORDS } from './quote-words.ts';

/** The card of the quote. */
export function InstalmentChart({
  instalments,
}: {
  readonly instalments: readonly QuoteInstalment[];
}) {
  const { t } = useWords(QUOTE_WORDS);
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t('inside')}</h2>
        <span className="quiet">{t('insideKey')}</span>
      </div>
      <InstalmentBars rows={instalments} label={t('insideTable')} width={520} height={300} />
    </section>
  );
}
