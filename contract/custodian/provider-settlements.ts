// What a payment provider settles into custody, on the wire between it and the custodian bank.
//
// Both requests are signed as server/rails/signed-request.ts says, with the provider's own key, which the bank knows
// beside the provider's name. The platform is told by the bank alone: by `top_up_credited` and `top_up_reversed`.
import Type, { type Static } from 'typebox';
import {
  accountOnWire,
  dayOnWire,
  movedMoney,
  referenceOnWire,
  restingMoney,
  uuidOnWire,
} from './wire.ts';

/** The most payments in one advice. */
export const SETTLEMENT_LINES_MAX = 10_000;

export const providerNameOnWire = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  description: 'The provider’s name at the bank.',
  examples: ['sandbox-pay'],
});

const paymentId = uuidOnWire('The platform’s id of the payment: of the top-up that it serves.');
const day = dayOnWire('The provider’s day of the payments.');

/**
 * `POST /api/provider/settlements`: money of payers by card, each to the account of its client. All lines are
 * credited in one journal entry or none is. The same advice again does nothing more, and neither does a payment
 * that another advice has brought already: the answer is the same.
 */
export const ProviderSettlement = Type.Object(
  {
    settlementId: referenceOnWire('The provider’s own name of the advice.'),
    provider: providerNameOnWire,
    day,
    lines: Type.Array(
      Type.Object(
        {
          paymentId,
          account: accountOnWire('The client’s account that gets the money.'),
          amount: movedMoney('The amount of the payment.'),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: SETTLEMENT_LINES_MAX },
    ),
    total: movedMoney('The sum of the lines.'),
  },
  { additionalProperties: false },
);
export type ProviderSettlement = Static<typeof ProviderSettlement>;

/** The bank has it for good. */
export const ProviderSettlementTaken = Type.Object({
  settlementId: referenceOnWire('The provider’s own name of the advice.'),
  lines: Type.Array(
    Type.Object({
      paymentId,
      bankReference: referenceOnWire('Of the entry by which it was credited.'),
      day: dayOnWire('The bank’s day on which it was credited.'),
    }),
    { description: 'Every line of the advice, in its order.' },
  ),
});
export type ProviderSettlementTaken = Static<typeof ProviderSettlementTaken>;

/**
 * `POST /api/provider/reversals`: a payment that was settled goes back to its payer. The bank takes back what the
 * account has available. The same again, or another reversal of the same payment, does nothing more.
 */
export const ProviderReversal = Type.Object(
  {
    reversalId: referenceOnWire('The provider’s own name of the reversal.'),
    provider: providerNameOnWire,
    day: dayOnWire('The provider’s day of the reversal.'),
    paymentId,
    account: accountOnWire('The account that got the money.'),
    amount: movedMoney('The whole amount of the payment.'),
  },
  { additionalProperties: false },
);
export type ProviderReversal = Static<typeof ProviderReversal>;

export const ProviderReversalTaken = Type.Object({
  reversalId: referenceOnWire('The provider’s own name of the reversal.'),
  paymentId,
  debited: restingMoney('What the account had available, and the bank took back.'),
  shortfall: restingMoney('The rest, which the bank could not take from the account.'),
  bankReference: Type.Optional(referenceOnWire('Of the debit, if there was one.')),
  day: dayOnWire('The bank’s day.'),
});
export type ProviderReversalTaken = Static<typeof ProviderReversalTaken>;
