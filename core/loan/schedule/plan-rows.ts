// What the rows to come have before any amount is known: due days, what each is asked for, exact interest.
import { invalid, ok, type Result } from '../../kit/result.ts';
import { addFractions, type Fraction, fraction, multiplyFractions } from '../../money/fraction.ts';
import { fromFraction, type MinorUnits, ZERO } from '../../money/minor-units.ts';
import { type PreparedScale, prepareScale } from '../../money/prepared-scale.ts';
import type { Day } from '../../time/day.ts';
import { type DueSequence, dueDayAt, dueDaysFrom } from './due-days.ts';
import {
  type InterestRule,
  interestFactor,
  interestPeriod,
  isRegularPeriod,
  type RateFrom,
  regularYears,
} from './interest-period.ts';
import { type LoanAhead, periodsInRow, type Repeated, repeatedBy } from './loan-ahead.ts';
import {
  areAllPlain,
  hasMonthRules,
  PLAIN_INSTALMENT,
  type PlannedInstalment,
  plannedFor,
} from './planned-instalments.ts';

/** All that the rows are made from but the amount that repeats. */
export interface RowPlan {
  readonly ahead: LoanAhead;
  readonly firstNumber: number;
  readonly repeated: Repeated;
  readonly rule: InterestRule;
  /** One for each row. */
  readonly dueDays: readonly Day[];
  readonly planned: readonly PlannedInstalment[];
  /** The interest on one unit of principal in each row; the last one holds for all rows after it. */
  readonly factors: readonly Fraction[];
  readonly scales: readonly PreparedScale[];
  /** Where interest is flat: the same in every row. */
  readonly flatInterest: MinorUnits | undefined;
  /** Whether any interest is put off or free. */
  readonly relieves: boolean;
  /** Whether all rows ask for the same and have one factor. */
  readonly isUniform: boolean;
  /** Whether the rows end as soon as the amount pays everything off, instead of all being there. */
  readonly endsWhenPaid: boolean;
}

/**
 * Plans so many rows.
 *
 * @param count as many as are planned, or more where the term may grow.
 * @returns a refusal when the last one would not pay principal, or would fall due after the year 9999.
 */
export function planRows(ahead: LoanAhead, firstNumber: number, count: number): Result<RowPlan> {
  const { terms, sequence, index } = ahead;
  const periods = periodsInRow(terms);
  const dueDays =
    periods === 1 ? dueDaysFrom(sequence, index, count) : lastDueDay(sequence, index + periods - 1);
  const maturityDay = dueDays.at(-1);
  const grows = count > ahead.planned.length;
  if (maturityDay === undefined || (dueDays.length < count && !grows)) {
    return invalid('instalmentCount', 'The last due day must not be after the year 9999.');
  }
  const planned = planEach(ahead, dueDays);
  if (!grows && planned.at(-1)?.paysPrincipal !== true) {
    return terms.custom?.kind === 'seasonal'
      ? invalid('custom.months', 'The last instalment must fall due in one of the months.')
      : invalid('holidays', 'The last instalment pays what is left: it cannot be a holiday.');
  }
  const rule: InterestRule = {
    basis: terms.interestBasis,
    oddFirstPeriod: terms.oddFirstPeriod ?? 'by_days',
    sequence,
    rates: ratesSince(ahead.rates, ahead.fromDay),
    maturityDay,
  };
  const factors = interestFactors(ahead, rule, dueDays, periods);
  const isPlain = areAllPlain(planned);
  const repeated = repeatedBy(terms);
  return ok({
    ahead,
    firstNumber,
    repeated,
    rule,
    dueDays,
    planned,
    factors,
    scales: factors.map((factor) => prepareScale(factor, terms.rounding.interest)),
    flatInterest: repeated === 'flat' ? flatInterestOf(ahead, factors, dueDays.length) : undefined,
    relieves: ahead.deferred !== ZERO || (!isPlain && planned.some(relievesInterest)),
    isUniform: isPlain && factors.length === 1,
    endsWhenPaid: ahead.kept !== undefined,
  });
}

function lastDueDay(sequence: DueSequence, index: number): Day[] {
  const day = dueDayAt(sequence, index);
  return day === undefined ? [] : [day];
}

/** Rows beyond those that were planned are asked for the same as the last one. */
function planEach(ahead: LoanAhead, dueDays: readonly Day[]): readonly PlannedInstalment[] {
  const { terms, planned } = ahead;
  const asMany =
    planned.length >= dueDays.length
      ? planned
      : dueDays.map((_, row) => planned[row] ?? planned.at(-1) ?? PLAIN_INSTALMENT);
  if (!hasMonthRules(terms)) return asMany;
  return dueDays.map((day, row) => plannedFor(terms, asMany[row] ?? PLAIN_INSTALMENT, day));
}

/** The rate in force on the day, and the later ones. */
function ratesSince(rates: readonly RateFrom[], day: Day): readonly RateFrom[] {
  let first = 0;
  while ((rates[first + 1]?.day ?? Number.POSITIVE_INFINITY) <= day) first += 1;
  return first === 0 ? rates : rates.slice(first);
}

function interestFactors(
  ahead: LoanAhead,
  rule: InterestRule,
  dueDays: readonly Day[],
  periods: number,
): Fraction[] {
  const { basis, rates, sequence } = rule;
  const rate = rates.length === 1 ? rates[0]?.annualRate : undefined;
  const regular =
    basis.kind === 'equal_periods' && rate !== undefined && periods === 1
      ? multiplyFractions(rate, regularYears(sequence, basis.daysInYear))
      : undefined;
  const factorAt = (row: number): Fraction => {
    const start = row === 0 ? ahead.startDay : (dueDays[row - 1] ?? ahead.startDay);
    const period = interestPeriod(rule, start, ahead.index + row * periods, periods);
    return interestFactor(rule, period, row === 0 ? ahead.fromDay : start);
  };
  if (regular === undefined) return dueDays.map((_, row) => factorAt(row));
  const firstIsWhole =
    ahead.fromDay === ahead.startDay &&
    (ahead.index + sequence.offset > 0 ||
      isRegularPeriod(sequence, ahead.startDay, dueDays[0] ?? ahead.startDay));
  return firstIsWhole ? [regular] : [factorAt(0), regular].slice(0, dueDays.length);
}

function relievesInterest({ interest }: PlannedInstalment): boolean {
  return interest !== 'paid';
}

/** The entry of a row in a list whose last one holds for all rows after it. */
export function atRow<Entry>(list: readonly Entry[], row: number): Entry {
  return list[row < list.length ? row : list.length - 1] as Entry;
}

/** Flat interest of one row: the base × the mean of the rows' factors, so that all rows are equal. */
function flatInterestOf(
  { flatBase, terms }: LoanAhead,
  factors: readonly Fraction[],
  count: number,
): MinorUnits {
  const rest = fraction(BigInt(count - factors.length));
  const total = factors.reduce(addFractions, multiplyFractions(atRow(factors, count), rest));
  const mean = multiplyFractions(total, fraction(1n, BigInt(count)));
  return fromFraction(multiplyFractions(flatBase, mean), terms.rounding.interest);
}
