// How things went over time: the ends of months, cohorts by their age, and where each bucket went in thirty days.
import type { Id } from '../kit/id.ts';
import { OVERDUE_BUCKETS, overdueBucketOf } from '../loan/asset-class.ts';
import { greatest, type MinorUnits, minus, plus, ZERO } from '../money/minor-units.ts';
import { addDays, addMonths, type Day } from '../time/day.ts';
import { type BookOnDay, groupedBy, lentOf, totalOver } from './book-on-day.ts';
import {
  countFigure,
  type DisclosedFigure,
  moneyFigure,
  rateFigure,
  shareOf,
} from './disclosed-figure.ts';
import { weightedRate } from './group-figures.ts';
import {
  endOfMonthBefore,
  endOfQuarter,
  HISTORY_MONTHS,
  monthEnds,
  monthOf,
  quarterOf,
  twoDigits,
} from './month.ts';
import { LATE_DAYS } from './outcome.ts';
import {
  daysOverdueOn,
  type LoanStanding,
  principalOn,
  principalsOn,
  sumsBetween,
  sumsThrough,
  type TimedLoan,
} from './timed-loan.ts';

const ROLL_DAYS = 30;

/** At the end of each month, and on the day itself; one pass over the loans for each month. */
export function historyFigures({ made, day }: BookOnDay): readonly DisclosedFigure[] {
  const first = firstDay(made);
  if (first === undefined) return [];
  const loans = made.map(({ loan }) => loan);
  return monthEnds(first, day)
    .slice(-HISTORY_MONTHS)
    .flatMap((end) => monthFiguresOf(loans, end));
}

/** The rate at which each grade borrowed, month by month. */
export function rateFigures({ made, day }: BookOnDay): readonly DisclosedFigure[] {
  const first = firstDay(made);
  if (first === undefined) return [];
  const from = monthOf(addMonths(day, 1 - HISTORY_MONTHS));
  return groupedBy(made, ({ loan }) => `${monthOf(loan.valueDay)}/${loan.grade}`)
    .filter(([row]) => row >= from)
    .flatMap(([row, loans]) => rateFigure('gradeRateInMonth', weightedRate(loans), row));
}

/**
 * Of each quarter's loans, the principal that was ever more than 90 days late, by months since they were paid out; only
 * as far as the whole quarter has come.
 */
export function vintageFigures({ made, day }: BookOnDay): readonly DisclosedFigure[] {
  return groupedBy(made, ({ loan }) => quarterOf(loan.valueDay)).flatMap(([quarter, loans]) => {
    const [first] = loans;
    if (first === undefined) return [];
    const last = endOfQuarter(first.loan.valueDay);
    const lent = totalOver(loans, lentOf);
    const falls = loans.flatMap(({ loan }) => firstFall(loan, day) ?? []);
    const figures: DisclosedFigure[] = [];
    for (let age = 0; age <= HISTORY_MONTHS && addMonths(last, age) <= day; age += 1) {
      const fallen = falls.filter(({ loan, on }) => on <= addMonths(loan.valueDay, age));
      const share = shareOf(
        totalOver(fallen, ({ principal }) => principal),
        lent,
      );
      figures.push(...rateFigure('vintageShare', share, `${quarter}/${twoDigits(age)}`));
    }
    return figures;
  });
}

/** Where each bucket's principal of thirty days ago is today; a row adds up to all of it. */
export function rollFigures({ made, day }: BookOnDay): readonly DisclosedFigure[] {
  const before = addDays(day, -ROLL_DAYS);
  const then = made
    .map((now) => ({ now, principal: principalOn(now.loan, before) }))
    .filter(({ principal }) => principal > ZERO);
  const groups = groupedBy(then, ({ now }) => overdueBucketOf(daysOverdueOn(now.loan, before)));
  return groups.flatMap(([from, loans]) => {
    const total = totalOver(loans, ({ principal }) => principal);
    const parts = new Map<string, MinorUnits>();
    for (const { now, principal } of loans) {
      const { principalRepaid, principalWaived } = sumsBetween(now.loan, before, day);
      const gone = plus(principalRepaid, principalWaived);
      const left = minus(principal, gone);
      add(parts, 'repaid', gone);
      add(parts, placeNow(now), greatest(left, ZERO));
    }
    return [
      moneyFigure('rollPrincipal', total, from),
      ...ROLL_PLACES.flatMap((to) => {
        const part = parts.get(to) ?? ZERO;
        return part === ZERO ? [] : rateFigure('rollShare', shareOf(part, total), `${from}/${to}`);
      }),
    ];
  });
}

/** Where principal may be after thirty days. */
export const ROLL_PLACES: readonly string[] = [...OVERDUE_BUCKETS, 'written_off', 'repaid'];

function placeNow({ principal, daysOverdue }: LoanStanding): string {
  return principal > ZERO ? overdueBucketOf(daysOverdue) : 'written_off';
}

function add(parts: Map<string, MinorUnits>, place: string, amount: MinorUnits): void {
  parts.set(place, plus(parts.get(place) ?? ZERO, amount));
}

function monthFiguresOf(loans: readonly TimedLoan[], end: Day): readonly DisclosedFigure[] {
  const [month, before] = [monthOf(end), endOfMonthBefore(end)];
  let [balance, overdue, lent, repaid]: MinorUnits[] = [ZERO, ZERO, ZERO, ZERO];
  let open = 0;
  const borrowers = new Set<Id>();
  const lenders = new Set<Id>();
  for (const loan of loans) {
    if (loan.valueDay > end) continue;
    const { principal, lendersPrincipal } = principalsOn(loan, end);
    balance = plus(balance ?? ZERO, principal);
    if (principal > ZERO) {
      open += 1;
      borrowers.add(loan.borrowerId);
      if (daysOverdueOn(loan, end) > 0) overdue = plus(overdue ?? ZERO, principal);
    }
    if (lendersPrincipal > ZERO) for (const lender of loan.lenderIds) lenders.add(lender);
    if (loan.valueDay > before) lent = plus(lent ?? ZERO, loan.amount);
    repaid = plus(repaid ?? ZERO, minus(repaidOf(loan, end), repaidOf(loan, before)));
  }
  return [
    moneyFigure('historyBalance', balance ?? ZERO, month),
    moneyFigure('historyOverdue', overdue ?? ZERO, month),
    moneyFigure('historyLent', lent ?? ZERO, month),
    moneyFigure('historyRepaid', repaid ?? ZERO, month),
    countFigure('historyLoans', open, month),
    countFigure('historyBorrowers', borrowers.size, month),
    countFigure('historyLenders', lenders.size, month),
  ];
}

/** Principal that came until the close of the day, that of loans written off with it. */
function repaidOf(loan: TimedLoan, day: Day): MinorUnits {
  const { principalRepaid, principalRecovered } = sumsThrough(loan, day);
  return plus(principalRepaid, principalRecovered);
}

function firstDay(made: readonly LoanStanding[]): Day | undefined {
  let first: Day | undefined;
  for (const { loan } of made) {
    if (first === undefined || loan.valueDay < first) first = loan.valueDay;
  }
  return first;
}

/** When a loan was first more than 90 days late, and what was outstanding then. */
function firstFall(loan: TimedLoan, through: Day) {
  const days = loan.instalments.flatMap(({ askingDay, settledDay }) => {
    const day = addDays(askingDay, LATE_DAYS + 1);
    return day <= through && (settledDay === undefined || settledDay > day) ? [day] : [];
  });
  const [on] = days;
  if (on === undefined) return undefined;
  const principal = principalOn(loan, on);
  return principal > ZERO ? { loan, on, principal } : undefined;
}
