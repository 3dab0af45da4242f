// The labels of the survey of satisfaction: what each score says, and the segments of clients (glossary 4.1).
import type { ClientSegment } from '@mutua/core/disclosure/client-segment.ts';
import type { SurveyScore } from '@mutua/core/people/survey.ts';
import type { Label } from './value-lists.ts';

function label(chinese: string, english: string): Label {
  return { 'zh-CN': chinese, en: english };
}

export const CLIENT_SEGMENT_LABELS: Readonly<Record<ClientSegment, Label>> = {
  lender_person: label('出借人 · 个人', 'Lenders, persons'),
  lender_organisation: label('出借人 · 机构', 'Lenders, organisations'),
  borrower_person: label('借款人 · 个人', 'Borrowers, persons'),
  borrower_organisation: label('借款人 · 机构', 'Borrowers, organisations'),
};

export const SURVEY_SCORE_LABELS: Readonly<Record<SurveyScore, Label>> = {
  1: label('很不满意', 'Very dissatisfied'),
  2: label('不太满意', 'Dissatisfied'),
  3: label('一般', 'Neutral'),
  4: label('满意', 'Satisfied'),
  5: label('很满意', 'Very satisfied'),
};
