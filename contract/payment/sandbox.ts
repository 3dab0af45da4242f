// The payment sandbox's own controls on the wire: its day and clock, what payers' banks do, and bad days.
//
// They need the sandbox key (header `mutua-sandbox-key`), which the platform does not have. The controls
// `SetDay` and `MoveClock` are those of the sandbox bank (contract/custodian/sandbox.ts).
import Type, { type Static } from 'typebox';
import { dayOnWire, referenceOnWire, uuidOnWire } from '../custodian/wire.ts';
import { PROVIDER_CALLBACK_KINDS, type ProviderCallbackKind } from './callbacks.ts';

/** `POST /sandbox/payments/{id}/reverse`: the payer's bank takes the money back. */
export const Chargeback = Type.Object({}, { additionalProperties: false });

/** `POST /sandbox/settlements/tamper`: a line of the open day's settlement is one minor unit off, and the total. */
export const TamperSettlement = Type.Object(
  {
    paymentId: uuidOnWire('The payment whose line it is.'),
    by: Type.Enum(['1', '-1']),
  },
  { additionalProperties: false },
);
export type TamperSettlement = Static<typeof TamperSettlement>;

/**
 * One bad turn. The list is consumed in order: at each occasion the first that fits happens, `count` times
 * (one if left out). With `chancePpm` and `seed` it happens by chance instead, until the list is replaced.
 */
export const ProviderBehaviour = Type.Object(
  {
    kind: Type.Enum([
      /** A POST to the API is done, but never answered. */
      'answer_never',
      /** A callback is sent twice. */
      'callback_twice',
      /** A callback is never sent. */
      'callback_lost',
      /** A callback is sent `milliseconds` later by the provider's clock; others overtake it. */
      'callback_late',
      /** The next `count` callbacks come in reversed order. */
      'callbacks_out_of_order',
      /** The payer's bank refuses a payment that the payer has confirmed. */
      'refuse_payment',
    ]),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    chancePpm: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 4_294_967_295 })),
    /** Only for callbacks of this kind. */
    callback: Type.Optional(
      Type.Enum([...PROVIDER_CALLBACK_KINDS] as [ProviderCallbackKind, ...ProviderCallbackKind[]]),
    ),
    /** With `callback_late`; an hour if left out. */
    milliseconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 31_536_000_000 })),
    /** With `answer_never`: only for requests whose path begins so. */
    path: Type.Optional(Type.String({ pattern: '^/api/', maxLength: 100 })),
  },
  { additionalProperties: false },
);
export type ProviderBehaviour = Static<typeof ProviderBehaviour>;

/** `POST /sandbox/behaviours`. */
export const SetProviderBehaviours = Type.Object(
  {
    behaviours: Type.Array(ProviderBehaviour, { maxItems: 1_000 }),
    replace: Type.Optional(
      Type.Boolean({ description: 'Instead of those that are left, not after them.' }),
    ),
  },
  { additionalProperties: false },
);
export type SetProviderBehaviours = Static<typeof SetProviderBehaviours>;

/** `GET /sandbox/state`, and the answer of every control. */
export const ProviderState = Type.Object({
  day: dayOnWire('The open day.'),
  clock: Type.String({ description: 'The provider’s clock.' }),
  behaviours: Type.Array(ProviderBehaviour),
  undelivered: Type.Array(
    Type.Object({
      id: uuidOnWire('The callback.'),
      sequence: Type.Integer(),
      kind: Type.String(),
    }),
    { description: 'The first hundred callbacks that the platform has not taken yet.' },
  ),
  undeliveredCount: Type.Integer(),
  unadvised: Type.Integer({ description: 'Payments that wait for the day of their settlement.' }),
  advices: Type.Array(
    Type.Object({
      id: referenceOnWire('Of the settlement, or the reversal.'),
      kind: Type.Enum(['settlement', 'reversal']),
      attempts: Type.Integer(),
      refused: Type.Optional(
        Type.String({ description: 'The bank’s code, if its last answer was a refusal.' }),
      ),
    }),
    { description: 'The first hundred advices that the bank has not acknowledged yet.' },
  ),
  adviceCount: Type.Integer(),
});
export type ProviderState = Static<typeof ProviderState>;
