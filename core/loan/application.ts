// What belongs to a loan's application 借款申请: the file, the documents and the consents on which it is decided.
import type { CreditFile } from '../credit/fact.ts';
import type { Id } from '../kit/id.ts';
import type { Consent } from '../people/consent.ts';
import type { ApplicationChannel, DocumentKind, Security } from '../product/product.ts';

export interface LoanApplication {
  readonly loanId: Id;
  readonly channel: ApplicationChannel;
  readonly security: Security;
  readonly file: CreditFile;
  readonly documents: readonly DocumentKind[];
  readonly consents: readonly Consent[];
  /** Staff who entered, bore out, assessed or reviewed something: none of them may decide on it. */
  readonly preparedBy: readonly Id[];
  /** How often it was assessed, and whether something changed since. */
  readonly assessments: number;
  readonly changedSince: boolean;
  /** What the person said to whom the rules referred it. */
  readonly review?: ManualReview;
}

/** The opinion of whoever prepares the decision. */
export interface ManualReview {
  readonly makerId: Id;
  readonly opinion: 'approve' | 'reject';
  readonly reason: string;
}
