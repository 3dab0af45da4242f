// Where the money came from and went, who lends and borrows, and how much hangs on few.
import { divideBy, type MinorUnits, plus, sum, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import { type BookOnDay, lentOf, outstandingOf, totalOver } from './book-on-day.ts';
import {
  countFigure,
  type DisclosedFigure,
  moneyFigure,
  rateFigure,
  shareOf,
} from './disclosed-figure.ts';
import { UNSTATED } from './loan-record.ts';
import { endOfMonthBefore } from './month.ts';
import { type LoanStanding, lendersOf, sumsBetween } from './timed-loan.ts';

/** Lent − repaid − written off − given up = outstanding, to the cent. */
export function identityFigures({ made, open }: BookOnDay): readonly DisclosedFigure[] {
  const lent = totalOver(made, lentOf);
  const recovered = totalOver(made, ({ sums }) => sums.principalRecovered);
  const repaid = plus(
    recovered,
    totalOver(made, ({ sums }) => sums.principalRepaid),
  );
  const writtenOff = totalOver(made, (one) => one.writtenOffLeft);
  const lost = made.filter(({ sums }) => sums.principalWrittenOff > ZERO);
  return [
    moneyFigure('totalLent', lent),
    moneyFigure('principalRepaid', repaid),
    moneyFigure('writtenOffLeft', writtenOff),
    moneyFigure(
      'principalWaived',
      totalOver(made, ({ sums }) => sums.principalWaived),
    ),
    moneyFigure('balance', totalOver(open, outstandingOf)),
    countFigure('loansMade', made.length),
    countFigure('loansRepaid', made.length - open.length - lost.length),
    countFigure('loansWrittenOff', lost.length),
    countFigure('loansOutstanding', open.length),
    moneyFigure('interestToLenders', totalOver(made, interestOf)),
    ...rateFigure('writeOffRate', shareOf(writtenOff, lent)),
    moneyFigure('recoveredAfterWriteOff', recovered),
    moneyFigure(
      'interestOutstanding',
      totalOver(open, (one) => one.interestToCome),
    ),
  ];
}

export function peopleFigures({ made, open, house }: BookOnDay): readonly DisclosedFigure[] {
  const lent = totalOver(made, lentOf);
  const lenders = lendersOf(made.map(({ loan }) => loan));
  const borrowers = borrowersOf(made).size;
  const earning = open.filter((one) => one.lendersPrincipal > ZERO);
  return [
    countFigure('lendersEver', lenders),
    countFigure('borrowersEver', borrowers),
    countFigure('lendersCurrent', lendersOf(earning.map(({ loan }) => loan))),
    countFigure('borrowersCurrent', borrowersOf(open).size),
    ...averageFigure('averageLent', lent, lenders),
    ...averageFigure('averageBorrowed', lent, borrowers),
    countFigure('registeredClients', house.registeredClients),
    countFigure('activeUsers', house.activeUsers),
  ];
}

/** From the first of the month through the day. */
export function monthFigures({ made, day }: BookOnDay): readonly DisclosedFigure[] {
  const before: Day = endOfMonthBefore(day);
  const lent = made.filter(({ loan }) => loan.valueDay > before);
  const moved = made.map(({ loan }) => sumsBetween(loan, before, day));
  return [
    moneyFigure('monthLent', totalOver(lent, lentOf)),
    countFigure('monthLoans', lent.length),
    moneyFigure(
      'monthPrincipalRepaid',
      totalOver(moved, (sums) => plus(sums.principalRepaid, sums.principalRecovered)),
    ),
    moneyFigure(
      'monthInterest',
      totalOver(moved, (sums) => plus(sums.lendersInterest, sums.lendersPenalty)),
    ),
  ];
}

export function concentrationFigures({ open }: BookOnDay): readonly DisclosedFigure[] {
  const balance = totalOver(open, outstandingOf);
  const debts = [...borrowersOf(open).values()].toSorted(descending);
  const share = (part: MinorUnits | undefined) => shareOf(part ?? ZERO, balance);
  const related = open.filter(({ loan }) => loan.isRelatedParty);
  const largest = (sums: ReadonlyMap<string, MinorUnits>) =>
    [...sums.values()].toSorted(descending)[0];
  const loans = open.map(outstandingOf).toSorted(descending);
  return [
    ...rateFigure('topTenShare', share(sum(debts.slice(0, 10)))),
    ...rateFigure('topOneShare', share(debts[0])),
    ...rateFigure('largestLoanShare', share(loans[0])),
    ...rateFigure('largestRegionShare', share(largest(balanceBy(open, ({ region }) => [region])))),
    ...rateFigure('largestIndustryShare', share(largest(balanceBy(open, industriesOf)))),
    ...rateFigure(
      'largestGuarantorShare',
      share(largest(balanceBy(open, ({ guarantorIds }) => guarantorIds))),
    ),
    moneyFigure('relatedPrincipal', totalOver(related, outstandingOf)),
    countFigure('relatedLoans', related.length),
  ];
}

/** What nobody has stated is no industry. */
function industriesOf({ industry }: LoanStanding['loan']): readonly string[] {
  return industry === UNSTATED ? [] : [industry];
}

function interestOf({ sums }: LoanStanding): MinorUnits {
  return plus(sums.lendersInterest, sums.lendersPenalty);
}

/** What each borrower owes of these loans. */
function borrowersOf(loans: readonly LoanStanding[]): ReadonlyMap<string, MinorUnits> {
  return balanceBy(loans, ({ borrowerId }) => [borrowerId]);
}

function balanceBy(
  loans: readonly LoanStanding[],
  keys: (loan: LoanStanding['loan']) => readonly string[],
): ReadonlyMap<string, MinorUnits> {
  const sums = new Map<string, MinorUnits>();
  for (const one of loans) {
    for (const key of keys(one.loan)) sums.set(key, plus(sums.get(key) ?? ZERO, one.principal));
  }
  return sums;
}

function averageFigure(
  figure: 'averageLent' | 'averageBorrowed',
  total: MinorUnits,
  count: number,
): readonly DisclosedFigure[] {
  if (count === 0) return [];
  return [moneyFigure(figure, divideBy(total, BigInt(count), 'half_even'))];
}

function descending(left: MinorUnits, right: MinorUnits): number {
  if (left === right) return 0;
  return left > right ? -1 : 1;
}
