// Custody accounts on the wire: opening one, and how it stands.
import Type, { type Static } from 'typebox';
import {
  accountOnWire,
  clientIdOnWire,
  currencyOnWire,
  pageUrlOnWire,
  restingMoney,
  returnUrlOnWire,
  wordsOnWire,
} from './wire.ts';

/** Money of different classes lies apart, and the bank knows which class may pay which. */
export const AccountClass = Type.Enum(['lender', 'borrower', 'partner', 'platform'], {
  description: 'Whose money it is. The platform’s own accounts can neither lend nor borrow.',
});
export type AccountClass = Static<typeof AccountClass>;

/** `POST /api/accounts`. The same client, class and currency again gives the same account. */
export const OpenAccountRequest = Type.Object(
  {
    clientId: clientIdOnWire(
      'The platform’s id of the client; of an own account, what it is for (`fees`, `own_funds`).',
    ),
    class: AccountClass,
    name: wordsOnWire(100, 'The legal name of the owner.'),
    identityNumber: wordsOnWire(40, 'Identity number of a person, credit code of an organisation.'),
    mobile: Type.String({
      pattern: '^\\+?[0-9]{5,15}$',
      description: 'The owner’s own number: the bank sends its codes there.',
    }),
    currency: currencyOnWire('The one currency of the account.'),
    returnUrl: returnUrlOnWire,
  },
  { additionalProperties: false },
);
export type OpenAccountRequest = Static<typeof OpenAccountRequest>;

export const AccountState = Type.Enum(['opening', 'open'], {
  description: 'Opening until the owner has set a payment password and named a bank card.',
});
export type AccountState = Static<typeof AccountState>;

export const OpenAccountAnswer = Type.Object({
  account: accountOnWire('The account’s number at the custodian.'),
  state: AccountState,
  pageUrl: Type.Optional(pageUrlOnWire),
});
export type OpenAccountAnswer = Static<typeof OpenAccountAnswer>;

/** What the platform may know of the owner's card. */
export const CardAtBank = Type.Object(
  {
    lastFour: Type.String({ pattern: '^[0-9]{4}$' }),
    holderNameMatches: Type.Boolean({
      description: 'Whether the card is in the owner’s own name; no withdrawal leaves otherwise.',
    }),
  },
  { additionalProperties: false },
);
export type CardAtBank = Static<typeof CardAtBank>;

/** `GET /api/accounts/{account}`. */
export const AccountAtBank = Type.Object({
  account: accountOnWire('The account’s number at the custodian.'),
  clientId: clientIdOnWire('The platform’s id of the client.'),
  class: AccountClass,
  state: AccountState,
  booked: restingMoney('What lies on it, frozen or not.'),
  frozen: restingMoney('The part of it that is frozen.'),
  available: restingMoney('Booked less frozen.'),
  card: Type.Optional(CardAtBank),
});
export type AccountAtBank = Static<typeof AccountAtBank>;

export const BalanceAtBank = Type.Object({
  account: accountOnWire('The account; `unmatched/…` for a receipt nobody has claimed yet.'),
  booked: restingMoney('What lies on it, frozen or not.'),
  frozen: restingMoney('The part of it that is frozen.'),
});

/** `GET /api/balances?after=&limit=`: all accounts in the order of their opening. */
export const BalancesPage = Type.Object({
  balances: Type.Array(BalanceAtBank),
  next: Type.Optional(Type.String({ description: 'Give it as `after`; absent on the last page.' })),
});
export type BalancesPage = Static<typeof BalancesPage>;
