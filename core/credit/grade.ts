// Grades 信用等级: how much risk, on a published scale; and risk classes 风险类别: what kind of it.
import { assert } from '../kit/assert.ts';
import type { Purpose } from '../law/rule-pack.ts';
import type { Security } from '../product/product.ts';

/** A is the safest. */
export type Grade = (typeof GRADES)[number];

export const GRADES = ['A', 'B', 'C', 'D', 'E', 'F', 'G'] as const;

/** What kind of risk a loan carries, beside its grade (glossary 4.1). */
export type RiskClass = (typeof RISK_CLASSES)[number];

export const RISK_CLASSES = [
  'personal_unsecured',
  'personal_secured',
  'business_unsecured',
  'business_secured',
] as const;

/** One step of the published scale. */
export interface GradeBand {
  readonly grade: Grade;
  /** The least score of the grade. */
  readonly scoreMin: number;
  /** Expected loss a year, as a share of outstanding principal. */
  readonly expectedLossPpm: number;
}

/** From A down; the last begins at no score at all. */
export type GradeScale = readonly GradeBand[];

/**
 * The band into which a score falls.
 *
 * @param score 0 or more.
 * @example
 * gradeBandOf(
 *   [{ grade: 'A', scoreMin: 800, expectedLossPpm: 5000 }, { grade: 'G', scoreMin: 0, expectedLossPpm: 90000 }],
 *   799,
 * ).grade
 * // 'G'
 */
export function gradeBandOf(scale: GradeScale, score: number): GradeBand {
  const band = scale.find(({ scoreMin }) => score >= scoreMin);
  assert(band !== undefined, 'The last grade begins at no score at all.');
  return band;
}

const BUSINESS: readonly Purpose[] = ['working_capital', 'trade', 'agriculture'];

/**
 * What kind of risk a loan carries.
 *
 * @example riskClassOf('working_capital', 'unsecured') // 'business_unsecured'
 */
export function riskClassOf(purpose: Purpose, security: Security): RiskClass {
  const secured = security !== 'unsecured';
  if (BUSINESS.includes(purpose)) return secured ? 'business_secured' : 'business_unsecured';
  return secured ? 'personal_secured' : 'personal_unsecured';
}
