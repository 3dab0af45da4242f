// The rest of a loan side by side: as it is, with a shorter term, with smaller instalments.
import type { EarlyOutlookOnWire, EarlyOutlookPart } from '@mutua/contract/loan/own-loan.ts';
import { minus, plus } from '@mutua/core/money/minor-units.ts';
import type { ReactNode } from 'react';
import { Plain } from '../../ui/figure/figure.tsx';
import { DayOnPage } from '../../ui/moment.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { ReckonedMoney } from '../parts/reckoned.tsx';
import { moneyWire, units } from '../parts/schedule-sums.ts';
import { REPAY_WORDS } from './repay-words.ts';

const WAYS = ['unchanged', 'shorterTerm', 'smallerInstalment'] as const;
const NAMES = {
  unchanged: 'unchanged',
  shorterTerm: 'shorter_term',
  smallerInstalment: 'smaller_instalment',
} as const;

/** Also where one way costs more than the other. */
export function ComparedWays({ outlook }: { readonly outlook: EarlyOutlookOnWire }) {
  const { t } = useWords(REPAY_WORDS);
  const { currency, unchanged } = outlook;
  const money = (digits: string) => (
    <ReckonedMoney money={{ minorUnits: digits, currency }} sign={false} />
  );
  const cost = (part: EarlyOutlookPart) => plus(units(part.interest), units(part.fees));
  const rows: readonly {
    key: 'left' | 'next' | 'last' | 'interestLeft' | 'feesLeft' | 'saves';
    of: (part: EarlyOutlookPart) => ReactNode;
  }[] = [
    { key: 'left', of: ({ instalments }) => <Plain>{instalments}</Plain> },
    { key: 'next', of: ({ nextInstalment }) => money(nextInstalment) },
    { key: 'last', of: ({ lastDueDay }) => lastDueDay && <DayOnPage day={lastDueDay} /> },
    { key: 'interestLeft', of: ({ interest }) => money(interest) },
    { key: 'feesLeft', of: ({ fees }) => money(fees) },
    {
      key: 'saves',
      of: (part) => (
        <ReckonedMoney
          money={moneyWire(minus(cost(unchanged), cost(part)), currency)}
          sign={false}
        />
      ),
    },
  ];
  return (
    <div className="table-frame">
      <table data-testid="compared">
        <caption className="left">{t('compare')}</caption>
        <thead>
          <tr>
            <td />
            {WAYS.map((way) => (
              <th key={way} scope="col">
                {t(NAMES[way])}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, of }) => (
            <tr key={key}>
              <th scope="row">{t(key)}</th>
              {WAYS.map((way) => {
                const part = outlook[way];
                return <td key={way}>{part === undefined ? t('notPossible') : of(part)}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
