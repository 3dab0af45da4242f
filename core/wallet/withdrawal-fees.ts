// What goes to the operator with a withdrawal: its own fee, and that of the registration if it is not paid yet. Both
// come beside the amount that is paid out, and the client authorises all of it at the custodian as one payment.
import type { Currency } from '../money/currency.ts';
import { fraction } from '../money/fraction.ts';
import {
  greatest,
  type MinorUnits,
  minorUnits,
  minus,
  plus,
  scale,
  sum,
  ZERO,
} from '../money/minor-units.ts';
import type { Client, ClientRole } from '../people/client.ts';
import { feeFor } from '../product/fees.ts';
import type { Tariff } from '../product/tariff.ts';
import type { WithdrawalFee } from './money-in-out.ts';

const MILLION = 1_000_000;

/** From which purse it is paid, and by which tariff. */
export interface WithdrawalTerms {
  readonly client: Pick<Client, 'registrationFees'>;
  readonly role: ClientRole;
  readonly currency: Currency;
  /** That for clients, of the day; left out, a withdrawal costs nothing. */
  readonly tariff?: Tariff | undefined;
}

/**
 * The fees of a withdrawal, those that come to nothing left out.
 *
 * @param amount what is paid out to the client.
 * @example
 * withdrawalFees({ client: {}, role: 'lender', currency: currency('CNY') }, minorUnits(100n)) // []
 */
export function withdrawalFees(
  terms: WithdrawalTerms,
  amount: MinorUnits,
): readonly WithdrawalFee[] {
  const fees = [
    { kind: 'withdrawal', amount: ownFee(terms, amount) },
    { kind: 'registration', amount: openRegistration(terms) },
  ] as const;
  return fees.filter((fee) => fee.amount > ZERO);
}

/**
 * The most that can be paid out of a purse, so that its fees can be paid too.
 *
 * @param available in the purse.
 * @example
 * mostToWithdraw({ client: {}, role: 'lender', currency: currency('CNY') }, minorUnits(100n)) // minorUnits(100n)
 */
export function mostToWithdraw(terms: WithdrawalTerms, available: MinorUnits): MinorUnits {
  const rest = minus(available, openRegistration(terms));
  if (rest <= ZERO) return ZERO;
  const rule = ruleOf(terms);
  const most =
    rule?.kind === 'share_of_amount'
      ? // One more than the exact share would leave, since rounding may give it back.
        plus(scale(rest, fraction(BigInt(MILLION), BigInt(MILLION + rule.sharePpm)), 'down'), ONE)
      : minus(rest, ownFee(terms, rest));
  const isCovered = (amount: MinorUnits) => plus(amount, ownFee(terms, amount)) <= rest;
  let amount = most;
  while (amount > ZERO && !isCovered(amount)) amount = minus(amount, ONE);
  return greatest(amount, ZERO);
}

const ONE = minorUnits(1n);

/**
 * All that leaves the purse.
 *
 * @example totalWithdrawn(minorUnits(5n), [{ kind: 'withdrawal', amount: minorUnits(2n) }]) // minorUnits(7n)
 */
export function totalWithdrawn(amount: MinorUnits, fees: readonly WithdrawalFee[]): MinorUnits {
  return plus(amount, sum(fees.map((fee) => fee.amount)));
}

function ownFee({ role, currency, tariff }: WithdrawalTerms, amount: MinorUnits): MinorUnits {
  if (tariff?.currency !== currency || role === 'partner') return ZERO;
  return feeFor(tariff, 'withdrawal', role, { amount });
}

function ruleOf({ role, currency, tariff }: WithdrawalTerms) {
  if (tariff?.currency !== currency) return undefined;
  return tariff.fees.find(({ kind, payer }) => kind === 'withdrawal' && payer === role)?.rule;
}

function openRegistration({ client, role, currency }: WithdrawalTerms): MinorUnits {
  const open = client.registrationFees ?? [];
  return sum(
    open
      .filter((fee) => fee.role === role && fee.currency === currency)
      .map(({ amount }) => amount),
  );
}
