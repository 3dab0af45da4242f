// What somebody should look at, each with where to do so.
import type { WarningKind, WarningOnWire } from '@mutua/contract/office/home.ts';
import { Figure } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { Card } from '../../ui/kit/card.tsx';
import { Empty } from '../../ui/kit/notice-box.tsx';
import { StatusMark } from '../../ui/kit/status-mark.tsx';
import { MomentOnPage } from '../../ui/moment.tsx';
import type { PageAddress } from '../../ui/page-address.ts';
import { useWords } from '../../ui/words/declare-words.ts';
import { HOME_FIGURES } from './home-figures.ts';
import { HOME_WORDS } from './home-words.ts';

const PLACES: Readonly<Record<WarningKind, PageAddress>> = {
  alarm: '/office/money',
  break: '/office/close',
  case_late: '/office/collections',
  instruction_unknown: '/office/money',
  client_debt: '/office/people',
  product_to_release: '/office/products',
  tariff_to_release: '/office/products',
  authority_to_release: '/office/people',
  guarantor_to_release: '/office/people',
  reserve_short: '/office/people',
  guarantor_suspended: '/office/people',
};

const WAITS_ONLY: readonly WarningKind[] = [
  ...(['product_to_release', 'tariff_to_release', 'authority_to_release'] as const),
  'guarantor_to_release',
];

/** Nothing to look at is said in words. */
export function WarningCard({ warnings }: { readonly warnings: readonly WarningOnWire[] }) {
  const { t } = useWords(HOME_WORDS);
  const wordsOf = (warning: WarningKind) => {
    if (warning === 'alarm') return t('alarmWarning');
    return warning === 'break' ? t('breakWarning') : t(warning);
  };
  return (
    <Card title={t('warnings')}>
      {warnings.length === 0 && <Empty why={t('noWarnings')} />}
      <ul className="lines">
        {warnings.map(({ warning, count, since }) => (
          <li key={warning}>
            <span>
              <StatusMark
                status={WAITS_ONLY.includes(warning) ? 'pending' : 'late'}
                word={wordsOf(warning)}
              />{' '}
              {since !== undefined && (
                <span className="quiet">
                  <MomentOnPage at={since} />
                </span>
              )}
            </span>
            <Figure {...HOME_FIGURES.warnings} row={warning} count={count} />
            <Go to={PLACES[warning]} label={`${t('open_')} ${wordsOf(warning)}`}>
              {t('open_')}
            </Go>
          </li>
        ))}
      </ul>
    </Card>
  );
}
