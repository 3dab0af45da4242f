// Interviews on the wire: what an applicant chooses and reads of one, and what the office records.
import {
  INTERVIEW_QUESTIONS,
  INTERVIEW_RESULTS,
  INTERVIEW_WAYS,
} from '@mutua/core/work/interview.ts';
import Type, { type Static } from 'typebox';
import { commandBody } from '../http/command.ts';
import { DayOnWire, InstantOnWire } from '../money/on-wire.ts';

const REASON_LENGTH_MAX = 1_000;

const way = Type.Enum([...INTERVIEW_WAYS], {
  description: 'Over a picture call, or at a branch.',
  examples: ['video'],
});
const time = Type.String({
  description: 'By the operator’s clocks.',
  examples: ['09:30'],
});

export const BookInterviewBody = commandBody({
  at: InstantOnWire('One of the times that are offered.'),
  way,
});

const ANSWER = {
  question: Type.Enum([...INTERVIEW_QUESTIONS], {
    description: 'Which question.',
    examples: ['identity'],
  }),
  answer: Type.String({
    minLength: 1,
    maxLength: REASON_LENGTH_MAX,
    description: 'What was said, or seen.',
    examples: ['The document is the applicant’s own.'],
  }),
  contradicts: Type.Boolean({
    description: 'Whether it does not agree with what the file says.',
    examples: [false],
  }),
};

export const RecordInterviewBody = commandBody({
  answers: Type.Array(Type.Object(ANSWER, { additionalProperties: false }), {
    minItems: 1,
    maxItems: 10,
    description: 'Every question for clients of this kind, each once.',
  }),
  recording: Type.String({
    minLength: 1,
    maxLength: 200,
    description: 'Where the recording lies.',
    examples: ['V-2026-0042'],
  }),
  note: Type.Optional(
    Type.String({
      maxLength: REASON_LENGTH_MAX,
      description: 'What else was noticed.',
      examples: ['She knows her trade well.'],
    }),
  ),
  result: Type.Enum([...INTERVIEW_RESULTS], {
    description: 'What came of it.',
    examples: ['passed'],
  }),
  reason: Type.String({
    minLength: 1,
    maxLength: REASON_LENGTH_MAX,
    description: 'Why; kept in the story of the case.',
    examples: ['Everything agrees with the file.'],
  }),
});

const SLOT = {
  day: DayOnWire('The day.'),
  time,
  at: InstantOnWire('The moment when it begins.'),
};

export const InterviewSlotOnWire = Type.Object(SLOT);
export type InterviewSlotOnWire = Static<typeof InterviewSlotOnWire>;

const BOOKED = Type.Object(
  { ...SLOT, way },
  { description: 'What was agreed; left out while nothing is.' },
);

/** How an interview stands for the applicant. */
export const OWN_INTERVIEW_STATES = ['none', 'to_book', 'booked', 'held'] as const;

export const InterviewForBorrower = Type.Object({
  state: Type.Enum([...OWN_INTERVIEW_STATES], {
    description: '`none`: nobody has asked for one, or the application has ended.',
  }),
  booked: Type.Optional(BOOKED),
  mayBook: Type.Boolean({ description: 'Whether you may choose a time, or another one.' }),
  slots: Type.Array(InterviewSlotOnWire, {
    description: 'The times that are free, where you may choose one.',
  }),
});
export type InterviewForBorrower = Static<typeof InterviewForBorrower>;

export const InterviewInOffice = Type.Object(
  {
    questions: Type.Array(Type.Enum([...INTERVIEW_QUESTIONS]), {
      description: 'What clients of this kind are asked.',
    }),
    booked: Type.Optional(BOOKED),
    moves: Type.Integer({ minimum: 0, description: 'How often it was moved.' }),
    mayRecord: Type.Boolean({ description: 'Whether its day has come.' }),
    held: Type.Optional(
      Type.Object(
        {
          interviewerName: Type.Optional(Type.String({ description: 'Who led it.' })),
          heldOn: DayOnWire('When.'),
          recording: Type.String({ description: 'Where the recording lies.' }),
          answers: Type.Array(Type.Object(ANSWER), { description: 'What was asked and said.' }),
          note: Type.Optional(Type.String({ description: 'What else was noticed.' })),
        },
        { description: 'What was recorded; left out while it was not held.' },
      ),
    ),
  },
  { description: 'The interview, where the case is one.' },
);
export type InterviewInOffice = Static<typeof InterviewInOffice>;

/** What whoever reviews an application sees of its last interview. */
export const InterviewInReview = Type.Object(
  {
    isNeeded: Type.Boolean({ description: 'Whether the product asks for one.' }),
    caseId: Type.Optional(Type.String({ format: 'uuid', description: 'Of the last one.' })),
    state: Type.Enum(['none', 'to_book', 'booked', 'passed', 'not_passed'], {
      description: 'How the last one stands.',
    }),
    booked: Type.Optional(BOOKED),
    contradictions: Type.Array(Type.Enum([...INTERVIEW_QUESTIONS]), {
      description: 'The questions whose answers do not agree with the file.',
    }),
  },
  { description: 'The interview of the applicant.' },
);
export type InterviewInReview = Static<typeof InterviewInReview>;
