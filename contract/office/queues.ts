// The office's queues on the wire: applications by state, how long they wait, and how long things take.
import Type, { type Static } from 'typebox';
import {
  ArrearsOnWire,
  CLASS_FIELDS,
  DECIDED_FIELDS,
  ProposalOnWire,
  WriteOffInOffice,
} from '../loan/collection.ts';
import { InstalmentOnWire, LOAN_FIELDS, TransitionOnWire } from '../loan/servicing.ts';
import { DayOnWire, InstantOnWire, MinorUnitsOnWire, MoneyOnWire } from '../money/on-wire.ts';

const COLLECTION = {
  arrears: Type.Optional(ArrearsOnWire),
  writtenOff: Type.Optional(WriteOffInOffice),
  proposal: Type.Optional(ProposalOnWire),
  ...DECIDED_FIELDS,
  ...CLASS_FIELDS,
};

const actions = Type.Array(Type.String(), { description: 'What you may do now.' });

export const LoanInQueue = Type.Object({
  ...LOAN_FIELDS,
  borrowerId: Type.String({ format: 'uuid' }),
  since: InstantOnWire('When it came into this state.'),
  waitedSeconds: Type.Integer({ minimum: 0, description: 'For how long it has stood there.' }),
  accepted: MoneyOnWire,
  ...COLLECTION,
  actions,
});
export type LoanInQueue = Static<typeof LoanInQueue>;

const FACT = Type.Object({
  name: Type.String(),
  value: Type.Unknown({ description: 'In the form that the fact has.' }),
  source: Type.String(),
  asOf: DayOnWire('Of which day.'),
  verified: Type.Boolean(),
});

const ASSESSMENT = Type.Object({
  number: Type.Integer(),
  assessedOn: DayOnWire('When.'),
  policyVersion: Type.String(),
  decision: Type.String(),
  grade: Type.String(),
  score: Type.Optional(Type.Number()),
  limit: MinorUnitsOnWire('The most that this borrower may be lent.'),
  reasonCodes: Type.Array(Type.String()),
});

const CLAIM = Type.Object({
  claimId: Type.String(),
  holderId: Type.String(),
  state: Type.String(),
  principal: MinorUnitsOnWire('What was lent under it.'),
  outstanding: MinorUnitsOnWire('What of it is left.'),
  loss: Type.Optional(MinorUnitsOnWire('What was still missing when collection ended.')),
});

/** One loan for the office: everything, with who did what when, and why. */
export const LoanInOffice = Type.Object({
  ...LOAN_FIELDS,
  borrowerId: Type.String({ format: 'uuid' }),
  names: Type.Array(
    Type.Object({
      personId: Type.String({ format: 'uuid', description: 'Of the borrower, or of who acted.' }),
      name: Type.String({ description: 'What this person is called.' }),
    }),
    { description: 'What the borrower and the people of the timeline are called.' },
  ),
  accepted: MoneyOnWire,
  frozen: MoneyOnWire,
  application: Type.Optional(
    Type.Object({
      channel: Type.String(),
      facts: Type.Array(FACT),
      documents: Type.Array(Type.String()),
      preparedBy: Type.Array(Type.String(), { description: 'None of them may decide on it.' }),
      changedSince: Type.Boolean({
        description: 'Whether something changed since the assessment.',
      }),
      review: Type.Optional(
        Type.Object({ makerId: Type.String(), opinion: Type.String(), reason: Type.String() }),
      ),
    }),
  ),
  assessments: Type.Array(ASSESSMENT),
  contractHash: Type.Optional(Type.String()),
  schedule: Type.Array(InstalmentOnWire),
  claims: Type.Array(CLAIM),
  ...COLLECTION,
  isMoneyInTransit: Type.Boolean(),
  timeline: Type.Array(TransitionOnWire),
  actions,
});
export type LoanInOffice = Static<typeof LoanInOffice>;

export const QueueCounts = Type.Object({
  loans: Type.Array(
    Type.Object({
      state: Type.String(),
      count: Type.Integer(),
      oldestSince: Type.Optional(InstantOnWire('Since when the oldest one has stood there.')),
    }),
  ),
  listingsToPublish: Type.Integer(),
  stepsToRelease: Type.Integer({
    description: 'Defaults, write-offs and ends of collection that one person has proposed.',
  }),
  clientsHeld: Type.Integer(),
  receiptsUnmatched: Type.Integer(),
  breaksFound: Type.Integer(),
  alarmsOpen: Type.Integer(),
  instructionsUnknown: Type.Integer(),
});
export type QueueCounts = Static<typeof QueueCounts>;

const DURATION = {
  count: Type.Integer(),
  averageSeconds: Type.Integer(),
  medianSeconds: Type.Integer(),
  longestSeconds: Type.Integer(),
};

/** How long loans took from one state to the next. */
export const DurationRow = Type.Object({ from: Type.String(), to: Type.String(), ...DURATION });
export type DurationRow = Static<typeof DurationRow>;

const time = (description: string) => Type.Optional(Type.Object(DURATION, { description }));

/** FLW-06. A time that no loan has taken yet is left out. */
export const Durations = Type.Object({
  items: Type.Array(DurationRow),
  timeToDecision: time('From the application to the decision.'),
  timeToFull: time('From the opening of the funding to the full amount.'),
  timeToDisburse: time('From the full amount to the disbursement.'),
});
export type Durations = Static<typeof Durations>;
