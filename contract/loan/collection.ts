// What a loan has become whose borrower does not pay, on the wire: arrears, what is written off, and what waits for
// a second person.
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

export const ProposalOnWire = Type.Object(
  {
    step: Type.Enum(['default', 'write_off', 'collection_end']),
    makerId: Type.String({ description: 'Who may not release it.' }),
    reason: Type.String(),
    proposedOn: DayOnWire('When it was proposed.'),
  },
  { description: 'A step that waits for a second person.' },
);
export type ProposalOnWire = Static<typeof ProposalOnWire>;
