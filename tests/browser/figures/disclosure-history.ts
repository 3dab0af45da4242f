// Public figures over time, by a second program: the ends of months, each month's rates, and cohorts by their age.
import { addDays, addMonths, civilOf, type Day, dayOf } from '@mutua/core/time/day.ts';
import type { NaiveLoan } from './disclosure-book.ts';
import { bigSum, monthBefore, type NaiveDay, naiveDayOf, naiveShare } from './disclosure-day.ts';
import {
  daysLateBy,
  principalBy,
  recoveredBy,
  repaidBy,
  standingOf,
} from './disclosure-standing.ts';
import { countValue, type FigureQueries, type FigureQuery, moneyValue } from './figure-query.ts';

/** A loan is counted as fallen from its ninety-first day on. */
const LATE_DAYS = 90;

/** The last day of the month that a row names, or the page's own day where that comes first. */
function endOf(row: string, day: Day): Day {
  const [year = 0, month = 0] = row.split('-').map(Number);
  const end = addDays(addMonths(dayOf(year, month, 1), 1), -1);
  return end < day ? end : day;
}

const inMonth =
  (sum: (loans: readonly NaiveLoan[], end: Day) => bigint): FigureQuery =>
  async (ask) => {
    const { loans, day } = await naiveDayOf(ask);
    return moneyValue(sum(loans, endOf(ask.row, day)));
  };

/** How many, of those with something outstanding at the end of the month. */
const countedIn =
  (count: (open: readonly NaiveLoan[], end: Day) => number): FigureQuery =>
  async (ask) => {
    const { loans, day } = await naiveDayOf(ask);
    const end = endOf(ask.row, day);
    return countValue(
      count(
        loans.filter((loan) => principalBy(loan, end) > 0n),
        end,
      ),
    );
  };

const cameBack = (loan: NaiveLoan, day: Day) => repaidBy(loan, day) + recoveredBy(loan, day);

/** The contract rates of a month's loans of one grade, by their principal. */
const gradeRate: FigureQuery = async (ask) => {
  const { loans } = await naiveDayOf(ask);
  const [month, grade] = ask.row.split('/');
  const some = loans.filter((loan) => loan.grade === grade && monthOf(loan.valueDay) === month);
  const weighted = bigSum(some, ({ amount, ratePpm }) => amount * ratePpm);
  return naiveShare(weighted, bigSum(some, ({ amount }) => amount) * 1_000_000n);
};

function monthOf(day: Day): string {
  const { year, month } = civilOf(day);
  return `${year}-${String(month).padStart(2, '0')}`;
}

function quarterOf(day: Day): string {
  const { year, month } = civilOf(day);
  return `${year}-Q${Math.floor((month + 2) / 3)}`;
}

interface Fall {
  readonly on: Day;
  readonly principal: bigint;
}

const falls = new WeakMap<NaiveDay['loans'], ReadonlyMap<NaiveLoan, Fall>>();

/** Each loan that was ever so late, with the first day on which it was, found by going through its days. */
function fallsOf({ loans, day }: NaiveDay): ReadonlyMap<NaiveLoan, Fall> {
  const known = falls.get(loans);
  if (known !== undefined) return known;
  const found = new Map<NaiveLoan, Fall>();
  for (const loan of loans) {
    for (let on = loan.valueDay; on <= day; on = addDays(on, 1)) {
      if (daysLateBy(loan, on) <= LATE_DAYS) continue;
      found.set(loan, { on, principal: principalBy(loan, on) });
      break;
    }
  }
  falls.set(loans, found);
  return found;
}

/** Of a quarter's principal, what had ever fallen by so many months after the payout. */
const vintageShare: FigureQuery = async (ask) => {
  const day = await naiveDayOf(ask);
  const [quarter, age = ''] = ask.row.split('/');
  const some = day.loans.filter(({ valueDay }) => quarterOf(valueDay) === quarter);
  const fallen = bigSum(some, (loan) => {
    const fall = fallsOf(day).get(loan);
    const isBy = fall !== undefined && fall.on <= addMonths(loan.valueDay, Number(age));
    return isBy ? fall.principal : 0n;
  });
  return naiveShare(
    fallen,
    bigSum(some, ({ amount }) => amount),
  );
};

export const HISTORY_FIGURES: FigureQueries = {
  'disclosed.historyBalance': inMonth((loans, end) =>
    bigSum(loans, (loan) => principalBy(loan, end)),
  ),
  'disclosed.historyOverdue': inMonth((loans, end) =>
    bigSum(loans, (loan) => (daysLateBy(loan, end) > 0 ? principalBy(loan, end) : 0n)),
  ),
  'disclosed.historyLent': inMonth((loans, end) =>
    bigSum(loans, ({ valueDay, amount }) => (monthOf(valueDay) === monthOf(end) ? amount : 0n)),
  ),
  'disclosed.historyRepaid': inMonth((loans, end) =>
    bigSum(loans, (loan) => cameBack(loan, end) - cameBack(loan, monthBefore(end))),
  ),
  'disclosed.historyLoans': countedIn((open) => open.length),
  'disclosed.historyBorrowers': countedIn(
    (open) => new Set(open.map(({ borrower }) => borrower)).size,
  ),
  'disclosed.historyLenders': countedIn((open, end) => {
    const lent = open.filter((loan) => standingOf(loan, end).lendersPrincipal > 0n);
    return new Set(lent.flatMap(({ lenders }) => lenders)).size;
  }),
  'disclosed.gradeRateInMonth': gradeRate,
  'disclosed.vintageShare': vintageShare,
};
