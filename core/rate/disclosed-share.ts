// Shares that a rule wants disclosed as a percentage: exact quotients, not roots.
import { invalid, ok, type Result } from '../kit/result.ts';
import {
  addFractions,
  compareFractions,
  divideFractions,
  type Fraction,
  fraction,
  multiplyFractions,
  ZERO_FRACTION,
} from '../money/fraction.ts';

/** Loans in default out of loans outstanding, over one window of twelve months. */
export interface DefaultWindow {
  readonly defaulted: bigint;
  readonly outstanding: bigint;
}

/** What a funder gains from one loan, in Indonesian terms: interest and fees over funding and days. */
export interface EconomicBenefit {
  readonly funding: Fraction;
  readonly tenorDays: bigint;
  readonly parts: readonly Fraction[];
}

/**
 * The default rate of a crowdfunding platform: the simple average over the windows of the loans in
 * default by count.
 *
 * Source: Delegated Regulation (EU) 2022/2115, Article 2.
 *
 * @returns a refusal naming `windows` where one holds no loan or more defaults than loans.
 * @example averageDefaultRate([{ defaulted: 1n, outstanding: 4n }]) // { ok: true, value: fraction(1n, 4n) }
 */
export function averageDefaultRate(windows: readonly DefaultWindow[]): Result<Fraction> {
  if (windows.length === 0) return invalid('windows', 'There must be at least one.');
  let total = ZERO_FRACTION;
  for (const { defaulted, outstanding } of windows) {
    if (outstanding <= 0n || defaulted < 0n || defaulted > outstanding) {
      return invalid(
        'windows',
        'Loans in default are some of the loans, of which there is one at least.',
      );
    }
    total = addFractions(total, fraction(defaulted, outstanding));
  }
  if (windows.length === 1) return ok(total);
  return ok(multiplyFractions(total, fraction(1n, BigInt(windows.length))));
}

/**
 * The economic benefit a day, as a share of the funding.
 *
 * Source: SEOJK 19/SEOJK.06/2023, daily cap on economic benefits.
 *
 * @returns a refusal naming `funding` or `tenorDays`.
 * @example dailyEconomicBenefit({ funding: fraction(100n), tenorDays: 2n, parts: [fraction(3n), fraction(1n)] })
 * // { ok: true, value: fraction(4n, 200n) }
 */
export function dailyEconomicBenefit(benefit: EconomicBenefit): Result<Fraction> {
  const { funding, tenorDays, parts } = benefit;
  if (compareFractions(funding, ZERO_FRACTION) <= 0) {
    return invalid('funding', 'It must be greater than 0.');
  }
  if (tenorDays <= 0n) return invalid('tenorDays', 'It must be greater than 0.');
  const total = parts.reduce(addFractions, ZERO_FRACTION);
  return ok(divideFractions(total, multiplyFractions(funding, fraction(tenorDays))));
}
