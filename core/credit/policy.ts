// The credit policy: scorecards, scale, prices, limits and rules in one version. It stands in until models
// are learned from data; everything in it can be read and reckoned by hand.
import { ok, type Result, refuse } from '../kit/result.ts';
import type { ClientKind } from '../people/client.ts';
import type { Grade, GradeScale } from './grade.ts';
import type { FeatureBins, Scorecard, ScorecardFeature } from './scorecard.ts';

/** What rules and grades come to (glossary 4.1). */
export type CreditDecision = 'approve' | 'refer' | 'reject';

/** The return that lenders ask for money that is lent this long, up to so many months. */
export interface FundingReturn {
  readonly termMonthsMax: number;
  readonly annualRatePpm: number;
}

export interface CreditPolicy {
  /** Name and version, such as `simple_1`; printed on every decision. */
  readonly version: string;
  /** Grade and rate are those on record, of a loan that was made before; left out: they follow from the facts. */
  readonly basis?: 'as_recorded';
  readonly scorecards: Readonly<Record<ClientKind, Scorecard>>;
  readonly scale: GradeScale;
  /** By term, shortest first. */
  readonly fundingReturns: readonly FundingReturn[];
  /** The limit of a grade as a share of the product's largest loan. */
  readonly limitShares: Readonly<Record<Grade, number>>;
  readonly gradeDecisions: Readonly<
    Record<Grade, { readonly unsecured: CreditDecision; readonly secured: CreditDecision }>
  >;
  /** All instalments of a month as a share of the income: above the first a person looks, above the second no. */
  readonly burdenReferPpm: number;
  readonly burdenRejectPpm: number;
  /** Overdue instalments elsewhere in six months: from the first a person looks, from the second no. */
  readonly overduesRefer: number;
  readonly overduesReject: number;
  /** The worst overdue here so far, in days: above the first a person looks, above the second no. */
  readonly daysOverdueRefer: number;
  readonly daysOverdueReject: number;
  /** With fewer months at work or in business a person looks. */
  readonly monthsMin: number;
}

/** Points of a number by rising bounds; the last value stands for all that is not below the last bound. */
function binned(bounds: readonly number[], points: readonly number[]): FeatureBins {
  return {
    kind: 'number',
    bins: points.map((value, index) => {
      const below = bounds[index];
      return below === undefined ? { points: value } : { below, points: value };
    }),
  };
}

const SHARES = [200_001, 300_001, 400_001, 500_001, 600_001];

const MEANS: readonly ScorecardFeature[] = [
  { name: 'burden', block: 'ability', bins: binned(SHARES, [120, 100, 70, 40, 10, 0]) },
  {
    name: 'debt_to_income',
    block: 'ability',
    bins: binned([250_001, 500_001, 1_000_001, 2_000_001], [80, 60, 40, 15, 0]),
  },
];

const CONDUCT: readonly ScorecardFeature[] = [
  {
    name: 'overdue_past_6_months',
    block: 'willingness',
    bins: binned([1, 2, 3], [150, 80, 30, 0]),
  },
  { name: 'loans_repaid_here', block: 'willingness', bins: binned([1, 2, 5], [40, 60, 80, 100]) },
  {
    name: 'worst_days_overdue_here',
    block: 'willingness',
    bins: binned([1, 4, 31, 91], [100, 80, 40, 10, 0]),
  },
];

const NATURAL_PERSON: Scorecard = {
  version: 'natural_person_1',
  basePoints: 200,
  features: [
    ...MEANS,
    {
      name: 'employment_months',
      block: 'ability',
      bins: binned([6, 12, 36, 60], [10, 30, 60, 80, 100]),
    },
    {
      name: 'age',
      block: 'ability',
      bins: binned([22, 25, 35, 50, 60], [20, 40, 70, 80, 60, 30]),
    },
    {
      name: 'home',
      block: 'ability',
      bins: {
        kind: 'choice',
        points: { owned: 70, mortgaged: 60, family: 40, rented: 30, other: 10 },
      },
    },
    ...CONDUCT,
  ],
};

const ORGANISATION: Scorecard = {
  version: 'organisation_1',
  basePoints: 200,
  features: [
    ...MEANS,
    {
      name: 'months_in_business',
      block: 'ability',
      bins: binned([12, 24, 60], [20, 60, 120, 170]),
    },
    { name: 'employees', block: 'ability', bins: binned([3, 10], [20, 50, 80]) },
    ...CONDUCT,
  ],
};

/** Expected losses are set by hand until outcomes of this platform's own loans say better. */
export const SIMPLE_POLICY: CreditPolicy = {
  version: 'simple_1',
  scorecards: { natural_person: NATURAL_PERSON, organisation: ORGANISATION },
  scale: [
    { grade: 'A', scoreMin: 880, expectedLossPpm: 5_000 },
    { grade: 'B', scoreMin: 800, expectedLossPpm: 10_000 },
    { grade: 'C', scoreMin: 720, expectedLossPpm: 18_000 },
    { grade: 'D', scoreMin: 640, expectedLossPpm: 30_000 },
    { grade: 'E', scoreMin: 560, expectedLossPpm: 45_000 },
    { grade: 'F', scoreMin: 480, expectedLossPpm: 65_000 },
    { grade: 'G', scoreMin: 0, expectedLossPpm: 90_000 },
  ],
  fundingReturns: [
    { termMonthsMax: 6, annualRatePpm: 45_000 },
    { termMonthsMax: 12, annualRatePpm: 50_000 },
    { termMonthsMax: 24, annualRatePpm: 53_000 },
    { termMonthsMax: 360, annualRatePpm: 55_000 },
  ],
  limitShares: {
    A: 1_000_000,
    B: 750_000,
    C: 500_000,
    D: 250_000,
    E: 150_000,
    F: 0,
    G: 0,
  },
  gradeDecisions: {
    A: { unsecured: 'approve', secured: 'approve' },
    B: { unsecured: 'approve', secured: 'approve' },
    C: { unsecured: 'approve', secured: 'approve' },
    D: { unsecured: 'refer', secured: 'refer' },
    E: { unsecured: 'reject', secured: 'refer' },
    F: { unsecured: 'reject', secured: 'reject' },
    G: { unsecured: 'reject', secured: 'reject' },
  },
  burdenReferPpm: 500_000,
  burdenRejectPpm: 600_000,
  overduesRefer: 1,
  overduesReject: 3,
  daysOverdueRefer: 30,
  daysOverdueReject: 90,
  monthsMin: 6,
};

/** For loans of the past: nothing is scored, and the expected loss of a grade is that of the scale. */
export const AS_RECORDED_POLICY: CreditPolicy = {
  ...SIMPLE_POLICY,
  version: 'as_recorded_1',
  basis: 'as_recorded',
};

export const CREDIT_POLICIES: readonly CreditPolicy[] = [SIMPLE_POLICY, AS_RECORDED_POLICY];

/**
 * The policy of that version.
 *
 * @returns `not_found` for any other text.
 * @example creditPolicyOf('simple_0') // refuse('not_found')
 */
export function creditPolicyOf(version: string): Result<CreditPolicy> {
  const policy = CREDIT_POLICIES.find((one) => one.version === version);
  return policy ? ok(policy) : refuse('not_found');
}
