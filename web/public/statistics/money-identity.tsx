// Lent − repaid − written off − given up = outstanding.
import type { FigureId } from '@mutua/core/disclosure/figure-catalogue.ts';
import { Card } from '../../ui/kit/card.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { Disclosed, DisclosedLabel } from './disclosed.tsx';
import type { FigureSet } from './disclosed-figures.ts';
import { STATISTICS_WORDS } from './statistics-words.ts';

const PARTS: readonly (readonly [string, FigureId, FigureId?])[] = [
  ['', 'totalLent', 'loansMade'],
  ['−', 'principalRepaid', 'loansRepaid'],
  ['−', 'writtenOffLeft', 'loansWrittenOff'],
  ['−', 'principalWaived'],
  ['=', 'balance', 'loansOutstanding'],
];

const BESIDE: readonly FigureId[] = ['interestToLenders', 'writeOffRate', 'recoveredAfterWriteOff'];

export function MoneyIdentity({ set }: { readonly set: FigureSet }) {
  const { t } = useWords(STATISTICS_WORDS);
  return (
    <Card title={t('identityTitle')} note={t('identityNote')}>
      <dl className="identity">
        {PARTS.map(([sign, id, count]) => (
          <div key={id} data-sum={sign === '=' ? '' : undefined}>
            <dt>
              <span className="identity-sign">{sign}</span>
              <DisclosedLabel id={id} />
            </dt>
            <dd className="quiet">
              {count !== undefined && (
                <>
                  <Disclosed of={set} id={count} /> {t('loanUnit')}
                </>
              )}
            </dd>
            <dd>
              <Disclosed of={set} id={id} sign={false} />
            </dd>
          </div>
        ))}
      </dl>
      <dl className="facts facts-list identity-beside">
        {BESIDE.map((id) => (
          <div key={id}>
            <dt>
              <DisclosedLabel id={id} />
            </dt>
            <dd>
              <Disclosed of={set} id={id} sign={false} />
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
