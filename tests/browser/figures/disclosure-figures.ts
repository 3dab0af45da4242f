// Public figures by a second program: each formula of the definitions written down once more, over loans that were read
// straight from the transfers and the instalments.
import type { Day } from '@mutua/core/time/day.ts';
import type { NaiveLoan } from './disclosure-book.ts';
import {
  badDebt,
  balance,
  bigSum,
  borrowersOf,
  count,
  dayAsked,
  lendersOf,
  lent,
  money,
  monthBefore,
  type NaiveDay,
  naiveDayOf,
  naiveNetReturn,
  type Of,
  share,
  writtenOff,
} from './disclosure-day.ts';
import { GROUP_FIGURES } from './disclosure-groups.ts';
import { HISTORY_FIGURES } from './disclosure-history.ts';
import { HOUSE_FIGURES } from './disclosure-house.ts';
import { RECOVERY_FIGURES } from './disclosure-recovery.ts';
import { ROW_FIGURES } from './disclosure-rows.ts';
import { SEGMENT_FIGURES } from './disclosure-segments.ts';
import {
  compensatedBy,
  type NaiveStanding,
  principalBy,
  recoveredBy,
  repaidBy,
  toLendersBy,
} from './disclosure-standing.ts';
import type { FigureAsk, FigureQueries, FigureQuery } from './figure-query.ts';

const uncredited: Of = ({ open }) => bigSum(open, (one) => one.uncredited);
const late: Of = ({ open }) =>
  bigSum(
    open.filter(({ daysLate }) => daysLate > 0),
    ({ principal }) => principal,
  );
const over90 = ({ open }: NaiveDay) => open.filter(({ daysUncredited }) => daysUncredited > 90);
const overdueLoans = ({ open }: NaiveDay) => open.filter((one) => one.uncredited > 0n);
const principalOf = (loans: readonly NaiveStanding[]) =>
  bigSum(loans, ({ principal }) => principal);

const sinceMonth =
  (by: (loan: NaiveLoan, day: Day) => bigint): Of =>
  ({ loans, day }) =>
    bigSum(loans, (loan) => by(loan, day) - by(loan, monthBefore(day)));
const ofMonth = ({ made, day }: NaiveDay) =>
  made.filter(({ loan }) => loan.valueDay > monthBefore(day));

/** What is outstanding by some key, the largest first. */
function largest({ open }: NaiveDay, keys: (loan: NaiveLoan) => readonly string[]): bigint[] {
  const sums = new Map<string, bigint>();
  for (const { loan, principal } of open) {
    for (const key of keys(loan)) sums.set(key, (sums.get(key) ?? 0n) + principal);
  }
  return [...sums.values()].sort((left, right) => (left > right ? -1 : 1));
}
const first = (keys: (loan: NaiveLoan) => readonly string[]) => (day: NaiveDay) =>
  largest(day, keys)[0] ?? 0n;

function recovery({ loans, day }: NaiveDay): { readonly back: bigint; readonly fallen: bigint } {
  const back = (loan: NaiveLoan, on: Day) => repaidBy(loan, on) + recoveredBy(loan, on);
  const fallen = loans.flatMap((loan) => {
    const turn = loan.defaultTurns.find(({ isIn, day: on }) => isIn && on <= day);
    return turn === undefined ? [] : [{ loan, on: turn.day }];
  });
  return {
    back: bigSum(fallen, ({ loan, on }) => back(loan, day) - back(loan, on)),
    fallen: bigSum(fallen, ({ loan, on }) => principalBy(loan, on)),
  };
}

const guaranteed = ({ loans }: NaiveDay) => loans.filter(({ safeguard }) => safeguard !== 'none');

const HEADLINES: FigureQueries = {
  'disclosed.totalLent': money(lent),
  'disclosed.principalRepaid': money(({ made }) =>
    bigSum(made, (one) => one.repaid + one.recovered),
  ),
  'disclosed.writtenOffLeft': money(writtenOff),
  'disclosed.principalWaived': money(({ made }) => bigSum(made, ({ waived }) => waived)),
  'disclosed.balance': money(balance),
  'disclosed.loansMade': count(({ made }) => made.length),
  'disclosed.loansRepaid': count(
    ({ made }) => made.filter((one) => one.principal === 0n && one.writtenOff === 0n).length,
  ),
  'disclosed.loansWrittenOff': count(
    ({ made }) => made.filter((one) => one.writtenOff > 0n).length,
  ),
  'disclosed.loansOutstanding': count(({ open }) => open.length),
  'disclosed.interestToLenders': money(({ made }) => bigSum(made, ({ toLenders }) => toLenders)),
  'disclosed.writeOffRate': share(writtenOff, lent),
  'disclosed.recoveredAfterWriteOff': money(({ made }) => bigSum(made, (one) => one.recovered)),
  'disclosed.interestOutstanding': money(({ open }) => bigSum(open, (one) => one.interestToCome)),
  'disclosed.lendersEver': count(({ made }) => lendersOf(made)),
  'disclosed.borrowersEver': count(({ made }) => borrowersOf(made)),
  'disclosed.lendersCurrent': count(({ open }) =>
    lendersOf(open.filter((one) => one.lendersPrincipal > 0n)),
  ),
  'disclosed.borrowersCurrent': count(({ open }) => borrowersOf(open)),
  'disclosed.monthLent': money((day) => bigSum(ofMonth(day), ({ loan }) => loan.amount)),
  'disclosed.monthLoans': count((day) => ofMonth(day).length),
  'disclosed.monthPrincipalRepaid': money(
    sinceMonth((loan, day) => repaidBy(loan, day) + recoveredBy(loan, day)),
  ),
  'disclosed.monthInterest': money(sinceMonth(toLendersBy)),
  'disclosed.netReturn': async (ask) => {
    const { made, day } = await naiveDayOf(ask);
    return naiveNetReturn(made, day);
  },
};

const RISKS: FigureQueries = {
  'disclosed.topTenShare': share(
    (day) => bigSum(largest(day, ({ borrower }) => [borrower]).slice(0, 10), (one) => one),
    balance,
  ),
  'disclosed.topOneShare': share(
    first(({ borrower }) => [borrower]),
    balance,
  ),
  'disclosed.largestLoanShare': share(
    first(({ id }) => [id]),
    balance,
  ),
  'disclosed.largestRegionShare': share(
    first(({ region }) => [region]),
    balance,
  ),
  'disclosed.largestIndustryShare': share(
    first(({ industry }) => (industry === 'unknown' ? [] : [industry])),
    balance,
  ),
  'disclosed.largestGuarantorShare': share(
    first(({ guarantors }) => guarantors),
    balance,
  ),
  'disclosed.relatedPrincipal': money(({ open }) =>
    principalOf(open.filter(({ loan }) => loan.isRelated)),
  ),
  'disclosed.relatedLoans': count(({ open }) => open.filter(({ loan }) => loan.isRelated).length),
  'disclosed.overdueAmount': money(uncredited),
  'disclosed.overdueLoans': count((day) => overdueLoans(day).length),
  'disclosed.overdueAmountRate': share(
    uncredited,
    async (day) => (await balance(day)) + bigSum(day.open, (one) => one.interestToCome),
  ),
  'disclosed.overdueLoanRate': share(
    (day) => BigInt(overdueLoans(day).length),
    ({ open }) => BigInt(open.length),
  ),
  'disclosed.overduePrincipal': money(late),
  'disclosed.overdueRate': share(late, balance),
  'disclosed.over90Principal': money((day) => principalOf(over90(day))),
  'disclosed.over90Loans': count((day) => over90(day).length),
  'disclosed.over90Rate': share((day) => principalOf(over90(day)), balance),
  'disclosed.badDebt': money(badDebt),
  'disclosed.badDebtRate': share(badDebt, lent),
  'disclosed.compensatedAmount': money(({ made }) => bigSum(made, (one) => one.compensated)),
  'disclosed.compensatedLoans': count(
    ({ made }) => made.filter((one) => one.compensated > 0n).length,
  ),
  'disclosed.compensationRate': share(
    (day) =>
      bigSum(
        guaranteed(day),
        (loan) => compensatedBy(loan, day.day) - compensatedBy(loan, monthBefore(day.day)),
      ),
    (day) => bigSum(guaranteed(day), (loan) => principalBy(loan, monthBefore(day.day))),
  ),
  'disclosed.defaultRecovery': share(
    (day) => recovery(day).back,
    (day) => recovery(day).fallen,
  ),
};

/** Each page is opened in both languages and both widths: what was reckoned once is so for all of them. */
function reckonedOnce(id: string, query: FigureQuery): FigureQuery {
  const found = new WeakMap<FigureAsk['db'], Map<string, Promise<string>>>();
  return async (ask) => {
    const known = found.get(ask.db) ?? new Map<string, Promise<string>>();
    found.set(ask.db, known);
    const place = `${id} ${ask.row} ${await dayAsked(ask)}`;
    const value = known.get(place) ?? query(ask);
    known.set(place, value);
    return value;
  };
}

const ALL: FigureQueries = {
  ...HEADLINES,
  ...RISKS,
  ...HOUSE_FIGURES,
  ...GROUP_FIGURES,
  ...HISTORY_FIGURES,
  ...RECOVERY_FIGURES,
  ...ROW_FIGURES,
  ...SEGMENT_FIGURES,
};

export const DISCLOSURE_FIGURES: FigureQueries = Object.fromEntries(
  Object.entries(ALL).map(([id, query]) => [id, reckonedOnce(id, query)]),
);
