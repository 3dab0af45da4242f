// Money of the tour on the page: one amount, and the lines by which it moved.
import type { LoanForBorrower } from '@mutua/contract/loan/servicing.ts';
import { currency, exponentOf } from '@mutua/core/money/currency.ts';
import { type MinorUnits, negate } from '@mutua/core/money/minor-units.ts';
import { parseDay } from '@mutua/core/time/day.ts';
import { useTranslation } from 'react-i18next';
import { DayText } from '../../ui/day-text.tsx';
import { MoneyText } from '../../ui/money-text.tsx';
import { CURRENCY, unitsIn, unitsOf } from './tour-amounts.ts';
import type { TourClient } from './tour-client.ts';
import type { Movement, PurseKey } from './tour-standing.ts';

const SIGNS: Readonly<Record<string, string>> = { CNY: '¥' };
const EXPONENT = exponentOf(currency(CURRENCY));

/** Money as the API gives it. */
export function WireMoney({ value }: { readonly value: LoanForBorrower['loanAmount'] }) {
  const exponent = exponentOf(currency(value.currency));
  const sign = SIGNS[value.currency] ?? `${value.currency} `;
  return <MoneyText value={unitsOf(value)} exponent={exponent} sign={sign} />;
}

/** Minor units of the tour's currency. */
export function UnitsMoney({ value }: { readonly value: MinorUnits }) {
  return <MoneyText value={value} exponent={EXPONENT} sign="¥" />;
}

/** A date as the API gives it. */
export function WireDay({ day }: { readonly day: string }) {
  const read = parseDay(day, 'day');
  return read.ok ? <DayText day={read.value} /> : day;
}

interface MovementListProps {
  readonly client: TourClient;
  readonly of: readonly {
    readonly key: PurseKey;
    readonly movements: readonly Movement[];
  }[];
}

/** The lines of the statements, with the balance before and after each. */
export function MovementList({ client, of }: MovementListProps) {
  const { t } = useTranslation();
  const shown = of.filter(({ movements }) => movements.length > 0);
  if (shown.length === 0) return null;
  return (
    <div className="tour-movements">
      <h3>{t('tour.movement.head')}</h3>
      {shown.map(({ key, movements }) => (
        <div key={key}>
          <p className="tour-purse">
            {client.person(key).name} <span className="quiet">{t(`tour.role.${key}`)}</span>
          </p>
          <ul>
            {movements.map((movement) => (
              <MovementLine key={movement.line.transferId} {...movement} />
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}

function MovementLine({ line, balanceBefore }: Movement) {
  const { t } = useTranslation();
  const amount = unitsIn(line.amount);
  const held = unitsIn(line.held);
  // A hold takes nothing yet: it has no sign, and stands back behind what really moved.
  const isHold = line.kind === 'pending';
  return (
    <li>
      <span>
        <span className="tour-words">{line.words}</span>{' '}
        <span className="quiet">
          <WireDay day={line.bookedDay} />
        </span>
      </span>
      <span className={isHold ? 'quiet' : undefined}>
        <UnitsMoney value={line.side === 'debit' && !isHold ? negate(amount) : amount} />
      </span>
      <span className="quiet tour-balance">
        {t('tour.movement.balance')} <UnitsMoney value={unitsIn(balanceBefore)} /> →{' '}
        <UnitsMoney value={unitsIn(line.balance)} />
        {held > 0n && (
          <>
            {' · '}
            {t('tour.movement.held')} <UnitsMoney value={held} />
          </>
        )}
      </span>
    </li>
  );
}
