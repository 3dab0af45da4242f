// The rows of a peer's schedule, put together.
import { type MinorUnits, plus, ZERO } from '../../../money/minor-units.ts';
import type { LentPart } from './disbursements.ts';
import type { PeerPeriod } from './due-days.ts';
import type { PeerRow } from './terms.ts';

/**
 * The row of a down payment, due on the day of its disbursement.
 *
 * @param balance principal left after it.
 * @example downPaymentRow(1, { day: dayOf(2024, 1, 1), downPayment: minorUnits(25n), financed: minorUnits(75n) }, minorUnits(75n)).total // 25n
 */
export function downPaymentRow(number: number, part: LentPart, balance: MinorUnits): PeerRow {
  return {
    number,
    isDownPayment: true,
    fromDay: part.day,
    dueDay: part.day,
    principal: part.downPayment,
    interest: ZERO,
    total: part.downPayment,
    balance,
  };
}

/**
 * The row of an instalment, due at the end of its period.
 *
 * @param balance principal left after it.
 * @example instalmentRow(1, { fromDay: dayOf(2024, 1, 1), dueDay: dayOf(2024, 2, 1), isRegular: true }, minorUnits(90n), minorUnits(10n), ZERO).total // 100n
 */
export function instalmentRow(
  number: number,
  period: PeerPeriod,
  principal: MinorUnits,
  interest: MinorUnits,
  balance: MinorUnits,
): PeerRow {
  return {
    number,
    isDownPayment: false,
    fromDay: period.fromDay,
    dueDay: period.dueDay,
    principal,
    interest,
    total: plus(principal, interest),
    balance,
  };
}

/**
 * Whether anything is left of the disbursements for instalments to repay.
 *
 * @example isFinanced([{ day: dayOf(2024, 1, 1), downPayment: minorUnits(25n), financed: ZERO }]) // false
 */
export function isFinanced(parts: readonly LentPart[]): boolean {
  return parts.some((part) => part.financed > 0n);
}

/**
 * The rows of disbursements that were due back at once as a whole, after all else was repaid.
 *
 * @param before rows that stand before them.
 * @example lateDownPayments([{ day: dayOf(2024, 1, 1), downPayment: minorUnits(25n), financed: ZERO }], 3)[0].number // 4
 */
export function lateDownPayments(parts: readonly LentPart[], before: number): PeerRow[] {
  return parts.map((part, index) => downPaymentRow(before + index + 1, part, ZERO));
}
