// Reviewing on the wire: applications that wait for a person, and the whole file of one of them.
import Type, { type Static } from 'typebox';
import {
  DayOnWire,
  InstantOnWire,
  MinorUnitsOnWire,
  MoneyOnWire,
  PpmOnWire,
} from '../money/on-wire.ts';
import { InterviewInReview } from '../work/interview.ts';

const count = (description: string) => Type.Integer({ minimum: 0, description });
const actions = Type.Array(Type.String(), { description: 'What you may do now.' });

/** Where an application waits, or whose it is. */
export const REVIEW_TABS = ['in_review', 'to_decide', 'applied', 'mine'] as const;
export type ReviewTab = (typeof REVIEW_TABS)[number];

const REVIEW = Type.Object({
  makerId: Type.String(),
  makerName: Type.Optional(Type.String()),
  opinion: Type.Enum(['approve', 'reject'], { description: 'What should become of it.' }),
  reason: Type.String(),
});

export const ReviewItem = Type.Object({
  loanId: Type.String({ format: 'uuid' }),
  borrowerId: Type.String({ format: 'uuid' }),
  borrowerName: Type.Optional(Type.String()),
  state: Type.String(),
  waitsFor: Type.String({ description: 'Which desk it waits at.', examples: ['in_review'] }),
  loanAmount: MoneyOnWire,
  termMonths: Type.Integer(),
  purpose: Type.String(),
  grade: Type.Optional(Type.String()),
  since: InstantOnWire('Since when it waits.'),
  waitedSeconds: count('For how long it has waited.'),
  reasonCodes: Type.Array(Type.String()),
  opinion: Type.Optional(Type.String({ description: 'What the first person said.' })),
  isOwn: Type.Boolean({ description: 'Whether you have prepared it, so that another decides.' }),
});
export type ReviewItem = Static<typeof ReviewItem>;

const FACT = Type.Object({
  name: Type.String(),
  said: Type.Optional(Type.Unknown({ description: 'What the applicant wrote.' })),
  value: Type.Unknown({ description: 'What holds now, in the form that the fact has.' }),
  source: Type.String(),
  asOf: DayOnWire('Of which day.'),
  verified: Type.Boolean(),
  differencePpm: Type.Optional(
    Type.Integer({ description: 'By how much it differs from what was written.' }),
  ),
});
export type FactInReview = Static<typeof FACT>;

const FEATURE = Type.Object({
  name: Type.String(),
  block: Type.String({ description: '`ability` or `willingness`.' }),
  value: Type.Union([Type.Number(), Type.String()], { description: 'What was found for it.' }),
  points: Type.Integer(),
  pointsMax: count('The most that it could have given.'),
});
export type FeatureInReview = Static<typeof FEATURE>;

const PRICE = Type.Object({
  annualRatePpm: PpmOnWire('The rate; the parts add up to it.'),
  expectedLossPpm: PpmOnWire('For losses to be expected.'),
  fundingReturnPpm: PpmOnWire('For the lenders, after these losses.'),
  costPpm: PpmOnWire('What lenders pay for the service.'),
  marginPpm: PpmOnWire('What the operator keeps of the interest.'),
  allInRatePpm: PpmOnWire('What the borrower pays in all.'),
});

const ASSESSMENT = Type.Object({
  number: Type.Integer({ minimum: 1 }),
  assessedOn: DayOnWire('When.'),
  policyVersion: Type.String(),
  scorecard: Type.Optional(Type.String()),
  decision: Type.String(),
  grade: Type.String(),
  score: Type.Optional(Type.Integer()),
  basePoints: Type.Optional(Type.Integer({ description: 'What everybody has to begin with.' })),
  features: Type.Array(FEATURE, { description: 'With the base they add up to the score.' }),
  ruleHits: Type.Array(
    Type.Object({
      reason: Type.String(),
      outcome: Type.Enum(['refer', 'reject'], { description: 'What it leads to.' }),
    }),
  ),
  limit: MoneyOnWire,
  expectedLossPpm: PpmOnWire('Of what is outstanding, a year.'),
  price: Type.Optional(PRICE),
});
export type AssessmentInReview = Static<typeof ASSESSMENT>;

const OFFER = Type.Object({
  loanAmount: MoneyOnWire,
  annualRatePpm: PpmOnWire('In the contract.'),
  allInRatePpm: Type.Optional(PpmOnWire('What the borrower pays a year in all.')),
  instalment: MinorUnitsOnWire('The first instalment, with its fees.'),
  income: MinorUnitsOnWire('What comes in each month.'),
  costs: MinorUnitsOnWire('What a trade costs each month.'),
  otherPayments: MinorUnitsOnWire('Payments on other debts each month.'),
  left: MinorUnitsOnWire('What is left of it each month.'),
  burdenPpm: PpmOnWire('Payments as a share of the income, at the product’s highest rate.'),
});
export type OfferInReview = Static<typeof OFFER>;

const BORROWER = Type.Object({
  clientId: Type.String({ format: 'uuid' }),
  name: Type.Optional(Type.String()),
  clientKind: Type.String(),
  age: Type.Optional(Type.Integer()),
  region: Type.Optional(Type.String()),
  isHeld: Type.Boolean(),
  isRelatedParty: Type.Boolean(),
  status: Type.String(),
  owedHere: MoneyOnWire,
  loansRepaid: count('How many loans were repaid here.'),
  worstDaysOverdue: count('The worst overdue here so far, in days.'),
});

export const ReviewFile = Type.Object({
  loanId: Type.String({ format: 'uuid' }),
  state: Type.String(),
  waitsFor: Type.Optional(Type.String({ description: 'Which desk it waits at.' })),
  productCode: Type.String(),
  productVersion: Type.Integer(),
  loanAmount: MoneyOnWire,
  termMonths: Type.Integer(),
  repaymentMethod: Type.String(),
  purpose: Type.String(),
  security: Type.String(),
  channel: Type.String(),
  since: InstantOnWire('Since when it stands so.'),
  waitedSeconds: count('For how long it has waited.'),
  limitSeconds: Type.Optional(count('Within how long it has to be done.')),
  borrower: BORROWER,
  facts: Type.Array(FACT),
  documents: Type.Array(Type.String()),
  missing: Type.Array(Type.String(), { description: 'Facts and papers that are still to come.' }),
  preparedBy: Type.Array(
    Type.Object({ personId: Type.String(), name: Type.Optional(Type.String()) }),
  ),
  changedSince: Type.Boolean({ description: 'Whether something changed since the assessment.' }),
  review: Type.Optional(REVIEW),
  interview: InterviewInReview,
  assessment: Type.Optional(ASSESSMENT),
  offers: Type.Array(OFFER, {
    description: 'What was asked for, and the amount that you ask about.',
  }),
  amountStep: MinorUnitsOnWire('Amounts are multiples of it.'),
  amountMinimum: MinorUnitsOnWire('The smallest loan of the product.'),
  burdenReferPpm: Type.Optional(PpmOnWire('Above it a person looks.')),
  burdenRejectPpm: Type.Optional(PpmOnWire('Above it the rules say no.')),
  safeguards: Type.Array(Type.String(), {
    description: 'What the product allows to stand behind.',
  }),
  pastLoans: Type.Array(
    Type.Object({
      loanId: Type.String({ format: 'uuid' }),
      state: Type.String(),
      loanAmount: MoneyOnWire,
      appliedOn: DayOnWire('When it was applied for.'),
      grade: Type.Optional(Type.String()),
    }),
  ),
  actions,
});
export type ReviewFile = Static<typeof ReviewFile>;

/** A loan in a list of all of them. */
export const LoanInBook = Type.Object({
  loanId: Type.String({ format: 'uuid' }),
  borrowerId: Type.String({ format: 'uuid' }),
  borrowerName: Type.Optional(Type.String()),
  state: Type.String(),
  productCode: Type.String(),
  loanAmount: MoneyOnWire,
  outstanding: MoneyOnWire,
  termMonths: Type.Integer(),
  purpose: Type.String(),
  grade: Type.Optional(Type.String()),
  annualRatePpm: Type.Optional(PpmOnWire('In the contract.')),
  safeguard: Type.Optional(Type.String()),
  assetClass: Type.Optional(Type.String()),
  appliedOn: DayOnWire('When it was applied for.'),
  valueDay: Type.Optional(DayOnWire('From when interest runs.')),
  waitedSeconds: count('For how long it has stood in its state.'),
});
export type LoanInBook = Static<typeof LoanInBook>;
