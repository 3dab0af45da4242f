// What has been paid on a loan in all: by it a promise is judged, and what a suit recovered is told.

import { totalOfAmounts } from '../loan/repay/components.ts';
import { accountsAsSent } from '../loan/serviced-accounts.ts';
import type { Servicing } from '../loan/servicing.ts';
import { type MinorUnits, minus, sum, ZERO } from '../money/minor-units.ts';

/**
 * All that was paid; a payment that is under way counts.
 *
 * @example paidSoFar({ accounts: [] }) // ZERO
 */
export function paidSoFar(servicing: Pick<Servicing, 'accounts' | 'underWay'>): MinorUnits {
  return sum(accountsAsSent(servicing).map(({ paid }) => totalOfAmounts(paid)));
}

/**
 * What was paid since that much had been; nothing, where payments were taken back meanwhile.
 *
 * @example paidSince({ accounts: [] }, minorUnits(5n)) // ZERO
 */
export function paidSince(
  servicing: Pick<Servicing, 'accounts' | 'underWay'>,
  before: MinorUnits,
): MinorUnits {
  const all = paidSoFar(servicing);
  return all > before ? minus(all, before) : ZERO;
}
