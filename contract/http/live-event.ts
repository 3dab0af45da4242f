// What a reader of `GET /api/events` is told: that something moved, and how it stands now.
import Type, { type Static } from 'typebox';
import { MoneyOnWire } from '../money/on-wire.ts';

const id = (description: string) => Type.String({ format: 'uuid', description });
const state = Type.String({ description: 'As it stands now.' });

/** By the name of the event; what each is about, as it stands when it is told. */
export const LIVE_EVENTS = {
  bid_moved: Type.Object(
    { bidId: id('One of your bids.'), loanId: id('On which listing.'), state, freezeState: state },
    { description: 'A bid of yours moved.' },
  ),
  top_up_moved: Type.Object({ topUpId: id('One of your top-ups.'), state }),
  withdrawal_moved: Type.Object({ withdrawalId: id('One of your withdrawals.'), state }),
  mandate_moved: Type.Object({ mandateId: id('One of your mandates for payments.'), state }),
  loan_moved: Type.Object(
    { loanId: id('A loan that you took, hold a claim on, or work on.'), state },
    { description: 'A loan moved, or money on it.' },
  ),
  funding_moved: Type.Object(
    {
      loanId: id('A listing.'),
      state,
      loanAmount: MoneyOnWire,
      accepted: MoneyOnWire,
      bids: Type.Integer({ minimum: 0, description: 'Bids that stand.' }),
    },
    { description: 'How far a listing is funded; everybody who has signed in is told.' },
  ),
  profile_moved: Type.Object(
    {},
    { description: 'What is known of you, or what you may do, changed.' },
  ),
  notices_given: Type.Object(
    {},
    { description: 'You were told something: `GET /api/notices` has it.' },
  ),
  day_moved: Type.Object({}, { description: 'The business day moved; staff are told.' }),
  read_anew: Type.Object(
    {},
    { description: 'What happened since the position is not kept any more: load the page again.' },
  ),
} as const;

export type LiveEventName = keyof typeof LIVE_EVENTS;
export type LiveEvent = {
  readonly [Name in LiveEventName]: {
    readonly type: Name;
    readonly data: Static<(typeof LIVE_EVENTS)[Name]>;
  };
}[LiveEventName];
