// An assessment 评估: what it rests on and what it says, kept together so that it can be repeated.
import type { Purpose } from '../law/rule-pack.ts';
import type { QuotedMethod } from '../loan/quote.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { ClientKind } from '../people/client.ts';
import type { DocumentKind, Security } from '../product/product.ts';
import type { Day } from '../time/day.ts';
import type { CreditFile } from './fact.ts';
import type { Grade, RiskClass } from './grade.ts';
import type { CreditDecision } from './policy.ts';
import type { Price } from './price.ts';
import type { FeatureName, Score } from './scorecard.ts';

/** Everything that an assessment rests on; kept with it, so that it can be repeated. */
export interface AssessmentRequest {
  readonly borrower: {
    readonly kind: ClientKind;
    /** Of a natural person. */
    readonly birthDay?: Day;
    /** Outstanding principal here. */
    readonly owedHere: MinorUnits;
  };
  readonly application: {
    readonly loanAmount: MinorUnits;
    readonly termMonths: number;
    readonly repaymentMethod: QuotedMethod;
    readonly purpose: Purpose;
    readonly security: Security;
  };
  readonly file: CreditFile;
  readonly documents: readonly DocumentKind[];
}

/** Why the rules refer or reject, in a code that has plain words (glossary 4.1). */
export type ReasonCode =
  | 'instalments_exceed_means'
  | 'instalments_heavy'
  | 'several_recent_overdues'
  | 'recent_overdue'
  | 'past_default_here'
  | 'long_overdue_here'
  | 'short_history'
  | 'amount_above_limit'
  | 'grade_too_low'
  | 'grade_needs_review'
  | 'all_rules_met';

/** One rule that did not let the application pass by itself. */
export interface RuleHit {
  readonly reason: ReasonCode;
  readonly outcome: 'refer' | 'reject';
}

export interface Assessment extends Score {
  readonly policyVersion: string;
  readonly assessedOn: Day;
  readonly grade: Grade;
  readonly riskClass: RiskClass;
  readonly expectedLossPpm: number;
  /** The most that this borrower may be lent now; may be nothing. */
  readonly limit: MinorUnits;
  readonly decision: CreditDecision;
  readonly ruleHits: readonly RuleHit[];
  /** What the borrower is told: the rules that were hit, or that all were met. */
  readonly reasonCodes: readonly ReasonCode[];
  /** The features that cost the most points. */
  readonly weakest: readonly FeatureName[];
  /** None for what is rejected. */
  readonly price?: Price;
}
