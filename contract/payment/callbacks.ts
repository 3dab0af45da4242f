// Callbacks on the wire: what the payment provider tells the platform by itself.
//
// Each is posted to the platform's callback address, signed with the provider's key, until it is answered 2xx; so
// it may come twice, and the id tells.
import Type, { type Static, type TSchema } from 'typebox';
import {
  clientIdOnWire,
  currencyOnWire,
  dayOnWire,
  momentOnWire,
  movedMoney,
  referenceOnWire,
  uuidOnWire,
} from '../custodian/wire.ts';
import { PaymentFailure, ReversalCause } from './payments.ts';

const callback = <Kind extends string, Data extends TSchema>(kind: Kind, data: Data) =>
  Type.Object({
    id: uuidOnWire('The provider’s id of the callback: the same each time it is sent.'),
    sequence: Type.Integer({ minimum: 1, description: 'Counts the provider’s callbacks.' }),
    kind: Type.Literal(kind),
    at: momentOnWire('When it arose.'),
    data,
  });

const payment = {
  id: uuidOnWire('The platform’s id of the payment.'),
  clientId: clientIdOnWire('The platform’s id of the client.'),
  amount: movedMoney('The amount of the payment.'),
};
const day = dayOnWire('The provider’s day.');

export const PaymentSucceeded = callback(
  'payment_succeeded',
  Type.Object({ ...payment, providerReference: referenceOnWire('Of the payment.'), day }),
);
export const PaymentFailed = callback(
  'payment_failed',
  Type.Object({ ...payment, failure: PaymentFailure }),
);
export const PaymentExpired = callback('payment_expired', Type.Object(payment));
export const PaymentReversed = callback(
  'payment_reversed',
  Type.Object({
    ...payment,
    providerReference: referenceOnWire('Of the payment.'),
    reversalReference: referenceOnWire('Of the reversal.'),
    cause: ReversalCause,
    day,
  }),
);
/** A day is closed, and its settlement can be fetched. */
export const SettlementReady = callback(
  'settlement_ready',
  Type.Object({
    settlementId: referenceOnWire('Of the settlement.'),
    day,
    currency: currencyOnWire('Of the settlement.'),
    settlesOn: dayOnWire('When the total is moved.'),
  }),
);

const CALLBACKS = [
  PaymentSucceeded,
  PaymentFailed,
  PaymentExpired,
  PaymentReversed,
  SettlementReady,
] as const;

export type ProviderCallback = Static<(typeof CALLBACKS)[number]>;
export type ProviderCallbackKind = ProviderCallback['kind'];

/** Told apart by `kind`. */
export const ProviderCallback = Type.Unsafe<ProviderCallback>({
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: [...CALLBACKS],
});

export const PROVIDER_CALLBACK_KINDS: readonly ProviderCallbackKind[] = CALLBACKS.map(
  ({ properties }) => properties.kind.const,
);
