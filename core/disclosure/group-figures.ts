// The same questions of loans by grade, by year, by region, by product, by purpose and by industry.
import type { Id } from '../kit/id.ts';
import { fraction } from '../money/fraction.ts';
import { ZERO } from '../money/minor-units.ts';
import { divideRounded } from '../money/rounding.ts';
import { numberOf } from '../rate/number.ts';
import { civilOf } from '../time/day.ts';
import { type BookOnDay, groupedBy, lentOf, outstandingOf, totalOver } from './book-on-day.ts';
import { costToBorrowers, returnToLenders } from './cash-flow-rates.ts';
import {
  countFigure,
  type DisclosedFigure,
  moneyFigure,
  rateFigure,
  shareOf,
} from './disclosed-figure.ts';
import { UNSTATED } from './loan-record.ts';
import { outcomeOf } from './outcome.ts';
import { badDebtOf } from './overdue-figures.ts';
import type { LoanStanding } from './timed-loan.ts';

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
      ...rateFigure('productNetReturn', returnToLenders(loans, day), row),
    ]),
    ...groupedBy(made, ({ loan }) => loan.purpose).flatMap(([row, loans]) => [
      countFigure('purposeLoans', loans.length, row),
      moneyFigure('purposeBalance', totalOver(loans, outstandingOf), row),
    ]),
    ...groupedBy(made, ({ loan }) => loan.industry).flatMap(([row, loans]) => [
      countFigure('industryLoans', loans.length, row),
      moneyFigure('industryBalance', totalOver(loans, outstandingOf), row),
    ]),
  ];
}

/** Who has something outstanding: borrowers by the region of their loans, lenders by their own. */
export function regionPeopleFigures({ made, open, book }: BookOnDay): readonly DisclosedFigure[] {
  const lenders = new Set<Id>();
  for (const { loan, lendersPrincipal } of open) {
    if (lendersPrincipal > ZERO) for (const id of loan.lenderIds) lenders.add(id);
  }
  const regionOf = (lender: Id) => book.lenderRegions.get(lender) ?? UNSTATED;
  return [
    ...groupedBy(made, ({ loan }) => loan.region).map(([row, loans]) => {
      const borrowers = loans.filter(({ principal }) => principal > ZERO);
      const ids = new Set(borrowers.map(({ loan }) => loan.borrowerId));
      return countFigure('regionBorrowers', ids.size, row);
    }),
    ...groupedBy([...lenders], regionOf).map(([row, some]) =>
      countFigure('regionLenders', some.length, row),
    ),
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
