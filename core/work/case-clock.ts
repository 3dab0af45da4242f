// By when a case is to be done, and on which day the calendar looks at it.
import { addDays, type Day } from '../time/day.ts';
import { type Instant, plusMs } from '../time/instant.ts';
import type { Case } from './case.ts';
import type { CaseClock } from './case-kind.ts';

const MS_AN_HOUR = 3_600_000;
const MS_A_DAY = 24 * MS_AN_HOUR;

export interface CaseDeadline {
  readonly deadlineAt: Instant;
  readonly nextActionDay: Day;
}

/**
 * The deadline of work that begins now.
 *
 * @example
 * deadlineFrom({ amount: 48, unit: 'hours' }, { now: instantOf('2026-03-02T02:00:00Z'), today: dayOf(2026, 3, 2) })
 * // { deadlineAt: instantOf('2026-03-04T02:00:00Z'), nextActionDay: dayOf(2026, 3, 4) }
 */
export function deadlineFrom(
  { amount, unit }: Pick<CaseClock, 'amount' | 'unit'>,
  { now, today }: { readonly now: Instant; readonly today: Day },
): CaseDeadline {
  const deadlineAt = plusMs(now, amount * (unit === 'hours' ? MS_AN_HOUR : MS_A_DAY));
  return { deadlineAt, nextActionDay: lookDay(deadlineAt, { now, today }) };
}

/**
 * The business date at whose end the deadline is looked at: never today any more, and not before it may have passed.
 *
 * @example
 * formatDay(lookDay(instantOf('2026-03-02T05:00:00Z'), { now: instantOf('2026-03-02T02:00:00Z'), today: dayOf(2026, 3, 2) }))
 * // '2026-03-03'
 */
export function lookDay(
  deadlineAt: Instant,
  { now, today }: { readonly now: Instant; readonly today: Day },
): Day {
  return addDays(today, Math.max(1, Math.floor((deadlineAt - now) / MS_A_DAY)));
}

/**
 * The deadline of a case that goes on after it waited: later by as long as its clock stood.
 *
 * @example
 * resumedDeadline(
 *   { deadlineAt: instantOf('2026-03-04T00:00:00Z'), stoppedAt: instantOf('2026-03-02T00:00:00Z') },
 *   { now: instantOf('2026-03-09T00:00:00Z'), today: dayOf(2026, 3, 9) },
 * )
 * // { deadlineAt: instantOf('2026-03-11T00:00:00Z'), nextActionDay: dayOf(2026, 3, 11) }
 */
export function resumedDeadline(
  { deadlineAt, stoppedAt }: Pick<Case, 'deadlineAt' | 'stoppedAt'>,
  circumstances: { readonly now: Instant; readonly today: Day },
): CaseDeadline {
  const stood = stoppedAt === undefined ? 0 : Math.max(0, circumstances.now - stoppedAt);
  const moved = plusMs(deadlineAt, stood);
  return { deadlineAt: moved, nextActionDay: lookDay(moved, circumstances) };
}
