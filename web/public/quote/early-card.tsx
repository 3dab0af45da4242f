// What ending the loan early would save, and what an application needs.
import type { Quote } from '@mutua/core/loan/quote.ts';
import { sum } from '@mutua/core/money/minor-units.ts';
import { Card } from '../../ui/kit/card.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { EXPONENT } from './quote-input.ts';
import { QUOTE_WORDS } from './quote-words.ts';

/** After a third and two thirds of the term, on a due day. */
export function EarlyCard({ quote: { instalments } }: { readonly quote: Quote }) {
  const { t } = useWords(QUOTE_WORDS);
  const third = Math.floor(instalments.length / 3);
  const rows = [third, 2 * third].filter((count) => count > 0 && count < instalments.length);
  if (rows.length === 0) return null;
  return (
    <Card title={t('early')} className="quote-later">
      <table>
        <caption className="unseen">{t('early')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('earlyAfter')}</th>
            <th scope="col">{t('earlyPrincipal')}</th>
            <th scope="col">{t('earlySaves')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((count) => (
            <tr key={count}>
              <td>{t('earlyRow', { count })}</td>
              <td>
                {instalments[count - 1] !== undefined && (
                  <MoneyText
                    value={instalments[count - 1]?.balance ?? sum([])}
                    exponent={EXPONENT}
                  />
                )}
              </td>
              <td>
                <MoneyText
                  value={sum(
                    instalments.slice(count).flatMap(({ interest, fee }) => [interest, fee]),
                  )}
                  exponent={EXPONENT}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="quiet">{t('earlyNote')}</p>
    </Card>
  );
}

const NEEDS = [
  { need: 'needIdentity', how: 'needMinute' },
  { need: 'needIncome', how: 'needShow' },
  { need: 'needCredit', how: 'needShow' },
  { need: 'needLicence', how: 'needShow' },
] as const;

export function NeedsCard() {
  const { t } = useWords(QUOTE_WORDS);
  return (
    <Card title={t('needs')} className="quote-later">
      <ul className="quote-needs">
        {NEEDS.map(({ need, how }) => (
          <li key={need}>
            <span>{t(need)}</span>
            <span className="quiet">{t(how)}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
