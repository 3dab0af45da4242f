// Weeks of a calendar of receipts: past days shaded and received, other days due by contract, today ringed.
import type { CalendarOnWire } from '@mutua/contract/claim/portfolio.ts';
import { Figure, Plain } from '../../ui/figure/figure.tsx';
import { Go } from '../../ui/go.tsx';
import { useWords } from '../../ui/words/declare-words.ts';
import { CALENDAR_FIGURES as F } from '../home/health-figures.ts';
import { CALENDAR_WORDS } from './calendar-words.ts';

type CalendarDay = CalendarOnWire['days'][number];

const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

interface CalendarGridProps {
  readonly calendar: CalendarOnWire;
  /** Days before it and after it are there to fill the weeks; left out: all count. */
  readonly month?: string;
}

/** The first day is a Monday. */
export function CalendarGrid({ calendar: { days, asOf }, month }: CalendarGridProps) {
  const { t } = useWords(CALENDAR_WORDS);
  return (
    <ol className="lend-calendar" aria-label={t('grid')}>
      {WEEKDAYS.map((weekday) => (
        <li key={weekday} className="lend-weekday" aria-hidden="true">
          {t(weekday)}
        </li>
      ))}
      {days.map((day) => (
        <Day
          key={day.day}
          day={day}
          asOf={asOf}
          isOutside={month !== undefined && !day.day.startsWith(month)}
        />
      ))}
    </ol>
  );
}

function Day({
  day: { day, claims, expected, received },
  asOf,
  isOutside,
}: {
  readonly day: CalendarDay;
  readonly asOf: string;
  readonly isOutside: boolean;
}) {
  const { t } = useWords(CALENDAR_WORDS);
  const isPast = day < asOf || (day === asOf && received.minorUnits !== '0');
  const money = isPast ? received : expected;
  const figure = isPast ? F.received : F.expected;
  const label = <time dateTime={day}>{day.endsWith('-01') ? day.slice(5) : day.slice(8)}</time>;
  return (
    <li
      data-past={isPast ? '' : undefined}
      data-today={day === asOf ? '' : undefined}
      data-outside={isOutside ? '' : undefined}
    >
      <span className="lend-day-head">
        {claims > 0 ? (
          <Go to={`/lend/claims?dueOn=${day}`} label={t('dayClaims', { day })}>
            {label}
          </Go>
        ) : (
          label
        )}
        {claims > 0 && <Figure {...F.claims} count={claims} row={day} />}
      </span>
      {money.minorUnits === '0' ? (
        <Plain>{isPast ? '·' : '—'}</Plain>
      ) : (
        <Figure {...figure} money={money} row={day} sign={false} />
      )}
    </li>
  );
}
