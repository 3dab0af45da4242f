// Claims on the wire: what a lender holds, what came of it, and what is expected.
import { CLAIM_BUCKETS } from '@mutua/core/claim/impairment.ts';
import Type, { type Static } from 'typebox';
import { DayOnWire, MinorUnitsOnWire, MoneyOnWire, PpmOnWire } from '../money/on-wire.ts';

const RETURN = {
  expectedReturnPpm: Type.Optional(
    PpmOnWire('A year, by the schedule, after the lender’s fees; XIRR.'),
  ),
  realisedReturnPpm: Type.Optional(
    PpmOnWire(
      'A year, by what really came, with the outstanding principal at its face, and at nothing where it is written off; XIRR.',
    ),
  ),
};

const CLAIM_FIELDS = {
  claimId: Type.String({ format: 'uuid' }),
  loanId: Type.String({ format: 'uuid' }),
  title: Type.Optional(Type.String()),
  state: Type.Enum(['active', 'on_sale', 'assigned', 'compensated', 'closed']),
  loanState: Type.String({ description: 'A loan is overdue; a claim never is.' }),
  grade: Type.Optional(Type.String()),
  annualRatePpm: PpmOnWire('In the contract.'),
  termMonths: Type.Integer(),
  valueDay: Type.Optional(DayOnWire('From when interest runs.')),
  principal: MoneyOnWire,
  outstanding: MoneyOnWire,
  principalReceived: MoneyOnWire,
  interestReceived: MoneyOnWire,
  penaltyReceived: MoneyOnWire,
  loss: Type.Optional(
    Type.Object(MoneyOnWire.properties, {
      description: 'Principal that was still missing when collection ended.',
    }),
  ),
  purpose: Type.Optional(Type.String({ description: 'For what the borrower uses it.' })),
  region: Type.Optional(Type.String({ description: 'Of the borrower, as it was published.' })),
  instalments: Type.Integer({ minimum: 0, description: 'How many the plan in force has.' }),
  instalmentsReceived: Type.Integer({
    minimum: 0,
    description: 'How many of them have come whole.',
  }),
  bucket: Type.Optional(
    Type.Enum([...CLAIM_BUCKETS], {
      description: 'How late it is; nothing where nothing is outstanding.',
    }),
  ),
  nextAmount: Type.Optional(
    Type.Object(MoneyOnWire.properties, {
      description: 'Your part of that instalment, after your fee.',
    }),
  ),
  nextDueDay: Type.Optional(DayOnWire('Of the first instalment that has not come whole.')),
  daysLate: Type.Optional(Type.Integer({ minimum: 1 })),
};

export const ClaimRow = Type.Object(CLAIM_FIELDS);
export type ClaimRow = Static<typeof ClaimRow>;

export const ClaimOnWire = Type.Object({
  ...CLAIM_FIELDS,
  contractHash: Type.Optional(Type.String()),
  schedule: Type.Array(
    Type.Object({
      number: Type.Integer(),
      dueDay: DayOnWire('By the contract.'),
      principal: MinorUnitsOnWire('Your principal of it.'),
      interest: MinorUnitsOnWire('Your interest of it, without any spread, before your fee.'),
      fee: MinorUnitsOnWire('Your fee on it.'),
      state: Type.Enum(['received', 'due', 'late', 'to_come', 'written_off']),
    }),
  ),
  received: Type.Array(
    Type.Object({
      day: DayOnWire('When it was booked.'),
      principal: MinorUnitsOnWire('Principal.'),
      interest: MinorUnitsOnWire('Interest.'),
      penalty: MinorUnitsOnWire('Penalty.'),
      fee: MinorUnitsOnWire('Your fee on it.'),
    }),
    { description: 'On this loan, of all your claims on it.' },
  ),
  ...RETURN,
  actions: Type.Array(Type.String()),
});
export type ClaimOnWire = Static<typeof ClaimOnWire>;
