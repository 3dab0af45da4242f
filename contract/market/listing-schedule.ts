// The schedule of a listing on the wire, and what an amount that somebody thinks of lending would bring.
import Type, { type Static } from 'typebox';
import { DayOnWire, MinorUnitsOnWire, MoneyOnWire } from '../money/on-wire.ts';

export const ListingScheduleQuery = Type.Object(
  {
    amount: Type.Optional(
      Type.String({
        pattern: '^[1-9][0-9]{0,17}$',
        description: 'Minor units that you think of lending; no more than the loan.',
        examples: ['100000'],
      }),
    ),
  },
  { additionalProperties: false },
);

const Share = Type.Object(
  {
    principal: MinorUnitsOnWire('Principal that comes back.'),
    interest: MinorUnitsOnWire('Interest without any spread, before the lender’s fee.'),
    fee: MinorUnitsOnWire('The lender’s fee on it.'),
  },
  { description: 'The part of whoever lends that amount.' },
);

export const ListingSchedule = Type.Object({
  basis: Type.Enum(['if_disbursed_today', 'contract'], {
    description: 'Before the disbursement the days are those of a loan that is disbursed today.',
  }),
  valueDay: DayOnWire('From when interest runs.'),
  instalments: Type.Array(
    Type.Object({
      number: Type.Integer({ minimum: 1, description: 'From 1.' }),
      dueDay: DayOnWire('By its end it must be paid.'),
      principal: MinorUnitsOnWire('Principal of the whole loan.'),
      interest: MinorUnitsOnWire('Interest of the whole loan.'),
      fee: MinorUnitsOnWire('What the borrower pays beside it.'),
      balance: MinorUnitsOnWire('Outstanding principal of the whole loan after it.'),
      state: Type.Optional(
        Type.Enum(['paid', 'due', 'late', 'to_come', 'written_off'], {
          description: 'How it stands today, from the disbursement on.',
        }),
      ),
      daysLate: Type.Optional(Type.Integer({ minimum: 1, description: 'Where it is late.' })),
      share: Type.Optional(Share),
    }),
  ),
  principal: MoneyOnWire,
  interest: MoneyOnWire,
  share: Type.Optional(
    Type.Object(
      {
        amount: MoneyOnWire,
        interest: MoneyOnWire,
        fees: MoneyOnWire,
        expectedLoss: MoneyOnWire,
        expectedGain: MoneyOnWire,
        worstCase: MoneyOnWire,
      },
      { description: 'Interest − fees − expected loss = expected gain; and the worst case.' },
    ),
  ),
});
export type ListingSchedule = Static<typeof ListingSchedule>;
