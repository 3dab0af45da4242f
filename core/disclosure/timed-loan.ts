// A loan whose state can be asked for any day: the sums through each day, and when each instalment was made good.
import { assert } from '../kit/assert.ts';
import type { Id } from '../kit/id.ts';
import { greatest, type MinorUnits, minus, plus, sum, ZERO } from '../money/minor-units.ts';
import { type Day, daysBetween } from '../time/day.ts';
import type { LoanMove, LoanRecord, LoanSum, MovedSums } from './loan-record.ts';

export interface TimedLoan extends LoanRecord {
  /** After each move, everything since the value day. */
  readonly totals: readonly LoanMove[];
  /** For each instalment, when lenders had been credited with it and all before; undefined while they were not. */
  readonly creditedDays: readonly (Day | undefined)[];
}

/** A loan as it stood at the close of a day. */
export interface LoanStanding {
  readonly loan: TimedLoan;
  readonly sums: MovedSums;
  /** What the borrower owes of the principal, without what is written off. */
  readonly principal: MinorUnits;
  /** Lent and neither come back nor given up: what its lenders still have in it. */
  readonly lendersPrincipal: MinorUnits;
  /** What of its written-off principal has not been recovered. */
  readonly writtenOffLeft: MinorUnits;
  readonly interestToCome: MinorUnits;
  /** Since the borrower's oldest unpaid instalment was due. */
  readonly daysOverdue: number;
  /** Since the oldest instalment was due that its lenders were not credited with. */
  readonly daysUncredited: number;
  /** Principal and interest that its lenders should have been credited with and were not. */
  readonly uncredited: MinorUnits;
  readonly isDefaulted: boolean;
}

export const NO_SUMS: MovedSums = sumsOf(() => ZERO);

/**
 * The record with what can be asked of it.
 *
 * @example timedLoan({ moves: [], instalments: [] }).totals // []
 */
export function timedLoan(record: LoanRecord): TimedLoan {
  let before = NO_SUMS;
  const totals = record.moves.map(({ day, sums }) => {
    before = plusSums(before, sums);
    return { day, sums: before };
  });
  return { ...record, totals, creditedDays: creditedDaysOf(record, totals) };
}

/**
 * How the loan stood at the close of that day; undefined before it was paid out.
 *
 * @example loanStanding({ valueDay: dayOf(2026, 3, 2) }, dayOf(2026, 3, 1)) // undefined
 */
export function loanStanding(loan: TimedLoan, day: Day): LoanStanding | undefined {
  if (day < loan.valueDay) return undefined;
  const sums = sumsThrough(loan, day);
  const principal = principalLeft(loan, sums);
  const isOpen = principal > ZERO;
  const since = isOpen ? oldestOpen(loan, day) : undefined;
  const uncreditedSince = isOpen ? oldestUncredited(loan, day) : undefined;
  const writtenOffLeft = minus(sums.principalWrittenOff, sums.principalRecovered);
  return {
    ...{ loan, sums, principal, writtenOffLeft },
    lendersPrincipal: isOpen ? lendersLeft(loan, sums) : ZERO,
    interestToCome: isOpen ? interestLeft(loan, sums, day) : ZERO,
    daysOverdue: since === undefined ? 0 : daysBetween(since, day),
    daysUncredited: uncreditedSince === undefined ? 0 : daysBetween(uncreditedSince, day),
    uncredited: uncreditedSince === undefined ? ZERO : uncreditedOn(loan, sums, day),
    isDefaulted: loan.defaults.findLast((turn) => turn.day <= day)?.isDefaulted ?? false,
  };
}

/**
 * Everything that moved until the close of the day.
 *
 * @example sumsThrough({ totals: [] }, dayOf(2026, 3, 2)).compensated // ZERO
 */
export function sumsThrough({ totals }: Pick<TimedLoan, 'totals'>, day: Day): MovedSums {
  let [from, to] = [0, totals.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const one = totals[middle];
    assert(one !== undefined, 'What lies between two places of a list is there.');
    if (one.day <= day) from = middle + 1;
    else to = middle;
  }
  return totals[from - 1]?.sums ?? NO_SUMS;
}

/** What moved after one day, until the close of another. */
export function sumsBetween(loan: TimedLoan, after: Day, through: Day): MovedSums {
  const [last, first] = [sumsThrough(loan, through), sumsThrough(loan, after)];
  return sumsOf((name) => minus(last[name], first[name]));
}

/** The principal that the borrower owed at the close of the day. */
export function principalOn(loan: TimedLoan, day: Day): MinorUnits {
  return day < loan.valueDay ? ZERO : principalLeft(loan, sumsThrough(loan, day));
}

/** The same, and what its lenders still had in it. */
export function principalsOn(
  loan: TimedLoan,
  day: Day,
): Pick<LoanStanding, 'principal' | 'lendersPrincipal'> {
  if (day < loan.valueDay) return { principal: ZERO, lendersPrincipal: ZERO };
  const sums = sumsThrough(loan, day);
  const principal = principalLeft(loan, sums);
  return { principal, lendersPrincipal: principal > ZERO ? lendersLeft(loan, sums) : ZERO };
}

/** Days since the borrower's oldest unpaid instalment was due, at the close of the day. */
export function daysOverdueOn(loan: TimedLoan, day: Day): number {
  const since = oldestOpen(loan, day);
  return since === undefined ? 0 : daysBetween(since, day);
}

/** The lenders of these loans, each once. */
export function lendersOf(loans: Iterable<Pick<LoanRecord, 'lenderIds'>>): number {
  const lenders = new Set<Id>();
  for (const { lenderIds } of loans) for (const id of lenderIds) lenders.add(id);
  return lenders.size;
}

/**
 * Both together.
 *
 * @example plusSums(NO_SUMS, NO_SUMS) // NO_SUMS
 */
export function plusSums(left: MovedSums, right: MovedSums): MovedSums {
  return sumsOf((name) => plus(left[name], right[name]));
}

function sumsOf(amount: (name: LoanSum) => MinorUnits): MovedSums {
  return {
    principalRepaid: amount('principalRepaid'),
    principalWaived: amount('principalWaived'),
    principalWrittenOff: amount('principalWrittenOff'),
    interestRepaid: amount('interestRepaid'),
    interestWaived: amount('interestWaived'),
    penaltyRepaid: amount('penaltyRepaid'),
    borrowerFees: amount('borrowerFees'),
    principalRecovered: amount('principalRecovered'),
    paidAfterWriteOff: amount('paidAfterWriteOff'),
    lendersPrincipal: amount('lendersPrincipal'),
    lendersInterest: amount('lendersInterest'),
    lendersPenalty: amount('lendersPenalty'),
    lendersFees: amount('lendersFees'),
    compensated: amount('compensated'),
  };
}

function principalLeft({ amount }: LoanRecord, sums: MovedSums): MinorUnits {
  const gone = sum([sums.principalRepaid, sums.principalWaived, sums.principalWrittenOff]);
  return minus(amount, gone);
}

function lendersLeft({ amount }: LoanRecord, sums: MovedSums): MinorUnits {
  return greatest(minus(amount, plus(sums.lendersPrincipal, sums.principalWaived)), ZERO);
}

function interestLeft(loan: TimedLoan, sums: MovedSums, day: Day): MinorUnits {
  const plan = loan.plannedInterest.findLast(({ from }) => from <= day) ?? loan.plannedInterest[0];
  const paid = plus(sums.interestRepaid, sums.interestWaived);
  return greatest(minus(plan?.interest ?? ZERO, paid), ZERO);
}

/** What is due on the day itself is not overdue yet. */
function oldestOpen({ instalments }: LoanRecord, day: Day): Day | undefined {
  for (const { askingDay, settledDay } of instalments) {
    if (askingDay >= day) continue;
    if (settledDay === undefined || settledDay > day) return askingDay;
  }
  return undefined;
}

function oldestUncredited({ instalments, creditedDays }: TimedLoan, day: Day): Day | undefined {
  for (const [index, { askingDay }] of instalments.entries()) {
    if (askingDay >= day) continue;
    const credited = creditedDays[index];
    if (credited === undefined || credited > day) return askingDay;
  }
  return undefined;
}

function uncreditedOn(loan: TimedLoan, sums: MovedSums, day: Day): MinorUnits {
  const due = loan.instalments.filter(({ askingDay }) => askingDay < day);
  const [principal, interest] = creditedBy(sums);
  return plus(
    greatest(minus(sum(due.map((one) => one.principal)), principal), ZERO),
    greatest(minus(sum(due.map((one) => one.lendersInterest)), interest), ZERO),
  );
}

/** What was given up is asked for no more. */
function creditedBy(sums: MovedSums): readonly [MinorUnits, MinorUnits] {
  return [
    plus(sums.lendersPrincipal, sums.principalWaived),
    plus(sums.lendersInterest, sums.interestWaived),
  ];
}

function creditedDaysOf(
  { instalments, amount }: LoanRecord,
  totals: readonly LoanMove[],
): readonly (Day | undefined)[] {
  let [principalDue, interestDue, next] = [ZERO, ZERO, 0];
  return instalments.map(({ principal, lendersInterest }) => {
    principalDue = plus(principalDue, principal);
    interestDue = plus(interestDue, lendersInterest);
    while (next < totals.length) {
      const [paid, interest] = creditedBy(totals[next]?.sums ?? NO_SUMS);
      // With all principal nothing more is expected.
      if (paid >= amount || (paid >= principalDue && interest >= interestDue)) break;
      next += 1;
    }
    return totals[next]?.day;
  });
}
