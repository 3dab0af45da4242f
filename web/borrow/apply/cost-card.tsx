// What the loan would cost at the lowest and the highest rate of the product, before the application is sent.
import type { ApplicationPreview } from '@mutua/contract/loan/application.ts';
import { Card } from '../../ui/kit/card.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ReckonedMoney, ReckonedRate } from '../parts/reckoned.tsx';
import { APPLY_WORDS } from './apply-words.ts';

/** The decision fixes the rate between the two. */
export function CostCard({ cost }: { readonly cost: ApplicationPreview }) {
  const { t } = useWords(APPLY_WORDS);
  const { lowest, highest, currency } = cost;
  return (
    <Card title={t('cost')} note={t('costNote')}>
      <table>
        <caption className="unseen">{t('cost')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('lowest')}</th>
            <th scope="col">{t('highest')}</th>
          </tr>
        </thead>
        <tbody>
          {(['annualRate', 'allInRate'] as const).map((name) => (
            <tr key={name}>
              <th scope="row">{t(name)}</th>
              {[lowest, highest].map((one, index) => (
                <td key={index === 0 ? 'lowest' : 'highest'} className="strong">
                  <ReckonedRate ppm={one[`${name}Ppm`]} />
                </td>
              ))}
            </tr>
          ))}
          {(['firstInstalment', 'interest', 'fees', 'totalRepaid'] as const).map((name) => (
            <tr key={name}>
              <th scope="row">{t(name)}</th>
              {[lowest, highest].map((one, index) => (
                <td key={index === 0 ? 'lowest' : 'highest'}>
                  <ReckonedMoney money={{ minorUnits: one[name], currency }} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
