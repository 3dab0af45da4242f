// Risk tolerance 风险承受能力: a lender's class from the questionnaire, and which listings it is for.
import type { Grade, RiskClass } from '../credit/grade.ts';
import { GRADES } from '../credit/grade.ts';
import { ok, type Result, refuse } from '../kit/result.ts';

/** From the most careful to the boldest (glossary 4.1). */
export type RiskTolerance = (typeof RISK_TOLERANCES)[number];

export const RISK_TOLERANCES = [
  'conservative',
  'cautious',
  'balanced',
  'growth',
  'aggressive',
] as const;

/** The riskiest grade that each class is for. */
const RISKIEST_GRADE: Readonly<Record<RiskTolerance, Grade>> = {
  conservative: 'B',
  cautious: 'C',
  balanced: 'D',
  growth: 'E',
  aggressive: 'G',
};

/** The least class for each kind of risk, whatever its grade. */
const LEAST_FOR_CLASS: Readonly<Record<RiskClass, RiskTolerance>> = {
  personal_unsecured: 'conservative',
  personal_secured: 'conservative',
  business_secured: 'conservative',
  business_unsecured: 'cautious',
};

/**
 * The class as a number, 1 for conservative to 5 for aggressive.
 *
 * @example toleranceLevel('balanced') // 3
 */
export function toleranceLevel(tolerance: RiskTolerance): number {
  return RISK_TOLERANCES.indexOf(tolerance) + 1;
}

/**
 * The least class for which a listing is meant.
 *
 * @example toleranceFor('A', 'business_unsecured') // 'cautious'
 */
export function toleranceFor(grade: Grade, riskClass: RiskClass): RiskTolerance {
  const byGrade = RISK_TOLERANCES.findIndex(
    (tolerance) => GRADES.indexOf(grade) <= GRADES.indexOf(RISKIEST_GRADE[tolerance]),
  );
  const byClass = RISK_TOLERANCES.indexOf(LEAST_FOR_CLASS[riskClass]);
  return RISK_TOLERANCES[Math.max(byGrade, byClass)] ?? 'aggressive';
}

export interface SuitabilityQuestion {
  readonly tolerance: RiskTolerance;
  readonly grade: Grade;
  readonly riskClass: RiskClass;
  /** How many grades beyond the own class the product lets a lender go after a second confirmation. */
  readonly gradesBeyond: number;
  /** Whether the lender confirmed a second time. */
  readonly confirmed: boolean;
}

/**
 * Whether a lender of that class may bid on a listing.
 *
 * @returns true; `second_confirmation_required` a little beyond the class, until it is confirmed;
 * `risk_above_tolerance` further beyond, or where the kind of risk is not for the class.
 * @example
 * checkSuitability({
 *   tolerance: 'conservative', grade: 'E', riskClass: 'personal_unsecured', gradesBeyond: 0, confirmed: true,
 * })
 * // refuse('risk_above_tolerance')
 */
export function checkSuitability(question: SuitabilityQuestion): Result<true> {
  const { tolerance, grade, riskClass, gradesBeyond, confirmed } = question;
  if (toleranceLevel(tolerance) < toleranceLevel(LEAST_FOR_CLASS[riskClass])) {
    return refuse('risk_above_tolerance');
  }
  const beyond = GRADES.indexOf(grade) - GRADES.indexOf(RISKIEST_GRADE[tolerance]);
  if (beyond <= 0) return ok(true);
  if (beyond > gradesBeyond) return refuse('risk_above_tolerance');
  return confirmed ? ok(true) : refuse('second_confirmation_required');
}
