// The same questions of loans by grade, by year, by region, by product and by purpose.
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
import { divideRounded } from '../money/rounding.ts';
import { internalRateOfDays } from '../rate/dated-flows.ts';
import { numberOf } from '../rate/number.ts';
import { partsPerMillion } from '../rate/parts-per-million.ts';
import { civilOf, type Day, daysBetween } from '../time/day.ts';
import { type BookOnDay, groupedBy, lentOf, outstandingOf, totalOver } from './book-on-day.ts';
import {
  countFigure,
  type DisclosedFigure,
  moneyFigure,
  rateFigure,
  shareOf,
} from './disclosed-figure.ts';
import { netReturnOf, outcomeOf } from './outcome.ts';
import { badDebtOf } from './overdue-figures.ts';
import { type LoanStanding, sumsThrough } from './timed-loan.ts';

/** The row of a table that is over all its other rows. */
export const ALL_ROWS = 'all';

/** Expected against actual, as it is, the bad grades too. */
export function gradeFigures({ made, day }: BookOnDay): readonly DisclosedFigure[] {
  const groups = [...groupedBy(made, ({ loan }) => loan.grade), [ALL_ROWS, made] as const];
  return groups.flatMap(([row, loans]) => {
    if (loans.length === 0) return [];
    const { expected, expectedByNow, actual, repaidShare, netReturn } = outcomeOf(loans, day);
    return [
      countFigure('gradeLoans', loans.length, row),
      moneyFigure('gradeLent', totalOver(loans, lentOf), row),
      ...rateFigure('gradeRepaidShare', repaidShare, row),
      moneyFigure('gradeBalance', totalOver(loans, outstandingOf), row),
      ...rateFigure('gradeRate', weightedRate(loans), row),
      ...rateFigure('gradeExpectedLoss', expected, row),
      ...rateFigure('gradeExpectedByNow', expectedByNow, row),
      ...rateFigure('gradeActualLoss', actual, row),
      ...rateFigure('gradeNetReturn', netReturn, row),
    ];
  });
}

/** By the year in which they were paid out. */
export function yearFigures({ made, day }: BookOnDay): readonly DisclosedFigure[] {
  const years = groupedBy(made, ({ loan }) => String(civilOf(loan.valueDay).year));
  return years.flatMap(([row, loans]) => {
    const { expected, expectedByNow, actual, repaidShare } = outcomeOf(loans, day);
    const lent = totalOver(loans, lentOf);
    return [
      countFigure('yearLoans', loans.length, row),
      moneyFigure('yearLent', lent, row),
      ...rateFigure('yearRepaidShare', repaidShare, row),
      ...rateFigure('yearExpectedLoss', expected, row),
      ...rateFigure('yearExpectedByNow', expectedByNow, row),
      ...rateFigure('yearActualLoss', actual, row),
      ...rateFigure('yearBadDebtRate', shareOf(totalOver(loans, badDebtOf), lent), row),
    ];
  });
}

export function placeFigures({ made, day }: BookOnDay): readonly DisclosedFigure[] {
  return [
    ...groupedBy(made, ({ loan }) => loan.region).flatMap(([row, loans]) => [
      countFigure('regionLoans', loans.length, row),
      moneyFigure('regionLent', totalOver(loans, lentOf), row),
      moneyFigure('regionBalance', totalOver(loans, outstandingOf), row),
      ...rateFigure('regionBadDebtRate', badShare(loans), row),
    ]),
    ...groupedBy(made, ({ loan }) => loan.productCode).flatMap(([row, loans]) => [
      countFigure('productLoans', loans.length, row),
      moneyFigure('productLent', totalOver(loans, lentOf), row),
      moneyFigure('productBalance', totalOver(loans, outstandingOf), row),
      ...rateFigure('productBadDebtRate', badShare(loans), row),
      ...rateFigure('productBorrowerCost', costToBorrowers(loans, day), row),
      ...rateFigure('productNetReturn', netReturnOf(loans, day), row),
    ]),
    ...groupedBy(made, ({ loan }) => loan.purpose).flatMap(([row, loans]) => [
      countFigure('purposeLoans', loans.length, row),
      moneyFigure('purposeBalance', totalOver(loans, outstandingOf), row),
    ]),
  ];
}

/** The rates of the contracts, weighted by what was lent. */
export function weightedRate(loans: readonly Pick<LoanStanding, 'loan'>[]): number | undefined {
  let [total, weighted] = [0n, 0n];
  for (const { loan } of loans) {
    total += loan.amount;
    weighted += loan.amount * BigInt(loan.annualRatePpm);
  }
  if (total === 0n) return undefined;
  return numberOf(fraction(divideRounded(weighted, total, 'half_even')));
}

function badShare(loans: readonly LoanStanding[]): number | undefined {
  return shareOf(totalOver(loans, badDebtOf), totalOver(loans, lentOf));
}

/**
 * The yearly rate of all that moved between these borrowers and everybody else, fees with it, with what is outstanding
 * and its interest to the day as if it were repaid on it.
 */
function costToBorrowers(loans: readonly LoanStanding[], day: Day): number | undefined {
  const flows = new Map<Day, MinorUnits>();
  const add = (on: Day, amount: MinorUnits) => flows.set(on, plus(flows.get(on) ?? ZERO, amount));
  for (const { loan, principal } of loans) {
    add(loan.valueDay, negate(loan.amount));
    for (const { day: on, sums } of loan.moves) {
      if (on > day) break;
      add(
        on,
        sum([sums.principalRepaid, sums.interestRepaid, sums.penaltyRepaid, sums.borrowerFees]),
      );
    }
    if (principal > ZERO) add(day, plus(principal, interestOwed(loan, day)));
  }
  const dated = [...flows].map(([on, amount]) => ({
    day: on,
    amount: numberOf(toFraction(amount)),
  }));
  if (dated.length < 2) return undefined;
  const found = internalRateOfDays(dated);
  return found.ok ? numberOf(fraction(partsPerMillion(found.value.rate))) : undefined;
}

/** Interest that was due until the day or has accrued to it by the plan, and was not paid. */
function interestOwed(loan: LoanStanding['loan'], day: Day): MinorUnits {
  let [from, earned] = [loan.valueDay, ZERO];
  for (const { dueDay, interest } of loan.instalments) {
    const [days, passed] = [daysBetween(from, dueDay), daysBetween(from, day)];
    if (passed <= 0) break;
    const isPartly = passed < days;
    const share = fraction(BigInt(passed), BigInt(Math.max(1, days)));
    earned = plus(earned, isPartly ? scale(interest, share, 'half_even') : interest);
    from = dueDay;
  }
  const { interestRepaid, interestWaived } = sumsThrough(loan, day);
  return greatest(minus(earned, plus(interestRepaid, interestWaived)), ZERO);
}
