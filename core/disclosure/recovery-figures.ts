// Recovery: what borrowers paid while they were collected from ÷ what was overdue when it was assigned to collection; by
// stage, by month, and for the office by collector.
//
// Both sides count principal and interest: penalty and fees run on by the day, and would make what was assigned a matter of
// how long it stayed. What is paid beyond what was assigned, such as an instalment that fell due meanwhile, is not
// counted, so no stay recovers more than all of it.
import type { Id } from '../kit/id.ts';
import { greatest, least, type MinorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import { addDays, type Day } from '../time/day.ts';
import { COLLECTION_STAGES } from '../work/case.ts';
import { type BookOnDay, type DisclosedBook, groupedBy, totalOver } from './book-on-day.ts';
import { type CollectionStay, staysOf } from './collection-stay.ts';
import {
  countFigure,
  type DisclosedFigure,
  moneyFigure,
  rateFigure,
  shareOf,
} from './disclosed-figure.ts';
import { endOfMonthBefore, HISTORY_MONTHS, monthEnds, monthOf } from './month.ts';
import { sumsThrough, type TimedLoan } from './timed-loan.ts';

/** What was assigned, and what of it came. */
export interface Recovery {
  /** How many cases. */
  readonly cases: number;
  readonly assigned: MinorUnits;
  readonly recovered: MinorUnits;
}

type Loans = ReadonlyMap<Id, TimedLoan>;

/** One case, as long as it was somewhere within a stretch of days. */
interface Assigned {
  readonly loan: TimedLoan;
  readonly caseId: string;
  /** At whose close it was there first. */
  readonly from: Day;
  /** Whose payments count last. */
  readonly until: Day;
}

export function recoveryFigures({ book, day }: BookOnDay): readonly DisclosedFigure[] {
  const loans = loansById(book);
  return [...stageFigures(book, loans, day), ...monthlyFigures(book, loans, day)];
}

/**
 * What each collector was assigned and recovered until the close of a day, by who had the cases.
 *
 * @example recoveryByCollector({ loans: [], collection: [] }, dayOf(2026, 3, 2)).size // 0
 */
export function recoveryByCollector(
  book: Pick<DisclosedBook, 'loans' | 'collection'>,
  day: Day,
): ReadonlyMap<string, Recovery> {
  const stays = staysOf(book.collection, ({ ownerId }) => ownerId);
  const all = assignedWithin(loansById(book), stays, { until: day });
  const byOwner = groupedBy(all, ({ place }) => place);
  return new Map(
    byOwner.map(([ownerId, some]) => [ownerId, recoveryOf(some.map(({ assigned }) => assigned))]),
  );
}

function stageFigures(book: DisclosedBook, loans: Loans, day: Day): readonly DisclosedFigure[] {
  const stays = staysOf(book.collection, ({ stage }) => stage);
  const all = assignedWithin(loans, stays, { until: day });
  return COLLECTION_STAGES.flatMap((stage) => {
    const some = all.filter(({ place }) => place === stage).map(({ assigned }) => assigned);
    if (some.length === 0) return [];
    const { cases, assigned, recovered } = recoveryOf(some);
    return [
      countFigure('stageCases', cases, stage),
      moneyFigure('stageAssigned', assigned, stage),
      moneyFigure('stageRecovered', recovered, stage),
      ...rateFigure('recoveryByStage', shareOf(recovered, assigned), stage),
    ];
  });
}

/** A case is assigned anew at the end of each month, with what is overdue then. */
function monthlyFigures(book: DisclosedBook, loans: Loans, day: Day): readonly DisclosedFigure[] {
  const stays = staysOf(book.collection, () => 'collection');
  const first = stays.reduce<Day>((earliest, { from }) => (from < earliest ? from : earliest), day);
  const ends = first < day ? monthEnds(addDays(first, 1), day).slice(-HISTORY_MONTHS) : [];
  return ends.flatMap((end) => {
    const within = { from: endOfMonthBefore(end), until: end };
    const some = assignedWithin(loans, stays, within).map((one) => one.assigned);
    if (some.length === 0) return [];
    const { assigned, recovered } = recoveryOf(some);
    const month = monthOf(end);
    return [
      moneyFigure('assignedInMonth', assigned, month),
      moneyFigure('recoveredInMonth', recovered, month),
      ...rateFigure('recoveryInMonth', shareOf(recovered, assigned), month),
    ];
  });
}

function loansById({ loans }: Pick<DisclosedBook, 'loans'>): Loans {
  return new Map(loans.map((loan) => [loan.loanId, loan]));
}

/** Those with a day in it whose payments count. */
function assignedWithin(
  loans: Loans,
  stays: readonly CollectionStay[],
  within: { readonly from?: Day; readonly until: Day },
): readonly { readonly place: string; readonly assigned: Assigned }[] {
  return stays.flatMap(({ caseId, loanId, place, from: came, until: went = within.until }) => {
    const loan = loans.get(loanId);
    const from = within.from !== undefined && within.from > came ? within.from : came;
    const until = went < within.until ? went : within.until;
    return loan === undefined || until <= from
      ? []
      : [{ place, assigned: { loan, caseId, from, until } }];
  });
}

function recoveryOf(some: readonly Assigned[]): Recovery {
  const parts = some.map(({ loan, from, until }) => {
    const assigned = overdueOn(loan, from);
    const paid = minus(paidThrough(loan, until), paidThrough(loan, from));
    return { assigned, recovered: least(assigned, greatest(paid, ZERO)) };
  });
  return {
    cases: new Set(some.map(({ caseId }) => caseId)).size,
    assigned: totalOver(parts, ({ assigned }) => assigned),
    recovered: totalOver(parts, ({ recovered }) => recovered),
  };
}

/** Principal and interest that the borrower had been asked for before the day and had not paid by its close. */
function overdueOn(loan: TimedLoan, day: Day): MinorUnits {
  const sums = sumsThrough(loan, day);
  const asked = loan.instalments.filter(({ askingDay }) => askingDay < day);
  const principal = minus(
    sum(asked.map((one) => one.principal)),
    plus(sums.principalRepaid, sums.principalWaived),
  );
  const interest = minus(
    sum(asked.map((one) => one.interest)),
    plus(sums.interestRepaid, sums.interestWaived),
  );
  const open = plus(greatest(principal, ZERO), greatest(interest, ZERO));
  return greatest(minus(open, sums.paidAfterWriteOff), ZERO);
}

function paidThrough(loan: TimedLoan, day: Day): MinorUnits {
  const { principalRepaid, interestRepaid, paidAfterWriteOff } = sumsThrough(loan, day);
  return sum([principalRepaid, interestRepaid, paidAfterWriteOff]);
}
