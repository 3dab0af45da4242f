// What is to come in the next days: expected, and by contract.
import type { CalendarOnWire } from '@mutua/contract/claim/portfolio.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Facts } from '../../ui/kit/facts.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { CALENDAR_FIGURES as F } from '../home/health-figures.ts';
import { CALENDAR_WORDS } from './calendar-words.ts';

/** In 7, 30 and 90 days. */
export function AheadFacts({ calendar: { ahead } }: { readonly calendar: CalendarOnWire }) {
  const { t } = useWords(CALENDAR_WORDS);
  return (
    <Facts
      items={ahead.map(({ days, contract, expected }) => ({
        key: String(days),
        label: <Plain>{t('ahead', { days })}</Plain>,
        value: (
          <strong>
            <Figure {...F.expectedAhead} money={expected} row={String(days)} />
          </strong>
        ),
        note: (
          <>
            {t('contract')}{' '}
            <Figure {...F.contractAhead} money={contract} row={String(days)} sign={false} />
          </>
        ),
      }))}
    />
  );
}
