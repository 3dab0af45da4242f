// An assessment as it is kept for ever: with everything on which it rests, so that it can be repeated.
import type { Assessment, AssessmentRequest } from '../../credit/assessment.ts';
import type { Id } from '../../kit/id.ts';
import type { Day } from '../../time/day.ts';

/** What an assessment comes to, without what it says of the person. */
export type AssessmentResult = Omit<Assessment, 'features'>;

export interface AssessmentRecord {
  readonly loanId: Id;
  /** Which assessment of this loan it is, from 1. */
  readonly number: number;
  readonly packId: string;
  readonly assessedOn: Day;
  readonly result: AssessmentResult;
  /** What it rests on and how each feature was scored; gone when the borrower's personal data is blotted out. */
  readonly request?: AssessmentRequest;
  readonly features?: Assessment['features'];
}
