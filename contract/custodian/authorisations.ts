// The owner's authorisation on the wire: for one payment, or as a mandate. Only the bank can take it.
import Type, { type Static } from 'typebox';
import {
  accountOnWire,
  dayOnWire,
  momentOnWire,
  movedMoney,
  pageUrlOnWire,
  returnUrlOnWire,
  uuidOnWire,
  wordsOnWire,
} from './wire.ts';

/** The kinds of instruction that move or bind an owner's money, and so need the owner. */
export const AuthorisedKind = Type.Enum(['freeze', 'distribute', 'withdraw']);
export type AuthorisedKind = Static<typeof AuthorisedKind>;

/**
 * `POST /api/authorisations`: asks for one payment. It holds for this instruction id, payee and amount and
 * nothing else. The same request again gives the same authorisation while the owner may still decide or has
 * agreed, and a new one once the first was declined or has expired.
 */
export const AuthorisationRequest = Type.Object(
  {
    instructionId: uuidOnWire('The instruction that the platform will send.'),
    kind: AuthorisedKind,
    account: accountOnWire('Whose owner is asked.'),
    payee: Type.Optional(
      accountOnWire('Who gets the money: required with `freeze`, the borrower’s account.'),
    ),
    loanId: Type.Optional(uuidOnWire('The loan: required with `freeze` and `distribute`.')),
    amount: movedMoney('What is paid or frozen in all.'),
    fees: Type.Optional(
      movedMoney(
        'The part of a distribution or a withdrawal that is fees of the platform or a partner; shown apart on the page.',
      ),
    ),
    text: wordsOnWire(300, 'The platform’s words on the page: what it is for.'),
    returnUrl: returnUrlOnWire,
  },
  { additionalProperties: false },
);
export type AuthorisationRequest = Static<typeof AuthorisationRequest>;

export const AuthorisationState = Type.Enum([
  'waiting',
  'authorised',
  'declined',
  'expired',
  'used',
]);
export type AuthorisationState = Static<typeof AuthorisationState>;

/** The answer, and `GET /api/authorisations/{authorisation}`. */
export const AuthorisationAtBank = Type.Object({
  authorisation: uuidOnWire('The bank’s id of the authorisation; the instruction names it.'),
  instructionId: uuidOnWire('The instruction for which it holds.'),
  state: AuthorisationState,
  pageUrl: pageUrlOnWire,
  expiresAt: momentOnWire('Until then the owner may decide, or an agreed one be used.'),
});
export type AuthorisationAtBank = Static<typeof AuthorisationAtBank>;

/**
 * What a mandate covers: `bid` and `auto_bid` freezes (of bids made by hand, and automatically),
 * `repayment` distributions, `fees` what goes to the platform or a partner at disbursement or with a repayment,
 * `reserve` what a partner pays into a risk reserve or out of one: to lenders and partners, never to the platform.
 */
export const MandateScope = Type.Enum(['bid', 'auto_bid', 'repayment', 'fees', 'reserve']);
export type MandateScope = Static<typeof MandateScope>;

/** `POST /api/mandates`. The same id again gives the same mandate. */
export const MandateRequest = Type.Object(
  {
    id: uuidOnWire(
      'The platform’s id of the mandate; instructions name it as their authorisation.',
    ),
    account: accountOnWire('Whose owner is asked.'),
    scope: MandateScope,
    cap: movedMoney(
      'The most that may go out under it in all. A freeze that is released counts no longer.',
    ),
    perInstructionCap: Type.Optional(movedMoney('The most that one instruction may take.')),
    loanId: Type.Optional(
      uuidOnWire('The one loan for which it holds: required with `repayment` and `fees`.'),
    ),
    expiresDay: dayOnWire('The last day of the bank on which it holds.'),
    text: Type.Optional(wordsOnWire(300, 'The platform’s words on the page.')),
    returnUrl: returnUrlOnWire,
  },
  { additionalProperties: false },
);
export type MandateRequest = Static<typeof MandateRequest>;

export const MandateState = Type.Enum(['waiting', 'granted', 'declined', 'expired', 'revoked']);
export type MandateState = Static<typeof MandateState>;

/** The answer, and `GET /api/mandates/{mandate}`. */
export const MandateAtBank = Type.Object({
  mandate: uuidOnWire('The platform’s id of the mandate.'),
  account: accountOnWire('Whose it is.'),
  scope: MandateScope,
  state: MandateState,
  used: Type.Object({ minorUnits: Type.String(), currency: Type.String() }),
  pageUrl: pageUrlOnWire,
  expiresAt: momentOnWire('Until then the owner may grant it.'),
});
export type MandateAtBank = Static<typeof MandateAtBank>;
