// Assesses one application: score, grade, price, limit and decision from the facts alone.
// The same facts under the same versions always give the same result.
import { assert } from '../kit/assert.ts';
import { ok, type Result } from '../kit/result.ts';
import { roomUnderCap } from '../law/borrower-cap.ts';
import type { RulePack } from '../law/rule-pack.ts';
import { fraction } from '../money/fraction.ts';
import { least, type MinorUnits, roundToMultiple, scale, ZERO } from '../money/minor-units.ts';
import type { ProductTerms } from '../product/product.ts';
import type { Day } from '../time/day.ts';
import type { Assessment, AssessmentRequest, ReasonCode, RuleHit } from './assessment.ts';
import { checkCreditFile, countFact } from './credit-file.ts';
import { featureValues } from './features.ts';
import { type Grade, gradeBandOf, riskClassOf } from './grade.ts';
import { type CreditDecision, type CreditPolicy, creditPolicyOf } from './policy.ts';
import { priceLoan } from './price.ts';
import { assessAsRecorded } from './recorded.ts';
import { scoreFeatures, weakestFeatures } from './scorecard.ts';

const WEAKEST_COUNT = 3;

/**
 * Assesses an application by the policy that its product names.
 *
 * @param pack the pack of the product.
 * @returns `file_incomplete` or `fact_not_verified` where the file does not carry an assessment;
 * `rate_above_cap` or `price_out_of_bounds` where an application that is not rejected has no lawful price.
 * @example
 * assess({
 *   borrower: { kind: 'natural_person', owedHere: ZERO },
 *   application: {
 *     loanAmount: minorUnits(5000000n), termMonths: 12, repaymentMethod: 'equal_instalments',
 *     purpose: 'consumption', security: 'unsecured',
 *   },
 *   file: {}, documents: [],
 * }, { ...SMALL_CREDIT_LOAN, requiredFiles: { natural_person: { facts: [], documents: ['credit_report'] } } },
 *   CN, dayOf(2026, 11, 22))
 * // refuse('file_incomplete', { items: 'credit_report' })
 */
export function assess(
  request: AssessmentRequest,
  product: ProductTerms,
  pack: RulePack,
  today: Day,
): Result<Assessment> {
  const { borrower, application, documents } = request;
  const required = product.requiredFiles[borrower.kind];
  assert(required !== undefined, 'The product is for borrowers of this kind.');
  const complete = checkCreditFile(request.file, documents, required);
  if (!complete.ok) return complete;
  const found = creditPolicyOf(product.creditPolicy);
  if (!found.ok) return found;
  const policy = found.value;
  if (policy.basis === 'as_recorded') {
    return assessAsRecorded(request, product, pack, policy, today);
  }

  const features = featureValues(request, product, today);
  if (!features.ok) return features;
  const score = scoreFeatures(policy.scorecards[borrower.kind], features.value.values);
  const { grade, expectedLossPpm } = gradeBandOf(policy.scale, score.score);
  const limit = limitOf(request, product, pack, policy, grade, today);
  if (!limit.ok) return limit;

  const ruleHits = hitsOf(request, policy, features.value.burdenPpm, grade, limit.value);
  const decision = decisionOf(ruleHits);
  const price =
    decision === 'reject'
      ? undefined
      : priceLoan(product, pack, policy, { ...application, expectedLossPpm }, today);
  if (price && !price.ok) return price;
  return ok({
    ...score,
    policyVersion: policy.version,
    assessedOn: today,
    grade,
    riskClass: riskClassOf(application.purpose, application.security),
    expectedLossPpm,
    limit: limit.value,
    decision,
    ruleHits,
    reasonCodes: ruleHits.length === 0 ? ['all_rules_met'] : ruleHits.map(({ reason }) => reason),
    weakest: weakestFeatures(score.features, WEAKEST_COUNT),
    ...(price ? { price: price.value } : {}),
  });
}

/** The grade's share of the product's largest loan, within the cap of the pack, in steps of the product. */
function limitOf(
  { borrower }: AssessmentRequest,
  product: ProductTerms,
  pack: RulePack,
  policy: CreditPolicy,
  grade: Grade,
  today: Day,
): Result<MinorUnits> {
  const { currency, amount } = product;
  const share = fraction(BigInt(policy.limitShares[grade]), 1_000_000n);
  const byGrade = scale(amount.maximum, share, 'down');
  // Debts elsewhere are counted when the application is filed; here the room on this platform is enough.
  const debt = { kind: borrower.kind, currency, owedHere: borrower.owedHere, owedElsewhere: ZERO };
  const room = roomUnderCap(pack, debt, today);
  if (!room.ok) return room;
  const limit = room.value === undefined ? byGrade : least(byGrade, room.value);
  return ok(roundToMultiple(limit, amount.step, 'down'));
}

/** Every rule that is hit, in the order of the policy. */
function hitsOf(
  { borrower, application, file }: AssessmentRequest,
  policy: CreditPolicy,
  burdenPpm: number,
  grade: Grade,
  limit: MinorUnits,
): readonly RuleHit[] {
  const hits: RuleHit[] = [];
  const hit = (reason: ReasonCode, outcome: RuleHit['outcome']) => hits.push({ reason, outcome });

  if (burdenPpm > policy.burdenRejectPpm) hit('instalments_exceed_means', 'reject');
  else if (burdenPpm > policy.burdenReferPpm) hit('instalments_heavy', 'refer');

  const overdues = countFact(file, 'overdue_past_6_months') ?? 0;
  if (overdues >= policy.overduesReject) hit('several_recent_overdues', 'reject');
  else if (overdues >= policy.overduesRefer) hit('recent_overdue', 'refer');

  const worst = countFact(file, 'worst_days_overdue_here') ?? 0;
  if (worst > policy.daysOverdueReject) hit('past_default_here', 'reject');
  else if (worst > policy.daysOverdueRefer) hit('long_overdue_here', 'refer');

  const history = borrower.kind === 'natural_person' ? 'employment_months' : 'months_in_business';
  if ((countFact(file, history) ?? 0) < policy.monthsMin) hit('short_history', 'refer');

  const secured = application.security !== 'unsecured';
  const byGrade = policy.gradeDecisions[grade][secured ? 'secured' : 'unsecured'];
  if (byGrade === 'reject') hit('grade_too_low', 'reject');
  else if (byGrade === 'refer') hit('grade_needs_review', 'refer');

  if (byGrade !== 'reject' && application.loanAmount > limit) hit('amount_above_limit', 'refer');
  return hits;
}

function decisionOf(hits: readonly RuleHit[]): CreditDecision {
  if (hits.some(({ outcome }) => outcome === 'reject')) return 'reject';
  return hits.length > 0 ? 'refer' : 'approve';
}
