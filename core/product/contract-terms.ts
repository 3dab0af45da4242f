// What a product makes of one loan: the terms of its schedule, of its penalty, and of the bids on it.
import { type RateCap, rateCap } from '../law/rate-cap.ts';
import type { RulePack } from '../law/rule-pack.ts';
import type { QuotedMethod } from '../loan/quote.ts';
import type { PenaltyTerms } from '../loan/repay/penalty.ts';
import type { ScheduleTerms } from '../loan/schedule/terms.ts';
import { fraction } from '../money/fraction.ts';
import { greatest, type MinorUnits, roundToMultiple, scale } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import { scheduleFees } from './fees.ts';
import type { ProductTerms } from './product.ts';

const MILLION = 1_000_000n;

/** What the contract of a loan says beside its product. */
export interface ContractTerms {
  readonly loanAmount: MinorUnits;
  readonly annualRatePpm: number;
  readonly termMonths: number;
  readonly repaymentMethod: QuotedMethod;
  /** The day of the disbursement, from which interest runs. */
  readonly valueDay: Day;
}

/**
 * The terms of the schedule of a loan: monthly instalments, with the fees of the tariff that stand in its
 * rows. A fee that falls due once, with the first instalment, is charged beside it (`feesOf`).
 *
 * @example
 * scheduleTermsOf(SMALL_CREDIT_LOAN, {
 *   loanAmount: minorUnits(5000000n), annualRatePpm: 80000, termMonths: 12,
 *   repaymentMethod: 'equal_instalments', valueDay: dayOf(2026, 11, 22),
 * }).instalmentCount
 * // 12
 */
export function scheduleTermsOf(product: ProductTerms, contract: ContractTerms): ScheduleTerms {
  const early = product.tariff.fees.find(({ kind }) => kind === 'early_repayment')?.rule;
  return {
    principal: contract.loanAmount,
    annualRate: fraction(BigInt(contract.annualRatePpm), MILLION),
    valueDay: contract.valueDay,
    instalmentCount: contract.termMonths,
    every: 1,
    unit: 'months',
    repaymentMethod: contract.repaymentMethod,
    interestBasis: product.interestBasis,
    oddFirstPeriod: product.oddFirstPeriod,
    rounding: product.rounding,
    fees: scheduleFees(product.tariff),
    ...(early?.kind === 'fixed'
      ? { earlyRepaymentFee: { kind: 'fixed', amount: early.amount } }
      : {}),
    ...(early?.kind === 'share_of_amount'
      ? { earlyRepaymentFee: { kind: 'share', share: fraction(BigInt(early.sharePpm), MILLION) } }
      : {}),
  };
}

/**
 * The penalty of a loan: the product's multiple of its annual rate, no more than the cap of the pack on the
 * day of the contract, which also lies over everything together for the loan's whole life.
 *
 * @example
 * penaltyTermsOf(SMALL_CREDIT_LOAN, CN, 100000, dayOf(2025, 6, 1)).annualRate
 * // fraction(120000n, 1000000n)
 */
export function penaltyTermsOf(
  product: ProductTerms,
  pack: RulePack,
  annualRatePpm: number,
  contractDay: Day,
): PenaltyTerms {
  const { penalty } = product;
  const cap = rateCap(pack, contractDay);
  // Whole parts per million, rounded down: a penalty is never above what is agreed.
  const agreedPpm = (BigInt(annualRatePpm) * BigInt(penalty.ofAnnualRatePpm)) / MILLION;
  const capPpm = ceilingPpm(cap);
  const chargedPpm = capPpm !== undefined && capPpm < agreedPpm ? capPpm : agreedPpm;
  return {
    annualRate: fraction(chargedPpm, MILLION),
    base: penalty.base,
    graceDays: penalty.graceDays,
    daysInYear: penalty.daysInYear,
    rounding: penalty.rounding,
    ...(capPpm === undefined ? {} : { ceilingAnnualRate: fraction(capPpm, MILLION) }),
  };
}

function ceilingPpm(cap: RateCap | undefined): bigint | undefined {
  return cap && BigInt(cap.annualRatePpm);
}

/**
 * The most that one lender may bid on a loan: the product's share of it in whole bid steps, and never less
 * than one minimum bid.
 *
 * @example maximumBidOf(SMALL_CREDIT_LOAN, minorUnits(1000000n)) // minorUnits(500000n)
 */
export function maximumBidOf(product: ProductTerms, loanAmount: MinorUnits): MinorUnits {
  const { minimum, step, maximumSharePpm } = product.bids;
  const part = scale(loanAmount, fraction(BigInt(maximumSharePpm), MILLION), 'down');
  return greatest(minimum, roundToMultiple(part, step, 'down'));
}
