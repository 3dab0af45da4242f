// A top-up on the wire: money of a client from outside into the client's own account.
import Type, { type Static } from 'typebox';
import { providerNameOnWire } from './provider-settlements.ts';
import {
  accountOnWire,
  dayOnWire,
  momentOnWire,
  movedMoney,
  pageUrlOnWire,
  referenceOnWire,
  returnUrlOnWire,
  uuidOnWire,
} from './wire.ts';

/** `POST /api/top-ups`. The same id again gives the same top-up. */
export const TopUpRequest = Type.Object(
  {
    id: uuidOnWire('The platform’s id of the top-up.'),
    account: accountOnWire('The account that gets the money.'),
    amount: movedMoney('What the owner wants to pay in.'),
    returnUrl: returnUrlOnWire,
  },
  { additionalProperties: false },
);
export type TopUpRequest = Static<typeof TopUpRequest>;

export const TopUpState = Type.Enum(['requested', 'credited', 'failed', 'expired', 'reversed']);
export type TopUpState = Static<typeof TopUpState>;

/** The answer, and `GET /api/top-ups/{id}`, which knows the payments by card that were settled too. */
export const TopUpAtBank = Type.Object({
  id: uuidOnWire('The platform’s id of the top-up.'),
  account: accountOnWire('The account that gets the money.'),
  amount: movedMoney('What the owner wants to pay in.'),
  state: TopUpState,
  pageUrl: pageUrlOnWire,
  expiresAt: momentOnWire('Until then the owner may confirm it.'),
  bankReference: Type.Optional(referenceOnWire('Of the movement that credited it.')),
  day: Type.Optional(dayOnWire('The bank’s day on which it was credited.')),
  provider: Type.Optional(providerNameOnWire),
  settlementId: Type.Optional(
    referenceOnWire('The payment provider’s settlement, where it came by card.'),
  ),
});
export type TopUpAtBank = Static<typeof TopUpAtBank>;
