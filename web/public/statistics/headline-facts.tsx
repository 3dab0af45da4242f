// The six figures that say how it stands now; what was ever lent is not among them.
import type { ReactNode } from 'react';
import { useWords } from '../../ui/words/declare-words.ts';
import { Disclosed, DisclosedLabel } from './disclosed.tsx';
import type { FigureSet } from './disclosed-figures.ts';
import { STATISTICS_WORDS } from './statistics-words.ts';

export function HeadlineFacts({ set }: { readonly set: FigureSet }) {
  const { t } = useWords(STATISTICS_WORDS);
  const facts: readonly (readonly [Parameters<typeof DisclosedLabel>[0]['id'], ReactNode])[] = [
    [
      'balance',
      <>
        <Disclosed of={set} id="loansOutstanding" /> {t('loansAndBorrowers')}{' '}
        <Disclosed of={set} id="borrowersCurrent" />
      </>,
    ],
    ['lendersCurrent', t('lendersNote')],
    [
      'monthLent',
      <>
        <Disclosed of={set} id="monthLoans" /> {t('monthNote')}
      </>,
    ],
    [
      'monthPrincipalRepaid',
      <>
        {t('interestNote')} <Disclosed of={set} id="monthInterest" />
      </>,
    ],
    [
      'overdueAmountRate',
      <>
        {t('overdueNote')} <Disclosed of={set} id="overdueAmount" />
      </>,
    ],
    ['netReturn', t('returnNote')],
  ];
  return (
    <section aria-label={t('headline')}>
      <dl className="statistics-headline">
        {facts.map(([id, note]) => (
          <div key={id}>
            <dt>
              <DisclosedLabel id={id} />
            </dt>
            <dd>
              <Disclosed of={set} id={id} size="figure" />
              <span className="quiet fact-note">{note}</span>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
