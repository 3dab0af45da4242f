// Interest that follows the payments: what each period charges when principal comes early, late or not at all.
//
// A period has an agreed instalment. Principal that is paid leaves the interest-bearing balance on its
// own day, the instalment stays, and the last row that is not fully paid takes the difference. Rule: the
// documented interest recalculation of Apache Fineract's progressive loans.
import { addFractions, type Fraction, ZERO_FRACTION } from '../../../money/fraction.ts';
import { greatest, least, type MinorUnits, minus, plus, ZERO } from '../../../money/minor-units.ts';
import type { Day } from '../../../time/day.ts';
import type { PeerPeriod } from '../schedule/due-days.ts';
import { type InterestPeriod, wholeOf } from './interest-periods.ts';

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
  /** What it was reckoned from: what bore interest before it, what it had to take, and till when. */
  readonly from: {
    readonly opening: MinorUnits;
    readonly carried: MinorUnits;
    readonly till: Day | undefined;
  };
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

/** A book without periods, which charges nothing. */
export const EMPTY_INTEREST_BOOK: InterestBook = {
  rules: {
    interestOn: () => ZERO_FRACTION,
    round: () => ZERO,
    rateDays: [],
    paysToDueDay: () => false,
  },
  periods: [],
  figures: [],
  overdueThrough: undefined,
};

/** What a book is made from, apart from its periods. */
export interface InterestBookParts {
  readonly rules: InterestRules;
  readonly overdueThrough?: Day | undefined;
  /** Interest runs only to this day; left out: to every due day. */
  readonly till?: Day | undefined;
  /** A book whose figures still hold for the periods that are the same. */
  readonly known?: Pick<InterestBook, 'periods' | 'figures'>;
}

/**
 * The book of these periods.
 *
 * @example interestBook([], EMPTY_INTEREST_BOOK).figures // []
 */
export function interestBook(
  periods: readonly InterestPeriod[],
  { rules, overdueThrough, till, known }: InterestBookParts,
): InterestBook {
  const figures: PeriodFigures[] = [];
  let from: PeriodFigures['from'] = { opening: ZERO, carried: ZERO, till };
  for (const [index, period] of periods.entries()) {
    const before = known?.periods[index] === period ? known.figures[index] : undefined;
    const holds = before && sameStart(before.from, from, period);
    const next = holds ? before : figuresOf(rules, period, from);
    figures.push(next);
    from = { opening: next.closing, carried: next.carried, till };
  }
  return { rules, periods, figures, overdueThrough };
}

/** A period that is over by both days does not care till when interest runs. */
function sameStart(
  one: PeriodFigures['from'],
  other: PeriodFigures['from'],
  { dueDay }: InterestPeriod,
): boolean {
  const isOver = ({ till }: PeriodFigures['from']) => till === undefined || till >= dueDay;
  return (
    one.opening === other.opening &&
    one.carried === other.carried &&
    (one.till === other.till || (isOver(one) && isOver(other)))
  );
}

/** Due interest is never less than what was paid of it, and never more than the instalment holds. */
function figuresOf(
  rules: InterestRules,
  period: InterestPeriod,
  from: PeriodFigures['from'],
): PeriodFigures {
  const { paidInterest, paidPrincipal } = period;
  const { interest, balance } = runPeriod(rules, period, from);
  const own = period.isBroughtForward ? ZERO : interest;
  const charged = plus(plus(own, period.broughtForward), from.carried);
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
    from,
  };
}

/** Interest of the period's own days, rounded, and what bears interest at their end. */
function runPeriod(
  rules: InterestRules,
  period: InterestPeriod,
  { opening, till }: PeriodFigures['from'],
): { readonly interest: MinorUnits; readonly balance: MinorUnits } {
  const { fromDay, changes, creditedInterest } = period;
  let interest: Fraction = ZERO_FRACTION;
  let balance = opening;
  let since = fromDay;
  for (const day of cutsOf(rules, period)) {
    const upTo = till !== undefined && till < day ? till : day;
    if (upTo > since && balance > ZERO && !period.isInterestFree) {
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
function cutsOf(
  rules: InterestRules,
  { fromDay, dueDay, changes }: InterestPeriod,
): readonly Day[] {
  if (changes.length === 0 && rules.rateDays.length === 0) return [dueDay];
  const rateDays = rules.rateDays.filter((day) => day > fromDay && day < dueDay);
  const days = new Set([...changes.map(({ day }) => day), ...rateDays, dueDay]);
  return [...days].sort((one, other) => one - other);
}
