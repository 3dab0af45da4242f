// The rate that the progressive engine charges for a period or for a part of one.
import { type Fraction, fraction } from '../../../money/fraction.ts';
import {
  civilOf,
  type Day,
  dayOf,
  daysBetween,
  daysInYear,
  isLeapYear,
} from '../../../time/day.ts';
import { type PeerArithmetic, peerArithmetic } from './arithmetic.ts';
import { type PeerPeriod, unitsBetween } from './due-days.ts';
import type { PeerTerms, PeerUnit } from './terms.ts';

/** A part of a period, within its days. */
export interface PeerSpan {
  readonly fromDay: Day;
  readonly toDay: Day;
}

/** Days of a unit where a month has 30 days. */
const UNIT_DAYS: Readonly<Record<PeerUnit, bigint>> = {
  days: 1n,
  weeks: 7n,
  months: 30n,
  years: 360n,
};
/** How many units make a year where interest goes by periods; days always go by the day count. */
const UNITS_IN_YEAR = { weeks: 52n, months: 12n, years: 1n } as const;

/**
 * The rate of a span of days within a period: annual rate × year fraction.
 *
 * - By periods: every/12 for months, every/52 for weeks; a part of a period by its share of the days.
 * - An actual year: days / days in the year of the first day. Across a year's end each year's days go
 *   by its own length; a day belongs to the year in which it ends, unless interest runs on the
 *   disbursement day itself.
 * - Months of 30 days: 30 × every / days in the year, whatever the days; a part by its share of the days.
 * - Actual months: days / days in the year.
 *
 * @param annualRate a share: 7/100 for 7 % a year.
 * @param use `instalment` where the level instalment is found: an irregular period of 30-day months
 *   then counts as a regular one; `interest` where interest is charged: it counts by its length.
 * @returns a share of the balance, 0 or more.
 * @example progressiveRate(
 *   { ...PEER_DEFAULTS, submittedDay: dayOf(2024, 1, 1), principal: minorUnits(100n), annualRate: fraction(7n, 100n), instalments: 1 },
 *   { fromDay: dayOf(2024, 1, 1), dueDay: dayOf(2024, 2, 1), isRegular: true },
 *   { fromDay: dayOf(2024, 1, 1), toDay: dayOf(2024, 2, 1) },
 *   fraction(7n, 100n),
 *   'interest',
 * ) // fraction(7n, 1200n)
 */
export function progressiveRate(
  terms: PeerTerms,
  period: PeerPeriod,
  span: PeerSpan,
  annualRate: Fraction,
  use: 'instalment' | 'interest',
): Fraction {
  const arithmetic = peerArithmetic(terms.precisionDigits);
  const spanDays = whole(daysBetween(span.fromDay, span.toDay));
  const periodDays = whole(daysBetween(period.fromDay, period.dueDay));
  if (periodDays.numerator === 0n) return periodDays;
  const rate = arithmetic.take(annualRate);
  const shareOfPeriod = (units: Fraction, unitsInYear: bigint) =>
    rateOf(arithmetic, rate, arithmetic.divide(units, fraction(unitsInYear)), spanDays, periodDays);

  if (terms.interestCalculationPeriod === 'same_as_repayment_period' && terms.unit !== 'days') {
    return shareOfPeriod(whole(terms.every), UNITS_IN_YEAR[terms.unit]);
  }
  if (isSplitByYears(terms, period, span)) {
    return rateOf(arithmetic, rate, actualYears(terms, span, arithmetic));
  }
  const yearDays = yearLength(terms, period, span);
  if (terms.dayCount.month === 'actual') {
    return rateOf(arithmetic, rate, arithmetic.divide(spanDays, fraction(yearDays)));
  }
  const units =
    period.isRegular || use === 'instalment'
      ? whole(terms.every)
      : arithmetic.take(unitsBetween(period.fromDay, period.dueDay, terms.unit));
  return shareOfPeriod(arithmetic.multiply(fraction(UNIT_DAYS[terms.unit]), units), yearDays);
}

/** rate × years × part / of, in this order, which matters where every step is rounded. */
function rateOf(
  arithmetic: PeerArithmetic,
  rate: Fraction,
  years: Fraction,
  part: Fraction = whole(1),
  of: Fraction = whole(1),
): Fraction {
  const full = arithmetic.multiply(rate, years);
  return arithmetic.settle(arithmetic.divide(arithmetic.multiply(full, part), of));
}

function isSplitByYears(terms: PeerTerms, period: PeerPeriod, span: PeerSpan): boolean {
  if (terms.dayCount.year !== 'actual') return false;
  if (civilOf(span.fromDay).year === civilOf(span.toDay).year) return false;
  return terms.february29PeriodOnly !== true || containsFebruary29(period);
}

function actualYears(terms: PeerTerms, span: PeerSpan, arithmetic: PeerArithmetic): Fraction {
  const lastYear = civilOf(span.toDay).year;
  let years = whole(0);
  let fromDay = span.fromDay;
  for (let year = civilOf(fromDay).year; year <= lastYear; year++) {
    const split =
      terms.interestOnDisbursementDay === true ? dayOf(year + 1, 1, 1) : dayOf(year, 12, 31);
    const toDay = year === lastYear ? span.toDay : split;
    const days = whole(daysBetween(fromDay, toDay));
    years = arithmetic.add(years, arithmetic.divide(days, whole(daysInYear(year))));
    fromDay = toDay;
  }
  return years;
}

function yearLength(terms: PeerTerms, period: PeerPeriod, span: PeerSpan): bigint {
  if (terms.dayCount.year !== 'actual') return BigInt(terms.dayCount.year);
  const length = daysInYear(civilOf(span.fromDay).year);
  const isShortened = terms.february29PeriodOnly === true && !containsFebruary29(period);
  return isShortened ? 365n : BigInt(length);
}

/** Whether a 29 February lies after the period's first day and not after its last. */
function containsFebruary29(period: PeerPeriod): boolean {
  for (let year = civilOf(period.fromDay).year; year <= civilOf(period.dueDay).year; year++) {
    if (!isLeapYear(year)) continue;
    const leapDay = dayOf(year, 2, 29);
    if (leapDay > period.fromDay && leapDay <= period.dueDay) return true;
  }
  return false;
}

function whole(value: number): Fraction {
  return { numerator: BigInt(value), denominator: 1n };
}
