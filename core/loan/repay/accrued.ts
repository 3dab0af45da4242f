// Accrued interest 应计利息: earned since the last due day and not yet due. It is derived and never booked.
import { type MinorUnits, minus, sum, ZERO } from '../../money/minor-units.ts';
import { interestSpread } from '../../product/lender-fees.ts';
import type { Day } from '../../time/day.ts';
import { applyChange } from '../schedule/apply-change.ts';
import type { Servicing } from '../servicing.ts';
import { earlyRepaymentDay, rowsPassed, scheduleOf } from './payoff.ts';

/**
 * What has accrued to the lenders of a loan on a day, without the spread: the interest that would be paid beside what
 * has fallen due if all were repaid on it. Zero once everything has fallen due, or is written off.
 *
 * @example accruedToLenders({ writtenOff: {} }, dayOf(2026, 3, 2)) // ZERO
 */
export function accruedToLenders(servicing: Servicing, day: Day): MinorUnits {
  const { rules, writtenOff, terms } = servicing;
  if (writtenOff !== undefined || day <= terms.valueDay) return ZERO;
  const schedule = scheduleOf(servicing);
  const repaidOn = earlyRepaymentDay(servicing, day);
  const repaid = applyChange(schedule, { kind: 'early_repayment_in_full', day: repaidOn });
  // Refused where all has come to its day already, though it may not have been asked for.
  const { rows } = repaid.ok ? repaid.value : schedule;
  const accrued = rows.slice(rowsPassed(servicing)).filter(({ dueDay }) => dueDay <= repaidOn);
  return sum(
    accrued.map(({ interest }) => minus(interest, interestSpread(rules.tariff, interest))),
  );
}
