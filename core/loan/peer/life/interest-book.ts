// Interest that follows the payments: what each period charges when principal comes early, late or not at all.
//
// A period has an agreed instalment. Principal that is paid leaves the interest-bearing balance on its
// own day, the instalment stays, and the last row that is not fully paid takes the difference. Rule: the
// documented interest recalculation of Apache Fineract's progressive loans.
import { addFractions, type Fraction, ZERO_FRACTION } from '../../../money/fraction.ts';
import {
  fromFraction,
  greatest,
  least,
  type MinorUnits,
  minus,
  plus,
  sum,
  ZERO,
} from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
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
  readonly changes: readonly BalanceChange[];
}

/** What a period comes to. */
export interface PeriodFigures {
  /** Interest that it charges, with what earlier ones could not take. */
  readonly charged: MinorUnits;
  readonly dueInterest: MinorUnits;
  readonly duePrincipal: MinorUnits;
  /** Charged, and for a later period to take. */
  readonly carried: MinorUnits;
  /** What bears interest after it. */
  readonly closing: MinorUnits;
}

/** Interest of a balance over days of a period, in minor units and not yet rounded. */
export type InterestOnBalance = (
  balance: MinorUnits,
  period: PeerPeriod,
  fromDay: Day,
  toDay: Day,
) => Fraction;

/** How a book of interest reckons. */
export interface InterestRules {
  readonly interestOn: InterestOnBalance;
  readonly round: (interest: Fraction) => MinorUnits;
  /** Days within a period on which the rate changes. */
  readonly rateDays: readonly Day[];
  /** Whether early money counts as paid on the due day of its own period. */
  readonly paysToDueDay: (isPayOff: boolean) => boolean;
}

/** The periods of a loan and what they come to. */
export interface InterestBook {
  readonly rules: InterestRules;
  readonly periods: readonly InterestPeriod[];
  readonly figures: readonly PeriodFigures[];
  /** Till when principal that is past due has borne interest. */
  readonly overdueThrough: Day | undefined;
}

/**
 * The book of these periods.
 *
 * @param till interest runs only to this day; left out: to every due day.
 * @example
 * interestBook(
 *   { interestOn: () => ZERO_FRACTION, round: () => ZERO, rateDays: [], paysToDueDay: () => false },
 *   [],
 * ).figures
 * // []
 */
export function interestBook(
  rules: InterestRules,
  periods: readonly InterestPeriod[],
  overdueThrough?: Day,
  till?: Day,
): InterestBook {
  const figures: PeriodFigures[] = [];
  let opening = ZERO;
  let carried = ZERO;
  for (const period of periods) {
    const next = figuresOf(rules, period, opening, carried, till);
    figures.push(next);
    ({ closing: opening, carried } = next);
  }
  return { rules, periods, figures, overdueThrough };
}

/** Due interest is never less than what was paid of it, and never more than the instalment holds. */
function figuresOf(
  rules: InterestRules,
  period: InterestPeriod,
  opening: MinorUnits,
  carriedBefore: MinorUnits,
  till: Day | undefined,
): PeriodFigures {
  const { paidInterest, paidPrincipal } = period;
  const { interest, balance } = runPeriod(rules, period, opening, till);
  const own = period.isBroughtForward ? ZERO : interest;
  const charged = plus(plus(own, period.broughtForward), carriedBefore);
  const whole = wholeOf(period);
  const principalLeft = greatest(ZERO, minus(whole, charged));
  const isPaidAhead = paidPrincipal > principalLeft;
  const asked = isPaidAhead || period.isInterestGrace ? paidInterest : least(charged, whole);
  const dueInterest = greatest(asked, paidInterest);
  const duePrincipal = greatest(greatest(ZERO, minus(whole, dueInterest)), paidPrincipal);
  return {
    charged,
    dueInterest,
    duePrincipal,
    carried: greatest(ZERO, minus(charged, dueInterest)),
    closing: greatest(ZERO, plus(minus(balance, duePrincipal), paidPrincipal)),
  };
}

/** Interest of the period's own days, rounded, and what bears interest at their end. */
function runPeriod(
  rules: InterestRules,
  period: InterestPeriod,
  opening: MinorUnits,
  till: Day | undefined,
): { readonly interest: MinorUnits; readonly balance: MinorUnits } {
  const { fromDay, dueDay, changes, creditedInterest } = period;
  const end = till !== undefined && till < dueDay ? till : dueDay;
  let interest: Fraction = ZERO_FRACTION;
  let balance = opening;
  let since = fromDay;
  for (const day of cutsOf(rules, period)) {
    const upTo = day < end ? day : end;
    if (upTo > since) {
      interest = addFractions(interest, rules.interestOn(balance, period, since, upTo));
    }
    for (const change of changes) {
      if (change.day !== day) continue;
      balance = plus(balance, plus(change.lent, change.correction));
    }
    balance = greatest(ZERO, balance);
    since = day;
  }
  return { interest: plus(rules.round(interest), creditedInterest), balance };
}

/** The days that end a stretch of one balance and one rate; the last one is the due day. */
function cutsOf(rules: InterestRules, { fromDay, dueDay, changes }: InterestPeriod): readonly Day[] {
  if (changes.length === 0 && rules.rateDays.length === 0) return [dueDay];
  const rateDays = rules.rateDays.filter((day) => day > fromDay && day < dueDay);
  const days = new Set([...changes.map(({ day }) => day), ...rateDays, dueDay]);
  return [...days].sort((one, other) => one - other);
}

/**
 * The instalment with all that comes on top of it.
 *
 * @example
 * wholeOf({
 *   fromDay: dayOf(2026, 1, 1),
 *   dueDay: dayOf(2026, 2, 1),
 *   isRegular: true,
 *   ...{ instalment: minorUnits(10n), agreed: minorUnits(10n) },
 *   ...{ paidPrincipal: ZERO, paidInterest: ZERO },
 *   ...{ creditedPrincipal: minorUnits(2n), creditedInterest: ZERO, broughtForward: ZERO },
 *   ...{ isBroughtForward: false, isInterestGrace: false, changes: [] },
 * })
 * // 12n
 */
export function wholeOf(period: InterestPeriod): MinorUnits {
  return sum([
    period.instalment,
    period.creditedPrincipal,
    period.creditedInterest,
    period.broughtForward,
  ]);
}

/** What was paid of the period. */
function paidOf({ paidPrincipal, paidInterest }: InterestPeriod): MinorUnits {
  return plus(paidPrincipal, paidInterest);
}

/** Whether all that the period asks for was paid. */
function isPaidUp(period: InterestPeriod): boolean {
  return wholeOf(period) === paidOf(period);
}
