// Accrued interest 应计利息: earned since the last due day and not yet due. It is derived and never booked.
import { type MinorUnits, minus, ZERO } from '../../money/minor-units.ts';
import { interestSpread } from '../../product/lender-fees.ts';
import type { Day } from '../../time/day.ts';
import { applyChange } from '../schedule/apply-change.ts';
import type { Servicing } from '../servicing.ts';
import { scheduleOf } from './payoff.ts';

/**
 * What has accrued to the lenders of a loan on a day, without the spread: the interest that would be paid if the rest
 * were repaid on it. Zero once all has come to its day, or is written off.
 *
 * @example accruedToLenders({ writtenOff: {} }, dayOf(2026, 3, 2)) // ZERO
 */
export function accruedToLenders(servicing: Servicing, day: Day): MinorUnits {
  const { rules, writtenOff, terms } = servicing;
  if (writtenOff !== undefined || day <= terms.valueDay) return ZERO;
  const change = { kind: 'early_repayment_in_full', day } as const;
  const repaid = applyChange(scheduleOf(servicing), change);
  const row = repaid.ok ? repaid.value.rows.at(-1) : undefined;
  if (row?.kind !== 'early_repayment' || row.dueDay !== day) return ZERO;
  return minus(row.interest, interestSpread(rules.tariff, row.interest));
}
