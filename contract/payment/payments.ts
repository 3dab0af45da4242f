// A payment by card on the wire: what the platform asks the payment provider, and what it is told.
//
// Requests are signed as server/rails/signed-request.ts says. Money is minor units as a string beside its currency.
import Type, { type Static } from 'typebox';
import {
  accountOnWire,
  clientIdOnWire,
  dayOnWire,
  momentOnWire,
  movedMoney,
  referenceOnWire,
  restingMoney,
  uuidOnWire,
  wordsOnWire,
} from '../custodian/wire.ts';

/** `POST /api/payments`. The same id again gives the same payment. */
export const PaymentRequest = Type.Object(
  {
    id: uuidOnWire('The platform’s id of the payment: of the top-up that it serves.'),
    clientId: clientIdOnWire('The platform’s id of the client.'),
    account: accountOnWire(
      'The client’s account at the custodian: the provider settles the payment into it.',
    ),
    amount: movedMoney('What the client wants to pay in.'),
    holderName: Type.Optional(
      wordsOnWire(
        100,
        'The client’s verified name: the card must be in it. Left out, any card may pay.',
      ),
    ),
    returnUrl: Type.Optional(
      Type.String({
        minLength: 1,
        maxLength: 2_000,
        description:
          'Where the provider’s page sends the payer back to; only a page of the platform’s own origin is taken.',
      }),
    ),
  },
  { additionalProperties: false },
);
export type PaymentRequest = Static<typeof PaymentRequest>;

/** Requested until the payer has decided; `reversed` was `succeeded` before. */
export const PaymentState = Type.Enum(['requested', 'succeeded', 'failed', 'expired', 'reversed']);
export type PaymentState = Static<typeof PaymentState>;

export const PaymentFailure = Type.Enum([
  'insufficient_funds',
  /** The card is not in the name that was asked for. */
  'holder_differs',
  'card_unknown',
  'card_refused',
]);
export type PaymentFailure = Static<typeof PaymentFailure>;

/** Sent back because the platform asked, or taken back by the payer's bank. */
export const ReversalCause = Type.Enum(['refund', 'chargeback']);
export type ReversalCause = Static<typeof ReversalCause>;

/** The answer to `POST /api/payments` and `POST /api/payments/{id}/refund`, and `GET /api/payments/{id}`. */
export const PaymentAtProvider = Type.Object({
  id: uuidOnWire('The platform’s id of the payment.'),
  clientId: clientIdOnWire('The platform’s id of the client.'),
  account: accountOnWire('The account into which it is settled.'),
  amount: movedMoney('What the client wanted to pay in.'),
  state: PaymentState,
  pageUrl: Type.String({
    description:
      'The provider’s page where the payer pays. Unguessable, and for this payment only.',
  }),
  expiresAt: momentOnWire('Until then the payer may pay.'),
  failure: Type.Optional(PaymentFailure),
  providerReference: Type.Optional(referenceOnWire('Of the payment, once it has succeeded.')),
  day: Type.Optional(dayOnWire('The provider’s day on which it succeeded.')),
  reversal: Type.Optional(
    Type.Object({
      cause: ReversalCause,
      providerReference: referenceOnWire('Of the reversal.'),
      day: dayOnWire('The provider’s day of the reversal.'),
      takenBack: Type.Optional(
        Type.Object(
          {
            debited: restingMoney('What the bank took back from the account.'),
            shortfall: restingMoney('What the account did not have.'),
            bankReference: Type.Optional(referenceOnWire('The bank’s, of the debit.')),
            day: dayOnWire('The bank’s day.'),
          },
          { description: 'Once the custodian has taken a settled payment back.' },
        ),
      ),
    }),
  ),
  settled: Type.Optional(
    Type.Object(
      {
        settlementId: referenceOnWire('Of the advice to the custodian.'),
        bankReference: referenceOnWire('The bank’s, of the entry that credited it.'),
        day: dayOnWire('The bank’s day.'),
      },
      { description: 'Once the custodian has acknowledged it.' },
    ),
  ),
});
export type PaymentAtProvider = Static<typeof PaymentAtProvider>;

/** `POST /api/payments/{id}/refund`: the whole payment goes back to the card. Asked again, it is done once. */
export const RefundRequest = Type.Object({}, { additionalProperties: false });
export type RefundRequest = Static<typeof RefundRequest>;

export const ProviderProblemCode = Type.Enum([
  'invalid_input',
  'signature_wrong',
  'sandbox_key_wrong',
  'not_found',
  'request_differs',
  'currency_unknown',
  'return_url_refused',
  'wrong_stage',
  'day_not_closed',
  'body_too_large',
  'internal_error',
]);
export type ProviderProblemCode = Static<typeof ProviderProblemCode>;

/** Every request that is not done is answered with this. */
export const ProviderProblem = Type.Object({
  code: ProviderProblemCode,
  detail: Type.String({ description: 'What is so, for the people who run the platform.' }),
});
export type ProviderProblem = Static<typeof ProviderProblem>;
