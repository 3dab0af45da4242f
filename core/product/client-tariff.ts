// The tariff for clients: what they pay apart from any loan, for a registration and for a withdrawal. It comes in
// versions, each prepared by one person and released by another. Where there is none, nothing is charged.
import type { Id } from '../kit/id.ts';
import { isInForce } from '../law/rule-pack.ts';
import { ZERO } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import { feeFor } from './fees.ts';
import type { FeePayer, RegistrationFee, Tariff } from './tariff.ts';

/** One version; a later one takes the place of all earlier ones from its first day on. */
export interface ClientTariff {
  readonly name: 'clients';
  readonly number: number;
  readonly tariff: Tariff;
  readonly makerId: Id;
  /** From the approval on. */
  readonly checkerId?: Id;
}

/**
 * The tariff for clients on a day: that of the last version which was released and is in force.
 *
 * @example clientTariffInForce([], dayOf(2026, 11, 22)) // undefined
 */
export function clientTariffInForce(
  versions: readonly ClientTariff[],
  day: Day,
): Tariff | undefined {
  return versions
    .filter(({ checkerId, tariff }) => checkerId !== undefined && isInForce(tariff, day))
    .toSorted((left, right) => right.number - left.number)[0]?.tariff;
}

/**
 * What registering in these roles costs under a tariff; none where it is free.
 *
 * @example registrationFees(freeTariff(currency('CNY'), dayOf(2026, 1, 1)), ['lender']) // []
 */
export function registrationFees(
  tariff: Tariff | undefined,
  roles: readonly FeePayer[],
): readonly RegistrationFee[] {
  if (tariff === undefined) return [];
  const { currency } = tariff;
  return roles
    .map((role) => ({ role, currency, amount: feeFor(tariff, 'registration', role, {}) }))
    .filter(({ amount }) => amount > ZERO);
}
