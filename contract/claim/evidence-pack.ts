// What proves a claim, in one piece: for a court, or to keep.
import Type, { type Static } from 'typebox';
import { TransitionOnWire } from '../loan/servicing.ts';
import { DayOnWire, InstantOnWire, MoneyOnWire } from '../money/on-wire.ts';
import { ClaimOnWire } from './claim.ts';

export const EvidencePackOnWire = Type.Object({
  asOf: DayOnWire('The business date on which it was made.'),
  claim: ClaimOnWire,
  acknowledged: Type.Optional(
    Type.Object(
      {
        riskNotice: Type.String({ description: 'The version of the risk notice.' }),
        at: InstantOnWire('When the bid was placed with it.'),
      },
      { description: 'Which risks were shown and acknowledged with the bid.' },
    ),
  ),
  contract: Type.Optional(
    Type.Object({
      document: Type.String({ description: 'The text that was signed. Parties are named by ids.' }),
      hash: Type.String({ description: 'SHA-256 of the text.' }),
      signedAt: InstantOnWire('When the borrower signed it.'),
    }),
  ),
  timeline: Type.Array(TransitionOnWire, {
    description: 'Every state of the loan since its listing.',
  }),
  contacts: Type.Array(
    Type.Object({
      day: DayOnWire('When it was.'),
      at: InstantOnWire('The moment.'),
      channel: Type.String({ description: '`phone`, `message` or `legal_letter`.' }),
      template: Type.String({ description: 'What was said or sent.' }),
      outcome: Type.String({ description: 'What came of it.' }),
    }),
    { description: 'Every attempt to reach the borrower about what is overdue.' },
  ),
  compensations: Type.Array(
    Type.Object({
      claimedOn: DayOnWire('When it was claimed.'),
      state: Type.String({ description: '`claimed`, `paid` or `missed`.' }),
      principal: MoneyOnWire,
      interest: MoneyOnWire,
    }),
    {
      description:
        'What others were asked to pay in the borrower’s place, for all lenders together.',
    },
  ),
});
export type EvidencePackOnWire = Static<typeof EvidencePackOnWire>;
