// The assessment of a loan that was made before: grade and rate are those on record, and nothing is scored.
import { assert } from '../kit/assert.ts';
import { ok, type Result, refuse } from '../kit/result.ts';
import type { RulePack } from '../law/rule-pack.ts';
import type { ProductTerms } from '../product/product.ts';
import type { Day } from '../time/day.ts';
import type { Assessment, AssessmentRequest } from './assessment.ts';
import { choiceFact, countFact } from './credit-file.ts';
import { riskClassOf } from './grade.ts';
import type { CreditPolicy } from './policy.ts';
import { priceLoan } from './price.ts';

/**
 * Takes grade and rate from the record. The score is the least of the grade, since the record has none.
 *
 * @param request its file is complete, as the product asks for it.
 * @returns `file_incomplete` where the record says nothing of grade or rate, `rate_above_cap` or
 * `price_out_of_bounds` where the rate cannot stand under pack and product.
 * @example
 * assessAsRecorded({ file: {} }, SMALL_CREDIT_LOAN, CN, AS_RECORDED_POLICY, dayOf(2026, 11, 22))
 * // refuse('file_incomplete', { items: 'recorded_sub_grade, recorded_rate' })
 */
export function assessAsRecorded(
  { application, file }: Pick<AssessmentRequest, 'application' | 'file'>,
  product: ProductTerms,
  pack: RulePack,
  policy: CreditPolicy,
  today: Day,
): Result<Assessment> {
  const subGrade = choiceFact(file, 'recorded_sub_grade');
  const assessedRatePpm = countFact(file, 'recorded_rate');
  if (subGrade === undefined || assessedRatePpm === undefined) {
    const missing = [
      ...(subGrade === undefined ? ['recorded_sub_grade'] : []),
      ...(assessedRatePpm === undefined ? ['recorded_rate'] : []),
    ];
    return refuse('file_incomplete', { items: missing.join(', ') });
  }
  const band = policy.scale.find(({ grade }) => subGrade.startsWith(grade));
  assert(band !== undefined, 'Every sub-grade is of a grade.');
  const { grade, expectedLossPpm, scoreMin } = band;
  const asked = { ...application, expectedLossPpm, assessedRatePpm };
  const price = priceLoan(product, pack, policy, asked, today);
  if (!price.ok) return price;
  return ok({
    ...{ scorecard: policy.version, score: scoreMin, abilityScore: 0, willingnessScore: 0 },
    features: [],
    policyVersion: policy.version,
    assessedOn: today,
    ...{ grade, expectedLossPpm },
    riskClass: riskClassOf(application.purpose, application.security),
    limit: product.amount.maximum,
    decision: 'approve',
    ruleHits: [],
    reasonCodes: ['all_rules_met'],
    weakest: [],
    price: price.value,
  });
}
