// The labels of interviews: how the two meet, and what is asked.
import type { InterviewQuestion, InterviewWay } from '@mutua/core/work/interview.ts';
import type { Label } from './value-lists.ts';

type Labels<Value extends string> = Readonly<Record<Value, Label>>;

function label(chinese: string, english: string): Label {
  return { 'zh-CN': chinese, en: english };
}

export const INTERVIEW_WAY_LABELS: Labels<InterviewWay> = {
  video: label('视频面审', 'By video'),
  branch: label('到网点面审', 'At our branch'),
};

/** A few words for each question. */
export const INTERVIEW_QUESTION_LABELS: Labels<InterviewQuestion> = {
  identity: label('身份核对', 'Identity'),
  representative: label('代表人核对', 'Representative'),
  purpose: label('借款用途', 'Purpose'),
  income: label('收入来源', 'Income'),
  business: label('经营情况', 'Business'),
  other_debts: label('其他负债', 'Other debts'),
};

/** What the interviewer asks or looks at. */
export const INTERVIEW_QUESTION_WORDS: Labels<InterviewQuestion> = {
  identity: label(
    '证件上的照片和资料与本人是否一致？',
    'Do the photograph and the data of the document match the applicant?',
  ),
  representative: label(
    '出面的是谁，凭什么代表这家机构？',
    'Who appears, and by what authority for the organisation?',
  ),
  purpose: label('借款用在哪里，怎样用？', 'What is the money for, and how will it be used?'),
  income: label(
    '收入从哪里来，有多稳定？',
    'Where does the income come from, and how steady is it?',
  ),
  business: label(
    '经营什么，收支情况怎样？',
    'What is the business, and how do its takings and costs stand?',
  ),
  other_debts: label(
    '在别处还欠什么，每月还多少？',
    'What is owed elsewhere, and what is paid on it a month?',
  ),
};
