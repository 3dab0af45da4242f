// What a loan costs under its product today: the price, and every fee of its schedule.
import { costOfContract } from '../../credit/all-in.ts';
import { creditPolicyOf } from '../../credit/policy.ts';
import { type Price, priceLoan } from '../../credit/price.ts';
import { ok, type Result } from '../../kit/result.ts';
import { type RulePack, ruleInForce } from '../../law/rule-pack.ts';
import type { MinorUnits } from '../../money/minor-units.ts';
import type { ProductTerms } from '../../product/product.ts';
import type { Day } from '../../time/day.ts';
import type { LoanFee } from '../loan.ts';
import type { QuotedMethod } from '../quote.ts';

export interface LoanTerms {
  readonly price: Price;
  /** In the order of their due days; those that come to nothing are left out. */
  readonly fees: readonly LoanFee[];
  /** Interest and all fees, if everything is paid on its due day. */
  readonly totalRepaid: MinorUnits;
}

/**
 * Price and fees of a loan whose expected loss is known, as if it were disbursed today.
 *
 * @returns `rate_above_cap` or `price_out_of_bounds` where it has no lawful price today.
 * @example
 * termsOfLoan(SMALL_CREDIT_LOAN, CN, {
 *   loanAmount: minorUnits(5000000n), termMonths: 12, repaymentMethod: 'equal_instalments', expectedLossPpm: 18000,
 * }, dayOf(2026, 11, 22)).value.fees[0]
 * // { kind: 'service', amount: minorUnits(5000n), dueWith: 1 }
 */
export function termsOfLoan(
  product: ProductTerms,
  pack: RulePack,
  loan: {
    readonly loanAmount: MinorUnits;
    readonly termMonths: number;
    readonly repaymentMethod: QuotedMethod;
    readonly expectedLossPpm: number;
    readonly assessedRatePpm?: number;
  },
  today: Day,
): Result<LoanTerms> {
  const policy = creditPolicyOf(product.creditPolicy);
  if (!policy.ok) return policy;
  const price = priceLoan(product, pack, policy.value, loan, today);
  if (!price.ok) return price;
  const convention = ruleInForce(pack, 'all_in_rate', today)?.value.convention ?? 'cn_irr';
  const contract = { ...loan, annualRatePpm: price.value.annualRatePpm, valueDay: today };
  const cost = costOfContract(product, contract, convention);
  if (!cost.ok) return cost;
  const fees = cost.value.fees
    .filter(({ amount }) => amount > 0n)
    .map(({ kind, amount, dueWith }): LoanFee => ({ kind, amount, dueWith }));
  return ok({ price: price.value, fees, totalRepaid: cost.value.totalRepaid });
}
