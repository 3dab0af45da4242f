// The periods of a peer's schedule: from when to when, and whether a period has its regular length.
import { type Fraction, fraction } from '../../../money/fraction.ts';
import { addDays, addMonths, type Day, daysBetween } from '../../../time/day.ts';
import type { PeerTerms, PeerUnit } from './terms.ts';

/** One interest period, with the instalment due at its end. */
export interface PeerPeriod {
  readonly fromDay: Day;
  readonly dueDay: Day;
  /** It is `every` units long by the calendar, whatever its days (31 January to 29 February). */
  readonly isRegular: boolean;
}

/**
 * The periods of the terms. Each due day is counted from the seed, never from the one before, so that
 * 31 January is followed by 29 February and then 31 March. The seed is the first due day where it is
 * agreed, else the start: the first disbursement, or the day on which the loan was applied for.
 *
 * @example peerPeriods({ ...PEER_DEFAULTS, submittedDay: dayOf(2024, 1, 31), principal: minorUnits(100n), annualRate: fraction(0n), instalments: 2 })
 *   .map((period) => formatDay(period.dueDay)) // ['2024-02-29', '2024-03-31']
 */
export function peerPeriods(terms: PeerTerms): PeerPeriod[] {
  if (terms.periods) return givenPeriods(terms, terms.periods);
  const periods: PeerPeriod[] = [];
  let fromDay = peerStartDay(terms);
  for (let number = 1; number <= terms.instalments; number++) {
    const dueDay = dueDayOf(terms, number);
    const isFirstAgreed = number === 1 && terms.firstDueDay !== undefined;
    const isRegular = !isFirstAgreed || addUnits(fromDay, terms.every, terms.unit) === dueDay;
    periods.push({ fromDay, dueDay, isRegular });
    fromDay = dueDay;
  }
  return periods;
}

/**
 * The day on which the first period starts.
 *
 * @example peerStartDay({ ...PEER_DEFAULTS, submittedDay: dayOf(2024, 1, 31), principal: minorUnits(100n), annualRate: fraction(0n), instalments: 2 })
 *   // dayOf(2024, 1, 31)
 */
export function peerStartDay(terms: PeerTerms): Day {
  const given = terms.periods?.[0];
  if (given) return given[0];
  const [first] = terms.disbursements;
  return terms.repaymentStart === 'disbursement_day' && first ? first.day : terms.submittedDay;
}

/**
 * So many units later (earlier, if negative), clamped to the end of a shorter month.
 *
 * @example formatDay(addUnits(dayOf(2024, 1, 31), 1, 'months')) // '2024-02-29'
 */
export function addUnits(day: Day, count: number, unit: PeerUnit): Day {
  switch (unit) {
    case 'days':
      return addDays(day, count);
    case 'weeks':
      return addDays(day, count * 7);
    case 'months':
      return addMonths(day, count);
    case 'years':
      return addMonths(day, count * 12);
  }
}

/**
 * How many units lie between two days: the whole ones, and what is left as a share of the next one's days.
 *
 * @param to not before `from`.
 * @example unitsBetween(dayOf(2024, 1, 1), dayOf(2024, 2, 15), 'months') // { numerator: 43n, denominator: 29n }
 */
export function unitsBetween(from: Day, to: Day, unit: PeerUnit): Fraction {
  const daysInUnit = { days: 1, weeks: 7, months: 31, years: 366 }[unit];
  let whole = Math.floor(daysBetween(from, to) / daysInUnit);
  while (addUnits(from, whole + 1, unit) <= to) whole++;
  const reached = addUnits(from, whole, unit);
  const next = addUnits(from, whole + 1, unit);
  const length = daysBetween(reached, next);
  return fraction(BigInt(whole * length + daysBetween(reached, to)), BigInt(length));
}

function dueDayOf(terms: PeerTerms, number: number): Day {
  return terms.firstDueDay === undefined
    ? addUnits(peerStartDay(terms), number * terms.every, terms.unit)
    : addUnits(terms.firstDueDay, (number - 1) * terms.every, terms.unit);
}

function givenPeriods(terms: PeerTerms, given: readonly (readonly [Day, Day])[]): PeerPeriod[] {
  const start = peerStartDay(terms);
  return given.map(([fromDay, dueDay], index) => ({
    fromDay,
    dueDay,
    isRegular:
      addUnits(start, index * terms.every, terms.unit) === fromDay &&
      addUnits(start, (index + 1) * terms.every, terms.unit) === dueDay,
  }));
}
