// What somebody of a past answers in the survey of satisfaction: drawn for the person and the quarter alone, so that no
// other draw moves by it, and by how the person fared.
import type { Id } from '@mutua/core/kit/id.ts';
import {
  SURVEY_SCORES,
  type SurveyRole,
  type SurveyScore,
  surveyKey,
} from '@mutua/core/people/survey.ts';
import { Chance } from './chance.ts';

export interface LivedAnswer {
  readonly score: SurveyScore;
  readonly comment?: string;
}

/** How often each score is given, from 1 to 5: by those who fared well, and by those who did not. */
const WEIGHTS = { well: [2, 5, 13, 42, 38], badly: [22, 28, 26, 18, 6] } as const;
const COMMENT_PERMILLE = 350;

/** Those of the content begin at 4. */
const COMMENTS: Readonly<
  Record<SurveyRole, Readonly<Record<'content' | 'not', readonly [string, ...string[]]>>>
> = {
  lender: {
    content: ['到账及时，账目清楚。', '每笔债权都看得到进展。', '逾期也如实写明，心里有数。'],
    not: [
      '有一笔没有收回来，催收进展可以说得更细。',
      '闲置的钱太久才能借出去。',
      '希望逾期提醒早一点。',
    ],
  },
  borrower: {
    content: ['费用写得明白，没有额外收费。', '提前还款很方便。', '客服回复很快。'],
    not: ['申请没有通过，原因写得太简单。', '审批等得有点久。', '催收电话打得太早。'],
  },
};

/** @param isHurt whether the person has lost money, was refused or was in collection lately. */
export function livedAnswerOf(
  asked: { readonly clientId: Id; readonly role: SurveyRole; readonly quarter: string },
  { isHurt, seed }: { readonly isHurt: boolean; readonly seed: number },
): LivedAnswer {
  const chance = Chance.of(`survey ${surveyKey(asked)}`, seed);
  const place = chance.place(WEIGHTS[isHurt ? 'badly' : 'well']);
  const score = SURVEY_SCORES[place] ?? 3;
  if (!chance.isIn(COMMENT_PERMILLE)) return { score };
  return { score, comment: chance.among(...COMMENTS[asked.role][score >= 4 ? 'content' : 'not']) };
}
