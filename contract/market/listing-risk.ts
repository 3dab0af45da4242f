// What a listing says of its borrower and of its risk, without naming anybody.
import Type, { type Static } from 'typebox';
import { DayOnWire, PpmOnWire } from '../money/on-wire.ts';

export const BorrowerOnListing = Type.Object(
  {
    maskedName: Type.Optional(
      Type.String({ description: 'The first character of the name.', examples: ['陈**'] }),
    ),
    ageFrom: Type.Optional(
      Type.Integer({ description: 'Of a person: the beginning of five years of age.' }),
    ),
    loansRepaid: Type.Integer({ description: 'Loans repaid here before.' }),
    worstDaysOverdue: Type.Integer({ description: 'The longest overdue here so far, in days.' }),
    verified: Type.Array(
      Type.Object({
        fact: Type.String({ description: 'Which fact of the application.' }),
        source: Type.String({ description: 'Who bore it out.' }),
        asOf: DayOnWire('As of when.'),
      }),
      { description: 'What others than the borrower bore out; not what they said.' },
    ),
  },
  { description: 'The borrower, without a name or a number.' },
);
export type BorrowerOnListing = Static<typeof BorrowerOnListing>;

/** How grade and expected loss came about; frozen since the assessment. */
export const RiskOnListing = Type.Object(
  {
    score: Type.Optional(Type.Integer({ description: 'The model’s points; higher is safer.' })),
    scorecard: Type.Optional(Type.String({ description: 'The model and its version.' })),
    policyVersion: Type.Optional(Type.String({ description: 'The credit policy’s version.' })),
    assessedOn: Type.Optional(DayOnWire('When it was assessed.')),
    reasons: Type.Array(
      Type.Object({
        feature: Type.String({ description: 'What was looked at.' }),
        points: Type.Integer({ description: 'Points that it brought.' }),
        pointsMax: Type.Integer({ description: 'The most that it can bring.' }),
      }),
      { description: 'Every feature with its points; not what the borrower’s own value is.' },
    ),
  },
  { description: 'How the grade came about.' },
);
export type RiskOnListing = Static<typeof RiskOnListing>;

/** What is to be expected over the whole term. */
export const OutlookOnListing = Type.Object(
  {
    termPdPpm: PpmOnWire('The share of like loans expected to default before the term ends.'),
    exposurePpm: PpmOnWire('The balance at default, as a share of what was lent.'),
    lgdPpm: PpmOnWire('The share of that balance expected never to come back.'),
    termLossPpm: PpmOnWire('The product of the three: the expected loss, of what was lent.'),
    expectedNetPpm: PpmOnWire('A year, after fees and expected loss.'),
  },
  { description: 'The expected loss over the term, and where it comes from.' },
);
export type OutlookOnListing = Static<typeof OutlookOnListing>;
