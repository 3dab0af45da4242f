// The rates of the cumulative engine: what a period bears, what the instalment is reckoned with, a flat term's.
import { type Fraction, fraction, reduceFraction } from '../../../money/fraction.ts';
import { type Day, daysBetween } from '../../../time/day.ts';
import { type PeerPeriod, unitsBetween } from './due-days.ts';
import type { PeerSpan } from './progressive-rate.ts';
import type { PeerTerms } from './terms.ts';

/** This engine's actual year, in leap years too. */
const ACTUAL_YEAR_DAYS = 365n;
const UNITS_IN_YEAR = { weeks: 52n, months: 12n, years: 1n } as const;

/**
 * The rate of a span of days: by periods, rate × units / units in a year; by days, rate × days / 360,
 * 364 or 365, where a month of 30 days and a year of a fixed length count by units.
 *
 * @param annualRate a share: 7/100 for 7 % a year.
 * @param isRegular the span is a whole period, as long as the calendar makes it.
 * @returns a share of the balance, 0 or more.
 * @example cumulativeRate(
 *   { ...PEER_DEFAULTS, submittedDay: dayOf(2024, 1, 1), principal: minorUnits(100n), annualRate: fraction(12n, 100n), instalments: 1, dayCount: { year: 'actual', month: 'actual' } },
 *   { fromDay: dayOf(2024, 1, 1), toDay: dayOf(2024, 2, 1) },
 *   fraction(12n, 100n),
 *   true,
 * ) // fraction(93n, 9125n)
 */
export function cumulativeRate(
  terms: PeerTerms,
  span: PeerSpan,
  annualRate: Fraction,
  isRegular: boolean,
): Fraction {
  const units = () =>
    isRegular ? fraction(BigInt(terms.every)) : unitsBetween(span.fromDay, span.toDay, terms.unit);
  if (terms.interestCalculationPeriod === 'same_as_repayment_period') {
    return share(annualRate, units(), unitsInYear(terms));
  }
  const { year, month } = terms.dayCount;
  if (terms.unit === 'months' && month === '30') {
    return share(annualRate, times(units(), 30n), yearDays(terms));
  }
  if (terms.unit === 'years' && year !== 'actual') return share(annualRate, units(), 1n);
  const days = fraction(BigInt(daysBetween(span.fromDay, span.toDay)));
  return share(annualRate, days, yearDays(terms));
}

/**
 * The rate of a period in the annuity formula. By days it counts 30 days a month and 365 a year for
 * the period, whatever its actual days, over the days of the day count's year.
 *
 * @returns a share of the balance, 0 or more.
 * @example cumulativeInstalmentRate({ ...PEER_DEFAULTS, submittedDay: dayOf(2024, 1, 1), principal: minorUnits(100n), annualRate: fraction(12n, 100n), instalments: 1 })
 *   // fraction(1n, 100n)
 */
export function cumulativeInstalmentRate(terms: PeerTerms): Fraction {
  const units = BigInt(terms.every);
  if (terms.interestCalculationPeriod === 'same_as_repayment_period') {
    return share(terms.annualRate, fraction(units), unitsInYear(terms));
  }
  const unitDays = { days: 1n, weeks: 7n, months: 30n, years: ACTUAL_YEAR_DAYS }[terms.unit];
  return share(terms.annualRate, fraction(units * unitDays), yearDays(terms));
}

/**
 * The rate of the whole term for flat interest: by days, the days from the first disbursement to the
 * last due day; by periods, all of them, or with partial periods as many as lie between the two days.
 *
 * @returns a share of the amount lent, 0 or more.
 * @example cumulativeTermRate(
 *   { ...PEER_DEFAULTS, submittedDay: dayOf(2025, 1, 1), principal: minorUnits(100n), annualRate: fraction(7n, 100n), instalments: 1 },
 *   [{ fromDay: dayOf(2025, 1, 1), dueDay: dayOf(2025, 4, 1), isRegular: false }],
 *   dayOf(2025, 1, 1),
 * ) // fraction(7n, 400n)
 */
export function cumulativeTermRate(
  terms: PeerTerms,
  periods: readonly PeerPeriod[],
  firstDay: Day,
): Fraction {
  const lastDay = periods.at(-1)?.dueDay ?? firstDay;
  if (terms.interestCalculationPeriod === 'daily') {
    const days = fraction(BigInt(daysBetween(firstDay, lastDay)));
    return share(terms.annualRate, days, yearDays(terms));
  }
  const isWhole =
    !terms.partialPeriodInterest ||
    (periods.every((period) => period.isRegular) && periods[0]?.fromDay === firstDay);
  const units = isWhole
    ? fraction(BigInt(periods.length * terms.every))
    : unitsBetween(firstDay, lastDay, terms.unit);
  return share(terms.annualRate, units, unitsInYear(terms));
}

function share(annualRate: Fraction, part: Fraction, whole: bigint): Fraction {
  return reduceFraction({
    numerator: annualRate.numerator * part.numerator,
    denominator: annualRate.denominator * part.denominator * whole,
  });
}

function times(value: Fraction, count: bigint): Fraction {
  return { numerator: value.numerator * count, denominator: value.denominator };
}

function unitsInYear(terms: PeerTerms): bigint {
  return terms.unit === 'days' ? yearDays(terms) : UNITS_IN_YEAR[terms.unit];
}

function yearDays(terms: PeerTerms): bigint {
  return terms.dayCount.year === 'actual' ? ACTUAL_YEAR_DAYS : BigInt(terms.dayCount.year);
}
