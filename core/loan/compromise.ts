// A compromise 和解减免: a sum that ends the debt if it is paid by a day. Until then nothing more than it is asked for;
// after that day it lapses, and everything is owed as before.
import { least, type MinorUnits, minus, plus, ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { CompromiseLapsed } from './collection-events.ts';
import { totalOfAmounts } from './repay/components.ts';
import { dueAmounts } from './serviced-accounts.ts';
import type { Compromise, Servicing } from './servicing.ts';

/**
 * What may be asked for now: all that is due and unpaid, or what is left of the sum that was agreed.
 *
 * @example amountDue({ accounts: [], fallenDue: 0 }) // ZERO
 */
export function amountDue(
  servicing: Pick<Servicing, 'accounts' | 'fallenDue' | 'compromise'>,
): MinorUnits {
  const due = totalOfAmounts(dueAmounts(servicing));
  const { compromise } = servicing;
  return compromise === undefined ? due : least(due, minus(compromise.amount, compromise.paid));
}

/**
 * The compromise after a payment.
 *
 * @example withPaid({ paid: ZERO }, minorUnits(5n)).paid // 5n
 */
export function withPaid(compromise: Compromise, amount: MinorUnits): Compromise {
  return { ...compromise, paid: plus(compromise.paid, amount) };
}

/**
 * The money life after the days that have passed: a compromise that was not paid in time is no more. What was sent
 * in time counts.
 *
 * @example lapsed({ loanId: 'l' }, dayOf(2026, 3, 2)).events // []
 */
export function lapsed(
  servicing: Servicing,
  today: Day,
): { readonly servicing: Servicing; readonly events: readonly CompromiseLapsed[] } {
  const { compromise, underWay, ...after } = servicing;
  if (compromise === undefined || today <= compromise.until || underWay !== undefined) {
    return { servicing, events: [] };
  }
  const { loanId } = servicing;
  const { amount, paid } = compromise;
  return { servicing: after, events: [{ kind: 'CompromiseLapsed', loanId, amount, paid }] };
}

/**
 * Whether the agreed sum is paid.
 *
 * @example isMet({}) // false
 */
export function isMet({ compromise }: Pick<Servicing, 'compromise'>): boolean {
  return compromise !== undefined && compromise.paid >= compromise.amount && compromise.paid > ZERO;
}
