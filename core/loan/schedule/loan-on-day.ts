// A loan on one day of its life: the rows that have fallen due, what lies ahead, what has accrued.
import { multiplyFractions } from '../../money/fraction.ts';
import { fromFraction, type MinorUnits, scale, ZERO } from '../../money/minor-units.ts';
import type { Day } from '../../time/day.ts';
import { interestFactor, interestPeriod } from './interest-period.ts';
import type { LaidOut } from './lay-out.ts';
import { type LoanAhead, periodsInRow } from './loan-ahead.ts';
import type { Instalment } from './terms.ts';

/** A loan on a day, after the rows that fall due on it. */
export interface LoanOnDay {
  readonly day: Day;
  /** All rows due on the day or before. */
  readonly rows: readonly Instalment[];
  readonly ahead: LoanAhead;
  /** How many of the rows that were laid out have fallen due. */
  readonly passed: number;
  readonly laidOut: LaidOut;
}

/**
 * Moves a loan to a day.
 *
 * @param rows those before the ones that were laid out.
 */
export function loanOnDay(rows: readonly Instalment[], laidOut: LaidOut, day: Day): LoanOnDay {
  const { plan, run } = laidOut;
  const { ahead } = plan;
  const passed = run.rows.filter((row) => row.dueDay <= day).length;
  const planned = run.rows
    .map((_, index) => ahead.planned[index] ?? plan.planned[index])
    .filter((asked) => asked !== undefined)
    .slice(passed);
  const last = run.rows[passed - 1];
  if (last === undefined) return { day, rows, ahead: { ...ahead, planned }, passed, laidOut };
  return {
    day,
    rows: [...rows, ...run.rows.slice(0, passed)],
    ahead: {
      ...ahead,
      index: ahead.index + passed * periodsInRow(ahead.terms),
      startDay: last.dueDay,
      fromDay: last.dueDay,
      balance: last.balance,
      deferred: run.deferred[passed - 1] ?? ZERO,
      planned,
    },
    passed,
    laidOut,
  };
}

/** Interest earned since the last row, and whether it is to be paid, or put off, or is not charged at all. */
export interface AccruedInterest {
  /** To be paid when principal is repaid on the day. */
  readonly payable: MinorUnits;
  /** Put off to a later row. */
  readonly deferred: MinorUnits;
}

/** The interest accrued up to the loan's day, rounded once, under the relief of the running instalment. */
export function accruedInterest({ ahead, day, passed, laidOut }: LoanOnDay): AccruedInterest {
  const { plan } = laidOut;
  const relief = plan.planned[passed]?.interest ?? 'paid';
  if (ahead.balance === ZERO || relief === 'free') return { payable: ZERO, deferred: ZERO };
  const { terms, startDay, fromDay, index, balance, flatBase } = ahead;
  const period = interestPeriod(plan.rule, startDay, index, periodsInRow(terms));
  const factor = interestFactor(plan.rule, period, fromDay, day);
  const rounding = terms.rounding.interest;
  const accrued =
    plan.flatInterest === undefined
      ? scale(balance, factor, rounding)
      : fromFraction(multiplyFractions(flatBase, factor), rounding);
  return relief === 'paid'
    ? { payable: accrued, deferred: ZERO }
    : { payable: ZERO, deferred: accrued };
}
