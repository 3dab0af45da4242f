// The fees of a loan's contract, in money.
import { type MinorUnits, scale, sum, ZERO } from '../../money/minor-units.ts';
import type { FeeAmount, FeeCharged, ScheduleTerms } from './terms.ts';

/**
 * All fees that are charged in one way, each rounded by itself.
 *
 * @param outstanding the principal before the row in which they are due; for the whole loan the principal.
 * @example feesCharged({
 *   principal: minorUnits(10000n), rounding: { interest: 'half_even', instalment: 'half_even' },
 *   fees: [{ name: 'service', charged: 'each_instalment', amount: { kind: 'share_of_outstanding', share: fraction(1n, 100n) } }],
 * }, 'each_instalment', minorUnits(5000n)) // minorUnits(50n)
 */
export function feesCharged(
  terms: Pick<ScheduleTerms, 'principal' | 'fees' | 'rounding'>,
  charged: FeeCharged,
  outstanding: MinorUnits = terms.principal,
): MinorUnits {
  if (!terms.fees) return ZERO;
  const fees = terms.fees.filter((fee) => fee.charged === charged);
  return sum(fees.map(({ amount }) => feeOf(terms, amount, outstanding)));
}

function feeOf(
  { principal, rounding }: Pick<ScheduleTerms, 'principal' | 'rounding'>,
  fee: FeeAmount,
  outstanding: MinorUnits,
): MinorUnits {
  switch (fee.kind) {
    case 'fixed':
      return fee.amount;
    case 'share_of_principal':
      return scale(principal, fee.share, rounding.interest);
    case 'share_of_outstanding':
      return scale(outstanding, fee.share, rounding.interest);
  }
}

/**
 * The fee for repaying principal early.
 *
 * @example earlyRepaymentFeeFor({
 *   rounding: { interest: 'half_even', instalment: 'half_even' },
 *   earlyRepaymentFee: { kind: 'share', share: fraction(1n, 100n) },
 * }, minorUnits(5000n)) // minorUnits(50n)
 */
export function earlyRepaymentFeeFor(
  terms: Pick<ScheduleTerms, 'earlyRepaymentFee' | 'rounding'>,
  principal: MinorUnits,
): MinorUnits {
  const fee = terms.earlyRepaymentFee;
  if (!fee) return ZERO;
  return fee.kind === 'fixed' ? fee.amount : scale(principal, fee.share, terms.rounding.interest);
}
