// A scorecard 评分卡: points for each binned feature, added up. Whole points, so that the same facts always
// give the same score, and everybody can add it up again.
import { assert } from '../kit/assert.ts';

/** One input of a model, made from the facts. */
export type FeatureName =
  | 'burden'
  | 'debt_to_income'
  | 'employment_months'
  | 'months_in_business'
  | 'employees'
  | 'age'
  | 'home'
  | 'overdue_past_6_months'
  | 'loans_repaid_here'
  | 'worst_days_overdue_here';

/** Ability to pay and willingness to pay are two scores that add up to one. */
export type ScoreBlock = 'ability' | 'willingness';

/**
 * The points of a feature: a number falls into the first bin whose bound it lies below (the last has none);
 * a choice has its own points, and none that is not listed.
 */
export type FeatureBins =
  | {
      readonly kind: 'number';
      readonly bins: readonly { readonly below?: number; readonly points: number }[];
    }
  | { readonly kind: 'choice'; readonly points: Readonly<Record<string, number>> };

export interface ScorecardFeature {
  readonly name: FeatureName;
  readonly block: ScoreBlock;
  readonly bins: FeatureBins;
}

export interface Scorecard {
  /** Name and version, such as `natural_person_1`. */
  readonly version: string;
  /** What everybody has before any feature. */
  readonly basePoints: number;
  readonly features: readonly ScorecardFeature[];
}

/** What was found for each feature: a whole number (shares in ppm) or a choice. */
export type FeatureValues = Readonly<Partial<Record<FeatureName, number | string>>>;

/** One feature as it was scored, with the most that it could have given. */
export interface ScoredFeature {
  readonly name: FeatureName;
  readonly block: ScoreBlock;
  readonly value: number | string;
  readonly points: number;
  readonly pointsMax: number;
}

export interface Score {
  readonly scorecard: string;
  /** Base points, ability and willingness together. */
  readonly score: number;
  readonly abilityScore: number;
  readonly willingnessScore: number;
  readonly features: readonly ScoredFeature[];
}

/**
 * Scores the values of all features of a card.
 *
 * @param values one for each feature of the card, of the kind that it bins.
 * @example
 * scoreFeatures({
 *   version: 'one_1', basePoints: 200,
 *   features: [{ name: 'age', block: 'ability', bins: { kind: 'number', bins: [{ below: 30, points: 10 }, { points: 40 }] } }],
 * }, { age: 30 }).score
 * // 240
 */
export function scoreFeatures(card: Scorecard, values: FeatureValues): Score {
  const features = card.features.map(({ name, block, bins }) => {
    const value = values[name];
    assert(value !== undefined, 'Every feature of the scorecard has a value.');
    return { name, block, value, points: pointsOf(bins, value), pointsMax: mostPoints(bins) };
  });
  const pointsOfBlock = (block: ScoreBlock) =>
    features.reduce((total, one) => total + (one.block === block ? one.points : 0), 0);
  const abilityScore = pointsOfBlock('ability');
  const willingnessScore = pointsOfBlock('willingness');
  return {
    scorecard: card.version,
    score: card.basePoints + abilityScore + willingnessScore,
    abilityScore,
    willingnessScore,
    features,
  };
}

function pointsOf(bins: FeatureBins, value: number | string): number {
  if (bins.kind === 'choice') return bins.points[value] ?? 0;
  assert(typeof value === 'number', 'A feature in bins is a number.');
  const bin = bins.bins.find(({ below }) => below === undefined || value < below);
  assert(bin !== undefined, 'The last bin has no bound.');
  return bin.points;
}

function mostPoints(bins: FeatureBins): number {
  const points =
    bins.kind === 'choice' ? Object.values(bins.points) : bins.bins.map((bin) => bin.points);
  return Math.max(...points);
}

/**
 * The features that cost the most points, worst first; those that gave all they could are not among them.
 *
 * @example
 * weakestFeatures([
 *   { name: 'age', block: 'ability', value: 20, points: 10, pointsMax: 40 },
 *   { name: 'home', block: 'ability', value: 'owned', points: 70, pointsMax: 70 },
 * ], 2)
 * // ['age']
 */
export function weakestFeatures(
  features: readonly ScoredFeature[],
  count: number,
): readonly FeatureName[] {
  return features
    .filter(({ points, pointsMax }) => points < pointsMax)
    .toSorted((left, right) => right.pointsMax - right.points - (left.pointsMax - left.points))
    .slice(0, count)
    .map(({ name }) => name);
}
