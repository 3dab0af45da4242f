// The sandbox's own controls on the wire: the bank's day and clock, what people outside do, and bad days.
//
// They need the sandbox key, which the platform does not have.
import Type, { type Static } from 'typebox';
import { CALLBACK_KINDS, type CallbackKind } from './callbacks.ts';
import { RefusalReason } from './instructions.ts';
import { providerNameOnWire } from './provider-settlements.ts';
import {
  accountOnWire,
  dayOnWire,
  momentOnWire,
  movedMoney,
  referenceOnWire,
  uuidOnWire,
  wordsOnWire,
} from './wire.ts';

/** `POST /sandbox/day`: closes every day before it. */
export const SetDay = Type.Object(
  { day: dayOnWire('The new open day; later than the one that is open.') },
  { additionalProperties: false },
);
export type SetDay = Static<typeof SetDay>;

/** `POST /sandbox/clock`: the bank's deadlines and late callbacks go by it, signatures do not. */
export const MoveClock = Type.Object(
  { advanceMs: Type.Integer({ minimum: 0, maximum: 315_360_000_000 }) },
  { additionalProperties: false },
);
export type MoveClock = Static<typeof MoveClock>;

/** `POST /sandbox/incoming-transfers`: somebody pays by bank transfer. */
export const PayIn = Type.Object(
  {
    payerName: wordsOnWire(100, 'Who pays.'),
    payerAccount: wordsOnWire(60, 'From which account.'),
    amount: movedMoney('What is paid.'),
    remark: Type.String({ maxLength: 300, description: 'What the payer wrote.' }),
  },
  { additionalProperties: false },
);
export type PayIn = Static<typeof PayIn>;

/** `POST /sandbox/accounts/{account}/own-funds`: the platform pays money of its own into an account of its own. */
export const OwnFundsIn = Type.Object(
  { amount: movedMoney('What is paid in.') },
  { additionalProperties: false },
);
export type OwnFundsIn = Static<typeof OwnFundsIn>;

/** `POST /sandbox/accounts/{account}/debit`: money leaves that nobody authorised. */
export const UnauthorisedDebit = Type.Object(
  { amount: movedMoney('What leaves; at most what is available.') },
  { additionalProperties: false },
);
export type UnauthorisedDebit = Static<typeof UnauthorisedDebit>;

/**
 * `POST /sandbox/accounts/{account}/tamper`: the balance changes by one minor unit and nobody is called. The
 * statement still adds up: it has an entry of kind `correction`, or none when another account has the contrary.
 */
export const TamperBalance = Type.Object(
  {
    by: Type.Enum(['1', '-1']),
    against: Type.Optional(accountOnWire('The account that changes the other way.')),
  },
  { additionalProperties: false },
);
export type TamperBalance = Static<typeof TamperBalance>;

export const MovementDone = Type.Object({
  bankReference: referenceOnWire('The bank’s reference of the movement.'),
});

/**
 * One bad turn. The list is consumed in order: at each occasion the first that fits happens, `count` times
 * (one if left out). With `chancePpm` and `seed` it happens by chance instead, the same each time it is tried,
 * until the list is replaced.
 */
export const Behaviour = Type.Object(
  {
    kind: Type.Enum([
      /** A POST to the API is done, but never answered. */
      'answer_never',
      /** A callback is sent twice. */
      'callback_twice',
      /** A callback is never sent. */
      'callback_lost',
      /** A callback is sent `milliseconds` later by the bank's clock; others overtake it. */
      'callback_late',
      /** The next `count` callbacks come in reversed order. */
      'callbacks_out_of_order',
      /** A freeze is refused with `reason`. */
      'refuse_freeze',
      /** A withdrawal is paid, and comes back at once. */
      'bounce_withdrawal',
      /** The paying bank refuses a top-up that the owner has confirmed. */
      'fail_top_up',
    ]),
    count: Type.Optional(Type.Integer({ minimum: 1, maximum: 1_000_000 })),
    chancePpm: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000 })),
    seed: Type.Optional(Type.Integer({ minimum: 0, maximum: 4_294_967_295 })),
    /** Only for callbacks of this kind. */
    callback: Type.Optional(Type.Enum([...CALLBACK_KINDS] as [CallbackKind, ...CallbackKind[]])),
    /** With `callback_late`. */
    milliseconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 31_536_000_000 })),
    /** With `refuse_freeze`; `insufficient_funds` if left out. */
    reason: Type.Optional(RefusalReason),
    /** With `answer_never`: only for requests whose path begins so. */
    path: Type.Optional(Type.String({ pattern: '^/api/', maxLength: 100 })),
  },
  { additionalProperties: false },
);
export type Behaviour = Static<typeof Behaviour>;

/** `POST /sandbox/behaviours`. */
export const SetBehaviours = Type.Object(
  {
    behaviours: Type.Array(Behaviour, { maxItems: 1_000 }),
    replace: Type.Optional(
      Type.Boolean({ description: 'Instead of those that are left, not after them.' }),
    ),
  },
  { additionalProperties: false },
);
export type SetBehaviours = Static<typeof SetBehaviours>;

/**
 * `POST /sandbox/providers`: the bank knows a payment provider from now on, also after a restart. Named again with
 * another key, it has that key from then on; one that stands in the bank's configuration keeps the key it has there.
 */
export const AddProvider = Type.Object(
  {
    name: providerNameOnWire,
    publicKey: Type.String({ maxLength: 2_000, description: 'PEM of the provider’s Ed25519 key.' }),
  },
  { additionalProperties: false },
);
export type AddProvider = Static<typeof AddProvider>;

export const PhoneMessagePurpose = Type.Enum([
  'set_up',
  'reset_password',
  'change_card',
  'password_changed',
  'card_changed',
]);
export type PhoneMessagePurpose = Static<typeof PhoneMessagePurpose>;

/** A message of the bank on the phone of an owner. */
export const PhoneMessage = Type.Object({
  id: uuidOnWire('The bank’s id of the message.'),
  mobile: Type.String({ description: 'To which number.' }),
  at: momentOnWire('When it was sent, by the bank’s clock.'),
  purpose: PhoneMessagePurpose,
  account: accountOnWire('The account of which it speaks.'),
  code: Type.Optional(Type.String({ pattern: '^[0-9]{6}$', description: 'If it brings one.' })),
  words: Type.Object({ 'zh-CN': Type.String(), en: Type.String() }),
});
export type PhoneMessage = Static<typeof PhoneMessage>;

/** `GET /sandbox/messages?mobile=`: the last messages to a number, the newest first. */
export const PhoneMessages = Type.Object({ messages: Type.Array(PhoneMessage) });
export type PhoneMessages = Static<typeof PhoneMessages>;

/** `GET /sandbox/state`. */
export const SandboxState = Type.Object({
  day: dayOnWire('The open day.'),
  clock: Type.String({ description: 'The bank’s clock.' }),
  behaviours: Type.Array(Behaviour),
  undelivered: Type.Array(
    Type.Object({
      id: uuidOnWire('The callback.'),
      sequence: Type.Integer(),
      kind: Type.String(),
      attempts: Type.Integer(),
    }),
    { description: 'The first hundred callbacks that the platform has not taken yet.' },
  ),
  undeliveredCount: Type.Integer(),
  providers: Type.Array(providerNameOnWire, { description: 'The payment providers it knows.' }),
});
export type SandboxState = Static<typeof SandboxState>;
