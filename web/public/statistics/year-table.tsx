// By the year in which loans were paid out: the figures down, the years across.
import type { FigureId } from '@mutua/core/disclosure/figure-catalogue.ts';
import { Plain } from '../../ui/figure/figure.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { Disclosed, DisclosedLabel } from './disclosed.tsx';
import type { FigureSet } from './disclosed-figures.ts';
import { STATISTICS_WORDS } from './statistics-words.ts';

const LINES: readonly FigureId[] = [
  'yearLoans',
  'yearLent',
  'yearRepaidShare',
  'yearExpectedLoss',
  'yearExpectedByNow',
  'yearActualLoss',
  'yearBadDebtRate',
];

export function YearTable({ set }: { readonly set: FigureSet }) {
  const { t } = useWords(STATISTICS_WORDS);
  const years = set.rowsOf('yearLoans').slice(-3);
  return (
    <Card title={t('yearsTitle')}>
      <table className="across">
        <caption className="unseen">{t('yearsTitle')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('year')}</th>
            {years.map((year) => (
              <th key={year} scope="col" data-align="right">
                <Plain>{year}</Plain>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {LINES.map((id) => (
            <tr key={id}>
              <th scope="row">
                <DisclosedLabel id={id} />
              </th>
              {years.map((year) => (
                <td key={year} data-align="right">
                  <Disclosed of={set} id={id} row={year} sign={false} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}
