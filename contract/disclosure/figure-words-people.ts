// What the public figures of activity and satisfaction are called, and how they are reckoned.
import { words } from './figure-words-of.ts';

export const PEOPLE_FIGURE_WORDS = {
  surveyAnswers: words(
    [
      '上季度满意度答卷',
      '最近一个已结束的季度收到的满意度调查答卷份数；每位客户每个身份每季度至多一份。',
    ],
    [
      'Survey answers',
      'Answers to the survey of satisfaction in the quarter that ended last; at most one a quarter from each client in each role.',
    ],
  ),
  satisfaction: words(
    [
      '上季度满意度',
      '最近一个已结束的季度答卷的平均分，1 分为 0%，5 分为 100%。不足五份答卷时不公布。',
    ],
    [
      'Satisfaction',
      'Mean answer of the quarter that ended last, from 0 % (a score of 1) to 100 % (5). Not published for fewer than five answers.',
    ],
  ),
  satisfiedShare: words(
    ['上季度满意率', '最近一个已结束的季度 4 分或 5 分的答卷 ÷ 全部答卷。不足五份答卷时不公布。'],
    [
      'Share satisfied',
      'Answers of 4 or 5 ÷ all answers of the quarter that ended last. Not published for fewer than five answers.',
    ],
  ),
  activeUsersBySegment: words(
    [
      '当月活跃客户',
      '当月一日至当日办理过任何业务的出借人、借款人数量，按个人和机构分列；兼有两种身份的客户两边都计，不含工作人员和合作机构。',
    ],
    [
      'Active this month',
      'Lenders and borrowers who did something from the first of the month through the day, persons and organisations apart; a client who is both counts as both. Without staff and partners.',
    ],
  ),
  surveyAnswersBySegment: words(
    [
      '答卷份数',
      '该类客户在最近一个已结束季度的满意度答卷份数。不足五份的一类不公布；能由合计推算出不足五份的，另有一类一并不公布。',
    ],
    [
      'Answers',
      'Survey answers of these clients in the quarter that ended last. Not published where there are fewer than five, nor for one more kind where those fewer would follow from the whole.',
    ],
  ),
  satisfactionBySegment: words(
    [
      '满意度',
      '该类客户在最近一个已结束季度答卷的平均分，1 分为 0%，5 分为 100%。不足五份答卷的一类不公布，以免认出个人。',
    ],
    [
      'Satisfaction',
      'Mean answer of these clients in the quarter that ended last, from 0 % (a score of 1) to 100 % (5). Not published for fewer than five answers, so that nobody is recognised.',
    ],
  ),
  satisfiedShareBySegment: words(
    [
      '满意率',
      '该类客户在最近一个已结束季度 4 分或 5 分的答卷 ÷ 其全部答卷。不足五份答卷的一类不公布。',
    ],
    [
      'Share satisfied',
      'Answers of 4 or 5 of these clients in the quarter that ended last ÷ all of theirs. Not published for fewer than five answers.',
    ],
  ),
};
