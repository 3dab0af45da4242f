// One taking of the risk questionnaire, kept as evidence of why a lender could bid as he could.
import type { Id } from '../kit/id.ts';
import type { MinorUnits } from '../money/minor-units.ts';
import type { Day } from '../time/day.ts';
import type { QuestionnaireAnswers } from './questionnaire.ts';

export interface QuestionnaireTaken {
  readonly id: Id;
  readonly lenderId: Id;
  readonly questionsVersion: number;
  /** The codes of the options that were chosen. */
  readonly answers: QuestionnaireAnswers;
  readonly points: number;
  /** 1 to 5. */
  readonly tolerance: number;
  readonly exposureCeiling: MinorUnits;
  readonly answeredOn: Day;
  /** The last day on which it counts. */
  readonly validUntil: Day;
}
