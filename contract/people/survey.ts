// The survey of satisfaction on the wire: answering it, where one stands with it oneself, and what the office reads.
import { CLIENT_SEGMENTS } from '@mutua/core/disclosure/client-segment.ts';
import { SURVEY_COMMENT_MAX, SURVEY_ROLES } from '@mutua/core/people/survey.ts';
import Type, { type Static } from 'typebox';
import { commandBody, IdOnWire } from '../http/command.ts';
import { PAGE_FIELDS } from '../http/page.ts';
import { DayOnWire } from '../money/on-wire.ts';

const role = Type.Enum([...SURVEY_ROLES], {
  description: 'As what the client answers: `lender` or `borrower`.',
  examples: ['lender'],
});

const score = Type.Integer({
  minimum: 1,
  maximum: 5,
  description: 'How satisfied the client is, from 1 (not at all) to 5 (very).',
  examples: [4],
});

const comment = Type.String({
  minLength: 1,
  maxLength: SURVEY_COMMENT_MAX,
  description: 'What the client wrote beside the score. The office alone reads it.',
  examples: ['到账快，账目清楚。'],
});

const QUARTER = '^[0-9]{4}-Q[1-4]$';
const quarter = Type.String({
  description: 'The calendar quarter of the business date.',
  examples: ['2026-Q4'],
});

const nextDay = DayOnWire('The first day on which you may answer again.');

export const AnswerSurveyBody = commandBody({ role, score, comment: Type.Optional(comment) });

export const SurveyTaken = Type.Object({ quarter, nextDay });

export const SURVEY_STATES = ['open', 'answered', 'closed'] as const;
export type SurveyState = (typeof SURVEY_STATES)[number];

export const OwnSurvey = Type.Object({
  quarter,
  standings: Type.Array(
    Type.Object({
      role,
      state: Type.Enum([...SURVEY_STATES], {
        description:
          '`open`: you may answer now; `answered`: you did this quarter; `closed`: nothing was paid out yet, or the account is not in order.',
      }),
      score: Type.Optional(score),
      comment: Type.Optional(comment),
      answeredOn: Type.Optional(DayOnWire('When you answered.')),
      nextDay: Type.Optional(nextDay),
    }),
    { description: 'In each role that you have.' },
  ),
});
export type OwnSurvey = Static<typeof OwnSurvey>;

export const SurveyAnswersQuery = Type.Object(
  {
    ...PAGE_FIELDS,
    quarter: Type.Optional(
      Type.String({
        pattern: QUARTER,
        description: 'Of which quarter; left out: the present one.',
        examples: ['2026-Q4'],
      }),
    ),
  },
  { additionalProperties: false },
);

/** Whose it is cannot be seen. */
export const SurveyAnswerInOffice = Type.Object({
  answerId: IdOnWire('Which answer.'),
  role,
  segment: Type.Enum([...CLIENT_SEGMENTS], { description: 'Of which kind of clients it is.' }),
  quarter,
  score,
  comment: Type.Optional(comment),
  answeredOn: DayOnWire('When it was given.'),
});
export type SurveyAnswerInOffice = Static<typeof SurveyAnswerInOffice>;
