// The all-in rate 综合年化成本 of what a borrower receives and pays, in each convention.
//
// All conventions read the same cash flow and ask the same question; they differ in how they measure time
// and in how they make a year of a period. Fees are payments like any other. What is taken in advance
// (砍头息) lowers what is received, and so raises the rate in every one of them.
import { ok, type Result, refuse } from '../../kit/result.ts';
import { type MinorUnits, plus, toFraction, ZERO } from '../../money/minor-units.ts';
import { type Day, daysBetween } from '../../time/day.ts';
import { isMonthEnd } from '../../time/period.ts';
import { flowSeries, type TimedAmount } from '../flow-series.ts';
import { numberOf } from '../number.ts';
import { type FoundRate, findRate } from '../rate-of-return.ts';
import { euTimeInterval, type RegularPeriod } from './eu-interval.ts';
import type { RateConvention } from './rate-convention.ts';
import { ukTimeInterval } from './uk-interval.ts';
import { unitPeriodRate } from './us-rate.ts';
import { unitPeriodOf, unitPeriodsBetween, unitPeriodsPerYear } from './us-unit-period.ts';

/** What the borrower receives on a day (greater than 0) or pays (less than 0). */
export interface BorrowerFlow {
  readonly day: Day;
  readonly amount: MinorUnits;
}

/**
 * The all-in rate of money that moves on days: 0.0643 is 6.43 % a year.
 *
 * Time runs from the first day. The Chinese and the Indian way count whole months back from each later
 * day and odd days as thirtieths of a month; the Brazilian way counts days over 365.
 *
 * @param flows in any order, at most `FLOWS_MAX`.
 * @param regularPeriod the period of the payments, for the European and the British way.
 * @returns `no_solution` where no rate fits, `number_too_large` where it is beyond any number. Of several,
 * one is told by the rule of `findRate`.
 * @example allInRateOfDays('br_cet', [
 *   { day: dayOf(2023, 1, 1), amount: minorUnits(100n) },
 *   { day: dayOf(2024, 1, 1), amount: minorUnits(-150n) },
 * ]) // { ok: true, value: { rate: 0.5, otherRates: [] } }
 */
export function allInRateOfDays(
  convention: RateConvention,
  flows: readonly BorrowerFlow[],
  regularPeriod: RegularPeriod = 'month',
): Result<FoundRate> {
  const inOrder = flows.toSorted((left, right) => left.day - right.day);
  const [first] = inOrder;
  if (!first) return refuse('no_solution');
  if (convention === 'us_apr') return usRateOfDays(inOrder);
  const timed: TimedAmount[] = [];
  for (const { day, amount } of inOrder) {
    const years = yearsOf(convention, first.day, day, regularPeriod);
    if (!years.ok) return years;
    timed.push({ time: years.value, amount: numberOf(toFraction(amount)) });
  }
  return allInRateOfYears(convention, timed);
}

/**
 * The all-in rate of money that moves at times in years, such as 1/12 for a month after the start.
 *
 * @param flows what is received greater than 0, what is paid less than 0; at most `FLOWS_MAX`.
 * @param perYear for the American way, how many unit-periods make a year.
 * @returns as {@link allInRateOfDays}.
 * @example allInRateOfYears('eu_aprc', [{ time: 0, amount: 100 }, { time: 1, amount: -150 }])
 * // { ok: true, value: { rate: 0.5, otherRates: [] } }
 */
export function allInRateOfYears(
  convention: RateConvention,
  flows: readonly TimedAmount[],
  perYear = 12,
): Result<FoundRate> {
  switch (convention) {
    case 'eu_aprc':
    case 'uk_apr':
    case 'br_cet':
      return findRate(flowSeries(flows));
    case 'cn_irr':
      return annualise(monthlyRate(flows), (monthly) => Math.expm1(12 * Math.log1p(monthly)));
    case 'cn_simple':
    case 'in_kfs':
      return annualise(monthlyRate(flows), (monthly) => 12 * monthly);
    case 'us_apr': {
      const timed = flows.map(({ time, amount }) => ({ ...inUnitPeriods(time * perYear), amount }));
      return annualise(unitPeriodRate(timed), (rate) => perYear * rate);
    }
  }
}

function annualise(found: Result<FoundRate>, toYear: (rate: number) => number): Result<FoundRate> {
  if (!found.ok) return found;
  const rate = toYear(found.value.rate);
  if (!Number.isFinite(rate)) return refuse('number_too_large', { field: 'rate' });
  const otherRates = found.value.otherRates.map(toYear).filter(Number.isFinite);
  return ok({ rate, otherRates });
}

function monthlyRate(flows: readonly TimedAmount[]): Result<FoundRate> {
  return findRate(flowSeries(flows.map(({ time, amount }) => ({ time: 12 * time, amount }))));
}

/** Whole unit-periods and the part left over; what is a rounding error away from a whole number is whole. */
function inUnitPeriods(count: number) {
  const whole = Math.floor(count + 1e-9);
  return { whole, part: Math.max(count - whole, 0) };
}

function yearsOf(
  convention: Exclude<RateConvention, 'us_apr'>,
  first: Day,
  day: Day,
  regularPeriod: RegularPeriod,
): Result<number> {
  switch (convention) {
    case 'eu_aprc': {
      const interval = euTimeInterval(first, day, regularPeriod);
      return interval.ok ? ok(numberOf(interval.value.years)) : interval;
    }
    case 'uk_apr': {
      const years = ukTimeInterval(first, day, regularPeriod === 'week' ? 'week' : 'month');
      return years.ok ? ok(numberOf(years.value)) : years;
    }
    case 'br_cet':
      return ok(daysBetween(first, day) / 365);
    case 'cn_irr':
    case 'cn_simple':
    case 'in_kfs': {
      const { whole, part } = unitPeriodsBetween(first, day, { unit: 'month', count: 1 });
      return ok((whole + part) / 12);
    }
  }
}

/** The American way finds its unit-period in the days themselves; money of one day counts as one amount. */
function usRateOfDays(inOrder: readonly BorrowerFlow[]): Result<FoundRate> {
  const net = new Map<Day, MinorUnits>();
  for (const { day, amount } of inOrder) net.set(day, plus(net.get(day) ?? ZERO, amount));
  const moves = [...net].filter(([, amount]) => amount !== ZERO);
  const advances = moves.filter(([, amount]) => amount > ZERO).map(([day]) => day);
  const payments = moves.filter(([, amount]) => amount < ZERO).map(([day]) => day);
  const [start] = moves;
  if (start === undefined || advances.length === 0 || payments.length === 0) {
    return refuse('no_solution');
  }
  const unitPeriod = unitPeriodOf({ advances, payments });
  const monthEnds = payments.length > 1 && payments.every(isMonthEnd);
  const perYear = unitPeriodsPerYear(unitPeriod);
  const timed = moves.map(([day, amount]) => ({
    ...unitPeriodsBetween(start[0], day, unitPeriod, monthEnds),
    amount: numberOf(toFraction(amount)),
  }));
  return annualise(unitPeriodRate(timed), (rate) => perYear * rate);
}
