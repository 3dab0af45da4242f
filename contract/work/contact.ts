// Contacts, promises to pay and requests for help on the wire.
import { CASE_STATES, COURT_STAGES, EVIDENCE_KINDS } from '@mutua/core/work/case.ts';
import { CONTACT_CHANNELS, CONTACT_OUTCOMES, CONTACT_TEMPLATES } from '@mutua/core/work/contact.ts';
import { RELIEFS_ASKED } from '@mutua/core/work/request-hardship.ts';
import Type, { type Static } from 'typebox';
import { commandBody } from '../http/command.ts';
import { DayOnWire, InstantOnWire, MoneyOnWire, PositiveMoneyOnWire } from '../money/on-wire.ts';

const text = (description: string, example: string, maxLength = 1_000) =>
  Type.String({ minLength: 1, maxLength, description, examples: [example] });

const evidence = Type.Array(
  Type.Object(
    {
      kind: Type.Enum([...EVIDENCE_KINDS], { examples: ['court_document'] }),
      reference: text('Where the paper lies.', 'F-2026-0017', 200),
    },
    { additionalProperties: false },
  ),
  { maxItems: 50, description: 'The papers that bear it out.', examples: [[]] },
);

export const RecordContactBody = commandBody({
  person: Type.Enum(['borrower', 'third_party'], {
    description: 'Who was, or is to be, reached.',
    examples: ['borrower'],
  }),
  channel: Type.Enum([...CONTACT_CHANNELS], { examples: ['phone'] }),
  template: Type.Enum([...CONTACT_TEMPLATES], {
    description: 'The script or text, one of those of the stage.',
    examples: ['friendly_reminder'],
  }),
  outcome: Type.Enum([...CONTACT_OUTCOMES], { examples: ['reached'] }),
  note: Type.Optional(text('What was said; the borrower can read it.', 'Will call back.')),
});

export const RecordPromiseBody = commandBody({
  day: DayOnWire('By the end of which day.'),
  amount: PositiveMoneyOnWire('What the borrower named.'),
});

export const RequestHardshipBody = commandBody({
  relief: Type.Enum([...RELIEFS_ASKED], {
    description: 'What would help.',
    examples: ['reschedule'],
  }),
  circumstances: text('What has happened.', 'I lost my work in May.', 2_000),
});

export const LegalActionBody = commandBody({
  reason: text('Why it goes to court.', 'No answer for three months.'),
  evidence,
});

export const CourtStageBody = commandBody({
  courtStage: Type.Enum([...COURT_STAGES], { examples: ['filed'] }),
  reference: text('The number that the court gives it.', '(2026) M0105-1234', 200),
  evidence,
});

export const CollectionCostBody = commandBody({
  amount: PositiveMoneyOnWire('What is to be paid.'),
  purpose: text('For what.', 'Court fee', 200),
  reference: text('The invoice or receipt.', 'R-17', 100),
  payeeName: text('The court or the firm that gets it.', '北京市朝阳区人民法院', 100),
  payeeAccount: text('The payee’s account at its own bank.', '6222 0200 0000 0017', 60),
});

export const ContactIdResult = Type.Object({ contactId: Type.String({ format: 'uuid' }) });
export const CostIdResult = Type.Object({ costId: Type.String({ format: 'uuid' }) });
export const PromiseIdResult = Type.Object({ promiseId: Type.String({ format: 'uuid' }) });

/** As the borrower reads it, and the office. */
export const ContactOnWire = Type.Object({
  contactId: Type.String({ format: 'uuid' }),
  at: InstantOnWire('When.'),
  channel: Type.Enum([...CONTACT_CHANNELS]),
  template: Type.Enum([...CONTACT_TEMPLATES]),
  outcome: Type.Enum([...CONTACT_OUTCOMES]),
  text: Type.String({ description: 'The approved text, in the language of the request.' }),
  note: Type.Optional(Type.String()),
});
export type ContactOnWire = Static<typeof ContactOnWire>;

export const PromiseOnWire = Type.Object({
  promiseId: Type.String({ format: 'uuid' }),
  day: DayOnWire('By the end of which day.'),
  amount: MoneyOnWire,
  state: Type.Enum(['open', 'kept', 'broken']),
  madeAt: InstantOnWire('When it was made.'),
  paid: Type.Optional(MoneyOnWire),
});
export type PromiseOnWire = Static<typeof PromiseOnWire>;

/** As the borrower follows it. */
export const HardshipRequestOnWire = Type.Object({
  caseId: Type.String({ format: 'uuid' }),
  loanId: Type.String({ format: 'uuid' }),
  relief: Type.String({ description: 'What was asked for.' }),
  circumstances: Type.String({ description: 'What was told.' }),
  state: Type.Enum([...CASE_STATES]),
  openedAt: InstantOnWire('When it was received.'),
  result: Type.Optional(Type.String({ description: 'What was decided.' })),
});
export type HardshipRequestOnWire = Static<typeof HardshipRequestOnWire>;
