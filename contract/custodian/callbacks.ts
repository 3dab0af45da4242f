// Callbacks on the wire: what the bank tells the platform by itself.
//
// Each is posted to the platform's callback address, signed with the bank's key, until it is answered 2xx; so
// it may come twice, and the id tells.
import Type, { type Static, type TSchema } from 'typebox';
import { AccountClass, CardAtBank } from './accounts.ts';
import { MandateScope } from './authorisations.ts';
import { InstructionResult } from './instructions.ts';
import { providerNameOnWire } from './provider-settlements.ts';
import {
  accountOnWire,
  clientIdOnWire,
  currencyOnWire,
  dayOnWire,
  momentOnWire,
  movedMoney,
  referenceOnWire,
  restingMoney,
  uuidOnWire,
  wordsOnWire,
} from './wire.ts';

/** What a booking at the bank was for. */
export const MovementCode = Type.Enum([
  'top_up',
  'top_up_reversed',
  'incoming_transfer',
  'receipt_claimed',
  'receipt_sent_back',
  'disbursement',
  'fee',
  'distribution',
  /** A distribution that the bank did wrongly, taken back by itself. */
  'distribution_reversed',
  'withdrawal',
  'withdrawal_bounced',
  /** What the platform took with a withdrawal goes back with it. */
  'fee_refund',
  /** The platform's own money, paid in by itself. */
  'own_funds_in',
  /** The platform's own money, paid to somebody outside. */
  'own_payment',
  /** A debit that no owner and no platform asked for: the sandbox's model of a theft or an error. */
  'other_debit',
  /** A tampered balance: the sandbox's model of a mistake in the bank's books. */
  'correction',
]);
export type MovementCode = Static<typeof MovementCode>;

const callback = <Kind extends string, Data extends TSchema>(kind: Kind, data: Data) =>
  Type.Object({
    id: uuidOnWire('The bank’s id of the callback: the same each time it is sent.'),
    sequence: Type.Integer({ minimum: 1, description: 'Counts the bank’s callbacks.' }),
    kind: Type.Literal(kind),
    at: momentOnWire('When it arose.'),
    data,
  });

const topUpId = uuidOnWire('The platform’s id of the top-up.');
const account = accountOnWire('The account.');
const amount = movedMoney('The amount.');
const bankReference = referenceOnWire('The bank’s reference of the movement.');
const day = dayOnWire('The bank’s day of the booking.');
const authorisation = Type.Object({
  authorisation: uuidOnWire('The bank’s id of the authorisation.'),
  instructionId: uuidOnWire('The instruction for which it holds.'),
});
const mandate = Type.Object({
  mandate: uuidOnWire('The platform’s id of the mandate.'),
  account,
  scope: MandateScope,
});
const topUpEnded = Type.Object({ id: topUpId, account, amount });

export const AccountOpened = callback(
  'account_opened',
  Type.Object({
    clientId: clientIdOnWire('The platform’s id of the client.'),
    class: AccountClass,
    account,
    currency: currencyOnWire('The one currency of the account.'),
    card: CardAtBank,
  }),
);
export const TopUpCredited = callback(
  'top_up_credited',
  Type.Object({
    id: topUpId,
    account,
    amount,
    bankReference,
    day,
    /** Where it came by card; all lines of one settlement have one bank reference. */
    provider: Type.Optional(providerNameOnWire),
    settlementId: Type.Optional(referenceOnWire('The provider’s own name of the settlement.')),
  }),
);
export const TopUpFailed = callback('top_up_failed', topUpEnded);
export const TopUpExpired = callback('top_up_expired', topUpEnded);
export const TopUpReversed = callback(
  'top_up_reversed',
  Type.Object({
    id: topUpId,
    account,
    amount,
    debited: restingMoney('What the account had available, and the bank took back.'),
    shortfall: restingMoney('The rest, which the bank could not take from the account.'),
    bankReference: Type.Optional(bankReference),
    day,
  }),
);
export const IncomingTransfer = callback(
  'incoming_transfer',
  Type.Object({
    bankReference,
    payerName: wordsOnWire(100, 'As the paying bank gives it.'),
    payerAccount: wordsOnWire(60, 'As the paying bank gives it.'),
    amount,
    remark: Type.String({ maxLength: 300, description: 'What the payer wrote.' }),
    day,
  }),
);
export const Authorised = callback('authorised', authorisation);
export const Declined = callback('declined', authorisation);
export const AuthorisationExpired = callback('authorisation_expired', authorisation);
export const MandateGranted = callback('mandate_granted', mandate);
export const MandateDeclined = callback('mandate_declined', mandate);
export const MandateRevoked = callback('mandate_revoked', mandate);
export const BatchDone = callback(
  'batch_done',
  Type.Object({
    batchId: uuidOnWire('The platform’s id of the batch.'),
    results: Type.Array(InstructionResult, {
      description: 'Every instruction of the batch, in its order.',
    }),
  }),
);
/** An instruction that waited for its owner has its outcome. */
export const InstructionDone = callback(
  'instruction_done',
  Type.Object({
    batchId: uuidOnWire('The batch in which it came.'),
    result: InstructionResult,
  }),
);
export const WithdrawalBounced = callback(
  'withdrawal_bounced',
  Type.Object({
    id: uuidOnWire('The instruction of the withdrawal.'),
    account,
    amount,
    fees: Type.Optional(
      movedMoney('What the platform had taken with it, and its owner has back too.'),
    ),
    bankReference,
    withdrawalReference: referenceOnWire('Of the withdrawal that came back.'),
    day,
  }),
);
/** The bank took back what it had distributed wrongly: everybody's share went back to the payer. */
export const DistributionReversed = callback(
  'distribution_reversed',
  Type.Object({
    id: uuidOnWire('The instruction of the distribution.'),
    account: accountOnWire('The payer’s account.'),
    amount,
    bankReference,
    distributionReference: referenceOnWire('Of the distribution that was taken back.'),
    day,
  }),
);
/** Every booking that the platform did not instruct, at once, so that it can raise an alarm within seconds. */
export const Movement = callback(
  'movement',
  Type.Object({
    bankReference,
    account,
    direction: Type.Enum(['credit', 'debit'], { description: 'From the account’s point of view.' }),
    amount,
    code: MovementCode,
    cause: Type.Optional(
      uuidOnWire('The top-up or the instruction from which it follows, if from one.'),
    ),
    booked: restingMoney('What lies on the account after it.'),
    day,
  }),
);

const CALLBACKS = [
  AccountOpened,
  TopUpCredited,
  TopUpFailed,
  TopUpExpired,
  TopUpReversed,
  IncomingTransfer,
  Authorised,
  Declined,
  AuthorisationExpired,
  MandateGranted,
  MandateDeclined,
  MandateRevoked,
  BatchDone,
  InstructionDone,
  WithdrawalBounced,
  DistributionReversed,
  Movement,
] as const;

export type Callback = Static<(typeof CALLBACKS)[number]>;
export type CallbackKind = Callback['kind'];

/** Told apart by `kind`. */
export const Callback = Type.Unsafe<Callback>({
  type: 'object',
  required: ['kind'],
  discriminator: { propertyName: 'kind' },
  oneOf: [...CALLBACKS],
});

export const CALLBACK_KINDS: readonly CallbackKind[] = CALLBACKS.map(
  ({ properties }) => properties.kind.const,
);
