// The risk-based price: annual rate = expected loss + funding return + cost + margin, every part kept.
import { ok, type Result, refuse } from '../kit/result.ts';
import { checkRate } from '../law/rate-cap.ts';
import { type RulePack, ruleInForce } from '../law/rule-pack.ts';
import type { QuotedMethod } from '../loan/quote.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import { lenderReturn } from '../product/lender-fees.ts';
import type { ProductTerms } from '../product/product.ts';
import type { Day } from '../time/day.ts';
import { costOfContract } from './all-in.ts';
import type { CreditPolicy } from './policy.ts';

/** A price; the four parts add up to the annual rate. */
export interface Price {
  readonly annualRatePpm: number;
  readonly expectedLossPpm: number;
  /** What lenders are to earn after the expected loss; it takes what the step of the rate leaves over. */
  readonly fundingReturnPpm: number;
  /** What lenders pay for the service (`lender_management`). */
  readonly costPpm: number;
  /** What the operator keeps of the interest (`interest_spread`); zero where that is off. */
  readonly marginPpm: number;
  /** What the borrower pays in all, in the convention of the pack. */
  readonly allInRatePpm: number;
}

export interface PriceRequest {
  readonly loanAmount: MinorUnits;
  readonly termMonths: number;
  readonly repaymentMethod: QuotedMethod;
  readonly expectedLossPpm: number;
  /** The rate of the assessment; a policy that goes by records takes it as it is. */
  readonly assessedRatePpm?: number;
}

/**
 * The least rate, in steps of the product, at which lenders are left with the expected loss and the funding
 * return of the term after the fees that the tariff takes from them.
 *
 * @returns `rate_above_cap` where the rate, alone or with the borrower's fees, exceeds the cap of the day;
 * `price_out_of_bounds` where it is outside the product's range.
 * @example
 * priceLoan(SMALL_CREDIT_LOAN, CN, SIMPLE_POLICY, {
 *   loanAmount: minorUnits(5000000n), termMonths: 12, repaymentMethod: 'equal_instalments', expectedLossPpm: 18000,
 * }, dayOf(2026, 11, 22)).value.annualRatePpm
 * // 68000
 */
export function priceLoan(
  product: ProductTerms,
  pack: RulePack,
  policy: CreditPolicy,
  request: PriceRequest,
  today: Day,
): Result<Price> {
  const { expectedLossPpm, termMonths } = request;
  const fundingReturn = policy.fundingReturns.find(
    ({ termMonthsMax }) => termMonths <= termMonthsMax,
  );
  if (!fundingReturn) return refuse('price_out_of_bounds', { part: 'funding_return' });
  const forLenders = expectedLossPpm + fundingReturn.annualRatePpm;
  const annualRatePpm =
    policy.basis === 'as_recorded' ? request.assessedRatePpm : rateForLenders(product, forLenders);
  if (annualRatePpm === undefined) return refuse('price_out_of_bounds', { part: 'cost' });
  const lawful = checkRate(pack, annualRatePpm, today);
  if (!lawful.ok) return lawful;
  const { minimum, maximum } = product.annualRatePpm;
  if (annualRatePpm < minimum || annualRatePpm > maximum) {
    return refuse('price_out_of_bounds', { part: 'annual_rate' });
  }
  const convention = ruleInForce(pack, 'all_in_rate', today)?.value.convention ?? 'cn_irr';
  const cost = costOfContract(product, { ...request, annualRatePpm, valueDay: today }, convention);
  if (!cost.ok) return cost;
  const withFees = checkRate(pack, cost.value.nominalAllInPpm, today);
  if (!withFees.ok) return withFees;

  const { managementPpm, spreadPpm } = lenderReturn(annualRatePpm, product.tariff);
  return ok({
    annualRatePpm,
    expectedLossPpm,
    fundingReturnPpm: annualRatePpm - expectedLossPpm - managementPpm - spreadPpm,
    costPpm: managementPpm,
    marginPpm: spreadPpm,
    allInRatePpm: cost.value.allInRatePpm,
  });
}

/** The first step of the product's rates that leaves lenders so much; undefined where none does. */
function rateForLenders(
  { annualRatePpm: { step, maximum }, tariff }: ProductTerms,
  forLenders: number,
): number | undefined {
  const first = forLenders + ((step - (forLenders % step)) % step);
  // Beyond twice the largest rate it is out of bounds anyway, and where lenders pay everything none is enough.
  for (let rate = first; rate <= 2 * Math.max(maximum, first); rate += step) {
    if (lenderReturn(rate, tariff).lenderPpm >= forLenders) return rate;
  }
  return undefined;
}
