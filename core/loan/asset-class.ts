// How a loan stands by its days overdue: the overdue bucket 逾期分段 and the asset class 风险分类 (glossary 4.1).
import type { Id } from '../kit/id.ts';
import type { Day } from '../time/day.ts';

/** From the best to the worst. */
export type AssetClass = (typeof ASSET_CLASSES)[number];

export const ASSET_CLASSES = [
  'normal',
  'special_mention',
  'substandard',
  'doubtful',
  'loss',
] as const;

/** The days overdue up to which a class holds; beyond the last it is `loss`. */
const LAST_DAY_OF_CLASS: readonly (readonly [AssetClass, number])[] = [
  ['normal', 0],
  ['special_mention', 90],
  ['substandard', 270],
  ['doubtful', 360],
];

export type OverdueBucket = (typeof OVERDUE_BUCKETS)[number];

export const OVERDUE_BUCKETS = [
  'current',
  'd1_30',
  'd31_60',
  'd61_90',
  'd91_180',
  'd180_plus',
] as const;

const LAST_DAY_OF_BUCKET: readonly (readonly [OverdueBucket, number])[] = [
  ['current', 0],
  ['d1_30', 30],
  ['d31_60', 60],
  ['d61_90', 90],
  ['d91_180', 180],
];

/**
 * The class that the days overdue alone give.
 *
 * @example [0, 1, 90, 91, 270, 271, 360, 361].map(assetClassOf)
 * // [
 * //   'normal', 'special_mention', 'special_mention', 'substandard', 'substandard', 'doubtful', 'doubtful', 'loss',
 * // ]
 */
export function assetClassOf(daysOverdue: number): AssetClass {
  return LAST_DAY_OF_CLASS.find(([, last]) => daysOverdue <= last)?.[0] ?? 'loss';
}

/**
 * The band of days overdue.
 *
 * @example [0, 30, 31, 90, 91, 181].map(overdueBucketOf)
 * // ['current', 'd1_30', 'd31_60', 'd61_90', 'd91_180', 'd180_plus']
 */
export function overdueBucketOf(daysOverdue: number): OverdueBucket {
  return LAST_DAY_OF_BUCKET.find(([, last]) => daysOverdue <= last)?.[0] ?? 'd180_plus';
}

/**
 * The worse of two classes.
 *
 * @example worseClass('doubtful', 'normal') // 'doubtful'
 */
export function worseClass(left: AssetClass, right: AssetClass): AssetClass {
  return ASSET_CLASSES.indexOf(left) > ASSET_CLASSES.indexOf(right) ? left : right;
}

/** A threshold was passed or left, or two persons found a loan worse than its days say. */
export type AssetClassChanged = {
  readonly kind: 'AssetClassChanged';
  readonly loanId: Id;
  readonly day: Day;
  readonly from: AssetClass;
  readonly to: AssetClass;
} & (
  | { readonly cause: 'days_overdue' }
  | {
      readonly cause: 'decision';
      /** The class that they chose; no better one holds until two persons choose again. */
      readonly chosen: AssetClass;
      readonly makerId: Id;
      readonly checkerId: Id;
      readonly reason: string;
    }
);
