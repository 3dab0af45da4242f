// The periods of a book of interest, and what changes the balance within them.
import { type MinorUnits, plus, ZERO } from '../../../money/minor-units.ts';
import { type Day, dayOf } from '../../../time/day.ts';
import type { PeerPeriod } from '../schedule/due-days.ts';

/** On a day the interest-bearing balance grows by what was lent, or changes by a correction. */
export interface BalanceChange {
  readonly day: Day;
  readonly lent: MinorUnits;
  readonly correction: MinorUnits;
}

/** One period with what is agreed, what was paid, and what changed the balance within it. */
export interface InterestPeriod extends PeerPeriod {
  /** Principal and interest together, as it stands now. */
  readonly instalment: MinorUnits;
  /** The same as it was agreed. */
  readonly agreed: MinorUnits;
  readonly paidPrincipal: MinorUnits;
  readonly paidInterest: MinorUnits;
  /** Owed again on top of the instalment. */
  readonly creditedPrincipal: MinorUnits;
  readonly creditedInterest: MinorUnits;
  /** Interest of later periods that is due here, because nothing later is left to pay. */
  readonly broughtForward: MinorUnits;
  /** The interest of this period is due in an earlier one. */
  readonly isBroughtForward: boolean;
  readonly isInterestGrace: boolean;
  readonly isInterestFree: boolean;
  readonly changes: readonly BalanceChange[];
}

/** A period in which nothing is asked for: January 2026. */
export const EMPTY_INTEREST_PERIOD: InterestPeriod = {
  ...{ fromDay: dayOf(2026, 1, 1), dueDay: dayOf(2026, 2, 1), isRegular: true },
  ...{ instalment: ZERO, agreed: ZERO, paidPrincipal: ZERO, paidInterest: ZERO },
  ...{ creditedPrincipal: ZERO, creditedInterest: ZERO, broughtForward: ZERO },
  ...{ isBroughtForward: false, isInterestGrace: false, isInterestFree: false },
  changes: [],
};

/**
 * The instalment with all that comes on top of it.
 *
 * @example
 * wholeOf({
 *   instalment: minorUnits(10n),
 *   creditedPrincipal: minorUnits(2n),
 *   creditedInterest: minorUnits(0n),
 *   broughtForward: minorUnits(1n),
 * })
 * // 13n
 */
export function wholeOf(
  period: Pick<
    InterestPeriod,
    'instalment' | 'creditedPrincipal' | 'creditedInterest' | 'broughtForward'
  >,
): MinorUnits {
  const { instalment, creditedPrincipal, creditedInterest, broughtForward } = period;
  return plus(plus(instalment, broughtForward), plus(creditedPrincipal, creditedInterest));
}

/**
 * What was paid of a period, principal and interest together.
 *
 * @example paidOf({ paidPrincipal: minorUnits(3n), paidInterest: minorUnits(1n) }) // 4n
 */
export function paidOf({
  paidPrincipal,
  paidInterest,
}: Pick<InterestPeriod, 'paidPrincipal' | 'paidInterest'>): MinorUnits {
  return plus(paidPrincipal, paidInterest);
}

/**
 * Whether all that a period asks for was paid.
 *
 * @example isPaidUp(EMPTY_INTEREST_PERIOD) // true
 */
export function isPaidUp(period: InterestPeriod): boolean {
  return wholeOf(period) === paidOf(period);
}

/**
 * The periods with another one in the place of one of them.
 *
 * @example replacePeriod([], 0, EMPTY_INTEREST_PERIOD) // []
 */
export function replacePeriod(
  periods: readonly InterestPeriod[],
  index: number,
  period: InterestPeriod,
): readonly InterestPeriod[] {
  return periods.map((one, place) => (place === index ? period : one));
}

/**
 * The place of the period with a day: from < day ≤ due; the first one also has its own first day.
 *
 * @returns -1 for a day outside of the term.
 * @example periodOnDay([], dayOf(2026, 1, 1)) // -1
 */
export function periodOnDay(periods: readonly InterestPeriod[], day: Day): number {
  return periods.findIndex(
    ({ fromDay, dueDay }, index) =>
      (fromDay < day || (index === 0 && fromDay === day)) && day <= dueDay,
  );
}

/**
 * The periods with a change of the balance; a day outside of the term changes nothing.
 *
 * @example
 * withBalanceChange(
 *   [EMPTY_INTEREST_PERIOD],
 *   { day: dayOf(2026, 1, 9), lent: minorUnits(5n), correction: minorUnits(0n) },
 * )[0].changes
 * // [{ day: dayOf(2026, 1, 9), lent: 5n, correction: 0n }]
 */
export function withBalanceChange(
  periods: readonly InterestPeriod[],
  change: BalanceChange,
): readonly InterestPeriod[] {
  const index = periodOnDay(periods, change.day);
  const period = periods[index];
  if (!period) return periods;
  const same = period.changes.find(({ day }) => day === change.day);
  const others = period.changes.filter(({ day }) => day !== change.day);
  const merged = {
    day: change.day,
    lent: plus(change.lent, same?.lent ?? ZERO),
    correction: plus(change.correction, same?.correction ?? ZERO),
  };
  return replacePeriod(periods, index, { ...period, changes: [...others, merged] });
}
