// Overdue by three definitions that answer three questions, each over the same loans of the day.
//
// The overdue amount asks what lenders should have by now and have not; a guarantor's payment ends it. The overdue
// principal asks how much is owed by borrowers who are behind with anything. Over 90 days asks what may be lost.
// The days count from the first day after the due day, since no rule in force gives grace.

import { OVERDUE_BUCKETS, overdueBucketOf } from '../loan/asset-class.ts';
import { plus, ZERO } from '../money/minor-units.ts';
import { type BookOnDay, lentOf, outstandingOf, totalOver } from './book-on-day.ts';
import {
  countFigure,
  type DisclosedFigure,
  moneyFigure,
  rateFigure,
  shareOf,
  shareOfCount,
} from './disclosed-figure.ts';
import { LATE_DAYS } from './outcome.ts';
import type { LoanStanding } from './timed-loan.ts';

export function overdueFigures(book: BookOnDay): readonly DisclosedFigure[] {
  const { made, open } = book;
  const balance = totalOver(open, outstandingOf);
  const uncredited = open.filter((one) => one.uncredited > ZERO);
  const amount = totalOver(uncredited, (one) => one.uncredited);
  const toCome = totalOver(open, (one) => one.interestToCome);
  const behind = totalOver(
    open.filter(({ daysOverdue }) => daysOverdue > 0),
    outstandingOf,
  );
  const late = open.filter(({ daysUncredited }) => daysUncredited > LATE_DAYS);
  const latePrincipal = totalOver(late, outstandingOf);
  const bad = totalOver(made, badDebtOf);
  return [
    moneyFigure('overdueAmount', amount),
    countFigure('overdueLoans', uncredited.length),
    ...rateFigure('overdueAmountRate', shareOf(amount, plus(balance, toCome))),
    ...rateFigure('overdueLoanRate', shareOfCount(uncredited.length, open.length)),
    moneyFigure('overduePrincipal', behind),
    ...rateFigure('overdueRate', shareOf(behind, balance)),
    moneyFigure('over90Principal', latePrincipal),
    countFigure('over90Loans', late.length),
    ...rateFigure('over90Rate', shareOf(latePrincipal, balance)),
    moneyFigure('badDebt', bad),
    ...rateFigure('badDebtRate', shareOf(bad, totalOver(made, lentOf))),
    ...bucketFigures(book),
  ];
}

/** Unpaid principal of a loan that is in default or written off. */
export function badDebtOf({ isDefaulted, principal, writtenOffLeft }: LoanStanding) {
  return plus(writtenOffLeft, isDefaulted ? principal : ZERO);
}

/** By the days of the borrower; the rows add up to the balance. */
function bucketFigures({ open }: BookOnDay): readonly DisclosedFigure[] {
  const balance = totalOver(open, outstandingOf);
  return OVERDUE_BUCKETS.flatMap((bucket) => {
    const loans = open.filter(({ daysOverdue }) => overdueBucketOf(daysOverdue) === bucket);
    const principal = totalOver(loans, outstandingOf);
    return [
      countFigure('bucketLoans', loans.length, bucket),
      moneyFigure('bucketPrincipal', principal, bucket),
      ...rateFigure('bucketShare', shareOf(principal, balance), bucket),
    ];
  });
}
