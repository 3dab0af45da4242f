// The part of the expected loss that somebody else than the lenders bears, and for which they are not paid.
import { fraction } from '../money/fraction.ts';
import { numberOf } from '../rate/number.ts';
import type { ProductTerms, Safeguard } from './product.ts';

const MILLION = 1_000_000n;

/**
 * The expected loss that lenders bear themselves under a safeguard, as a yearly share, rounded up.
 *
 * @example lossLeftToLenders(GUARANTEED_LOAN, 'guarantee', 18_000) // 3600
 */
export function lossLeftToLenders(
  { safeguardTerms = {} }: Pick<ProductTerms, 'safeguardTerms'>,
  safeguard: Safeguard,
  expectedLossPpm: number,
): number {
  if (safeguard === 'none' || safeguard === 'reserve') return expectedLossPpm;
  const relief = BigInt(safeguardTerms[safeguard]?.lossReliefPpm ?? 0);
  const left = BigInt(expectedLossPpm) * (MILLION - relief);
  return numberOf(fraction((left + MILLION - 1n) / MILLION));
}
