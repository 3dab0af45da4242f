// The yearly rates of the money that really moved: what it cost borrowers, and what it brought lenders.
import { fraction } from '../money/fraction.ts';
import {
  greatest,
  type MinorUnits,
  minus,
  negate,
  plus,
  scale,
  sum,
  toFraction,
  ZERO,
} from '../money/minor-units.ts';
import { internalRateOfDays } from '../rate/dated-flows.ts';
import { numberOf } from '../rate/number.ts';
import { partsPerMillion } from '../rate/parts-per-million.ts';
import { type Day, daysBetween } from '../time/day.ts';
import { LATE_DAYS, lateLossOf } from './outcome.ts';
import { type LoanStanding, sumsThrough, type TimedLoan } from './timed-loan.ts';

/** What moved on each day. */
type Flows = Map<Day, MinorUnits>;

/**
 * The yearly rate of all that moved between these borrowers and everybody else, fees with it, with what is outstanding
 * and its interest to the day as if it were repaid on it. None where nothing moved between two days.
 */
export function costToBorrowers(loans: readonly LoanStanding[], day: Day): number | undefined {
  const flows: Flows = new Map();
  for (const { loan, principal } of loans) {
    add(flows, loan.valueDay, negate(loan.amount));
    for (const { day: on, sums } of loan.moves) {
      if (on > day) break;
      const { principalRepaid, interestRepaid, penaltyRepaid, borrowerFees } = sums;
      add(flows, on, sum([principalRepaid, interestRepaid, penaltyRepaid, borrowerFees]));
    }
    if (principal > ZERO) add(flows, day, plus(principal, interestOwed(loan, day)));
  }
  return yearlyRate(flows);
}

/**
 * The yearly rate of all that moved between these loans and their lenders, after fees, with what their claims are worth
 * on the day as if they were paid out on it. None where nothing moved between two days.
 */
export function returnToLenders(loans: readonly LoanStanding[], day: Day): number | undefined {
  const flows: Flows = new Map();
  for (const standing of loans) {
    const { loan } = standing;
    add(flows, loan.valueDay, negate(loan.amount));
    for (const { day: on, sums } of loan.moves) {
      if (on > day) break;
      const { lendersPrincipal, lendersInterest, lendersPenalty, lendersFees } = sums;
      const received = sum([lendersPrincipal, lendersInterest, lendersPenalty]);
      add(flows, on, minus(received, lendersFees));
    }
    // Nothing is a worth too: where all is lost, the last day says so.
    add(flows, day, worthToLenders(standing, day));
  }
  return yearlyRate(flows);
}

/** Of what is more than 90 days late the greater part is counted as lost, and no interest is expected. */
function worthToLenders({ loan, lendersPrincipal, daysOverdue }: LoanStanding, day: Day) {
  if (daysOverdue > LATE_DAYS) return minus(lendersPrincipal, lateLossOf(lendersPrincipal));
  return lendersPrincipal === ZERO
    ? ZERO
    : plus(lendersPrincipal, interestOwedToLenders(loan, day));
}

/** Interest that was due until the day or has accrued to it by the plan, and was not paid. */
function interestOwed(loan: TimedLoan, day: Day): MinorUnits {
  const { interestRepaid, interestWaived } = sumsThrough(loan, day);
  const earned = earnedByPlan(loan, day, ({ interest }) => interest);
  return greatest(minus(earned, plus(interestRepaid, interestWaived)), ZERO);
}

/** The same without the operator's spread, less what lenders were credited with, whoever paid it. */
function interestOwedToLenders(loan: TimedLoan, day: Day): MinorUnits {
  const { lendersInterest, interestWaived } = sumsThrough(loan, day);
  const earned = earnedByPlan(loan, day, (one) => one.lendersInterest);
  return greatest(minus(earned, plus(lendersInterest, interestWaived)), ZERO);
}

function earnedByPlan(
  { instalments, valueDay }: TimedLoan,
  day: Day,
  interestIn: (instalment: TimedLoan['instalments'][number]) => MinorUnits,
): MinorUnits {
  let [from, earned] = [valueDay, ZERO];
  for (const instalment of instalments) {
    const { dueDay } = instalment;
    const [days, passed] = [daysBetween(from, dueDay), daysBetween(from, day)];
    if (passed <= 0) break;
    const interest = interestIn(instalment);
    const share = fraction(BigInt(passed), BigInt(Math.max(1, days)));
    earned = plus(earned, passed < days ? scale(interest, share, 'half_even') : interest);
    from = dueDay;
  }
  return earned;
}

function add(flows: Flows, day: Day, amount: MinorUnits): void {
  flows.set(day, plus(flows.get(day) ?? ZERO, amount));
}

function yearlyRate(flows: Flows): number | undefined {
  if (flows.size < 2) return undefined;
  const found = internalRateOfDays(
    [...flows].map(([day, amount]) => ({ day, amount: numberOf(toFraction(amount)) })),
  );
  return found.ok ? numberOf(fraction(partsPerMillion(found.value.rate))) : undefined;
}
