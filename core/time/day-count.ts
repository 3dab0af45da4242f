// Day counts 日计息规则: how the days between two days become a fraction of a year, exactly.
import { assert, never } from '../kit/assert.ts';
import { invalid, ok, type Result, refuse } from '../kit/result.ts';
import { type Fraction, fraction, ONE_FRACTION, ZERO_FRACTION } from '../money/fraction.ts';
import {
  countLeapDays,
  monthsInPeriod,
  type ReferencePeriod,
  yearFractionAfb,
  yearFractionIcma,
  yearFractionIsda,
} from './actual-actual.ts';
import { civilOf, type Day, daysBetween, isLeapYear } from './day.ts';
import { countThirtyDayMonths, type ThirtyDayMonths } from './thirty-day-months.ts';

/** Day counts that divide days by a year of fixed length. `inclusive` counts the last day too; `no_leap` no 29 February. */
export type FixedYear =
  | 'actual_360'
  | 'actual_360_inclusive'
  | 'actual_360_no_leap'
  | 'actual_364'
  | 'actual_364_inclusive'
  | 'actual_365_fixed'
  | 'actual_365_fixed_inclusive'
  | 'actual_365_no_leap'
  | 'actual_365_25'
  | 'actual_365_25_inclusive'
  | 'actual_366'
  | 'actual_366_inclusive';

/** Every day count of the house; their published names stand in `day-count-names.ts`. */
export type DayCount =
  | FixedYear
  | ThirtyDayMonths
  | 'actual_actual_isda'
  | 'actual_actual_icma'
  | 'actual_actual_afb'
  | 'actual_365_a'
  | 'actual_365_l'
  | 'actual_365_canadian'
  | 'one_one';

/** What some day counts ask beside the two days; the others ignore it. */
export interface DayCountReference {
  /** For ICMA, 365L and Canadian: the regular interest period in which the days lie. */
  readonly period?: ReferencePeriod;
  /** For 30E/360 ISDA: the last day of the contract. */
  readonly terminationDay?: Day;
}

/** Days as the day count counts them, and the exact fraction of a year. */
export interface CountedDays {
  readonly days: number;
  readonly yearFraction: Fraction;
}

/**
 * Days and year fraction of what somebody outside asks for.
 *
 * @returns a refusal where the end is before the start, or what the day count needs beside is missing
 * or not usable (field `refStart` or `refEnd`).
 * @example countPeriod('actual_360', dayOf(2024, 1, 1), dayOf(2024, 3, 1))
 * // { ok: true, value: { days: 60, yearFraction: fraction(60n, 360n) } }
 */
export function countPeriod(
  dayCount: DayCount,
  start: Day,
  end: Day,
  reference: DayCountReference = {},
): Result<CountedDays> {
  if (end < start) return refuse('days_out_of_order');
  const { period } = reference;
  if (period && period.end <= period.start) {
    return invalid('refEnd', 'It must be after refStart.');
  }
  if (dayCount === 'actual_365_canadian') {
    if (!period) return invalid('refStart', 'This day count needs refStart and refEnd.');
    const months = monthsInPeriod(period);
    if (months < 1 || months > 12) {
      return invalid('refEnd', 'It must be one month to one year after refStart.');
    }
  }
  return ok({
    days: countDays(dayCount, start, end, reference),
    yearFraction: yearFraction(dayCount, start, end, reference),
  });
}

/**
 * The fraction of a year between two days.
 *
 * @param start not after `end`.
 * @param reference see {@link DayCountReference}; `actual_365_canadian` needs its period.
 * @example yearFraction('actual_365_fixed', dayOf(2023, 1, 31), dayOf(2023, 2, 28)) // fraction(28n, 365n)
 */
export function yearFraction(
  dayCount: DayCount,
  start: Day,
  end: Day,
  reference: DayCountReference = {},
): Fraction {
  assert(start <= end, 'A period does not end before it starts.');
  switch (dayCount) {
    case 'actual_actual_isda':
      return yearFractionIsda(start, end);
    case 'actual_actual_icma':
      return yearFractionIcma(start, end, reference.period);
    case 'actual_actual_afb':
      return yearFractionAfb(start, end);
    case 'actual_365_a':
      return fraction(BigInt(end - start), countLeapDays(start, end) > 0 ? 366n : 365n);
    case 'actual_365_l':
      return yearFractionLeap(start, end, reference.period ?? { start, end });
    case 'actual_365_canadian':
      return yearFractionCanadian(start, end, reference.period);
    case 'one_one':
      return start === end ? ZERO_FRACTION : ONE_FRACTION;
    case 'thirty_e_365':
      return fraction(BigInt(countDays(dayCount, start, end)), 365n);
    case 'thirty_360_bond_basis':
    case 'thirty_360_us':
    case 'thirty_360_psa':
    case 'thirty_360_italian':
    case 'thirty_e_360':
    case 'thirty_e_360_isda':
    case 'thirty_e_plus_360':
      return fraction(BigInt(countDays(dayCount, start, end, reference)), 360n);
    default: {
      const { multiple, length } = FIXED_YEARS[dayCount];
      return fraction(BigInt(countDays(dayCount, start, end)) * multiple, length);
    }
  }
}

/** Length of the year as length / multiple days, so that 365.25 stays whole numbers. */
const FIXED_YEARS: Readonly<Record<FixedYear, { multiple: bigint; length: bigint }>> = {
  actual_360: { multiple: 1n, length: 360n },
  actual_360_inclusive: { multiple: 1n, length: 360n },
  actual_360_no_leap: { multiple: 1n, length: 360n },
  actual_364: { multiple: 1n, length: 364n },
  actual_364_inclusive: { multiple: 1n, length: 364n },
  actual_365_fixed: { multiple: 1n, length: 365n },
  actual_365_fixed_inclusive: { multiple: 1n, length: 365n },
  actual_365_no_leap: { multiple: 1n, length: 365n },
  actual_365_25: { multiple: 4n, length: 1461n },
  actual_365_25_inclusive: { multiple: 4n, length: 1461n },
  actual_366: { multiple: 1n, length: 366n },
  actual_366_inclusive: { multiple: 1n, length: 366n },
};

/**
 * The days between two days as the day count counts them: of thirty-day months, without leap days,
 * with the last day, or else those of the calendar.
 *
 * @param start not after `end`.
 * @example countDays('actual_365_no_leap', dayOf(2008, 2, 28), dayOf(2008, 3, 1)) // 1
 */
export function countDays(
  dayCount: DayCount,
  start: Day,
  end: Day,
  reference: DayCountReference = {},
): number {
  switch (dayCount) {
    case 'actual_360_inclusive':
    case 'actual_364_inclusive':
    case 'actual_365_fixed_inclusive':
    case 'actual_365_25_inclusive':
    case 'actual_366_inclusive':
      return daysBetween(start, end) + 1;
    case 'actual_360_no_leap':
    case 'actual_365_no_leap':
      return daysBetween(start, end) - countLeapDays(start, end);
    case 'thirty_360_bond_basis':
    case 'thirty_360_us':
    case 'thirty_360_psa':
    case 'thirty_360_italian':
    case 'thirty_e_360':
    case 'thirty_e_360_isda':
    case 'thirty_e_plus_360':
    case 'thirty_e_365':
      return countThirtyDayMonths(dayCount, start, end, reference.terminationDay);
    case 'actual_360':
    case 'actual_364':
    case 'actual_365_fixed':
    case 'actual_365_25':
    case 'actual_366':
    case 'actual_actual_isda':
    case 'actual_actual_icma':
    case 'actual_actual_afb':
    case 'actual_365_a':
    case 'actual_365_l':
    case 'actual_365_canadian':
    case 'one_one':
      return daysBetween(start, end);
    default:
      return never(dayCount);
  }
}

/**
 * Actual/365L: actual days over 366 or 365. A yearly interest period has 366 if it holds a 29 February
 * (its end included, its start not), any other if it ends in a leap year.
 *
 * Source: ICMA rule 251.1 (i), for notes in sterling.
 */
function yearFractionLeap(start: Day, end: Day, period: ReferencePeriod): Fraction {
  const leap =
    monthsInPeriod(period) === 12
      ? countLeapDays(period.start, period.end) > 0
      : isLeapYear(civilOf(period.end).year);
  return fraction(BigInt(end - start), leap ? 366n : 365n);
}

/**
 * Actual/365 Canadian: N days over 365 while N < 365/f, where f interest periods make a year; from
 * then on 1/f less the days that are left of the period over 365.
 *
 * Source: Investment Industry Association of Canada, Canadian Conventions in Fixed Income Markets.
 */
function yearFractionCanadian(start: Day, end: Day, period?: ReferencePeriod): Fraction {
  assert(period !== undefined, 'The Canadian day count has its reference period.');
  const days = daysBetween(start, end);
  const perYear = Math.floor(12 / monthsInPeriod(period));
  if (days * perYear < 365) return fraction(BigInt(days), 365n);
  const left = daysBetween(period.start, period.end) - days;
  return fraction(BigInt(365 - left * perYear), BigInt(365 * perYear));
}
