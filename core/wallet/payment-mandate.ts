// A mandate for payments: what the owner of money has authorised at the custodian for many payments to come.
//
// The custodian alone takes the owner's word; here stands what it has said, so that a rule can see before it
// asks whether a payment is covered.
import type { Id } from '../kit/id.ts';
import type { Currency } from '../money/currency.ts';
import { type MinorUnits, minus, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { Instant } from '../time/instant.ts';

/**
 * `bid`: freezes for bids; `repayment`: what a borrower owes; `fees`: what goes to the operator; `compensation`: what a
 * guarantor pays for a borrower; `reserve`: what a partner pays into a risk reserve, or out of the one that it keeps.
 */
export type PaymentScope = 'bid' | 'repayment' | 'fees' | 'compensation' | 'reserve';

export type PaymentMandateState = 'requested' | 'granted' | 'declined' | 'revoked' | 'expired';

export interface PaymentMandate {
  readonly id: Id;
  readonly clientId: Id;
  readonly scope: PaymentScope;
  readonly currency: Currency;
  /** The most that may go out under it in all. */
  readonly cap: MinorUnits;
  /** What went out under it so far, of payments for a loan. */
  readonly used: MinorUnits;
  /** The one loan for which it holds; every scope but `bid` and `reserve` has one. */
  readonly loanId?: Id;
  /** The last day on which it holds. */
  readonly expiresDay: Day;
  readonly state: PaymentMandateState;
  readonly requestedAt: Instant;
  /** Where at the custodian its owner grants it. */
  readonly pageUrl?: string;
  readonly bankReference?: string;
}

/**
 * The mandate of that scope which holds on a day and has room for so much more, the one that holds longest first.
 *
 * @param mandates those of one loan.
 * @example mandateInForce([], 'repayment', dayOf(2026, 3, 2)) // undefined
 */
export function mandateInForce(
  mandates: readonly PaymentMandate[],
  scope: PaymentScope,
  day: Day,
  amount: MinorUnits = ZERO,
): PaymentMandate | undefined {
  return mandates
    .filter((one) => one.scope === scope && one.state === 'granted')
    .filter(({ expiresDay, cap, used }) => expiresDay >= day && minus(cap, used) >= amount)
    .toSorted((a, b) => b.expiresDay - a.expiresDay)[0];
}
