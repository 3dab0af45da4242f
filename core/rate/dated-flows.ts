// Amounts on days: what they are worth at an annual rate, and the annual rates that they come to.
import { invalid, ok, type Result } from '../kit/result.ts';
import type { Day } from '../time/day.ts';
import { type DayCount, yearFraction } from '../time/day-count.ts';
import { FLOWS_MAX, flowSeries, type TimedAmount } from './flow-series.ts';
import { finite, numberOf } from './number.ts';
import { type FoundRate, findRate } from './rate-of-return.ts';

/** One amount on one day: in is positive, out is negative. A rate of return is not money, so it is a number. */
export interface DatedAmount {
  readonly day: Day;
  readonly amount: number;
}

/** How days become years: by a day count, or over a year of so many days; Actual/365 if nothing is said. */
export interface YearBasis {
  readonly dayCount?: DayCount;
  readonly daysPerYear?: number;
}

/** The basis, and where a search starts. */
export interface DatedRateOptions extends YearBasis {
  readonly guess?: number;
}

/**
 * The annual internal rate of return: XIRR of spreadsheets, with every other rate that fits.
 *
 * Where nothing came back, and the last day says so with an amount of 0, all is lost and the rate is -1.
 *
 * @param flows in any order, at most {@link FLOWS_MAX}.
 * @returns a refusal naming `flows`, `dayCount`, `daysPerYear` or `guess`, or `no_solution`.
 * @example internalRateOfDays([{ day: dayOf(2010, 1, 1), amount: -4 }, { day: dayOf(2011, 1, 1), amount: 6 }])
 * // { ok: true, value: { rate: 0.5, otherRates: [] } }
 */
export function internalRateOfDays(
  flows: readonly DatedAmount[],
  { guess, ...basis }: DatedRateOptions = {},
): Result<FoundRate> {
  const timed = timesOf(flows, basis);
  if (!timed.ok) return timed;
  if (guess !== undefined && !(guess > -1)) return invalid('guess', 'It must be greater than -1.');
  if (isAllLost(flows)) return ok({ rate: -1, otherRates: [] });
  return findRate(flowSeries(timed.value), guess);
}

/**
 * The present value on the first day: XNPV of spreadsheets.
 *
 * @param rate a year; greater than -1.
 * @returns a refusal naming `rate`, `flows`, `dayCount` or `daysPerYear`.
 * @example netPresentValueOfDays(1, [{ day: dayOf(2010, 1, 1), amount: -1 }, { day: dayOf(2011, 1, 1), amount: 4 }])
 * // { ok: true, value: 1 }
 */
export function netPresentValueOfDays(
  rate: number,
  flows: readonly DatedAmount[],
  basis: YearBasis = {},
): Result<number> {
  return worthOfDays(rate, flows, basis, 0);
}

/**
 * The value on the last day.
 *
 * @param rate a year; greater than -1.
 * @returns a refusal as {@link netPresentValueOfDays}.
 * @example netFutureValueOfDays(1, [{ day: dayOf(2010, 1, 1), amount: -1 }, { day: dayOf(2011, 1, 1), amount: 4 }])
 * // { ok: true, value: 2 }
 */
export function netFutureValueOfDays(
  rate: number,
  flows: readonly DatedAmount[],
  basis: YearBasis = {},
): Result<number> {
  return worthOfDays(rate, flows, basis, 1);
}

/** When an amount falls due and until when it is carried, and at which annual rates from the start on. */
export interface CarriedAmount {
  readonly start: Day;
  readonly day: Day;
  readonly end: Day;
  /** From the start to the amount's day. */
  readonly rateToDay: number;
  /** From the start to the end. */
  readonly rateToEnd: number;
  readonly amount: number;
}

/**
 * The value at the end of an amount that falls due on a day of its own, between two points of a yield
 * curve: it is discounted to the start at the one rate and carried to the end at the other. XFV.
 *
 * @returns a refusal naming `rateToDay`, `rateToEnd`, `day` or `end`.
 * @example futureValueOfDay({ start: dayOf(2010, 1, 1), day: dayOf(2011, 1, 1), end: dayOf(2012, 1, 1), rateToDay: 1, rateToEnd: 1, amount: 4 })
 * // { ok: true, value: 8 }
 */
export function futureValueOfDay(carried: CarriedAmount, basis: YearBasis = {}): Result<number> {
  const { start, day, end, rateToDay, rateToEnd, amount } = carried;
  if (!(rateToDay > -1)) return invalid('rateToDay', 'It must be greater than -1.');
  if (!(rateToEnd > -1)) return invalid('rateToEnd', 'It must be greater than -1.');
  if (day < start) return invalid('day', 'It must not be before the start.');
  if (end < start) return invalid('end', 'It must not be before the start.');
  const years = timesOf(
    [start, day, end].map((each) => ({ day: each, amount })),
    basis,
  );
  if (!years.ok) return years;
  const [, toDay = 0, toEnd = 0] = years.value.map(({ time }) => time);
  const growth = toEnd * Math.log1p(rateToEnd) - toDay * Math.log1p(rateToDay);
  return finite(amount * Math.exp(growth), 'value');
}

function worthOfDays(
  rate: number,
  flows: readonly DatedAmount[],
  basis: YearBasis,
  /** 0 for the first day, 1 for the last. */
  place: 0 | 1,
): Result<number> {
  if (!(rate > -1)) return invalid('rate', 'It must be greater than -1.');
  const timed = timesOf(flows, basis);
  if (!timed.ok) return timed;
  const log = Math.log1p(rate);
  const pivot = place * timed.value.reduce((latest, { time }) => Math.max(latest, time), 0);
  let worth = 0;
  for (const { time, amount } of timed.value) {
    if (amount !== 0) worth += amount * Math.exp(log * (pivot - time));
  }
  return finite(worth, 'value');
}

/** The years from the first day to each amount. */
function timesOf(flows: readonly DatedAmount[], basis: YearBasis): Result<TimedAmount[]> {
  const { dayCount, daysPerYear } = basis;
  if (flows.length > FLOWS_MAX) return invalid('flows', `There must be at most ${FLOWS_MAX}.`);
  if (dayCount !== undefined && daysPerYear !== undefined) {
    return invalid('daysPerYear', 'A day count is given already.');
  }
  if (daysPerYear !== undefined && !(daysPerYear > 0)) {
    return invalid('daysPerYear', 'It must be greater than 0.');
  }
  if (dayCount === 'actual_365_canadian') {
    return invalid('dayCount', 'It counts within one interest period only.');
  }
  const [firstFlow] = flows;
  if (!firstFlow) return ok([]);
  let first = firstFlow.day;
  for (const { day } of flows) if (day < first) first = day;
  const yearsTo = (day: Day) =>
    dayCount === undefined
      ? (day - first) / (daysPerYear ?? 365)
      : numberOf(yearFraction(dayCount, first, day));
  return ok(flows.map(({ day, amount }) => ({ time: yearsTo(day), amount })));
}

/** Whether money went out, none came back, and the last day says that nothing is left. */
function isAllLost(flows: readonly DatedAmount[]): boolean {
  let lastPaid: Day | undefined;
  let lastNothing: Day | undefined;
  for (const { day, amount } of flows) {
    if (amount > 0) return false;
    if (amount < 0 && !(lastPaid !== undefined && lastPaid >= day)) lastPaid = day;
    if (amount === 0 && !(lastNothing !== undefined && lastNothing >= day)) lastNothing = day;
  }
  return lastPaid !== undefined && lastNothing !== undefined && lastNothing > lastPaid;
}
