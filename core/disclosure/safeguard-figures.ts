// What others paid for borrowers, what reserves hold, what came back after default, and what running it all costs.
import { divideBy, type MinorUnits, plus, ZERO } from '../money/minor-units.ts';
import { addDays } from '../time/day.ts';
import { type BookOnDay, lentOf, outstandingOf, totalOver } from './book-on-day.ts';
import {
  countFigure,
  type DisclosedFigure,
  moneyFigure,
  rateFigure,
  shareOf,
  shareOfCount,
} from './disclosed-figure.ts';
import { endOfMonthBefore } from './month.ts';
import { netReturnOf } from './outcome.ts';
import { badDebtOf } from './overdue-figures.ts';
import { principalOn, sumsBetween } from './timed-loan.ts';

/** Over so many days idle money is measured. */
const IDLE_WINDOW_DAYS = 30;

export function safeguardFigures(book: BookOnDay): readonly DisclosedFigure[] {
  const { made, house, day } = book;
  const covered = made.filter(({ loan }) => loan.isReserveCovered);
  const compensated = made.filter(({ sums }) => sums.compensated > ZERO);
  return [
    moneyFigure(
      'compensatedAmount',
      totalOver(compensated, ({ sums }) => sums.compensated),
    ),
    countFigure('compensatedLoans', compensated.length),
    ...rateFigure('compensationOnTime', onTimeShare(book)),
    ...rateFigure('compensationRate', compensationRate(book)),
    moneyFigure('reserveBalance', house.reserveBalance),
    ...rateFigure('reserveRatio', shareOf(house.reserveBalance, totalOver(covered, outstandingOf))),
    ...rateFigure('reserveCoverage', shareOf(house.reserveBalance, totalOver(covered, badDebtOf))),
    ...rateFigure('defaultRecovery', recoveryAfterDefault(book)),
    ...useFigures(book),
    ...costFigures(book),
    ...rateFigure('netReturn', netReturnOf(made, day)),
  ];
}

/** Of the calls whose end has come, those that were paid. */
function onTimeShare({ book, day }: BookOnDay): number | undefined {
  const ended = book.compensations.filter(({ endedOn }) => endedOn !== undefined && endedOn <= day);
  return shareOfCount(ended.filter(({ isPaid }) => isPaid).length, ended.length);
}

/** Paid in the month of the day ÷ what was guaranteed at its start. */
function compensationRate({ book, day }: BookOnDay): number | undefined {
  const before = endOfMonthBefore(day);
  const guaranteed = book.loans.filter(({ safeguard }) => safeguard !== 'none');
  const paid = totalOver(guaranteed, (loan) => sumsBetween(loan, before, day).compensated);
  return shareOf(
    paid,
    totalOver(guaranteed, (loan) => principalOn(loan, before)),
  );
}

/** What came back of principal after the first default ÷ what was outstanding then. */
function recoveryAfterDefault({ book, day }: BookOnDay): number | undefined {
  let [recovered, defaulted]: [MinorUnits, MinorUnits] = [ZERO, ZERO];
  for (const loan of book.loans) {
    const turn = loan.defaults.find((one) => one.isDefaulted && one.day <= day);
    if (turn === undefined) continue;
    const since = sumsBetween(loan, turn.day, day);
    recovered = plus(recovered, plus(since.principalRepaid, since.principalRecovered));
    defaulted = plus(defaulted, principalOn(loan, turn.day));
  }
  return shareOf(recovered, defaulted);
}

/** Money that waits: how much of it, and for how long on average, by what was lent in the same days. */
function useFigures({ open, made, house, day }: BookOnDay): readonly DisclosedFigure[] {
  const working = totalOver(open, (one) => one.lendersPrincipal);
  const from = addDays(day, -IDLE_WINDOW_DAYS);
  const lent = totalOver(
    made.filter(({ loan }) => loan.valueDay > from),
    lentOf,
  );
  const days = lent === ZERO ? undefined : divideBy(house.lendersCashDays, lent, 'half_even');
  return [
    ...rateFigure('fundUtilisation', shareOf(working, plus(working, house.lendersCash))),
    ...(days === undefined ? [] : [countFigure('idleDays', wholeDays(days))]),
  ];
}

function costFigures({ made, house: { operatingCost } }: BookOnDay): readonly DisclosedFigure[] {
  const lent = totalOver(made, lentOf);
  return [
    moneyFigure('operatingCost', operatingCost),
    ...(made.length === 0
      ? []
      : [moneyFigure('costPerLoan', divideBy(operatingCost, BigInt(made.length), 'half_even'))]),
    ...rateFigure('costPerUnitLent', shareOf(operatingCost, lent)),
  ];
}

function wholeDays(value: bigint): number {
  return value > 9_999n ? 9_999 : Number(BigInt.asUintN(16, value));
}
