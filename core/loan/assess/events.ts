// What can happen to a loan between its application and its listing.
import type { Price } from '../../credit/price.ts';
import type { Id } from '../../kit/id.ts';
import type { MinorUnits } from '../../money/minor-units.ts';
import type { Safeguard } from '../../product/product.ts';
import type { Day } from '../../time/day.ts';
import type { LoanFee } from '../loan.ts';
import type { AssessmentRecord, AssessmentResult } from './assessment-record.ts';

interface Assessed {
  readonly loanId: Id;
  /** Which assessment of this loan it is, from 1. */
  readonly number: number;
  readonly packId: string;
  readonly assessment: AssessmentResult;
  /** The staff who asked for it; none where it followed by rule. */
  readonly makerId?: Id;
  /** Everything on which it rests. */
  readonly personal?: Required<Pick<AssessmentRecord, 'request' | 'features'>>;
}

export interface LoanAssessed extends Assessed {
  readonly kind: 'LoanAssessed';
}

/** Assessed again, since the file changed; the former assessment is kept. */
export interface LoanReassessed extends Assessed {
  readonly kind: 'LoanReassessed';
}

/** A person looked at what the rules referred, and has an opinion; another person decides. */
export interface LoanReviewed {
  readonly kind: 'LoanReviewed';
  readonly loanId: Id;
  readonly makerId: Id;
  readonly opinion: 'approve' | 'reject';
  readonly reason: string;
}

/** Amount, rate, fees and safeguard are fixed for a number of days. */
export interface LoanApproved {
  readonly kind: 'LoanApproved';
  readonly loanId: Id;
  readonly loanAmount: MinorUnits;
  readonly price: Price;
  readonly fees: readonly LoanFee[];
  readonly safeguard: Safeguard;
  readonly approvedUntil: Day;
  /** The day after it, on which the calendar looks whether the loan went on. */
  readonly nextActionDay: Day;
  readonly reason: string;
}

export interface LoanRejected {
  readonly kind: 'LoanRejected';
  readonly loanId: Id;
  /** The rules that were hit, where it followed by rule. */
  readonly reasonCodes: readonly string[];
  readonly reason: string;
}

/** The borrower has seen what the loan costs a year, and wants it. */
export interface TermsAccepted {
  readonly kind: 'TermsAccepted';
  readonly loanId: Id;
  readonly allInRatePpm: number;
}

export type AssessmentEvent =
  | LoanAssessed
  | LoanReassessed
  | LoanReviewed
  | LoanApproved
  | LoanRejected
  | TermsAccepted;
