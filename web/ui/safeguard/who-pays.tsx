// What is paid where the borrower does not pay, on which day, up to what, and by which reserve: as the product says it.
import type { SafeguardOnListing } from '@mutua/contract/safeguard/listing-safeguard.ts';
import { Plain } from '../figure/figure.tsx';
import { RateText } from '../rate-text.tsx';
import { useWords } from '../words/declare-words.ts';
import { WHO_PAYS_WORDS } from './who-pays-words.ts';

/** Nothing where nobody pays. Guarantors are named by the page, which shows what is left of their cover. */
export function WhoPays({ detail }: { readonly detail: SafeguardOnListing }) {
  const { t, language } = useWords(WHO_PAYS_WORDS);
  const { cover, compensationDay, ceilingPpm, reserve, guarantors } = detail;
  if (cover === undefined || compensationDay === undefined) return null;
  return (
    <p data-testid="who-pays">
      <Plain>{t(cover, { day: compensationDay })}</Plain>
      {ceilingPpm !== undefined && (
        <>
          {' '}
          {t('ceiling')}{' '}
          <Plain>
            <RateText ppm={BigInt(ceilingPpm)} />
          </Plain>
        </>
      )}
      {reserve !== undefined && (
        <>
          {' '}
          <Plain>
            {t(guarantors.length === 0 ? 'reserve' : `reserveThen_${reserve.cover}`, {
              ...{ name: reserve.names[language], day: reserve.compensationDay },
            })}
          </Plain>
        </>
      )}
    </p>
  );
}
