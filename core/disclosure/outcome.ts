// What was expected of a group of loans, and what came of it: repaid, lost, earned.
//
// The forecast of a loan is a yearly share of what is outstanding, frozen when it was published. Over its whole life it
// comes to that share of what its plan has outstanding, day by day; by now, to the part until today.
import { type Fraction, fraction } from '../money/fraction.ts';
import {
  fromFraction,
  type MinorUnits,
  minus,
  plus,
  scale,
  sum,
  ZERO,
} from '../money/minor-units.ts';
import { divideRounded } from '../money/rounding.ts';
import { numberOf } from '../rate/number.ts';
import { type Day, daysBetween } from '../time/day.ts';
import { lentOf, totalOver } from './book-on-day.ts';
import { shareOf } from './disclosed-figure.ts';
import type { LoanStanding, TimedLoan } from './timed-loan.ts';

const MILLION = 1_000_000n;
const YEAR_DAYS = 365n;
/** From so many days on a loan counts as lost in part, before it is written off. */
export const LATE_DAYS = 90;
/** The part of what is that late which is counted as lost. */
const LATE_LOSS: Fraction = fraction(7n, 10n);

/** In parts per million of what was lent. */
export interface Outcome {
  readonly expected: number | undefined;
  readonly expectedByNow: number | undefined;
  readonly actual: number | undefined;
  readonly repaidShare: number | undefined;
  /** A year, of the average balance. */
  readonly netReturn: number | undefined;
}

export function outcomeOf(loans: readonly LoanStanding[], day: Day): Outcome {
  const lent = totalOver(loans, lentOf);
  const forecast = (through: (loan: TimedLoan) => Day | undefined) =>
    shareOf(
      totalOver(loans, ({ loan }) => forecastLoss(loan, through(loan))),
      lent,
    );
  return {
    expected: forecast(() => undefined),
    expectedByNow: forecast(() => day),
    actual: shareOf(totalOver(loans, lossSoFar), lent),
    repaidShare: shareOf(
      totalOver(loans, ({ sums }) => plus(sums.principalRepaid, sums.principalRecovered)),
      lent,
    ),
    netReturn: netReturnOf(loans, day),
  };
}

/**
 * Written off and not recovered, given up, and the greater part of what is more than 90 days late.
 *
 * @example
 * lossSoFar({
 *   writtenOffLeft: ZERO, sums: { principalWaived: ZERO }, principal: minorUnits(10n), daysOverdue: 91,
 * })
 * // minorUnits(7n)
 */
export function lossSoFar({
  writtenOffLeft,
  sums,
  principal,
  daysOverdue,
}: LoanStanding): MinorUnits {
  const late = daysOverdue > LATE_DAYS ? lateLossOf(principal) : ZERO;
  return sum([writtenOffLeft, sums.principalWaived, late]);
}

/** What of that much is counted as lost once it is more than 90 days late. */
export function lateLossOf(principal: MinorUnits): MinorUnits {
  return scale(principal, LATE_LOSS, 'half_even');
}

/** (Interest and penalty received − lenders' fees − losses) ÷ what was outstanding day by day, a year. */
export function netReturnOf(loans: readonly LoanStanding[], day: Day): number | undefined {
  const earned = totalOver(loans, (one) => minus(earnedBy(one), lossSoFar(one)));
  let exposure = 0n;
  for (const { loan } of loans) exposure += balanceDays(loan, day);
  if (exposure === 0n) return undefined;
  const { numerator, denominator } = fraction(earned * YEAR_DAYS * MILLION, exposure);
  return numberOf(fraction(divideRounded(numerator, denominator, 'half_even')));
}

function earnedBy({ sums }: LoanStanding): MinorUnits {
  return minus(plus(sums.lendersInterest, sums.lendersPenalty), sums.lendersFees);
}

/** Minor units times days that were really outstanding. */
function balanceDays(loan: TimedLoan, through: Day): bigint {
  let [total, from, left] = [0n, loan.valueDay, loan.amount];
  for (const { day, sums } of loan.totals) {
    if (day > through) break;
    total += left * BigInt(daysBetween(from, day));
    const gone = sum([sums.principalRepaid, sums.principalWaived, sums.principalWrittenOff]);
    [from, left] = [day, minus(loan.amount, gone)];
  }
  return total + left * BigInt(Math.max(0, daysBetween(from, through)));
}

/** Of the contract: so much of each instalment's principal is outstanding until its due day, or until a day before. */
function forecastLoss(loan: TimedLoan, through: Day | undefined): MinorUnits {
  let exposure = 0n;
  for (const { principal, dueDay } of loan.contractPlan) {
    const until = through === undefined || dueDay < through ? dueDay : through;
    exposure += principal * BigInt(Math.max(0, daysBetween(loan.valueDay, until)));
  }
  const yearly = BigInt(loan.expectedLossPpm);
  return fromFraction(fraction(exposure * yearly, YEAR_DAYS * MILLION), 'half_even');
}
