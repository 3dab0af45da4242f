// Cases on the wire: the queue of the office, one case with its story, and what is done with it.
import {
  CASE_KINDS,
  CASE_STATES,
  COLLECTION_STAGES,
  COURT_STAGES,
  EVIDENCE_KINDS,
} from '@mutua/core/work/case.ts';
import { COLLECTION_COST_STATES } from '@mutua/core/work/collection-cost.ts';
import Type, { type Static } from 'typebox';
import { commandBody, IdOnWire } from '../http/command.ts';
import { DayOnWire, InstantOnWire, MoneyOnWire } from '../money/on-wire.ts';
import { ContactOnWire, PromiseOnWire } from './contact.ts';
import { InterviewInOffice } from './interview.ts';

export const CaseReason = Type.String({
  minLength: 1,
  maxLength: 1_000,
  description: 'Kept in the story of the case.',
  examples: ['The borrower was asked for the papers.'],
});

export const EvidenceOnWire = Type.Object(
  {
    kind: Type.Enum([...EVIDENCE_KINDS], { examples: ['other_document'] }),
    reference: Type.String({
      minLength: 1,
      maxLength: 200,
      description: 'Where the paper lies.',
      examples: ['F-2026-0017'],
    }),
  },
  { additionalProperties: false },
);

export const EvidenceList = Type.Array(EvidenceOnWire, {
  maxItems: 50,
  description: 'The papers that bear it out.',
  examples: [[]],
});

const SUBJECT = {
  kind: Type.Enum(['loan', 'client'], { examples: ['client'] }),
  id: IdOnWire('Of the loan or the client.'),
};

export const OpenCaseBody = commandBody({
  caseKind: Type.Enum([...CASE_KINDS], { examples: ['complaint'] }),
  subject: Type.Object(SUBJECT, { additionalProperties: false }),
  fields: Type.Array(
    Type.Object(
      {
        name: Type.String({ minLength: 1, maxLength: 40, examples: ['matter'] }),
        text: Type.String({ minLength: 1, maxLength: 2_000, examples: ['A fee was taken twice.'] }),
      },
      { additionalProperties: false },
    ),
    { maxItems: 10, description: 'What the kind asks for when one is opened.' },
  ),
  reason: CaseReason,
});

export const CaseIdResult = Type.Object({ caseId: Type.String({ format: 'uuid' }) });

export const ReasonBody = commandBody({ reason: CaseReason });

export const HandOverBody = commandBody({
  toId: IdOnWire('Of the colleague.'),
  reason: CaseReason,
});

export const FinishStepBody = commandBody({
  step: Type.String({ minLength: 1, maxLength: 40, examples: ['gather_facts'] }),
  evidence: EvidenceList,
  reason: CaseReason,
});

export const SubmitCaseBody = commandBody({
  result: Type.String({ minLength: 1, maxLength: 40, examples: ['refused'] }),
  reason: CaseReason,
});

const CASE_COST = Type.Object({
  costId: Type.String({ format: 'uuid' }),
  amount: MoneyOnWire,
  purpose: Type.String({ description: 'For what.' }),
  reference: Type.String({ description: 'The invoice or receipt.' }),
  payeeName: Type.String({ description: 'The court or the firm that gets it.' }),
  recordedOn: DayOnWire('When it was written down.'),
  state: Type.Enum([...COLLECTION_COST_STATES]),
  endedOn: Type.Optional(DayOnWire('When it was paid or declined.')),
  reason: Type.Optional(Type.String({ description: 'Why it was declined, or not paid.' })),
});

const CASE_FIELDS = {
  caseId: Type.String({ format: 'uuid' }),
  caseKind: Type.Enum([...CASE_KINDS]),
  state: Type.Enum([...CASE_STATES]),
  subject: Type.Object(SUBJECT, { description: 'What the case is about.' }),
  clientId: Type.String({ format: 'uuid' }),
  clientName: Type.Optional(Type.String({ description: 'The name of whom it is about.' })),
  ownerId: Type.Optional(Type.String({ format: 'uuid', description: 'Who works on it.' })),
  ownerName: Type.Optional(Type.String({ description: 'The name of who works on it.' })),
  openedAt: InstantOnWire('When it was opened.'),
  ageSeconds: Type.Integer({ minimum: 0, description: 'For how long it has been there.' }),
  deadlineAt: InstantOnWire('By when it is to be done; while the clock stands, as it was.'),
  isClockStopped: Type.Boolean({ description: 'Whether its deadline waits with it.' }),
  isLate: Type.Boolean({ description: 'Whether the deadline has passed.' }),
  escalationLevel: Type.Integer({ minimum: 0, description: 'How many positions up it has gone.' }),
  result: Type.Optional(Type.String({ description: 'With which result it was ended.' })),
  stage: Type.Optional(
    Type.Enum([...COLLECTION_STAGES], { description: 'The stage of collection.' }),
  ),
  daysOverdue: Type.Optional(Type.Integer({ minimum: 0, description: 'When the stage began.' })),
  bookedAt: Type.Optional(InstantOnWire('For when somebody is expected.')),
  actions: Type.Array(Type.String(), { description: 'What you may do now.' }),
};

export const CaseInQueue = Type.Object(CASE_FIELDS);
export type CaseInQueue = Static<typeof CaseInQueue>;

const ENTRY = Type.Object({
  event: Type.String({ description: 'What happened.' }),
  state: Type.Enum([...CASE_STATES]),
  actor: Type.String({ description: 'Who brought it about.' }),
  at: InstantOnWire('When.'),
  day: DayOnWire('On which business date.'),
  detail: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
});

const PLAN = Type.Object(
  {
    scripts: Type.Array(
      Type.Object({
        channel: Type.String(),
        template: Type.String(),
        text: Type.String({ description: 'The approved text, in the language of the request.' }),
      }),
    ),
    contactsPerDay: Type.Integer(),
    contactsPerWeek: Type.Integer(),
    promiseDaysMax: Type.Integer({ description: 'How many days ahead a promise may lie.' }),
    mayAct: Type.Array(Type.String(), { description: 'The positions that work by it.' }),
  },
  { description: 'What is done in this stage; the law may allow less.' },
);

const LEGAL = Type.Object(
  {
    decidedOn: DayOnWire('When it was decided to go to court.'),
    decidedBy: Type.String({ format: 'uuid' }),
    courtStage: Type.Optional(Type.Enum([...COURT_STAGES])),
    courtReference: Type.Optional(Type.String()),
    recovered: MoneyOnWire,
  },
  { description: 'The file of the suit, and what was paid since.' },
);

export const CaseInOffice = Type.Object({
  ...CASE_FIELDS,
  colleagues: Type.Array(
    Type.Object({
      personId: Type.String({ format: 'uuid', description: 'Whom it can be handed over to.' }),
      name: Type.String({ description: 'What this person is called.' }),
    }),
    { description: 'Who else could work on it; nobody where you may not hand it over.' },
  ),
  fields: Type.Array(Type.Object({ name: Type.String(), text: Type.String() }), {
    description: 'What was entered when it was opened.',
  }),
  steps: Type.Array(
    Type.Object({
      step: Type.String(),
      isDone: Type.Boolean({ description: 'Whether it is done.' }),
      evidence: Type.Array(Type.String(), { description: 'The papers that it asks for.' }),
    }),
  ),
  results: Type.Array(Type.String(), { description: 'With which results it may be ended.' }),
  evidence: Type.Array(EvidenceOnWire),
  plan: Type.Optional(PLAN),
  legal: Type.Optional(LEGAL),
  interview: Type.Optional(InterviewInOffice),
  costs: Type.Array(CASE_COST, { description: 'What collecting costs.' }),
  contacts: Type.Array(ContactOnWire, { description: 'The latest ones.' }),
  promises: Type.Array(PromiseOnWire),
  story: Type.Array(ENTRY, { description: 'All that happened, in its order.' }),
});
export type CaseInOffice = Static<typeof CaseInOffice>;
