// The cap on what a loan may cost a year, which may follow a rate that somebody publishes.
import { assert } from '../kit/assert.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import { rateText } from '../money/figure-text.ts';
import { addMonths, type Day } from '../time/day.ts';
import type { ClauseCode } from './clause.ts';
import {
  type ReferenceRate,
  type ReferenceRateName,
  type RulePack,
  ruleInForce,
} from './rule-pack.ts';

export interface RateCap {
  readonly annualRatePpm: number;
  readonly clause: ClauseCode;
  /** What the cap is a multiple of, where it is one. */
  readonly reference?: ReferenceRate;
  /** Whether a later reference rate should be out by now and is not known, so that the cap may be another. */
  readonly provisional: boolean;
}

/**
 * The cap of loans whose contract is made on that day; undefined where the pack has none.
 *
 * The reference rate is the last one published by then. It is published monthly, so one that is more
 * than a month old makes the cap provisional: see `withReferenceRates`.
 *
 * @throws BrokenInvariant when a cap follows a rate of which nothing was published by then.
 * @example rateCap(CN, dayOf(2020, 8, 20))?.annualRatePpm // 154000
 */
export function rateCap(pack: RulePack, day: Day): RateCap | undefined {
  const rule = ruleInForce(pack, 'rate_cap', day);
  if (!rule) return undefined;
  const { clause, value } = rule;
  if (value.kind === 'fixed') {
    return { annualRatePpm: value.annualRatePpm, clause, provisional: false };
  }
  const reference = referenceRate(pack, value.of, day);
  assert(reference !== undefined, 'A cap follows a rate that was published.');
  return {
    annualRatePpm: value.times * reference.annualRatePpm,
    clause,
    reference,
    // A publication day on a holiday moves by a few days.
    provisional: isOutdated(pack, reference, day),
  };
}

/**
 * The reference rate in force on a day; undefined before the first.
 *
 * @example referenceRate(CN, 'cn_lpr_1y', dayOf(2021, 12, 19))?.annualRatePpm // 38500
 */
export function referenceRate(
  pack: RulePack,
  name: ReferenceRateName,
  day: Day,
): ReferenceRate | undefined {
  return pack.referenceRates.findLast((rate) => rate.name === name && rate.publishedOn <= day);
}

/** Nothing newer is known at all, and the next one was to come a month after the last. */
function isOutdated(pack: RulePack, reference: ReferenceRate, day: Day): boolean {
  const newest = pack.referenceRates.findLast(({ name }) => name === reference.name);
  return newest === reference && day >= addMonths(reference.publishedOn, 1);
}

/**
 * Whether a rate may stand in a contract of that day. The cap covers everything that a loan costs, so it
 * is asked both for the annual rate and for the annual rate with all fees.
 *
 * @returns the rate, or `rate_above_cap` with rate, cap and clause.
 * @example
 * checkRate(CN, 120001, dayOf(2025, 6, 1))
 * // refuse('rate_above_cap', { rate: '12.0001%', cap: '12.00%', clause: 'cn_private_lending_25' })
 */
export function checkRate(pack: RulePack, annualRatePpm: number, day: Day): Result<number> {
  const cap = rateCap(pack, day);
  if (!cap || annualRatePpm <= cap.annualRatePpm) return ok(annualRatePpm);
  return refuse('rate_above_cap', {
    rate: rateText(annualRatePpm),
    cap: rateText(cap.annualRatePpm),
    clause: cap.clause,
  });
}
