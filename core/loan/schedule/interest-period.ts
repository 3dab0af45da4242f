// What one unit of principal earns between two days of an interest period, exactly.
import {
  addFractions,
  compareFractions,
  type Fraction,
  fraction,
  multiplyFractions,
  reduceFraction,
  subtractFractions,
  ZERO_FRACTION,
} from '../../money/fraction.ts';
import { type Day, daysBetween } from '../../time/day.ts';
import { type DayCountReference, yearFraction } from '../../time/day-count.ts';
import { type DueSequence, dueDayAt, periodsAfter } from './due-days.ts';
import { INSTALMENT_COUNT_MAX, type InterestBasis, type OddFirstPeriod } from './terms.ts';

/** The annual rate from a day on, until the next one. */
export interface RateFrom {
  readonly day: Day;
  readonly annualRate: Fraction;
}

/** How a loan's interest is counted at one time. */
export interface InterestRule {
  readonly basis: InterestBasis;
  readonly oddFirstPeriod: OddFirstPeriod;
  readonly sequence: DueSequence;
  /** In the order of their days; the first reaches back to the value day. */
  readonly rates: readonly RateFrom[];
  readonly maturityDay: Day;
}

/** Days that count as one: a regular period, or days outside of whole periods. */
interface Stretch {
  readonly start: Day;
  readonly end: Day;
  /** With equal periods: the fraction of a year that the whole stretch counts. */
  readonly years: Fraction;
  readonly reference: DayCountReference;
}

/** The days for which one row's interest is counted. */
interface InterestPeriod {
  readonly start: Day;
  readonly dueDay: Day;
  readonly stretches: readonly Stretch[];
}

/**
 * The share of a year that a regular period counts when all count the same.
 *
 * @example regularYears({ seed: dayOf(2026, 1, 31), offset: 1, every: 3, unit: 'months', endOfMonth: false }, 360)
 * // fraction(3n, 12n)
 */
export function regularYears(sequence: DueSequence, daysInYear: 360 | 365): Fraction {
  const every = BigInt(sequence.every);
  switch (sequence.unit) {
    case 'months':
      return fraction(every, 12n);
    case 'weeks':
      return fraction(every, 52n);
    case 'days':
      return fraction(every, BigInt(daysInYear));
  }
}

/**
 * The interest period that starts on a day and ends with the last of so many due days.
 *
 * @param index of the first due day after the start, in the rule's sequence.
 * @param periods 1, or all periods of the term where one row pays for them all.
 * @example interestPeriod({
 *   basis: { kind: 'equal_periods', daysInYear: 360 }, oddFirstPeriod: 'by_days', rates: [],
 *   sequence: { seed: dayOf(2026, 1, 31), offset: 1, every: 1, unit: 'months', endOfMonth: false },
 *   maturityDay: dayOf(2026, 12, 31),
 * }, dayOf(2026, 1, 31), 0).dueDay // dayOf(2026, 2, 28)
 */
export function interestPeriod(
  rule: InterestRule,
  start: Day,
  index: number,
  periods = 1,
): InterestPeriod {
  const spans: Span[] = [];
  let dueDay = start;
  for (let next = index; next < index + periods; next++) {
    const from = dueDay;
    dueDay = dueDayAt(rule.sequence, next) ?? from;
    if (next > index) spans.push({ start: from, end: dueDay, regular: true });
    else spans.push(...spansOfFirst(rule, from, dueDay));
  }
  const counted = rule.basis.kind === 'day_count' ? joinRegular(spans) : spans;
  return { start, dueDay, stretches: counted.map((span) => stretchOf(rule, span)) };
}

/**
 * Whether two days are one period of the sequence apart, counted from either of them.
 *
 * @example isRegularPeriod(
 *   { seed: dayOf(2026, 1, 31), offset: 1, every: 1, unit: 'months', endOfMonth: false },
 *   dayOf(2026, 2, 28), dayOf(2026, 3, 31),
 * ) // true
 */
export function isRegularPeriod(sequence: DueSequence, start: Day, end: Day): boolean {
  return periodsAfter(sequence, start, 1) === end || periodsAfter(sequence, end, -1) === start;
}

interface Span {
  readonly start: Day;
  readonly end: Day;
  readonly regular: boolean;
}

/** The first period whole; or, if it is odd and so agreed, the days before its whole periods, and these. */
function spansOfFirst({ sequence, oddFirstPeriod }: InterestRule, start: Day, end: Day): Span[] {
  const regular = isRegularPeriod(sequence, start, end);
  if (regular || oddFirstPeriod === 'by_days') return [{ start, end, regular }];
  const spans: Span[] = [];
  let until = end;
  for (let back = 1; back <= INSTALMENT_COUNT_MAX; back++) {
    const from = periodsAfter(sequence, end, -back);
    if (from === undefined || from < start) break;
    spans.unshift({ start: from, end: until, regular: true });
    until = from;
  }
  return start === until ? spans : [{ start, end: until, regular: false }, ...spans];
}

/** By days, whole periods in a row are counted from the start of the first to the end of the last. */
function joinRegular(spans: readonly Span[]): Span[] {
  const first = spans.find((span) => span.regular);
  const last = spans.at(-1);
  const odd = spans.filter((span) => !span.regular);
  return first && last ? [...odd, { start: first.start, end: last.end, regular: true }] : odd;
}

function stretchOf({ basis, sequence, maturityDay }: InterestRule, span: Span): Stretch {
  const { start, end, regular } = span;
  const period = { start: periodsAfter(sequence, end, -1) ?? start, end };
  const reference = { period, terminationDay: maturityDay };
  if (basis.kind === 'day_count') return { start, end, years: ZERO_FRACTION, reference };
  const years = regular
    ? regularYears(sequence, basis.daysInYear)
    : fraction(BigInt(daysBetween(start, end)), BigInt(basis.daysInYear));
  return { start, end, years, reference };
}

/**
 * The interest on one unit of principal between two days of a period: the sum over the rates in force of
 * rate × fraction of a year. What is earned up to a day and what is earned after it add up to the whole.
 *
 * @param from not before the period's start.
 * @param to not before `from`, not after the period's due day.
 */
export function interestFactor(
  rule: InterestRule,
  period: InterestPeriod,
  from: Day = period.start,
  to: Day = period.dueDay,
): Fraction {
  let factor = ZERO_FRACTION;
  rule.rates.forEach(({ day, annualRate }, position) => {
    const until = rule.rates[position + 1]?.day ?? to;
    const start = position === 0 || day < from ? from : day;
    const end = until < to ? until : to;
    if (start < end) {
      factor = addFractions(
        factor,
        multiplyFractions(annualRate, yearsBetween(rule.basis, period, start, end)),
      );
    }
  });
  return reduceFraction(factor);
}

function yearsBetween(basis: InterestBasis, period: InterestPeriod, from: Day, to: Day): Fraction {
  let years = ZERO_FRACTION;
  for (const stretch of period.stretches) {
    const start = from > stretch.start ? from : stretch.start;
    const end = to < stretch.end ? to : stretch.end;
    if (start < end) years = addFractions(years, partOfStretch(basis, stretch, start, end));
  }
  return years;
}

/** With a day count: from the start to the end of the part, less what was counted to the start of the part. */
function partOfStretch(basis: InterestBasis, stretch: Stretch, from: Day, to: Day): Fraction {
  if (basis.kind === 'equal_periods') {
    if (from === stretch.start && to === stretch.end) return stretch.years;
    const share = fraction(
      BigInt(daysBetween(from, to)),
      BigInt(daysBetween(stretch.start, stretch.end)),
    );
    return multiplyFractions(stretch.years, share);
  }
  const until = yearFraction(basis.dayCount, stretch.start, to, stretch.reference);
  if (from === stretch.start) return until;
  const before = yearFraction(basis.dayCount, stretch.start, from, stretch.reference);
  return compareFractions(until, before) > 0 ? subtractFractions(until, before) : ZERO_FRACTION;
}
