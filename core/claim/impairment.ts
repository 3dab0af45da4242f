// Impairment 逾期减值: what claims are worth less for being late, by published rates; the claims stay owed in full.
import { fraction } from '../money/fraction.ts';
import { type MinorUnits, scale } from '../money/minor-units.ts';

/** How late a claim's loan is, from on time to very late. */
export const CLAIM_BUCKETS = [
  'current',
  'grace',
  'to_15',
  'to_30',
  'to_60',
  'to_90',
  'over_90',
] as const;
export type ClaimBucket = (typeof CLAIM_BUCKETS)[number];

/** The last day late of each bucket after the grace days. */
const LAST_DAYS: readonly (readonly [ClaimBucket, number])[] = [
  ['to_15', 15],
  ['to_30', 30],
  ['to_60', 60],
  ['to_90', 90],
];

/** Published: so much of the outstanding principal of each bucket is not counted on. Parts per million. */
export const IMPAIRMENT_PPM: Readonly<Record<ClaimBucket, number>> = {
  current: 0,
  grace: 10_000,
  to_15: 60_000,
  to_30: 180_000,
  to_60: 380_000,
  to_90: 560_000,
  over_90: 720_000,
};

/**
 * The bucket of a claim by the days since its oldest unpaid instalment was asked for.
 *
 * @param daysLate 0 for one that is on time.
 * @param graceDays of the contract.
 * @example claimBucket(16, 3) // 'to_30'
 */
export function claimBucket(daysLate: number, graceDays: number): ClaimBucket {
  if (daysLate <= 0) return 'current';
  if (daysLate <= graceDays) return 'grace';
  return LAST_DAYS.find(([, last]) => daysLate <= last)?.[0] ?? 'over_90';
}

/**
 * What of the outstanding principal of a bucket is not counted on, half to even.
 *
 * @example impairmentOf('grace', minorUnits(50000n)) // minorUnits(500n)
 */
export function impairmentOf(bucket: ClaimBucket, outstanding: MinorUnits): MinorUnits {
  return scale(outstanding, fraction(BigInt(IMPAIRMENT_PPM[bucket]), 1_000_000n), 'half_even');
}
