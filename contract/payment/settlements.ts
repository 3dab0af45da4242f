// The provider's settlement on the wire: what it owes the custody, or is owed, for one day and currency.
import Type, { type Static } from 'typebox';
import {
  currencyOnWire,
  dayOnWire,
  movedMoney,
  referenceOnWire,
  restingMoney,
  uuidOnWire,
} from '../custodian/wire.ts';

export const SettlementLine = Type.Object({
  paymentId: uuidOnWire('The platform’s id of the payment.'),
  providerReference: referenceOnWire('Of the payment, or of its reversal.'),
  kind: Type.Enum(['payment', 'reversal']),
  amount: movedMoney('The amount, which a reversal takes away again.'),
});
export type SettlementLine = Static<typeof SettlementLine>;

export const Settlement = Type.Object({
  settlementId: referenceOnWire('Stands in the remark of the transfer to the custody.'),
  day: dayOnWire('The provider’s day.'),
  currency: currencyOnWire('The one currency of its lines.'),
  settlesOn: dayOnWire(
    'When it is moved: the next working day, or the day itself where each payment is settled at once.',
  ),
  lines: Type.Array(SettlementLine),
  count: Type.Integer({ minimum: 1, description: 'The number of lines.' }),
  direction: Type.Enum(['credit', 'debit'], {
    description: 'From the custody’s point of view: a debit when more was reversed than paid.',
  }),
  total: restingMoney('Payments less reversals, or reversals less payments.'),
});
export type Settlement = Static<typeof Settlement>;

/**
 * `GET /api/settlements/{day}?since=DAY`: of a closed day, or of all closed days since another, one for each day and
 * currency in which something happened.
 */
export const SettlementsOfDay = Type.Object({
  day: dayOnWire('The provider’s day.'),
  settlements: Type.Array(Settlement),
});
export type SettlementsOfDay = Static<typeof SettlementsOfDay>;
