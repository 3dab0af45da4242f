// The schedule of a loan, from its terms alone.
import { ok, type Result } from '../../kit/result.ts';
import { plus, ZERO } from '../../money/minor-units.ts';
import { checkTerms } from './check-terms.ts';
import { feesCharged } from './fees.ts';
import { layOut } from './lay-out.ts';
import { type LoanAhead, partOfPrincipal, wholeLoanAhead } from './loan-ahead.ts';
import type { Instalment, Schedule, ScheduleChange, ScheduleTerms } from './terms.ts';

/**
 * Makes the schedule of a loan.
 *
 * Arithmetic is exact; the interest of each row and the amount that the method repeats are rounded by the
 * named roundings, the last row takes the rest of the principal, and nothing is levelled again afterwards.
 * So all instalments but the last are equal where the method says so, the principal adds up to what was
 * lent, no principal or interest is negative, and there are exactly as many instalments as asked for: an
 * instalment whose rounding would pay everything off sooner is lowered to the next multiple.
 *
 * @returns a refusal naming the field of `ScheduleTerms` when no schedule can be made.
 * @example makeSchedule({
 *   principal: minorUnits(1000000n), annualRate: fraction(7n, 100n), valueDay: dayOf(2026, 1, 31),
 *   instalmentCount: 12, every: 1, unit: 'months', repaymentMethod: 'equal_instalments',
 *   interestBasis: { kind: 'equal_periods', daysInYear: 360 },
 *   rounding: { interest: 'half_even', instalment: 'half_even' },
 * }).value.rows[0]
 * // {
 * //   number: 1, kind: 'instalment', fromDay: dayOf(2026, 1, 31), dueDay: dayOf(2026, 2, 28),
 * //   principal: minorUnits(80694n), interest: minorUnits(5833n), fee: ZERO, balance: minorUnits(919306n),
 * // }
 */
export function makeSchedule(terms: ScheduleTerms): Result<Schedule> {
  const refused = checkTerms(terms);
  if (refused) return refused;
  const begun = beginLoan(terms);
  const laidOut = layOut(begun.ahead, begun.rows.length + 1);
  if (!laidOut.ok) return laidOut;
  const { rows } = laidOut.value.run;
  return ok(scheduleFrom(terms, [], begun.rows.length === 0 ? rows : [...begun.rows, ...rows]));
}

/** The value day of a loan: what was paid on it, and what lies ahead. */
export interface BegunLoan {
  readonly rows: readonly Instalment[];
  readonly ahead: LoanAhead;
}

/** The first rows of a loan whose terms were checked: its down payment, or none. */
export function beginLoan(terms: ScheduleTerms): BegunLoan {
  const { downPayment, valueDay } = terms;
  const principal = downPayment ? partOfPrincipal(terms, downPayment) : ZERO;
  const ahead = wholeLoanAhead(terms, principal);
  if (!downPayment) return { rows: [], ahead };
  const row: Instalment = {
    number: 1,
    kind: 'down_payment',
    fromDay: valueDay,
    dueDay: valueDay,
    principal,
    interest: ZERO,
    fee: ZERO,
    balance: ahead.balance,
  };
  return { rows: [row], ahead };
}

/** The schedule of the rows that were made. */
export function scheduleFrom(
  terms: ScheduleTerms,
  changes: readonly ScheduleChange[],
  rows: readonly Instalment[],
): Schedule {
  return {
    terms,
    changes,
    principal: plus(terms.principal, feesCharged(terms, 'financed')),
    feeAtDisbursement: feesCharged(terms, 'at_disbursement'),
    rows,
  };
}
