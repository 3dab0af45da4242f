// The repayments of a loan on the wire: each as it was made, and what became of it.
import Type, { type Static } from 'typebox';
import { DayOnWire, MinorUnitsOnWire, MoneyOnWire } from '../money/on-wire.ts';

const COMPONENTS = Type.Object({
  principal: MinorUnitsOnWire('Principal.'),
  interest: MinorUnitsOnWire('Interest.'),
  penalty: MinorUnitsOnWire('Penalty.'),
  fee: MinorUnitsOnWire('Fees.'),
});

const PAID_IN_ALL = {
  bookedOn: DayOnWire('When it was booked.'),
  before: COMPONENTS,
  after: COMPONENTS,
  penaltyBefore: MinorUnitsOnWire('The penalty of the loan in all, before.'),
  penaltyAfter: MinorUnitsOnWire('And after.'),
};

const CORRECTION = {
  kind: Type.Enum(['back_dated', 'reversed']),
  ...PAID_IN_ALL,
  day: Type.Optional(DayOnWire('From which it counts since then.')),
  reason: Type.Optional(Type.String({ description: 'As the two persons gave it.' })),
};

const REPAYMENT = {
  instructionId: Type.String({ format: 'uuid' }),
  kind: Type.Enum(['instalment', 'early_in_part', 'early_in_full', 'recovery', 'compensation']),
  day: DayOnWire('On which it was made.'),
  amount: MoneyOnWire,
  paid: COMPONENTS,
  state: Type.Enum(['standing', 'back_dated', 'reversed']),
};

export const RepaymentOfLoan = Type.Object({
  ...REPAYMENT,
  corrections: Type.Array(Type.Object(CORRECTION), {
    description: 'What the borrower has paid on the loan in all, before and after each.',
  }),
});
export type RepaymentOfLoan = Static<typeof RepaymentOfLoan>;

export const RepaymentsOfLoan = Type.Object({ repayments: Type.Array(RepaymentOfLoan) });
export type RepaymentsOfLoan = Static<typeof RepaymentsOfLoan>;

const HOLDER = Type.Object({
  claimId: Type.String(),
  before: Type.Object({
    principal: MinorUnitsOnWire('Principal received in all, before.'),
    interest: MinorUnitsOnWire('Interest.'),
    penalty: MinorUnitsOnWire('Penalty.'),
  }),
  after: Type.Object({
    principal: MinorUnitsOnWire('Principal received in all, after.'),
    interest: MinorUnitsOnWire('Interest.'),
    penalty: MinorUnitsOnWire('Penalty.'),
  }),
});

export const RepaymentInOffice = Type.Object({
  ...REPAYMENT,
  corrections: Type.Array(
    Type.Object({
      ...CORRECTION,
      makerId: Type.Optional(Type.String({ description: 'Who proposed it.' })),
      checkerId: Type.Optional(Type.String({ description: 'Who released it.' })),
      evidence: Type.Optional(Type.String({ description: 'Where the proof is kept.' })),
      bankReference: Type.Optional(Type.String({ description: 'The custodian’s, of a reversal.' })),
      holders: Type.Array(HOLDER, { description: 'Each claim for which something is otherwise.' }),
    }),
  ),
});
export type RepaymentInOffice = Static<typeof RepaymentInOffice>;

export const RepaymentsInOffice = Type.Object({ repayments: Type.Array(RepaymentInOffice) });
export type RepaymentsInOffice = Static<typeof RepaymentsInOffice>;
