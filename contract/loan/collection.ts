// What a loan has become whose borrower does not pay, on the wire: arrears, what is written off, and what waits for
// a second person.
import { ASSET_CLASSES, OVERDUE_BUCKETS } from '@mutua/core/loan/asset-class.ts';
import { COLLECTION_STEPS } from '@mutua/core/loan/servicing.ts';
import Type, { type Static } from 'typebox';
import { DayOnWire, MinorUnitsOnWire, MoneyOnWire } from '../money/on-wire.ts';

const COMPONENTS = {
  principal: MinorUnitsOnWire('Of it, principal.'),
  interest: MinorUnitsOnWire('Of it, interest.'),
  penalty: MinorUnitsOnWire('Of it, penalty.'),
  fee: MinorUnitsOnWire('Of it, fees.'),
};

export const ArrearsOnWire = Type.Object(
  {
    since: DayOnWire('The due day of the oldest unpaid instalment.'),
    daysOverdue: Type.Integer({ minimum: 1, description: 'The day after the due day is 1.' }),
    total: MoneyOnWire,
    ...COMPONENTS,
  },
  { description: 'What was to be paid by now and was not; a payment under way counts as paid.' },
);
export type ArrearsOnWire = Static<typeof ArrearsOnWire>;

const WRITE_OFF = {
  day: DayOnWire('When it was written off; nothing was asked for since.'),
  total: MoneyOnWire,
  ...COMPONENTS,
  recovered: MoneyOnWire,
  givenUp: MoneyOnWire,
  left: MoneyOnWire,
};

export const WriteOffOnWire = Type.Object(WRITE_OFF, {
  description: 'What was owed when it was written off: recovered since, given up, and left.',
});
export type WriteOffOnWire = Static<typeof WriteOffOnWire>;

export const WriteOffInOffice = Type.Object({
  ...WRITE_OFF,
  makerId: Type.String({ description: 'Who proposed it.' }),
  checkerId: Type.String({ description: 'Who released it.' }),
});
export type WriteOffInOffice = Static<typeof WriteOffInOffice>;

export const PlanOnWire = Type.Object(
  {
    how: Type.Enum(['reschedule', 'payment_holiday']),
    instalmentCount: Type.Optional(Type.Integer({ description: 'How many are to come.' })),
    firstDueDay: Type.Optional(DayOnWire('When the first of them is due.')),
    instalments: Type.Optional(Type.Integer({ description: 'How many pay no principal.' })),
    interest: Type.Optional(Type.Enum(['paid', 'deferred'])),
    keeps: Type.Optional(Type.Enum(['term', 'instalment'])),
    acceptedOn: Type.Optional(DayOnWire('When the borrower agreed to it.')),
  },
  { description: 'A new plan that is proposed; it holds once the borrower and two persons agree.' },
);
export type PlanOnWire = Static<typeof PlanOnWire>;

export const CompromiseOnWire = Type.Object(
  {
    amount: MoneyOnWire,
    until: DayOnWire('By its end it has to be paid.'),
    paid: MoneyOnWire,
  },
  { description: 'The sum that ends the debt; what was paid of it since it was agreed.' },
);
export type CompromiseOnWire = Static<typeof CompromiseOnWire>;

/** What two persons have decided, for everybody who may see the loan. */
export const DECIDED_FIELDS = {
  planNumber: Type.Optional(
    Type.Integer({ minimum: 2, description: 'Which plan is in force; left out: the first.' }),
  ),
  acceleratedOn: Type.Optional(DayOnWire('When the whole loan became due.')),
  compromise: Type.Optional(CompromiseOnWire),
  proposedPlan: Type.Optional(PlanOnWire),
};

export const CLASS_FIELDS = {
  assetClass: Type.Optional(
    Type.Enum([...ASSET_CLASSES], { description: 'By the days overdue, or worse.' }),
  ),
  overdueBucket: Type.Optional(Type.Enum([...OVERDUE_BUCKETS])),
};

export const ProposalOnWire = Type.Object(
  {
    step: Type.Enum([...COLLECTION_STEPS]),
    makerId: Type.String({ description: 'Who may not release it.' }),
    reason: Type.String(),
    proposedOn: DayOnWire('When it was proposed.'),
    assetClass: Type.Optional(Type.Enum([...ASSET_CLASSES])),
    waiver: Type.Optional(
      Type.Object({
        how: Type.Enum(['in_part', 'whole']),
        interest: Type.Optional(MinorUnitsOnWire('Of what is due, interest.')),
        penalty: Type.Optional(MinorUnitsOnWire('Of what is due, penalty.')),
        fee: Type.Optional(MinorUnitsOnWire('Of what is due, fees.')),
      }),
    ),
    compromise: Type.Optional(
      Type.Object({ amount: MoneyOnWire, until: DayOnWire('By its end it has to be paid.') }),
    ),
    backDating: Type.Optional(
      Type.Object({
        instructionId: Type.String(),
        day: DayOnWire('From which the repayment is to count.'),
        evidence: Type.String(),
      }),
    ),
  },
  { description: 'A step that waits for a second person.' },
);
export type ProposalOnWire = Static<typeof ProposalOnWire>;
