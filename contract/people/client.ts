// Clients on the wire: becoming one, what is known of oneself, and the way to the first loan or claim.
import { CONSENT_DOCUMENTS } from '@mutua/core/people/consent.ts';
import Type, { type Static } from 'typebox';
import { commandBody } from '../http/command.ts';
import { DayOnWire, InstantOnWire, MinorUnitsOnWire, MoneyOnWire } from '../money/on-wire.ts';
import { nameOnWire } from './name.ts';

const text = (description: string, example: string, maxLength = 100) =>
  Type.String({ minLength: 1, maxLength, description, examples: [example] });

export const ConsentOnWire = Type.Object(
  {
    document: Type.Enum([...CONSENT_DOCUMENTS], { examples: ['service_agreement'] }),
    version: text('The version that was read.', '1', 40),
  },
  { additionalProperties: false },
);

const NAMED_PERSON = {
  name: nameOnWire('林薇', 'As on the identity document.'),
  identityNumber: text('18 characters.', '110105199003071239', 40),
};

/** What a person or an organisation says of itself, and how it will sign in. */
export const CLIENT_DETAILS = {
  clientKind: Type.Enum(['natural_person', 'organisation'], { examples: ['natural_person'] }),
  name: nameOnWire('林薇', 'As on the identity document or the licence.'),
  number: text(
    'The identity number of a person, the unified social credit code of an organisation.',
    '110105199003071239',
    40,
  ),
  mobile: Type.String({
    pattern: '^\\+?[0-9]{6,15}$',
    description: 'Digits, with a country code after + if there is one.',
    examples: ['13800000001'],
  }),
  region: Type.String({
    pattern: '^[0-9A-Z-]{2,12}$',
    description: 'Code of the region of the address.',
    examples: ['110000'],
  }),
  legalRepresentative: Type.Optional(
    Type.Object(NAMED_PERSON, {
      additionalProperties: false,
      description: 'Of an organisation, and of it only.',
    }),
  ),
  authorisedSignatory: Type.Optional(
    Type.Object(
      { ...NAMED_PERSON, mobile: text('Of the signatory.', '13800000002', 16) },
      {
        additionalProperties: false,
        description: 'Who signs for an organisation, where it is not the legal representative.',
      },
    ),
  ),
  signInName: text('Capital and small letters are the same.', 'lin.wei@example.org', 200),
  password: Type.String({
    minLength: 1,
    maxLength: 400,
    description: '10 to 200 characters, and none that is guessed first.',
    examples: ['correct horse battery'],
  }),
};

export const RegisterClientBody = commandBody({
  ...CLIENT_DETAILS,
  roles: Type.Array(Type.Enum(['borrower', 'lender']), {
    minItems: 1,
    maxItems: 2,
    uniqueItems: true,
    examples: [['lender']],
  }),
  isInstitution: Type.Optional(
    Type.Boolean({
      description: 'An organisation that lends as an institution.',
      examples: [false],
    }),
  ),
  consents: Type.Array(ConsentOnWire, {
    maxItems: 10,
    description: 'What was read and agreed to; registering needs two of them.',
    examples: [
      [
        { document: 'service_agreement', version: '1' },
        { document: 'personal_data', version: '1' },
      ],
    ],
  }),
});

export const ClientMade = Type.Object({ clientId: Type.String({ format: 'uuid' }) });

export const IdentityVerified = Type.Object({
  status: Type.Enum(['verified', 'held'], {
    description: '`held`: somebody has to look first; nobody is told why.',
  }),
});

export const OpenCustodyAccountBody = Type.Object(
  {
    role: Type.Enum(['lender', 'borrower', 'partner'], {
      description: 'Money that you lend and money that you borrow lie apart.',
      examples: ['lender'],
    }),
    currency: Type.String({ pattern: '^[A-Z]{3}$', description: 'ISO 4217.', examples: ['CNY'] }),
  },
  { additionalProperties: false },
);

export const CustodyAccountAsked = Type.Object({
  role: Type.String(),
  state: Type.Enum(['opening', 'open'], {
    description: '`opening` until you have set your payment password at the bank.',
  }),
  account: Type.String({ description: 'Your account’s number at the custodian.' }),
  pageUrl: Type.Optional(
    Type.String({ description: 'The bank’s own page, where the account is opened.' }),
  ),
});

export const AnswerQuestionnaireBody = commandBody({
  version: Type.Integer({ minimum: 1, maximum: 1_000_000, examples: [1] }),
  answers: Type.Record(
    Type.String({ pattern: '^[a-z0-9_]{1,64}$' }),
    Type.String({ maxLength: 64, description: 'The code of the chosen option.' }),
    {
      additionalProperties: false,
      maxProperties: 100,
      description: 'For the code of each question, the code of the option that was chosen.',
      examples: [{ age: 'from_30' }],
    },
  ),
});

export const QuestionnaireScored = Type.Object({
  tolerance: Type.Integer({ minimum: 1, maximum: 5, description: '5 is the boldest.' }),
  exposureCeiling: MinorUnitsOnWire('The most that you may have lent and bid together.'),
  validUntil: DayOnWire('The last day on which it counts.'),
});

/** The questions and options, in both languages; the reader chooses one by `Accept-Language`. */
export const QuestionnaireOnWire = Type.Object({
  version: Type.Integer(),
  questions: Type.Array(
    Type.Object({
      code: Type.String(),
      text: Type.String(),
      options: Type.Array(Type.Object({ code: Type.String(), text: Type.String() })),
    }),
  ),
});

export type QuestionnaireOnWire = Static<typeof QuestionnaireOnWire>;

/** FLW-02: the six steps of a lender, and those of a borrower. */
export const PATH_STEPS = [
  'register',
  'verify_identity',
  'open_custody_account',
  'answer_questionnaire',
  'top_up',
  'lend',
  'receive',
  'apply',
  'accept_terms',
  'sign_contract',
  'repay',
] as const;
export type PathStep = (typeof PATH_STEPS)[number];

export const GuidedPath = Type.Object({
  role: Type.Enum(['lender', 'borrower']),
  steps: Type.Array(
    Type.Object({
      step: Type.Enum([...PATH_STEPS]),
      state: Type.Enum(['done', 'next', 'later']),
    }),
  ),
  next: Type.Optional(
    Type.Enum([...PATH_STEPS], {
      description: 'The first step that is not done; absent at the end.',
    }),
  ),
});
export type GuidedPath = Static<typeof GuidedPath>;

export const ProfileOnWire = Type.Object({
  clientId: Type.String({ format: 'uuid' }),
  clientNumber: Type.Integer(),
  kind: Type.String(),
  name: Type.Optional(Type.String()),
  mobileMasked: Type.Optional(Type.String({ examples: ['138****0001'] })),
  numberMasked: Type.Optional(Type.String({ examples: ['1101**********1239'] })),
  roles: Type.Array(Type.String()),
  status: Type.String({ examples: ['active'] }),
  region: Type.Optional(Type.String()),
  custodyAccounts: Type.Array(Type.Object({ role: Type.String(), account: Type.String() })),
  lender: Type.Optional(
    Type.Object({
      tolerance: Type.Integer({ description: '1 to 5; 0 without a questionnaire.' }),
      questionnaireUntil: Type.Optional(Type.String({ format: 'date' })),
      exposureCeiling: MinorUnitsOnWire('The most that may be lent and bid together.'),
      exposure: MinorUnitsOnWire('What is lent and bid now.'),
      biddingStopped: Type.Boolean(),
    }),
  ),
  borrower: Type.Optional(
    Type.Object({
      owed: MinorUnitsOnWire('Outstanding principal of all loans here.'),
      openLoanId: Type.Optional(
        Type.String({ format: 'uuid', description: 'The application that is under way.' }),
      ),
    }),
  ),
  registrationFees: Type.Optional(
    Type.Array(Type.Object({ role: Type.String(), amount: MoneyOnWire }), {
      description: 'Still to be paid, with your first withdrawal in that role.',
    }),
  ),
  paths: Type.Array(GuidedPath),
  actions: Type.Array(Type.String(), { description: 'What you may do now.' }),
});
export type ProfileOnWire = Static<typeof ProfileOnWire>;

export const QuestionnaireTakenOnWire = Type.Object({
  takingId: Type.String({ format: 'uuid' }),
  version: Type.Integer(),
  points: Type.Integer(),
  tolerance: Type.Integer(),
  exposureCeiling: MinorUnitsOnWire('The ceiling that came of it.'),
  answeredOn: DayOnWire('When it was answered.'),
  validUntil: DayOnWire('The last day on which it counts.'),
});

export const ClientInOffice = Type.Object({
  clientId: Type.String({ format: 'uuid' }),
  clientNumber: Type.Integer(),
  kind: Type.String(),
  name: Type.Optional(Type.String()),
  roles: Type.Array(Type.String()),
  status: Type.String(),
  region: Type.Optional(Type.String()),
  isHeld: Type.Boolean(),
  isInstitution: Type.Boolean({ description: 'An organisation that lends as an institution.' }),
  isRelatedParty: Type.Boolean(),
  freezeAsked: Type.Optional(
    Type.Object({ asked: Type.String(), makerId: Type.String(), reason: Type.String() }),
  ),
  registeredAt: Type.Optional(InstantOnWire('When.')),
  actions: Type.Array(Type.String()),
});
export type ClientInOffice = Static<typeof ClientInOffice>;
