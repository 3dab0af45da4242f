// Acceleration 加速到期: by the contract the whole loan becomes due at once.

import type { Circumstances } from '../decision.ts';
import type { MutuaEvent } from '../events.ts';
import { assert } from '../kit/assert.ts';
import type { Transfer } from '../ledger/transfer.ts';
import { type MinorUnits, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { LoanAccelerated } from './collection-events.ts';
import type { Loan } from './loan.ts';
import { debtsDue } from './repay/fall-due.ts';
import { openAccount } from './repay/instalment-account.ts';
import { earlyPart, earlyRepaymentDay } from './repay/payoff.ts';
import type { ServicedAccount, Servicing } from './servicing.ts';

/**
 * What becomes due at once: the principal that was to come, with its interest up to the day and no fee. It stands as
 * one instalment in the place of all that had not fallen due.
 *
 * @param servicing worked through the day; something of it has not fallen due.
 * @example dueAtOnce(
 *   { terms: {
 *     principal: minorUnits(1000n), annualRate: fraction(0n), valueDay: dayOf(2026, 1, 31),
 *     instalmentCount: 2, every: 1, unit: 'months', repaymentMethod: 'equal_instalments',
 *     interestBasis: { kind: 'equal_periods', daysInYear: 360 },
 *     rounding: { interest: 'half_even', instalment: 'half_even' },
 *   }, changes: [], accounts: [], fallenDue: 0 },
 *   dayOf(2026, 2, 10),
 * ).account.due.principal
 * // minorUnits(1000n)
 */
export function dueAtOnce(
  servicing: Servicing,
  day: Day,
): Pick<LoanAccelerated, 'change' | 'account'> {
  const change = {
    kind: 'early_repayment_in_full',
    day: earlyRepaymentDay(servicing, day),
  } as const;
  const part = earlyPart(servicing, change);
  assert(part.ok, 'What is outstanding can become due on any day.');
  const { principal, interest } = part.value;
  const fromDay = servicing.accounts[servicing.fallenDue - 1]?.dueDay ?? servicing.terms.valueDay;
  const row = { fromDay, dueDay: change.day, principal, interest, fee: ZERO };
  const account: ServicedAccount = { ...openAccount(row), fees: [] };
  return { change, account };
}

/**
 * The money life after it.
 *
 * @example withAcceleration({ accounts: [], fallenDue: 0, changes: [] }, {}).fallenDue // 1
 */
export function withAcceleration(servicing: Servicing, event: LoanAccelerated): Servicing {
  const { day, change, account, makerId, checkerId } = event;
  const accounts = [...servicing.accounts.slice(0, servicing.fallenDue), account];
  return {
    ...servicing,
    ...{ accounts, fallenDue: accounts.length, changes: [...servicing.changes, change] },
    accelerated: { day, makerId, checkerId },
  };
}

/**
 * The interest up to the day is due (code 601).
 *
 * @example interestAtOnce({}, ZERO, { today: dayOf(2026, 3, 2) }) // []
 */
export function interestAtOnce(
  loan: Loan,
  interest: MinorUnits,
  circumstances: Circumstances,
): readonly Transfer[] {
  return debtsDue(loan, { interest, fee: ZERO }, circumstances.today, circumstances);
}

/**
 * That a loan comes into default by it, unless it is already.
 *
 * @example defaultByAcceleration({}, true) // []
 */
export function defaultByAcceleration(
  { loanId, makerId, checkerId, reason }: LoanAccelerated,
  isDefaulted: boolean,
): readonly MutuaEvent[] {
  if (isDefaulted) return [];
  return [{ kind: 'LoanDefaulted', loanId, cause: 'accelerated', makerId, checkerId, reason }];
}
